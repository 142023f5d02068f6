"""What views of the API that change something share: who asks, which version, what stands in the way."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import OpenApiParameter
from rest_framework import exceptions, serializers
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


VERSION = re.compile(r'(?P<quote>"?)(?P<number>[0-9]{1,9})(?P=quote)')


def version_of(request: Request) -> int:
    """The version that a system says it changes. Any version (`*`) is none, and what cannot be one of ours (a
    weak mark, a list) is not the one that stands."""
    sent = request.headers.get("If-Match", "").strip()
    found = VERSION.fullmatch(sent)
    if found:
        return int(found["number"])
    if sent in ("", "*"):
        raise WithoutVersion(
            _('Stuur in If-Match de versie mee die u wijzigt; "0" als er nog geen antwoord is.')
        )
    raise ChangedMeanwhile(_('Dit is geen versie van wat u wijzigt. Een versie ziet eruit als "3".'))


class Body(serializers.Serializer[Any]):
    """What a system sends. A field that does not exist is told: by a slip of the pen the real one would be
    left out, and become empty."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": gettext_lazy("Stuur hier een JSON-object.")
    }

    def to_internal_value(self, data: Any) -> Any:
        """What was sent; ValidationError with every fault."""
        names = data if isinstance(data, Mapping) else ()
        unknown = {name: [_("Dit veld bestaat hier niet.")] for name in names if name not in self.fields}
        try:
            found = super().to_internal_value(data)
        except serializers.ValidationError as error:
            found = {**error.detail, **unknown}  # type: ignore[dict-item]  # a serializer names its fields
            raise serializers.ValidationError(found) from None
        if unknown:
            raise serializers.ValidationError(unknown)
        return found

    @classmethod
    def of(cls, request: Request) -> Self:
        """What this request sends, read; nothing at all is no way to say that everything is empty."""
        if not request._request.body:
            raise exceptions.ParseError(gettext_lazy("Stuur een JSON-object, in UTF-8."))
        body = cls(data=request.data)
        body.is_valid(raise_exception=True)
        return body


def person_of(request: Request) -> User:
    """Whose token it is; refused without one."""
    if not isinstance(request.user, User):
        raise exceptions.NotAuthenticated(_("Hiervoor hebt u een token nodig."))
    return request.user
