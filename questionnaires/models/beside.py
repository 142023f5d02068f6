"""What stands beside an answer: evidence, and the conversation about it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .questionnaire import Question
from .sheet import AnswerSheet


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Evidence by whether it still stands."""

    def standing(self) -> "EvidenceQuerySet":
        """Not taken away."""
        return self.filter(removed_at=None)


class Evidence(models.Model):
    """A link or a file that shows what an answer says. A file lies outside the web root under a name that
    says nothing; `name` is what it was called. Taken away means: no longer shown, kept for the history;
    erased: the file is gone, the row stays."""

    class Scan(models.TextChoices):
        """What the virus scanner said of a file."""

        NONE = "", _("geen bestand")
        CLEAN = "clean", _("gescand")
        UNSCANNED = "unscanned", _("niet gescand")

    sheet = models.ForeignKey(AnswerSheet, models.CASCADE, related_name="evidence")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    url = models.URLField(_("link"), max_length=1000, blank=True)
    path = models.CharField(_("plaats"), max_length=200, blank=True, editable=False)
    name = models.CharField(_("naam"), max_length=200)
    content_type = models.CharField(_("soort"), max_length=100, blank=True)
    size = models.PositiveIntegerField(_("grootte in bytes"), default=0)
    sha256 = models.CharField(_("controlegetal"), max_length=64, blank=True)
    scan = models.CharField(_("scan"), max_length=10, choices=Scan, default=Scan.NONE, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("toegevoegd op"), default=timezone.now)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    removed_at = models.DateTimeField(_("weggehaald op"), null=True, blank=True)
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    erased_at = models.DateTimeField(_("gewist op"), null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("bewijsstuk")
        verbose_name_plural = _("bewijsstukken")
        ordering: ClassVar[list[str]] = ["added_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(url="", path__gt="") | Q(url__gt="", path=""),
                name="questionnaires_evidence_link_or_file",
                violation_error_message=_("Geef een link of kies een bestand."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Remark(models.Model):
    """A line in the conversation about one answer, between a region and the programme."""

    sheet = models.ForeignKey(AnswerSheet, models.CASCADE, related_name="remarks")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("tijdstip"), default=timezone.now)
    from_programme = models.BooleanField(_("van het programma"), default=False)
    text = models.TextField(_("tekst"))

    class Meta:
        verbose_name = _("opmerking")
        verbose_name_plural = _("opmerkingen")
        ordering: ClassVar[list[str]] = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
