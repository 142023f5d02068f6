"""A token with which a system asks the API in somebody's name."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Tokens by whether they work."""

    def valid(self, at: datetime | None = None) -> "ApiTokenQuerySet":
        """Neither ended nor past their last day, of somebody whose account is open."""
        now = at or timezone.now()
        return self.filter(ended_at=None, until__gt=now, person__is_active=True)


class ApiToken(models.Model):
    """Lets a system do what its person may, or only read it. The token itself is shown once; kept are its
    first signs, to recognise it by, and its digest. It ends by date."""

    class Scope(models.TextChoices):
        """How much of what the person may."""

        READ = "read", _("alleen lezen")
        WRITE = "write", _("lezen en schrijven")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("naam"), max_length=80)
    scope = models.CharField(_("wat het token mag"), max_length=5, choices=Scope, default=Scope.READ)
    start = models.CharField(_("begint met"), max_length=12, editable=False)
    digest = models.CharField(_("controlegetal"), max_length=64, unique=True, editable=False)
    since = models.DateTimeField(_("gemaakt op"), default=timezone.now)
    until = models.DateTimeField(_("geldig tot"))
    ended_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        ordering: ClassVar[list[str]] = ["-since", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(until__gt=F("since")),
                name="accounts_token_ends_after_it_begins",
                violation_error_message=_("Kies een dag in de toekomst."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_valid(self) -> bool:
        """Whether it works now."""
        return self.ended_at is None and self.until > timezone.now()


class ApiTokenUse(models.Model):
    """How often a token was used on a day, from where and when last: for its owner to see."""

    token = models.ForeignKey(ApiToken, models.CASCADE, related_name="uses")
    day = models.DateField(_("dag"))
    ip = models.CharField(_("vanaf adres"), max_length=45, blank=True)
    times = models.PositiveIntegerField(_("hoe vaak"), default=0)
    last_at = models.DateTimeField(_("laatst om"))

    class Meta:
        verbose_name = _("gebruik van een token")
        verbose_name_plural = _("gebruik van tokens")
        ordering: ClassVar[list[str]] = ["-day", "-last_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["token", "day", "ip"],
                name="accounts_token_use_once_a_day",
                violation_error_message=_("Deze dag staat er al."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.token}: {self.day}"
