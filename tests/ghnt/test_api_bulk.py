"""Who needs a whole list takes it in one go: the lines of the pages, written while they are read."""

import csv
import io
import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from accounts.models import User
from accounts.tokens import make_token
from projectpool.api import Projecten
from questionnaires.models import Answer
from regions import lines
from regions.models import Region
from reports.models import Indicator
from tests.projectpool.factories import ProjectFactory, ProjectRegionFactory, ThemeFactory
from tests.reports.readers import published
from tests.roundtables.reviewing import Review, begin

pytestmark = pytest.mark.django_db
CSV, NDJSON = "text/csv", "application/x-ndjson"
LISTS = (
    "regios", "actielijnen", "bouwstenen", "rondes", "vragenlijsten", "indicatoren", "cijfers", "rapportages",
    "projecten", "inzendingen", "antwoorden",
)  # fmt: skip


def ask(path: str, form: str = CSV, token: str = "", **headers: str) -> Any:
    cache.clear()
    bearer = {"Authorization": f"Bearer {token}"} if token else {}
    return Client().get(f"/api/v1/{path}", headers={"Accept": form, **bearer, **headers})


def whole(path: str, form: str = CSV, token: str = "") -> str:
    """All of it, as text."""
    said = ask(path, form, token)
    assert said.status_code == 200, said.content
    assert said.streaming and said["Content-Type"].startswith(form)
    return b"".join(said.streaming_content).decode()


def rows(path: str, token: str = "") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(whole(path, CSV, token), newline=""), strict=True))


def objects(path: str, token: str = "") -> list[dict[str, Any]]:
    return [json.loads(line) for line in whole(path, NDJSON, token).splitlines()]


def paged(path: str, token: str = "") -> list[dict[str, Any]]:
    """The same lines, two a page."""
    found: list[dict[str, Any]] = []
    address = f"{path}{'&' if '?' in path else '?'}paginaGrootte=2"
    while address:
        page = ask(address, "application/json", token).json()
        found += page["resultaten"]
        address = (page["volgende"] or "").partition("/api/v1/")[2]
    return found


def token_of(person: User) -> str:
    return make_token(by=person, name="proef", scope="read", until=timezone.now() + timedelta(days=1))


@pytest.fixture
def review() -> Review:
    """Three regions answered; Drenthe named two themes, against their order, and wrote like a spreadsheet."""
    made = begin("2032")
    made.answers("plan", "yes", region="drenthe", comment='=HYPERLINK("http://x")')
    made.answers("themes", "trauma", "teams", region="drenthe")
    made.answers("reach", region="twente", number=Decimal("12.5"))
    made.answers("remark", region="zeeland", text='Eén regel,\nen nog "een".')
    return made


@pytest.fixture
def everything(review: Review) -> str:
    """A token of the programme, in a country with figures, answers and projects."""
    published()
    shared = ProjectFactory(key="samen", joint="yes")
    for region in Region.objects.all()[:2]:
        ProjectRegionFactory(project=shared, region=region)
        shared.themes.add(ThemeFactory())
    ProjectFactory(key="alleen")
    return token_of(review.manager)


@pytest.mark.parametrize("name", LISTS)
def test_in_one_go_come_the_lines_of_the_pages(name: str, everything: str) -> None:
    pages = paged(name, everything)
    assert pages
    assert objects(name, everything) == pages
    table = rows(name, everything)
    assert [list(row) for row in table] == [list(line) for line in pages]
    for row, line in zip(table, pages, strict=True):
        for key, value in line.items():
            if isinstance(value, bool | int | None):
                assert row[key] == ("" if value is None else str(value).lower())
            elif isinstance(value, str):
                assert row[key].removeprefix("'") == value.removeprefix("'")


def test_words_stand_in_a_cell_with_spaces_between_and_what_is_deeper_as_json(everything: str) -> None:
    shared = next(row for row in rows("projecten") if row["sleutel"] == "samen")
    themes = next(line["themas"] for line in paged("projecten") if line["sleutel"] == "samen")
    assert shared["themas"].split() == themes and len(themes) == 2
    assert {part["penvoerder"] for part in json.loads(shared["regios"])} == {False}
    (plan,) = rows("cijfers?indicator=plan&ronde=2031")
    assert json.loads(plan["gepubliceerd"])[0]["zoalsAfgedrukt"] == "zes"


def test_options_come_in_the_order_of_the_question_though_chosen_in_another(everything: str) -> None:
    (themes,) = objects("antwoorden?vraag=themes&regio=drenthe&ronde=2032", everything)
    assert themes["opties"] == ["teams", "trauma"]
    (same,) = rows("antwoorden?vraag=themes&regio=drenthe&ronde=2032", everything)
    assert same["opties"] == "teams trauma"


def test_a_cell_that_a_spreadsheet_would_run_is_text(everything: str) -> None:
    asked = "antwoorden?vraag=plan&regio=drenthe&ronde=2032"
    (row,) = rows(asked, everything)
    assert row["toelichting"] == '\'=HYPERLINK("http://x")'
    (line,) = objects(asked, everything)
    assert line["toelichting"] == '=HYPERLINK("http://x")', "a program gets what was written"


