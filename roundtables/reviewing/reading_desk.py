"""The reading desk: the free texts to one question, side by side, with the themes that were found in them."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.policy import Deed, reach
from questionnaires.models import Answer, AnswerRevision, AnswerState, Question, RevisionKind
from regions.names import dutch_key
from regions.text import cell

from ..models import Mark, Round, Theme
from ..standing import ANSWERED

UNMARKED = "geen"


@dataclass(frozen=True, slots=True)
class Subject:
    """A question with how much there is to read: free texts, comments, themes."""

    question: Question
    texts: int
    comments: int
    themes: int


@dataclass(frozen=True, slots=True)
class Marking:
    """Who found a theme in which region's text, and when. `stale`: the region changed its text after that."""

    region: str
    slug: str
    by: str
    at: datetime
    approved: bool
    stale: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """A theme with the regions behind its number. `number` counts texts that are approved; `waiting` those
    that are not yet."""

    pk: int
    name: str
    markings: tuple[Marking, ...]

    @property
    def number(self) -> int:
        """How many regions write about it, in texts that count."""
        return sum(one.approved for one in self.markings)

    @property
    def waiting(self) -> int:
        """How many more there will be when their texts are approved."""
        return len(self.markings) - self.number


@dataclass(frozen=True, slots=True)
class Text:
    """What one region wrote, with the themes marked in it."""

    region: str
    slug: str
    text: str
    comment: str
    state: AnswerState
    not_applicable: bool
    marks: frozenset[int]

    @property
    def approved(self) -> bool:
        """Whether the programme approved the answer."""
        return self.state == AnswerState.APPROVED

    def contains(self, search: str) -> bool:
        """Whether every word stands in it, whatever its case."""
        whole = f"{self.region} {self.text} {self.comment}".casefold()
        return all(word in whole for word in search.casefold().split())


@dataclass(frozen=True, slots=True)
class Desk:
    """One question with all texts, as far as they are shown, and all themes."""

    question: Question
    round: Round
    texts: tuple[Text, ...]
    of: int
    themes: tuple[Counted, ...]
    search: str
    theme: str

    def text(self, region: str) -> Text:
        """What one region wrote; 404 when it wrote nothing."""
        for one in self.texts:
            if one.slug == region:
                return one
        raise Http404(_("Deze regio schreef niets bij deze vraag."))


def round_asked(key: str) -> Round:
    """A round with answers, or a 404 with a sentence."""
    found = Round.objects.exclude(state=Round.State.PREPARING).filter(key=key).first()
    if found is None:
        raise Http404(_("Deze ronde bestaat niet, of is nog niet geopend."))
    return found


def subjects(user: User, round_: Round) -> list[Subject]:
    """The questions of a round to which there is something to read, for this person."""
    questions = _questions(user, round_)
    texts = {row[0]: row[1:] for row in _numbers(round_)}
    themes = dict(
        Theme.objects.filter(round=round_).order_by().values_list("question").annotate(number=Count("pk"))
    )
    found = [Subject(one, *texts.get(one.pk, (0, 0)), themes.get(one.pk, 0)) for one in questions]
    return [
        one
        for one in found
        if one.texts or one.comments or one.themes or one.question.type == Question.Type.FREE_TEXT
    ]


def question_asked(user: User, round_: Round, key: str) -> Question:
    """A question of the round whose texts this person reads; 404 when it is not there."""
    found = Question.objects.filter(questionnaire=round_.questionnaire_id, key=key)
    question = found.select_related("section__block").first()
    if question is None:
        raise Http404(_("Deze vraag staat niet in de vragenlijst van deze ronde."))
    if not reach(user, Deed.MARK_TEXTS).holds(None, question.section.block_id):
        raise PermissionDenied
    return question


def desk_for(round_: Round, question: Question, search: str = "", theme: str = "") -> Desk:
    """The texts of all regions to a question, in the order of a Dutch list: all, or those that contain the
    words and have the theme (`UNMARKED` for those without any)."""
    marks = _marks(round_, question)
    by_region: dict[str, set[int]] = {}
    for one in marks:
        by_region.setdefault(one.response.region.slug, set()).add(one.theme_id)
    texts = _texts(round_, question, by_region)
    shown = [one for one in texts if one.contains(search) and _has(one, theme)]
    return Desk(
        question=question,
        round=round_,
        texts=tuple(shown),
        of=len(texts),
        themes=_themes(round_, question, marks, texts),
        search=search,
        theme=theme,
    )


