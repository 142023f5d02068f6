"""The OpenAPI document: what the generator cannot know from the views."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension

from . import VERSION, deprecation
from .examples import EXAMPLES

PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "Wat er niet klopt (RFC 9457).",
    "required": ["status", "title", "detail"],
    "properties": {
        "status": {"type": "integer", "example": 400},
        "title": {"type": "string", "example": "De vraag klopt niet"},
        "detail": {"type": "string", "example": "Verbeter wat er bij “errors” staat en probeer het opnieuw."},
        "errors": {
            "type": "array",
            "description": "Alle fouten tegelijk, met de plaats van elke fout.",
            "items": {
                "type": "object",
                "required": ["name", "reason", "code"],
                "properties": {
                    "name": {"type": "string", "example": "ronde"},
                    "reason": {"type": "string", "example": "Deze ronde bestaat niet."},
                    "code": {"type": "string", "example": "invalid"},
                },
            },
        },
    },
}
ALWAYS = {
    "400": "De vraag klopt niet.",
    "401": "Het token geldt niet.",
    "403": "Dit mag u niet.",
    "406": "Deze vorm is er niet.",
    "429": "Te veel vragen.",
    "500": "Fout.",
}
OF_ONE = {"404": "Dit is er niet, of het is niet voor u."}
OF_WRITING = {"409": "Past niet.", "413": "Te groot.", "415": "Stuur JSON."}
OF_CHANGING = {"412": "Intussen gewijzigd.", "428": "Zonder If-Match."}
KEY = "^[-a-zA-Z0-9_]+$"
NOT_CHANGED = "U hebt het al: de ETag in If-None-Match geldt nog."


def _header(kind: str, text: str, example: Any) -> dict[str, Any]:
    return {"description": text, "schema": {"type": kind, "example": example}}


HEADERS: dict[str, dict[str, Any]] = {
    "always": {"API-Version": _header("string", "De versie van de API.", VERSION)},
    "200": {"ETag": _header("string", "Merk van deze inhoud, voor If-None-Match of If-Match.", '"3"')},
    "201": {"ETag": _header("string", "De versie, voor If-Match.", '"1"')},
    "401": {"WWW-Authenticate": _header("string", "Hoe u zich aanmeldt.", "Bearer")},
    "429": {"Retry-After": _header("integer", "Hoeveel seconden u wacht.", 30)},
}
IN_ONE_GO = {
    "text/csv": "Alle regels, met op de eerste de namen van de velden (RFC 4180, UTF-8). Woorden van een "
    "lijst staan met spaties ertussen, wat dieper is als JSON. Een cel die een rekenblad als formule zou "
    "uitvoeren begint met een apostrof.",
    "application/x-ndjson": "Alle regels, elk een JSON-object zoals in `resultaten`.",
}
HOW = (
    "\n\nVraagt u met de header Accept om text/csv of application/x-ndjson, dan krijgt u alle regels in één "
    "keer, met dezelfde filters en volgorde, zonder pagina’s."
)


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # registers itself
    """How a system comes in with a token."""

    target_class = "accounts.tokens.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """As OpenAPI says it."""
        text = "Een token dat u onder “Mijn account” maakt. Zonder token leest u wat openbaar is."
        return {"type": "http", "scheme": "bearer", "description": text}


def complete(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Add errors and headers to every operation, an example to every schema, and what will go."""
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    schemas["Probleem"] = PROBLEM
    for path, methods in result["paths"].items():
        for method, operation in methods.items():
            _complete(path, method, operation)
    for name, schema in schemas.items():
        _describe(name, schema)
    deprecation.mark(result)
    return result


def _complete(path: str, method: str, operation: dict[str, Any]) -> None:
    reading, answers = method == "get", operation["responses"]
    errors = ALWAYS | (OF_ONE if "{" in path or reading else {})
    errors |= {} if reading else OF_WRITING
    errors |= OF_CHANGING if _has(operation, "If-Match") else {}
    if reading:  # the public reads too, and a token reads more
        operation["security"] = [{}, {TokenScheme.name: []}]
        answers.setdefault("304", {"description": NOT_CHANGED})
    _in_one_go(operation)
    for one in operation.get("parameters", ()):
        if one["in"] == "query" and one["schema"] == {"type": "string"}:
            one["schema"]["pattern"] = KEY  # every filter is by the key of something
    for status, why in errors.items():
        answers.setdefault(status, _problem(why))
    for status, answer in answers.items():
        answer.setdefault("headers", {}).update(HEADERS["always"] | HEADERS.get(status, {}))


def _describe(name: str, schema: dict[str, Any]) -> None:
    if name in EXAMPLES:
        schema["example"] = EXAMPLES[name]
    if name.endswith("Request"):
        schema["additionalProperties"] = False  # a name that does not exist is told
    for field in schema.get("properties", {}).values():
        if field.get("nullable") and "allOf" in field:
            field["type"] = "object"  # only what has a type can be null


def _has(operation: dict[str, Any], name: str) -> bool:
    return any(one["name"] == name for one in operation.get("parameters", ()))


def _in_one_go(operation: dict[str, Any]) -> None:
    """A list that also comes whole is then no page: a line of text for each."""
    told = operation["responses"].get("200", {}).get("content", {})
    whole = [media for media in told if media in IN_ONE_GO]
    for media in whole:
        told[media] = {"schema": {"type": "string", "description": IN_ONE_GO[media]}}
    operation["description"] += HOW if whole else ""


def _problem(why: str) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Probleem"}}}
    return {"description": why, "content": content}
