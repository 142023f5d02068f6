"""What the pool opens for: a call with its themes, money, criteria and documents."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from projectpool.models.pool import Pool, Theme
from questionnaires.models import Evidence, Questionnaire
from regions.language import in_language


class CallQuerySet(models.QuerySet["Call"]):
    """Calls by where they stand now; no task switches a call on or off, each read asks the clock."""

    def published(self) -> Self:
        """Everybody may know of them."""
        return self.exclude(published_at=None)

    def open(self, at: datetime | None = None) -> Self:
        """Regions can hand in."""
        now = at or timezone.now()
        return self.published().filter(opens_at__lte=now, closes_at__gt=now)


class Call(models.Model):
    """An opening of the pool: what regions may ask for, from when until when, and out of how much. Money is
    in whole eurocents. `floor` and `ceiling` are the least and the most for one project. `granted_total` is
    what decisions gave away so far; only a conditional update beside the decision ever changes it."""

    class State(models.TextChoices):
        """Where a call stands; it follows from its moments."""

        PREPARING = "preparing", _("in voorbereiding")
        ANNOUNCED = "announced", _("aangekondigd")
        OPEN = "open", _("open")
        CLOSED = "closed", _("gesloten")

    pool = models.ForeignKey(Pool, models.PROTECT, related_name="calls", verbose_name=_("pool"))
    key = models.SlugField(_("sleutel"), unique=True, max_length=50)
    title_nl = models.CharField(_("titel"), max_length=120)
    title_en = models.CharField(_("titel (Engels)"), max_length=120, blank=True)
    intro_nl = models.TextField(_("waar de openstelling voor is"), blank=True)
    intro_en = models.TextField(_("waar de openstelling voor is (Engels)"), blank=True)
    budget = models.BigIntegerField(_("budget in eurocenten"))
    floor = models.BigIntegerField(_("minimum per project in eurocenten"), default=0)
    ceiling = models.BigIntegerField(_("maximum per project in eurocenten"))
    first_year = models.PositiveSmallIntegerField(_("eerste jaar"))
    last_year = models.PositiveSmallIntegerField(_("laatste jaar"))
    opens_at = models.DateTimeField(_("opent op"))
    closes_at = models.DateTimeField(_("sluit op"))
    published_at = models.DateTimeField(_("bekendgemaakt op"), null=True, blank=True)
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="calls")
    themes = models.ManyToManyField(Theme, related_name="calls", verbose_name=_("thema’s"))
    granted_total = models.BigIntegerField(_("toegekend in eurocenten"), default=0, editable=False)
    example = models.BooleanField(_("voorbeeldgegevens"), default=False)

    objects: ClassVar[Any] = CallQuerySet.as_manager()
    history: ClassVar[Any] = HistoricalRecords()

    class Meta:
        verbose_name = _("openstelling")
        verbose_name_plural = _("openstellingen")
        ordering: ClassVar[list[str]] = ["-opens_at", "key"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(floor__gte=0, ceiling__gt=0, floor__lte=F("ceiling"), ceiling__lte=F("budget")),
                name="projectpool_call_limits_fit",
                violation_error_message=_(
                    "Het minimum is hoogstens het maximum, en dat is hoogstens het budget."
                ),
            ),
            models.CheckConstraint(
                condition=Q(granted_total__gte=0, granted_total__lte=F("budget")),
                name="projectpool_call_within_budget",
                violation_error_message=_("Er is niet meer toe te kennen dan het budget."),
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="projectpool_call_closes_after_it_opens",
                violation_error_message=_("De openstelling sluit na het moment dat zij opent."),
            ),
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year"), last_year__lte=F("first_year") + 9),
                name="projectpool_call_years_fit",
                violation_error_message=_("Het laatste jaar ligt ten hoogste negen jaar na het eerste."),
            ),
        ]

    def __str__(self) -> str:
        return self.title_nl

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return in_language(self, "title")

    @property
    def intro(self) -> str:
        """What it is for, in the reader's language."""
        return in_language(self, "intro")

    @property
    def years(self) -> range:
        """The years for which money can be asked."""
        return range(self.first_year, self.last_year + 1)

    def state_at(self, moment: datetime) -> "Call.State":
        """Where the call stands at a moment. It is open up to, not including, the moment it closes."""
        if self.published_at is None:
            return self.State.PREPARING
        if moment < self.opens_at:
            return self.State.ANNOUNCED
        return self.State.OPEN if moment < self.closes_at else self.State.CLOSED

    @property
    def state(self) -> "Call.State":
        """Where the call stands now."""
        return self.state_at(timezone.now())

    @property
    def left(self) -> int:
        """What decisions can still give away, in eurocents."""
        return self.budget - self.granted_total


class Criterion(models.Model):
    """What assessors look at in every application of a call, and how much it weighs."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="criteria")
    name_nl = models.CharField(_("criterium"), max_length=120)
    name_en = models.CharField(_("criterium (Engels)"), max_length=120, blank=True)
    help_nl = models.TextField(_("waar een beoordelaar op let"), blank=True)
    help_en = models.TextField(_("waar een beoordelaar op let (Engels)"), blank=True)
    weight = models.PositiveSmallIntegerField(_("gewicht"), default=1)
    position = models.PositiveSmallIntegerField(_("volgorde"))

    class Meta:
        verbose_name = _("criterium")
        verbose_name_plural = _("criteria")
        ordering: ClassVar[list[str]] = ["call", "position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["call", "position"],
                name="projectpool_criterion_position_unique",
                violation_error_message=_("Op deze plaats staat al een criterium."),
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=100),
                name="projectpool_criterion_weighs",
                violation_error_message=_("Een gewicht ligt tussen 1 en 100."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_nl

    @property
    def name(self) -> str:
        """The criterion in the reader's language."""
        return in_language(self, "name")

    @property
    def help(self) -> str:
        """What an assessor looks for, in the reader's language."""
        return in_language(self, "help")


class CallDocumentQuerySet(models.QuerySet["CallDocument"]):
    """Documents by whether applicants can open them."""

    def held_back(self) -> Self:
        """Not scanned, and released by nobody."""
        return self.exclude(scan=Evidence.Scan.CLEAN).filter(released_at=None)


class CallDocument(models.Model):
    """A file that belongs to a call, such as its rules. It lies outside the web root, and is for everybody
    who may know of the call. One that no scanner has seen is for the programme, until somebody who runs the
    pool looked at it and released it; it stays marked as not scanned."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="documents")
    path = models.CharField(_("plaats"), max_length=200, editable=False)
    name = models.CharField(_("naam"), max_length=200)
    content_type = models.CharField(_("soort"), max_length=100)
    size = models.PositiveIntegerField(_("grootte in bytes"))
    sha256 = models.CharField(_("controlegetal"), max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("toegevoegd op"), default=timezone.now)
    scan = models.CharField(_("scan"), max_length=10, choices=Evidence.Scan, default=Evidence.Scan.UNSCANNED)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    released_at = models.DateTimeField(_("vrijgegeven op"), null=True, blank=True)

    objects = CallDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document bij een openstelling")
        verbose_name_plural = _("documenten bij openstellingen")
        ordering: ClassVar[list[str]] = ["added_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(released_by=None, released_at=None)
                | Q(released_by__isnull=False, released_at__isnull=False),
                name="projectpool_document_released_by_somebody",
                violation_error_message=_("Wie een document vrijgeeft, en wanneer, hoort erbij."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def for_everybody(self) -> bool:
        """Whether everybody who may know of the call can open it."""
        return self.scan == Evidence.Scan.CLEAN or self.released_at is not None
