"""Rounds and their questionnaires."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import generics, serializers

from regions.lines import Lines
from roundtables.counts import OptionText, QuestionText

from ..reading.reading import Reading, RoundInfo
from .asking import NOTHING, is_schema, reading_of, round_of


class RondeSerializer(serializers.Serializer[RoundInfo]):
    """Een ronde: een meetmoment waarop elke regio de vragenlijst beantwoordt."""

    sleutel = serializers.SlugField(source="key", help_text="De ronde in adressen.")
    naam = serializers.CharField(source="label_nl", help_text="De naam.")
    naamEngels = serializers.CharField(source="label_en", help_text="De naam in het Engels.")
    peildatum = serializers.DateField(source="date", help_text="De dag waarop de antwoorden slaan.")
    open = serializers.BooleanField(
        help_text="Of de ronde nog loopt; alleen goedgekeurde antwoorden tellen dan."
    )
    voorbeeld = serializers.BooleanField(source="example", help_text="Of de antwoorden verzonnen zijn.")
    aantalRegios = serializers.IntegerField(source="regions", help_text="Hoeveel regio’s meedoen.")


@extend_schema_view(get=extend_schema(operation_id="rondes", summary="Alle rondes", tags=["rondes"]))
class Rondes(Lines):
    """De rondes, de oudste eerst."""

    serializer_class = RondeSerializer
    sorting: ClassVar[dict[str, str]] = {"sleutel": "key", "peildatum": "date"}

    def get_queryset(self) -> Any:
        """The rounds of this reader."""
        return NOTHING if is_schema(self) else list(reading_of(self.request).rounds)


@extend_schema_view(get=extend_schema(operation_id="ronde", summary="Eén ronde", tags=["rondes"]))
class Ronde(generics.RetrieveAPIView[Any]):
    """Eén ronde."""

    serializer_class = RondeSerializer
    lookup_field = "sleutel"

    def get_object(self) -> RoundInfo:
        """The round, for this reader."""
        return round_of(reading_of(self.request), self.kwargs["sleutel"])


class OptieSerializer(serializers.Serializer[OptionText]):
    """Een antwoord dat gekozen kan worden."""

    sleutel = serializers.SlugField(source="slug", help_text="De vaste sleutel van het antwoord.")
    tekst = serializers.CharField(source="label_nl", help_text="Het antwoord, zoals het er stond.")
    tekstEngels = serializers.CharField(source="label_en", help_text="In het Engels.")
    rang = serializers.IntegerField(
        source="rank", allow_null=True, help_text="De plaats op een schaal; hoger is verder."
    )


class VraagSerializer(serializers.Serializer[QuestionText]):
    """Een vraag, zoals die in een versie van de vragenlijst stond."""

    sleutel = serializers.SlugField(source="key", help_text="Blijft zolang de betekenis gelijk blijft.")
    tekst = serializers.CharField(source="text_nl", help_text="De vraag.")
    tekstEngels = serializers.CharField(source="text_en", help_text="De vraag in het Engels.")
    soort = serializers.CharField(source="type", help_text="yes_no, single, multiple, number of free_text.")
    beantwoordDoor = serializers.CharField(source="answered_by", help_text="roundtable, register of pool.")
    zichtbaarheid = serializers.CharField(
        source="visibility", help_text="Wie mag weten welke regio wat antwoordde."
    )
    bouwsteen = serializers.SlugField(source="block", help_text="De sleutel van de bouwsteen.")
    opties = OptieSerializer(source="options", many=True, help_text="De antwoorden waaruit gekozen wordt.")
    volgtOp = serializers.CharField(
        source="succeeds", help_text="De eerdere vraag waarvoor deze in de plaats kwam."
    )
    vergelijkbaarheid = serializers.CharField(source="verdict", help_text="same, note of break.")
    kanttekening = serializers.CharField(source="verdict_note_nl", help_text="Waarom het niet hetzelfde is.")


@dataclass(frozen=True, slots=True)
class Questions:
    """The questionnaire of one version, and the rounds that put it."""

    version: str
    rounds: list[str]
    questions: list[QuestionText]


class VragenlijstKortSerializer(serializers.Serializer[Questions]):
    """Een versie van de vragenlijst."""

    versie = serializers.SlugField(source="version", help_text="De versie in adressen.")
    rondes = serializers.ListField(
        source="rounds", child=serializers.CharField(), help_text="De rondes ermee."
    )


class VragenlijstSerializer(VragenlijstKortSerializer):
    """Een versie van de vragenlijst met al haar vragen."""

    vragen = VraagSerializer(source="questions", many=True, help_text="De vragen, in volgorde.")


def _questionnaires(reading: Reading) -> list[Questions]:
    """Each version once, as its newest round put it, the oldest first."""
    found: dict[str, list[str]] = {}
    for one in reading.rounds:
        found.setdefault(reading.questionnaire(one.key), []).append(one.key)
    return [Questions(name, keys, reading.questions(keys[-1])) for name, keys in found.items()]


@extend_schema_view(
    get=extend_schema(operation_id="vragenlijsten", summary="Alle vragenlijsten", tags=["vragenlijsten"])
)
class Vragenlijsten(Lines):
    """De versies van de vragenlijst, de oudste eerst."""

    serializer_class = VragenlijstKortSerializer

    def get_queryset(self) -> Any:
        """Those of the rounds that this reader reads."""
        return NOTHING if is_schema(self) else _questionnaires(reading_of(self.request))


@extend_schema_view(
    get=extend_schema(operation_id="vragenlijst", summary="Eén vragenlijst", tags=["vragenlijsten"])
)
class Vragenlijst(generics.RetrieveAPIView[Any]):
    """Eén versie van de vragenlijst, met vragen en antwoorden."""

    serializer_class = VragenlijstSerializer
    lookup_field = "versie"

    def get_object(self) -> Questions:
        """The version; 404 when this reader has no round with it."""
        for one in _questionnaires(reading_of(self.request)):
            if one.version == self.kwargs["versie"]:
                return one
        raise Http404(_("Deze versie van de vragenlijst bestaat niet."))
