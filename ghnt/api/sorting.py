"""In which order a list comes: `sorteer`, with the fields that its view names in `sorting`."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from django.db.models import F, OrderBy, QuerySet
from django.utils.translation import gettext as _

NAME = "sorteer"
DOWN = "-"

# A path of attributes with __ between, or how to sort by it in Python.
type Key = str | Callable[[Any], Any]
type Order = list[tuple[Key, bool]]


def asked(request: Any, view: Any) -> tuple[Order, dict[str, list[str]]]:
    """The order that is asked for, as (key, whether downwards), and what is wrong with it."""
    known: dict[str, Key] = getattr(view, "sorting", None) or {}
    text = request.query_params.get(NAME, "")
    if not text or not known:
        return [], {}
    names = text.split(",")
    if all(name.removeprefix(DOWN) in known for name in names):
        return [(known[name.removeprefix(DOWN)], name.startswith(DOWN)) for name in names], {}
    said = _("Sorteer op: %s. Met een - ervoor is de volgorde omgekeerd.") % ", ".join(known)
    return [], {NAME: [said]}


def in_order(found: Any, order: Order) -> Any:
    """The list in that order, and in its own where that says nothing. What is not known comes last."""
    if not order:
        return found
    if isinstance(found, QuerySet) and all(isinstance(key, str) for key, _down in order):
        wanted = (OrderBy(F(str(key)), descending=down, nulls_last=True) for key, down in order)
        return found.order_by(*wanted, *found.query.order_by)
    lines = list(found)
    for key, down in reversed(order):
        read = attrgetter(key.replace("__", ".")) if isinstance(key, str) else key
        known = [line for line in lines if read(line) is not None]
        rest = [line for line in lines if read(line) is None]
        lines = [*sorted(known, key=read, reverse=down), *rest]
    return lines


def parameter(view: Any) -> list[dict[str, Any]]:
    """For the OpenAPI document; nothing where a list has one order."""
    known = getattr(view, "sorting", None) or ()
    if not known:
        return []
    names = [f"{sign}{name}" for name in known for sign in ("", DOWN)]
    return [
        {
            "name": NAME, "in": "query", "required": False, "style": "form", "explode": False,
            "schema": {"type": "array", "items": {"type": "string", "enum": names}, "minItems": 1},
            "description": "In welke volgorde; met een - ervoor omgekeerd. Wat onbekend is, komt achteraan.",
        }
    ]  # fmt: skip
