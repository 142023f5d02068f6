"""Two people without an interest assess an application; a third looks when they differ."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Role
from projectpool.actions.assessing import Given, assign, declare_no_interest, finish, release, save_scores
from projectpool.errors import AssessingError
from projectpool.models import Application, Call, Score
from projectpool.weighing.assessing import candidates_for, weighing_of
from tests.projectpool.weighing import WELL, Kind, Weighing
from tests.roundtables.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def pool() -> Weighing:
    return Weighing()


def weighed(pool: Weighing, reader: Any = None) -> Any:
    """What somebody may know of the joint application, by default the manager."""
    application = Application.objects.get(pk=pool.together.pk)
    return weighing_of(application, pool.call.criteria.all(), reader or pool.manager)


@pytest.mark.django_db(transaction=True)
def test_an_assessor_is_asked_by_mail_and_scores_step_by_step(pool: Weighing, mailoutbox: list[Any]) -> None:
    made = assign(by=pool.manager, application=pool.together, assessors=[pool.anna])[0]
    assert [mail.to for mail in mailoutbox] == [[pool.anna.email]]
    assert f"/projectenpool/beoordelen/{made.pk}/" in mailoutbox[0].body
    with pytest.raises(AssessingError, match="Verklaar eerst dat u geen belang hebt"):
        save_scores(by=pool.anna, assessment=made, given=[Given(pool.plan, 4, WELL)], advice="")
    declare_no_interest(by=pool.anna, assessment=made)
    assert save_scores(by=pool.anna, assessment=made, given=[Given(pool.plan, 4, WELL)], advice="Doen.") == 1
    with pytest.raises(AssessingError, match="Vul ook in: Borging"):
        finish(by=pool.anna, assessment=made)
    save_scores(by=pool.anna, assessment=made, given=[Given(pool.lasting, 1, "Mager.")], advice="Doen.")
    finish(by=pool.anna, assessment=made)
    with pytest.raises(AssessingError, match="afgerond en wijzigt niet meer"):
        save_scores(by=pool.anna, assessment=made, given=[Given(pool.plan, 5, WELL)], advice="")
    found = weighed(pool)
    assert found.score == 3.0, "the plan counts double: (2 x 4 + 1) / 3"
    assert [step.what for step in pool.together.steps.all()] == ["assigned", "assessed"]


def test_a_score_has_points_from_one_to_five_and_a_reason(pool: Weighing) -> None:
    made = pool.given_to(pool.anna)
    for given, said in (
        (Given(pool.plan, 6, WELL), "1 tot en met 5 punten"),
        (Given(pool.plan, 4, "  "), "schrijf waarom"),
        (Given(pool.plan, None, WELL), "geef punten"),
    ):
        with pytest.raises(AssessingError, match=said):
            save_scores(by=pool.anna, assessment=made, given=[given], advice="")
    save_scores(by=pool.anna, assessment=made, given=[Given(pool.plan, 4, WELL)], advice="")
    assert save_scores(by=pool.anna, assessment=made, given=[Given(pool.plan, None, "")], advice="") == 1
    assert not Score.objects.exists(), "what was emptied is taken back"


def test_who_has_a_role_in_a_region_that_takes_part_cannot_assess(pool: Weighing) -> None:
    Role.objects.create(
        person=pool.bram, kind=Kind.MUNICIPALITY, region=pool.regions["Twente"], since=date(2020, 1, 1),
        given_by=pool.manager,
    )  # fmt: skip
    with pytest.raises(AssessingError, match="heeft een rol in Twente en dus belang"):
        assign(by=pool.manager, application=pool.together, assessors=[pool.bram])
    able, partial = candidates_for(pool.together)
    assert pool.bram in partial and pool.bram not in able
    assert assign(by=pool.manager, application=pool.zeeland, assessors=[pool.bram])


def test_a_role_that_comes_later_ends_the_assessment(pool: Weighing) -> None:
    made = pool.given_to(pool.bram)
    Role.objects.create(
        person=pool.bram, kind=Kind.MUNICIPALITY, region=pool.regions["Twente"],
        since=timezone.localdate() + timedelta(days=9), given_by=pool.manager,
    )  # fmt: skip
    with pytest.raises(AssessingError, match="belang bij deze aanvraag"):
        save_scores(by=pool.bram, assessment=made, given=[Given(pool.plan, 4, WELL)], advice="")
    release(by=pool.bram, assessment=made)
    assert not pool.together.assessments.exists()


def test_somebody_without_the_role_for_a_theme_cannot_assess(pool: Weighing) -> None:
    other = person(Kind.EXPERT, block=pool.teams.block)
    with pytest.raises(AssessingError, match="kan deze aanvraag niet beoordelen"):
        assign(by=pool.manager, application=pool.together, assessors=[other])
    assert assign(by=pool.manager, application=pool.zeeland, assessors=[other])
    with pytest.raises(AssessingError, match="kan deze aanvraag niet beoordelen"):
        assign(by=pool.manager, application=pool.zeeland, assessors=[pool.leader])


def test_there_are_two_assessors_and_each_once(pool: Weighing) -> None:
    assign(by=pool.manager, application=pool.together, assessors=[pool.anna])
    with pytest.raises(AssessingError, match="heeft deze aanvraag al"):
        assign(by=pool.manager, application=pool.together, assessors=[pool.anna])
    with pytest.raises(AssessingError, match="U kunt er nog 1 kiezen"):
        assign(by=pool.manager, application=pool.together, assessors=[pool.bram, pool.manager])
    assert pool.together.assessments.count() == 1, "all or nobody"


def test_only_the_manager_gives_and_only_the_assessor_scores(pool: Weighing) -> None:
    for who in (pool.bram, pool.anna, pool.leader):
        with pytest.raises(PermissionDenied):
            assign(by=who, application=pool.together, assessors=[pool.anna])
    made = pool.given_to(pool.anna)
    for who in (pool.manager, pool.bram):
        with pytest.raises(PermissionDenied):
            save_scores(by=who, assessment=made, given=[Given(pool.plan, 4, WELL)], advice="")
    with pytest.raises(PermissionDenied):
        release(by=pool.bram, assessment=made)
    release(by=pool.manager, assessment=made)


def test_nobody_assesses_before_the_call_closed_or_after_the_decision(pool: Weighing) -> None:
    pool.refused()
    with pytest.raises(AssessingError, match="is afgewezen en wordt niet meer beoordeeld"):
        assign(by=pool.manager, application=pool.together, assessors=[person(Kind.EXPERT)])
    Call.objects.update(closes_at=timezone.now() + timedelta(seconds=5))
    with pytest.raises(AssessingError, match="nog niet gesloten"):
        assign(by=pool.manager, application=pool.zeeland, assessors=[pool.anna])


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        ((4, 4), (4, 4), False),
        ((4, 4), (3, 4), False),  # totals two thirds apart
        ((4, 4), (3, 3), True),  # totals exactly one apart
        ((4, 4), (4, 2), True),  # two points on a criterion, totals two thirds apart
    ],
)
def test_a_third_looks_when_two_differ(
    pool: Weighing, first: tuple[int, int], second: tuple[int, int], apart: bool
) -> None:
    pool.scored(pool.anna, *first)
    third = person(Kind.EXPERT)
    with pytest.raises(AssessingError, match="niet ver uit elkaar"):
        assign(by=pool.manager, application=pool.together, assessors=[third], third=True)
    pool.scored(pool.bram, *second)
    assert weighed(pool).asks_third is apart
    if not apart:
        with pytest.raises(AssessingError, match="niet ver uit elkaar"):
            assign(by=pool.manager, application=pool.together, assessors=[third], third=True)
        return
    pool.scored(third, 5, 5, third=True)
    found = weighed(pool)
    assert found.third and not found.asks_third and len(found.opinions) == 3
    with pytest.raises(AssessingError, match="Er is één derde beoordelaar"):
        assign(by=pool.manager, application=pool.together, assessors=[person(Kind.EXPERT)], third=True)


def test_nobody_sees_what_others_gave_before_having_judged(pool: Weighing) -> None:
    pool.scored(pool.anna, 1, 1)
    made = pool.given_to(pool.bram)
    found = weighed(pool, pool.bram)
    assert found.hidden and found.opinions == () and found.score is None and not found.differs
    assert weighed(pool).score == 1.0, "the manager has nothing to judge here"
    given = [Given(pool.plan, 5, WELL), Given(pool.lasting, 5, WELL)]
    save_scores(by=pool.bram, assessment=made, given=given, advice="")
    finish(by=pool.bram, assessment=made)
    assert weighed(pool, pool.bram).score == 3.0
