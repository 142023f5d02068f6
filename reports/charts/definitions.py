"""The charts that pages and reports can ask for."""

from .bars import BarRow, count_bars
from .definition import ChartDefinition
from .status import RoundStatus, StatusPart, status_rounds
from .tiles import TileState, tile_map
from .trend import trend
from .trend_data import TrendPoint

__all__ = [
    "BarRow",
    "ChartDefinition",
    "RoundStatus",
    "StatusPart",
    "TileState",
    "TrendPoint",
    "count_bars",
    "status_rounds",
    "tile_map",
    "trend",
]
