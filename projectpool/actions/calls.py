"""A call is made, filled, and made known; from then on what regions build on stays as it is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.policy import Deed, require
from questionnaires.actions import versions
from questionnaires.actions.attaching import keep_file
from questionnaires.actions.versions import Wording
from questionnaires.models import Question, Questionnaire
from regions.text import clean, line

from ..applying.asking import lacking
from ..errors import CallError
from ..models import Call, CallDocument, Criterion, Pool, Theme, ThemeName

TITLES, INTROS = ("title_nl", "title_en"), ("intro_nl", "intro_en")
MONEY = ("budget", "floor", "ceiling")
BUILT_ON = ("floor", "ceiling", "first_year", "last_year", "opens_at")  # what regions reckon with
KEY = 60  # longest key of a question


@dataclass(frozen=True, slots=True)
class About:
    """What a call is about, as it is typed. Money in eurocents; `new_themes` are names that no pool
    had yet."""

    title_nl: str
    budget: int
    ceiling: int
    first_year: int
    last_year: int
    opens_at: datetime
    closes_at: datetime
    floor: int = 0
    title_en: str = ""
    intro_nl: str = ""
    intro_en: str = ""
    themes: tuple[Theme, ...] = ()
    new_themes: tuple[str, ...] = field(default=())


@transaction.atomic
def make_call(*, by: User, key: str, pool: Pool | None, about: About, example: bool = False) -> Call:
    """A call to prepare, with a copy of the questions of the newest one. Without a pool it gets one of its
    own, named after its years."""
    require(by, Deed.RUN_POOL)
    newest = Questionnaire.objects.filter(purpose=Questionnaire.Purpose.APPLICATION).last()
    if newest is None:
        raise CallError(_("Er is nog geen vragenlijst voor aanvragen. Laad eerst de standaardvragen."))
    call = Call(key=key, pool=pool or _pool_for(about), example=example)
    _put(call, about)
    call.questionnaire = versions.clone(newest, _free_version(key))
    call._history_user = by  # type: ignore[attr-defined]  # simple-history reads it on save
    call.full_clean()
    call.save()
    _put_themes(call, about)
    return call


def _pool_for(about: About) -> Pool:
    years = f"{about.first_year}-{about.last_year}"
    years = str(about.first_year) if about.first_year == about.last_year else years
    found = Pool.objects.filter(key=years).first()
    return found or Pool.objects.create(
        key=years, name_nl=f"Projectenpool {years}", name_en=f"Project pool {years}", period_nl=years
    )


def _free_version(key: str) -> str:
    version, number = f"aanvraag-{key}"[:50], 1
    while Questionnaire.objects.filter(version=version).exists():
        number += 1
        version = f"{f'aanvraag-{key}'[:46]}-{number}"
    return version


def _put(call: Call, about: About) -> None:
    for name in TITLES:
        setattr(call, name, line(getattr(about, name)))
    for name in INTROS:
        setattr(call, name, clean(getattr(about, name)).strip())
    for name in (*MONEY, "first_year", "last_year", "opens_at", "closes_at"):
        setattr(call, name, getattr(about, name))


def _put_themes(call: Call, about: About) -> None:
    """Choose the themes; each also gets a place in the pool's table, under the name it has now."""
    made = [_theme(name) for name in about.new_themes if name.strip()]
    call.themes.set([*about.themes, *made])
    named = set(call.pool.theme_names.values_list("theme", flat=True))
    last = call.pool.theme_names.aggregate(last=Max("position"))["last"] or 0
    for place, theme in enumerate((one for one in call.themes.all() if one.pk not in named), start=last + 1):
        ThemeName.objects.create(
            pool=call.pool, theme=theme, name_nl=theme.name_nl, name_en=theme.name_en, position=place
        )


def _theme(name: str) -> Theme:
    name = clean(name).strip()[:100]
    key = slugify(name)[:50] or "thema"
    last = Theme.objects.aggregate(last=Max("position"))["last"] or 0
    made, _new = Theme.objects.get_or_create(
        key=key, defaults={"slug": key, "name_nl": name, "position": last + 1}
    )
    return made


@transaction.atomic
def change_call(*, by: User, call: Call, about: About) -> Call:
    """Change a call. What regions build on stays once it is known: then its texts can be bettered, money and
    themes added, and the closing moment moved to later, until it closed."""
    require(by, Deed.RUN_POOL)
    held = _held(call)
    if held.published_at is not None:
        _refuse_taking_back(held, about)
    _put(held, about)
    held._history_user = by  # type: ignore[attr-defined]  # simple-history reads it on save
    held.full_clean()
    held.save()
    _put_themes(held, about)
    return held


def _held(call: Call) -> Call:
    """The call as it stands, locked for this transaction."""
    held: Call = Call.objects.select_for_update().get(pk=call.pk)
    return held


