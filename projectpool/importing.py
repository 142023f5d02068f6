"""Takes the pools, their themes, tables, projects, experiments and published totals over from `fixtures/`."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

import questionnaires.importing
from accounts.models import User
from buildingblocks.importing import blocks_by_key, sources_by_key
from projectpool.models import (
    Box,
    Experiment,
    Pool,
    PoolEntry,
    Project,
    ProjectRegion,
    PublishedTotal,
    Theme,
    ThemeName,
)
from regions.importing import region_finder
from regions.models import Region
from regions.storing import store
from regions.tables import Row, read_table


@dataclass
class Loader:
    """One run of the import: where the tables lie, in whose name, and which keys are known so far."""

    folder: Path
    by: User
    region: Callable[[Row, str], Region]
    known: dict[str, dict[str, Any]]

    def one(self, row: Row, column: str, kind: str) -> Any:
        """The pool, theme, box, block or source that a column names."""
        return self.known[kind][row.choice(column, self.known[kind])]

    def one_or_none(self, row: Row, column: str, kind: str) -> Any:
        """The same, where a column may be empty."""
        return self.one(row, column, kind) if row[column] else None

    def many(self, row: Row, column: str, kind: str) -> list[Any]:
        """Everything that a column with bars names."""
        missing = [part for part in row.parts(column) if part not in self.known[kind]]
        if missing:
            said = {"column": column, "names": ", ".join(missing)}
            raise row.error(_("kolom %(column)s: onbekend zijn %(names)s.") % said)
        return [self.known[kind][part] for part in row.parts(column)]

    def regions(self, row: Row) -> list[Region]:
        """The regions in the column `regions`."""
        return [self.region(row, part) for part in row.parts("regions")]

    def put(self, row: Row, model: type[models.Model], key: dict[str, Any], values: dict[str, Any]) -> Any:
        """Stores a line in the name of whoever loads."""
        return store(row, model, key, values, by=self.by)


def load(folder: Path, *, by: User) -> None:
    """Loads the eight tables of this room; safe to repeat. The caller gives the transaction."""
    known: dict[str, dict[str, Any]] = {"blocks": blocks_by_key(), "sources": sources_by_key()}
    loader = Loader(folder, by, region_finder(), known)
    known["pools"] = _load_pools(loader)
    known["themes"] = _load_themes(loader)
    _load_theme_names(loader)
    _load_entries(loader)
    known["boxes"] = _load_boxes(loader)
    _load_projects(loader)
    _load_experiments(loader)
    _load_totals(loader)


def load_questions(folder: Path, *, by: User) -> None:
    """Loads what applications and project reports ask, as a new call and a new project begin with."""
    questionnaires.importing.load(folder, by=by, file="pool_questions.json")


def _load_pools(loader: Loader) -> dict[str, Pool]:
    texts = ("name_nl", "name_en", "period_nl", "section")
    columns = ("key", *texts, "stated_projects", "stated_budget", "source")
    pools = {}
    for row in read_table(loader.folder / "pools.csv", columns, unique=["key"]):
        values = {
            **{column: row.text(column) for column in texts},
            "stated_projects": row.integer_or_none("stated_projects"),
            "stated_budget": row.integer_or_none("stated_budget"),
            "source": loader.one(row, "source", "sources"),
        }
        pools[row["key"]] = loader.put(row, Pool, {"key": row.text("key")}, values)
    return pools


def _load_themes(loader: Loader) -> dict[str, Theme]:
    texts = ("slug", "name_nl", "name_en")
    themes = {}
    for row in read_table(loader.folder / "themes.csv", ("key", *texts, "block", "position"), unique=["key"]):
        values = {
            **{column: row.text(column) for column in texts},
            "block": loader.one_or_none(row, "block", "blocks"),
            "position": row.integer("position"),
        }
        themes[row["key"]] = loader.put(row, Theme, {"key": row.text("key")}, values)
    return themes


def _load_theme_names(loader: Loader) -> None:
    columns = ("pool", "theme", "name_nl", "name_en", "position")
    for row in read_table(loader.folder / "theme_names.csv", columns, unique=["pool", "theme"]):
        key = {"pool": loader.one(row, "pool", "pools"), "theme": loader.one(row, "theme", "themes")}
        values = {column: row.text(column) for column in ("name_nl", "name_en")}
        loader.put(row, ThemeName, key, values | {"position": row.integer("position")})


def _load_entries(loader: Loader) -> None:
    flags = ("joint", "partial", "certain")
    columns = ("pool", "theme", "region", "position", "label", "multiplicity", *flags, "note_nl")
    for row in read_table(loader.folder / "pool_entries.csv", columns, unique=["pool", "theme", "region"]):
        key = {
            "pool": loader.one(row, "pool", "pools"),
            "theme": loader.one(row, "theme", "themes"),
            "region": loader.region(row, row["region"]),
        }
        values = {
            **{column: row.flag(column) for column in flags},
            **{column: row.integer(column) for column in ("position", "multiplicity")},
            "label": row.text("label"),
            "note_nl": row["note_nl"],
        }
        loader.put(row, PoolEntry, key, values)


def _load_boxes(loader: Loader) -> dict[str, Box]:
    texts = ("title_nl", "title_en", "section")
    columns = ("key", "pool", "block", *texts, "position")
    boxes = {}
    for row in read_table(loader.folder / "pool_boxes.csv", columns, unique=["key"]):
        values = {
            **{column: row.text(column) for column in texts},
            "pool": loader.one(row, "pool", "pools"),
            "block": loader.one(row, "block", "blocks"),
            "position": row.integer("position"),
        }
        boxes[row["key"]] = loader.put(row, Box, {"key": row.text("key")}, values)
    return boxes


def _load_projects(loader: Loader) -> None:
    texts = ("title_nl", "working_title_nl", "summary_nl", "summary_en", "section", "described_as", "note_nl")
    links = ("themes", "boxes", "regions", "initiator", "entries", "possibly_same")
    rows = read_table(
        loader.folder / "projects.csv", ("key", "pool", *texts, "joint", *links), unique=["key"]
    )
    projects: dict[str, Project] = {}
    for position, row in enumerate(rows, start=1):
        values = {
            **{column: row[column] for column in texts},
            "pool": loader.one(row, "pool", "pools"),
            "titled": bool(row["title_nl"]),
            "joint": row.choice("joint", Project.Joint.values),
            "position": position,
        }
        projects[row["key"]] = loader.put(row, Project, {"key": row.text("key")}, values)
    loader.known["projects"] = projects
    for row in rows:
        _link_project(loader, row, projects[row["key"]])


def _link_project(loader: Loader, row: Row, project: Project) -> None:
    project.themes.set(loader.many(row, "themes", "themes"))
    project.boxes.set(loader.many(row, "boxes", "boxes"))
    project.entries.set([_entry(loader, row, project.pool, part) for part in row.parts("entries")])
    project.possibly_same.add(*loader.many(row, "possibly_same", "projects"))
    initiator = loader.region(row, row["initiator"]) if row["initiator"] else None
    for region in loader.regions(row):
        role = ProjectRegion.Role.INITIATOR if region == initiator else ProjectRegion.Role.PARTICIPANT
        loader.put(row, ProjectRegion, {"project": project, "region": region}, {"role": role})


def _entry(loader: Loader, row: Row, pool: Pool, part: str) -> PoolEntry:
    """The cell of the printed table that `region:theme` points at."""
    slug, _colon, theme = part.partition(":")
    found = PoolEntry.objects.filter(pool=pool, region=loader.region(row, slug), theme__key=theme).first()
    if found is None:
        raise row.error(_("de tabel van deze pool heeft geen regel “%(part)s”.") % {"part": part})
    return found


def _load_experiments(loader: Loader) -> None:
    texts = ("label", "period_nl", "monitoring_nl", "status_nl")
    columns = ("key", *texts, "joint", "regions", "note_nl", "source")
    rows = read_table(loader.folder / "shelter_experiments.csv", columns, unique=["key"])
    for position, row in enumerate(rows, start=1):
        values = {
            **{column: row.text(column) for column in texts},
            "joint": row.flag("joint"),
            "note_nl": row["note_nl"],
            "source": loader.one(row, "source", "sources"),
            "position": position,
        }
        loader.put(row, Experiment, {"key": row.text("key")}, values).regions.set(loader.regions(row))


def _load_totals(loader: Loader) -> None:
    texts = ("as_worded", "section")
    columns = ("key", "pool", "what", "theme", "value", "from_list", "source", "regions", "note_nl", *texts)
    positions: dict[str, int] = {}
    for row in read_table(loader.folder / "pool_totals.csv", columns, unique=["key"]):
        positions[row["pool"]] = positions.get(row["pool"], 0) + 1
        values = {
            "pool": loader.one(row, "pool", "pools"),
            "what": row.choice("what", PublishedTotal.What.values),
            "theme": loader.one_or_none(row, "theme", "themes"),
            "value": row.integer("value"),
            "from_list": row.flag("from_list"),
            "source": loader.one(row, "source", "sources"),
            **{column: row.text(column) for column in texts},
            "note_nl": row["note_nl"],
            "position": positions[row["pool"]],
        }
        loader.put(row, PublishedTotal, {"key": row.text("key")}, values).regions.set(loader.regions(row))
