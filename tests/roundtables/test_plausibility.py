"""What is unlikely asks for a reason and never blocks; a plain second reading finds the same."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from accounts.models import User
from questionnaires.models import Answer, AnswerState, Question, Questionnaire
from regions.tables import TableError
from roundtables.actions.reviewing import approve
from roundtables.actions.rounds import close_round
from roundtables.models import PlausibilityRule
from roundtables.plausibility import Signal, signals
from roundtables.rule_importing import load
from tests.questionnaires.factories import QuestionFactory
from tests.roundtables.factories import PlausibilityRuleFactory
from tests.roundtables.reviewing import Review, begin, next_round
from tests.roundtables.story import REGIONS, answer

pytestmark = pytest.mark.django_db
Kind = PlausibilityRule.Kind


@pytest.fixture
def before() -> Review:
    return begin()


def rules() -> None:
    """One of each kind."""
    PlausibilityRuleFactory(key="back", kind=Kind.FELL_BACK, text_nl="Een stap terug?")
    PlausibilityRuleFactory(key="jump", kind=Kind.JUMP, factor=3, text_nl="Een sprong?")
    PlausibilityRuleFactory(
        key="teams", kind=Kind.CONTRADICTS, question="themes", text_nl="Teams zonder plan?",
        condition={"q": "themes", "has": "teams"}, must={"q": "plan", "has": "yes"},
    )  # fmt: skip


def close(review: Review) -> None:
    close_round(by=review.story.by, round_=review.round)


def found(review: Review) -> dict[tuple[str, str], list[str]]:
    return {key: [one.rule for one in some] for key, some in signals(review.round).items()}


def test_a_region_that_fell_back_is_asked_why(before: Review) -> None:
    rules()
    answer(before.story, "drenthe", "vision", "current")
    answer(before.story, "twente", "vision", "none")
    close(before)
    now = next_round(before)
    answer(now.story, "drenthe", "vision", "none", settled=False)
    answer(now.story, "twente", "vision", "current", settled=False)
    assert signals(now.round) == {
        ("drenthe", "vision"): [Signal("back", "fell_back", "Een stap terug?", reason="")]
    }
    answer(now.story, "drenthe", "vision", "none", settled=False, comment="De visie is verlopen.")
    one = signals(now.round)["drenthe", "vision"][0]
    assert (one.has_reason, one.reason) == (True, "De visie is verlopen.")


def test_it_never_blocks(before: Review) -> None:
    rules()
    answer(before.story, "drenthe", "vision", "current")
    close(before)
    now = next_round(before)
    now.answers("vision", "none")
    assert now.stands("vision").state == AnswerState.SUBMITTED
    approve(by=before.manager, response=now.response())
    close(now)


def test_last_time_is_the_last_round_that_asked(before: Review) -> None:
    """A round in between with another questionnaire does not hide what the region said before it."""
    rules()
    answer(before.story, "drenthe", "vision", "current")
    close(before)
    between = next_round(before, "2031")
    other = QuestionFactory(key="iets-anders")
    between.round.responses.update()
    between.round.questionnaire = other.questionnaire
    between.round.save()
    close(Review(between.story, before.first, before.second))
    now = next_round(before, "2032")
    answer(now.story, "drenthe", "vision", "none", settled=False)
    assert found(now) == {("drenthe", "vision"): ["back"]}


def test_what_the_snapshot_kept_counts_and_not_what_somebody_did_to_the_tables(before: Review) -> None:
    rules()
    answer(before.story, "drenthe", "vision", "none")
    close(before)
    before.stands("vision").delete()
    now = next_round(before)
    answer(now.story, "drenthe", "vision", "current", settled=False)
    assert found(now) == {}
    PlausibilityRule.objects.filter(key="back").delete()
    answer(now.story, "drenthe", "themes", "teams", settled=False)
    answer(now.story, "drenthe", "plan", "no", settled=False)
    assert found(now) == {("drenthe", "themes"): ["teams"]}


def test_what_was_skipped_last_time_is_not_compared(before: Review) -> None:
    rules()
    answer(before.story, "drenthe", "steps", "done")
    answer(before.story, "drenthe", "plan", "no")
    close(before)
    now = next_round(before)
    answer(now.story, "drenthe", "plan", "yes", settled=False)
    answer(now.story, "drenthe", "steps", "none", settled=False)
    assert found(now) == {}


def another_version(review: Review) -> None:
    """What is frozen never changes and is read once; here one version plays two."""
    Questionnaire.objects.update(frozen_at=timezone.now())
    review.round.refresh_from_db()


def test_a_question_with_a_new_key_looks_at_the_one_it_succeeds(before: Review) -> None:
    rules()
    answer(before.story, "drenthe", "reach", number=Decimal(10))
    close(before)
    reach = Question.objects.filter(key="reach")
    reach.update(key="reach-new", succeeds="reach", verdict="note", verdict_note_nl="Nu met gemeenten.")
    another_version(before)
    now = next_round(before)
    answer(now.story, "drenthe", "reach-new", number=Decimal(31), settled=False)
    assert found(now) == {("drenthe", "reach-new"): ["jump"]}
    reach = Question.objects.filter(key="reach-new")
    reach.update(verdict="break")
    another_version(now)
    assert found(now) == {}, "what does not compare is not compared"


@pytest.mark.parametrize(
    ("was", "now", "wonders"),
    [
        (10, 30, False),
        (10, 31, True),
        (30, 10, False),
        (31, 10, True),
        (0, 0, False),
        (0, 1, True),
        (1, 0, True),
    ],
)
def test_a_number_that_jumps(before: Review, was: int, now: int, wonders: bool) -> None:
    rules()
    answer(before.story, "drenthe", "reach", number=Decimal(was))
    close(before)
    later = next_round(before)
    answer(later.story, "drenthe", "reach", number=Decimal(now), settled=False)
    assert bool(found(later)) == wonders


def test_one_region_is_read_alone(before: Review, django_assert_max_num_queries: object) -> None:
    rules()
    for region in REGIONS:
        answer(before.story, region, "vision", "current")
    close(before)
    now = next_round(before)
    for region in REGIONS:
        answer(now.story, region, "vision", "none", settled=False)
    alone = now.round.participants.filter(region__slug="drenthe")
    signals(now.round)  # the snapshot is kept
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        assert set(signals(now.round, alone)) == {("drenthe", "vision")}
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        assert len(signals(now.round)) == len(REGIONS)


# --- a plain second reading -------------------------------------------------------------------------------

ROUND = st.fixed_dictionaries(
    {},
    optional={
        "plan": st.sampled_from(["yes", "no"]),
        "steps": st.sampled_from(["done", "busy", "none"]),
        "themes": st.sampled_from(["teams", "trauma", "none"]),
        "reach": st.integers(0, 40),
    },
)
SCALE = {"yes": 2, "no": 1, "done": 3, "busy": 2, "none": 1, "teams": 3, "trauma": 2}


def counted(said: dict[str, Any]) -> dict[str, Any]:
    """What counted last time: `steps` unless the region had no plan."""
    return {key: value for key, value in said.items() if key != "steps" or said.get("plan") != "no"}


def shown(said: dict[str, Any]) -> dict[str, Any]:
    """What the region sees now: `steps` only when it has a plan."""
    return {key: value for key, value in said.items() if key != "steps" or said.get("plan") == "yes"}


def read_plainly(then: dict[str, Any], now: dict[str, Any]) -> set[tuple[str, str]]:
    """The signals as somebody with paper would find them: question and rule."""
    then, now = counted(then), shown(now)
    wonders = set()
    for key in set(then) & set(now):
        if key == "reach":
            low, high = sorted((then[key], now[key]))
            if high > 3 * low:
                wonders.add((key, "jump"))
        elif SCALE[now[key]] < SCALE[then[key]]:
            wonders.add((key, "back"))
    if now.get("themes") == "teams" and now.get("plan") == "no":
        wonders.add(("themes", "teams"))
    return wonders


@how(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(then=ROUND, now=ROUND)
def test_a_second_reading_finds_the_same(then: dict[str, Any], now: dict[str, Any], db: None) -> None:
    from django.db import transaction

    with transaction.atomic():
        rules()
        before = begin()
        tell(before, then, settled=True)
        close(before)
        later = next_round(before)
        tell(later, now, settled=False)
        got = {(key, one.rule) for (_region, key), some in signals(later.round).items() for one in some}
        transaction.set_rollback(True)
    assert got == read_plainly(then, now)


def tell(review: Review, said: dict[str, Any], *, settled: bool) -> None:
    for key, value in said.items():
        if key == "reach":
            answer(review.story, "drenthe", key, number=Decimal(value), settled=settled)
        else:
            answer(review.story, "drenthe", key, value, settled=settled)


# --- the fixture ------------------------------------------------------------------------------------------


def test_the_rules_of_the_programme_name_questions_that_are_asked(tmp_path: Path) -> None:
    content = json.loads((settings.BASE_DIR / "fixtures" / "plausibility_rules.json").read_text("utf-8"))
    named = json.loads((settings.BASE_DIR / "fixtures" / "questionnaire.json").read_text("utf-8"))
    newest = named["versions"][-1]
    asked = {one["key"]: {o["slug"] for o in one["options"]} for one in named["questions"]
             if newest in one["versions"] and one["answered_by"] == "roundtable"}  # fmt: skip
    for key in asked:
        QuestionFactory(key=key)
    for _twice in range(2):
        load(settings.BASE_DIR / "fixtures", by=User.objects.service("test"))
    assert PlausibilityRule.objects.count() == len(content["rules"])
    assert all(rule.text_nl and rule.text_en for rule in PlausibilityRule.objects.all())
    text = json.dumps(content)
    for key, options in leaves_of(content):
        assert options <= asked[key], f"{key} has no option {options}"
    assert "register" not in text


def leaves_of(node: Any) -> list[tuple[str, set[str]]]:
    if isinstance(node, dict):
        here = [(node["q"], {node["has"]})] if "q" in node else []
        return here + [leaf for value in node.values() for leaf in leaves_of(value)]
    return [leaf for value in node for leaf in leaves_of(value)] if isinstance(node, list) else []


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"kind": "miracle"}, "soort"),
        ({"kind": "fell_back", "question": "hoop"}, "hoop"),
        ({"kind": "contradicts", "condition": {"q": "hoop", "has": "yes"}, "must": {"true": 1}}, "hoop"),
        ({"kind": "contradicts", "condition": {"q": 1}, "must": {"true": 1}}, "geen voorwaarde"),
    ],
)
def test_a_rule_that_cannot_be_is_named_with_its_line(
    tmp_path: Path, broken: dict[str, Any], said: str
) -> None:
    rule = {"key": "kapot", "text_nl": "Klopt dat?", **broken}
    text = json.dumps({"rules": [rule]}, indent=1)
    (tmp_path / "plausibility_rules.json").write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=said) as caught:
        load(tmp_path, by=User.objects.service("test"))
    assert caught.value.line == 4
    assert not PlausibilityRule.objects.exists()
    assert not Answer.objects.exists()
