"""An approval shows in the next page of every process, and tells the other audience nothing."""

import re
from collections.abc import Iterator
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import pytest

from tests.installations import Installation

pytestmark = pytest.mark.browser  # real processes; the database under them makes no difference
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
ANSWER = re.compile(r'name="goedkeuren" value="([\w-]+:\d+)"')
NOT_APPROVED = re.compile(r"(\d+) nog niet goedgekeurd")
WALL = "/beheer/rondes/2021-voorjaar/"
REVIEW = re.compile(rf'href="({WALL}[\w-]+/)"')


class Reader:
    """A browser without a window: keeps cookies, follows links, posts forms."""

    def __init__(self, server: str) -> None:
        self.server = server
        self.opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path: str, server: str = "") -> str:
        """A page as text."""
        with self.opener.open((server or self.server) + path, timeout=60) as answer:
            return str(answer.read().decode())

    def post(self, page: str, path: str, **data: str | list[str]) -> str:
        """Send a form that stands on a page."""
        found = TOKEN.search(self.get(page))
        assert found is not None
        sent = urlencode({**data, "csrfmiddlewaretoken": found[1]}, doseq=True).encode()
        asked = Request(self.server + path, sent, {"Referer": self.server + page})
        with self.opener.open(asked, timeout=60) as answer:
            return str(answer.read().decode())


@pytest.fixture
def second(example: Installation) -> Iterator[str]:
    """Another web process of the same installation."""
    with example.web() as address:
        yield address


def test_an_approval_shows_in_every_process_at_once(server: str, second: str) -> None:
    member, public = Reader(server), Reader(second)
    member.post("/voorbeeld/", "/voorbeeld/inloggen/", persoon="programmamanager")
    round_ = "/dashboard/?ronde=2021-voorjaar"
    for _warm in range(2):  # both processes have counted, and kept, what they show
        before, elsewhere = member.get(round_), member.get(round_, second)
        outside = TOKEN.sub("", public.get("/dashboard/"))
    assert waiting(before) == waiting(elsewhere) > 0
    waits = {address: ANSWER.findall(member.get(address)) for address in REVIEW.findall(member.get(WALL))}
    review = max(waits, key=lambda address: len(waits[address]))
    member.post(review, f"{review}beoordelen/", goedkeuren=waits[review])
    after = member.get(round_, second)
    assert waiting(after) < waiting(before)
    assert waiting(member.get(round_)) == waiting(after)
    assert TOKEN.sub("", public.get("/dashboard/")) == outside, "the public reads the published version"


def waiting(page: str) -> int:
    """How many answers the dashboard says are not approved yet, over all blocks."""
    return sum(map(int, NOT_APPROVED.findall(re.sub(r"<[^>]*>|\s+", " ", page))))
