"""Indicators and figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import generics, serializers

from regions.lines import Lines

from ..errors import UnknownIndicator
from ..figures import Figure, Point, Published, Sides, Status
from ..models import PublishedFigure
from ..reading.reading import IndicatorInfo, Reading
from ..shared.definitions import condition_in_words
from ..wording import statement
from .asking import NOTHING, is_schema, reading_of, round_of, rounds_asked


@dataclass(frozen=True, slots=True)
class Definition:
    """What an indicator counts in one round."""

    round: str
    condition: dict[str, Any]
    words: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator with what it counts in each round that has a condition for it."""

    info: IndicatorInfo
    definitions: list[Definition]


class DefinitieSerializer(serializers.Serializer[Definition]):
    """Wat een indicator in een ronde telt."""

    ronde = serializers.SlugField(source="round", help_text="De sleutel van de ronde.")
    voorwaarde = serializers.JSONField(source="condition", help_text="De voorwaarde, voor programma’s.")
    inWoorden = serializers.CharField(source="words", help_text="De voorwaarde in woorden.")


class IndicatorKortSerializer(serializers.Serializer[Indicator]):
    """Een indicator: een voorwaarde over antwoorden, en een noemer."""

    sleutel = serializers.SlugField(source="info.key", help_text="De vaste sleutel.")
    titel = serializers.CharField(source="info.predicate.title_nl", help_text="De titel.")
    titelEngels = serializers.CharField(source="info.predicate.title_en", help_text="De titel in het Engels.")
    bouwsteen = serializers.SlugField(source="info.block_key", help_text="De sleutel van de bouwsteen.")
    noemer = serializers.ListField(
        source="info.base", child=serializers.CharField(),
        help_text="De indicatoren waarvan de regio’s de noemer zijn; leeg: alle regio’s.",
    )  # fmt: skip


class IndicatorSerializer(IndicatorKortSerializer):
    """Een indicator met wat die in elke ronde telt."""

    definities = DefinitieSerializer(source="definitions", many=True, help_text="Per ronde, de oudste eerst.")


class IndicatorenVraag(serializers.Serializer[Any]):
    """Which indicators."""

    bouwsteen = serializers.SlugField(required=False, help_text="De sleutel van een bouwsteen.")


def _indicator(reading: Reading, key: str) -> IndicatorInfo:
    try:
        return reading.indicator(key)
    except UnknownIndicator:
        raise Http404(_("Deze indicator bestaat niet.")) from None


def _defined(reading: Reading, info: IndicatorInfo) -> Iterator[Definition]:
    for one in reading.rounds:
        condition = reading.condition(info.key, one.key)
        if condition:
            yield Definition(one.key, condition, condition_in_words(reading, condition, one.key))


@extend_schema_view(
    get=extend_schema(
        operation_id="indicatoren",
        summary="Alle indicatoren",
        tags=["cijfers"],
        parameters=[IndicatorenVraag],
    )
)
class Indicatoren(Lines):
    """Alle indicatoren, per bouwsteen."""

    serializer_class = IndicatorKortSerializer
    query = IndicatorenVraag
    sorting: ClassVar[dict[str, str]] = {"sleutel": "info__key"}
    asked: dict[str, str]

    def get_queryset(self) -> Any:
        """Those that this reader's rounds count; narrowed when the query was read."""
        if is_schema(self):
            return NOTHING
        return [Indicator(info, []) for info in reading_of(self.request).indicators()]

    def narrow(self, found: Any) -> Any:
        """Of one building block, when asked."""
        block = self.asked.get("bouwsteen", "")
        return [one for one in found if block in ("", one.info.block_key)]


