"""Somebody edits a table by hand; every mistake comes back with file, line and reason."""

from datetime import date
from decimal import Decimal

import pytest

from regions.tables import TableError, read_json, read_table

HEAD = "slug,number\n"


def table(folder, content):
    path = folder / "fixtures" / "regions.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("slug,numer\na,1\n", "fixtures/regions.csv, regel 1: kolom number ontbreekt."),
        ("slug,number,colour\na,1,x\n", "fixtures/regions.csv, regel 1: onbekende kolom colour."),
        ("slug,number,slug\na,1,b\n", "fixtures/regions.csv, regel 1: kolom slug staat er twee keer."),
        (HEAD + "a,1\nb\n", "fixtures/regions.csv, regel 3: 1 kolommen in plaats van 2."),
        (HEAD + "a,1\na,2\n", "fixtures/regions.csv, regel 3: “a” staat al op regel 2."),
        (HEAD + '"a\nb",1\na\n', "fixtures/regions.csv, regel 4: 1 kolommen in plaats van 2."),
        (HEAD + "a,1\nb\x07,2\n", "fixtures/regions.csv, regel 3: er staat een stuurteken in de tekst."),
        (
            (HEAD + "a,1\ncaf").encode() + b"\xe9,2\n",
            "fixtures/regions.csv, regel 3: het bestand is niet in UTF-8",
        ),
        (HEAD + 'a,"1\n', "fixtures/regions.csv, regel 2: geen geldige CSV"),
        ("", "fixtures/regions.csv, regel 1: kolom slug, number ontbreekt."),
    ],
)
def test_a_mistake_says_where_it_is(tmp_path, content, sentence):
    with pytest.raises(TableError) as caught:
        read_table(table(tmp_path, content), ("slug", "number"), unique=["slug"])
    assert str(caught.value).startswith(sentence)


def test_a_table_that_is_not_there(tmp_path):
    with pytest.raises(TableError, match="het bestand is niet te lezen"):
        read_table(tmp_path / "regions.csv", ("slug",))


def row(folder, **cells):
    content = ",".join(cells) + "\n" + ",".join(cells.values()) + "\n"
    return read_table(table(folder, content), tuple(cells))[0]


def test_cells_become_numbers_dates_and_choices(tmp_path):
    one = row(
        tmp_path, n="28", amount="38.6", day="2020-11-01", joint="yes", kind="stated", regions="a | b", no=""
    )
    assert (one.line, one["n"], one.integer("n")) == (2, "28", 28)
    assert (one.decimal("amount"), one.day("day")) == (Decimal("38.6"), date(2020, 11, 1))
    assert (one.flag("joint"), one.choice("kind", ["stated"])) == (True, "stated")
    assert one.parts("regions") == ["a", "b"]
    assert one.decimal("no") is one.day("no") is one.integer_or_none("no") is None


@pytest.mark.parametrize(
    ("reader", "text", "sentence"),
    [
        ("integer", "twee", "regel 2: kolom x: “twee” is geen geheel getal."),
        ("integer", "-1", "“-1” is geen geheel getal."),
        ("decimal", "38;6", "“38;6” is geen getal."),
        ("decimal", "NaN", "“NaN” is geen getal."),
        ("day", "1 november", "“1 november” is geen datum."),
        ("flag", "ja", "“ja” bestaat niet; kies uit yes, no."),
        ("text", "", "kolom x: mag niet leeg zijn."),
    ],
)
def test_a_cell_that_does_not_fit(tmp_path, reader, text, sentence):
    one = row(tmp_path, x=text, y="y")
    with pytest.raises(TableError) as caught:
        getattr(one, reader)("x")
    assert sentence in str(caught.value)


def test_one_form_of_unicode(tmp_path):
    assert row(tmp_path, name="Frysla\u0302n")["name"] == "Frysl\u00e2n"


def test_json_says_where_it_breaks(tmp_path):
    with pytest.raises(TableError, match="regel 3: geen geldige JSON"):
        read_json(table(tmp_path, '{\n"a": 1,\nb\n}'))
    assert read_json(table(tmp_path, '{"a": 1}')) == {"a": 1}
