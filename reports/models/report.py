"""Progress reports, their versions, and the files of each version."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from roundtables.models import Round, Snapshot


class ProgressReport(models.Model):
    """A report in the making: its outline (chapters, sections, prose with placeholders) and the round it
    is about. `reports.writing.outline` says what an outline holds."""

    slug = models.SlugField(_("adres"), unique=True)
    title_nl = models.CharField(_("titel"), max_length=200)
    title_en = models.CharField(_("titel (Engels)"), max_length=200, blank=True)
    subtitle_nl = models.CharField(_("ondertitel"), max_length=300, blank=True)
    subtitle_en = models.CharField(_("ondertitel (Engels)"), max_length=300, blank=True)
    round = models.ForeignKey(Round, models.PROTECT, related_name="reports")
    outline: Any = models.JSONField(_("opzet"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("voortgangsrapportage")
        verbose_name_plural = _("voortgangsrapportages")
        ordering: ClassVar[list[str]] = ["-round__reference_date"]

    def __str__(self) -> str:
        return self.title_nl

    @property
    def published_version(self) -> "ReportVersion | None":
        """The newest version that the public may read now."""
        return self.versions.published().order_by("-number").first()


class ReportVersionQuerySet(models.QuerySet["ReportVersion"]):
    """Versions by what may be done with them."""

    def published(self) -> "ReportVersionQuerySet":
        """What the public may read: asked at every read, no task switches it on."""
        return self.filter(state=ReportVersion.State.APPROVED, publish_at__lte=timezone.now())

    def newest_first(self) -> "ReportVersionQuerySet":
        """By the round that the report is about, then by version."""
        return self.select_related("report").order_by("-report__round__reference_date", "-number")


class ReportVersion(models.Model):
    """A version of a report: the document as it was built, the snapshots it read, the rules by which it
    counted (per indicator its base and its condition per round) and the words of then (`reading.words`).
    Files of one version share the document's checksum. Published means approved with `publish_at` in the
    past."""

    class State(models.TextChoices):
        """How far the version is."""

        DRAFT = "draft", _("concept")
        PROPOSED = "proposed", _("voorgesteld")
        APPROVED = "approved", _("vastgesteld")

    report = models.ForeignKey(ProgressReport, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("nummer"))
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.DRAFT)
    label_nl = models.CharField(_("aanduiding"), max_length=80)
    moment = models.DateTimeField(_("gemaakt op"))
    publish_at = models.DateTimeField(_("openbaar vanaf"), null=True, blank=True)
    snapshots: "models.ManyToManyField[Snapshot, Any]" = models.ManyToManyField(Snapshot, related_name="+")
    example = models.BooleanField(_("voorbeeldgegevens"), default=False)
    rules: Any = models.JSONField(_("telregels"), default=dict)
    words: Any = models.JSONField(_("woorden"), default=dict)
    document: Any = models.JSONField(_("document"), default=dict)
    checksum = models.CharField(_("controlegetal"), max_length=64, blank=True)
    pages = models.PositiveIntegerField(_("pagina’s"), null=True, blank=True)

    objects = ReportVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("versie van een rapportage")
        verbose_name_plural = _("versies van rapportages")
        ordering: ClassVar[list[str]] = ["report", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["report", "number"],
                name="reports_version_number_once",
                violation_error_message=_("Deze versie bestaat al."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.report}, {self.label_nl}"


class ReportFile(models.Model):
    """One file of a version, kept as it was. `path` is below MEDIA_ROOT."""

    version = models.ForeignKey(ReportVersion, models.CASCADE, related_name="files")
    name = models.CharField(_("bestandsnaam"), max_length=60)
    path = models.CharField(_("plaats"), max_length=200)
    size = models.PositiveBigIntegerField(_("grootte"))
    checksum = models.CharField(_("controlegetal"), max_length=64)

    class Meta:
        verbose_name = _("bestand van een rapportage")
        verbose_name_plural = _("bestanden van rapportages")
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["version", "name"],
                name="reports_file_once",
                violation_error_message=_("Dit bestand hoort al bij de versie."),
            )
        ]

    def __str__(self) -> str:
        return self.name
