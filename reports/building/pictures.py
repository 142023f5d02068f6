"""Regional pictures and key figures: a statement with its strip, or a sentence when nobody was asked."""

from ..document.document import Cell, KeyFigure, KeyFigures, Paragraph, RegionalPicture, Run
from ..figures import Figure, Status
from ..reading.facts import Facts
from ..wording import Lang, digits, lead_and_rest, regions_phrase
from .comparing import compared, reference
from .parts import FURTHEST, NOT_BEGUN, in_words, strip_of

WORDS = {
    "nl": {
        "not_asked": "Over het onderwerp ‘{title}’ is in {round} geen vraag gesteld.",
        "base": "Basis: {regions}.\nRonde {round}.",
        "group": "Basis: {regions} {group}.\nRonde {round}.",
        "of": "van {n}",
        "alt": "{n} van de {of} vakjes gevuld.",
    },
    "en": {
        "not_asked": "In {round} no question was asked about ‘{title}’.",
        "base": "Base: {regions}.\nRound {round}.",
        "group": "Base: {regions} {group}.\nRound {round}.",
        "of": "of {n}",
        "alt": "{n} of the {of} cells filled.",
    },
}


def picture(key: str, question: str, facts: Facts, lang: Lang) -> RegionalPicture | Paragraph:
    """The statement of an indicator in the report's own round, with one cell per region of its base."""
    figure, predicate = facts.figure(key), facts.predicates[key]
    if figure is None or figure.status is Status.NOT_ASKED:
        return not_asked(predicate.title(predicate.speaks(lang)), facts, lang)
    lead, rest = lead_and_rest(figure, predicate, lang)
    change = compared(facts, key, lang)
    cells = strip_of(figure, question, facts, lang)
    refs = (reference(figure), f"round:{figure.round}", *((change.ref,) if change.ref else ()))
    return RegionalPicture(
        lead=lead,
        rest=rest,
        base=_base(figure, predicate.base(lang), facts, lang),
        parts=cells,
        of=figure.base_value,
        alt=in_words(cells, lang),
        refs=refs,
        trend=change.text,
        direction=change.direction,
    )


def not_asked(title: str, facts: Facts, lang: Lang) -> Paragraph:
    """What a report says about something nobody asked: that, and never "no region"."""
    round_ = facts.current
    text = WORDS[lang]["not_asked"].format(title=title, round=round_.spoken(lang))
    return Paragraph((Run(text, "number", f"round:{round_.key}"),))


def _base(figure: Figure, group: str, facts: Facts, lang: Lang) -> str:
    """Who is counted, for the margin."""
    regions = regions_phrase(figure.base_value, lang)
    form = WORDS[lang]["group" if group else "base"]
    return form.format(regions=regions, group=group, round=facts.current.label(lang))


def key_figures(keys: tuple[str, ...], facts: Facts, lang: Lang) -> tuple[KeyFigure, ...]:
    """Large numbers with what they say of the regions; indicators that nobody asked about are left out."""
    found = (_key_figure(key, facts, lang) for key in keys)
    return tuple(one for one in found if one is not None)


def key_figures_block(keys: list[str], facts: Facts, lang: Lang) -> KeyFigures | None:
    """A row of large numbers; None when there is none to show."""
    items = key_figures(tuple(keys), facts, lang)
    return KeyFigures(items, columns=min(3, len(items))) if items else None


def _key_figure(key: str, facts: Facts, lang: Lang) -> KeyFigure | None:
    figure, predicate = facts.figure(key), facts.predicates[key]
    if figure is None or figure.value is None:
        return None
    spoken = predicate.speaks(lang)
    noun = {"nl": ("regio", "regio’s"), "en": ("region", "regions")}[spoken][figure.value != 1]
    text = " ".join(
        filter(None, (noun, predicate.base(spoken), predicate.verb_phrase(spoken, plural=figure.value != 1)))
    )
    value, of = digits(figure.value, lang), digits(figure.base_value, lang)
    rest = figure.base_value - figure.value
    cells = tuple(cell for cell in (Cell(figure.value, FURTHEST), Cell(rest, NOT_BEGUN)) if cell.n)
    return KeyFigure(
        value=value,
        of=WORDS[lang]["of"].format(n=of),
        text=text,
        ref=reference(figure),
        parts=cells,
        base=figure.base_value,
        alt=WORDS[lang]["alt"].format(n=value, of=of),
    )
