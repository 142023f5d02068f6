"""Small pieces of pages about figures."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from ..figures import Figure
from ..shared.cards import Words, rows_of_split
from ..shared.cards import words as words_of
from ..shared.strips import PART_NAMES

register = template.Library()
FILE_TITLES = {
    "report.pdf": gettext_lazy("Rapportage (PDF)"),
    "report.html": gettext_lazy("Rapportage (webpagina)"),
    "figures.csv": gettext_lazy("Cijfers (CSV)"),
    "figures.ods": gettext_lazy("Cijfers (ODS)"),
    "figures.xlsx": gettext_lazy("Cijfers (XLSX)"),
    "manifest.json": gettext_lazy("Verantwoording van de bestanden (JSON)"),
}
STEP_NAMES = {
    "charts": gettext_lazy("grafieken tekenen"),
    "pdf": gettext_lazy("de PDF zetten"),
    "files": gettext_lazy("de andere bestanden schrijven"),
    "sheets": gettext_lazy("fact sheets maken"),
}


@register.filter
def words(row: object, field: str) -> Words:
    """A field of content in two languages, as the reader gets it."""
    return words_of(row, field)


@register.filter
def step_name(step: str) -> str:
    """What a job is doing."""
    return str(STEP_NAMES.get(step, step))


@register.filter
def file_title(name: str) -> str:
    """What a file of a report is called."""
    return str(FILE_TITLES.get(name, name))


@register.filter
def spoken(words: Words) -> SafeString:
    """A text, marked as Dutch where the page is in English and the text is not."""
    if not words.lang:
        return format_html("{}", words.text)
    return format_html('<span lang="{}">{}</span>', words.lang, words.text)


@register.filter
def part_name(part: str) -> str:
    """What a part of the base is called."""
    return str(PART_NAMES[part])


@register.filter
def split_rows(figure: Figure) -> list[tuple[str, int]]:
    """The five parts of a figure's base, zero or not."""
    return rows_of_split(figure)


@register.simple_tag
def swatch(part: str) -> SafeString:
    """The fill of a part of the base, beside its name."""
    return format_html(
        '<svg class="g-sw" width="14" height="14" aria-hidden="true" focusable="false">'
        '<rect class="p-{}" x=".5" y=".5" width="13" height="13"/></svg>',
        part,
    )
