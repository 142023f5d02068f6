"""Somebody else counts: unseen answers with gaps, imported for a new round and worked out on paper."""

import csv
import json
import random
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from ghnt import example
from questionnaires.matrix import Asked
from questionnaires.models import AnswerState
from tests.questionnaires.plain import Answers, Paper, Round

pytestmark = pytest.mark.django_db
FIXTURES = example.FIXTURES
NEW = "2022-najaar"


def asked(version: str) -> list[Asked]:
    """What a version of the questionnaire asks, read from the fixture and not from the database."""
    questions = json.loads((FIXTURES / "questionnaire.json").read_text(encoding="utf-8"))["questions"]
    return [
        Asked(q["key"], tuple(option["slug"] for option in q["options"]), q["ask_if"].get(version))
        for q in questions
        if version in q["versions"]
    ]


def given(lines: list[dict[str, str]], regions: list[str], state: AnswerState) -> dict[str, Answers]:
    """Answers by region, as they stand in a file."""
    found: dict[str, Answers] = {region: {} for region in regions}
    for line in lines:
        answer = found[line["region_slug"]].setdefault(line["question_id"], (state, False, set()))
        answer[2].add(line["option_slug"])
    return found


def invent(regions: list[str], chance: random.Random, share: float) -> list[dict[str, str]]:
    """Answers by chance that keep the rules of the questionnaire, each question left open now and then."""
    lines: list[dict[str, str]] = []
    questions = asked(example.OPEN)
    for region in regions:
        known: Answers = {}
        for question in questions:
            paper = Paper({"now": (questions, {region: known})})
            shown = question.ask_if is None or paper.value(question.ask_if, region, "now")[0]
            if not question.options or shown is False or chance.random() > share:
                continue
            option = chance.choice(question.options)
            known[question.key] = (AnswerState.APPROVED, False, {option})
            lines.append({"region_slug": region, "question_id": question.key, "option_slug": option})
    return lines


def recount(paper: Paper, indicator: dict[str, Any], rules: dict[str, Any], at: str) -> dict[str, int]:
    """The five parts, region by region."""
    parts = dict.fromkeys(("counted", "not_counted", "not_applicable", "not_answered", "not_approved"), 0)
    for region in paper.rounds[at][1]:
        bases = [rules[name] for name in indicator["base"]]
        if bases and not any(paper.value(condition(one, paper, at), region, at)[0] for one in bases):
            continue
        value, skipped, pending = paper.value(condition(indicator, paper, at), region, at)
        if value is None:
            parts["not_approved" if pending else "not_answered"] += 1
        elif value:
            parts["counted"] += 1
        else:
            parts["not_applicable" if skipped else "not_counted"] += 1
    return parts


def condition(indicator: dict[str, Any], paper: Paper, at: str) -> Any:
    """The newest condition up to a round."""
    keys = list(paper.rounds)
    upto = keys[: keys.index(at) + 1]
    return next(indicator["expressions"][key] for key in reversed(upto) if key in indicator["expressions"])


@pytest.mark.parametrize(("seed", "share", "approve"), [(1, 0.8, True), (2, 0.5, True), (3, 0.9, False)])
def test_every_figure_of_a_new_round(seed: int, share: float, approve: bool, tmp_path: Path) -> None:
    example.load()
    regions = [
        row["slug"] for row in csv.DictReader((FIXTURES / "regions.csv").read_text("utf-8").splitlines())
    ]
    lines = invent(regions, random.Random(seed), share)
    path = tmp_path / "answers.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["region_slug", "question_id", "option_slug"])
        writer.writeheader()
        writer.writerows(lines)
    options = ["--approve"] if approve else []
    call_command("import_answers", path, f"--round={NEW}", "--create", *options, stdout=StringIO())
    out = StringIO()
    call_command("figures", NEW, "--format=json", stdout=out)

    rounds: dict[str, Round] = {}
    for key in example.CLOSED:
        text = (FIXTURES / "example" / f"answers_{key}.csv").read_text(encoding="utf-8")
        rounds[key] = (
            asked(key),
            given(list(csv.DictReader(text.splitlines())), regions, AnswerState.APPROVED),
        )
    state = AnswerState.APPROVED if approve else AnswerState.GIVEN
    rounds[NEW] = (asked(example.OPEN), given(lines, regions, state))
    paper = Paper(rounds)
    rules = {
        one["key"]: one
        for one in json.loads((FIXTURES / "indicators.json").read_text(encoding="utf-8"))["indicators"]
    }
    compared = 0
    for row in json.loads(out.getvalue()):
        if row["status"] == "not_asked":
            assert row["value"] is None and row["statement"] is None
            continue
        parts = recount(paper, rules[row["key"]], rules, NEW)
        assert {"counted": row["value"], **{name: row[name] for name in list(parts)[1:]}} == parts, row["key"]
        assert row["base_value"] == sum(parts.values())
        waits = parts["not_answered"] or parts["not_approved"]
        assert row["status"] == "incomplete" if waits else True
        compared += 1
    assert compared > 90
