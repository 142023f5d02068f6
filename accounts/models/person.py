"""Who people are. Signing in and roles build on this."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

SERVICES = {  # in a sentence such as "goedgekeurd door …"; an installation may have others
    "example": _("de voorbeeldgegevens"),
    "import": _("een import van antwoorden"),
}


def known_as(name: str, email: str) -> str:
    """How readers know who did something: a person by name, or by address who has none; what no person did
    by what did it, in the language of the reader."""
    service = SERVICES.get(name) if email == _service_address(name) else None
    return str(service or name or email)


def _service_address(name: str) -> str:
    return f"{name}@service.invalid"


class UserManager(BaseUserManager["User"]):
    """Makes and finds people and service accounts."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person who signs in with `email`; without a password no sign-in by password is possible."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """The technical manager of an installation."""
        return self.create_user(email, password, is_superuser=True, **fields)

    def people(self, text: str = "", kind: str = "", region: Any = None) -> "models.QuerySet[User]":
        """Everybody but service accounts; those with a text in their name or address, a role, a region."""
        found = self.filter(is_service=False).order_by(Lower("name"), "email")
        if text:
            found = found.filter(models.Q(name__icontains=text) | models.Q(email__icontains=text))
        today = timezone.localdate()
        role = models.Q(roles__until=None) | models.Q(roles__until__gt=today)
        if kind or region:
            role &= models.Q(roles__kind=kind) if kind else models.Q()
            role &= models.Q(roles__region=region) if region else models.Q()
            found = found.filter(role).distinct()
        return found

    def service(self, name: str) -> "User":
        """The named service account that imports and tasks act as; it can never sign in."""
        user, _created = self.get_or_create(
            email=_service_address(name), defaults={"name": name, "is_service": True, "password": "!"}
        )
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person, or a named service account. The e-mail address is the name to sign in with."""

    email = models.EmailField(_("e-mailadres"), unique=True)
    name = models.CharField(_("naam of functie"), max_length=150, blank=True)
    is_active = models.BooleanField(_("actief"), default=True)
    is_service = models.BooleanField(_("dienstaccount"), default=False)
    date_joined = models.DateTimeField(_("sinds"), auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    _roles: Any = None  # kept by the policy for as long as a request lasts

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("persoon")
        verbose_name_plural = _("personen")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="accounts_user_email_unique",
                violation_error_message=_("Er is al een account met dit e-mailadres."),
            )
        ]

    def __str__(self) -> str:
        return known_as(self.name, self.email)
