"""Figures and words that the tests about wording tell stories with."""

from reports.figures import Figure, Split, Status
from reports.wording import Lang, Predicate

MDA = Predicate(
    "mda-structural",
    "MDA++ structureel ingericht",
    "MDA++ structurally in place",
    "heeft MDA++ structureel ingericht",
    "hebben MDA++ structureel ingericht",
    "has MDA++ structurally in place",
    "have MDA++ structurally in place",
)
SUPERVISION = Predicate(
    "code-supervision",
    "Toezicht op de voorwaarde",
    "Supervision of the condition",
    "houdt daar ook toezicht op",
    "houden daar ook toezicht op",
    "also supervises it",
    "also supervise it",
    "met een voorwaarde bij inkoop",
    "with a condition in procurement",
)
# No number words and no "all" or "none" of their own, so that what is found in a sentence is the figure's.
PLAIN = Predicate("plain", "Titel", "Title", "doet mee", "doen mee", "takes part", "take part")
PLAIN_PART = Predicate(
    "part", "Titel", "Title", "doet mee", "doen mee", "takes part", "take part", "met geld", "with money"
)
LANGS: tuple[Lang, ...] = ("nl", "en")


def figure(*parts: int, status: Status = Status.COUNTED, base: tuple[str, ...] = ()) -> Figure:
    """A figure from counted, not counted, not applicable, not answered, not approved."""
    return Figure("key", "2020", status, Split(*parts), base, regions=28)


def incomplete(*parts: int) -> Figure:
    return figure(*parts, status=Status.INCOMPLETE)


NOT_ASKED = figure(status=Status.NOT_ASKED)
