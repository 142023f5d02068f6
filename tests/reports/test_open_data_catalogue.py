"""A national catalogue harvests ours: every field that DCAT-AP-NL 3.0 demands is there, in both forms."""

import warnings
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, FOAF, RDF, Namespace

from reports.models import ReportFile
from tests.reports.factories import ReportVersionFactory
from tests.reports.readers import published

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DCAT = Namespace("http://www.w3.org/ns/dcat#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
FORMS = {"ttl": "turtle", "jsonld": "json-ld"}
MANY = 99
# Mandatory fields by class, with how many there may be: the shapes of DCAT-AP 3.0 and DCAT-AP-NL 3.0.
MANDATORY = {
    DCAT.Catalog: {
        DCTERMS.title: MANY, DCTERMS.description: MANY, DCTERMS.publisher: 1, DCAT.contactPoint: 1,
        DCAT.dataset: MANY,
    },
    DCAT.Dataset: {
        DCTERMS.title: MANY, DCTERMS.description: MANY, DCTERMS.accessRights: 1, DCTERMS.identifier: 1,
        DCTERMS.publisher: 1, DCTERMS.creator: MANY, DCAT.contactPoint: MANY, DCAT.theme: MANY,
    },
    DCAT.Distribution: {DCAT.accessURL: MANY, DCTERMS.license: 1},
    DCAT.DataService: {
        DCTERMS.title: MANY, DCTERMS.description: MANY, DCTERMS.accessRights: 1, DCTERMS.identifier: 1,
        DCTERMS.license: 1, DCTERMS.publisher: 1, DCAT.contactPoint: MANY, DCAT.endpointURL: MANY,
        DCAT.endpointDescription: MANY, DCAT.theme: MANY,
    },
    FOAF.Agent: {FOAF.name: MANY},
    VCARD.Kind: {VCARD.fn: MANY, VCARD.hasEmail: MANY},
    SPDX.Checksum: {SPDX.algorithm: 1, SPDX.checksumValue: 1},
}  # fmt: skip
RECOMMENDED = {
    DCAT.Dataset: {DCTERMS.conformsTo, FOAF.page, DCAT.landingPage, DCTERMS.language},
    DCAT.Distribution: {DCAT.downloadURL, DCTERMS.language, DCAT.accessService, DCTERMS.conformsTo},
    DCAT.Catalog: {DCTERMS.creator},
    DCAT.DataService: {DCTERMS.creator, DCAT.keyword, DCTERMS.language},
}


def harvested(form: str) -> Graph:
    """The catalogue as a harvester reads it."""
    said = Client().get(f"/data/catalogus.{form}")
    assert said.status_code == 200
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # rdflib's reader of JSON-LD uses an old part of it
        return Graph().parse(data=said.content, format=FORMS[form])


def missing(graph: Graph) -> list[str]:
    """What lacks, or is there too often."""
    wrong = []
    for kind, fields in MANDATORY.items():
        nodes = list(graph.subjects(RDF.type, kind))
        wrong += [] if nodes else [f"no {kind}"]
        for node in nodes:
            for field, most in fields.items():
                number = len(list(graph.objects(node, field)))
                wrong += [] if 1 <= number <= most else [f"{node}: {number} x {field}"]
    return wrong


@pytest.mark.parametrize("form", FORMS)
def test_no_mandatory_field_lacks(form: str) -> None:
    published()
    graph = harvested(form)
    assert missing(graph) == []
    for kind, fields in RECOMMENDED.items():
        for node in graph.subjects(RDF.type, kind):
            assert fields <= set(graph.predicates(node)), node


def test_what_lacks_would_be_seen() -> None:
    """Each field once taken out: the check above says so."""
    published()
    whole = harvested("ttl")
    for kind, fields in MANDATORY.items():
        for field in fields:
            graph = Graph() + whole
            node = next(graph.subjects(RDF.type, kind))
            graph.remove((node, field, None))
            assert missing(graph), (kind, field)


def test_both_forms_say_the_same_and_say_it_again_the_same() -> None:
    published()
    assert isomorphic(harvested("ttl"), harvested("jsonld"))
    for form in FORMS:
        first = Client().get(f"/data/catalogus.{form}")
        again = Client().get(f"/data/catalogus.{form}", headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304
        assert first["Cache-Control"] == "public, no-cache"
        assert Client().get(f"/data/catalogus.{form}").content == first.content


def test_every_version_is_a_data_set_and_the_series_is_one_too() -> None:
    version = published()
    second = ReportVersionFactory(
        report=version.report, number=2, state="approved", publish_at=timezone.now(), checksum="d" * 64
    )
    second.snapshots.set(version.snapshots.all())
    later = ReportVersionFactory(
        report=version.report, number=3, state="approved", publish_at=timezone.now() + timedelta(days=1)
    )
    later.snapshots.set(version.snapshots.all())
    graph = harvested("ttl")
    found = {
        str(node).partition("/data/")[2].removesuffix("#gegevens")
        for node in graph.subjects(RDF.type, DCAT.Dataset)
    }
    assert found == {"reeks/", "vijfde/1/", "vijfde/2/"}, "what is under embargo does not exist"
    (series,) = [node for node in graph.subjects(RDF.type, DCAT.Dataset) if "/reeks/" in str(node)]
    assert len(list(graph.objects(series, DCAT.hasVersion))) == 2


def test_a_harvester_finds_the_files_and_can_check_them() -> None:
    published()
    graph = harvested("ttl")
    client = Client()
    nodes = list(graph.subjects(RDF.type, DCAT.Distribution))
    assert len(nodes) == 16  # two tables in four forms, of the version and of the series
    for node in nodes:
        path = str(graph.value(node, DCAT.downloadURL)).partition("/data/")[2]
        said = client.get(f"/data/{path}")
        assert said.status_code == 200
        assert graph.value(node, DCAT.byteSize) == Literal(
            len(said.content), datatype="http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
        )
        mark = graph.value(graph.value(node, SPDX.checksum), SPDX.checksumValue)
        name = path.rpartition("/")[2]
        assert str(mark).lower() == ReportFile.objects.get(name=name).checksum
        assert "publicdomain/zero" in str(graph.value(node, DCTERMS.license))
        for described in graph.objects(node, DCTERMS.conformsTo):
            assert client.get("/data/" + str(described).partition("/data/")[2]).status_code == 200
    for one in graph.objects(None, DCAT.landingPage):
        assert isinstance(one, URIRef)
        path = "/" + str(one).split("/", 3)[3]
        assert client.get(path).status_code == 200, path


def test_without_a_published_report_there_is_no_catalogue() -> None:
    published(state="draft")
    assert {Client().get(f"/data/catalogus.{form}").status_code for form in FORMS} == {404}
