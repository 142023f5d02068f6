"""The catalogue of the open data by DCAT-AP-NL 3.0, for catalogues that harvest it.

Everything has an address of its own, so that the same data always gives the same text.
"""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, RDF, RDFS, SKOS, XSD, Namespace

from .csvw import SUFFIX
from .listing import DataFile, DataSet

LICENCE = "http://creativecommons.org/publicdomain/zero/1.0/deed.nl"  # as DCAT-AP-NL writes it
EU = "http://publications.europa.eu/resource/authority/"
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")  # open: rdflib knows the words of version 2 only
DCATAP = Namespace("http://data.europa.eu/r5r/")
PREFIXES: dict[str, Any] = {
    "dcat": DCAT, "dcatap": DCATAP, "dct": DCTERMS, "foaf": FOAF, "skos": SKOS, "spdx": SPDX,
    "vcard": VCARD, "xsd": XSD,
}  # fmt: skip
PUBLIC = URIRef(f"{EU}access-right/PUBLIC")
DUTCH = URIRef(f"{EU}language/NLD")
THEMES = {"SOCI": "Bevolking en samenleving", "JUST": "Justitie, rechtsstelsel en openbare veiligheid"}
TYPES = {"csv": "CSV", "ods": "ODS", "xlsx": "XLSX", "json": "JSON"}
CSVW = URIRef("https://www.w3.org/TR/tabular-metadata/")
PROFILE = URIRef("https://modellen.geostandaarden.nl/dcat-ap-nl/")
STABLE = URIRef(f"{EU}planned-availability/STABLE")
# What a thing is that a field points at: the shapes of DCAT-AP ask it of each.
KINDS = {
    DCTERMS.accessRights: DCTERMS.RightsStatement, DCTERMS.conformsTo: DCTERMS.Standard,
    DCTERMS.format: DCTERMS.MediaTypeOrExtent, DCTERMS.language: DCTERMS.LinguisticSystem,
    DCTERMS.license: DCTERMS.LicenseDocument, DCTERMS.spatial: DCTERMS.Location,
    DCAT.mediaType: DCTERMS.MediaType, DCAT.landingPage: FOAF.Document, FOAF.page: FOAF.Document,
    FOAF.homepage: FOAF.Document, DCAT.accessURL: RDFS.Resource, DCAT.downloadURL: RDFS.Resource,
    DCAT.endpointURL: RDFS.Resource, DCAT.endpointDescription: RDFS.Resource,
    SPDX.algorithm: SPDX.ChecksumAlgorithm,
}  # fmt: skip
KEYWORDS = ("huiselijk geweld", "kindermishandeling", "regio’s", "voortgang")
ABOUT = (
    "Hoeveel regio’s in Nederland hoe ver zijn met de aanpak van huiselijk geweld en kindermishandeling, per "
    "meting, met noemer, uitspraak en codeboek. Alleen aantallen, geen namen van regio’s."
)


def catalogue(sets: Sequence[DataSet], series: DataSet) -> Graph:
    """The whole catalogue: a data set per version, the series, and the API."""
    graph = Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)
    _shared(graph)
    home, service = _here("/data/#catalogus"), _here("/api/#dienst")
    told = {
        RDF.type: DCAT.Catalog,
        DCTERMS.title: _said("Open data van Geweld hoort nergens thuis"),
        DCTERMS.description: _said("De cijfers en codeboeken van alle voortgangsrapportages."),
        DCTERMS.license: URIRef(LICENCE), DCTERMS.conformsTo: PROFILE,
        DCTERMS.creator: _here("/data/#uitgever"), FOAF.homepage: _here(reverse("reports:data")),
        DCTERMS.language: DUTCH, DCAT.service: service,
    }  # fmt: skip
    _tell(graph, home, {**told, **_responsible()})
    for one in (series, *sets):
        graph.add((home, DCAT.dataset, _node(one)))
        _data_set(graph, one, service)
    for one in sets:
        graph.add((_node(series), DCAT.hasVersion, _node(one)))
    _service(graph, service, [series])
    for field, kind in KINDS.items():
        for thing in set(graph.objects(None, field)):
            graph.add((thing, RDF.type, kind))
    return graph


def as_turtle(graph: Graph) -> bytes:
    """The catalogue as Turtle."""
    return graph.serialize(format="turtle").encode()


def as_json_ld(graph: Graph) -> bytes:
    """The catalogue as JSON-LD, in a fixed order."""
    context = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    found = json.loads(graph.serialize(format="json-ld", context=context))
    return json.dumps(_ordered(found), ensure_ascii=False, indent=1, sort_keys=True).encode()


def mark_of(content: bytes) -> str:
    """What tells this text from any other."""
    return hashlib.sha256(content).hexdigest()[:32]


def _ordered(value: Any) -> Any:
    """Lists stand for sets here: in whatever order the graph gave them, the text is the same."""
    if isinstance(value, dict):
        return {key: _ordered(part) for key, part in value.items()}
    if isinstance(value, list):
        return sorted((_ordered(part) for part in value), key=lambda part: json.dumps(part, sort_keys=True))
    return value


