"""The fact sheet of a region: one page for a council, with what its reader may know and for whom it is.

A fact sheet leaves the house, so it says at the bottom who may read it. What fits is decided by the page
itself (factsheet.typ): the least important goes first, and it says how many projects were left out.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy, ngettext

from projectpool.tables.counts import ProjectLine
from projectpool.tables.regional import pools_of
from regions.counts import tiles
from regions.models import Region

from ...document.pdf import readable
from ...document.rendering import safe_link
from ...document.typesetting import typeset
from ...reading.audience import Audience, Scope
from ...reading.reading import Reading, RoundInfo
from ...shared.cards import reader_lang, words
from .list import towns_by_region, towns_in_words
from .page import name_in
from .place_strips import in_words
from .sheet_rows import Row, national_rows, rows_of, same_for
from .standing import Part, takes_part

MAIN = "factsheet.typ"
KEPT = 24 * 60 * 60  # seconds; the sheet bears the day on which it was made
LONG_NAME, LONG_TITLE, LONG_TEXT = 80, 110, 220  # characters
EXAMPLE = gettext_lazy("Voorbeeldgegevens: wat regio’s hier antwoorden, is verzonnen.")
MOST_PARTNERS = 7  # named on the sheet
PARTNERS = Audience(scope=Scope.CLOSED, partner=True)
INKS = {"s3": 4, "s2": 3, "s1": 2, "s0": 1, "counted": 4, "not_counted": 1}  # a step of the scale; else none


@dataclass(frozen=True, slots=True)
class Sheet:
    """A fact sheet before it is typeset. `secret` when it is not for everybody."""

    slug: str
    round: str
    secret: bool
    moment: datetime
    data: str

    @property
    def inputs(self) -> dict[str, str]:
        """What Typst gets."""
        return {"data": self.data}

    @property
    def file_name(self) -> str:
        """What the file is called: it says for whom it is, wherever it ends up."""
        return f"factsheet-{self.slug}-{self.round}-{'vertrouwelijk' if self.secret else 'openbaar'}.pdf"


def factsheet(sheet: Sheet) -> bytes:
    """The PDF. The same sheet is typeset once a day: it is kept under the hash of all that stands on it."""
    key = f"factsheet:{hashlib.sha256(sheet.data.encode()).hexdigest()}"
    kept: bytes | None = cache.get(key)
    if kept is None:
        kept = typeset(MAIN, sheet.inputs, moment=sheet.moment)
        cache.set(key, kept, KEPT)
    return kept


def sheet_of(reading: Reading, region: Region, round_: RoundInfo) -> Sheet:
    """The sheet of a region in a round, in the language of the reader."""
    name = name_in(reading, round_, region)
    rows = rows_of(reading, region.slug, round_)
    address = settings.SITE_URL + reverse("reports:region", args=[region.slug])
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    found = {
        "lang": reader_lang(),
        "title": _short(name, LONG_NAME),
        "author": gettext("Programma Geweld hoort nergens thuis"),
        "kicker": gettext("Geweld hoort nergens thuis · fact sheet voor gemeenteraden"),
        "about": gettext("Hoe ver is de regio met de aanpak van huiselijk geweld en kindermishandeling?"),
        "label": str(EXAMPLE) if round_.example else "",
        "towns": _towns(region.slug),
        "tiles": [{"row": tile.row, "col": tile.col, "own": tile.slug == region.slug} for tile in tiles()],
        "map": gettext("%s op de tegelkaart") % name,
        "note": _note(reading, region.slug, name, round_, rows),
        "words": _words(name, round_),
        "rows": [_row(row, name) for row in rows or national_rows(reading, round_)],
        **_projects(region.slug),
        "source": _source(round_, today),
        "shown_address": address,
        "for_whom": for_whom(reading, region.slug, name, round_, rows),
        "secret": reading.version is None,
    }  # fmt: skip
    data = json.dumps({**readable(found), "address": safe_link(address)}, ensure_ascii=False, sort_keys=True)
    return Sheet(region.slug, round_.key, reading.version is None, today, data)


def for_whom(reading: Reading, slug: str, name: str, round_: RoundInfo, rows: list[Row]) -> str:
    """Who may read it. What is not published is for partners at most; and not for them when they would not
    see every answer that stands on it."""
    if reading.version is not None:
        return gettext("Alleen openbare gegevens.")
    if round_.open:
        return gettext("Vertrouwelijk: deze ronde loopt nog. Alleen voor het programmateam.")
    if same_for(rows, reading.read_by(PARTNERS), slug, round_):
        return gettext("Vertrouwelijk: alleen voor opdrachtgevers, stuurgroep en regio’s.")
    return gettext("Vertrouwelijk: alleen voor %s en het programmateam.") % name


def _words(name: str, round_: RoundInfo) -> dict[str, str]:
    return {
        "subject": gettext("Onderwerp"),
        "nation": ngettext("%d regio", "Alle %d regio’s", round_.regions) % round_.regions,
        "own": _short(name, LONG_NAME),
        "rows": gettext("De regio naast het hele land"),
        "projects": gettext("Projecten uit de projectenpool"),
        "no_projects": gettext("Er staan geen projecten van deze regio in de projectenpool."),
        "more_at": gettext("Meer over deze regio:"),
    }


def _note(reading: Reading, slug: str, name: str, round_: RoundInfo, rows: list[Row]) -> str:
    """Why there is no place of the region to see, where there is none."""
    if not takes_part(reading, slug, round_.key):
        excused = slug in reading.excused(round_.key)
        text = (
            gettext("%(name)s is vrijgesteld van ronde %(label)s en telt daarin niet mee.")
            if excused
            else gettext("%(name)s deed niet mee aan ronde %(label)s.")
        )
        return text % {"name": name, "label": round_.label}
    return "" if rows else gettext("Welke regio wat antwoordde, is in deze ronde niet openbaar.")


def _towns(slug: str) -> str:
    found = towns_in_words(towns_by_region().get(slug, ()))
    return gettext("Centrumgemeente: %s") % _short(found, LONG_TEXT) if found else ""


def _row(row: Row, name: str) -> dict[str, Any]:
    one = row.standing
    moved = ""
    if one.move is not None:
        moved = gettext("%(label)s: %(was)s") % {"label": one.move.since.label, "was": one.move.was}
    lang = reader_lang()
    return {
        "block": _short(row.block.text, LONG_NAME),
        "block_lang": row.block.lang or lang,
        "said": _short(row.said.text, LONG_TEXT),
        "said_lang": row.said.lang or lang,
        "parts": [_part(part) for part in one.parts],
        "alt": in_words(one.parts, name),
        "own": _short(one.own, LONG_NAME),
        "moved": _short(moved, LONG_NAME),
    }


def _part(part: Part) -> dict[str, Any]:
    step = INKS.get(part.ink, 0)
    return {"n": part.number, "step": step, "label": _short(part.label, LONG_NAME), "here": part.here}


def _projects(slug: str) -> dict[str, Any]:
    """The projects of the newest pool that describes any, and what to say when some do not fit."""
    found = next((pool.projects for pool in pools_of(slug) if pool.projects), ())
    more = [
        ngettext("En nog %d project.", "En nog %d projecten.", left) % left
        for left in range(1, len(found) + 1)
    ]
    return {"projects": [_project(project, slug) for project in found], "more": ["", *more]}


def _project(project: ProjectLine, slug: str) -> dict[str, str]:
    summary = words(project, "summary")
    return {
        "title": _short(project.title, LONG_TITLE),
        "title_lang": "nl",
        "partners": _partners(project, slug),
        "summary": _short(summary.text, LONG_TEXT),
        "summary_lang": summary.lang or reader_lang(),
    }


def _partners(project: ProjectLine, slug: str) -> str:
    """The other regions in the project; only their number when they are many."""
    pairs = zip(project.region_slugs, project.regions, strict=True)
    partners = [name for other, name in pairs if other != slug]
    if len(partners) > MOST_PARTNERS:
        return gettext("samen met %d andere regio’s") % len(partners)
    return gettext("samen met %s") % ", ".join(partners) if partners else ""


def _source(round_: RoundInfo, today: datetime) -> str:
    return gettext(
        "Bron: rondetafelgesprekken, ronde %(label)s, peildatum %(date)s. Gemaakt op %(today)s."
    ) % {
        "label": round_.label,
        "date": date_format(round_.date, "j F Y"),
        "today": date_format(today, "j F Y"),
    }


def _short(text: str, most: int) -> str:
    """The text, cut at a word when it is longer."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;.") + "…"
