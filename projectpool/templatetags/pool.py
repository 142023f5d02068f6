"""Small pieces of the pages of the project pool."""

from datetime import datetime

from django import template

from ..moments import to_the_second
from ..money import in_euros

register = template.Library()


@register.filter
def euros(cents: int | None) -> str:
    """Eurocents as people read them; nothing for nothing known."""
    return "" if cents is None else in_euros(cents)


@register.filter
def moment(at: datetime) -> str:
    """A moment to the second, on the clock of the server."""
    return to_the_second(at)
