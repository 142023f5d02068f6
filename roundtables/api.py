"""What regions answer, for systems of people who may read it; and a region's own system that answers.

Writing goes through the same action, the same checks and the same revisions as the screens.
"""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.utils.translation import gettext as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response as Answered
from rest_framework.views import APIView

from accounts.api import IF_MATCH, DoesNotFit, person_of
from accounts.policy import Deed, Reach, reach
from questionnaires.actions import Save, Saved
from questionnaires.api import AntwoordSerializer, GegevenAntwoordSerializer, put_answer
from questionnaires.models import Answer, Question
from regions.lines import Lines

from .actions.filling import save_answer
from .answer_list import AnswersOnPages, answers_within, lines_of
from .errors import RoundError
from .models import Response, Round, Submission


def reads(request: Request) -> Reach:
    """Where this reader may see answers; refused without a token, or when that is nowhere."""
    if not request.user.is_authenticated:
        raise exceptions.NotAuthenticated(_("Hiervoor hebt u een token nodig."))
    found = reach(request.user, Deed.READ_ANSWERS)
    if not found:
        raise exceptions.PermissionDenied(_("U mag geen antwoorden van regio’s lezen."))
    return found


class RegioAntwoordSerializer(GegevenAntwoordSerializer):
    """Het antwoord van een regio op een vraag in een ronde."""

    vraag = serializers.SlugField(source="question_key", help_text="De sleutel van de vraag.")
    ronde = serializers.SlugField(source="round_key", help_text="De sleutel van de ronde.")
    regio = serializers.SlugField(source="region_slug", help_text="De regio.")


class AntwoordenVraag(serializers.Serializer[Any]):
    """Which answers."""

    ronde = serializers.SlugField(required=False, help_text="De sleutel van een ronde.")
    regio = serializers.SlugField(required=False, help_text="De slug van een regio.")
    vraag = serializers.SlugField(required=False, help_text="De sleutel van een vraag.")


@extend_schema_view(
    get=extend_schema(
        operation_id="antwoorden", summary="De antwoorden van regio’s", tags=["inzendingen"],
        parameters=[AntwoordenVraag],
    )
)  # fmt: skip
class Antwoorden(Lines):
    """De antwoorden die u mag lezen: van uw eigen regio, of als programmateam van alle."""

    serializer_class = RegioAntwoordSerializer
    query = AntwoordenVraag
    asked: dict[str, str]

    def get_queryset(self) -> Any:
        """Nothing yet: `narrow` says which. Who may read none is refused."""
        if not getattr(self, "swagger_fake_view", False):
            reads(self.request)
        return Answer.objects.none()

    def narrow(self, _found: Any) -> Any:
        """The answers as asked."""
        names = {"ronde": "round_key", "regio": "region", "vraag": "question"}
        asked = {names[name]: value for name, value in self.asked.items()}
        return answers_within(reads(self.request), **asked)

    def paginate_queryset(self, queryset: Any) -> Any:
        """A page of a list that may be very long."""
        return super().paginate_queryset(AnswersOnPages(queryset))

    def each(self, found: Any) -> Iterator[Answer]:
        """All of it."""
        return lines_of(found)


class InzendingSerializer(serializers.Serializer[Response]):
    """Wat één regio in één ronde inzendt."""

    ronde = serializers.SlugField(source="round.key", help_text="De sleutel van de ronde.")
    regio = serializers.SlugField(source="region.slug", help_text="De regio.")
    open = serializers.BooleanField(source="round.accepts_answers", help_text="Of antwoorden nog wijzigen.")
    laatstIngediend = serializers.DateTimeField(
        source="newest", allow_null=True, help_text="Wanneer de regio het laatst indiende; null: nog niet."
    )


class InzendingenFilter(filters.FilterSet):
    """Which responses."""

    ronde = filters.CharFilter(field_name="round__key", label="De sleutel van een ronde.")
    regio = filters.CharFilter(field_name="region__slug", label="De slug van een regio.")