def test_filters_and_order_are_those_of_the_list(everything: str) -> None:
    assert {row["ronde"] for row in rows("cijfers?ronde=2031")} == {"2031"}
    assert {row["vraag"] for row in rows("antwoorden?vraag=plan", everything)} == {"plan"}
    order = [row["waarde"] for row in rows("cijfers?sorteer=-waarde,indicator", everything) if row["waarde"]]
    assert order == sorted(order, key=int, reverse=True)
    assert rows("cijfers?ronde=2031&bouwsteen=bestaat-niet") == []
    assert whole("cijfers?bouwsteen=bestaat-niet").startswith("indicator,ronde,"), "the head is always there"
    assert whole("cijfers?bouwsteen=bestaat-niet", NDJSON) == ""


def test_who_may_not_read_reads_nothing_in_one_go_either(review: Review) -> None:
    people = review.everybody()
    for form in (CSV, NDJSON):
        for name in ("antwoorden", "inzendingen"):
            assert ask(name, form).status_code == 401
            assert ask(name, form, token_of(people["commissioner"])).status_code == 403
        own = token_of(people["leader"])
        assert {one["regio"] for one in objects("antwoorden", own)} == {"drenthe"}
        assert {one["regio"] for one in objects("inzendingen", own)} == {"drenthe"}


@pytest.mark.parametrize("form", [CSV, NDJSON])
def test_what_is_wrong_is_told_in_the_form_of_errors(form: str) -> None:
    assert ask("cijfers", form).status_code == 404, "nothing is published yet"
    published()
    for query, name in (("pagina=2", "pagina"), ("onzin=1", "onzin"), ("sorteer=naam", "sorteer")):
        said = ask(f"cijfers?{query}", form)
        assert said.status_code == 400 and said["Content-Type"] == "application/problem+json"
        assert [one["name"] for one in said.json()["errors"]] == [name]
    assert ask("cijfers", "application/pdf").status_code == 406


def test_an_error_before_the_first_line_is_told_as_one(
    everything: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_asked: object) -> Any:
        raise RuntimeError("geheim")

    monkeypatch.setattr(Projecten, "shown", broken)
    client = Client(raise_request_exception=False)
    said = client.get("/api/v1/projecten", headers={"Accept": CSV})
    assert said.status_code == 500 and said["Content-Type"] == "application/problem+json"


def test_lines_are_sent_while_the_next_are_not_yet_read(
    everything: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "AT_ONCE", 2)
    read: list[object] = []
    real = Projecten.shown

    def noted(self: Projecten, one: Any) -> Any:
        read.append(one)
        return real(self, one)

    monkeypatch.setattr(Projecten, "shown", noted)
    for _number in range(9):
        ProjectFactory()
    parts = iter(ask("projecten", NDJSON).streaming_content)
    next(parts)
    assert len(read) <= 4
    assert b"".join(parts).count(b"\n") == 11 - 2


def test_answers_are_read_in_one_statement(everything: str) -> None:
    """Their options too: no change of a colleague comes in between, and no transaction stays open."""
    said = ask("antwoorden", NDJSON, everything)
    with CaptureQueriesContext(connection) as asked:
        lines_of = b"".join(said.streaming_content).count(b"\n")
    assert lines_of == Answer.objects.count() > 3
    assert not [one for one in asked.captured_queries if "questionnaires_answerchoice" in one["sql"]]


def test_every_part_is_in_dutch_whoever_asks_next(monkeypatch: pytest.MonkeyPatch) -> None:
    published()
    monkeypatch.setattr(lines, "AT_ONCE", 1)
    said = ask("cijfers", NDJSON)
    with translation.override("en"):  # the thread answers somebody else's page in between
        found = [json.loads(line) for line in b"".join(said.streaming_content).splitlines()]
        assert translation.get_language() == "en"
    assert found == paged("cijfers")


def test_who_has_the_figures_already_gets_nothing_again() -> None:
    published()
    for form in (CSV, NDJSON):
        first = ask("cijfers?ronde=2031", form)
        mark = first["ETag"]
        again = ask("cijfers?ronde=2031", form, **{"If-None-Match": mark})
        assert again.status_code == 304 and again.getvalue() == b""
        assert ask("cijfers?ronde=2030", form)["ETag"] != mark
        plan = Indicator.objects.get(key="plan")
        plan.title_nl, plan.many_nl = "Iets", f"hebben iets voor {form}"
        plan.save()
        assert ask("cijfers?ronde=2031", form, **{"If-None-Match": mark}).status_code == 200


def test_asking_for_the_headers_alone_writes_nothing() -> None:
    published()
    said = Client().head("/api/v1/cijfers", headers={"Accept": CSV})
    assert said.status_code == 200 and said.getvalue() == b""
    assert said["ETag"] == ask("cijfers")["ETag"]
    assert said["API-Version"] and "Accept" in said["Vary"]


def test_the_document_says_that_every_list_comes_in_one_go_and_nothing_else_does() -> None:
    document = Client().get("/api/v1/openapi.json").json()
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            told = {one for answer in operation["responses"].values() for one in answer.get("content", {})}
            is_list = method == "get" and any(one["name"] == "pagina" for one in operation["parameters"])
            assert is_list == ({CSV, NDJSON} <= told), (path, method)
            assert is_list or not {CSV, NDJSON} & told
            assert is_list == ("Accept" in operation["description"])


def test_what_is_added_to_a_list_is_answered_as_one_thing() -> None:
    said = Client().post("/api/v1/bouwstenen/mda/mijlpalen", {}, headers={"Accept": CSV})
    assert said.status_code == 406 and said["Content-Type"] == "application/problem+json"
