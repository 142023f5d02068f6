"""Where allauth meets the product: the audit of sign-ins, our own words, and who may come in."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from . import audit
from .models import SignIn, User
from .second_factor import SEEN, SINCE, methods_of, signed_in_within

What = SignIn.What
NAME = "GHNT Monitor"
WRONG_CODE = _("Deze code klopt niet. Kijk of de klok van uw telefoon gelijkloopt en typ een nieuwe code.")


class AccountAdapter(DefaultAccountAdapter):
    """Signing in and out, and everything that people change about their way in."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Dit account is afgesloten."),
        "email_password_mismatch": _(
            "Dit e-mailadres en wachtwoord horen niet bij elkaar. Controleer ze en probeer het opnieuw."
        ),
        "enter_current_password": _("Dit is niet uw huidige wachtwoord."),
        "incorrect_code": WRONG_CODE,
        "incorrect_password": _("Dit wachtwoord klopt niet."),
        "invalid_password_reset": _("Deze link werkt niet meer."),
        "rate_limited": _("U probeert het te vaak achter elkaar. Wacht een paar minuten."),
        "too_many_login_attempts": _(
            "Er is te vaak iets verkeerds ingevuld, daarom kan inloggen nu even niet. Probeer het later "
            "opnieuw of vraag een nieuw wachtwoord aan."
        ),
    }

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """A lock is on an account: under whichever name or port somebody asks for this installation."""
        return str(credentials.get("email", "")).lower()

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Note who is locked out, before allauth refuses."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            audit.note(What.LOCKED, request=request, email=str(credentials.get("email", "")))
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note a wrong password, with the address that was typed."""
        email = str(credentials.get("email", ""))
        audit.note(What.REFUSED, request=request, email=email, method="password")

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """Note that somebody whose account is closed tried to come in."""
        audit.note(What.REFUSED, request=request, person=user, method="closed")
        response: HttpResponse = super().respond_user_inactive(request, user)
        return response

    def login(self, request: HttpRequest, user: Any) -> None:
        """A session's age is counted from the newest sign-in."""
        super().login(request, user)
        request.session.pop(SINCE, None)
        request.session.pop(SEEN, None)

    def post_login(self, request: HttpRequest, user: Any, **how: Any) -> HttpResponse:
        """Note who came in, and how."""
        method = " + ".join(dict.fromkeys(methods_of(request, user)))[:40]
        audit.note(What.IN, request=request, person=user, method=method)
        response: HttpResponse = super().post_login(request, user, **how)
        return response

    def logout(self, request: HttpRequest) -> None:
        """Note who left."""
        if isinstance(request.user, User):
            audit.note(What.OUT, request=request, person=request.user)
        super().logout(request)

    def set_password(self, user: Any, password: str) -> None:
        """Note a new password."""
        super().set_password(user, password)
        audit.note(What.PASSWORD, request=context.request, person=user)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell somebody what changed about their way in; note it when that is the second factor. Who just set
        one up has shown it, so it counts for this session."""
        room, _folder, change = template_prefix.split("/")
        if room == "mfa":
            audit.note(What.FACTOR, request=self.request, person=user, method=change)
            if change in ("totp_activated", "webauthn_added"):
                record_authentication(self.request, user, "mfa", type=change.partition("_")[0])
        super().send_notification_mail(template_prefix, user, context, email)

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """A service account gets no mail and can never sign in."""
        if not user.is_service:
            super().send_password_reset_mail(user, email, context)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's own account."""
        return reverse("accounts:account")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Who has neither password nor second factor here (single sign-on, the example) comes in anew."""
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if found or not user.is_authenticated:
            return found
        said = gettext("U logde een tijd geleden in. Log uit en weer in; daarna opent deze pagina.")
        messages.info(self.request, said)
        return [{"id": "again", "description": "", "url": reverse("account_logout")}]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who came in a moment ago need not show once more who they are."""
        person, patience = self.request.user, settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        if isinstance(person, User) and signed_in_within(self.request, person, seconds=patience):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))


class SecondFactorAdapter(DefaultMFAAdapter):
    """Codes and passkeys."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("U kunt uw tweede stap nu niet uitzetten."),
        "cannot_generate_recovery_codes": _("Stel eerst een app of een passkey in."),
        "incorrect_code": WRONG_CODE,
    }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The name that a browser shows when it asks for a passkey."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": NAME}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """The name of a new passkey, when nobody gives it one."""
        return gettext("Mijn passkey")


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Single sign-on of a government organisation. It opens accounts that exist and never makes one."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Nobody hangs another organisation's account on their own by hand."""
        if sociallogin.state.get("process") != "login":
            raise PermissionDenied

    def authenticate_by_email(self, sociallogin: Any) -> Any:
        """Find who has this verified address. An account was made by invitation, so nobody can have laid a
        trap with somebody else's address: the password stays."""
        found = super().authenticate_by_email(sociallogin)
        if found is None or found[0].is_service:
            return None
        EmailAddress.objects.update_or_create(
            user=found[0], email=found[1], defaults={"verified": True, "primary": True}
        )
        return found

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody gets an account by coming along: note who tried."""
        email = next((address.email for address in sociallogin.email_addresses), "")
        audit.note(What.REFUSED, request=request, email=email, method="socialaccount")
        return False

    def on_authentication_error(self, request: HttpRequest, provider: Any, **details: Any) -> None:
        """Note a sign-in that broke off."""
        audit.note(What.REFUSED, request=request, method="socialaccount")
