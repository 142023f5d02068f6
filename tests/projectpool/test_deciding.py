"""The programme grants or refuses, within the call, never more than its budget; and a project comes of it."""

import contextlib
import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.formats import date_format

from accounts.models import User
from projectpool.actions import deciding as deciding_actions
from projectpool.actions.deciding import Verdict, decide
from projectpool.actions.granting import take_from_budget
from projectpool.errors import DecidingError
from projectpool.models import Application, Call, Decision, Project
from questionnaires.models import Answer, AnswerState, Question
from tests.projectpool.at_once import at_once
from tests.projectpool.weighing import DAYS, Weighing

pytestmark = pytest.mark.django_db


@pytest.fixture
def pool() -> Weighing:
    return Weighing()


def grant(pool: Weighing, application: Application, amount: int, **other: Any) -> Decision:
    """The manager grants an amount."""
    verdict = Verdict(granted=True, motives="Past.", amount=amount, **{**DAYS, **other})
    return decide(by=pool.manager, application=application, verdict=verdict)


def given_away() -> int:
    return Call.objects.get().granted_total


@pytest.mark.django_db(transaction=True)
def test_a_grant_makes_the_project_and_tells_the_leaders(pool: Weighing, mailoutbox: list[Any]) -> None:
    question = Question.objects.get(questionnaire=pool.call.questionnaire, key="application-summary")
    Answer.objects.create(
        sheet=pool.together.sheet, question=question, text="Trainen in de wijk.", state=AnswerState.GIVEN
    )
    pool.assessed(pool.together)
    mailoutbox.clear()
    with translation.override("en"):  # the language of the manager's pages is nobody else's
        decision = grant(pool, pool.together, 50_000_01, conditions="Meld elk half jaar.")
    assert given_away() == 50_000_01
    project = Project.objects.get(application=pool.together)
    assert (project.title_nl, project.summary_nl, project.key) == (
        "Samen sterker", "Trainen in de wijk.", "samen-sterker",
    )  # fmt: skip
    assert project.pool == pool.call.pool and project.joint == Project.Joint.YES
    assert list(project.themes.all()) == [pool.trauma]
    shares = {one.region.name: (one.role, one.amount) for one in project.project_regions.all()}
    assert shares == {"Drenthe": ("initiator", 33_333_34), "Twente": ("participant", 16_666_67)}
    assert (project.starts_on, project.ends_on) == (date(2031, 1, 1), date(2032, 12, 31))
    assert project.reports.count() == 4, "three half years, and one at the end"
    assert Application.objects.get(pk=pool.together.pk).state == "granted"
    step = pool.together.steps.last()
    assert step is not None and step.what == "granted" and "50.000,01" in step.why
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted([pool.leader.email, pool.partner.email])
    body = " ".join(mailoutbox[0].body.split())
    last = date_format(timezone.localdate(decision.at) + timedelta(weeks=6), "j F Y")
    assert "toegekend, voor € 50.000,01" in body and f"tot en met {last}." in body
    assert f"/projectenpool/aanvragen/{pool.together.pk}/" in body


def test_a_refusal_gives_nothing_away(pool: Weighing) -> None:
    decision = pool.refused()
    assert (decision.granted, decision.amount, given_away()) == (False, 0, 0)
    assert not Project.objects.exists()
    assert Application.objects.get(pk=pool.together.pk).state == "refused"