@extend_schema_view(get=extend_schema(operation_id="indicator", summary="Eén indicator", tags=["cijfers"]))
class IndicatorDetail(generics.RetrieveAPIView[Any]):
    """Eén indicator, met wat die in elke ronde telt."""

    serializer_class = IndicatorSerializer
    lookup_field = "sleutel"

    def get_object(self) -> Indicator:
        """The indicator, for this reader."""
        reading = reading_of(self.request)
        info = _indicator(reading, self.kwargs["sleutel"])
        return Indicator(info, list(_defined(reading, info)))


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure: an indicator in a round, with its sentences, what was printed, and who is behind it for who
    may know."""

    figure: Figure
    statement_nl: str
    statement_en: str
    open: bool
    verdict: str
    note: str
    published: tuple[Published, ...]
    sides: Sides | None = None


class GepubliceerdSerializer(serializers.Serializer[Published]):
    """Wat een publicatie over dit cijfer afdrukte."""

    waarde = serializers.IntegerField(
        source="value", allow_null=True, help_text="Null bij een vage hoeveelheid."
    )
    minimum = serializers.IntegerField(source="min", help_text="Het minste dat ermee bedoeld kan zijn.")
    maximum = serializers.IntegerField(source="max", help_text="Het meeste dat ermee bedoeld kan zijn.")
    zoalsAfgedrukt = serializers.CharField(
        source="as_worded", help_text="De hoeveelheid, zoals het er stond."
    )
    soort = serializers.ChoiceField(
        source="kind", choices=PublishedFigure.Kind.values,
        help_text="stated: genoemd; vague: vaag; list: de lengte van een lijst.",
    )  # fmt: skip
    bron = serializers.CharField(source="source_title", help_text="De publicatie.")
    paragraaf = serializers.CharField(source="section", help_text="De paragraaf.")


class CijferSerializer(serializers.Serializer[Cell]):
    """Een cijfer: de waarde van een indicator in een ronde. De vijf delen tellen altijd op tot de noemer."""

    indicator = serializers.SlugField(source="figure.key", help_text="De sleutel van de indicator.")
    ronde = serializers.SlugField(source="figure.round", help_text="De sleutel van de ronde.")
    status = serializers.ChoiceField(
        source="figure.status", choices=[str(one) for one in Status],
        help_text="counted: geteld; incomplete: van te weinig regio’s bekend; not_asked: niet gevraagd.",
    )  # fmt: skip
    waarde = serializers.IntegerField(
        source="figure.value", allow_null=True, help_text="Hoeveel regio’s; null: niet gevraagd."
    )
    noemer = serializers.IntegerField(
        source="figure.base_value", help_text="Hoeveel regio’s in de noemer staan."
    )
    nietGeteld = serializers.IntegerField(
        source="figure.split.not_counted", help_text="Antwoordden iets anders."
    )
    nietVanToepassing = serializers.IntegerField(
        source="figure.split.not_applicable", help_text="De vraag geldt niet."
    )
    nietBeantwoord = serializers.IntegerField(
        source="figure.split.not_answered", help_text="Antwoordden niet."
    )
    nietGoedgekeurd = serializers.IntegerField(
        source="figure.split.not_approved", help_text="Nog niet goedgekeurd."
    )
    uitspraak = serializers.CharField(
        source="statement_nl", help_text="Het cijfer in een zin; leeg als het niet gevraagd is."
    )
    uitspraakEngels = serializers.CharField(source="statement_en", help_text="De zin in het Engels.")
    open = serializers.BooleanField(help_text="Of de ronde nog loopt.")
    vergelijkbaarheid = serializers.CharField(
        source="verdict", help_text="Met de ronde ervoor: same, note of break."
    )
    kanttekening = serializers.CharField(source="note", help_text="Waarom het niet hetzelfde is.")
    gepubliceerd = GepubliceerdSerializer(
        source="published", many=True, help_text="Wat publicaties erover afdrukten."
    )


class RegiosSerializer(serializers.Serializer[Sides]):
    """De regio’s achter een cijfer, met hun slug."""

    geteld = serializers.ListField(source="counted", child=serializers.CharField())
    nietGeteld = serializers.ListField(source="not_counted", child=serializers.CharField())
    nietVanToepassing = serializers.ListField(source="not_applicable", child=serializers.CharField())
    nietBeantwoord = serializers.ListField(source="not_answered", child=serializers.CharField())
    nietGoedgekeurd = serializers.ListField(source="not_approved", child=serializers.CharField())
    buitenNoemer = serializers.ListField(source="outside", child=serializers.CharField())


class CijferMetRegiosSerializer(CijferSerializer):
    """Een cijfer, met de regio’s erachter voor wie ze mag weten."""

    regios = RegiosSerializer(
        source="sides", allow_null=True, help_text="Null als u niet mag weten welke regio’s het zijn."
    )


class CijfersVraag(serializers.Serializer[Any]):
    """Which figures."""

    ronde = serializers.SlugField(required=False, help_text="De sleutel van een ronde.")
    indicator = serializers.SlugField(required=False, help_text="De sleutel van een indicator.")
    bouwsteen = serializers.SlugField(required=False, help_text="De sleutel van een bouwsteen.")
    status = serializers.ChoiceField(
        required=False,
        choices=[str(one) for one in Status],
        help_text="Alleen met deze status.",
    )


@dataclass(frozen=True, slots=True)
class Unworded:
    """A figure before its sentences are written; `place` is that of its round."""

    info: IndicatorInfo
    point: Point
    place: int

    @property
    def figure(self) -> Figure:
        """The figure itself."""
        return self.point.figure


def _cell(reading: Reading, info: IndicatorInfo, point: Point, *, named: bool = False) -> Cell:
    figure = point.figure
    return Cell(
        figure,
        statement(figure, info.predicate),
        statement(figure, info.predicate, lang="en"),
        point.open,
        str(point.verdict),
        point.note,
        point.published,
        reading.sides(info.key, figure.round) if named else None,
    )


@extend_schema_view(
    get=extend_schema(
        operation_id="cijfers", summary="Alle cijfers", tags=["cijfers"], parameters=[CijfersVraag]
    )
)
class Cijfers(Lines):
    """De cijfers van alle rondes, of van wat u vraagt: per indicator, de oudste ronde eerst."""

    serializer_class = CijferSerializer
    query = CijfersVraag
    stays = True
    sorting: ClassVar[dict[str, str]] = {
        "indicator": "figure__key", "ronde": "place", "waarde": "figure__value",
        "noemer": "figure__base_value",
    }  # fmt: skip
    asked: dict[str, str]

    def get_queryset(self) -> Any:
        """Every indicator of this reader; the figures are made for one page only."""
        return NOTHING if is_schema(self) else self.reading.indicators()

    @cached_property
    def reading(self) -> Reading:
        """What this reader reads, asked once."""
        return reading_of(self.request)

    def narrow(self, infos: Any) -> Any:
        """The figures as asked."""
        reading = self.reading
        rounds = {one.key for one in rounds_asked(reading, self.asked.get("ronde", ""))}
        wanted, block, status = (self.asked.get(name, "") for name in ("indicator", "bouwsteen", "status"))
        if wanted and all(info.key != wanted for info in infos):
            raise Http404(_("Deze indicator bestaat niet."))
        return [
            Unworded(info, point, place)
            for info in infos
            if wanted in ("", info.key) and block in ("", info.block_key)
            for place, point in enumerate(reading.series(info.key).points)
            if point.figure.round in rounds and status in ("", point.figure.status)
        ]

    def shown(self, one: Unworded) -> Cell:
        """A figure with its sentences."""
        return _cell(self.reading, one.info, one.point)


@extend_schema_view(
    get=extend_schema(
        operation_id="cijfer",
        summary="Eén cijfer in één ronde",
        tags=["cijfers"],
        parameters=[OpenApiParameter("ronde", str, "path"), OpenApiParameter("sleutel", str, "path")],
    )
)
class Cijfer(generics.RetrieveAPIView[Any]):
    """Eén cijfer, met de regio’s erachter voor wie ze mag weten."""

    serializer_class = CijferMetRegiosSerializer

    def get_object(self) -> Cell:
        """The figure, for this reader."""
        reading = reading_of(self.request)
        info = _indicator(reading, self.kwargs["sleutel"])
        key = round_of(reading, self.kwargs["ronde"]).key
        point = next(one for one in reading.series(info.key).points if one.figure.round == key)
        return _cell(reading, info, point, named=True)
