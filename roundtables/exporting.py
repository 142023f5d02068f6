"""The answers of a round as a file that can be read in again: what goes out comes back unchanged.

The first columns are those of an import; behind them stands the same in words, which an import ignores.
Answers that are only carried over from the last round are left out: they are nobody's answer yet. So are
those of a region that does not exist.
"""

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.policy import Reach
from questionnaires.models import Answer, AnswerState, Question
from regions.models import Region
from regions.sheets import Row, Value, csv_file, ods_file, xlsx_file
from regions.text import returnable

from .importing import COLUMNS, NOT_APPLICABLE
from .importing.answers import held
from .models import Participant, Round

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
PLACES = ("sheet__response__region", "question__section__block")
LEFT_OUT = (AnswerState.OPEN, AnswerState.CARRIED_OVER)


def answers_file(round_: Round, within: Reach, kind: str, region: Region | None = None) -> bytes:
    """The answers of a round within somebody's reach, of all regions or of one, as CSV, ODS or XLSX."""
    head = [*COLUMNS, "value", _("regio"), _("vraag"), _("antwoord"), _("stand")]
    if round_.example:
        head.append(_("voorbeeldgegevens"))
    about = Q(sheet__response__region=region) if region else Q()
    table = [head, *_rows(round_, within.within(*PLACES), about)]
    title, now = _("antwoorden"), timezone.now()
    if kind == "csv":
        return csv_file(table)
    if kind == "ods":
        return ods_file(table, columns=len(head), moment=now, title=title)
    return xlsx_file(table, moment=now, title=title, label=_("voorbeeldgegevens") if round_.example else "")


def file_name(round_: Round, kind: str, region: Region | None = None) -> str:
    """What the file is called: the round, the region if it is about one, and whether it is an example."""
    parts = ["antwoorden", round_.key, region.slug if region else "", "voorbeeld" if round_.example else ""]
    return f"{'-'.join(part for part in parts if part)}.{kind}"


def _rows(round_: Round, within: Q, about: Q) -> Iterator[Row]:
    answers = (
        Answer.objects.filter(within, about, sheet__response__round=round_)
        .exclude(state__in=LEFT_OUT)
        .exclude(sheet__response__region__pretend=True)
        .select_related("question", "sheet__response__region")
        .prefetch_related("choices__option")
        .order_by("sheet__response__region__number", "question__position")
    )
    made_up = [_("ja")] if round_.example else []
    excused = set(Participant.objects.filter(round=round_, excused=True).values_list("region", flat=True))
    for answer in answers:
        region = answer.sheet.response.region
        state = answer.get_state_display()
        if region.pk in excused:
            state = _("%s, regio vrijgesteld") % state
        for option, value, said in _lines(answer):
            question = answer.question
            row = [region.slug, question.key, option, value, region.name, question.text, said, state]
            yield [_cell(one) for one in (*row, *made_up)]


def _lines(answer: Answer) -> Iterator[tuple[str, Value, str]]:
    """Option, value and the answer in words: a line for each chosen option, or one with a text or number."""
    if answer.not_applicable:
        yield NOT_APPLICABLE, answer.text, _("niet van toepassing")
    elif answer.question.has_options:
        chosen = sorted(
            (choice.option for choice in answer.choices.all()), key=lambda option: option.position
        )
        yield from ((option.slug, "", option.label) for option in chosen)
    elif answer.question.type == Question.Type.NUMBER:
        if answer.number is not None:
            yield "", _short(answer.number), ""
    elif held(answer.text):
        yield "", answer.text, ""


def _short(number: Decimal) -> Decimal | int:
    """Without the zeros that the database puts behind it."""
    return int(number) if number == number.to_integral_value() else number.normalize()


def _cell(value: Value) -> Value:
    return returnable(value) if isinstance(value, str) else value
