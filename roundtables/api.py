"""What regions answer, for systems of people who may read it; and a region's own system that answers.

Writing goes through the same action, the same checks and the same revisions as the screens.
"""

from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from typing import Any, ClassVar

from django.core.cache import cache
from django.db.models import F, Max, OuterRef, Q, Subquery
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
    found = Answer.objects.filter(here, sheet__in=_sheets(~Q(round__state=Round.State.PREPARING)))
    return found.select_related(
        "question", "sheet__response__round", "sheet__response__region"
    ).prefetch_related("choices__option")


def _sheets(which: Q) -> Any:
    """The sheets of these responses. As a subquery they are looked up in the order in which answers are kept,
    so that a page is read without sorting all that lies before and after it."""
    return Response.objects.filter(which).values("sheet")


class AnswersOnPages:
    """A list of answers for a paginator. A page is found by its keys alone, and then read. All are counted
    once: an answer of a round that has begun never goes away."""

    KEPT = 3600  # seconds; nothing is wrong after them

    def __init__(self, found: Any) -> None:
        self.found = found

    def count(self) -> int:
        """How many there are."""
        last = Answer.objects.aggregate(last=Max("pk"))["last"]
        mark = f"{self.found.values('pk').query} {last} {[*Round.objects.values_list('pk', 'state')]}"
        key = f"answers:{sha256(mark.encode()).hexdigest()}"
        return int(cache.get_or_set(key, self.found.count, self.KEPT))

    def __getitem__(self, part: slice) -> list[Answer]:
        keys = list(self.found.values_list("pk", flat=True)[part])
        read = self.found.order_by().in_bulk(keys)
        return [read[key] for key in keys if key in read]


class AntwoordenFilter(filters.FilterSet):
    """Which answers."""

    ronde = filters.CharFilter(method="of_round", label="De sleutel van een ronde.")
    regio = filters.CharFilter(method="of_region", label="De slug van een regio.")
    vraag = filters.CharFilter(field_name="question__key", label="De sleutel van een vraag.")

    def of_round(self, found: Any, name: str, value: str) -> Any:
        """Given in one round."""
        return found.filter(sheet__in=_sheets(Q(round__key=value)))

    def of_region(self, found: Any, name: str, value: str) -> Any:
        """Given by one region."""
        return found.filter(sheet__in=_sheets(Q(region__slug=value)))


@extend_schema_view(
    get=extend_schema(operation_id="antwoorden", summary="De antwoorden van regio’s", tags=["inzendingen"])
)
class Antwoorden(Lines):
    """De antwoorden die u mag lezen: van uw eigen regio, of als programmateam van alle."""

    serializer_class = RegioAntwoordSerializer
    filterset_class = AntwoordenFilter

    def get_queryset(self) -> Any:
        """Per response, in the order in which they were made, by question."""
        if getattr(self, "swagger_fake_view", False):
            return Answer.objects.none()
        return _answers(reads(self.request)).order_by("sheet_id", "question_id")

    def paginate_queryset(self, queryset: Any) -> Any:
        """A page of a list that may be very long."""
        return super().paginate_queryset(AnswersOnPages(queryset))

    def each(self, found: Any) -> Iterator[Answer]:
        """Each with its options, in one statement: no change of a colleague comes in between."""
        option = {"slug": F("choices__option__slug"), "place": F("choices__option__position")}
        rows = found.prefetch_related(None).annotate(**option).iterator(chunk_size=AT_ONCE)
        for _pk, same in groupby(rows, key=attrgetter("pk")):
            chosen = [*same]
            answer = chosen[0]
            chosen.sort(key=attrgetter("place"))
            answer.chosen = [one.slug for one in chosen if one.slug]
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
