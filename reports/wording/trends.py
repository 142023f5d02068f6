"""How a figure compares with the measurement before, without claiming more than both can bear."""

from dataclasses import dataclass

from reports.figures import Figure, Point, Published, Status, Verdict
from reports.wording.numbers import number_word
from reports.wording.predicates import Lang
from reports.wording.subjects import missing

TEXTS: dict[Lang, dict[str, str]] = {
    "nl": {
        "first": "Dit is voor het eerst gevraagd in {now}.",
        "first_bare": "Dit is voor het eerst gevraagd.",
        "not_asked": "In {then} is dit niet gevraagd.",
        "break": "De vraag is veranderd; vergelijken met {then} kan niet.",
        "previous_open": "Het cijfer van {then} is niet volledig; vergelijken kan daarom niet.",
        "both_open": "Beide cijfers, dit en dat van {then}, zijn niet volledig; vergelijken kan daarom niet.",
        "current_open": "{was}; het nieuwe aantal is nog niet volledig.",
        "same": "Dat is evenveel als in {then}.",
        "up": "Ten opzichte van {then} is dit aantal gestegen van {old} naar {new}.",
        "down": "Ten opzichte van {then} is dit aantal gedaald van {old} naar {new}.",
        "bases": "{was}; nu {are} {new}.",
        "published": "{was} volgens ‘{source}’.",
        "published_vaguely": "Over {then} noemt ‘{source}’ geen precies aantal.",
        "was_none": "In {then} was dat nog geen enkele regio",
        "was_one": "In {then} was dat er {old}",
        "was_many": "In {then} waren dat er {old}",
        "are_one": "is het er",
        "are_many": "zijn het er",
        "of": "{value} van de {base}",
        "of_one": "{value} van {base}",
        "note": "Deze cijfers zijn niet helemaal vergelijkbaar.",
        "note_short": " (niet helemaal vergelijkbaar).",
    },
    "en": {
        "first": "This was asked for the first time in {now}.",
        "first_bare": "This was asked for the first time.",
        "not_asked": "This was not asked in {then}.",
        "break": "The question has changed; it cannot be compared with {then}.",
        "previous_open": "The figure for {then} is not complete, so it cannot be compared.",
        "both_open": "Neither this figure nor that for {then} is complete, so they cannot be compared.",
        "current_open": "{was}; the new number is not complete yet.",
        "same": "That is as many as in {then}.",
        "up": "Compared with {then}, this number has risen from {old} to {new}.",
        "down": "Compared with {then}, this number has fallen from {old} to {new}.",
        "bases": "{was}; now {are} {new}.",
        "published": "{was} according to ‘{source}’.",
        "published_vaguely": "For {then}, ‘{source}’ gives no exact number.",
        "was_none": "In {then} there were none",
        "was_one": "In {then} there was {old}",
        "was_many": "In {then} there were {old}",
        "are_one": "there is",
        "are_many": "there are",
        "of": "{value} of the {base}",
        "of_one": "{value} of {base}",
        "note": "These figures are not fully comparable.",
        "note_short": " (not fully comparable).",
    },
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two measurements side by side, in words of one language."""

    now: Figure
    then: Point
    verdict: Verdict
    label: str
    lang: Lang

    @property
    def same_base(self) -> bool:
        """Whether both counts are out of equally many regions."""
        return self.now.base_value == self.then.figure.base_value

    def say(self, text: str, **values: str) -> str:
        """One of the texts, filled in."""
        return TEXTS[self.lang][text].format(then=self.label, **values)

    def number(self, figure: Figure) -> str:
        """The number alone, or with its base when the two bases differ."""
        value = number_word(figure.split.counted, self.lang)
        if self.same_base:
            return value
        base = number_word(figure.base_value, self.lang)
        return TEXTS[self.lang]["of_one" if figure.base_value == 1 else "of"].format(value=value, base=base)

    def was(self) -> str:
        """What the earlier number was, without its full stop."""
        value = self.then.figure.split.counted
        if value == 0 and self.same_base and not missing(self.then.figure):
            return self.say("was_none")
        return self.say("was_one" if value == 1 else "was_many", old=self.number(self.then.figure))


def trend(
    current: Point | Figure,
    previous: Point | Figure | None,
    *,
    lang: Lang = "nl",
    previous_label: str = "",
    current_label: str = "",
) -> str:
    """How it compares: "Ten opzichte van 2019 is dit aantal gestegen van vijf naar zes."

    The labels are texts that stand well after "in": "2019", "het voorjaar van 2021". A note of the current
    point is said behind it, so it must be in `lang`. Empty when nobody was asked this time.
    """
    return _compare(current, previous, lang, (previous_label, current_label), short=False)


def trend_short(
    current: Point | Figure,
    previous: Point | Figure | None,
    *,
    lang: Lang = "nl",
    previous_label: str = "",
    current_label: str = "",
) -> str:
    """The comparison in a few words, to stand below a statement: "In 2019 waren dat er vijf." """
    return _compare(current, previous, lang, (previous_label, current_label), short=True)


def _compare(
    current: Point | Figure,
    previous: Point | Figure | None,
    lang: Lang,
    labels: tuple[str, str],
    *,
    short: bool,
) -> str:
    point = current if isinstance(current, Point) else Point(current)
    then_label, now_label = labels
    if point.figure.status is Status.NOT_ASKED:
        return ""
    if previous is None:
        return TEXTS[lang]["first" if now_label else "first_bare"].format(now=now_label)
    then = previous if isinstance(previous, Point) else Point(previous)
    comparison = Comparison(point.figure, then, point.verdict, then_label, lang)
    told = _not_comparable(comparison)
    if told:
        why = _sentence(point.note) if point.verdict is Verdict.BREAK and not short else ""
        return f"{told} {why}".strip()
    return _with_note(comparison, _told(comparison, short=short), point.note, short=short)


def _not_comparable(comparison: Comparison) -> str:
    """Why no comparison can be made; empty when it can."""
    then = comparison.then.figure
    if comparison.verdict is Verdict.BREAK:
        return comparison.say("break")
    if then.status is Status.NOT_ASKED:
        return _published(comparison)
    if then.status is Status.INCOMPLETE:
        both = comparison.now.status is Status.INCOMPLETE
        return comparison.say("both_open" if both else "previous_open")
    return ""


def _published(comparison: Comparison) -> str:
    """What a publication printed about a round that holds no answers, never worded as a rise or a fall."""
    printed = comparison.then.published
    if not printed:
        return comparison.say("not_asked")
    exact = next((one for one in printed if one.value is not None), None)
    if exact is None:
        return comparison.say("published_vaguely", source=printed[0].source_title)
    return comparison.say("published", was=_was_printed(comparison, exact), source=exact.source_title)


def _was_printed(comparison: Comparison, printed: Published) -> str:
    value = printed.value or 0
    text = {0: "was_none", 1: "was_one"}.get(value, "was_many")
    return comparison.say(text, old=number_word(value, comparison.lang))


def _told(comparison: Comparison, *, short: bool) -> str:
    now, then = comparison.now, comparison.then.figure
    old, new = comparison.number(then), comparison.number(now)
    if now.status is Status.INCOMPLETE:
        return comparison.say("current_open", was=comparison.was())
    if comparison.same_base and now.split.counted == then.split.counted:
        return comparison.say("same")
    if short:
        return f"{comparison.was()}."
    if not comparison.same_base:
        are = TEXTS[comparison.lang]["are_one" if now.split.counted == 1 else "are_many"]
        return comparison.say("bases", was=comparison.was(), are=are, new=new)
    return comparison.say("up" if now.split.counted > then.split.counted else "down", old=old, new=new)


def _with_note(comparison: Comparison, told: str, note: str, *, short: bool) -> str:
    if comparison.verdict is not Verdict.NOTE:
        return told
    if short:
        return told.removesuffix(".") + comparison.say("note_short")
    return f"{told} {_sentence(note) or comparison.say('note')}"


def _sentence(note: str) -> str:
    """A note as a sentence of its own."""
    note = note.strip()
    return note if not note or note.endswith((".", "!", "?")) else f"{note}."
