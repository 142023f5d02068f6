"""The register of projects for everybody, and project reports for who may read and write them."""

from typing import Any, ClassVar

from django.db.models import Prefetch
from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api import IF_MATCH, DoesNotFit, person_of
from questionnaires.actions import Save, Saved
from questionnaires.api import AntwoordSerializer, GegevenAntwoordSerializer, put_answer
from questionnaires.models import Answer, AnswerState, Question
from regions.lines import Lines

from .actions.reporting import save_answer
from .errors import PoolError
from .following.desk import Desk
from .following.report_page import report_for
from .models import Project, ProjectReport
from .register.entries import Entry, Part, Stand, entry_of
from .register.projects import Filters, entry, projects


class DeelnemerSerializer(serializers.Serializer[Part]):
    """Een regio in een project."""

    regio = serializers.SlugField(source="slug", help_text="De slug van de regio.")
    penvoerder = serializers.BooleanField(source="lead", help_text="Of deze regio het project aanvroeg.")
    deelVanRegio = serializers.BooleanField(
        source="partial", help_text="Of maar een deel van de regio meedoet."
    )
    bedrag = serializers.IntegerField(
        source="amount", allow_null=True, help_text="Het deel van het geld in eurocenten; null: niet bekend."
    )


class ProjectSerializer(serializers.Serializer[Entry]):
    """Een project van de projectenpool. Een gezamenlijk project staat er één keer, met al zijn regio’s."""

    sleutel = serializers.SlugField(source="key", help_text="Het project in adressen.")
    titel = serializers.CharField(source="title", help_text="De titel, of een werktitel.")
    pool = serializers.CharField(help_text="De sleutel van de pool.")
    regios = DeelnemerSerializer(source="parts", many=True, help_text="De regio’s, de penvoerder eerst.")
    themas = serializers.SerializerMethodField(help_text="De sleutels van de thema’s.")
    jaren = serializers.ListField(source="years", child=serializers.IntegerField(), help_text="De jaren.")
    bedrag = serializers.IntegerField(
        source="amount", allow_null=True, help_text="In eurocenten; null: er is geen bedrag gepubliceerd."
    )
    eersteDag = serializers.DateField(source="starts_on", allow_null=True, help_text="Null: niet bekend.")
    laatsteDag = serializers.DateField(source="ends_on", allow_null=True, help_text="Null: niet bekend.")
    stand = serializers.ChoiceField(choices=[str(one) for one in Stand], help_text="Hoe ver het project is.")
    gezamenlijk = serializers.ChoiceField(
        source="joint", choices=Project.Joint.values, help_text="yes, no of unknown: de bron zegt het niet."
    )
    voorbeeld = serializers.BooleanField(source="example", help_text="Of het project verzonnen is.")

    def get_themas(self, entry: Entry) -> list[str]:
        """In the order of the pool's table."""
        return [theme.key for theme in entry.themes]


class ProjectenVraag(serializers.Serializer[Any]):
    """Which projects."""

    thema = serializers.SlugField(required=False, help_text="De slug van een thema.")
    regio = serializers.SlugField(required=False, help_text="De slug van een regio.")
    jaar = serializers.IntegerField(required=False, min_value=1900, max_value=2100, help_text="Een jaar.")
    stand = serializers.ChoiceField(
        required=False, choices=[str(one) for one in Stand], help_text="Alleen met deze stand."
    )


@extend_schema_view(
    get=extend_schema(
        operation_id="projecten",
        summary="Alle projecten",
        tags=["projectenpool"],
        parameters=[ProjectenVraag],
    )
)
class Projecten(Lines):
    """De projecten van alle pools, de nieuwste pool eerst."""

    serializer_class = ProjectSerializer
    query = ProjectenVraag
    sorting: ClassVar[dict[str, str]] = {
        "sleutel": "key", "bedrag": "amount", "eersteDag": "starts_on", "laatsteDag": "ends_on",
    }  # fmt: skip
    asked: dict[str, Any]

    def get_queryset(self) -> Any:
        """The register."""
        return projects()

    def narrow(self, found: Any) -> Any:
        """The projects as asked."""
        asked = self.asked
        filters = Filters(
            theme=asked.get("thema", ""), region=asked.get("regio", ""), year=asked.get("jaar", 0),
            stand=asked.get("stand", ""),
        )  # fmt: skip
        return found.filter(filters.condition)

    def shown(self, one: Project) -> Entry:
        """As the register shows it."""
        return entry_of(one)


