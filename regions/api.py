"""The regions, as the API tells of them."""

from typing import Any, ClassVar

from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import generics, serializers

from .lines import Lines
from .models import Municipality, Region
from .names import dutch_key


class RegioSerializer(serializers.Serializer[Region]):
    """Een regio van de aanpak van huiselijk geweld en kindermishandeling."""

    slug = serializers.SlugField(help_text="De regio in adressen. Verandert niet.")
    nummer = serializers.IntegerField(source="number", help_text="Het nummer van de regio in de rapportages.")
    naam = serializers.CharField(source="name", help_text="De naam van de regio.")
    centrumgemeenten = serializers.SerializerMethodField(help_text="De centrumgemeenten van de regio.")

    def get_centrumgemeenten(self, region: Region) -> list[str]:
        """In the order of the list of regions."""
        return [one.name for one in region.municipalities.all()]


def _regions() -> Any:
    """Every real region, by number, with its municipalities in order."""
    towns = Prefetch("municipalities", Municipality.objects.order_by("position"))
    return Region.objects.order_by("number").prefetch_related(towns)


@extend_schema_view(get=extend_schema(operation_id="regios", summary="Alle regio’s", tags=["regio’s"]))
class Regios(Lines):
    """Alle regio’s, op nummer."""

    serializer_class = RegioSerializer
    queryset = _regions()
    sorting: ClassVar[dict[str, Any]] = {"nummer": "number", "naam": lambda region: dutch_key(region.name)}


@extend_schema_view(get=extend_schema(operation_id="regio", summary="Eén regio", tags=["regio’s"]))
class Regio(generics.RetrieveAPIView[Region]):
    """Eén regio."""

    serializer_class = RegioSerializer
    queryset = _regions()
    lookup_field = "slug"
