"""A stranger who knows the page and the document takes all in three questions, and has what we have."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.ghnt.systems import token_at
from tests.installations import Installation

pytestmark = pytest.mark.browser  # a real server; the database under it makes no difference
ROUNDS = ("2018", "2019", "2020", "2021-voorjaar")  # the last one is open, and for the programme
SCRIPT = Path(__file__).parent / "stranger.py"
# Counts what the script asks by Python's own record of it, and says so at the end.
COUNTED = """
import runpy, sys
asked = []
sys.addaudithook(lambda event, about: asked.append(about[0]) if event == "urllib.Request" else None)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0])
print(len(asked), file=sys.stderr)
"""
FIGURES = """
import io, json
from django.core.management import call_command
rows = []
for one in {rounds}:
    said = io.StringIO()
    call_command("figures", one, format="json", stdout=said)
    rows += json.loads(said.getvalue())
print(json.dumps(rows))
"""
NAMES = {
    "key": "indicator", "round": "ronde", "value": "waarde", "base": "noemerVan", "base_value": "noemer",
    "not_counted": "nietGeteld", "not_applicable": "nietVanToepassing", "not_answered": "nietBeantwoord",
    "not_approved": "nietGoedgekeurd", "status": "status",
}  # fmt: skip
PRINTED = {
    "value": "waarde", "min": "minimum", "max": "maximum", "as_worded": "zoalsAfgedrukt", "kind": "soort",
    "source_title": "bron", "section": "paragraaf",
}  # fmt: skip


def taken(server: str, *token: str) -> tuple[list[dict[str, Any]], int]:
    """What the stranger has, and in how many questions."""
    command = [sys.executable, "-c", COUNTED, str(SCRIPT), server, *token]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), int(done.stderr)


@pytest.fixture(scope="module")
def told(example: Installation) -> list[dict[str, Any]]:
    """What `manage.py figures` says of all rounds, in the words of the API."""
    rows = json.loads(example.shell(FIGURES.format(rounds=ROUNDS)))
    return [
        {there: row[here] for here, there in NAMES.items()}
        | {"uitspraak": row["statement"] or "", "gepubliceerd": printed(row["published"])}
        for row in rows
    ]


def printed(published: dict[str, Any] | None) -> list[dict[str, Any]]:
    if published is None:
        return []
    return [{there: one[here] for here, there in PRINTED.items()}
            for one in (published, *published.get("others", ()))]  # fmt: skip


def same(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """In one order, with the fields that both have."""
    fields = {*NAMES.values(), "uitspraak", "gepubliceerd"}
    short = [{name: value for name, value in one.items() if name in fields} for one in found]
    return sorted(short, key=lambda one: (one["ronde"], one["indicator"]))


@pytest.mark.parametrize(
    ("kind", "rounds"), [("", ROUNDS[:3]), ("programme_manager", ROUNDS)], ids=["public", "programme"]
)
def test_all_figures_of_all_rounds_in_three_questions(
    kind: str, rounds: tuple[str, ...], server: str, example: Installation, told: list[dict[str, Any]]
) -> None:
    found, questions = taken(server, *([token_at(example, kind)] if kind else []))
    assert questions <= 3
    assert {one["ronde"] for one in found} == set(rounds)
    assert max(Counter((one["ronde"], one["indicator"]) for one in found).values()) == 1
    assert same(found) == same([one for one in told if one["ronde"] in rounds])
