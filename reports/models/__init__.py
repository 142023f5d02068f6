"""Indicators and what was published about them; reports, their versions, jobs and charts."""

from .chart import Chart
from .indicator import Indicator, PublishedFigure
from .job import ReportJob
from .report import ProgressReport, ReportFile, ReportVersion

__all__ = [
    "Chart",
    "Indicator",
    "ProgressReport",
    "PublishedFigure",
    "ReportFile",
    "ReportJob",
    "ReportVersion",
]
