"""The hand-written predicates of indicators, as wording takes them."""

from ..models import Indicator
from ..wording import Predicate


def predicates() -> dict[str, Predicate]:
    """Every indicator's predicate, by key, in order."""
    return {one.key: predicate(one) for one in Indicator.objects.all()}


def predicate(one: Indicator) -> Predicate:
    """The predicate of one indicator."""
    return Predicate(
        key=one.key,
        title_nl=one.title_nl,
        title_en=one.title_en,
        one_nl=one.one_nl,
        many_nl=one.many_nl,
        one_en=one.one_en,
        many_en=one.many_en,
        base_nl=one.base_nl,
        base_en=one.base_en,
    )