def _refuse_taking_back(call: Call, about: About) -> None:
    if call.state == Call.State.CLOSED and about.closes_at != call.closes_at:
        raise CallError(_("De openstelling is gesloten. Het sluitingsmoment ligt vast."))
    if any(getattr(call, name) != getattr(about, name) for name in BUILT_ON):
        raise CallError(
            _("De openstelling is bekend. Minimum, maximum, jaren en het openingsmoment liggen vast.")
        )
    if about.closes_at < call.closes_at:
        raise CallError(_("De openstelling is bekend. Het sluitingsmoment kan alleen naar later."))
    if about.budget < call.budget:
        raise CallError(_("De openstelling is bekend. Het budget kan alleen omhoog."))
    kept = {theme.pk for theme in about.themes}
    if any(theme.pk not in kept for theme in call.themes.all()):
        raise CallError(_("De openstelling is bekend. Een thema kan er alleen bij komen."))


@transaction.atomic
def publish_call(*, by: User, call: Call) -> Call:
    """Make the call known: everybody can read it, and regions can begin when it opens. Its questions and
    criteria are fixed from now on."""
    require(by, Deed.RUN_POOL)
    held = must_prepare(call)
    lacks = lacking(held)
    if lacks:
        raise CallError(" ".join([_("De openstelling is nog niet klaar."), *lacks]))
    held.published_at = timezone.now()
    held._history_user = by  # type: ignore[attr-defined]  # simple-history reads it on save
    held.save()
    Questionnaire.objects.filter(pk=held.questionnaire_id, frozen_at=None).update(frozen_at=held.published_at)
    return held


def must_prepare(call: Call) -> Call:
    """The call, locked; refused once it is known, because regions work by its criteria and questions."""
    held = _held(call)
    if held.published_at is not None:
        raise CallError(_("De openstelling is al bekend. De criteria en vragen liggen vast."))
    return held


@transaction.atomic
def put_criterion(*, by: User, call: Call, criterion: Criterion | None = None, **words: Any) -> Criterion:
    """Add a criterion, at the end, or word and weigh one anew."""
    require(by, Deed.RUN_POOL)
    held = must_prepare(call)
    last = held.criteria.aggregate(last=Max("position"))["last"] or 0
    made = criterion or Criterion(call=held, position=last + 1)
    for name, value in words.items():
        setattr(made, name, clean(value).strip() if isinstance(value, str) else value)
    if held.criteria.exclude(pk=made.pk).filter(name_nl=made.name_nl).exists():
        raise CallError(_("Er is al een criterium met deze naam."))
    made.full_clean()
    made.save()
    return made


@transaction.atomic
def remove_criterion(*, by: User, criterion: Criterion) -> None:
    """Weigh applications by it no more."""
    require(by, Deed.RUN_POOL)
    must_prepare(criterion.call)
    criterion.delete()


def attach_document(*, by: User, call: Call, file: "UploadedFile[Any]") -> CallDocument:
    """Put a file beside the call, checked and scanned as evidence is. No transaction is open meanwhile."""
    require(by, Deed.RUN_POOL)
    with keep_file(file, "calls") as kept:
        made: CallDocument = CallDocument.objects.create(
            call=call, path=kept.path, name=kept.name, content_type=kept.content_type, size=kept.size,
            sha256=kept.sha256, scan=kept.scan, added_by=by,
        )  # fmt: skip
    return made


@transaction.atomic
def release_document(*, by: User, document: CallDocument) -> None:
    """Let everybody open a file that no scanner has seen, after a look at it; the first who does is kept."""
    require(by, Deed.RUN_POOL)
    held = CallDocument.objects.held_back().filter(pk=document.pk)
    held.update(released_by=by, released_at=timezone.now())


@transaction.atomic
def remove_document(*, by: User, document: CallDocument) -> None:
    """Take a file away from the call."""
    require(by, Deed.RUN_POOL)
    path = document.path
    document.delete()
    transaction.on_commit(lambda: default_storage.delete(path))


@transaction.atomic
def add_question(*, by: User, call: Call, type: str, wording: Wording) -> Question:
    """Ask regions something more in this call; the key follows from the words."""
    require(by, Deed.RUN_POOL)
    held = must_prepare(call)
    section = held.questionnaire.sections.last()
    if section is None:
        raise CallError(_("De vragenlijst van deze openstelling heeft geen onderdeel meer."))
    return versions.add_question(
        by=by, section=section, key=_free_key(held.questionnaire, wording.text_nl), type=type,
        wording=wording, visibility=Question.Visibility.PROGRAMME,
    )  # fmt: skip


def _free_key(version: Questionnaire, text: str) -> str:
    taken: Iterable[str] = Question.objects.filter(questionnaire__purpose=version.purpose).values_list(
        "key", flat=True
    )
    known = set(taken)
    stem = f"application-{slugify(text)}"[: KEY - 4].strip("-")
    key, number = stem, 1
    while key in known:
        number += 1
        key = f"{stem}-{number}"
    return key


@transaction.atomic
def change_question(*, by: User, call: Call, question: Question, wording: Wording) -> None:
    """Word a question of the call anew."""
    require(by, Deed.RUN_POOL)
    must_prepare(call)
    versions.change_question(by=by, question=question, wording=wording)


@transaction.atomic
def remove_question(*, by: User, call: Call, question: Question) -> None:
    """Ask a question no more; the last one stays, because an application without any says nothing."""
    require(by, Deed.RUN_POOL)
    held = must_prepare(call)
    if held.questionnaire.questions.count() == 1:
        raise CallError(_("Dit is de laatste vraag. Voeg eerst een andere toe."))
    versions.remove_question(by=by, question=question)
