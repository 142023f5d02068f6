"""The reading desk: somebody reads the free texts to one question and marks the themes in them."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.policy import Deed, require
from questionnaires.models import Question
from regions.text import clean

from ..errors import RoundError
from ..models import Mark, Response, Round, Theme

LONGEST_NAME = 100


@transaction.atomic
def add_theme(*, by: User, round_: Round, question: Question, name: str) -> Theme:
    """A theme for the texts to one question in one round."""
    require(by, Deed.MARK_TEXTS, block=question.section.block)
    _hold_open(round_.pk)
    name = _free_name(round_, question, name)
    return Theme.objects.create(round=round_, question=question, name=name, made_by=by)


@transaction.atomic
def rename_theme(*, by: User, theme: Theme, name: str) -> None:
    """Another name; its marks stay."""
    require(by, Deed.MARK_TEXTS, block=theme.question.section.block)
    _hold_open(theme.round_id)
    theme.name = _free_name(theme.round, theme.question, name, beside=theme)
    theme.save(update_fields=["name"])


@transaction.atomic
def merge_theme(*, by: User, theme: Theme, into: Theme) -> None:
    """Let two themes be one: marks go along with who marked and when; where both stand the earlier stays."""
    require(by, Deed.MARK_TEXTS, block=theme.question.section.block)
    _hold_open(theme.round_id)
    if into.pk == theme.pk or (into.round_id, into.question_id) != (theme.round_id, theme.question_id):
        raise RoundError(_("Kies een ander thema van dezelfde vraag."))
    there = {mark.response_id: mark for mark in into.marks.all()}
    for mark in theme.marks.all():
        double = there.get(mark.response_id)
        if double is not None and double.at <= mark.at:
            continue
        if double is not None:
            double.delete()
        mark.theme = into
        mark.save(update_fields=["theme"])
    theme.delete()


@transaction.atomic
def remove_theme(*, by: User, theme: Theme, confirmed: bool = False) -> None:
    """Take a theme away; one that is marked only when somebody says so knowingly."""
    require(by, Deed.MARK_TEXTS, block=theme.question.section.block)
    _hold_open(theme.round_id)
    number = theme.marks.count()
    if number and not confirmed:
        raise RoundError(
            ngettext(
                "Dit thema is bij %s regio gemarkeerd. Bevestig dat die markering ook weg mag.",
                "Dit thema is bij %s regio’s gemarkeerd. Bevestig dat die markeringen ook weg mogen.",
                number,
            )
            % number
        )
    theme.delete()


@transaction.atomic
def mark(
    *, by: User, response: Response, question: Question, themes: Iterable[int], shown: Iterable[int] = ()
) -> int:
    """Mark themes in the text of one region, and take away marks that the page showed and that are no longer
    ticked; how many changed. What a colleague marked meanwhile stays, and so does who marked when."""
    require(by, Deed.MARK_TEXTS, block=question.section.block)
    _hold_open(response.round_id)
    known = set(Theme.objects.filter(round=response.round_id, question=question).values_list("pk", flat=True))
    wanted = set(themes)
    if not wanted <= known:
        raise RoundError(_("Dit thema is er niet meer. Laad de pagina opnieuw."))
    standing = dict(Mark.objects.filter(response=response, theme__in=known).values_list("theme", "pk"))
    gone = [pk for theme, pk in standing.items() if theme in set(shown) - wanted]
    Mark.objects.filter(pk__in=gone).delete()
    new = [Mark(theme_id=theme, response=response, by=by) for theme in sorted(wanted - set(standing))]
    Mark.objects.bulk_create(new, ignore_conflicts=True)  # a colleague may tick the same at the same moment
    return len(gone) + len(new)


def _hold_open(round_: int) -> None:
    """A closed round says what its texts were about; whoever closes waits until this is done."""
    if not Round.objects.select_for_update().get(pk=round_).accepts_answers:
        raise RoundError(_("De ronde is gesloten. U kunt de thema’s lezen, maar niets meer wijzigen."))


def _free_name(round_: Round, question: Question, name: str, beside: Theme | None = None) -> str:
    name = " ".join(clean(name).split())
    if not name:
        raise RoundError(_("Geef het thema een naam."))
    if len(name) > LONGEST_NAME:
        raise RoundError(_("Gebruik hoogstens %s tekens voor een thema.") % LONGEST_NAME)
    others = Theme.objects.filter(round=round_, question=question)
    if beside is not None:
        others = others.exclude(pk=beside.pk)
    if any(name.casefold() == other.casefold() for other in others.values_list("name", flat=True)):
        raise RoundError(_("Dit thema is er al."))
    return name
