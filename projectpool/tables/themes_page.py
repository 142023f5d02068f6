"""The table of themes and regions of one pool as a page, with the published totals that do not agree."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.http import Http404
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ..models import Pool, PublishedTotal
from ..register.entries import pools_shown
from .counts import ThemeColumn, ThemeTable, Total, all_projects, published_totals, theme_table

What = PublishedTotal.What


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is shown, and what it says in words."""

    mark: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A region with its cells, a theme each, and under how many themes it stands."""

    slug: str
    region: str
    cells: tuple[Cell, ...]
    themes: int


@dataclass(frozen=True, slots=True)
class ThemeList:
    """A theme as a list: its regions, each with what the cell says where that is more than yes."""

    name: str
    slug: str
    regions: int
    projects: int
    who: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """Totals about one thing that do not agree: each value with its source, then what stands here."""

    about: str
    said: tuple[tuple[str, str], ...]
    here: str
    note: str


@dataclass(frozen=True, slots=True)
class ThemesPage:
    """A pool with its table, as a table and as a list, and the remarks about its totals."""

    pool: Pool
    table: ThemeTable
    themes: tuple[ThemeList, ...]
    rows: tuple[Row, ...]
    remarks: tuple[Remark, ...]
    others: tuple[Pool, ...]


def themes_page(key: str) -> ThemesPage:
    """The page of a pool that everybody may know of; a 404 with a sentence for any other."""
    pools = {pool.key: pool for pool in pools_shown()}
    if key not in pools:
        raise Http404(_("Er is geen projectenpool “%(key)s”.") % {"key": key})
    table = theme_table(key)
    rows = tuple(
        Row(row.slug, row.region, tuple(Cell(shown(mark), in_words(mark)) for mark in row.marks), row.themes)
        for row in table.rows
    )
    themes = tuple(_listed(table, rows, place) for place in range(len(table.themes)))
    others = tuple(pool for pool in pools.values() if pool.key != key)
    return ThemesPage(pools[key], table, themes, rows, tuple(_remarks(table)), others)


@lru_cache
def _said(mark: str, language: str | None) -> str:
    times, _x, rest = mark.partition("x")
    if not rest and times.isdecimal():
        return ngettext("%d project", "%d projecten", int(times)) % int(times)
    words = {
        "": _("niet"),
        "•": _("doet mee"),
        "*": _("samen met andere regio’s"),
        "deel": _("een deel van de regio"),
        "* deel": _("een deel van de regio, samen met andere regio’s"),
    }
    return words.get(mark, mark)


def shown(mark: str) -> str:
    """The mark itself: signs and numbers as printed, what is a word in the reader's language."""
    return mark.replace("deel", _("deel"))


def in_words(mark: str) -> str:
    """What a mark in the table says."""
    return _said(mark, get_language())


def _name(theme: ThemeColumn) -> str:
    return theme.name_en if get_language() == "en" and theme.name_en else theme.name_nl


def _listed(table: ThemeTable, rows: tuple[Row, ...], place: int) -> ThemeList:
    theme = table.themes[place]
    who = tuple(
        (row.region, "" if row.cells[place].mark == "•" else row.cells[place].words)
        for row in rows
        if row.cells[place].mark
    )
    return ThemeList(_name(theme), theme.slug, theme.regions, theme.projects, who)


def _remarks(table: ThemeTable) -> Iterator[Remark]:
    """What publications say differently from each other, or from what stands here. Nothing is corrected."""
    by_subject: dict[tuple[str, str], list[Total]] = {}
    for total in published_totals(table.pool):
        by_subject.setdefault((total.what, total.theme), []).append(total)
    themes = {theme.key: theme for theme in table.themes}
    for (what, key), totals in by_subject.items():
        here = _here(table, themes.get(key), what)
        values = {total.value for total in totals} | ({here} if here is not None else set())
        named = {frozenset(total.regions) for total in totals if total.regions}
        if len(values) > 1 or (key and len(named) > 1):
            yield _remark(totals, themes.get(key), what, here)


def _here(table: ThemeTable, theme: ThemeColumn | None, what: str) -> int | None:
    """What stands here about the same thing; None where nothing does."""
    if what == What.PROJECTS and theme is None:
        return len(all_projects(table.pool)) or None
    if what == What.ENTRIES:
        return table.entries
    return theme.regions if what == What.REGIONS and theme is not None else None


def _remark(totals: list[Total], theme: ThemeColumn | None, what: str, here: int | None) -> Remark:
    label = str(What(what).label)
    lists = {
        What.PROJECTS: ngettext("%d beschreven project", "%d beschreven projecten", here or 0),
        What.ENTRIES: ngettext("%d regel", "%d regels", here or 0),
        What.REGIONS: ngettext("%d regio in de tabel", "%d regio’s in de tabel", here or 0),
    }
    return Remark(
        about=f"{_name(theme)}: {label}" if theme else label[:1].upper() + label[1:],
        said=tuple((_value(total), _source(total)) for total in totals),
        here=lists[What(what)] % here if here is not None else "",
        note=next((total.note_nl for total in totals if total.note_nl), ""),
    )


def _value(total: Total) -> str:
    return str(total.value) if total.from_list else total.as_worded


def _source(total: Total) -> str:
    title = total.source_en if get_language() == "en" and total.source_en else total.source_nl
    return f"{title}, {total.section}" if total.section else title
