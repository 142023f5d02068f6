"""Indicators, their targets and what was published about them; reports, their versions, jobs and charts."""

from .chart import Chart
from .indicator import Indicator, PublishedFigure
from .job import FactSheetJob, ReportJob
from .report import ProgressReport, ReportFile, ReportVersion
from .target import Target

__all__ = [
    "Chart",
    "FactSheetJob",
    "Indicator",
    "ProgressReport",
    "PublishedFigure",
    "ReportFile",
    "ReportJob",
    "ReportVersion",
    "Target",
]
