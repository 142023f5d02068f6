"""What views of the API that change something share: who asks, which version, what stands in the way."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework import exceptions
from rest_framework.request import Request

from .models import User


class ChangedMeanwhile(exceptions.APIException):
    """Somebody changed it after the version that a system names."""

    status_code = 412


class WithoutVersion(exceptions.APIException):
    """A system does not say which version it changes."""

    status_code = 428


class DoesNotFit(exceptions.APIException):
    """It cannot be done as things stand, such as in a round that is closed."""

    status_code = 409


IF_MATCH = OpenApiParameter(
    "If-Match", str, "header", required=True,
    description="De versie die u wijzigt, zoals \"3\"; \"0\" als er nog geen antwoord is.",
)  # fmt: skip


def version_of(request: Request) -> int:
    """The version that a system says it changes."""
    sent = request.headers.get("If-Match", "").strip().strip('"')
    if not (sent.isascii() and sent.isdecimal() and len(sent) < 10):
        raise WithoutVersion(
            _('Stuur in If-Match de versie mee die u wijzigt; "0" als er nog geen antwoord is.')
        )
    return int(sent)


def person_of(request: Request) -> User:
    """Whose token it is; refused without one."""
    if not isinstance(request.user, User):
        raise exceptions.NotAuthenticated(_("Hiervoor hebt u een token nodig."))
    return request.user
