"""Where a reader can go: the main navigation, and the pages of "Beheer". ghnt knows every room."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policy import Deed, reach

type Reader = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the main navigation. `current` is "page" on the page itself, "true" below it."""

    label: Any
    url: str
    current: str


@dataclass(frozen=True, slots=True)
class Task:
    """A page of "Beheer", and what it is for."""

    label: Any
    url: str
    text: Any


PUBLIC = (
    (_("Start"), "reports:start"),
    (_("Dashboard"), "reports:national"),
    (_("Cijfers"), "reports:figures"),
    (_("Regio’s"), "reports:regions"),
    (_("Projectenpool"), "projectpool:overview"),
    (_("Rapportages"), "reports:reports"),
)
MANAGING: tuple[tuple[Deed, str, Any, Any], ...] = (
    (Deed.SEE_WALL, "roundtables:rounds", _("Rondes"), _("Een ronde openen, volgen en sluiten.")),
    (
        Deed.SEE_POOL,
        "projectpool:calls",
        _("Openstellingen"),
        _("De projectenpool openen: budget, thema’s, criteria en vragen."),
    ),
    (
        Deed.KEEP_BLOCKS,
        "reports:keep_blocks",
        _("Bouwstenen"),
        _("Mijlpalen en doelen van bouwstenen bijhouden."),
    ),
    (Deed.MANAGE_PEOPLE, "accounts:people", _("Mensen"), _("Wie er meewerkt, met welke rol en tot wanneer.")),
    (
        Deed.MANAGE_PEOPLE,
        "accounts:access_review",
        _("Toegang nakijken"),
        _("Elk jaar bevestigen dat rollen nog kloppen; voor beheerders elk kwartaal."),
    ),
    (
        Deed.MANAGE_PEOPLE,
        "accounts:sign_ins",
        _("Aanmeldingen"),
        _("Wie er inlogde, wie er is geweigerd, en wat er aan toegang veranderde."),
    ),
)


def address(name: str) -> str | None:
    """The address of a page; None when the room that has it does not stand here."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def managing(reader: Reader) -> list[Task]:
    """The pages of "Beheer" that this reader may open."""
    found = [(address(name), label, text) for deed, name, label, text in MANAGING if reach(reader, deed)]
    return [Task(label, url, text) for url, label, text in found if url]


def entries(reader: Reader, path: str) -> list[Entry]:
    """The main navigation of this reader, on this page."""
    return [Entry(label, url, current(path, url)) for label, url in _places(reader)]


def _places(reader: Reader) -> Iterator[tuple[Any, str]]:
    if reader.is_authenticated:
        yield _("Mijn werk"), reverse("my_work")
    yield from ((label, reverse(name)) for label, name in PUBLIC)
    if managing(reader):
        yield _("Beheer"), reverse("manage")


def current(path: str, url: str) -> str:
    """Whether the reader is on this page or on one below it."""
    if path == url:
        return "page"
    return "true" if url != "/" and path.startswith(url) else ""
