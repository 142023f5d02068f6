"""What regions answer, for systems of people who may read it; and a region's own system that answers.

Writing goes through the same action, the same checks and the same revisions as the screens.
"""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any, ClassVar

from django.db.models import F, OuterRef, Subquery
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
from regions.lines import AT_ONCE, Lines

from .actions.filling import save_answer
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

    ronde = serializers.SlugField(source="sheet.response.round.key", help_text="De sleutel van de ronde.")
    regio = serializers.SlugField(source="sheet.response.region.slug", help_text="De regio.")


def _answers(within: Reach) -> Any:
    """The answers of begun rounds, within reach, each with what its line shows."""
    here = within.within("sheet__response__region", "question__section__block")
    found = Answer.objects.filter(here).exclude(sheet__response__round__state=Round.State.PREPARING)
    return found.select_related(
        "question", "sheet__response__round", "sheet__response__region"
    ).prefetch_related("choices__option")


class AntwoordenFilter(filters.FilterSet):
    """Which answers."""

    ronde = filters.CharFilter(field_name="sheet__response__round__key", label="De sleutel van een ronde.")
    regio = filters.CharFilter(field_name="sheet__response__region__slug", label="De slug van een regio.")
    vraag = filters.CharFilter(field_name="question__key", label="De sleutel van een vraag.")


@extend_schema_view(
    get=extend_schema(operation_id="antwoorden", summary="De antwoorden van regio’s", tags=["inzendingen"])
)
class Antwoorden(Lines):
    """De antwoorden die u mag lezen: van uw eigen regio, of als programmateam van alle."""

    serializer_class = RegioAntwoordSerializer
    filterset_class = AntwoordenFilter
    sorting: ClassVar[dict[str, str]] = {
        "ronde": "sheet__response__round__reference_date", "regio": "sheet__response__region__number",
        "vraag": "question__position", "versie": "revision",
    }  # fmt: skip

    def get_queryset(self) -> Any:
        """By round, region and question."""
        if getattr(self, "swagger_fake_view", False):
            return Answer.objects.none()
        order = [self.sorting[name] for name in ("ronde", "regio", "vraag")]
        return _answers(reads(self.request)).order_by(*order, "pk")

    def each(self, found: Any) -> Iterator[Answer]:
        """Each with its options, in one statement: no change of a colleague comes in between."""
        rows = found.prefetch_related(None).annotate(slug=F("choices__option__slug"))
        rows = rows.order_by(*rows.query.order_by, "choices__option__position")
        for _pk, same in groupby(rows.iterator(chunk_size=AT_ONCE), key=attrgetter("pk")):
            answer, *more = same
            answer.chosen = [one.slug for one in (answer, *more) if one.slug]
            yield answer


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
        answer = _answers(reads(request)).filter(sheet=response.sheet_id, question=question).first()
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
        found = _answers(reads(request)).filter(sheet=response.sheet_id, question=question).first()
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

    def _shown(self, answer: Answer) -> Answered:
        return Answered(RegioAntwoordSerializer(answer).data, headers={"ETag": f'"{answer.revision}"'})
