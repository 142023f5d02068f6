"""What was published about 2018, 2019 and 2020 follows from the example's answers, number by number."""

import csv
import json
from collections import defaultdict
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from ghnt import example
from projectpool.models import PoolEntry
from projectpool.tables.counts import theme_table
from reports.figures import Status
from reports.models import PublishedFigure
from reports.reading.reconciling import reconcile
from reports.reading.series import live_rounds
from roundtables.models import Round

NAMED = Path(__file__).parent / "golden" / "named.csv"
KEYS = {
    "key", "round", "value", "base", "base_value", "not_counted", "not_applicable", "not_answered",
    "not_approved", "status", "published", "statement",
}  # fmt: skip

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("published")]


def printed(*command: str) -> str:
    """What a command prints."""
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


def test_every_published_number_follows_from_the_answers(loaded: None) -> None:
    rounds = live_rounds()
    compared = [one for key in example.CLOSED for one in reconcile(rounds, key)]
    assert len({(one.figure.key, one.figure.round) for one in compared}) == 178
    assert [one for one in compared if not one.agrees] == []
    stated = [one for one in compared if one.published.kind in ("stated", "list")]
    assert all(one.figure.value == one.published.value for one in stated)
    for one in PublishedFigure.objects.exclude(of=None).select_related("indicator"):
        assert rounds.figures(one.round_key)[one.indicator.key].base_value == one.of
    _named_regions(rounds)
    _commands()
    _the_open_round(rounds)


def _named_regions(rounds: object) -> None:
    """Regions that a publication names are the regions that are counted."""
    keys = {
        one.key: (one.indicator.key, one.round_key)
        for one in PublishedFigure.objects.select_related("indicator")
    }
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in csv.DictReader(NAMED.read_text(encoding="utf-8").splitlines()):
        named[row["published_key"], row["list_kind"]].add(row["region"])
    assert len(named) == 62
    for (published, kind), regions in named.items():
        indicator, key = keys[published]
        counted = set(rounds.figures(key)[indicator].counted_regions)  # type: ignore[attr-defined]
        assert regions == counted if kind == "complete" else regions <= counted, published


def _excused(round_: Round, theme: str) -> int:
    """How many of who stands under a theme need not take part."""
    excused = round_.participants.filter(excused=True).values("region")
    return PoolEntry.objects.filter(pool__key="2020", theme__key=theme, region__in=excused).count()


def _commands() -> None:
    """A researcher asks for the figures of a round, in three forms."""
    found = json.loads(printed("figures", "2020", "--format=json"))
    assert all(set(row) == KEYS for row in found)
    by_key = {row["key"]: row for row in found}
    assert by_key["mda-structural"]["value"] == 6
    assert by_key["mda-structural"]["statement"].startswith("Zes van de 28 regio’s")
    assert by_key["integral-multiple-networks"]["value"] is None
    assert by_key["integral-multiple-networks"]["statement"] is None
    for row in found:
        parts = ("not_counted", "not_applicable", "not_answered", "not_approved")
        assert (row["value"] or 0) + sum(row[part] for part in parts) == row["base_value"]
    assert printed("figures", "2020", "--format=csv").count("\n") == len(found) + 1
    assert "mda-structural" in printed("figures", "2020")
    assert "0 anders dan geteld" in printed("reconcile", "2019")
    PublishedFigure.objects.filter(key="mda-structural-2019").update(value=7, min=7, max=7)
    with pytest.raises(CommandError, match="wijkt af"):
        printed("reconcile", "2019")
    with pytest.raises(CommandError, match="bestaat niet"):
        printed("figures", "1999")


def _the_open_round(rounds: object) -> None:
    """A newcomer finds a round with regions in every state, and projects that the pool tells about itself."""
    open_ = Round.objects.get(key=example.OPEN)
    assert open_.accepts_answers and open_.example
    figures = rounds.figures(example.OPEN)  # type: ignore[attr-defined]
    assert figures["mda-structural"].status is Status.INCOMPLETE
    assert figures["mda-structural"].base_value == 27, "one region is excused"
    assert figures["mda-structural"].split.not_approved and figures["mda-structural"].split.not_answered
    columns = {theme.key: theme.regions for theme in theme_table("2020").themes}
    assert figures["pool-list-trauma"].value == columns["trauma"] - _excused(open_, "trauma")
    assert figures["pool-list-trauma"].status is Status.COUNTED, "nobody needs to answer for that"
    assert figures["pool-mda"].value == figures["pool-list-mda-plus-plus"].value
    assert figures["pool-vision-training"].status is Status.NOT_ASKED
    assert not open_.questionnaire.questions.filter(key__startswith="pool-").exists()


def test_loading_twice_changes_nothing(loaded: None) -> None:
    before = {round_.key: (round_.revision, round_.snapshots.count()) for round_ in Round.objects.all()}
    assert example.load() == []
    assert {r.key: (r.revision, r.snapshots.count()) for r in Round.objects.all()} == before
