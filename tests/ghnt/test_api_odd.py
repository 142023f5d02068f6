"""Whoever asks oddly hears what is wrong, in Dutch and in the form of errors; nothing changes or breaks."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.tokens import make_token
from questionnaires.models import Answer, AnswerRevision, Question
from tests.regions.factories import RegionFactory
from tests.roundtables.reviewing import Review, begin

pytestmark = pytest.mark.django_db
PLACE = "/api/v1/rondes/2030/inzendingen/drenthe/antwoorden/"
JSON = "application/json"


def token_of(person: User, scope: str = "write") -> str:
    return make_token(by=person, name="proef", scope=scope, until=timezone.now() + timedelta(days=1))


@pytest.fixture
def review() -> Review:
    """Drenthe answered that it has a plan, and said why."""
    made = begin()
    made.answers("plan", "yes", comment="Sinds 2019.")
    return made


@pytest.fixture
def token(review: Review) -> str:
    return token_of(review.leader())


def put(
    token: str, body: Any, *, version: str | None = '"2"', media: str = JSON, question: str = "plan"
) -> Any:
    headers = {"Authorization": f"Bearer {token}"} | ({} if version is None else {"If-Match": version})
    sent = body if isinstance(body, bytes) else json.dumps(body)
    client = Client(raise_request_exception=False)
    return client.put(PLACE + question, sent, content_type=media, headers=headers)


def refused(said: Any, status: int) -> dict[str, Any]:
    """What is wrong, after trying that it is told as it should be."""
    assert said.status_code == status, said.content
    assert said["Content-Type"] == "application/problem+json" and said["API-Version"]
    found: dict[str, Any] = said.json()
    assert found["status"] == status and found["title"] and found["detail"].endswith((".", "”", '"3".'))
    text = json.dumps(found, ensure_ascii=False)
    assert not [
        word for word in ("parse error", "dictionary", "codec", "No data", "media type") if word in text
    ]
    return found


@pytest.fixture(autouse=True)
def nothing_changes(request: pytest.FixtureRequest) -> Any:
    """However it is asked, the answer that stood still stands."""
    if "token" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("token")
    before = stands()
    yield
    assert stands() == before


def stands() -> list[Any]:
    answers = list(
        Answer.objects.order_by("pk").values_list("pk", "comment", "revision", "choices__option__slug")
    )
    return [*answers, AnswerRevision.objects.count()]


def test_a_slip_of_the_pen_in_a_name_empties_nothing(token: str) -> None:
    found = refused(put(token, {"optie": ["no"], "toelichtng": "Weg ermee."}), 400)
    assert {one["name"] for one in found["errors"]} == {"optie", "toelichtng"}
    more = refused(put(token, {"optie": ["no"], "opties": "no"}), 400)
    assert {one["name"] for one in more["errors"]} == {"optie", "opties"}, "all faults at once"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[1]",
        b"null",
        b'"x"',
        b"3",
        b"{'tekst': 1}",
        b'{"tekst": NaN}',
        b'{"tekst": 1e999}',
        b'{"tekst": "\xff\xfe"}',
        b"[" * 100_000,
        b'{"opties":' * 50_000,
        "{}".encode("utf-16"),
    ],
    ids=[
        "nothing",
        "half",
        "list",
        "null",
        "text",
        "number",
        "quotes",
        "nan",
        "infinite",
        "latin",
        "deep list",
        "deep object",
        "utf-16",
    ],
)
def test_what_is_no_json_object_is_told(body: bytes, token: str) -> None:
    refused(put(token, body), 400)


@pytest.mark.parametrize(
    "body",
    [
        {"opties": None},
        {"opties": {"a": 1}},
        {"opties": [["yes"]]},
        {"opties": [1]},
        {"opties": ["yes"] * 101},
        {"opties": ["\x00"]},
        {"opties": ["ja nee"]},
        {"tekst": {"a": 1}},
        {"tekst": "\x00"},
        {"toelichting": None},
        {"toelichting": ["x"]},
        {"nietVanToepassing": "misschien"},
        {"getal": []},
    ],
)
def test_what_has_no_sense_in_a_field_is_told_with_its_place(body: dict[str, Any], token: str) -> None:
    found = refused(put(token, body), 400)
    (name,) = body
    assert all(one["name"].startswith((name, "antwoord")) for one in found["errors"])


def test_more_than_can_be_read_at_once_is_told(token: str) -> None:
    refused(put(token, {"toelichting": "a" * 3_000_000}), 413)


@pytest.mark.parametrize(
    "media", ["text/plain", "application/x-www-form-urlencoded", "", "application/xml", "x"]
)
def test_what_comes_in_another_form_is_told(media: str, token: str) -> None:
    refused(put(token, b'{"opties":["no"]}', media=media), 415)


@pytest.mark.parametrize("version", [None, "", "*", " "])
def test_who_names_no_version_changes_nothing(version: str | None, token: str) -> None:
    refused(put(token, {"opties": ["no"]}, version=version), 428)


@pytest.mark.parametrize(
    "version",
    [
        'W/"2"',
        '"2", "3"',
        '"a"',
        '""',
        "'2'",
        '"2',
        '2"',
        '"-1"',
        '"99999999999"',
        '"2.0"',
        '"٢"',
        "2 2",
        '"0"',
        '"1"',
    ],
)
def test_who_names_another_version_changes_nothing(version: str, token: str) -> None:
    refused(put(token, {"opties": ["no"]}, version=version), 412)


@pytest.mark.parametrize(
    ("question", "body"),
    [
        ("plan", {"tekst": "ja"}),
        ("plan", {"getal": "1"}),
        ("reach", {"tekst": "12"}),
        ("remark", {"opties": ["x"]}),
    ],
)
def test_a_field_of_another_kind_of_question_empties_nothing(
    question: str, body: dict[str, Any], token: str
) -> None:
    found = refused(put(token, body, question=question, version='"2"' if question == "plan" else '"0"'), 400)
    assert [one["name"] for one in found["errors"]] == list(body)


def test_an_answer_that_was_read_can_be_sent_back_whole(review: Review) -> None:
    token = token_of(review.leader())
    read = Client().get(PLACE + "plan", headers={"Authorization": f"Bearer {token}"})
    again = put(token, read.json() | {"toelichting": "Sinds 2020."}, version=read["ETag"])
    assert again.status_code == 200, again.content
    assert again.json()["toelichting"] == "Sinds 2020." and again.json()["opties"] == ["yes"]
    assert again["ETag"] != read["ETag"]


def test_what_the_register_answers_is_read_and_not_given(review: Review) -> None:
    Question.objects.filter(key="plan").update(answered_by=Question.AnsweredBy.REGISTER)
    token = token_of(review.leader())
    listed = Client().get("/api/v1/antwoorden", headers={"Authorization": f"Bearer {token}"}).json()
    assert [one["vraag"] for one in listed["resultaten"]] == ["plan"]
    one = Client().get(PLACE + "plan", headers={"Authorization": f"Bearer {token}"})
    assert one.status_code == 200 and one.json() == listed["resultaten"][0]
    refused(put(token, {"opties": ["no"]}, version=one["ETag"]), 409)


@pytest.mark.parametrize(
    ("accept", "form"),
    [("text/csv;q=0.5, application/json;q=0.4", "text/csv"), ("application/json, text/csv;q=0.9", JSON),
     ("*/*", JSON), ("", JSON), ("text/*", "text/csv"), ("application/json; charset=utf-8", JSON),
     ("text/html, application/xhtml+xml, */*;q=0.8", JSON), ("APPLICATION/JSON", JSON),
     ("application/*;q=0.1, application/x-ndjson", "application/x-ndjson")],
)  # fmt: skip
def test_the_form_that_is_wanted_most_comes(accept: str, form: str) -> None:
    RegionFactory()
    said = Client().get("/api/v1/regios", headers={"Accept": accept})
    assert said.status_code == 200 and said["Content-Type"].startswith(form)


@pytest.mark.parametrize(
    "accept", ["application/xml", "text/html", "x", "application/json;q=0", "a/b" + ",a/b" * 99]
)
def test_a_form_that_we_have_not_is_told(accept: str) -> None:
    RegionFactory()
    refused(Client().get("/api/v1/regios", headers={"Accept": accept}), 406)


def test_a_method_that_an_address_has_not_is_told_whoever_asks(review: Review) -> None:
    for token in ("", token_of(review.manager, "read"), token_of(review.leader())):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        for method in ("delete", "patch", "post", "trace"):
            said = getattr(Client(), method)(PLACE + "plan", headers=headers)
            refused(said, 405)
            assert said["Allow"] == "GET, PUT, HEAD, OPTIONS"
        tricked = Client().post(
            PLACE + "plan", {"_method": "PUT"}, headers=headers | {"X-HTTP-Method-Override": "PUT"}
        )
        refused(tricked, 405)


def test_asking_what_is_possible_tells_methods_and_no_more() -> None:
    said = Client().options("/api/v1/regios")
    assert (said.status_code, said.content, said["Allow"]) == (204, b"", "GET, HEAD, OPTIONS")
    assert "Content-Type" not in said
    preflight = {"Origin": "https://elders.invalid", "Access-Control-Request-Method": "PUT",
                 "Access-Control-Request-Headers": "authorization, if-match"}  # fmt: skip
    said = Client().options(PLACE + "plan", headers=preflight)
    assert said.status_code == 204 and said.content == b""
    allowed = said["Access-Control-Allow-Headers"].lower()
    assert all(name in allowed for name in ("authorization", "if-match", "if-none-match", "content-type"))
    assert "Access-Control-Allow-Credentials" not in said
    refused(Client().options("/api/v1/nergens"), 404)


@pytest.mark.parametrize("mark", ['"x"', "*", 'W/"x"', '"a", {mark}', "W/{mark}", "{mark}"])
def test_marks_of_what_somebody_has_are_read_as_http_says(mark: str) -> None:
    RegionFactory()
    first = Client().get("/api/v1/regios")
    said = Client().get("/api/v1/regios", headers={"If-None-Match": mark.format(mark=first["ETag"])})
    assert said.status_code == (304 if "{mark}" in mark or mark == "*" else 200)
    assert said["ETag"] == first["ETag"]


def test_a_part_of_an_answer_is_not_given_and_all_of_it_is() -> None:
    RegionFactory()
    said = Client().get("/api/v1/regios", headers={"Range": "bytes=0-3"})
    assert said.status_code == 200 and said.json()["aantal"] == 1


@pytest.mark.parametrize(
    "path", ["", "/", "//regios", "/regios/", "/regios%2f", "/REGIOS", "/regios.json", "/regios;x=1",
             "/regios/%00", "/regios/a/b", "/cijfers/%F0%9F%98%80", "/bouwstenen/x/mijlpalen/0"]
)  # fmt: skip
def test_an_address_that_is_not_there_is_told_and_leads_nowhere(path: str) -> None:
    said = Client(raise_request_exception=False).get(f"/api/v1{path}")
    assert "Location" not in said
    assert said.status_code in (404, 405)
    refused(said, said.status_code)
