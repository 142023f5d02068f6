"""A next version of the questionnaire: copied from one before it, changed, and judged. Frozen once asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from regions.text import clean

from ..comparing import compared
from ..conditions import leaves
from ..errors import QuestionnaireError
from ..models import Option, Question, Questionnaire, Section

POOL = "pool-"  # asked once, about the pool of one year; a later questionnaire has none
COPIED = (
    "key", "position", "text_nl", "text_en", "type", "answered_by", "visibility", "help_nl", "help_en",
    "required", "may_not_apply", "ask_if",
)  # fmt: skip
OPTION_COPIED = ("slug", "label_nl", "label_en", "rank", "exclusive", "position")


@dataclass(frozen=True, slots=True)
class OptionGiven:
    """An answer to choose from, as worded. An option keeps its slug while its meaning stays."""

    slug: str
    label_nl: str
    label_en: str = ""
    rank: int | None = None
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as the programme words it."""

    text_nl: str
    text_en: str = ""
    help_nl: str = ""
    help_en: str = ""
    options: tuple[OptionGiven, ...] = ()


@transaction.atomic
def clone(questionnaire: Questionnaire, version: str) -> Questionnaire:
    """A version to prepare the next round with: the same sections and questions, verdicts not yet given."""
    if Questionnaire.objects.filter(version=version).exists():
        raise QuestionnaireError(_("De versie %s van de vragenlijst bestaat al.") % version)
    made = Questionnaire.objects.create(
        version=version, purpose=questionnaire.purpose, position=Questionnaire.objects.next_position()
    )
    questions = questionnaire.questions.exclude(key__startswith=POOL).prefetch_related("options")
    sections = _sections(questionnaire, made, {question.section_id for question in questions})
    for question in questions:
        fields = {name: getattr(question, name) for name in COPIED}
        copy = Question.objects.create(questionnaire=made, section=sections[question.section_id], **fields)
        Option.objects.bulk_create(
            Option(question=copy, **{name: getattr(option, name) for name in OPTION_COPIED})
            for option in question.options.all()
        )
    return made


def _sections(old: Questionnaire, made: Questionnaire, wanted: set[int]) -> dict[int, Section]:
    found = old.sections.filter(pk__in=wanted)
    return {
        one.pk: Section.objects.create(questionnaire=made, block=one.block, position=one.position)
        for one in found.select_related("block")
    }


def unfrozen(questionnaire: Questionnaire) -> Questionnaire:
    """The version, locked for this transaction; refused once a round asked it."""
    locked = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    if locked.frozen_at is not None:
        raise QuestionnaireError(
            _("Deze vragenlijst ligt vast sinds de ronde open ging. Wijzig hem voor een volgende ronde.")
        )
    return locked


@transaction.atomic
def change_question(*, by: User, question: Question, wording: Wording) -> bool:
    """Word a question anew; whether that differs from what regions were asked before. A verdict that was
    given on other words is no longer one."""
    version = unfrozen(question.questionnaire)
    _refuse_empty(wording)
    old = (question.text_nl, [(one.slug, one.label_nl) for one in question.options.all()])
    question.text_nl, question.text_en = clean(wording.text_nl), clean(wording.text_en)
    question.help_nl, question.help_en = clean(wording.help_nl), clean(wording.help_en)
    if question.has_options:
        _offer(question, wording.options)
    fresh = question.options.order_by("position").values_list("slug", "label_nl")
    if old != (question.text_nl, list(fresh)):
        question.verdict, question.verdict_note_nl, question.verdict_by = Question.Verdict.SAME, "", None
    question.save()
    return next(one.differs for one in compared(version) if one.question.pk == question.pk)


def _refuse_empty(wording: Wording) -> None:
    if not wording.text_nl.strip():
        raise QuestionnaireError(_("Geef de tekst van de vraag."))


