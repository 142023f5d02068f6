"""Who asks too often waits; counted in one place, so that asking another process does not help."""

import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.tokens import make_token
from tests.accounts.people import somebody
from tests.ghnt.systems import token_at
from tests.installations import Installation


def asked(path: str = "regios", token: str = "", address: str = "192.0.2.1", **how: Any) -> Any:
    bearer = {"Authorization": f"Bearer {token}"} if token else {}
    return Client(REMOTE_ADDR=address).get(f"/api/v1/{path}", headers=bearer, **how)


def statuses(times: int, *args: str, **how: str) -> list[int]:
    return [asked(*args, **how).status_code for _time in range(times)]


@pytest.fixture(autouse=True)
def few(settings: Any) -> None:
    """Two questions in an hour without a token, three with one."""
    settings.API_PUBLIC_RATE, settings.API_TOKEN_RATE = "2/hour", "3/hour"


def token_of(person: User) -> str:
    return make_token(by=person, name="proef", scope="read", until=timezone.now() + timedelta(days=1))


@pytest.mark.django_db
def test_too_many_questions_have_to_wait() -> None:
    assert statuses(3) == [200, 200, 429]
    said = asked()
    assert 0 < int(said["Retry-After"]) <= 3600
    assert said["Content-Type"] == "application/problem+json"
    body = said.json()
    assert (body["status"], body["title"]) == (429, "Te veel vragen")
    assert "Wacht" in body["detail"] and said["Retry-After"] in body["detail"]
    assert asked(address="192.0.2.2").status_code == 200, "another address has its own count"


@pytest.mark.django_db
def test_all_tokens_of_one_person_share_one_count() -> None:
    person = somebody()
    tokens = [token_of(person) for _number in range(2)]
    assert [asked(token=tokens[number % 2]).status_code for number in range(4)] == [200, 200, 200, 429]
    assert asked().status_code == 200, "who asks without a token is another reader"
    assert asked(token=token_of(somebody())).status_code == 200


@pytest.mark.django_db
def test_who_guesses_tokens_is_slowed_down_as_who_has_none() -> None:
    assert statuses(4, token="ghnt_onzin") == [401, 401, 429, 429]
    assert asked().status_code == 429


@pytest.mark.django_db
def test_what_is_refused_counts_once() -> None:
    assert [asked("antwoorden").status_code for _time in range(3)] == [401, 401, 429]
    cache.clear()
    token = token_of(somebody())
    assert [asked("antwoorden", token).status_code for _time in range(4)] == [403, 403, 403, 429]
    cache.clear()
    written = [
        Client().post("/api/v1/bouwstenen/x/mijlpalen", {}, content_type="application/json").status_code
        for _time in range(3)
    ]
    assert written == [401, 401, 429]


@pytest.mark.django_db
def test_one_house_has_one_count_however_many_addresses_it_has() -> None:
    """Who has one address of IPv6 has the next 18 trillion too."""
    found = [asked(address=f"2001:db8:0:7::{number}").status_code for number in range(1, 4)]
    assert found == [200, 200, 429]
    assert asked(address="2001:db8:0:8::1").status_code == 200


@pytest.mark.django_db
def test_behind_a_proxy_the_visitor_counts_and_no_made_up_address(settings: Any) -> None:
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": 1}
    client = Client()
    headers = [{"X-Forwarded-For": f"10.0.0.{number}, 203.0.113.9"} for number in range(3)]
    found = [client.get("/api/v1/regios", headers=one).status_code for one in headers]
    assert found == [200, 200, 429]


@pytest.mark.django_db
def test_the_count_begins_anew_when_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    from ghnt.api import limits

    assert statuses(3) == [200, 200, 429]
    real = limits.now()
    monkeypatch.setattr(limits, "now", lambda: real + 3600)
    assert asked().status_code == 200


MANY = 40


@pytest.fixture
def two(example: Installation) -> Iterator[list[str]]:
    """Two web processes of one installation that share nothing but database and Valkey."""
    rates = {"API_PUBLIC_RATE": f"{MANY}/day", "API_TOKEN_RATE": f"{MANY}/day"}
    with example.web(**rates) as one, example.web(**rates) as other:
        yield [one, other]


@pytest.mark.browser
def test_the_limit_holds_over_two_processes_at_once(two: list[str], example: Installation) -> None:
    tokens = [token_at(example) for _number in range(2)]

    def ask(number: int, token: str = "") -> int:
        bearer = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            with urlopen(Request(f"{two[number % 2]}/api/v1/regios", headers=bearer), timeout=60) as said:
                return int(said.status)
        except HTTPError as error:
            with error:
                assert json.load(error)["title"] == "Te veel vragen" and int(error.headers["Retry-After"]) > 0
            return int(error.code)

    with ThreadPoolExecutor(8) as together:
        public = Counter(together.map(ask, range(2 * MANY)))
        person = Counter(together.map(lambda number: ask(number, tokens[number // 2 % 2]), range(2 * MANY)))
    assert public == {200: MANY, 429: MANY}
    assert person == {200: MANY, 429: MANY}
