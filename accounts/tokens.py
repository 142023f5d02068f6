"""Tokens for the API: making one, ending one, and coming in with one."""

import hashlib
import secrets
from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from regions.text import clean

from .errors import AccountError
from .models import ApiToken, ApiTokenUse, User

BEGINS = "ghnt_"
SHOWN = len(BEGINS) + 6
LONGEST = timedelta(days=366)
MOST = 20  # valid tokens of one person


@transaction.atomic
def make_token(*, by: User, name: str, scope: str, until: datetime) -> str:
    """A token of one's own; what is returned is shown once and kept nowhere."""
    wanted = clean(name).strip()
    now = timezone.now()
    if not wanted:
        raise AccountError(gettext("Geef het token een naam, zodat u het later herkent."))
    if not now < until <= now + LONGEST:
        raise AccountError(gettext("Kies een einddatum in de toekomst, hoogstens een jaar verder."))
    User.objects.select_for_update().get(pk=by.pk)
    if ApiToken.objects.valid().filter(person=by).count() >= MOST:
        said = ngettext("U hebt al %d token. ", "U hebt al %d tokens. ", MOST) % MOST
        raise AccountError(said + gettext("Trek er eerst een in."))
    secret = BEGINS + secrets.token_urlsafe(32)
    ApiToken.objects.create(
        person=by, name=wanted, scope=scope, since=now, until=until,
        start=secret[:SHOWN], digest=_digest(secret),
    )  # fmt: skip
    return secret


@transaction.atomic
def end_token(*, by: User, token: ApiToken) -> None:
    """From now on it works no more. Only one's own."""
    if token.person_id != by.pk:
        raise AccountError(gettext("Dit token is niet van u."))
    ApiToken.objects.filter(pk=token.pk, ended_at=None).update(ended_at=timezone.now())


def note_use(token: ApiToken, ip: str) -> None:
    """Count one more use today from this address."""
    now = timezone.now()
    key = {"token": token, "day": timezone.localdate(), "ip": ip}
    if not ApiTokenUse.objects.filter(**key).update(times=F("times") + 1, last_at=now):
        ApiTokenUse.objects.get_or_create(**key, defaults={"times": 1, "last_at": now})


def _address_of(request: Request) -> str:
    """Where a request comes from; "" when the server does not say."""
    try:
        return get_adapter().get_client_ip(request._request) or ""
    except PermissionDenied:
        return ""


def _digest(secret: str) -> str:
    """The secret is random and long, so a plain digest cannot be turned back."""
    return hashlib.sha256(secret.encode()).hexdigest()


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer <token>`. Without one the reader is the public. Cookies are never looked at, so
    no page of another site can ask anything in somebody's name."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """The token's person; AuthenticationFailed when the token does not work."""
        parts = get_authorization_header(request).split()
        if not parts:
            return None
        if len(parts) != 2 or parts[0].lower() != b"bearer":
            raise AuthenticationFailed(gettext("Stuur het token mee als “Authorization: Bearer …”."))
        secret = parts[1].decode("latin-1")
        found = ApiToken.objects.valid().select_related("person").filter(digest=_digest(secret)).first()
        if found is None:
            raise AuthenticationFailed(gettext("Dit token bestaat niet, is voorbij of is ingetrokken."))
        note_use(found, _address_of(request))
        return found.person, found

    def authenticate_header(self, request: Request) -> str:
        """How to come in."""
        return "Bearer"


class TokenMayWrite(BasePermission):
    """A token that only reads changes nothing; without a token nobody does."""

    @property
    def message(self) -> str:
        """Why not."""
        return gettext("Dit token mag alleen lezen.")

    def has_permission(self, request: Request, view: object) -> bool:
        """Reading always; what may be read the view asks of the policy. What cannot be done by anybody is no
        matter of rights."""
        method, token = request.method or "", request.auth
        if method in SAFE_METHODS or not hasattr(view, method.lower()):
            return True
        return isinstance(token, ApiToken) and token.scope == ApiToken.Scope.WRITE
