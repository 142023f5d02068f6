"""A broken questionnaire says which file, which line and why; nothing of it is loaded."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from accounts.models import User
from ghnt.example import FIXTURES
from questionnaires import importing
from questionnaires.models import Question, Questionnaire
from regions.tables import TableError
from tests.regions import reference

pytestmark = pytest.mark.django_db


def spoil(folder: Path, change: Callable[[dict[str, Any]], None], key: str = "expertise-next") -> None:
    """A copy of the questionnaire in which one question is wrong."""
    content = json.loads((FIXTURES / importing.FILE).read_text(encoding="utf-8"))
    change(next(question for question in content["questions"] if question["key"] == key))
    text = json.dumps(content, ensure_ascii=False, indent=1)
    (folder / importing.FILE).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda question: question.update(block="nergens"), "de bouwsteen “nergens” bestaat niet"),
        (lambda question: question.update(type="raden"), "de soort “raden” bestaat niet"),
        (lambda question: question.update(ask_if={"2020": {"oops": 1}}), "geen voorwaarde"),
        (
            lambda question: question.update(ask_if={"2020": {"q": "covid-discussed", "has": "yes"}}),
            "staat er niet voor",
        ),
    ],
)
def test_a_broken_question(tmp_path: Path, change: Callable[[dict[str, Any]], None], said: str) -> None:
    reference.load("regions", "buildingblocks")
    spoil(tmp_path, change)
    with pytest.raises(TableError, match=said) as caught, transaction.atomic():
        importing.load(tmp_path, by=User.objects.service("test"))
    lines = (tmp_path / importing.FILE).read_text(encoding="utf-8").splitlines()
    assert caught.value.line is not None
    assert '"key": "expertise-next"' in lines[caught.value.line - 1]
    assert not Questionnaire.objects.exists()


def test_every_version_asks_its_own_questions(tmp_path: Path) -> None:
    reference.load("regions", "buildingblocks")
    shutil.copy(FIXTURES / importing.FILE, tmp_path)
    for _time in range(2):
        importing.load(tmp_path, by=User.objects.service("test"))
    assert [one.version for one in Questionnaire.objects.all()] == ["2018", "2019", "2020", "2021-voorjaar"]
    keys = set(Question.objects.values_list("key", flat=True))
    assert len(keys) == 79
    newest = Question.objects.filter(questionnaire__version="2021-voorjaar")
    assert not newest.filter(key__startswith="pool-").exists(), "nobody types what the pool knows"
    assert [one.key for one in newest.filter(answered_by="pool")] == ["project-themes"]
    pool = newest.get(key="project-themes")
    assert (pool.succeeds, pool.verdict, pool.verdict_by) == (
        "pool-2020-annex", "note", User.objects.service("test"),
    )  # fmt: skip
