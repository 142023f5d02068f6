"""The plan of an application in Word: a document to take along, and what one that came back would change."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.sent import whole
from questionnaires.actions import Given, Save
from questionnaires.casework import findings
from questionnaires.form import Field, read
from questionnaires.models import AnswerRevision, RevisionKind
from questionnaires.word import Paper, Readback, answers_in, document_of
from questionnaires.word.places import mark
from questionnaires.words import plain_in_words

from ..models import Application
from ..moments import to_the_second
from ..sheet_page import fields_of, questions_of

MINE, THEIRS = "mine", "theirs"


def paper_of(application: Application) -> Paper:
    """What the document of this application is."""
    with translation.override("nl"):
        made, kicker = to_the_second(timezone.now()), application.call.title_nl
        label = _("Voorbeeld: %s")
        if application.call.example and not kicker.startswith(label % ""):  # some have it in their title
            kicker = label % kicker
    about, version = f"aanvraag {application.pk}", application.sheet.questionnaire.version
    return Paper(title=application.title, kicker=kicker, about=about, version=version, made=made)


def plan_document(application: Application) -> bytes:
    """The questions with what stands there now, as a Word document."""
    return document_of(_fields(application), paper_of(application))


def read_document(application: Application, content: bytes) -> Readback:
    """What a document says; WordError when it is not one of this application."""
    return answers_in(content, _fields(application), paper_of(application), application.sheet)


def _fields(application: Application) -> list[Field]:
    return fields_of(application.sheet, questions_of(application.sheet))


@dataclass(frozen=True, slots=True)
class Came:
    """An answer from a document: `made` is the revision that stood when that was made, `sent` the answer as a
    form sends it, `seen` and `keep` what its reader chose of two answers, looking at that revision."""

    field: Field
    given: Given
    made: int
    sent: Sequence[tuple[str, str]]
    seen: int = -1
    keep: str = ""


@dataclass(frozen=True)
class Change:
    """An answer that changes: what stands and what comes, in words. `later` is what somebody changed after
    the document was made: then its reader chooses."""

    number: int
    came: Came
    later: AnswerRevision | None

    @property
    def key(self) -> str:
        """The name of the question in the form."""
        return self.came.field.key

    @property
    def question(self) -> str:
        """The question, as it is put."""
        return self.came.field.question.text

    @property
    def old(self) -> str:
        """What stands, in words."""
        return self.came.field.in_words

    @cached_property
    def new(self) -> str:
        """What comes, in words; "" when the answer becomes empty."""
        return plain_in_words(self.came.field.question, self.came.given.plain())

    @property
    def findings(self) -> list[str]:
        """What in it looks personal."""
        return findings(self.came.given.text)

    @property
    def keep(self) -> str:
        """What was chosen; a choice made before somebody changed the answer once more counts no longer."""
        return self.came.keep if self.came.seen == self.came.field.revision else ""

    @property
    def undecided(self) -> bool:
        """Whether somebody must still choose."""
        return self.later is not None and self.keep not in (MINE, THEIRS)

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the page remembers of it, as a form sends it."""
        numbers = {"seen": self.came.field.revision, "made": self.came.made}
        return [*self.came.sent, *((f"{self.key}.{part}", str(number)) for part, number in numbers.items())]

    def save(self) -> Save:
        """The answer, to be stored where its reader saw the other."""
        return Save(self.came.given, self.came.seen, f"word-{secrets.token_hex(8)}")


def came_in(found: Readback) -> list[Came]:
    """The answers that somebody changed in the document; an answer that was left alone changes nothing."""
    return [Came(one.field, one.given, one.made, one.sent) for one in found.answers if one.touched]


def sent_again(application: Application, data: QueryDict) -> list[Came]:
    """The same from the page on which its reader said yes; AnswerError when one cannot be an answer."""
    found = []
    for field in _fields(application):
        if f"{field.key}.seen" not in data:
            continue
        given = read(field.question, application.sheet, data)
        given = replace(given, comment=None, agreement=None, dissent=None)
        names = (field.key, f"{field.key}.na", f"{field.key}.reason")
        sent = [(name, value) for name in names for value in data.getlist(name)]
        seen, made = (whole(data.get(f"{field.key}.{part}", "")) for part in ("seen", "made"))
        found.append(Came(field, given, made, sent, seen, data.get(f"{field.key}.keep", "")))
    return found


def changes_of(application: Application, came: Iterable[Came]) -> list[Change]:
    """What these answers would change, in the order of the questions."""
    numbers = {one.key: number for number, one in enumerate(questions_of(application.sheet), start=1)}
    newest = _newest(application)
    return [
        Change(numbers[one.field.key], one, _later(newest.get(one.field.question.pk), one.made))
        for one in came
        if mark(one.given) != mark(one.field.standing(application.sheet))
    ]


def _later(newest: AnswerRevision | None, made: int) -> AnswerRevision | None:
    return newest if newest is not None and newest.number > made else None


def _newest(application: Application) -> Mapping[int, AnswerRevision]:
    """The newest change of what each answer says, by question."""
    found = AnswerRevision.objects.filter(
        answer__sheet=application.sheet_id, kind__in=RevisionKind.of_content()
    )
    rows = found.select_related("by", "answer").order_by("number")
    return {one.answer.question_id: one for one in rows}
