"""Somebody else counts: unseen answers with gaps, imported for a new round and worked out on paper."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.reports.paper import NEW, SETS, a_new_round, recount, rules

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.xdist_group("recount")]


@pytest.mark.parametrize(("seed", "share", "approve"), SETS)
def test_every_figure_of_a_new_round(
    loaded: None, seed: int, share: float, approve: bool, tmp_path: Path
) -> None:
    paper = a_new_round(seed, share, approve, tmp_path)
    out = StringIO()
    call_command("figures", NEW, "--format=json", stdout=out)

    indicators = rules()
    compared = 0
    for row in json.loads(out.getvalue()):
        if row["status"] == "not_asked":
            assert row["value"] is None and row["statement"] is None
            continue
        parts = recount(paper, indicators[row["key"]], indicators, NEW)
        assert {"counted": row["value"], **{name: row[name] for name in list(parts)[1:]}} == parts, row["key"]
        assert row["base_value"] == sum(parts.values())
        waits = parts["not_answered"] or parts["not_approved"]
        assert row["status"] == "incomplete" if waits else True
        compared += 1
    assert compared > 90
