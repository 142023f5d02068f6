"""One section as a page to fill in: its fields, last time's answers, and what the skip rules look at."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from questionnaires.actions import Given
from questionnaires.facts import facts_for_page
from questionnaires.form import Field, Previous, field_of
from questionnaires.models import Answer, Evidence, Question, Section

from ..last_time import LastTime, last_times
from ..models import Response
from ..plausibility import Signal, look, signals, signals_in
from ..threads import threads
from .desk import Desk


@dataclass(frozen=True, slots=True)
class Page:
    """One section as a page: its fields, what the skip rules look at, and its neighbours."""

    section: Section
    address: str
    fields: tuple[Field, ...]
    facts: Mapping[str, Any]
    number: int
    of: int
    before: Section | None
    after: Section | None


def section_for(desk: Desk, slug: str) -> Section:
    """The section of a building block, for whoever may see it."""
    found = next((one for one in desk.all_sections if one.block.slug == slug), None)
    if found is None:
        raise Http404(_("Dit onderdeel staat niet in de vragenlijst van deze ronde."))
    if not desk.may_read(found):
        raise PermissionDenied
    return found


def page_for(desk: Desk, section: Section) -> Page:
    """The section with everything that stands beside its questions."""
    now = look(desk.round, desk.round.participants.filter(pk=desk.participant.pk))
    last = {key: before for (_region, key), before in now.last.items()}
    fields = fields_of(desk, questions_of(section), last)
    _put_signals(desk, fields, signals_in(now))
    add_threads(desk, fields)
    matrices = now.matrices
    slug = desk.response.region.slug
    for place, field in enumerate(fields, start=1):
        field.number_on_page = place
        field.hidden = bool(matrices.hidden(desk.round.key, field.key)[0])
    sections = desk.sections
    place = next((place for place, one in enumerate(sections) if one.pk == section.pk), 0)
    return Page(
        section=section,
        address=f"{desk.address}{section.block.slug}/",
        fields=tuple(fields),
        facts=facts_for_page(matrices, desk.round.key, slug, {field.key for field in fields}),
        number=place + 1,
        of=len(sections),
        before=sections[place - 1] if place else None,
        after=sections[place + 1] if place + 1 < len(sections) else None,
    )


def add_signals(desk: Desk, fields: Iterable[Field]) -> None:
    """Put beside each question what is unlikely about its answer; it asks for a reason and never blocks."""
    _put_signals(desk, fields, signals(desk.round, desk.round.participants.filter(pk=desk.participant.pk)))


def _put_signals(desk: Desk, fields: Iterable[Field], found: Mapping[tuple[str, str], list[Signal]]) -> None:
    for field in fields:
        field.signals = found.get((desk.response.region.slug, field.key), ())


def add_threads(desk: Desk, fields: list[Field]) -> None:
    """Put beside each question what region and programme said about it."""
    found = threads(desk.response, [field.question for field in fields], desk.user)
    for field in fields:
        field.thread = found.get(field.key)


def questions_of(section: Section, keys: Iterable[str] | None = None) -> list[Question]:
    """The questions of a section that regions answer, with their options; all, or those named."""
    found = section.questions.filter(answered_by=Question.AnsweredBy.ROUNDTABLE)
    if keys is not None:
        found = found.filter(key__in=keys)
    return list(found.prefetch_related("options").order_by("position"))


def question_to_save(desk: Desk, slug: str, key: str) -> Question | None:
    """One question of a section, as few queries as there can be: this is what every save asks."""
    found = Question.objects.select_related("section__block").filter(
        questionnaire=desk.round.questionnaire_id, section__block__slug=slug, key=key,
        answered_by=Question.AnsweredBy.ROUNDTABLE,
    ).first()  # fmt: skip
    if found is not None and not desk.may_read(found.section):
        raise PermissionDenied
    return found


def fields_of(
    desk: Desk, questions: list[Question], last: Mapping[str, LastTime] | None = None
) -> list[Field]:
    """Questions as fields, with last time's answers (`last`, for who has read them) and evidence."""
    answers = answers_to(desk.response, questions)
    before = previous_answers(desk, questions, last_answers(desk, questions) if last is None else last)
    evidence: dict[int, list[Evidence]] = {}
    for one in Evidence.objects.standing().filter(sheet=desk.response.sheet_id, question__in=questions):
        evidence.setdefault(one.question_id, []).append(one)
    fields = [field_of(question, answers.get(question.pk)) for question in questions]
    for field in fields:
        field.previous = before.get(field.question.key)
        field.evidence = evidence.get(field.question.pk, ())
    return fields


def answers_to(response: Response, questions: Sequence[Question]) -> dict[int, Answer]:
    """What stands on the sheet, by question; what was chosen are the options that the questions hold."""
    options = {option.pk: option for question in questions for option in question.options.all()}
    found = Answer.objects.filter(sheet=response.sheet_id, question__in=questions)
    answers = {answer.question_id: answer for answer in found.prefetch_related("choices")}
    for answer in answers.values():
        for choice in answer.choices.all():
            choice.option = options[choice.option_id]
    return answers


def last_answers(desk: Desk, questions: Iterable[Question]) -> dict[str, LastTime]:
    """What this region answered the last time each question was asked, by question key."""
    slug = desk.response.region.slug
    return {key: last for (_region, key), last in last_times(desk.round, questions, [slug]).items()}


def previous_answers(
    desk: Desk, questions: list[Question], last: Mapping[str, LastTime]
) -> dict[str, Previous]:
    """Last time's answers in words, by question key; a question that takes another's place looks at that."""
    found = {}
    comments = _comments_before(desk, last)
    for question in questions:
        before = last.get(question.key)
        if before is None:
            continue
        carried = given_from(desk.response, question, before)
        found[question.key] = Previous(
            round=before.label,
            text=before.words,
            comment=comments.get((before.round.key, before.question.key), ""),
            carriable=carried is not None and question.verdict != Question.Verdict.BREAK,
            note=question.verdict_note_nl,
        )
    return found


def _comments_before(desk: Desk, last: Mapping[str, LastTime]) -> dict[tuple[str, str], str]:
    """What the region wrote beside those answers, by round and question; a snapshot keeps no comments."""
    if not last:
        return {}
    rows = Answer.objects.filter(
        sheet__response__region=desk.response.region_id,
        sheet__response__round__key__in={before.round.key for before in last.values()},
        question__key__in={before.question.key for before in last.values()},
    ).exclude(comment="")
    columns = ("sheet__response__round__key", "question__key", "comment")
    return {(round_, key): comment for round_, key, comment in rows.values_list(*columns)}


def given_from(response: Response, question: Question, before: LastTime) -> Given | None:
    """Last time's answer as an answer to this question; None when an option is no longer there."""
    options = {option.slug: option for option in question.options.all()}
    if any(slug not in options for slug in before.options):
        return None
    if before.not_applicable and not question.may_not_apply:
        return None
    return Given(
        response.sheet, question, tuple(options[slug] for slug in before.options), text=before.text,
        number=before.number, not_applicable=before.not_applicable,
    )  # fmt: skip


def carriable(desk: Desk, questions: list[Question], of_round: str = "") -> list[Given]:
    """Last time's answers to these questions, as far as they may be taken over. `of_round` leaves out those
    of every other round."""
    found = last_answers(desk, questions)
    last = {key: before for key, before in found.items() if of_round in ("", before.round.key)}
    given = (
        given_from(desk.response, question, last[question.key])
        for question in questions
        if question.key in last and question.verdict != Question.Verdict.BREAK
    )
    return [one for one in given if one is not None and not one.empty]
