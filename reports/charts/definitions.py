"""The charts that pages and reports can ask for."""

from .bars import BarRow, count_bars
from .definition import ChartDefinition
from .flow import flow
from .flow_data import Band, Stop
from .status import RoundStatus, StatusPart, status_rounds
from .tiles import TileState, tile_map
from .trend import trend
from .trend_data import TrendPoint

__all__ = [
    "Band",
    "BarRow",
    "ChartDefinition",
    "RoundStatus",
    "StatusPart",
    "Stop",
    "TileState",
    "TrendPoint",
    "count_bars",
    "flow",
    "status_rounds",
    "tile_map",
    "trend",
]