@extend_schema_view(get=extend_schema(operation_id="project", summary="Eén project", tags=["projectenpool"]))
class ProjectDetail(generics.RetrieveAPIView[Any]):
    """Eén project."""

    serializer_class = ProjectSerializer
    lookup_field = "sleutel"

    def get_object(self) -> Entry:
        """The project; 404 when there is none."""
        found = entry(self.kwargs["sleutel"])
        if found is None:
            raise Http404(_("Dit project bestaat niet."))
        return found


class VerslagSerializer(serializers.Serializer[ProjectReport]):
    """Een verslag van een project, voor zijn regio’s en het programmateam."""

    id = serializers.IntegerField(source="pk", help_text="Het verslag in adressen.")
    soort = serializers.ChoiceField(
        source="kind", choices=ProjectReport.Kind.values, help_text="half_year of final."
    )
    vanaf = serializers.DateField(source="period_from", help_text="De eerste dag van de periode.")
    totEnMet = serializers.DateField(source="period_until", help_text="De laatste dag van de periode.")
    uiterlijk = serializers.DateField(source="due_on", help_text="Wanneer het verslag binnen moet zijn.")
    stand = serializers.ChoiceField(
        source="state", choices=ProjectReport.State.values, help_text="open, submitted, returned of approved."
    )
    antwoorden = GegevenAntwoordSerializer(source="sheet.answers", many=True, help_text="De antwoorden.")


def _desk(request: Request, key: str) -> Desk:
    """The project before this reader; 404 unless its reports are for them."""
    found = Project.objects.filter(key=key).prefetch_related("project_regions").first()
    desk = Desk(person_of(request), found) if found else None
    if desk is None or not desk.may_read:
        raise Http404(_("Dit project bestaat niet, of de verslagen zijn niet voor u."))
    return desk


@extend_schema_view(
    get=extend_schema(
        operation_id="verslagen", summary="De verslagen van een project", tags=["projectenpool"]
    )
)
class Verslagen(Lines):
    """De verslagen van een project, de eerste eerst."""

    serializer_class = VerslagSerializer

    def get_queryset(self) -> Any:
        """Those of one project that this reader may read."""
        if getattr(self, "swagger_fake_view", False):
            return ProjectReport.objects.none()
        found = _desk(self.request, self.kwargs["sleutel"]).project.reports
        answers = Answer.objects.exclude(state=AnswerState.OPEN).select_related("question")
        told = Prefetch("sheet__answers", answers.prefetch_related("choices__option"))
        return found.select_related("sheet").prefetch_related(told).order_by("due_on", "pk")


class VerslagAntwoord(APIView):
    """Eén antwoord in een verslag van een project."""

    @extend_schema(
        operation_id="verslagAntwoordGeven", summary="Een antwoord in een verslag geven of wijzigen",
        tags=["projectenpool"],
        parameters=[
            OpenApiParameter("sleutel", str, "path"), OpenApiParameter("nummer", int, "path"),
            OpenApiParameter("vraag", str, "path"), IF_MATCH,
        ],
        request=AntwoordSerializer, responses=GegevenAntwoordSerializer,
    )  # fmt: skip
    def put(self, request: Request, sleutel: str, nummer: int, vraag: str) -> Response:
        """Geeft een antwoord in een verslag, zolang het bij de regio is. De projectleider dient het in."""
        desk = _desk(request, sleutel)
        report = report_for(desk, nummer)
        question = Question.objects.filter(questionnaire=report.sheet.questionnaire_id, key=vraag).first()
        if question is None:
            raise Http404(_("Dit verslag heeft deze vraag niet."))

        def store(save: Save) -> Saved:
            return save_answer(by=person_of(request), report=report, save=save)

        put_answer(request, report.sheet, question, store, (PoolError,))
        answer = report.sheet.answers.filter(question=question).first()
        if answer is None:
            raise DoesNotFit(_("Een leeg antwoord op een vraag zonder antwoord wijzigt niets."))
        return Response(GegevenAntwoordSerializer(answer).data, headers={"ETag": f'"{answer.revision}"'})
