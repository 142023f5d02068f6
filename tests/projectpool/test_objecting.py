"""A region objects in time, the programme answers, and a new decision is never worse; grants are paid."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from projectpool.actions.deciding import Verdict, decide
from projectpool.actions.objecting import answer_objection, file_objection
from projectpool.actions.paying import drop_instalment, mark_paid, plan_instalment, planned
from projectpool.errors import DecidingError
from projectpool.models import Application, Call, Decision, Instalment, Objection, Project
from projectpool.weighing.ranking import Ranking
from tests.projectpool.weighing import DAYS, Weighing

pytestmark = pytest.mark.django_db


@pytest.fixture
def pool() -> Weighing:
    return Weighing()


def objects(pool: Weighing) -> Objection:
    """The leader of the lead region objects."""
    return file_objection(by=pool.leader, application=pool.together, grounds="De score klopt niet.")


def again(pool: Weighing, *, granted: bool = True, amount: int = 60_000_00) -> Decision:
    """The manager decides once more."""
    days: dict[str, Any] = dict(DAYS)
    verdict = Verdict(granted=granted, motives="Bij nader inzien.", amount=amount, **days)
    return decide(by=pool.manager, application=pool.together, verdict=verdict)


def state_of(pool: Weighing) -> str:
    return str(Application.objects.get(pk=pool.together.pk).state)


@pytest.mark.django_db(transaction=True)
def test_a_refusal_becomes_a_grant_when_the_region_was_right(pool: Weighing, mailoutbox: list[Any]) -> None:
    first = pool.refused()
    Decision.objects.update(letter_path="letters/eerste.pdf", letter_sha256="1" * 64)
    filed = objects(pool)
    with pytest.raises(DecidingError, match="geen besluit meer"):
        again(pool)
    mailoutbox.clear()
    answer_objection(by=pool.manager, objection=filed, upheld=True, answer="U hebt gelijk.")
    assert {mail.to[0] for mail in mailoutbox} == {pool.leader.email, pool.partner.email}
    assert "Het bezwaar is gegrond. Er komt een nieuw besluit." in mailoutbox[0].body
    assert state_of(pool) == "refused", "until there is a new decision the first one stands"
    row = next(one for one in Ranking(pool.call, pool.manager).rows if one.application == pool.together)
    assert row.reopened and not row.decided
    second = again(pool)
    assert second.pk != first.pk and second.letter_path == "", "the new decision gets a letter of its own"
    assert state_of(pool) == "granted"
    assert Call.objects.get().granted_total == 60_000_00
    with pytest.raises(DecidingError, match="geen besluit meer"):
        again(pool)
    told = [step.what for step in pool.together.steps.all()]
    assert told[-4:] == ["refused", "objected", "answered", "granted"]


def test_a_decision_that_was_replaced_stays_as_it_was(pool: Weighing) -> None:
    first = pool.refused()
    Decision.objects.update(letter_path="letters/eerste.pdf", letter_sha256="1" * 64)
    filed = objects(pool)
    answer_objection(by=pool.manager, objection=filed, upheld=True, answer="U hebt gelijk.")
    second = again(pool)
    first.refresh_from_db()
    assert (first.granted, first.motives, first.letter_path) == (False, "Te vaag.", "letters/eerste.pdf")
    assert first.replaced_at == second.at and second.replaced_at is None
    application = Application.objects.get(pk=pool.together.pk)
    assert application.decision == second == Decision.objects.standing().get()
    assert filed.decision == first, "an objection stays with the decision that it is about"
    filed = objects(pool)
    assert filed.decision == second, "the new decision can be objected to as well"
    answer_objection(by=pool.manager, objection=filed, upheld=True, answer="Vooruit.")
    third = again(pool)
    assert list(application.decisions.order_by("at")) == [first, second, third]
    assert Call.objects.get().granted_total == 60_000_00 == Project.objects.get().amount


def test_who_objects_to_a_grant_keeps_it_and_can_get_more(pool: Weighing) -> None:
    pool.granted(amount=40_000_00)
    project = Project.objects.get()
    answer_objection(by=pool.manager, objection=objects(pool), upheld=True, answer="Het kan hoger.")
    assert Call.objects.get().granted_total == 40_000_00, "nobody else can be given what is spoken for"
    with pytest.raises(DecidingError, match="niet slechter uitvallen"):
        again(pool, granted=False, amount=0)
    with pytest.raises(DecidingError, match="kan het niet minder worden"):
        again(pool, amount=39_999_99)
    again(pool, amount=55_000_00)
    assert Call.objects.get().granted_total == 55_000_00
    assert Project.objects.get() == project, "its project goes on"
    assert sum(one.amount or 0 for one in project.project_regions.all()) == 55_000_00


def test_an_objection_that_is_rejected_changes_nothing(pool: Weighing) -> None:
    pool.refused()
    filed = objects(pool)
    with pytest.raises(DecidingError, match="Schrijf een antwoord"):
        answer_objection(by=pool.manager, objection=filed, upheld=False, answer=" ")
    answer_objection(by=pool.manager, objection=filed, upheld=False, answer="De score klopt.")
    with pytest.raises(DecidingError, match="is al beslist"):
        answer_objection(by=pool.manager, objection=filed, upheld=True, answer="Toch wel.")
    with pytest.raises(DecidingError, match="al bezwaar gemaakt"):
        objects(pool)
    with pytest.raises(DecidingError, match="geen besluit meer"):
        again(pool)


@pytest.mark.parametrize(("days", "in_time"), [(0, True), (42, True), (43, False)])
def test_six_weeks_to_object(pool: Weighing, days: int, in_time: bool) -> None:
    pool.refused()
    Decision.objects.update(at=timezone.now() - timedelta(days=days))
    if in_time:
        assert objects(pool).state == Objection.State.OPEN
        return
    with pytest.raises(DecidingError, match="De termijn is voorbij: bezwaar maken kon tot en met"):
        objects(pool)


def test_only_the_lead_region_objects_and_only_the_manager_answers(pool: Weighing) -> None:
    with pytest.raises(DecidingError, match="nog niet besloten"):
        objects(pool)
    pool.refused()
    for who in (pool.partner, pool.stranger, pool.bram, pool.manager):
        with pytest.raises(PermissionDenied):
            file_objection(by=who, application=pool.together, grounds="Nee.")
    with pytest.raises(DecidingError, match="Schrijf waarom u het niet eens bent"):
        file_objection(by=pool.leader, application=pool.together, grounds="\n")
    filed = objects(pool)
    for who in (pool.bram, pool.leader, pool.anna):
        with pytest.raises(PermissionDenied):
            answer_objection(by=who, objection=filed, upheld=True, answer="Ja.")


# --- instalments --------------------------------------------------------------------------------------------
def test_instalments_are_together_never_above_the_grant(pool: Weighing) -> None:
    decision = pool.granted(amount=60_000_00)
    today = timezone.localdate()
    first = plan_instalment(by=pool.manager, decision=decision, due_on=today, amount=40_000_00)
    with pytest.raises(DecidingError) as wrong:
        plan_instalment(by=pool.manager, decision=decision, due_on=today, amount=20_000_01)
    assert "U kunt nog €\xa020.000 plannen." in str(wrong.value)
    second = plan_instalment(by=pool.manager, decision=decision, due_on=today, amount=20_000_00)
    mark_paid(by=pool.manager, instalment=first)
    first.refresh_from_db()
    assert first.paid_by == pool.manager and first.paid_at is not None
    for deed in (mark_paid, drop_instalment):
        with pytest.raises(DecidingError, match="al betaald"):
            deed(by=pool.manager, instalment=first)
    drop_instalment(by=pool.manager, instalment=second)
    with pytest.raises(DecidingError, match="is er niet meer"):
        mark_paid(by=pool.manager, instalment=second)
    assert planned(decision) == 40_000_00


def test_a_grant_that_changed_moves_the_room(pool: Weighing) -> None:
    decision = pool.granted(amount=60_000_00)
    Project.objects.update(amount=30_000_00)
    with pytest.raises(DecidingError, match="U kunt nog"):
        plan_instalment(
            by=pool.manager, decision=decision, due_on=timezone.localdate(), amount=30_000_01
        )


def test_what_was_paid_before_the_new_decision_counts_after_it(pool: Weighing) -> None:
    first = pool.granted(amount=40_000_00)
    today = timezone.localdate()
    paid = plan_instalment(by=pool.manager, decision=first, due_on=today, amount=30_000_00)
    mark_paid(by=pool.manager, instalment=paid)
    waiting = plan_instalment(by=pool.manager, decision=first, due_on=today, amount=10_000_00)
    answer_objection(by=pool.manager, objection=objects(pool), upheld=True, answer="Het kan hoger.")
    second = again(pool, amount=55_000_00)
    assert planned(second) == 40_000_00
    mark_paid(by=pool.manager, instalment=waiting)
    for decision in (first, second):
        with pytest.raises(DecidingError, match=r"U kunt nog €.15\.000 plannen"):
            plan_instalment(by=pool.manager, decision=decision, due_on=today, amount=15_000_01)
    made = plan_instalment(by=pool.manager, decision=second, due_on=today, amount=15_000_00)
    assert made.decision == second


def test_what_cannot_be_paid(pool: Weighing) -> None:
    refused = pool.refused(pool.zeeland)
    with pytest.raises(DecidingError, match="er is niets te betalen"):
        plan_instalment(by=pool.manager, decision=refused, due_on=date(2031, 1, 1), amount=1)
    decision = pool.granted()
    with pytest.raises(DecidingError, match="meer dan nul"):
        plan_instalment(by=pool.manager, decision=decision, due_on=date(2031, 1, 1), amount=0)
    with pytest.raises(DecidingError, match="voor het besluit"):
        plan_instalment(by=pool.manager, decision=decision, due_on=date(2019, 1, 1), amount=1)
    for who in (pool.bram, pool.leader):
        with pytest.raises(PermissionDenied):
            plan_instalment(by=who, decision=decision, due_on=date(2031, 1, 1), amount=1)
    assert not Instalment.objects.exists()
