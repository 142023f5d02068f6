"""Text as it comes in, cleaned once."""

import pytest

from regions.text import clean, line


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("e\u0301e\u0301n", "één"),
        ("een\r\ntwee\rdrie\tvier", "een\ntwee\ndrie\tvier"),
        ("a\x00b\x07c\ud800d", "abcd"),
        ("Drenthe \u202esemot ne\u202c", "Drenthe semot ne"),
        ("\u2067omgekeerd\u2069", "omgekeerd"),
        ("\u200fשלום\u200f, 日本 🙂", "\u200fשלום\u200f, 日本 🙂"),
    ],
)
def test_what_no_reader_needs_is_left_out(typed: str, stored: str) -> None:
    assert clean(typed) == stored
    assert clean(stored) == stored


def test_a_title_is_one_line() -> None:
    assert line("  Samen\r\nBcc: wie\u2028dan ook\t sterk\u00a0 ") == "Samen Bcc: wie dan ook sterk"
