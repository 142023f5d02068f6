"""A municipality's own system that answers for its region, and those who may only read."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.tokens import make_token
from questionnaires.models import Answer, AnswerState
from roundtables.actions.rounds import close_round
from roundtables.models import Round
from tests.roundtables.reviewing import Review, begin
from tests.roundtables.story import answer

pytestmark = pytest.mark.django_db
PLACE = "/api/v1/rondes/2030/inzendingen/drenthe/antwoorden/"


@pytest.fixture
def review() -> Review:
    """Drenthe and Twente answered whether they have a plan."""
    made = begin()
    for region in ("drenthe", "twente"):
        answer(made.story, region, "plan", "no", settled=False)
    return made


def token_of(person: User, scope: str = "write") -> str:
    cache.clear()
    return make_token(by=person, name="proef", scope=scope, until=timezone.now() + timedelta(days=1))


def ask(path: str, token: str = "", **headers: str) -> Any:
    bearer = {"Authorization": f"Bearer {token}"} if token else {}
    return Client().get(path, headers={**bearer, **headers})


def put(question: str, token: str, version: str | None, place: str = PLACE, **body: Any) -> Any:
    headers = {"Authorization": f"Bearer {token}"}
    if version is not None:
        headers["If-Match"] = f'"{version}"'
    return Client().put(place + question, json.dumps(body), content_type="application/json", headers=headers)


def stands(question: str) -> Answer:
    return Answer.objects.get(question__key=question, sheet__response__region__slug="drenthe")


def test_a_system_of_the_region_answers_as_its_people_do(review: Review) -> None:
    leader = review.everybody()["leader"]
    token = token_of(leader)
    before = ask(PLACE + "plan", token)
    said = put("plan", token, before.json()["versie"], opties=["yes"], toelichting="Uit ons eigen systeem.")
    assert said.status_code == 200, said.content
    assert said.json()["opties"] == ["yes"] and said["ETag"] == f'"{said.json()["versie"]}"'
    now = stands("plan")
    assert now.state == AnswerState.GIVEN and now.comment == "Uit ons eigen systeem."
    newest = now.revisions.order_by("-number").first()
    assert newest is not None and newest.by == leader


def test_what_looks_like_a_person_is_stored_and_warned_about_as_on_the_page(review: Review) -> None:
    token = token_of(review.everybody()["leader"])
    version = ask(PLACE + "plan", token).json()["versie"]
    said = put("plan", token, version, opties=["yes"], toelichting="Vraag het aan jan@voorbeeld.nl.")
    assert said.status_code == 200 and stands("plan").comment.endswith("jan@voorbeeld.nl.")
    (warning,) = said.json()["letOp"]
    assert "e-mailadres" in warning
    again = put("plan", token, said.json()["versie"], opties=["yes"], toelichting="Vraag het de coördinator.")
    assert again.json()["letOp"] == []


def test_what_a_colleague_changed_meanwhile_is_not_overwritten(review: Review) -> None:
    people = review.everybody()
    token, colleague = token_of(people["leader"]), token_of(people["contributor to the first block"])
    version = ask(PLACE + "plan", token).json()["versie"]
    assert put("plan", colleague, version, opties=[], toelichting="Nog in beraad.").status_code == 200
    said = put("plan", token, version, opties=["yes"])
    assert said.status_code == 412 and said.json()["title"] == "Intussen gewijzigd"
    assert stands("plan").comment == "Nog in beraad."


def test_without_a_version_nothing_changes(review: Review) -> None:
    assert put("plan", token_of(review.everybody()["leader"]), None, opties=["yes"]).status_code == 428


@pytest.mark.parametrize(
    ("question", "body", "reason"),
    [
        ("plan", {"opties": ["misschien"]}, "hoort niet bij de vraag"),
        ("plan", {"opties": ["yes", "no"]}, "Kies één antwoord"),
        ("reach", {"getal": "1.000"}, "zonder punten"),
        ("plan", {"opties": "yes"}, "lijst"),
    ],
)
def test_what_is_no_answer_is_told(review: Review, question: str, body: dict[str, Any], reason: str) -> None:
    said = put(question, token_of(review.everybody()["leader"]), "0", **body)
    assert said.status_code == 400 and reason in said.content.decode()


def test_a_closed_round_takes_nothing_more(review: Review) -> None:
    token = token_of(review.everybody()["leader"])
    version = ask(PLACE + "plan", token).json()["versie"]
    review.round.participants.exclude(region__slug="").update(excused=True, excused_why="proef")
    close_round(by=review.manager, round_=review.round)
    assert put("plan", token, version, opties=["yes"]).status_code == 409


def test_who_may_not_write_writes_nothing(review: Review) -> None:
    people = review.everybody()
    version = ask(PLACE + "plan", token_of(people["leader"])).json()["versie"]
    for who in ("municipality", "manager", "member"):
        assert put("plan", token_of(people[who]), version, opties=["no"]).status_code == 403, who
    assert (
        put("plan", token_of(people["leader of another region"]), version, opties=["no"]).status_code == 404
    )
    assert put("plan", token_of(people["leader"], "read"), version, opties=["no"]).status_code == 403
    second = review.question("vision").key
    contributor = token_of(people["contributor to the first block"])
    assert put(second, contributor, "0", opties=["no"]).status_code == 404, "not their section"


def test_each_reads_their_own(review: Review) -> None:
    people = review.everybody()
    assert ask("/api/v1/antwoorden").status_code == 401
    assert ask("/api/v1/antwoorden", token_of(people["commissioner"])).status_code == 403
    for who in ("leader", "municipality"):
        lines = ask("/api/v1/antwoorden", token_of(people[who], "read")).json()["resultaten"]
        assert {one["regio"] for one in lines} == {"drenthe"}, who
    every = ask("/api/v1/antwoorden?ronde=2030", token_of(people["manager"])).json()
    assert every["aantal"] == Answer.objects.filter(sheet__response__round__key="2030").count()
    responses = ask("/api/v1/inzendingen", token_of(people["leader"])).json()["resultaten"]
    assert [(one["ronde"], one["regio"]) for one in responses] == [("2030", "drenthe")]


def test_a_new_answer_is_on_the_pages_at_once(review: Review) -> None:
    """They are counted once, until there is one more; and a round that opens brings its own."""
    token = token_of(review.manager, "read")

    def counted() -> tuple[int, int]:
        page = ask("/api/v1/antwoorden?paginaGrootte=1", token).json()
        last = ask(f"/api/v1/antwoorden?paginaGrootte=1&pagina={page['aantal']}", token).json()
        return page["aantal"], len(last["resultaten"])

    assert counted() == (2, 1)
    answer(review.story, "zeeland", "plan", "yes", settled=False)
    assert counted() == (3, 1)
    Round.objects.update(state=Round.State.PREPARING)
    assert ask("/api/v1/antwoorden", token).json()["aantal"] == 0
    Round.objects.update(state=Round.State.OPEN)
    assert counted() == (3, 1)


def test_answers_come_by_region_and_question_page_after_page(review: Review) -> None:
    for region in ("drenthe", "twente"):
        answer(review.story, region, "themes", "teams", settled=False)
    token = token_of(review.manager, "read")
    pages = [
        ask(f"/api/v1/antwoorden?paginaGrootte=1&pagina={number}", token).json() for number in range(1, 5)
    ]
    found = [(one["regio"], one["vraag"]) for page in pages for one in page["resultaten"]]
    assert found == [
        (region, question) for region in ("drenthe", "twente") for question in ("plan", "themes")
    ]
    of_twente = ask("/api/v1/antwoorden?regio=twente&vraag=themes&ronde=2030", token).json()["resultaten"]
    assert [(one["regio"], one["vraag"], one["opties"]) for one in of_twente] == [
        ("twente", "themes", ["teams"])
    ]
    for query in ("regio=elders", "vraag=elders", "ronde=elders"):
        assert ask(f"/api/v1/antwoorden?{query}", token).json()["resultaten"] == []
        whole = ask(f"/api/v1/antwoorden?{query}", token, Accept="application/x-ndjson")
        assert (whole.status_code, whole.getvalue()) == (200, b"")
