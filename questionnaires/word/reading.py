"""Read back what people answered in a Word document. Nothing is stored, and nothing that was typed is lost
without a word: what cannot be an answer is a fault of its question, what stands elsewhere is reported."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from ..actions import Given
from ..errors import AnswerError
from ..form import Field, read
from ..models import AnswerSheet, Option, Question
from .found import Found, Outside
from .opening import Package, WordError
from .places import REASON, Origin, Paper, mark, origin_of, places_of, storable
from .writing import document_of

SHOWN = 200  # of a line that is no option
MARKS = set("xXvV☒☑✓✔✗✘■●✕✖*")
BOXES = set("☐□○◯_.:-–[]() \t\u00a0")


@dataclass(frozen=True, slots=True)
class Returned:
    """An answer that came back. `made` is the revision that stood when the document was made, `touched`
    whether anybody changed it since in the document; `sent` is the answer as a form sends it."""

    field: Field
    given: Given
    made: int
    touched: bool
    sent: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why something cannot be read, in a sentence that says of which question."""

    key: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Readback:
    """All that a document says. `faults` must be mended first; `missing` are questions without a place, whose
    answers stay; `pictures` those with a picture in the answer; `outside` is text in no answer."""

    answers: tuple[Returned, ...]
    faults: tuple[Fault, ...]
    missing: tuple[Field, ...]
    pictures: tuple[Field, ...]
    outside: tuple[Outside, ...]


def answers_in(content: bytes, fields: Sequence[Field], paper: Paper, sheet: AnswerSheet) -> Readback:
    """What a document answers to these questions; WordError when it is not one of this sheet."""
    package = Package(content)
    origin = _checked(origin_of(package.properties), paper)
    places = [place for field in fields for place in places_of(field.question)]
    found = Found(package, places)
    own = Found(
        Package(document_of(fields, replace(paper, title=origin.title or paper.title, made=origin.made))),
        places,
    )
    reader = _Reader(found, origin, sheet)
    answers = [one for number, field in enumerate(fields, 1) if (one := reader.read(number, field))]
    return Readback(
        answers=tuple(answers),
        faults=tuple(reader.faults),
        missing=tuple(field for field in fields if field.key not in found.answers),
        pictures=tuple(field for field in fields if found.pictures & set(places_of(field.question))),
        outside=found.beyond(own),
    )


def _checked(origin: Origin | None, paper: Paper) -> Origin:
    if origin is None:
        lost = _("Aan dit document is niet te zien bij welke vragen het hoort.")
        raise WordError(f"{lost} {_('Download het opnieuw, en neem uw tekst daarin over.')}")
    if origin.about != paper.about:
        raise WordError(
            _("Dit document hoort niet bij “%s”. Kies het document dat u hier hebt gedownload.") % paper.title
        )
    if origin.version != paper.version:
        raise WordError(_("De vragen zijn veranderd sinds dit document is gemaakt. Download het opnieuw."))
    return origin


class _Reader:
    """Turns what stands at each place into an answer, or into a fault of its question."""

    def __init__(self, found: Found, origin: Origin, sheet: AnswerSheet) -> None:
        self.found, self.origin, self.sheet = found, origin, sheet
        self.faults: list[Fault] = []

    def read(self, number: int, field: Field) -> Returned | None:
        """The answer to one question; None when it has no place, or with a fault."""
        if field.key not in self.found.answers:
            return None
        about = {"number": number, "question": field.question.text}
        try:
            sent = self._sent(field.question)
            given = read(field.question, self.sheet, sent)
        except AnswerError as error:
            said = _("Vraag %(number)s, “%(question)s”: %(why)s") % {**about, "why": error}
            self.faults.append(Fault(field.key, said))
            return None
        given = replace(given, comment=None, agreement=None, dissent=None)  # nothing beside it is asked
        made, was = self.origin.answers.get(field.key, (0, ""))
        pairs = tuple((name, str(one)) for name, values in sent.lists() for one in values)
        return Returned(field, given, made, mark(given) != was, pairs)

    def _sent(self, question: Question) -> QueryDict:
        """What stands there, as the form of the page would send it."""
        data = QueryDict(mutable=True)
        said = self._text(question.key)
        reason = self._text(question.key + REASON) if question.may_not_apply else ""
        chosen = list(_chosen(question, said)) if question.has_options else []
        if reason:
            if chosen or (said and not question.has_options):
                raise AnswerError(
                    _("Er staat een antwoord, en ook waarom de vraag niet van toepassing is. Kies er één.")
                )
            data[f"{question.key}.na"], data[f"{question.key}.reason"] = "ja", reason
        elif question.has_options:
            data.setlist(question.key, chosen)
        else:
            data[question.key] = said
        return data

    def _text(self, place: str) -> str:
        found = self.found.answers.get(place, [])
        if len(found) > 1:
            raise AnswerError(
                _("Het vak voor het antwoord staat er %d keer. Laat er één staan.") % len(found)
            )
        return storable("\n".join(found[0])) if found else ""


def _chosen(question: Question, said: str) -> Iterator[str]:
    """The options that are marked, by slug. A line that is no option is a fault: it may mean anything."""
    options = sorted(question.options.all(), key=lambda option: -len(option.label_nl))
    for line in filter(None, (line.strip() for line in said.split("\n"))):
        marked = next((found for option in options if (found := _marked(option, line))), None)
        if marked is None:
            raise AnswerError(
                _("“%s” is geen antwoord dat u kunt kiezen. Zet alleen een x voor uw keuze.") % line[:SHOWN]
            )
        if marked[1]:
            yield marked[0]


def _marked(option: Option, line: str) -> tuple[str, bool] | None:
    """Whether a line is this option, and whether it is marked."""
    said = " ".join(line.split()).casefold()
    for label in filter(None, (option.label_nl, option.label_en)):
        head, found, tail = said.partition(" ".join(label.split()).casefold())
        beside = set(head + tail)
        if found and beside <= MARKS | BOXES:
            return option.slug, bool(beside & MARKS)
    return None
