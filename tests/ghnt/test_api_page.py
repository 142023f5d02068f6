"""A newcomer to the API does what its page says, word for word, against a real server."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from django.test import Client

from ghnt.api_examples import EXAMPLES, example
from tests.ghnt.systems import token_at
from tests.installations import Installation
from tests.reports.readers import published

ROUND = "2020"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_shows_the_examples_that_are_tried_below(language: str, settings: Any) -> None:
    published()
    page = Client().get("/api/", headers={"accept-language": language})
    assert page.status_code == 200
    assert page["Content-Language"] == language, "a page for people, not an answer of the API"
    assert "script-src" in page["Content-Security-Policy"]
    assert "API-Version" not in page
    for name in EXAMPLES:
        assert page.context[name] == example(name, settings.SITE_URL, "2031")
    text = page.content.decode()
    for expected in ("/account/tokens/", "/api/v1/openapi.json", 'href="/data/"', settings.CONTACT["email"]):
        assert expected in text


@pytest.mark.django_db
def test_before_the_first_report_the_page_is_there() -> None:
    assert Client().get("/api/").status_code == 200
    assert Client().get("/api").status_code in (301, 404)
    assert Client().get("/api/anders").headers["Content-Type"].startswith("application/problem+json")


@pytest.mark.browser
def test_the_commands_of_curl_do_what_they_say(server: str, example: Installation, tmp_path: Path) -> None:
    shell = shutil.which("sh")
    assert shell
    done = subprocess.run(
        [shell, "-e", "-c", text_of("curl", server)],
        cwd=tmp_path,
        env=os.environ | {"TOKEN": token_at(example)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO((tmp_path / "cijfers.csv").read_bytes().decode(), newline="")))
    assert {"2018", "2019", "2020"} <= {row["ronde"] for row in rows}
    found = json.loads((tmp_path / "cijfers.json").read_text(encoding="utf-8"))
    assert found["volgende"] is None and {one["ronde"] for one in found["resultaten"]} == {ROUND}
    of_round = {row["cijfer"]: row["waarde"] for row in rows if row["ronde"] == ROUND}
    for one in found["resultaten"]:
        assert of_round[one["indicator"]] == ("" if one["waarde"] is None else str(one["waarde"]))
    handed_in = json.loads((tmp_path / "inzendingen.json").read_text(encoding="utf-8"))
    assert handed_in["aantal"] > 0, "the token opened what only who signed in may read"


@pytest.mark.browser
def test_the_lines_of_python_put_the_rounds_side_by_side(server: str, tmp_path: Path) -> None:
    script = tmp_path / "cijfers.py"
    script.write_text(text_of("pandas", server), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script)], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    table = {row["indicator"]: row for row in csv.DictReader(io.StringIO(done.stdout))}
    assert float(table["mda-structural"]["2020"]) == 6
    assert {"2018", "2019", "2020"} <= set(table["mda-structural"])


@pytest.mark.browser
def test_a_spreadsheet_reads_the_csv_with_what_the_page_tells_to_choose(server: str) -> None:
    """UTF-8 and a comma, as the page says; with or without a byte order mark before it."""
    with urlopen(f"{server}/api/") as said:
        page = said.read().decode()
    assert "65001: Unicode (UTF-8)" in page
    with urlopen(text_of("sheet", server)) as said:
        assert said.headers["Content-Type"] == "text/csv; charset=utf-8"
        content = said.read()
    assert not content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    assert csv.Sniffer().sniff(text[:4000], delimiters=",;\t").delimiter == ","
    head, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=",", strict=True)
    assert head[0] == "ronde" and {len(row) for row in rows} == {len(head)}
    value, base = head.index("waarde"), head.index("noemer")
    assert all(row[base].isdigit() and (row[value] == "" or row[value].isdigit()) for row in rows)
    assert any("regio’s" in row[head.index("uitspraak")] for row in rows)
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "@")]


def text_of(name: str, server: str) -> str:
    """An example as it reads on that server."""
    return example(name, server, ROUND)
