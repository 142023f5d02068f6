"""The project pool, from call to lesson: calls, applications, how they are weighed, projects and how they go.

Of the pools that only publications tell about, the printed tables, the descriptions and the published totals
do not agree. Each is kept as it was printed, beside the others; nothing is corrected and no project is added
to make a sum come out.
"""

from projectpool.models.application import (
    Application,
    ApplicationRegion,
    ApplicationStep,
    BudgetLine,
)
from projectpool.models.assessing import Assessment, Decision, Instalment, Objection, Score
from projectpool.models.call import Call, CallDocument, Criterion
from projectpool.models.following import ChangeRequest, ProjectReport, ReportReminder
from projectpool.models.pool import Box, Pool, PoolEntry, Theme, ThemeName
from projectpool.models.project import Project, ProjectRegion
from projectpool.models.published import Experiment, PublishedTotal

__all__ = [
    "Application",
    "ApplicationRegion",
    "ApplicationStep",
    "Assessment",
    "Box",
    "BudgetLine",
    "Call",
    "CallDocument",
    "ChangeRequest",
    "Criterion",
    "Decision",
    "Experiment",
    "Instalment",
    "Objection",
    "Pool",
    "PoolEntry",
    "Project",
    "ProjectRegion",
    "ProjectReport",
    "PublishedTotal",
    "ReportReminder",
    "Score",
    "Theme",
    "ThemeName",
]
