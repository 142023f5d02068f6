"""The charts of a report: definitions made from facts, each with the block that shows it."""

from collections.abc import Sequence

from ..charts.definitions import (
    BarRow,
    ChartDefinition,
    RoundStatus,
    StatusPart,
    TileState,
    TrendPoint,
    count_bars,
    status_rounds,
    tile_map,
    trend,
)
from ..document import Chart, Column, Table
from ..facts import Facts, QuestionCounts, RoundFacts, in_lang
from ..figures import Point, Verdict
from ..wording import Lang
from .comparing import reference
from .parts import LABELS, NO_ANSWER, step_of

Drawn = tuple[Chart, ChartDefinition]
OVER_ROUNDS = {"nl": "{title}, door de rondes heen", "en": "{title}, over the rounds"}
SPECIAL = {"not_applicable": "na", "not_answered": "unanswered", "not_approved": "unapproved"}


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
    rounds = [
        RoundStatus(round_.label(lang), _parts(asked[round_.key], lang) if round_.key in asked else ())
        for round_ in facts.rounds[first:]
    ]
    refs = [f"answers:{question}@{key}" for key in keys[first:]]
    return shown(status_rounds(rounds, title, language=lang), refs)


def _parts(counts: QuestionCounts, lang: Lang) -> tuple[StatusPart, ...]:
    ranks = sum(option.rank is not None for option in counts.options)
    ordered = sorted(counts.options, key=lambda option: -(option.rank or 0))
    parts = [
        StatusPart(
            option.label(lang), option.n, step_of(option.rank, ranks), "" if option.rank else "not_counted"
        )
        for option in ordered
    ]
    parts += [
        StatusPart(LABELS[lang][part], getattr(counts, part), NO_ANSWER, name)
        for part, name in SPECIAL.items()
    ]
    return tuple(part for part in parts if part.n or not part.special)


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
    definition = trend([_point(one, rounds[one.figure.round], lang) for one in points], title, language=lang)
    return shown(definition, [reference(one.figure) for one in points])


def _point(one: Point, round_: RoundFacts, lang: Lang) -> TrendPoint:
    split = one.figure.split
    upper = split.counted + split.not_answered + split.not_approved
    return TrendPoint(
        label=round_.label(lang),
        value=one.figure.value,
        of=one.figure.base_value,
        published=_published(one),
        open=one.open,
        upper=upper if one.open else None,
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
    ranks = sum(option.rank is not None for option in counts.options)
    options = {option.slug: option for option in counts.options}
    states = []
    for tile in facts.tiles:
        option = options.get(answers.get(tile.slug, ""))
        step = step_of(option.rank, ranks) if option else NO_ANSWER
        label = option.label(lang) if option else LABELS[lang]["not_answered"]
        states.append(TileState(tile.name, tile.row, tile.col, step, label, "" if option else "unanswered"))
    return states
