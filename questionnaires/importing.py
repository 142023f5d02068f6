"""The questionnaire's versions from a fixture."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from buildingblocks.models import BuildingBlock
from regions.tables import TableError, line_of, read_json

from .conditions import check, leaves
from .errors import ConditionError
from .models import Option, Question, Questionnaire, Section

FILE = "questionnaire.json"


def load(folder: Path, *, by: User, file: str = FILE) -> None:
    """Make every version in `questionnaire.json`, or in another file of its form, that does not exist yet. A
    version that exists stays as it is: a questionnaire freezes when somebody can answer it."""
    path = folder / file
    content = read_json(path)
    purposes = content.get("purposes", {})
    questions = content["questions"]
    blocks = {block.key: block for block in BuildingBlock.objects.all()}
    for version in content["versions"]:
        asked = [question for question in questions if version in question["versions"]]
        for key, problem in problems(asked, version, blocks):
            raise TableError(file, line_of(path, key), problem)
        if not Questionnaire.objects.filter(version=version).exists():
            purpose = purposes.get(version, Questionnaire.Purpose.ROUND_TABLE)
            _make(version, purpose, asked, blocks, by)


def problems(
    asked: list[dict[str, Any]], version: str, blocks: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """What is wrong with a version: the question's key, and a sentence that names it."""
    earlier: dict[str, set[str]] = {}
    for question in asked:
        key = question["key"]
        yield from ((key, problem) for problem in _question_problems(question, version, blocks, earlier))
        earlier[key] = {option["slug"] for option in question["options"]}


def _question_problems(
    question: dict[str, Any], version: str, blocks: Mapping[str, Any], earlier: dict[str, set[str]]
) -> Iterator[str]:
    place = {name: question[name] for name in ("key", "block", "type")} | {"version": version}
    if question["key"] in earlier:
        yield _("versie %(version)s, vraag %(key)s: deze sleutel komt twee keer voor.") % place
    if question["block"] not in blocks:
        yield _("vraag %(key)s: de bouwsteen “%(block)s” bestaat niet.") % place
    if question["type"] not in Question.Type.values:
        yield _("vraag %(key)s: de soort “%(type)s” bestaat niet.") % place
    yield from _condition_problems(question["ask_if"].get(version), earlier, place)


def _condition_problems(
    condition: dict[str, Any] | None, earlier: dict[str, set[str]], place: dict[str, str]
) -> Iterator[str]:
    """A skip rule looks only at questions before it, so that it can never depend on itself."""
    if condition is None:
        return
    try:
        check(condition)
    except ConditionError as error:
        yield f"vraag {place['key']}: {error}"
        return
    for leaf in leaves(condition):
        if not leaf.round and leaf.option not in earlier.get(leaf.question, set()):
            named = {**place, "leaf": f"{leaf.question}: {leaf.option}"}
            yield _("vraag %(key)s: de voorwaarde noemt “%(leaf)s”, en dat staat er niet voor.") % named


def _make(
    version: str, purpose: str, asked: list[dict[str, Any]], blocks: Mapping[str, BuildingBlock], by: User
) -> None:
    questionnaire = Questionnaire.objects.create(
        version=version, purpose=purpose, position=Questionnaire.objects.next_position()
    )
    sections: dict[str, Section] = {}
    for place, question in enumerate(asked, start=1):
        block = question["block"]
        if block not in sections:
            sections[block] = Section.objects.create(
                questionnaire=questionnaire, block=blocks[block], position=len(sections) + 1
            )
        made = Question.objects.create(
            questionnaire=questionnaire,
            section=sections[block],
            key=question["key"],
            position=place,
            required=question.get("required", question["type"] != Question.Type.FREE_TEXT),
            text_nl=question["text_nl"],
            text_en=question["text_en"],
            help_nl=question.get("help_nl", ""),
            help_en=question.get("help_en", ""),
            may_not_apply=question.get("may_not_apply", False),
            type=question["type"],
            answered_by=question["answered_by"],
            visibility=question["visibility"],
            ask_if=question["ask_if"].get(version),
            **_verdict(question, version, by),
        )
        Option.objects.bulk_create(_options(made, question["options"]))


def _verdict(question: dict[str, Any], version: str, by: User) -> dict[str, Any]:
    """How a question compares with the one it succeeds: said where it is asked for the first time."""
    if "succeeds" not in question or question["versions"][0] != version:
        return {}
    given = {name: question[name] for name in ("succeeds", "verdict", "verdict_note_nl")}
    return given | {"verdict_by": by}


def _options(question: Question, options: list[dict[str, Any]]) -> list[Option]:
    return [
        Option(
            question=question,
            slug=option["slug"],
            label_nl=option["label_nl"],
            label_en=option["label_en"],
            rank=option.get("rank"),
            exclusive=option.get("exclusive", False),
            position=place,
        )
        for place, option in enumerate(options, start=1)
    ]
