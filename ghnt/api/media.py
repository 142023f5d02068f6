"""In which form a question comes in, and in which form an answer goes out."""

from typing import IO, Any

from django.http.request import MediaType
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotAcceptable, ParseError
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import JSONParser


class JsonObject(JSONParser):
    """A JSON object in UTF-8, and nothing else."""

    def parse(self, stream: IO[Any], media_type: Any = None, parser_context: Any = None) -> dict[str, Any]:
        """The object; ParseError with a sentence for what is none, however deep it goes."""
        try:
            found: Any = super().parse(stream, media_type, parser_context)
        except (ParseError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise ParseError(_("Stuur een JSON-object, in UTF-8."))
        return found


class Preferred(DefaultContentNegotiation):
    """The form that is wanted most, by the weights (`q`) in the header Accept. Other parameters of a form, as
    a character set, make no difference."""

    def select_renderer(self, request: Any, renderers: Any, format_suffix: Any = None) -> tuple[Any, str]:
        """That form; NotAcceptable when we have none of what is wanted."""
        if not request.headers.get("Accept", "").strip():
            return renderers[0], renderers[0].media_type
        for wanted in request.accepted_types:
            for one in renderers:
                if _fits(MediaType(one.media_type), wanted):
                    return one, one.media_type
        raise NotAcceptable(available_renderers=renderers)


def _fits(form: MediaType, wanted: MediaType) -> bool:
    return wanted.main_type in ("*", form.main_type) and wanted.sub_type in ("*", form.sub_type)
