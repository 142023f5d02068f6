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


def load(folder: Path, *, by: User) -> None:
    """Make every version in `questionnaire.json` that does not exist yet. A version that exists stays as it
    is: a questionnaire freezes when its round opens."""
    path = folder / FILE
    content = read_json(path)
    questions = content["questions"]
    blocks = {block.key: block for block in BuildingBlock.objects.all()}
    for version in content["versions"]:
        asked = [question for question in questions if version in question["versions"]]
        for key, problem in problems(asked, version, blocks):
            raise TableError(FILE, line_of(path, key), problem)
        if not Questionnaire.objects.filter(version=version).exists():
            _make(version, asked, blocks)


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


def _make(version: str, asked: list[dict[str, Any]], blocks: Mapping[str, BuildingBlock]) -> None:
    position = Questionnaire.objects.count() + 1
    questionnaire = Questionnaire.objects.create(version=version, position=position)
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
            text_nl=question["text_nl"],
            text_en=question["text_en"],
            type=question["type"],
            answered_by=question["answered_by"],
            visibility=question["visibility"],
            ask_if=question["ask_if"].get(version),
        )
        Option.objects.bulk_create(_options(made, question["options"]))


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