def _data_set(graph: Graph, one: DataSet, service: URIRef) -> None:
    node, report = _node(one), one.version.report
    title = f"Cijfers bij {report.title_nl}, {one.version.label_nl}"
    about = f"{ABOUT} De antwoorden zijn voorbeeldgegevens." if one.version.example else ABOUT
    _tell(graph, node, {
        RDF.type: DCAT.Dataset, DCTERMS.title: _said("Cijfers, de hele reeks" if one.series else title),
        DCTERMS.description: _said(about),
        DCTERMS.identifier: Literal(one.address), DCTERMS.accessRights: PUBLIC,
        DCTERMS.creator: _here("/data/#uitgever"), **_responsible(), **_themes(),
        DCAT.keyword: [_said(word) for word in KEYWORDS], DCTERMS.language: DUTCH,
        DCTERMS.issued: _moment(one.version.publish_at), DCTERMS.modified: _moment(one.version.publish_at),
        DCTERMS.spatial: URIRef(f"{EU}country/NLD"),
        DCAT.version: Literal(f"{report.slug}-{one.version.number}"),
        DCAT.landingPage: URIRef(one.address), FOAF.page: _here("/data/"), DCTERMS.conformsTo: CSVW,
        DCAT.distribution: [URIRef(file.address) for file in (*one.figures, *one.codebook)],
    })  # fmt: skip
    for file in (*one.figures, *one.codebook):
        _distribution(graph, file, one, service)


def _distribution(graph: Graph, file: DataFile, one: DataSet, service: URIRef) -> None:
    node, mark = URIRef(file.address), URIRef(f"{file.address}#sha256")
    described = URIRef(f"{file.address.removesuffix(file.kind)}{SUFFIX}")  # its columns, in whatever form
    _tell(graph, node, {
        RDF.type: DCAT.Distribution, DCTERMS.title: _said(file.name), DCAT.accessURL: node,
        DCAT.downloadURL: node, DCTERMS.license: URIRef(LICENCE),
        DCTERMS.format: URIRef(f"{EU}file-type/{TYPES[file.kind]}"),
        DCAT.mediaType: URIRef(f"https://www.iana.org/assignments/media-types/{file.media}"),
        DCAT.byteSize: Literal(file.file.size, datatype=XSD.nonNegativeInteger),
        DCTERMS.language: DUTCH, DCTERMS.modified: _moment(one.version.publish_at),
        DCTERMS.conformsTo: described, SPDX.checksum: mark,
        DCAT.accessService: service, DCATAP.availability: STABLE,
    })  # fmt: skip
    _tell(graph, mark, {
        RDF.type: SPDX.Checksum, SPDX.algorithm: SPDX.checksumAlgorithm_sha256,
        SPDX.checksumValue: Literal(file.file.checksum, datatype=XSD.hexBinary),
    })  # fmt: skip


def _service(graph: Graph, node: URIRef, served: list[DataSet]) -> None:
    _tell(graph, node, {
        RDF.type: DCAT.DataService, DCTERMS.title: _said("API van de GHNT Monitor"),
        DCTERMS.description: _said("De cijfers, vragenlijsten en rapportages voor programma’s."),
        DCTERMS.identifier: Literal(str(node)), DCTERMS.accessRights: PUBLIC,
        DCTERMS.license: URIRef(LICENCE), DCAT.endpointURL: _here("/api/v1"),
        DCAT.endpointDescription: _here(reverse("api:openapi")), DCAT.landingPage: _here(reverse("api_page")),
        DCAT.servesDataset: [_node(one) for one in served], DCTERMS.language: DUTCH,
        DCTERMS.creator: _here("/data/#uitgever"), DCAT.keyword: [_said(word) for word in KEYWORDS],
        **_responsible(), **_themes(),
    })  # fmt: skip


def _shared(graph: Graph) -> None:
    """Who publishes and whom to ask, and the words of the lists that are pointed at."""
    _tell(graph, _here("/data/#uitgever"), {
        RDF.type: FOAF.Agent, FOAF.name: _said(settings.CONTACT["name"]),
        FOAF.homepage: URIRef(settings.CONTACT["url"]),
    })  # fmt: skip
    _tell(graph, _here("/data/#contact"), {
        RDF.type: VCARD.Kind, VCARD.fn: _said(settings.CONTACT["name"]),
        VCARD.hasEmail: URIRef(f"mailto:{settings.CONTACT['email']}"),
        VCARD.hasURL: URIRef(settings.CONTACT["url"]),
    })  # fmt: skip
    for code, name in THEMES.items():
        _tell(graph, URIRef(f"{EU}data-theme/{code}"), {RDF.type: SKOS.Concept, SKOS.prefLabel: _said(name)})
    _tell(graph, STABLE, {RDF.type: SKOS.Concept, SKOS.prefLabel: _said("stabiel")})


def _responsible() -> dict[Any, Any]:
    return {DCTERMS.publisher: _here("/data/#uitgever"), DCAT.contactPoint: _here("/data/#contact")}


def _themes() -> dict[Any, Any]:
    return {DCAT.theme: [URIRef(f"{EU}data-theme/{code}") for code in THEMES]}


def _tell(graph: Graph, node: URIRef, facts: dict[Any, Any]) -> None:
    for name, value in facts.items():
        for one in value if isinstance(value, list) else [value]:
            graph.add((node, name, one))


def _node(one: DataSet) -> URIRef:
    """The data set itself, beside the page about it."""
    return URIRef(f"{one.address}#gegevens")


def _here(path: str) -> URIRef:
    return URIRef(settings.SITE_URL + path)


def _said(text: str) -> Literal:
    return Literal(text, lang="nl")


def _moment(moment: Any) -> Literal:
    return Literal(moment.isoformat(), datatype=XSD.dateTime)
