"""The project pool: the themes in which regions take part, the projects, and what was published about them.

The printed tables, the descriptions and the published totals do not agree. Each is kept as it was printed,
beside the others; nothing is corrected and no project is added to make a sum come out.
"""

from projectpool.models.pool import Box, Pool, PoolEntry, Theme, ThemeName
from projectpool.models.project import Project, ProjectRegion
from projectpool.models.published import Experiment, PublishedTotal

__all__ = [
    "Box",
    "Experiment",
    "Pool",
    "PoolEntry",
    "Project",
    "ProjectRegion",
    "PublishedTotal",
    "Theme",
    "ThemeName",
]
