"""What a cache between us and a reader may hand to the next reader."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from ghnt.keeping import NothingOfOneReader

pytestmark = pytest.mark.once


def answered(kept: str, vary: str) -> HttpResponse:
    """An answer in which a session wanted to set a cookie."""

    def view(_request: object) -> HttpResponse:
        said = HttpResponse(headers={"Cache-Control": kept, "Vary": vary})
        said.set_cookie("session", "of-somebody")
        return said

    return NothingOfOneReader(view)(RequestFactory().get("/"))


def test_what_is_public_carries_nothing_of_one_reader() -> None:
    said = answered("max-age=60, public, immutable", "Cookie, Accept-Language")
    assert not said.cookies and not said.has_header("Vary")


def test_a_compressed_file_still_says_so() -> None:
    assert answered("public", "Accept-Encoding, Cookie")["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("kept", ["private, no-cache", "no-store", ""])
def test_what_is_one_readers_stays_so(kept: str) -> None:
    said = answered(kept, "Cookie")
    assert said.cookies["session"].value == "of-somebody"
    assert said["Vary"] == "Cookie"
