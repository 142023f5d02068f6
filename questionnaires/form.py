"""The form that saves itself: a question as a field with what stands in it, and what somebody sends back.

Every field is named after its question's key; what belongs to it has a suffix: `key.comment`, `key.seen` (the
revision that the page shows), `key.na` and `key.reason` (not applicable). `page` names the open page.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from regions.text import clean

from .actions import Given
from .casework import findings
from .errors import AnswerError
from .models import Answer, AnswerSheet, AnswerState, Evidence, Option, Question
from .numbers import number_of, spelled
from .words import answer_in_words

LONGEST = 4_000
AGREED = {value: label for value, label in Answer.Agreement.choices if value}


@dataclass(frozen=True, slots=True)
class Choice:
    """An option as a reader can tick it."""

    slug: str
    label: str
    exclusive: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class Previous:
    """Last time's answer in words; `carriable` when it may be taken over as it is."""

    round: str
    text: str
    comment: str
    carriable: bool
    note: str = ""


@dataclass(slots=True)
class Field:
    """A question on the page, with what stands as its answer or what somebody tried to send."""

    question: Question
    choices: tuple[Choice, ...]
    state: AnswerState = AnswerState.OPEN
    revision: int = 0
    text: str = ""
    number: str = ""
    not_applicable: bool = False
    reason: str = ""
    comment: str = ""
    agreement: str = ""
    dissent: str = ""
    in_words: str = ""
    number_on_page: int = 0
    hidden: bool = False
    error: str = ""
    conflict: "Conflict | None" = None
    previous: Previous | None = None
    evidence: Sequence[Evidence] = ()
    signals: Sequence[Any] = ()
    thread: Any = None
    findings: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The name of the field in the form."""
        return self.question.key

    @property
    def was(self) -> str:
        """A mark of what the page shows, to tell whether somebody touched the field."""
        return mark_of(self.standing(AnswerSheet()).plain())

    @property
    def in_full(self) -> list[str]:
        """What stands in the field now, saved or not, with what stands beside it; a line for each."""
        beside = [
            (_("Toelichting"), self.comment),
            (_("Eens aan tafel"), AGREED.get(self.agreement, "")),
            (_("Wie het anders ziet"), self.dissent),
        ]
        return [self.sent_in_words or _("leeg"), *(f"{label}: {text}" for label, text in beside if text)]

    @property
    def sent_in_words(self) -> str:
        """The answer that stands in the field now, saved or not, in words."""
        if self.not_applicable:
            return _("niet van toepassing: %s") % self.reason if self.reason else _("niet van toepassing")
        if self.choices:
            return "; ".join(choice.label for choice in self.choices if choice.chosen)
        return self.number or self.text

    def standing(self, sheet: AnswerSheet) -> Given:
        """What stands in the field, as somebody would give it again."""
        chosen = {choice.slug for choice in self.choices if choice.chosen}
        return Given(
            sheet,
            self.question,
            tuple(option for option in self.question.options.all() if option.slug in chosen),
            text=self.reason if self.not_applicable else self.text,
            number=number_of(self.number),
            not_applicable=self.not_applicable,
            comment=self.comment,
            agreement=self.agreement,
            dissent=self.dissent,
        )

    @property
    def carried(self) -> bool:
        """Whether last time's answer stands here and waits for a yes."""
        return self.state == AnswerState.CARRIED_OVER

    @property
    def confirmable(self) -> bool:
        """Whether last time's answer may be taken over, or confirmed where it already stands."""
        free = self.state == AnswerState.OPEN and self.previous is not None and self.previous.carriable
        return self.carried or free

    @property
    def answered(self) -> bool:
        """Whether an answer stands, confirmed or not."""
        return self.state != AnswerState.OPEN

    @property
    def beside_open(self) -> bool:
        """Whether what is asked besides the answer is worth showing at once."""
        return bool(self.comment or self.agreement or self.evidence or self.signals or self.dissent)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else's answer, which stands, beside the one that was sent; each in lines, with what stands
    beside it."""

    by: str
    at: Any
    theirs: Sequence[str]
    mine: Sequence[str]


def mark_of(said: Mapping[str, Any]) -> str:
    """A short mark of an answer as it is kept; the same for the same answer, whatever space is around it."""
    said = {part: value.strip() if isinstance(value, str) else value for part, value in said.items()}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def field_of(question: Question, answer: Answer | None) -> Field:
    """The field as it stands in the database."""
    chosen = set() if answer is None else {choice.option_id for choice in answer.choices.all()}
    made = Field(question, _choices(question, chosen))
    if answer is not None:
        made.state, made.revision = AnswerState(answer.state), answer.revision
        made.not_applicable = answer.not_applicable
        made.reason = answer.text if answer.not_applicable else ""
        made.text = "" if answer.not_applicable else answer.text
        made.number = "" if answer.number is None else spelled(answer.number)
        made.comment, made.agreement, made.dissent = answer.comment, answer.agreement, answer.dissent
        made.in_words = answer_in_words(question, answer)
        made.findings = findings(f"{answer.text}\n{answer.comment}\n{answer.dissent}")
    return made


def fill(made: Field, data: QueryDict) -> Field:
    """The field with what somebody sent, which may be wrong: nothing typed is ever lost."""
    key = made.key
    made.choices = tuple(
        Choice(one.slug, one.label, one.exclusive, one.slug in data.getlist(key)) for one in made.choices
    )
    made.text = data.get(key, "") if made.question.type == Question.Type.FREE_TEXT else ""
    made.number = data.get(key, "") if made.question.type == Question.Type.NUMBER else ""
    made.not_applicable, made.reason = f"{key}.na" in data, data.get(f"{key}.reason", "")
    made.comment, made.agreement = data.get(f"{key}.comment", ""), data.get(f"{key}.agreement", "")
    made.dissent = data.get(f"{key}.dissent", "")
    return made


def _choices(question: Question, chosen: set[int]) -> tuple[Choice, ...]:
    if not question.has_options:
        return ()
    return tuple(
        Choice(option.slug, option.label, option.exclusive, option.pk in chosen)
        for option in question.options.all()
    )


def read(question: Question, sheet: AnswerSheet, data: QueryDict) -> Given:
    """What somebody sent for one question; AnswerError, with a sentence, when it cannot be an answer."""
    key = question.key
    beside: dict[str, Any] = {
        "comment": _text(data.get(f"{key}.comment", ""), _("De toelichting")),
        "agreement": _agreement(data.get(f"{key}.agreement", "")),
        "dissent": _text(data.get(f"{key}.dissent", ""), _("Wie het anders ziet")),
    }
    if f"{key}.na" in data:
        return Given(sheet, question, text=_reason(question, data), not_applicable=True, **beside)
    if question.has_options:
        return Given(sheet, question, _options(question, data.getlist(key)), **beside)
    typed = clean(data.get(key, "")).strip()
    if question.type == Question.Type.NUMBER:
        return Given(sheet, question, number=_number(typed), **beside)
    return Given(sheet, question, text=_text(typed, _("Uw antwoord")), **beside)


def _text(typed: str, what: str) -> str:
    text = clean(typed).strip()
    if len(text) > LONGEST:
        too_long = _("%(what)s is te lang: gebruik hoogstens %(most)s tekens. Het zijn er nu %(now)s.")
        raise AnswerError(too_long % {"what": what, "most": LONGEST, "now": len(text)})
    return text


def _agreement(value: str) -> str:
    if value not in Answer.Agreement.values:
        raise AnswerError(_("Kies of iedereen aan tafel het eens is."))
    return value


def _reason(question: Question, data: QueryDict) -> str:
    if not question.may_not_apply:
        raise AnswerError(_("Deze vraag geldt voor elke regio. Kies een antwoord."))
    reason = _text(data.get(f"{question.key}.reason", ""), _("De reden"))
    if not reason:
        raise AnswerError(_("Vertel kort waarom deze vraag niet van toepassing is."))
    return reason


def _options(question: Question, slugs: Sequence[str]) -> tuple[Option, ...]:
    options: Mapping[str, Option] = {option.slug: option for option in question.options.all()}
    if any(slug not in options for slug in slugs):
        raise AnswerError(_("Dit antwoord hoort niet bij de vraag. Laad de pagina opnieuw."))
    chosen = tuple(options[slug] for slug in dict.fromkeys(slugs))
    if len(chosen) > 1 and question.type != Question.Type.MULTIPLE:
        raise AnswerError(_("Kies één antwoord."))
    alone = [option for option in chosen if option.exclusive]
    if alone and len(chosen) > 1:
        raise AnswerError(_("“%s” gaat niet samen met een ander antwoord.") % alone[0].label)
    return chosen


def _number(typed: str) -> Decimal | None:
    """A number as people write it. "1.000" could be one or a thousand, so it is asked again."""
    found = number_of(typed)
    if typed and found is None:
        raise AnswerError(_("Vul een getal in zonder punten, zoals 1200 of 12,5."))
    return found
