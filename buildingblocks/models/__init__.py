"""Action lines, building blocks and their publications; the table of actions; the regional route."""

from .block import ActionLine, BlockAlias, BlockName, BuildingBlock, Source
from .milestone import Milestone, MilestoneMove
from .route import RouteTheme

__all__ = [
    "ActionLine",
    "BlockAlias",
    "BlockName",
    "BuildingBlock",
    "Milestone",
    "MilestoneMove",
    "RouteTheme",
    "Source",
]
