"""Who reads the pages in a browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browsing import READERS, Window


@pytest.fixture(params=READERS, ids=str)
def reader(request: pytest.FixtureRequest, window: Window) -> Iterator[Page]:
    """A reader with a language and a window; what the browser complains about fails the test."""
    opened = window(*request.param)
    complaints: list[str] = []
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    opened.close()
    assert not complaints
