"""Tables that come straight from the facts: actions, published numbers, regions and their municipalities."""

from collections.abc import Sequence

from impact.counts import Sourced

from ..document.document import ActionRow, ActionTable, Column, Table
from ..reading.facts import Facts, in_lang
from ..wording import Lang
from .quoting import source_of
from .text import text_of

HEADS = {
    "nl": {
        "actions": ("Bouwsteen", "Gerealiseerd", "Loopt", "Aanvullende acties"),
        "numbers": ("Onderwerp", "Aantal", "Peildatum of periode", "Bron"),
        "regions": ("Nr.", "Regio", "Centrumgemeenten"),
    },
    "en": {
        "actions": ("Building block", "Realised", "Under way", "Additional actions"),
        "numbers": ("Subject", "Number", "Date or period", "Source"),
        "regions": ("No.", "Region", "Central municipalities"),
    },
}


def action_table(blocks: Sequence[str], title: str, facts: Facts, lang: Lang) -> ActionTable:
    """What is done, runs and comes next, for some building blocks, in the order of the outline. The items are
    text that people write: their numbers are placeholders."""

    def told(items: Sequence[str]) -> tuple[str, ...]:
        found = ("".join(run.text for run in text_of(item, facts, lang)) for item in items)
        return tuple(item for item in found if item)  # nothing to say where nobody was asked

    found = facts.actions.get(lang) or facts.actions.get("nl", {})
    rows = tuple(
        ActionRow(row.block, told(row.realised), told(row.running), told(row.next))
        for row in (found[block] for block in blocks if block in found)
    )
    one, two, three, four = HEADS[lang]["actions"]
    return ActionTable(title, (one, two, three, four), rows)


def numbers_table(keys: Sequence[str], title: str, facts: Facts, lang: Lang) -> Table:
    """Published numbers with their date; their source stands below when it is the same for all of them."""
    found = [facts.sourced[key] for key in keys]
    sources = list(dict.fromkeys(source_of(one, lang) for one in found))
    subject, amount, date, source = HEADS[lang]["numbers"]
    columns = [Column(subject, width=6), Column(amount, number=True, width=3), Column(date, width=4)]
    rows = [_row(one, lang) for one in found]
    if len(sources) > 1:
        columns.append(Column(source, width=4))
        rows = [(*row, source_of(one, lang)) for row, one in zip(rows, found, strict=True)]
    note = f"{source}: {sources[0]}." if len(sources) == 1 else ""
    return Table(title, tuple(columns), tuple(rows), note, tuple(f"sourced:{one.key}" for one in found))


def _row(one: Sourced, lang: Lang) -> tuple[str, ...]:
    label = in_lang(lang, one.label_nl, one.label_en)
    breakdown = in_lang(lang, one.breakdown_nl, one.breakdown_en)
    return (
        f"{label} ({breakdown})" if breakdown else label,
        in_lang(lang, one.worded_nl, one.worded_en),
        in_lang(lang, one.reference_date_nl, one.reference_date_en),
    )


def regions_table(title: str, facts: Facts, lang: Lang) -> Table:
    """The regions with their central municipalities."""
    number, region, municipalities = HEADS[lang]["regions"]
    rows = tuple((row.number, row.region, ", ".join(row.municipalities)) for row in facts.annex)
    columns = (Column(number, number=True, width=1), Column(region, width=5), Column(municipalities, width=7))
    return Table(title, columns, rows, refs=("regions:numbers",))
