"""Published reports, with their files."""

from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import generics, serializers

from regions.lines import Lines

from ..models import ProgressReport, ReportFile, ReportVersion
from ..open_data.files import NAMES


class BestandSerializer(serializers.Serializer[ReportFile]):
    """Een bestand van een versie; het verandert nooit meer."""

    naam = serializers.CharField(source="name", help_text="De bestandsnaam.")
    adres = serializers.SerializerMethodField(help_text="Waar het bestand staat.")
    grootte = serializers.IntegerField(source="size", help_text="In bytes.")
    sha256 = serializers.CharField(source="checksum", help_text="Het controlegetal.")

    def get_adres(self, file: ReportFile) -> str:
        """The whole address."""
        path = reverse("reports:download", args=[file.version.report.slug, file.name])
        return str(self.context["request"].build_absolute_uri(path))


class VersieSerializer(serializers.Serializer[ReportVersion]):
    """Een gepubliceerde versie van een rapportage."""

    nummer = serializers.IntegerField(source="number", help_text="Het nummer van de versie.")
    naam = serializers.CharField(source="label_nl", help_text="De aanduiding.")
    openbaarVanaf = serializers.DateTimeField(source="publish_at", help_text="Vanaf wanneer iedereen leest.")
    voorbeeld = serializers.BooleanField(source="example", help_text="Of antwoorden erin verzonnen zijn.")
    controlegetal = serializers.CharField(
        source="checksum", help_text="Van het document; elke vorm van een versie deelt het."
    )


class RapportageSerializer(serializers.Serializer[ProgressReport]):
    """Een voortgangsrapportage."""

    slug = serializers.SlugField(help_text="De rapportage in adressen.")
    titel = serializers.CharField(source="title_nl", help_text="De titel.")
    titelEngels = serializers.CharField(source="title_en", help_text="De titel in het Engels.")
    ronde = serializers.SlugField(source="round.key", help_text="De ronde waarover zij gaat.")
    versies = VersieSerializer(source="published", many=True, help_text="De gepubliceerde versies.")
    bestanden = serializers.SerializerMethodField(help_text="De bestanden van de nieuwste versie.")

    @extend_schema_field(BestandSerializer(many=True))
    def get_bestanden(self, report: Any) -> Any:
        """Of the newest version: the addresses of files lead to that one."""
        return BestandSerializer(report.published[0].files.all(), many=True, context=self.context).data


def _reports() -> Any:
    """Reports with a published version, the newest round first."""
    told = ReportVersion.objects.published().defer("document", "rules", "words")
    versions = told.order_by("-number").select_related("report")
    own = ReportFile.objects.exclude(name__in=NAMES)  # the open data has addresses of its own, below /data/
    files = Prefetch("files", own.select_related("version__report"))
    shown = Prefetch("versions", versions.prefetch_related(files), to_attr="published")
    found = ProgressReport.objects.filter(versions__in=ReportVersion.objects.published()).distinct()
    return found.select_related("round").order_by("-round__reference_date").prefetch_related(shown)


@extend_schema_view(
    get=extend_schema(
        operation_id="rapportages", summary="Alle gepubliceerde rapportages", tags=["rapportages"]
    )
)
class Rapportages(Lines):
    """De gepubliceerde rapportages, de nieuwste eerst."""

    serializer_class = RapportageSerializer

    def get_queryset(self) -> Any:
        """What is published now."""
        return _reports()


@extend_schema_view(
    get=extend_schema(operation_id="rapportage", summary="Eén rapportage", tags=["rapportages"])
)
class Rapportage(generics.RetrieveAPIView[ProgressReport]):
    """Eén gepubliceerde rapportage."""

    serializer_class = RapportageSerializer
    lookup_field = "slug"

    def get_queryset(self) -> Any:
        """What is published now."""
        return _reports()
