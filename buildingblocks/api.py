"""Action lines and building blocks, as the API tells of them."""

from typing import Any

from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import generics, serializers

from regions.lines import Lines

from .models import ActionLine, BuildingBlock


class ActielijnSerializer(serializers.Serializer[ActionLine]):
    """Een actielijn van het programma."""

    sleutel = serializers.SlugField(source="key", help_text="De vaste sleutel.")
    slug = serializers.SlugField(help_text="De actielijn in adressen.")
    naam = serializers.CharField(source="name_nl", help_text="De naam.")
    naamEngels = serializers.CharField(
        source="name_en", help_text="De naam in het Engels; leeg als die er niet is."
    )


class BouwsteenSerializer(serializers.Serializer[BuildingBlock]):
    """Een bouwsteen van een actielijn."""

    sleutel = serializers.SlugField(
        source="key", help_text="De vaste sleutel; blijft ook als de naam verandert."
    )
    slug = serializers.SlugField(help_text="De bouwsteen in adressen.")
    naam = serializers.CharField(source="name_nl", help_text="De huidige naam.")
    naamEngels = serializers.CharField(
        source="name_en", help_text="De naam in het Engels; leeg als die er niet is."
    )
    actielijn = serializers.SlugField(source="action_line.key", help_text="De sleutel van de actielijn.")


@extend_schema_view(
    get=extend_schema(operation_id="actielijnen", summary="Alle actielijnen", tags=["bouwstenen"])
)
class Actielijnen(Lines):
    """Alle actielijnen, in de volgorde van het programma."""

    serializer_class = ActielijnSerializer
    queryset = ActionLine.objects.order_by("position")


@extend_schema_view(get=extend_schema(operation_id="actielijn", summary="Eén actielijn", tags=["bouwstenen"]))
class Actielijn(generics.RetrieveAPIView[Any]):
    """Eén actielijn."""

    serializer_class = ActielijnSerializer
    queryset = ActionLine.objects.all()
    lookup_field = "slug"


class BouwsteenFilter(filters.FilterSet):
    """Which building blocks."""

    actielijn = filters.CharFilter(
        field_name="action_line__key", label="De sleutel van een actielijn.", lookup_expr="exact"
    )


@extend_schema_view(
    get=extend_schema(operation_id="bouwstenen", summary="Alle bouwstenen", tags=["bouwstenen"])
)
class Bouwstenen(Lines):
    """Alle bouwstenen, in de volgorde van het programma."""

    serializer_class = BouwsteenSerializer
    queryset = BuildingBlock.objects.select_related("action_line").order_by("position")
    filterset_class = BouwsteenFilter


@extend_schema_view(get=extend_schema(operation_id="bouwsteen", summary="Eén bouwsteen", tags=["bouwstenen"]))
class Bouwsteen(generics.RetrieveAPIView[Any]):
    """Eén bouwsteen."""

    serializer_class = BouwsteenSerializer
    queryset = BuildingBlock.objects.select_related("action_line")
    lookup_field = "slug"
