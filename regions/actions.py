"""The writing side: the region to practise with."""

from regions.models import Region

PRETEND = {"name": "Oefenregio", "number": 9999, "tile_row": 9999, "tile_col": 9999}


def pretend_region() -> Region:
    """The one region that does not exist, for trying out a round; made when first asked for."""
    region, _made = Region.with_pretend.get_or_create(slug="oefenregio", pretend=True, defaults=PRETEND)
    return region
