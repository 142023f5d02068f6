"""The charts of a report: definitions made from facts, each with the block that shows it."""

from collections.abc import Sequence

from ..charts.definitions import (
    BarRow,
    ChartDefinition,
    TileState,
    TrendPoint,
    count_bars,
    tile_map,
    trend,
)
from ..document.document import Chart, Column, Table
from ..figures import Point, Verdict
from ..reading.facts import Facts, in_lang
from ..wording import Lang
from .comparing import reference
from .status import status_chart, tile_state

Drawn = tuple[Chart, ChartDefinition]
OVER_ROUNDS = {"nl": "{title}, door de rondes heen", "en": "{title}, over the rounds"}


def shown(definition: ChartDefinition, refs: Sequence[str]) -> Drawn:
    """A chart's block, with the same numbers as a table for those who do not see it."""
    numeric = [
        all(_is_number(row[place]) for row in definition.rows) for place in range(len(definition.columns))
    ]
    columns = tuple(
        Column(label, number=is_number) for label, is_number in zip(definition.columns, numeric, strict=True)
    )
    table = Table(definition.title, columns, definition.rows, refs=tuple(dict.fromkeys(refs)))
    block = Chart(
        definition.title,
        definition.hash,
        definition.alt,
        table,
        width=definition.width,
        height=definition.height,
    )
    return block, definition


def _is_number(cell: str) -> bool:
    return cell == "–" or cell.replace(".", "").replace(",", "").isdigit()


def bars(
    keys: Sequence[str], title: str, facts: Facts, lang: Lang, *, previous: bool = False
) -> Drawn | None:
    """How many regions each indicator counts; those that nobody was asked about are left out."""
    before = facts.round("previous") if previous else None
    rows, refs = [], [f"round:{facts.current.key}"]
    for key in keys:
        figure = facts.figure(key)
        if figure is None or figure.value is None:
            continue
        then = before.figures.get(key) if before else None
        was = then.value if then else None
        rows.append(BarRow(facts.predicates[key].title(lang), figure.value, figure.base_value, was))
        refs += [reference(figure), *([reference(then)] if then and was is not None else [])]
    name = before.spoken(lang) if before and any(row.previous is not None for row in rows) else ""
    return shown(count_bars(rows, title, previous_label=name, language=lang), refs) if rows else None


def pool_bars(pool: str, title: str, facts: Facts, lang: Lang) -> Drawn:
    """How many regions each theme of a pool has, the largest first."""
    table = facts.pools[pool].table
    themes = sorted(table.themes, key=lambda theme: -theme.regions)
    rows = [
        BarRow(in_lang(lang, theme.name_nl, theme.name_en), theme.regions, facts.current.regions)
        for theme in themes
    ]
    return shown(
        count_bars(rows, title, language=lang), (f"pool:{pool}/themes", f"round:{facts.current.key}")
    )


def status(question: str, title: str, facts: Facts, lang: Lang) -> Drawn | None:
    """How the regions answered a question, round by round since it was first asked."""
    asked = {round_.key: counts for round_, counts in facts.asked_in(question)}
    keys = [round_.key for round_ in facts.rounds]
    first = next((place for place, key in enumerate(keys) if key in asked), None)
    if first is None:
        return None
    rounds = [(round_.label(lang), asked.get(round_.key)) for round_ in facts.rounds[first:]]
    refs = [f"answers:{question}@{key}" for key in keys[first:]]
    return shown(status_chart(rounds, title, lang), refs)


def trends(keys: Sequence[str], title: str, facts: Facts, lang: Lang) -> list[Drawn]:
    """A chart per indicator over the rounds, under its own name when there are several.

    An indicator with a single measurement has none.
    """
    several = len(keys) > 1
    found = (
        _trend(
            key,
            OVER_ROUNDS[lang].format(title=facts.predicates[key].title(lang)) if several else title,
            facts,
            lang,
        )
        for key in keys
    )
    return [one for one in found if one is not None]


def _trend(key: str, title: str, facts: Facts, lang: Lang) -> Drawn | None:
    series, rounds = facts.series.get(key), {round_.key: round_ for round_ in facts.rounds}
    points = [one for one in series.points if one.figure.round in rounds] if series else []
    known = [one for one in points if one.figure.value is not None or _published(one) is not None]
    if len(known) < 2:
        return None
    definition = trend(
        [trend_point(one, rounds[one.figure.round].label(lang), lang) for one in points], title, language=lang
    )
    return shown(definition, [reference(one.figure) for one in points])


def trend_point(one: Point, label: str, lang: Lang) -> TrendPoint:
    """A measurement as a trend draws it; `label` names its round."""
    return TrendPoint(
        label=label,
        value=one.figure.value,
        of=one.figure.base_value,
        published=_published(one),
        open=one.open,
        upper=one.figure.upper if one.open else None,
        break_before=one.verdict is Verdict.BREAK,
        note=one.note if one.verdict is not Verdict.SAME and lang == "nl" else "",
    )


def _published(one: Point) -> int | None:
    """What was stated as a number."""
    return next((printed.value for printed in one.published if printed.kind == "stated"), None)


def tiles(question: str, title: str, facts: Facts, lang: Lang) -> Drawn | None:
    """The regions on the map by their answer; None when the question is not public."""
    states = tile_states(question, facts, lang)
    if not states:
        return None
    return shown(tile_map(states, title, language=lang), (f"answers:{question}@{facts.current.key}",))


def tile_states(question: str, facts: Facts, lang: Lang) -> list[TileState]:
    """Every region with its answer, for a question that everybody may see; nothing for another."""
    answers, counts = facts.answers.get(question), facts.current.questions.get(question)
    if answers is None or counts is None or not counts.public:
        return []
    return [
        tile_state((tile.name, tile.row, tile.col), answers.get(tile.slug, "not_answered"), counts, lang)
        for tile in facts.tiles
    ]
