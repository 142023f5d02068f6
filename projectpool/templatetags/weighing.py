"""How an application was weighed and decided, on the application's own page."""

from typing import Any

from django import template

from ..models import Application
from ..weighing.decided import About, about

register = template.Library()


@register.simple_tag(takes_context=True)
def weighed(context: dict[str, Any], application: Application) -> About:
    """What the reader of this page may know: decision, objection, instalments, and the reader's own part."""
    return about(application, context["request"].user)
