"""The Dutch government's API Design Rules, one test a rule, on the OpenAPI document and on live answers.

Rules about TLS, change logs and transition periods are kept by the installation and by people; the headers
and documents that they need are tried here.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from openapi_spec_validator import validate

from ghnt.api import VERSION
from tests.regions.factories import RegionFactory
from tests.reports.readers import published

pytestmark = [pytest.mark.django_db, pytest.mark.once]
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*|\{\w+\}")
CAMEL = re.compile(r"[a-z][a-zA-Z0-9]*")
COLLECTIONS = (
    "regios", "actielijnen", "bouwstenen", "rondes", "vragenlijsten", "indicatoren", "cijfers", "rapportages",
    "inzendingen", "antwoorden", "projecten",
)  # fmt: skip


@pytest.fixture(scope="module")
def document() -> Any:
    """The OpenAPI document, as everybody gets it."""
    said = Client().get("/api/v1/openapi.json")
    assert said.status_code == 200 and said["Content-Type"] == "application/json"
    return said.json()


def operations(document: Any) -> Iterator[tuple[str, str, Any]]:
    """Path, method and operation."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def parameters(document: Any, where: str) -> Iterator[tuple[str, Any]]:
    """The parameters of all operations."""
    for path, _method, operation in operations(document):
        for one in operation.get("parameters", ()):
            if one["in"] == where:
                yield path, one


def schemas(document: Any) -> Iterator[tuple[str, str, Any]]:
    """Every property of every schema."""
    for name, schema in document["components"]["schemas"].items():
        for key, value in schema.get("properties", {}).items():
            yield name, key, value


def get(path: str, **headers: str) -> Any:
    return Client().get(f"/api/v1/{path}", headers=headers)


def test_core_doc_openapi(document: Any) -> None:
    assert document["openapi"] == "3.0.3"
    validate(document)


def test_core_doc_openapi_contact(document: Any) -> None:
    assert {"name", "email", "url"} <= set(document["info"]["contact"])


def test_core_doc_language(document: Any) -> None:
    for path, method, operation in operations(document):
        assert operation["summary"] and operation["description"], (path, method)
        assert not re.search(r"\b(the|with|every)\b", operation["description"]), operation["description"]
    for name, key, value in schemas(document):
        described = value.get("description") or "$ref" in str(value) or name == "Probleem"
        assert described or "items" in value, (name, key)


def test_core_publish_openapi() -> None:
    said = get("openapi.json", Origin="https://elders.invalid")
    assert said["Access-Control-Allow-Origin"] == "*"


def test_core_uri_version(document: Any) -> None:
    assert all(server["url"].endswith("/v1") for server in document["servers"])
    assert not any("v1" in path for path in document["paths"])


def test_core_semver(document: Any) -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", document["info"]["version"])
    assert document["info"]["version"] == VERSION


def test_core_version_header() -> None:
    published()
    for path in ("regios", "regios/bestaat-niet", "cijfers?onzin=1", "openapi.json", "nergens"):
        assert get(path)["API-Version"] == VERSION


def test_core_naming_collections(document: Any) -> None:
    assert {path.split("/")[1] for path in document["paths"]} == set(COLLECTIONS)


def test_core_path_segments_kebab_case(document: Any) -> None:
    for path in document["paths"]:
        assert all(KEBAB.fullmatch(part) for part in path.strip("/").split("/")), path


def test_core_query_keys_camel_case(document: Any) -> None:
    for path, one in parameters(document, "query"):
        assert CAMEL.fullmatch(one["name"]), (path, one["name"])
    for name, key, _value in schemas(document):
        assert CAMEL.fullmatch(key), (name, key)


def test_core_no_trailing_slash(document: Any) -> None:
    assert not [path for path in document["paths"] if path.endswith("/")]
    said = get("regios/")
    assert said.status_code == 404 and "Location" not in said


def test_core_nested_child(document: Any) -> None:
    assert "/bouwstenen/{slug}/mijlpalen" in document["paths"]
    assert "/cijfers/{sleutel}/rondes/{ronde}" in document["paths"]


def test_core_http_methods(document: Any) -> None:
    assert {method for _path, method, _operation in operations(document)} == {"get", "put", "post"}


def test_core_http_response_code() -> None:
    RegionFactory(name="Drenthe", slug="drenthe")
    assert [get(path).status_code for path in ("regios", "regios/drenthe", "regios/elders")] == [
        200,
        200,
        404,
    ]
    assert Client().post("/api/v1/regios", {}, content_type="application/json").status_code in (401, 403, 405)


def test_core_http_safety() -> None:
    RegionFactory(name="Drenthe", slug="drenthe")
    assert get("regios").content == get("regios").content
    assert Client().head("/api/v1/regios").status_code == 200


def test_core_stateless() -> None:
    assert not get("regios").cookies


def test_core_date_time_format(document: Any) -> None:
    kinds = {key: value.get("format") for _name, key, value in schemas(document)}
    assert kinds["openbaarVanaf"] == "date-time"
    assert kinds["peildatum"] == "date"  # date-omit-time-portion
    assert kinds["datum"] == "date"


def test_core_date_time_timezone() -> None:
    published()
    (report,) = get("rapportages").json()["resultaten"]
    assert all(version["openbaarVanaf"].endswith("Z") for version in report["versies"])


def test_core_error_handling_problem_details(document: Any) -> None:
    published()
    for path in ("regios/elders", "regios/", "nergens", "cijfers?status=x", "cijfers?pagina=99"):
        said = get(path)
        assert said["Content-Type"] == "application/problem+json", path
        found = said.json()
        assert found["status"] == said.status_code and found["title"] and found["detail"]
    for path, method, operation in operations(document):
        for status, answer in operation["responses"].items():
            if status >= "400":
                assert list(answer["content"]) == ["application/problem+json"], (path, method, status)


def test_core_error_handling_invalid_input() -> None:
    published()
    assert get("cijfers?status=x").status_code == 400
    assert get("regios?gemeente=Emmen").status_code == 400


def test_core_error_handling_all_errors() -> None:
    published()
    assert len(get("cijfers?status=x&onzin=1&ronde=!").json()["errors"]) == 3


def test_core_transport_security_headers() -> None:
    for path in ("regios", "nergens", "openapi.json"):
        said = get(path)
        assert said["Cache-Control"] == "no-store"
        assert said["Content-Security-Policy"] == "frame-ancestors 'none'"
        assert said["X-Content-Type-Options"] == "nosniff"
        assert said["X-Frame-Options"] == "DENY"
        assert said["Content-Type"]


def test_core_transport_tls(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31_536_000
    RegionFactory(name="Drenthe", slug="drenthe")
    said = Client().get("/api/v1/regios", secure=True)
    assert said["Strict-Transport-Security"].startswith("max-age=31536000")


def test_core_transport_cors() -> None:
    asked = {"Origin": "https://elders.invalid", "Access-Control-Request-Method": "GET"}
    said = Client().options("/api/v1/regios", headers=asked)
    assert said.status_code == 204 and said["Access-Control-Allow-Origin"] == "*"
    assert "Authorization" in said["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in said


def test_core_transport_no_sensitive_uris(document: Any) -> None:
    names = {one["name"].lower() for _path, one in parameters(document, "query")}
    assert not names & {"token", "wachtwoord", "email", "naam"}


def test_core_hide_implementation(document: Any) -> None:
    text = str(document["paths"]).lower()
    assert "django" not in text and "serializer" not in text
