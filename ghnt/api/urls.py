"""Addresses of the API: Dutch nouns in the plural, no slash at the end."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer

from buildingblocks import api as blocks
from projectpool import api as projects
from regions import api as regions
from reports.api import figures, milestones, reports, rounds
from roundtables import api as answers

from . import problems, schema  # noqa: F401  # the schema tells the generator how tokens work

app_name = "api"
V1 = [
    path("regios", regions.Regios.as_view(), name="regios"),
    path("regios/<slug:slug>", regions.Regio.as_view(), name="regio"),
    path("actielijnen", blocks.Actielijnen.as_view(), name="actielijnen"),
    path("actielijnen/<slug:slug>", blocks.Actielijn.as_view(), name="actielijn"),
    path("bouwstenen", blocks.Bouwstenen.as_view(), name="bouwstenen"),
    path("bouwstenen/<slug:slug>", blocks.Bouwsteen.as_view(), name="bouwsteen"),
    path("bouwstenen/<slug:slug>/mijlpalen", milestones.Mijlpalen.as_view(), name="mijlpalen"),
    path("bouwstenen/<slug:slug>/mijlpalen/<int:nummer>", milestones.Mijlpaal.as_view(), name="mijlpaal"),
    path(
        "bouwstenen/<slug:slug>/mijlpalen/<int:nummer>/verplaatsingen",
        milestones.Verplaatsingen.as_view(),
        name="verplaatsingen",
    ),
    path("rondes", rounds.Rondes.as_view(), name="rondes"),
    path("rondes/<slug:sleutel>", rounds.Ronde.as_view(), name="ronde"),
    path("vragenlijsten", rounds.Vragenlijsten.as_view(), name="vragenlijsten"),
    path("vragenlijsten/<slug:versie>", rounds.Vragenlijst.as_view(), name="vragenlijst"),
    path("indicatoren", figures.Indicatoren.as_view(), name="indicatoren"),
    path("indicatoren/<slug:sleutel>", figures.IndicatorDetail.as_view(), name="indicator"),
    path("cijfers", figures.Cijfers.as_view(), name="cijfers"),
    path("cijfers/<slug:sleutel>/rondes/<slug:ronde>", figures.Cijfer.as_view(), name="cijfer"),
    path("projecten", projects.Projecten.as_view(), name="projecten"),
    path("projecten/<slug:sleutel>", projects.ProjectDetail.as_view(), name="project"),
    path("projecten/<slug:sleutel>/verslagen", projects.Verslagen.as_view(), name="verslagen"),
    path(
        "projecten/<slug:sleutel>/verslagen/<int:nummer>/antwoorden/<slug:vraag>",
        projects.VerslagAntwoord.as_view(),
        name="verslagantwoord",
    ),
    path("inzendingen", answers.Inzendingen.as_view(), name="inzendingen"),
    path("antwoorden", answers.Antwoorden.as_view(), name="antwoorden"),
    path(
        "rondes/<slug:ronde>/inzendingen/<slug:regio>/antwoorden/<slug:vraag>",
        answers.Antwoord.as_view(),
        name="antwoord",
    ),
    path("rapportages", reports.Rapportages.as_view(), name="rapportages"),
    path("rapportages/<slug:slug>", reports.Rapportage.as_view(), name="rapportage"),
]


def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document of this version, for everybody."""
    return HttpResponse(_document(), content_type="application/json")


@cache
def _document() -> bytes:
    """Made once in each process: it follows from the code and the settings."""
    patterns = [path("api/v1/", include(V1))]
    generator: Any = SchemaGenerator
    document = generator(patterns=patterns).get_schema(request=None, public=True)
    return bytes(OpenApiJsonRenderer().render(document))


urlpatterns = [
    path("v1/openapi.json", openapi, name="openapi"),
    path("v1/", include(V1)),
    re_path(r"^(?P<path>.*)$", problems.not_there, name="not_there"),
]
