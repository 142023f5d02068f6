"""The milestones of a building block: for everybody to read, for who keeps the block to write."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api import IF_MATCH, Body, ChangedMeanwhile, DoesNotFit, person_of, version_of
from accounts.models import User
from accounts.policy import Deed, allowed
from buildingblocks import actions
from buildingblocks.actions import MilestoneText
from buildingblocks.errors import BlockError
from buildingblocks.errors import ChangedMeanwhile as Outdated
from buildingblocks.models import BuildingBlock, Milestone
from regions.lines import Lines

SLUG = OpenApiParameter("slug", str, "path")
NUMBER = OpenApiParameter("nummer", int, "path")


class BronSerializer(Body):
    """De publicatie waaruit iets blijkt."""

    titel = serializers.CharField(source="title_nl", max_length=200, help_text="De titel.")
    uitgever = serializers.CharField(source="publisher", max_length=120, help_text="Wie het uitgaf.")
    datum = serializers.DateField(source="date", help_text="De dag van uitgave.")


class MijlpaalSerializer(Body):
    """Iets wat bij een bouwsteen is gerealiseerd, loopt of komt."""

    id = serializers.IntegerField(source="pk", read_only=True, help_text="De mijlpaal in adressen.")
    kolom = serializers.ChoiceField(
        source="column", choices=Milestone.Column.values, help_text="realised, running of next."
    )
    tekst = serializers.CharField(source="text_nl", max_length=300, help_text="De mijlpaal.")
    tekstEngels = serializers.CharField(
        source="text_en", max_length=300, required=False, allow_blank=True, help_text="In het Engels."
    )
    datum = serializers.DateField(
        source="date", required=False, allow_null=True, help_text="De dag; null als die niet bekend is."
    )
    bron = BronSerializer(source="source", help_text="Waar het uit blijkt.")
    geslotenOp = serializers.DateField(
        source="closed_on", read_only=True, allow_null=True, help_text="Vanaf wanneer het niet meer geldt."
    )
    versie = serializers.IntegerField(source="revision", read_only=True, help_text="Voor If-Match.")

    def text(self) -> MilestoneText:
        """What was sent, as the action takes it; a publication that is there already is not made again."""
        data = self.validated_data
        told = data["source"]
        source = actions.add_source(title=told["title_nl"], publisher=told["publisher"], day=told["date"])
        return MilestoneText(data["text_nl"], data.get("text_en", ""), source, data.get("date"))


class VerplaatsingSerializer(Body):
    """Een mijlpaal naar een andere kolom, sinds een dag die een bron noemt."""

    kolom = serializers.ChoiceField(choices=Milestone.Column.values, help_text="realised, running of next.")
    datum = serializers.DateField(help_text="Sinds wanneer.")
    bron = BronSerializer(help_text="Waar het uit blijkt.")


def _block(slug: str) -> BuildingBlock:
    found = BuildingBlock.objects.filter(slug=slug).first()
    if found is None:
        raise Http404(_("Deze bouwsteen bestaat niet."))
    return found


def _keeper(request: Request, block: BuildingBlock) -> User:
    """Whose token it is, when they keep this block."""
    person = person_of(request)
    if not allowed(person, Deed.KEEP_BLOCKS, block=block):
        raise PermissionDenied(_("U houdt deze bouwsteen niet bij."))
    return person


def _shown(milestone: Milestone, status: int = 200) -> Response:
    fresh = Milestone.objects.select_related("source").get(pk=milestone.pk)
    return Response(MijlpaalSerializer(fresh).data, status=status, headers={"ETag": f'"{fresh.revision}"'})


class Mijlpalen(Lines):
    """De mijlpalen van een bouwsteen."""

    serializer_class = MijlpaalSerializer

    def get_queryset(self) -> Any:
        """Those of one block, in order; 404 when there is no such block."""
        if getattr(self, "swagger_fake_view", False):
            return Milestone.objects.none()
        milestones = _block(self.kwargs["slug"]).milestones
        return milestones.select_related("source").order_by("column", "position", "pk")

    @extend_schema(operation_id="mijlpalen", summary="De mijlpalen van een bouwsteen", tags=["bouwstenen"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """De mijlpalen van een bouwsteen, in volgorde."""
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="mijlpaalToevoegen", summary="Een mijlpaal toevoegen", tags=["bouwstenen"],
        parameters=[SLUG], request=MijlpaalSerializer, responses={201: MijlpaalSerializer},
    )  # fmt: skip
    def post(self, request: Request, slug: str) -> Response:
        """Zet een mijlpaal onder aan een kolom, voor wie deze bouwsteen bijhoudt."""
        block = _block(slug)
        by = _keeper(request, block)
        body = MijlpaalSerializer.of(request)
        try:
            made = actions.add(by=by, block=block, column=body.validated_data["column"], text=body.text())
        except BlockError as error:
            raise DoesNotFit(str(error)) from None
        return _shown(made, 201)


class _OfMilestone(APIView):
    """Something done to one milestone by who keeps its block."""

    def found(self, request: Request, slug: str, nummer: int) -> tuple[User, Milestone, int]:
        """Who asks, the milestone, and the version that they change."""
        block = _block(slug)
        by = _keeper(request, block)
        milestone = block.milestones.filter(pk=nummer).select_related("block").first()
        if milestone is None:
            raise Http404(_("Deze mijlpaal bestaat niet."))
        return by, milestone, version_of(request)


class Mijlpaal(_OfMilestone):
    """Eén mijlpaal."""

    @extend_schema(
        operation_id="mijlpaalWijzigen", summary="Een mijlpaal wijzigen", tags=["bouwstenen"],
        parameters=[SLUG, NUMBER, IF_MATCH], request=MijlpaalSerializer, responses=MijlpaalSerializer,
    )  # fmt: skip
    def put(self, request: Request, slug: str, nummer: int) -> Response:
        """Wijzigt tekst, datum en bron. De kolom wijzigt met een verplaatsing."""
        by, milestone, seen = self.found(request, slug, nummer)
        body = MijlpaalSerializer.of(request)
        _done(lambda: actions.change(by=by, milestone=milestone, seen=seen, text=body.text()))
        return _shown(milestone)


class Verplaatsingen(_OfMilestone):
    """Een mijlpaal naar een andere kolom."""

    @extend_schema(
        operation_id="mijlpaalVerplaatsen", summary="Een mijlpaal verplaatsen", tags=["bouwstenen"],
        parameters=[SLUG, NUMBER, IF_MATCH], request=VerplaatsingSerializer,
        responses={201: MijlpaalSerializer},
    )  # fmt: skip
    def post(self, request: Request, slug: str, nummer: int) -> Response:
        """Verplaatst een mijlpaal naar een andere kolom, sinds een dag die een bron noemt."""
        by, milestone, seen = self.found(request, slug, nummer)
        body = VerplaatsingSerializer.of(request)
        column, day, told = (body.validated_data[name] for name in ("kolom", "datum", "bron"))
        _done(lambda: _move(by, milestone, seen, column, day, told))
        return _shown(milestone, 201)


def _move(by: User, milestone: Milestone, seen: int, column: str, day: date, told: dict[str, Any]) -> None:
    source = actions.add_source(title=told["title_nl"], publisher=told["publisher"], day=told["date"])
    actions.move(by=by, milestone=milestone, seen=seen, column=column, source=source, day=day)


def _done(action: Any) -> None:
    """Do it; a colleague's change is a 412, what does not fit a 409, each with its sentence."""
    try:
        action()
    except Outdated as error:
        raise ChangedMeanwhile(str(error)) from None
    except BlockError as error:
        raise DoesNotFit(str(error)) from None
