"""What regions ask of the pool: an application with its regions, money and story."""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policy import Deed, Reach, reach
from buildingblocks.models import BuildingBlock
from projectpool.models.call import Call
from projectpool.models.pool import Theme
from questionnaires.models import AnswerSheet
from regions.models import Region

if TYPE_CHECKING:
    from projectpool.models.assessing import Decision

BLOCK = "project-pool"  # the building block that the pool is about


def pool_reach(user: "User | AnonymousUser", deed: Deed) -> Reach:
    """In which regions somebody may do something for the pool. Who has a role for one building block in a
    region has it for the pool only when that block is the pool's."""
    found = reach(user, deed)
    if all(place.block is None for place in found.places):
        return found
    return found.about(BuildingBlock.objects.filter(key=BLOCK).values_list("pk", flat=True).first())


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Applications by where they stand, and by who may see them."""

    def drafts(self) -> Self:
        """Not handed in yet."""
        return self.filter(state=Application.State.DRAFT)

    def handed_in(self) -> Self:
        """Handed in and not withdrawn, decided or not."""
        return self.filter(
            state__in=(Application.State.SUBMITTED, Application.State.GRANTED, Application.State.REFUSED)
        )

    def undecided(self) -> Self:
        """Handed in and waiting for a decision."""
        return self.filter(state=Application.State.SUBMITTED)

    def of_regions(self, user: User) -> Self:
        """Those of the regions in which this person works on the pool."""
        mine = pool_reach(user, Deed.READ_APPLICATIONS).within("application_regions__region")
        return self.filter(mine).distinct()

    def visible_to(self, user: User) -> Self:
        """Those of one's regions; for the programme also every one that was handed in; for an assessor those
        that were given to them."""
        handed_in = reach(user, Deed.SEE_POOL).within(block="themes__block") | Q(assessments__assessor=user)
        mine = pool_reach(user, Deed.READ_APPLICATIONS).within("application_regions__region")
        return self.filter(mine | handed_in & Q(submitted_at__isnull=False)).distinct()


class Application(models.Model):
    """What one region, or several together, ask of a call. The story is on the answer sheet, what is asked
    per region and year in its budget lines. `revision` rises with each change of what is not on the sheet, so
    that two colleagues never overwrite each other. `number` is given when it is handed in, and stays."""

    class State(models.TextChoices):
        """Where an application stands."""

        DRAFT = "draft", _("in bewerking")
        SUBMITTED = "submitted", _("ingediend")
        WITHDRAWN = "withdrawn", _("ingetrokken")
        GRANTED = "granted", _("toegekend")
        REFUSED = "refused", _("afgewezen")

    call = models.ForeignKey(
        Call, models.PROTECT, related_name="applications", verbose_name=_("openstelling")
    )
    sheet = models.OneToOneField(AnswerSheet, models.PROTECT, related_name="application")
    title = models.CharField(_("titel"), max_length=160)
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.DRAFT)
    themes = models.ManyToManyField(Theme, related_name="applications", verbose_name=_("thema’s"))
    regions = models.ManyToManyField(
        Region, through="ApplicationRegion", related_name="applications", verbose_name=_("regio’s")
    )
    revision = models.PositiveIntegerField(_("versie"), default=1)
    number = models.CharField(_("nummer"), max_length=40, blank=True)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(_("begonnen op"), default=timezone.now)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    submitted_at = models.DateTimeField(_("ingediend op"), null=True, blank=True)

    objects: ClassVar[Any] = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("aanvraag")
        verbose_name_plural = _("aanvragen")
        ordering: ClassVar[list[str]] = ["call", "number", "begun_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=("draft", "submitted", "withdrawn", "granted", "refused")),
                name="projectpool_application_state_known",
                violation_error_message=_("Deze stand van een aanvraag bestaat niet."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "withdrawn")) | Q(submitted_at__isnull=False) & ~Q(number=""),
                name="projectpool_application_handed_in_when",
                violation_error_message=_("Een ingediende aanvraag heeft een nummer en een moment."),
            ),
            models.UniqueConstraint(
                fields=["call", "number"],
                condition=~Q(number=""),
                name="projectpool_application_number_once",
                violation_error_message=_("Dit nummer heeft al een aanvraag."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of the application."""
        return reverse("projectpool:application", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        """Whether its regions can still change it, as far as its own state goes."""
        return self.state == self.State.DRAFT

    @property
    def lead(self) -> Region:
        """The region that hands in and answers for the whole."""
        return next(one.region for one in self.application_regions.all() if one.is_lead)

    @property
    def decision(self) -> "Decision | None":
        """The decision that stands; None while there is none."""
        return next((one for one in self.decisions.all() if one.replaced_at is None), None)

    @property
    def joint(self) -> bool:
        """Whether several regions ask together."""
        return len(self.application_regions.all()) > 1

    @property
    def requested(self) -> int:
        """What it asks of the pool in all, in eurocents."""
        return int(self.budget_lines.aggregate(total=Sum("amount"))["total"] or 0)


class ApplicationRegion(models.Model):
    """A region in an application: the lead, or a partner that agrees by its own project leader. What changed
    after a partner agreed asks it again."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="application_regions")
    region = models.ForeignKey(Region, models.PROTECT, related_name="application_regions")
    is_lead = models.BooleanField(_("penvoerder"), default=False)
    partial_nl = models.CharField(
        _("welk deel van de regio meedoet"),
        max_length=120,
        blank=True,
        help_text=_("Leeg als het de hele regio is."),
    )
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    agreed_at = models.DateTimeField(_("akkoord op"), null=True, blank=True)

    class Meta:
        verbose_name = _("regio in een aanvraag")
        verbose_name_plural = _("regio’s in aanvragen")
        ordering: ClassVar[list[str]] = ["application", "-is_lead", "region__number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["application", "region"],
                name="projectpool_region_once_an_application",
                violation_error_message=_("Deze regio doet al mee aan de aanvraag."),
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(is_lead=True),
                name="projectpool_application_one_lead",
                violation_error_message=_("Een aanvraag heeft één penvoerder."),
            ),
            models.CheckConstraint(
                condition=Q(agreed_by=None, agreed_at=None)
                | Q(agreed_by__isnull=False, agreed_at__isnull=False),
                name="projectpool_agreed_by_somebody",
                violation_error_message=_("Een akkoord heeft een persoon en een moment."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region} – {self.application}"


class BudgetLine(models.Model):
    """What an application asks for one region in one year, and what the region adds itself, in eurocents."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="budget_lines")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("jaar"))
    amount = models.BigIntegerField(_("gevraagd in eurocenten"), default=0)
    cofinance = models.BigIntegerField(_("eigen bijdrage in eurocenten"), default=0)

    class Meta:
        verbose_name = _("regel van de begroting")
        verbose_name_plural = _("regels van de begroting")
        ordering: ClassVar[list[str]] = ["application", "region__number", "year"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["application", "region", "year"],
                name="projectpool_budget_line_once",
                violation_error_message=_("Dit jaar van deze regio staat al in de begroting."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0, cofinance__gte=0),
                name="projectpool_budget_line_not_negative",
                violation_error_message=_("Een bedrag is nul of meer."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.year}"


class ApplicationStep(models.Model):
    """Something that happened to an application: who, when, why. Only ever added to."""

    class What(models.TextChoices):
        """What happened."""

        BEGUN = "begun", _("begonnen")
        CHANGED = "changed", _("gewijzigd")
        AGREED = "agreed", _("akkoord gegeven")
        STEPPED_OUT = "stepped_out", _("niet meer meegedaan")
        SUBMITTED = "submitted", _("ingediend")
        REOPENED = "reopened", _("teruggenomen om te wijzigen")
        WITHDRAWN = "withdrawn", _("ingetrokken")
        ASSIGNED = "assigned", _("aan een beoordelaar gegeven")
        ASSESSED = "assessed", _("beoordeeld")
        GIVEN_BACK = "given_back", _("beoordeling teruggegeven")
        GRANTED = "granted", _("toegekend")
        REFUSED = "refused", _("afgewezen")
        OBJECTED = "objected", _("bezwaar gemaakt")
        ANSWERED = "answered", _("op bezwaar beslist")

    application = models.ForeignKey(Application, models.CASCADE, related_name="steps")
    what = models.CharField(_("wat"), max_length=12, choices=What)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("tijdstip"), default=timezone.now)
    why = models.CharField(_("toelichting"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("stap van een aanvraag")
        verbose_name_plural = _("stappen van aanvragen")
        ordering: ClassVar[list[str]] = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.application}: {self.get_what_display()}"
