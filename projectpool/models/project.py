"""The projects of the pool, granted here or described by a report, and the regions that carry them out."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from projectpool.models.application import Application
from projectpool.models.pool import Box, Pool, PoolEntry, Theme
from regions.models import Region


class ProjectQuerySet(models.QuerySet["Project"]):
    """Which projects belong together, and where they stand."""

    def running(self) -> Self:
        """Granted here and not ended."""
        return self.exclude(application=None).filter(ended_at=None)

    def in_theme(self, theme: Theme) -> Self:
        """Projects described under a theme, in the order of the report."""
        return self.filter(themes=theme)

    def joint(self) -> Self:
        """Projects that regions carry out together, as far as the source says so."""
        return self.filter(joint=Project.Joint.YES)


class Project(models.Model):
    """A project of the pool. One that was granted here comes from its `application`, with the amount granted
    in eurocents and its first and last day. Of one that only a publication describes, no amount or day is
    known, nor always whether it was one application."""

    class Joint(models.TextChoices):
        """Whether several regions share the project."""

        YES = "yes", _("gezamenlijk")
        NO = "no", _("van één regio")
        UNKNOWN = "unknown", _("niet vermeld")

    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="projects", verbose_name=_("pool"))
    key = models.SlugField(_("sleutel"), unique=True)
    title_nl = models.CharField(_("titel"), max_length=160, blank=True)
    working_title_nl = models.CharField(
        _("werktitel"),
        max_length=160,
        blank=True,
        help_text=_("Onze aanduiding als het project geen titel heeft."),
    )
    titled = models.BooleanField(_("heeft een eigen titel"), default=True)
    summary_nl = models.TextField(_("samenvatting"))
    summary_en = models.TextField(_("samenvatting (Engels)"), blank=True)
    section = models.CharField(_("paragraaf"), max_length=20, blank=True)
    described_as = models.CharField(_("beschreven als"), max_length=80, blank=True)
    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, related_name="project", null=True, blank=True
    )
    amount = models.BigIntegerField(_("toegekend in eurocenten"), null=True, blank=True)
    starts_on = models.DateField(_("eerste dag"), null=True, blank=True)
    ends_on = models.DateField(_("laatste dag"), null=True, blank=True)
    ended_at = models.DateTimeField(_("afgesloten op"), null=True, blank=True)
    ended_why = models.CharField(_("hoe het project eindigde"), max_length=500, blank=True)
    joint = models.CharField(_("samen met andere regio’s"), max_length=8, choices=Joint)
    position = models.PositiveSmallIntegerField(_("plaats"))
    note_nl = models.CharField(_("opmerking"), max_length=400, blank=True)
    themes = models.ManyToManyField(Theme, related_name="projects", verbose_name=_("thema’s"))
    boxes = models.ManyToManyField(Box, related_name="projects", verbose_name=_("kaders"))
    regions = models.ManyToManyField(
        Region, through="ProjectRegion", related_name="projects", verbose_name=_("regio’s")
    )
    entries = models.ManyToManyField(
        PoolEntry, related_name="projects", blank=True, verbose_name=_("regels in de tabel")
    )
    possibly_same = models.ManyToManyField(
        "self", blank=True, verbose_name=_("misschien dezelfde aanvraag als")
    )

    objects: ClassVar[Any] = ProjectQuerySet.as_manager()
    history: ClassVar[Any] = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["pool__key", "position"]
        verbose_name = _("project")
        verbose_name_plural = _("projecten")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(joint__in=["yes", "no", "unknown"]),
                name="projectpool_project_joint_known",
                violation_error_message=_("Kies ja, nee of niet vermeld."),
            ),
            models.CheckConstraint(
                condition=(models.Q(titled=True) & ~models.Q(title_nl=""))
                | (models.Q(titled=False) & ~models.Q(working_title_nl="")),
                name="projectpool_project_has_a_title",
                violation_error_message=_("Een project heeft een eigen titel of een werktitel."),
            ),
            models.CheckConstraint(
                condition=models.Q(application=None)
                | models.Q(amount__gt=0, starts_on__isnull=False, ends_on__gte=models.F("starts_on")),
                name="projectpool_project_granted_with_days",
                violation_error_message=_(
                    "Een toegekend project heeft een bedrag, een eerste en een laatste dag."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title_nl or self.working_title_nl


class ProjectRegion(models.Model):
    """A region in a project."""

    class Role(models.TextChoices):
        """What the region does in the project."""

        INITIATOR = "initiator", _("initiatiefnemer")
        PARTICIPANT = "participant", _("deelnemer")

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="project_regions", verbose_name=_("project")
    )
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="project_regions", verbose_name=_("regio")
    )
    role = models.CharField(_("rol"), max_length=12, choices=Role, default=Role.PARTICIPANT)
    partial = models.BooleanField(_("alleen een deel van de regio"), default=False)
    amount = models.BigIntegerField(_("deel van het bedrag in eurocenten"), null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["project__position", "region__number"]
        verbose_name = _("regio in een project")
        verbose_name_plural = _("regio’s in projecten")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["project", "region"],
                name="projectpool_region_once_a_project",
                violation_error_message=_("Deze regio doet al mee aan dit project."),
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=["initiator", "participant"]),
                name="projectpool_region_role_known",
                violation_error_message=_("Kies initiatiefnemer of deelnemer."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region} – {self.project}"