@pytest.mark.parametrize(
    ("amount", "other", "said"),
    [
        (60_000_01, {}, "Er is €\xa060.000 gevraagd. U kunt niet meer toekennen."),
        (9_999_99, {}, "Per project kan van €\xa010.000 tot en met €\xa080.000."),
        (0, {}, "Per project kan van"),
        (-5, {}, "Per project kan van"),
        (50_000_00, {"first_day": None}, "Geef de eerste en de laatste dag"),
        (50_000_00, {"last_day": date(2030, 12, 31)}, "Geef de eerste en de laatste dag"),
        (50_000_00, {"first_day": date(1, 1, 1)}, "De eerste dag ligt tussen"),
        (50_000_00, {"first_day": date(2033, 1, 1), "last_day": date(2034, 1, 1)}, "en eind 2032"),
        (50_000_00, {"last_day": date(2301, 12, 31)}, "hoogstens tien jaar"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(
    pool: Weighing, amount: int, other: dict[str, Any], said: str
) -> None:
    pool.assessed(pool.together)
    with pytest.raises(DecidingError) as wrong:
        grant(pool, pool.together, amount, **other)
    assert said in str(wrong.value)
    assert given_away() == 0 and not Decision.objects.exists() and not Project.objects.exists()


def test_a_refusal_has_no_conditions(pool: Weighing) -> None:
    pool.assessed(pool.together, 2)
    verdict = Verdict(granted=False, motives="Te vaag.", conditions="Meld elk half jaar.")
    assert decide(by=pool.manager, application=pool.together, verdict=verdict).conditions == ""


def test_the_ceiling_of_the_call_holds(pool: Weighing) -> None:
    Call.objects.update(ceiling=55_000_00)
    pool.assessed(pool.together)
    with pytest.raises(DecidingError, match="tot en met"):
        grant(pool, pool.together, 55_000_01)
    assert grant(pool, pool.together, 55_000_00)


def test_the_budget_goes_to_the_last_euro_and_not_a_cent_further(pool: Weighing) -> None:
    pool.granted(amount=60_000_00)
    pool.assessed(pool.zeeland)
    with pytest.raises(DecidingError) as wrong:
        grant(pool, pool.zeeland, 40_000_01)
    assert str(wrong.value) == (
        "Dit past niet meer in het budget. Er is nog €\xa040.000 over; dit vraagt €\xa040.000,01."
    )
    grant(pool, pool.zeeland, 40_000_00)
    assert given_away() == 100_000_00 == pool.call.budget
    with pytest.raises(IntegrityError), transaction.atomic():
        Call.objects.update(granted_total=100_000_01)


def test_only_after_the_call_closed_and_once(pool: Weighing) -> None:
    decision = pool.granted()
    with pytest.raises(DecidingError, match="geen besluit meer: zij is toegekend"):
        grant(pool, pool.together, 50_000_00)
    assert Decision.objects.get() == decision and given_away() == 60_000_00
    Call.objects.update(closes_at=timezone.now() + timedelta(seconds=9))
    with pytest.raises(DecidingError, match="nog niet gesloten"):
        grant(pool, pool.zeeland, 50_000_00)


def test_fewer_than_two_assessments_ask_for_a_reason(pool: Weighing) -> None:
    pool.scored(pool.anna, 4, 4)
    pool.given_to(pool.bram)
    with pytest.raises(DecidingError, match="nog geen twee afgeronde beoordelingen"):
        grant(pool, pool.together, 50_000_00)
    grant(pool, pool.together, 50_000_00, without="Tweede beoordelaar is ziek.")
    step = pool.together.steps.last()
    assert step is not None and "Tweede beoordelaar is ziek." in step.why


def test_a_decision_has_motives(pool: Weighing) -> None:
    pool.assessed(pool.together)
    with pytest.raises(DecidingError, match="Schrijf waarom u dit besluit"):
        decide(by=pool.manager, application=pool.together, verdict=Verdict(granted=False, motives=" \x00 "))


def test_only_the_manager_decides(pool: Weighing) -> None:
    pool.assessed(pool.together)
    for who in (pool.bram, pool.anna, pool.leader):
        with pytest.raises(PermissionDenied):
            decide(by=who, application=pool.together, verdict=Verdict(granted=False, motives="Nee."))


def test_two_projects_of_one_title_have_two_keys(pool: Weighing) -> None:
    Application.objects.filter(pk=pool.utrecht.pk).update(title="Samen sterker")
    pool.granted(amount=50_000_00)
    pool.granted(Application.objects.get(pk=pool.utrecht.pk), amount=30_000_00)
    keys = set(Project.objects.values_list("key", flat=True))
    assert keys == {"samen-sterker", f"samen-sterker-{pool.utrecht.pk}"}


# --- two managers in the same second ------------------------------------------------------------------------
def deciding(manager: User, application: Application, amount: int) -> Callable[[], Any]:
    days: dict[str, Any] = dict(DAYS)
    verdict = Verdict(granted=True, motives="Past.", amount=amount, **days)
    return lambda: decide(by=manager, application=application, verdict=verdict)


@pytest.fixture
def both_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two managers come to the money of the call together, each in a transaction that is under way; where a
    database lets in one writer at a time, the second comes when it may."""
    there = threading.Barrier(2)

    def take(call: int, amount: int) -> None:
        with contextlib.suppress(threading.BrokenBarrierError):
            there.wait(1)
        take_from_budget(call, amount)

    monkeypatch.setattr(deciding_actions, "take_from_budget", take)


@pytest.mark.django_db(transaction=True)
def test_two_managers_in_the_same_second_never_give_more_than_there_is(
    pool: Weighing, both_there: None
) -> None:
    pool.assessed(pool.together)
    pool.assessed(pool.zeeland)
    said = at_once(
        deciding(pool.manager, pool.together, 60_000_00), deciding(pool.manager, pool.zeeland, 60_000_00)
    )
    done = [one for one in said if isinstance(one, Decision)]
    refused = [one for one in said if isinstance(one, DecidingError)]
    assert (len(done), len(refused)) == (1, 1), said
    assert "Er is nog €\xa040.000 over" in str(refused[0])
    assert given_away() == 60_000_00 == sum(Decision.objects.values_list("amount", flat=True))
    assert Project.objects.count() == 1, "what was refused left nothing behind"


@pytest.mark.django_db(transaction=True)
def test_two_managers_decide_one_application_once(pool: Weighing) -> None:
    pool.assessed(pool.utrecht)
    said = at_once(*[deciding(pool.manager, pool.utrecht, 30_000_00)] * 2)
    assert sorted(type(one).__name__ for one in said) == ["Decision", "DecidingError"][::-1], said
    assert given_away() == 30_000_00 and Project.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_small_amounts_at_once_stop_at_the_budget(pool: Weighing) -> None:
    def take() -> bool:
        with transaction.atomic():
            take_from_budget(pool.call.pk, 15_000_00)
        return True

    said = at_once(*[take] * 8)
    assert sum(one is True for one in said) == 6, said
    assert given_away() == 90_000_00
