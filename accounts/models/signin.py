"""The audit of sign-ins: who came in, who left, who was kept out. Only ever added to."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SignIn(models.Model):
    """Something that happened at the door. `email` is what was typed when nobody is known by it; `method`
    says how: password, second factor, passkey, single sign-on, example."""

    class What(models.TextChoices):
        """What happened."""

        IN = "in", _("ingelogd")
        OUT = "out", _("uitgelogd")
        REFUSED = "refused", _("geweigerd")
        LOCKED = "locked", _("tijdelijk geblokkeerd")
        PASSWORD = "password", _("wachtwoord gewijzigd")
        FACTOR = "factor", _("tweede stap gewijzigd")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="sign_ins", null=True, blank=True
    )
    email = models.CharField(_("e-mailadres"), max_length=254, blank=True)
    what = models.CharField(_("wat"), max_length=10, choices=What)
    method = models.CharField(_("hoe"), max_length=40, blank=True)
    ip = models.GenericIPAddressField(_("vanaf adres"), null=True, blank=True)
    at = models.DateTimeField(_("tijdstip"), auto_now_add=True)

    class Meta:
        verbose_name = _("aanmelding")
        verbose_name_plural = _("aanmeldingen")
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "-at"], name="accounts_signin_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.email}: {self.get_what_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new line; a line that stands never changes."""
        if not self._state.adding:
            raise TypeError("A line of the audit never changes.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refused."""
        raise TypeError("A line of the audit is never removed by hand.")
