"""Of whom a sentence speaks: "geen enkele regio", "één van de 28 regio’s", "beide regio’s"."""

from dataclasses import dataclass

from reports.figures import Figure, Status
from reports.wording.numbers import number_word, regions_phrase
from reports.wording.predicates import Lang


@dataclass(frozen=True, slots=True)
class Subject:
    """The regions a sentence is about, in lower case, and whether the verb is plural.

    `lone` marks "none of them" about a group of one: the sentence then has to say how small the group is.
    """

    text: str
    plural: bool
    lone: bool = False


def missing(figure: Figure) -> int:
    """The number of regions in the base whose answer does not count yet: not given or not approved."""
    return figure.split.not_answered + figure.split.not_approved


def known(figure: Figure) -> int:
    """The number of regions in the base whose answer is settled."""
    return figure.base_value - missing(figure)


def is_incomplete(figure: Figure) -> bool:
    """Whether the figure may still change, so that no sentence may say "all" or "none"."""
    return figure.status is Status.INCOMPLETE


def tally(figure: Figure, lang: Lang, *, these: bool = False) -> Subject:
    """So many of so many, which is all that can be said while answers are out."""
    value, base = figure.split.counted, figure.base_value
    if base == 1:
        return Subject(regions_phrase(value, lang), plural=value != 1)
    group = _group(base, lang, these=these)
    middle = "van" if lang == "nl" else "of"
    return Subject(f"{number_word(value, lang)} {middle} {group}", plural=value != 1)


def settled(figure: Figure, lang: Lang, *, narrow: bool, these: bool) -> Subject:
    """The regions of a settled figure; `narrow` when only a part of all regions is the base."""
    if lang == "nl":
        return _settled_nl(figure, narrow=narrow, these=these)
    return _settled_en(figure, these=these)


def _group(base: int, lang: Lang, *, these: bool) -> str:
    if lang == "nl":
        return f"{'deze' if these else 'de'} {regions_phrase(base, lang)}"
    return f"{'these' if these else 'the'} {regions_phrase(base, lang)}"


def _settled_nl(figure: Figure, *, narrow: bool, these: bool) -> Subject:
    value, base = figure.split.counted, figure.base_value
    group = _group(base, "nl", these=these)
    if value == 0:
        return _none_nl(base, group, narrow=narrow, these=these)
    if value < base:
        return Subject(f"{number_word(value, 'nl')} van {group}", plural=value > 1)
    if base == 1:
        return Subject("deze regio" if these else "de enige regio", plural=False)
    if base == 2:
        return Subject("beide regio’s", plural=True)
    return Subject(f"al {group}" if these else f"alle {regions_phrase(base, 'nl')}", plural=True)


def _none_nl(base: int, group: str, *, narrow: bool, these: bool) -> Subject:
    if base == 1:
        return Subject("geen van deze regio’s" if these else "geen enkele regio", plural=False, lone=True)
    if not narrow and not these:
        return Subject("geen enkele regio", plural=False)
    return Subject("geen van beide regio’s" if base == 2 else f"geen van {group}", plural=False)


def _settled_en(figure: Figure, *, these: bool) -> Subject:
    value, base = figure.split.counted, figure.base_value
    group = _group(base, "en", these=these)
    if value == 0:
        return _none_en(base, group, these=these)
    if value < base:
        return Subject(f"{number_word(value, 'en')} of {group}", plural=value > 1)
    if base == 1:
        return Subject("this region" if these else "the only region", plural=False)
    if base == 2:
        return Subject("both of these regions" if these else "both regions", plural=True)
    return Subject(f"all of {group}" if these else f"all {regions_phrase(base, 'en')}", plural=True)


def _none_en(base: int, group: str, *, these: bool) -> Subject:
    if base == 1:
        return Subject("none of these regions" if these else "none of the regions", plural=False, lone=True)
    return Subject(f"neither of {group}" if base == 2 else f"none of {group}", plural=False)