def as_csv(desk: Desk) -> bytes:
    """A line per region and theme, with who found it when; texts without a theme at the end."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("thema", "regio", "gemarkeerd_door", "gemarkeerd_op", "stand", "tekst", "toelichting"))
    for row in _rows(desk):
        writer.writerow([cell(value) for value in row])
    return out.getvalue().encode()


def _rows(desk: Desk) -> Iterable[Sequence[str]]:
    texts = {one.slug: one for one in desk.texts}
    for theme in desk.themes:
        for one in theme.markings:
            if one.slug in texts:
                day = timezone.localtime(one.at).date().isoformat()
                yield theme.name, one.region, one.by, day, *_columns(texts[one.slug])
    for text in desk.texts:
        if not text.marks:
            yield "", text.region, "", "", *_columns(text)


def _columns(text: Text) -> tuple[str, str, str]:
    return str(text.state.label), text.text, text.comment


def _questions(user: User, round_: Round) -> list[Question]:
    blocks = reach(user, Deed.MARK_TEXTS).blocks(None)
    if blocks is not None and not blocks:
        raise PermissionDenied
    questions = Question.objects.filter(
        questionnaire=round_.questionnaire_id, answered_by=Question.AnsweredBy.ROUNDTABLE
    )
    if blocks is not None:
        questions = questions.filter(section__block__in=blocks)
    return list(questions.select_related("section__block"))


def _written(round_: Round) -> "Q":
    """Answers of the regions that count, with something to read."""
    counted = round_.participants.counted().values("region")
    return Q(sheet__response__round=round_, sheet__response__region__in=counted, state__in=ANSWERED) & ~Q(
        text="", comment=""
    )


def _numbers(round_: Round) -> Iterable[tuple[int, int, int]]:
    rows = Answer.objects.filter(_written(round_)).order_by().values_list("question")
    return rows.annotate(texts=Count("pk", filter=~Q(text="")), comments=Count("pk", filter=~Q(comment="")))


def _marks(round_: Round, question: Question) -> list[Mark]:
    found = Mark.objects.filter(theme__round=round_, theme__question=question)
    return list(found.select_related("response__region", "by"))


def _texts(round_: Round, question: Question, marks: Mapping[str, set[int]]) -> list[Text]:
    rows = Answer.objects.filter(_written(round_), question=question).values_list(
        "sheet__response__region__name", "sheet__response__region__slug", "text", "comment", "state",
        "not_applicable",
    )  # fmt: skip
    found = [
        Text(name, slug, text, comment, AnswerState(state), marked, frozenset(marks.get(slug, ())))
        for name, slug, text, comment, state, marked in rows
    ]
    return sorted(found, key=lambda one: dutch_key(one.region))


def _has(text: Text, theme: str) -> bool:
    if theme == UNMARKED:
        return not text.marks
    return not theme or theme in map(str, text.marks)


def _themes(
    round_: Round, question: Question, marks: Sequence[Mark], texts: Sequence[Text]
) -> tuple[Counted, ...]:
    """Every theme, the most found first; a mark at a text that is no longer there does not count."""
    there = {one.slug: one for one in texts}
    changed = _changed(round_, question)
    found: dict[int, list[Marking]] = {}
    for one in sorted(marks, key=lambda mark: dutch_key(mark.response.region.name)):
        region = one.response.region
        if region.slug in there:
            stale = changed.get(region.slug, one.at) > one.at
            found.setdefault(one.theme_id, []).append(
                Marking(region.name, region.slug, str(one.by), one.at, there[region.slug].approved, stale)
            )
    themes = Theme.objects.filter(round=round_, question=question)
    counted = [Counted(theme.pk, theme.name, tuple(found.get(theme.pk, ()))) for theme in themes]
    return tuple(sorted(counted, key=lambda one: (-len(one.markings), dutch_key(one.name))))


def _changed(round_: Round, question: Question) -> dict[str, datetime]:
    """When each region last changed what it wrote."""
    revisions = AnswerRevision.objects.filter(
        answer__sheet__response__round=round_,
        answer__question=question,
        kind__in=(RevisionKind.TYPED, RevisionKind.IMPORTED),
    )
    rows = revisions.order_by().values_list("answer__sheet__response__region__slug")
    return dict(rows.annotate(newest=Max("at")))
