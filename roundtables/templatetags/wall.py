"""The table of the wall. Hundreds of cells: written as strings, because a template would take ten times as
long; everything that people wrote is escaped here."""

from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ..wall.cells import Shown
from ..wall.wall import Row, Wall

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=16)
def matrix(wall: Wall) -> SafeString:
    """Regions by building blocks; excused and pretend regions stand apart, below. Kept until anything in it
    changes: walls are equal when their tables are."""
    head = "".join(
        f'<th scope="col" class="g-v"><span>{escape(block.name)}</span></th>' for block in wall.blocks
    )
    label = escape(_("Tabel: stand per regio en bouwsteen"))
    caption = escape(_("Stand per regio en bouwsteen, ronde %s") % wall.round.label)
    rows = "".join(_row(wall, row) for row in wall.rows)
    apart = "".join(_row(wall, row) for row in wall.apart)
    if apart:
        words = escape(_("Telt niet mee: vrijgesteld of om te oefenen"))
        title = f'<tr><th scope="rowgroup" colspan="{len(wall.blocks) + 2}">{words}</th></tr>'
        apart = f'<tbody class="g-apart">{title}{apart}</tbody>'
    return mark_safe(  # every word in it went through escape
        f'<div class="g-scroll" tabindex="0" role="region" aria-label="{label}"><table class="g-matrix">'
        f'<caption class="vh">{caption}</caption><thead><tr><th scope="col">{escape(_("Regio"))}</th>{head}'
        f'<th scope="col" class="num">{escape(_("klaar"))}</th></tr></thead><tbody>{rows}</tbody>{apart}'
        "</table></div>"
    )


def _row(wall: Wall, row: Row) -> str:
    address = escape(reverse("roundtables:review", args=[wall.round.key, row.slug]))
    name = escape(row.name)
    cells = "".join(_cell(address, name, cell) for cell in wall.columns.shown(row.cells))
    return (
        f'<tr><th scope="row"><a class="g-a" href="{address}">{name}</a>{_note(row)}</th>{cells}'
        f'<td class="num">{row.done}<span class="muted"> / {row.total}</span></td></tr>'
    )


def _note(row: Row) -> str:
    """Why a region stands apart, or that it has more time."""
    participant = row.participant
    if participant.excused:
        words = _("vrijgesteld: %s") % participant.excused_why
    elif participant.pretend:
        words = _("oefenregio")
    elif row.late:
        return f'<span class="g-note-s mv">{escape(_("te laat"))}</span>'
    elif participant.extended_to:
        words = _("uitstel tot %s") % participant.extended_to.strftime("%d-%m-%Y")
    else:
        return ""
    return f'<span class="g-note-s muted">{escape(words)}</span>'


def _cell(address: str, name: str, cell: Shown) -> str:
    words = f'<span class="vh">{name}, {_escaped(cell.name)}: {_escaped(cell.words)}</span>'
    if cell.told:
        inside = f'<span class="g-told t-{cell.state}" aria-hidden="true">{cell.told}</span>{words}'
    else:
        inside = f'<svg aria-hidden="true"><use href="#w-{cell.state}"/></svg>{words}'
    if not cell.block:
        return f'<td><span class="g-cell">{inside}</span></td>'
    place = f"{address}?bouwsteen={cell.block}#{cell.block}"  # a slug, which needs no escaping
    return f'<td><a class="g-cell" href="{place}">{inside}</a></td>'


@lru_cache(maxsize=2_000)
def _escaped(text: str) -> str:
    """Hundreds of cells say the same few words."""
    return str(escape(text))
