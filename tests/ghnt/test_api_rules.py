"""The Dutch government's API Design Rules (2.2), a test for each, on the document and on live answers.

What only people can keep, such as how long an old version stays, is tried as far as the product holds it.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openapi_schema_validator import OAS30Validator
from openapi_spec_validator import validate

from accounts.tokens import make_token
from ghnt.api import VERSION, deprecation
from ghnt.api.changes import CHANGES
from ghnt.api.examples import EXAMPLES
from tests.accounts.people import Kind, somebody
from tests.regions.factories import RegionFactory
from tests.reports.readers import published
from tests.roundtables.factories import SubmissionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]
RULES = (
    "core/naming-resources",
    "core/naming-collections",
    "core/interface-language",
    "core/no-trailing-slash",
    "core/path-segments-kebab-case",
    "core/query-keys-camel-case",
    "core/hide-implementation",
    "core/date-time/format",
    "core/date-time/timezone",
    "core/date-time/date-omit-time-portion",
    "core/http-methods",
    "core/http-safety",
    "core/http-response-code",
    "core/stateless",
    "core/nested-child",
    "core/resource-operations",
    "core/error-handling/problem-details",
    "core/error-handling/invalid-input",
    "core/error-handling/all-errors",
    "core/doc-openapi",
    "core/doc-openapi-contact",
    "core/doc-language",
    "core/publish-openapi",
    "core/deprecation-schedule",
    "core/transition-period",
    "core/uri-version",
    "core/changelog",
    "core/semver",
    "core/version-header",
    "core/transport/tls",
    "core/transport/no-sensitive-uris",
    "core/transport/security-headers",
    "core/transport/cors",
    "core/modules/geospatial",
    "core/modules/signing",
    "core/modules/encryption",
)
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*|\{\w+\}")
CAMEL = re.compile(r"[a-z][a-z0-9]*([A-Z][a-z0-9]*)*")
# Words of the code that must not show: who reads the API needs no English, and not to know what is inside.
ENGLISH = {
    "name", "title", "value", "key", "label", "text", "date", "number", "state", "kind", "type", "round",
    "region", "figure", "base", "answer", "comment", "version", "question", "options", "amount", "years",
    "theme", "block", "source", "section", "visible", "created", "updated", "count", "next", "previous",
    "results", "page", "size", "order", "filter", "search", "url", "uuid", "pk", "model", "queryset",
    "serializer",
}  # fmt: skip
VERBS = re.compile(
    r"(opvragen|registreren|toevoegen|wijzigen|verplaatsen|ophalen|get|set|list|create|update|delete)$"
)
CSV = "text/csv"
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


def test_every_rule_has_a_test_that_bears_its_name() -> None:
    assert len(RULES) == len(set(RULES)) == 36
    missing = [rule for rule in RULES if "test_" + re.sub(r"[/-]", "_", rule) not in globals()]
    assert not missing


def test_core_doc_openapi(document: Any) -> None:
    assert document["openapi"] == "3.0.3"
    validate(document)
    assert not [
        (name, key) for name, key, value in schemas(document) if value.get("nullable") and "type" not in value
    ]


def test_everything_has_an_example_that_is_what_it_says(document: Any) -> None:
    """Pages say theirs field by field; what is one of a few words needs none."""
    components = document["components"]
    whole = {name for name in components["schemas"] if not re.match("Paginated|.*Enum$|Probleem$", name)}
    assert whole == set(EXAMPLES)
    for name in whole:
        schema = {"$ref": f"#/components/schemas/{name}", "components": components}
        faults = [one.message for one in OAS30Validator(schema).iter_errors(EXAMPLES[name])]
        assert not faults, (name, faults)
        fields = set(components["schemas"][name]["properties"])
        assert set(EXAMPLES[name]) == fields, name


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
    assert said.json()["paths"], "without a token"


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


def test_core_changelog() -> None:
    page = Client().get("/api/").content.decode()
    assert VERSION in CHANGES and f"<dt>{VERSION}</dt>" in page
    assert all(CHANGES.values()), "a version says what changed"
    numbers = [tuple(map(int, version.split("."))) for version in CHANGES]
    assert numbers == sorted(numbers, reverse=True) and numbers[0] == tuple(map(int, VERSION.split(".")))


def test_core_deprecation_schedule(document: Any) -> None:
    """Published on a page, and told in headers: tests/ghnt/test_api_deprecation.py tries them."""
    assert 'id="verdwijnt"' in Client().get("/api/").content.decode()
    for one in deprecation.DEPRECATED:
        assert one.instead and one.until.strftime("%d-%m-%Y") in str(document)


def test_core_transition_period() -> None:
    assert deprecation.LEAST.days >= 180
    assert all(one.until - one.since >= deprecation.LEAST for one in deprecation.DEPRECATED)


def test_core_naming_resources(document: Any) -> None:
    segments = {part for path in document["paths"] for part in path.split("/") if part and "{" not in part}
    assert not [part for part in segments if VERBS.fullmatch(part)]


def test_core_naming_collections(document: Any) -> None:
    assert {path.split("/")[1] for path in document["paths"]} == set(COLLECTIONS)
    for path, method, operation in operations(document):
        collection = method == "get" and "paginaGrootte" in str(operation["parameters"])
        assert not collection or path.endswith(("s", "en")), path


def test_core_interface_language(document: Any) -> None:
    """Fields of errors are called as RFC 9457 says."""
    named = {key for name, key, _value in schemas(document) if name != "Probleem"}
    asked = {one["name"] for where in ("query", "path") for _path, one in parameters(document, where)}
    assert not (named | asked) & ENGLISH


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


def test_core_resource_operations(document: Any) -> None:
    """Moving a milestone is a thing below it, not a verb."""
    moving = document["paths"]["/bouwstenen/{slug}/mijlpalen/{nummer}/verplaatsingen"]
    assert list(moving) == ["post"]
    posts = [path for path, method, _operation in operations(document) if method == "post"]
    assert all(re.search(r"/[a-z-]+(s|en)$", path) for path in posts)


def test_core_http_methods(document: Any) -> None:
    assert {method for _path, method, _operation in operations(document)} == {"get", "put", "post"}
    RegionFactory(slug="drenthe")
    for path in ("regios", "regios/drenthe"):
        said = Client().delete(f"/api/v1/{path}")
        assert said.status_code == 405 and said["Allow"] == "GET, HEAD, OPTIONS"


def test_core_http_response_code() -> None:
    RegionFactory(name="Drenthe", slug="drenthe")
    assert [get(path).status_code for path in ("regios", "regios/drenthe", "regios/elders")] == [
        200,
        200,
        404,
    ]
    assert Client().post("/api/v1/regios", {}, content_type="application/json").status_code == 405
    where = "/api/v1/bouwstenen/x/mijlpalen"
    assert Client().post(where, {}, content_type="application/json").status_code == 401
    assert Client().get("/api/v1/regios", headers={"Accept": "application/xml"}).status_code == 406


def test_core_http_safety() -> None:
    RegionFactory(name="Drenthe", slug="drenthe")
    assert get("regios").content == get("regios").content
    assert Client().head("/api/v1/regios").status_code == 200


def test_core_stateless() -> None:
    assert not get("regios").cookies


def test_core_date_time_format(document: Any) -> None:
    kinds = {key: value.get("format") for _name, key, value in schemas(document)}
    assert kinds["openbaarVanaf"] == "date-time"
    for name, key, value in schemas(document):
        about_a_day = re.search(r"(datum|Dag|slotenOp|vanaf|totEnMet|uiterlijk)$", key)
        assert not about_a_day or value["format"] in ("date", "date-time"), (name, key)


def test_core_date_time_date_omit_time_portion(document: Any) -> None:
    kinds = {key: value.get("format") for _name, key, value in schemas(document)}
    days = ("peildatum", "datum", "geslotenOp", "eersteDag", "laatsteDag", "vanaf", "totEnMet", "uiterlijk")
    assert {kinds[day] for day in days} == {"date"}
    moments = {key for key, kind in kinds.items() if kind == "date-time"}
    assert moments == {"openbaarVanaf", "laatstIngediend"}, "the moment matters in each of these"


def test_core_date_time_timezone() -> None:
    published()
    (report,) = get("rapportages").json()["resultaten"]
    assert all(version["openbaarVanaf"].endswith("Z") for version in report["versies"])
    SubmissionFactory(response__round__state="open")
    until = timezone.now() + timedelta(days=1)
    token = make_token(by=somebody(Kind.PROGRAMME_MANAGER), name="proef", scope="read", until=until)
    for form in ("application/json", "application/x-ndjson"):
        said = get("inzendingen", Accept=form, Authorization=f"Bearer {token}")
        assert re.search(r'"laatstIngediend":"[0-9T:.-]+Z"', said.getvalue().decode())


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
    for path, form in (("regios", CSV), ("regios", "*/*"), ("nergens", "*/*"), ("openapi.json", "*/*")):
        said = get(path, Accept=form)
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
    unsafe = Client().get("/api/v1/regios")
    assert unsafe.status_code >= 300 and b"Drenthe" not in unsafe.content


def test_core_transport_cors() -> None:
    asked = {"Origin": "https://elders.invalid", "Access-Control-Request-Method": "GET"}
    said = Client().options("/api/v1/regios", headers=asked)
    assert said.status_code == 204 and said["Access-Control-Allow-Origin"] == "*"
    assert "Authorization" in said["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in said


def test_core_transport_no_sensitive_uris(document: Any) -> None:
    names = {one["name"].lower() for _path, one in parameters(document, "query")}
    assert not names & {"token", "wachtwoord", "email", "naam"}
    until = timezone.now() + timedelta(days=1)
    token = make_token(by=somebody(Kind.PROGRAMME_MANAGER), name="proef", scope="read", until=until)
    assert get(f"antwoorden?token={token}").status_code == 401, "a token in an address opens nothing"
    assert token not in get(f"regios?token={token}").content.decode()


def test_core_hide_implementation(document: Any) -> None:
    RegionFactory(slug="drenthe")
    text = str(document).lower()
    for path in ("regios", "regios/drenthe", "nergens", "regios?x=1"):
        for said in (Client().get(f"/api/v1/{path}"), Client().options(f"/api/v1/{path}")):
            text += said.content.decode().lower() + str(said.headers).lower()
    assert not [word for word in ("django", "serializer", "queryset", "sqlite", "postgres") if word in text]
    assert Client().options("/api/v1/regios").content == b"", "which methods there are stands in a header"


def test_core_modules_geospatial(document: Any) -> None:
    """Only for who gives coordinates: the API names regions, and the map is no part of it."""
    text = str(document).lower()
    assert not [word for word in ("geojson", "coordinates", "latitude", "crs", "bbox") if word in text]


def test_core_modules_signing(document: Any) -> None:
    """Only for who signs what is sent: nothing here is."""
    assert not [one for one in ("jws", "jades", "signature") if one in str(document).lower()]


def test_core_modules_encryption(document: Any) -> None:
    """Only for who encrypts what is sent: TLS does that here."""
    assert not [one for one in ("jwe", "jose", "encrypt") if one in str(document).lower()]
