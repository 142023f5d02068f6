"""The example with a new round of unseen answers with gaps, worked out on paper: from the files it was read
from, one region at a time, by nothing that the product counts with."""

import csv
import json
import random
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.utils.timezone import localdate

from ghnt import example
from projectpool.models import Project
from questionnaires.matrix import Asked
from questionnaires.models import Answer, AnswerState
from roundtables.models import Participant
from tests.questionnaires.plain import Answers, Paper, Round

FIXTURES = example.FIXTURES
NEW = "2022-najaar"
POOL = "project-themes"  # nobody types the answer
SETS = [(1, 0.8, True), (2, 0.5, True), (3, 0.9, False)]  # seed, share answered, whether it was approved


def asked(version: str) -> list[Asked]:
    """What a version of the questionnaire asks, read from the fixture and not from the database."""
    questions = json.loads((FIXTURES / "questionnaire.json").read_text(encoding="utf-8"))["questions"]
    return [
        Asked(q["key"], tuple(option["slug"] for option in q["options"]), q["ask_if"].get(version))
        for q in questions
        if version in q["versions"]
    ]


def in_the_pool(day: date, made_up: bool) -> dict[str, set[str]]:
    """Under which themes each region has a project on a day: printed cells from their file, and projects that
    were granted here one by one."""
    found: dict[str, set[str]] = {}
    printed = csv.DictReader((FIXTURES / "pools.csv").read_text("utf-8").splitlines())
    years = {pool["key"]: [int(year) for year in pool["period_nl"].split("-")] for pool in printed}
    for cell in csv.DictReader((FIXTURES / "pool_entries.csv").read_text("utf-8").splitlines()):
        if years[cell["pool"]][0] <= day.year <= years[cell["pool"]][-1]:
            found.setdefault(cell["region"], set()).add(cell["theme"])
    for project in Project.objects.exclude(application=None).exclude(pool__key__in=years):
        if project.application and project.application.call.example and not made_up:
            continue
        assert project.starts_on and project.ends_on
        last = min(project.ends_on, localdate(project.ended_at) if project.ended_at else project.ends_on)
        for part in project.project_regions.all() if project.starts_on <= day <= last else ():
            found.setdefault(part.region.slug, set()).update(theme.key for theme in project.themes.all())
    return found


def told(round_: Round, day: date, *, made_up: bool) -> Round:
    """The same round with what the pool tells of every region; not put when the pool has nothing to tell."""
    questions, regions = round_
    pool = in_the_pool(day, made_up)
    if not pool:
        return [question for question in questions if question.key != POOL], regions
    for region, answers in regions.items():
        answers[POOL] = (AnswerState.APPROVED, False, pool.get(region, set()))
    return round_


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
            if question.key == POOL or not question.options or shown is False or chance.random() > share:
                continue
            option = chance.choice(question.options)
            known[question.key] = (AnswerState.APPROVED, False, {option})
            lines.append({"region_slug": region, "question_id": question.key, "option_slug": option})
    return lines


def recount(paper: Paper, indicator: dict[str, Any], rules: dict[str, Any], at: str) -> dict[str, int]:
    """The five parts, region by region."""
    parts = dict.fromkeys(("counted", "not_counted", "not_applicable", "not_answered", "not_approved"), 0)
    for region in paper.rounds[at][1]:
        part = side(paper, indicator, rules, region, at)
        if part != "outside":
            parts[part] += 1
    return parts


def side(paper: Paper, indicator: dict[str, Any], rules: dict[str, Any], region: str, at: str) -> str:
    """In which of the five parts one region stands, or "outside" the base."""
    bases = [rules[name] for name in indicator["base"]]
    if bases and not any(paper.value(condition(one, paper, at), region, at)[0] for one in bases):
        return "outside"
    value, skipped, pending = paper.value(condition(indicator, paper, at), region, at)
    if value is None:
        return "not_approved" if pending else "not_answered"
    if value:
        return "counted"
    return "not_applicable" if skipped else "not_counted"


def may_count(paper: Paper, indicator: dict[str, Any], rules: dict[str, Any], at: str) -> int:
    """How many regions may still count that are outside the base as far as is known: whether they are asked
    is not known yet, and they did not answer no."""
    found = 0
    for region in paper.rounds[at][1]:
        inside = [paper.value(condition(rules[name], paper, at), region, at)[0] for name in indicator["base"]]
        value = paper.value(condition(indicator, paper, at), region, at)[0]
        found += None in inside and True not in inside and value is not False
    return found


def stands(paper: Paper, question: str, region: str, at: str) -> str:
    """The option of one region in a question with one answer, or why it has none."""
    asked_, answers = paper.rounds[at]
    skip_rule = next(one.ask_if for one in asked_ if one.key == question)
    if skip_rule is not None and paper.value(skip_rule, region, at)[0] is False:
        return "na"
    state, marked, chosen = answers[region].get(question, (AnswerState.OPEN, False, set()))
    if state == AnswerState.APPROVED:
        return "na" if marked else next(iter(chosen))
    return "open" if state in (AnswerState.OPEN, AnswerState.CARRIED_OVER) else "waiting"


def condition(indicator: dict[str, Any], paper: Paper, at: str) -> Any:
    """The newest condition up to a round."""
    keys = list(paper.rounds)
    upto = keys[: keys.index(at) + 1]
    return next(indicator["expressions"][key] for key in reversed(upto) if key in indicator["expressions"])


def rules() -> dict[str, dict[str, Any]]:
    """Every indicator as its file says it."""
    found = json.loads((FIXTURES / "indicators.json").read_text(encoding="utf-8"))["indicators"]
    return {one["key"]: one for one in found}


def a_new_round(seed: int, share: float, approve: bool, folder: Path) -> Paper:
    """Import a round of answers by chance, and have it on paper beside the rounds of the example."""
    regions = [
        row["slug"] for row in csv.DictReader((FIXTURES / "regions.csv").read_text("utf-8").splitlines())
    ]
    lines = invent(regions, random.Random(seed), share)
    path = folder / "answers.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["region_slug", "question_id", "option_slug"])
        writer.writeheader()
        writer.writerows(lines)
    options = ["--approve"] if approve else []
    call_command("import_answers", path, f"--round={NEW}", "--create", *options, stdout=StringIO())

    rounds: dict[str, Round] = {}
    for key in example.CLOSED:
        text = (FIXTURES / "example" / f"answers_{key}.csv").read_text(encoding="utf-8")
        rounds[key] = (
            asked(key),
            given(list(csv.DictReader(text.splitlines())), regions, AnswerState.APPROVED),
        )
    state = AnswerState.APPROVED if approve else AnswerState.GIVEN
    rounds[NEW] = told((asked(example.OPEN), given(lines, regions, state)), localdate(), made_up=False)
    return Paper(rounds)


def kept(at: str) -> Round:
    """A round of the example as its rows stand, in whatever state: of who takes part, and what it asks."""
    taking = Participant.objects.filter(round__key=at, pretend=False, excused=False)
    found: dict[str, Answers] = {region: {} for region in taking.values_list("region__slug", flat=True)}
    rows = Answer.objects.filter(sheet__response__round__key=at, sheet__response__region__slug__in=found)
    where, about = "sheet__response__region__slug", ("question__key", "state", "not_applicable")
    for region, key, state, marked, option in rows.values_list(where, *about, "choices__option__slug"):
        answer = found[region].setdefault(key, (AnswerState(state), marked, set()))
        answer[2].update([option] if option else [])
    return (
        told((asked(at), found), example.OPEN_DATE, made_up=True)
        if at == example.OPEN
        else (asked(at), found)
    )
