"""A role: who may do what, where, from when until when."""

from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from buildingblocks.models import BuildingBlock
from regions.models import Region

YEAR, QUARTER = timedelta(days=365), timedelta(days=92)


def _not_looked_at_since(day: date) -> Q:
    return Q(reviewed_at__date__lt=day) | Q(reviewed_at=None, since__lt=day)


class RoleQuerySet(models.QuerySet["Role"]):
    """Roles by what they mean today."""

    def current(self, on: date | None = None) -> "RoleQuerySet":
        """Begun and not ended on that day (today)."""
        day = on or timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day, person__is_active=True)

    def coming(self) -> "RoleQuerySet":
        """Agreed, but not begun."""
        return self.filter(since__gt=timezone.localdate(), person__is_active=True)

    def due_for_review(self) -> "RoleQuerySet":
        """Current, and not given or confirmed within a year; for roles that manage, within a quarter."""
        today = timezone.localdate()
        quarter, year = today - QUARTER, today - YEAR
        return self.current(today).filter(
            _not_looked_at_since(quarter) & Q(kind__in=Role.PRIVILEGED) | _not_looked_at_since(year)
        )


class Role(models.Model):
    """What a person may do, and where: everywhere, in one region, or about one building block; a contributor
    works on one section, which is a building block in a region. From `since` up to, not including, `until`:
    a handover is a date. `reviewed_at` is when somebody last confirmed that the role is still right."""

    class Kind(models.TextChoices):
        """The roles of the programme."""

        PROGRAMME_MANAGER = "programme_manager", _("programmamanager")
        PROGRAMME_MEMBER = "programme_member", _("programmamedewerker")
        PROJECT_LEADER = "project_leader", _("regionaal projectleider")
        CONTRIBUTOR = "contributor", _("medewerker regio")
        MUNICIPALITY = "municipality", _("contactpersoon gemeente")
        COMMISSIONER = "commissioner", _("opdrachtgever")
        STEERING_GROUP = "steering_group", _("stuurgroep")
        EXPERT = "expert", _("expert")
        TECHNICAL_MANAGER = "technical_manager", _("technisch beheerder")

    REGIONAL = (Kind.PROJECT_LEADER, Kind.CONTRIBUTOR, Kind.MUNICIPALITY)
    BY_BLOCK = (Kind.PROGRAMME_MEMBER, Kind.CONTRIBUTOR, Kind.EXPERT)
    PRIVILEGED = (Kind.PROGRAMME_MANAGER, Kind.TECHNICAL_MANAGER)  # they give others access

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="roles")
    kind = models.CharField(_("rol"), max_length=20, choices=Kind)
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("regio")
    )
    block = models.ForeignKey(
        BuildingBlock, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("bouwsteen")
    )
    since = models.DateField(_("vanaf"), default=timezone.localdate)
    until = models.DateField(_("tot"), null=True, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(_("nagekeken op"), null=True, blank=True)
    history = HistoricalRecords()

    objects = RoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rol")
        verbose_name_plural = _("rollen")
        ordering: ClassVar[list[str]] = ["kind", "region__number", "block__position", "since"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=(
                    Q(kind__in=("project_leader", "contributor", "municipality"), region__isnull=False)
                    | Q(~Q(kind__in=("project_leader", "contributor", "municipality")), region__isnull=True)
                ),
                name="accounts_role_region_fits",
                violation_error_message=_("Kies een regio bij een rol in een regio, en anders niet."),
            ),
            models.CheckConstraint(
                condition=Q(kind="contributor", block__isnull=False)
                | Q(kind__in=("programme_member", "expert"))
                | Q(~Q(kind__in=("programme_member", "contributor", "expert")), block__isnull=True),
                name="accounts_role_block_fits",
                violation_error_message=_("Kies een bouwsteen bij een medewerker van een regio."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="accounts_role_ends_after_it_begins",
                violation_error_message=_("De einddatum ligt voor de begindatum."),
            ),
        ]

    def __str__(self) -> str:
        return " · ".join(str(part) for part in (self.get_kind_display(), self.region, self.block) if part)

    @property
    def is_current(self) -> bool:
        """Whether the role counts today."""
        today = timezone.localdate()
        return self.since <= today and (self.until is None or self.until > today)

    @property
    def person_url(self) -> str:
        """The page of who has this role."""
        return reverse("accounts:person", args=[self.person_id])
