"""The data sets that are there: one for each published version, and the series of the newest."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from ..models import ReportFile, ReportVersion
from .csvw import SUFFIX
from .files import SUMS
from .keeping import kept

SERIES = "reeks"
MEDIA = {
    "csv": "text/csv",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    SUFFIX: "application/csvm+json",
    SUMS: "text/plain",
}


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of a data set: its address on this site, and what it is."""

    path: str
    file: ReportFile

    @property
    def name(self) -> str:
        """What the file is called."""
        return self.file.name

    @property
    def kind(self) -> str:
        """In which form it is."""
        return kind_of(self.name)

    @property
    def media(self) -> str:
        """Its media type."""
        return MEDIA[self.kind]

    @property
    def address(self) -> str:
        """The whole address."""
        return f"{settings.SITE_URL}{self.path}"


@dataclass(frozen=True, slots=True)
class DataSet:
    """The figures and codebook of a version under addresses that stay. `series` is the data set that always
    is the newest version."""

    version: ReportVersion
    files: tuple[DataFile, ...]
    series: bool = False

    @property
    def path(self) -> str:
        """Its page on this site."""
        if self.series:
            return reverse("reports:data_series")
        return reverse("reports:data_version", args=[self.version.report.slug, self.version.number])

    @property
    def address(self) -> str:
        """The whole address of its page, by which it is known."""
        return f"{settings.SITE_URL}{self.path}"

    @property
    def figures(self) -> list[DataFile]:
        """The figures in each form for people."""
        return self._of("cijfers")

    @property
    def codebook(self) -> list[DataFile]:
        """The codebook in each form for people."""
        return self._of("codeboek")

    def _of(self, stem: str) -> list[DataFile]:
        return [one for one in self.files if one.name.startswith(f"{stem}.") and one.kind != SUFFIX]

    @property
    def described(self) -> list[DataFile]:
        """The descriptions of the tables, for programs."""
        return [one for one in self.files if one.kind == SUFFIX]

    @property
    def sums(self) -> DataFile:
        """The list of checksums."""
        return next(one for one in self.files if one.name == SUMS)


def kind_of(name: str) -> str:
    """In which form a file is: what stands after the first dot of its name, or the whole name."""
    return name.partition(".")[2] or name


def published() -> Any:
    """Every version that the public may read, the newest first."""
    return ReportVersion.objects.published().newest_first().select_related("report__round")


def data_set(version: ReportVersion, *, series: bool = False) -> DataSet:
    """The data set of a version, or the series of which it is the newest."""
    files = kept(version)
    return DataSet(
        version, tuple(DataFile(_path(version, name, series), files[name]) for name in files), series
    )


def data_sets() -> list[DataSet]:
    """The data set of every published version, the newest first."""
    return [data_set(version) for version in published()]


def _path(version: ReportVersion, name: str, series: bool) -> str:
    if series:
        return reverse("reports:series_file", args=[name])
    return reverse("reports:data_file", args=[version.report.slug, version.number, name])