@extend_schema_view(
    get=extend_schema(operation_id="inzendingen", summary="De inzendingen van regio’s", tags=["inzendingen"])
)
class Inzendingen(Lines):
    """De inzendingen die u mag lezen."""

    serializer_class = InzendingSerializer
    filterset_class = InzendingenFilter
    sorting: ClassVar[dict[str, str]] = {
        "ronde": "round__reference_date", "regio": "region__number", "laatstIngediend": "newest",
    }  # fmt: skip

    def get_queryset(self) -> Any:
        """By round and region."""
        if getattr(self, "swagger_fake_view", False):
            return Response.objects.none()
        found = Response.objects.filter(reads(self.request).within("region"))
        begun = found.exclude(round__state=Round.State.PREPARING).select_related("round", "region")
        submitted = Submission.objects.filter(response=OuterRef("pk")).order_by("-at").values("at")[:1]
        order = ("round__reference_date", "region__number", "pk")
        return begun.annotate(newest=Subquery(submitted)).order_by(*order)


PLACE = [OpenApiParameter(name, str, "path") for name in ("ronde", "regio", "vraag")]


class Antwoord(APIView):
    """Eén antwoord van één regio: lezen, en geven namens de eigen regio."""

    @extend_schema(
        operation_id="antwoord", summary="Eén antwoord", tags=["inzendingen"], parameters=PLACE,
        responses=RegioAntwoordSerializer,
    )  # fmt: skip
    def get(self, request: Request, ronde: str, regio: str, vraag: str) -> Answered:
        """Eén antwoord, met zijn versie in de header ETag."""
        response, question = self._asked(request, ronde, regio, vraag)
        answer = self._answer(request, response, question)
        if answer is None:
            raise Http404(_("De regio heeft deze vraag nog niet beantwoord."))
        return self._shown(answer)

    @extend_schema(
        operation_id="antwoordGeven", summary="Een antwoord geven of wijzigen", tags=["inzendingen"],
        parameters=[*PLACE, IF_MATCH], request=AntwoordSerializer, responses=RegioAntwoordSerializer,
    )  # fmt: skip
    def put(self, request: Request, ronde: str, regio: str, vraag: str) -> Answered:
        """Geeft een antwoord namens uw eigen regio, of wijzigt het, zolang de ronde open is. Het antwoord
        wacht daarna op indienen en goedkeuren, zoals een antwoord van het scherm."""
        response, question = self._asked(request, ronde, regio, vraag)
        if question.answered_by != Question.AnsweredBy.ROUNDTABLE:
            raise DoesNotFit(_("Deze vraag beantwoordt de regio niet zelf."))

        def store(save: Save) -> Saved:
            return save_answer(by=person_of(request), response=response, save=save)

        put_answer(request, response.sheet, question, store, (RoundError,))
        found = self._answer(request, response, question)
        if found is None:
            raise DoesNotFit(_("Een leeg antwoord op een vraag zonder antwoord wijzigt niets."))
        return self._shown(found)

    def _asked(self, request: Request, ronde: str, regio: str, vraag: str) -> tuple[Response, Question]:
        """The region's response and the question; 404 unless this reader may see them."""
        within = reads(request)
        begun = Response.objects.exclude(round__state=Round.State.PREPARING).filter(within.within("region"))
        found = begun.select_related("round__questionnaire", "region", "sheet")
        response = found.filter(round__key=ronde, region__slug=regio).first()
        asked = Question.objects.select_related("section__block").prefetch_related("options")
        question = response and asked.filter(questionnaire=response.round.questionnaire_id, key=vraag).first()
        if not response or not question or not within.holds(response.region_id, question.section.block_id):
            raise Http404(_("Deze vraag is er niet in deze ronde, of is niet voor u."))
        return response, question

    def _answer(self, request: Request, response: Response, question: Question) -> Answer | None:
        found = answers_within(reads(request)).filter(sheet=response.sheet_id, question=question)
        return next(lines_of(found), None)

    def _shown(self, answer: Answer) -> Answered:
        return Answered(RegioAntwoordSerializer(answer).data, headers={"ETag": f'"{answer.revision}"'})
