"""The second factor: codes of an app, passkeys and recovery codes. A wrong one is noted in the audit."""

from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.core import context
from allauth.mfa.base import forms as codes
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkeys
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .. import audit
from ..models import User
from .words import InOurWords, Words

CODE = Words(
    _("Code"),
    _("Vul de code in."),
    _("De zes cijfers uit uw app. Hebt u die niet bij de hand? Gebruik dan een van uw herstelcodes."),
)
NAME = Words(_("Naam van de passkey"), _("Geef de passkey een naam."), _("Bijvoorbeeld: laptop van werk."))


class WithCode(InOurWords):
    """A field for a code, with a keyboard of digits."""

    words: ClassVar[Mapping[str, Words]] = {"code": CODE}
    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(inputmode="numeric", autocomplete="one-time-code")


class NotedCode(WithCode):
    """A wrong code is noted."""

    def clean_code(self) -> str:
        """Check the code, and note it when it is wrong or came too often."""
        try:
            return str(super().clean_code())  # type: ignore[misc]  # allauth has no types
        except ValidationError as error:
            audit.kept_out(error.code, request=context.request, person=self.user, method="mfa")
            raise


class AuthenticateForm(NotedCode, codes.AuthenticateForm):
    """The second step of signing in."""


class ReauthenticateForm(NotedCode, codes.ReauthenticateForm):
    """A code once more, before something important."""


class ActivateTOTPForm(WithCode, totp.ActivateTOTPForm):
    """The first code of a new app, which shows that it works."""

    words: ClassVar[Mapping[str, Words]] = {
        "code": Words(_("Code uit de app"), _("Vul de zes cijfers in die de app laat zien."))
    }


class AddPasskeyForm(InOurWords, passkeys.AddWebAuthnForm):
    """A new passkey."""

    words: ClassVar[Mapping[str, Words]] = {
        "name": NAME,
        "passwordless": Words(
            _("Ook zonder wachtwoord inloggen met deze passkey"),
            help=_("Uw apparaat vraagt dan om uw vinger, gezicht of pincode."),
        ),
    }


class EditPasskeyForm(InOurWords, passkeys.EditWebAuthnForm):
    """Another name for a passkey."""

    words: ClassVar[Mapping[str, Words]] = {"name": NAME}


class NotedPasskey:
    """A wrong passkey is noted."""

    user: Any

    def clean_credential(self) -> Any:
        """Check the passkey, and note it when it is wrong or came too often."""
        try:
            return super().clean_credential()  # type: ignore[misc]  # allauth has no types
        except ValidationError as error:
            person = self.user if isinstance(self.user, User) else None
            audit.kept_out(error.code, request=context.request, person=person, method="passkey")
            raise


class AuthenticatePasskeyForm(NotedPasskey, passkeys.AuthenticateWebAuthnForm):
    """A passkey as the second step of signing in."""


class LoginPasskeyForm(NotedPasskey, passkeys.LoginWebAuthnForm):
    """A passkey instead of a password: it asks for a finger, a face or a code: two factors."""
