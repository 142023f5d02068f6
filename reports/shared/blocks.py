"""Building blocks with their action lines as dashboards list them, also those that no figure is about."""

from dataclasses import dataclass

from buildingblocks.models import BuildingBlock

LINE = "action_line"
COLUMNS = ("pk", "key", "slug", "name_nl", "name_en", f"{LINE}__slug", f"{LINE}__name_nl", f"{LINE}__name_en")


@dataclass(frozen=True, slots=True)
class BlockInfo:
    """A building block under its present name, with its action line."""

    pk: int
    key: str
    slug: str
    name_nl: str
    name_en: str
    line_slug: str
    line_name_nl: str
    line_name_en: str


def all_blocks() -> tuple[BlockInfo, ...]:
    """Every block, in the order of the programme."""
    return tuple(BlockInfo(*row) for row in BuildingBlock.objects.order_by("position").values_list(*COLUMNS))


def block_named(slug: str) -> BlockInfo | None:
    """The block with this address; None when there is none."""
    return next(
        (BlockInfo(*row) for row in BuildingBlock.objects.filter(slug=slug).values_list(*COLUMNS)), None
    )