def _offer(question: Question, options: Sequence[OptionGiven]) -> None:
    """Make the options what they should be: some are new, some are worded anew, some go."""
    kept = {one.slug for one in options}
    if len(options) < 2 or len(kept) < len(options):
        raise QuestionnaireError(_("Een keuze heeft ten minste twee verschillende antwoorden nodig."))
    going = set(question.options.values_list("slug", flat=True)) - kept
    _refuse_needed(question, going)
    question.options.filter(slug__in=going).delete()
    for place, one in enumerate(options, start=1):
        labels = {"label_nl": clean(one.label_nl), "label_en": clean(one.label_en)}
        scale = {"rank": one.rank, "exclusive": one.exclusive, "position": place}
        Option.objects.update_or_create(question=question, slug=one.slug, defaults={**labels, **scale})


def _refuse_needed(question: Question, going: set[str] | None = None) -> None:
    """Another question is asked only after one of these answers: first that one must go."""
    for other in question.questionnaire.questions.filter(ask_if__isnull=False).exclude(pk=question.pk):
        for leaf in leaves(other.ask_if):
            if leaf.question == question.key and not leaf.round and (going is None or leaf.option in going):
                raise QuestionnaireError(
                    _("De vraag “%s” wordt alleen gesteld na dit antwoord. Haal die eerst weg.") % other.text
                )


@transaction.atomic
def remove_question(*, by: User, question: Question) -> None:
    """Ask a question no more; what earlier rounds asked stays theirs."""
    unfrozen(question.questionnaire)
    _refuse_needed(question)
    section = question.section
    question.delete()
    if not section.questions.exists():
        section.delete()


@transaction.atomic
def add_question(
    *, by: User, section: Section, key: str, type: str, wording: Wording, succeeds: str = "",
    answered_by: str = Question.AnsweredBy.ROUNDTABLE, visibility: str = Question.Visibility.PARTNERS,
) -> Question:  # fmt: skip
    """Ask something new, at the end of a section. A question that means something else than an old one gets a
    key of its own and says which one it `succeeds`."""
    version = unfrozen(section.questionnaire)
    _refuse_empty(wording)
    if version.questions.filter(key=key).exists():
        raise QuestionnaireError(_("De sleutel %s staat al in de vragenlijst.") % key)
    _refuse_known(version, key)
    if succeeds and not version.earlier_questions.filter(key=succeeds).exists():
        raise QuestionnaireError(_("Er is geen eerdere vraag met de sleutel %s.") % succeeds)
    last = section.questions.aggregate(last=Max("position"))["last"] or 0
    _make_room(version, last)
    question = Question.objects.create(
        questionnaire=version, section=section, key=key, position=last + 1, type=type, succeeds=succeeds,
        answered_by=answered_by, visibility=visibility, required=_is_required(version, type),
        text_nl=clean(wording.text_nl), text_en=clean(wording.text_en),
        help_nl=clean(wording.help_nl), help_en=clean(wording.help_en),
    )  # fmt: skip
    if question.has_options:
        _offer(question, wording.options)
    return question


def _is_required(version: Questionnaire, type: str) -> bool:
    """At a round table free text is an extra; an application consists of it."""
    extra = version.purpose == Questionnaire.Purpose.ROUND_TABLE and type == Question.Type.FREE_TEXT
    return not extra


def _refuse_known(version: Questionnaire, key: str) -> None:
    """A key that meant one thing never comes to mean another."""
    if version.earlier_questions.filter(key=key).exists():
        raise QuestionnaireError(_("De sleutel %s hoorde al bij een eerdere vraag. Kies een andere.") % key)


def _make_room(version: Questionnaire, after: int) -> None:
    for question in version.questions.filter(position__gt=after).order_by("-position"):
        question.position += 1
        question.save(update_fields=["position"])


@transaction.atomic
def judge(*, by: User, question: Question, verdict: str, note: str = "") -> None:
    """Say how answers compare with those before; anything but "the same" needs a note for the reader of a
    series."""
    unfrozen(question.questionnaire)
    note = clean(note).strip()
    if verdict not in Question.Verdict.values:
        raise QuestionnaireError(_("Kies hoe vergelijkbaar de antwoorden zijn."))
    if verdict != Question.Verdict.SAME and not note:
        raise QuestionnaireError(_("Schrijf een kanttekening voor wie de cijfers leest."))
    question.verdict, question.verdict_by = verdict, by
    question.verdict_note_nl = "" if verdict == Question.Verdict.SAME else note
    question.save(update_fields=["verdict", "verdict_by", "verdict_note_nl"])
