"""Everything a report is made of, read in one short pass before anything is built, drawn or typeset.

Plain frozen data: building knows no database, so no transaction is open while a chart or a page is made, and
the same facts always give the same document.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from buildingblocks.counts import ActionRow
from impact.counts import Sourced
from projectpool.tables.counts import ExperimentLine, ProjectLine, ThemeColumn, ThemeTable, Total
from regions.counts import AnnexRow, Tile

from ..figures import Figure, Series
from ..wording import Lang, Predicate


def in_lang(lang: Lang, nl: str, en: str) -> str:
    """The English text when it is asked for and exists, else the Dutch one."""
    return en if lang == "en" and en else nl


@dataclass(frozen=True, slots=True)
class OptionCount:
    """How many regions chose an option. `rank` places it on a scale, higher is further."""

    slug: str
    label_nl: str
    label_en: str
    rank: int | None
    n: int

    def label(self, lang: Lang) -> str:
        """The option as it was put to the regions."""
        return in_lang(lang, self.label_nl, self.label_en)


@dataclass(frozen=True, slots=True)
class QuestionCounts:
    """The answers to a question in a round: approved answers by option, and the honest rest, in regions.

    For a question with a single answer the options and the rest add up to `regions`.
    """

    key: str
    text_nl: str
    text_en: str
    single: bool
    public: bool
    options: tuple[OptionCount, ...]
    not_applicable: int = 0
    not_answered: int = 0
    not_approved: int = 0

    @property
    def regions(self) -> int:
        """The number of regions of the round, for a single-answer question."""
        rest = self.not_applicable + self.not_answered + self.not_approved
        return rest + sum(option.n for option in self.options)

    def text(self, lang: Lang) -> str:
        """The question as it was asked."""
        return in_lang(lang, self.text_nl, self.text_en)


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """A round: its name, how many regions take part, its figures and the answers per question."""

    key: str
    label_nl: str
    label_en: str
    reference_date: date
    regions: int
    figures: Mapping[str, Figure]
    questions: Mapping[str, QuestionCounts] = field(default_factory=dict)

    def label(self, lang: Lang) -> str:
        """What the round is called."""
        return in_lang(lang, self.label_nl, self.label_en)

    def spoken(self, lang: Lang) -> str:
        """The round as it stands after "in": the year when the round is a year, else its name."""
        return self.key if self.key.isdigit() else self.label(lang)


@dataclass(frozen=True, slots=True)
class PoolFacts:
    """An opening of the project pool: its printed table, its projects by theme or box, published totals."""

    key: str
    name_nl: str
    name_en: str
    table: ThemeTable
    projects: Mapping[str, tuple[ProjectLine, ...]]
    totals: tuple[Total, ...] = ()

    def name(self, lang: Lang) -> str:
        """What the pool is called."""
        return in_lang(lang, self.name_nl, self.name_en)

    def theme(self, key: str) -> ThemeColumn | None:
        """A theme of the table by key or slug; None when the pool does not have it."""
        return next((theme for theme in self.table.themes if key in (theme.key, theme.slug)), None)

    def projects_of(self, key: str) -> tuple[ProjectLine, ...]:
        """The projects under a theme, by key or slug, or in a box of the report."""
        theme = self.theme(key)
        return self.projects.get(theme.key if theme else key, ())


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """A publication that the report leans on."""

    key: str
    title_nl: str
    title_en: str
    publisher: str
    date: date


@dataclass(frozen=True, slots=True)
class Facts:
    """All of it. The last of `rounds` is the report's own.

    `actions` holds the rows of the action table by language and building block. `answers` says which region
    chose which option in the report's own round, for single-answer questions that are public and for those
    only; tile maps are drawn from it and from nothing else.
    """

    rounds: tuple[RoundFacts, ...]  # oldest first
    predicates: Mapping[str, Predicate]
    series: Mapping[str, Series]
    sourced: Mapping[str, Sourced] = field(default_factory=dict)
    pools: Mapping[str, PoolFacts] = field(default_factory=dict)
    experiments: tuple[ExperimentLine, ...] = ()
    actions: Mapping[str, Mapping[str, ActionRow]] = field(default_factory=dict)
    annex: tuple[AnnexRow, ...] = ()
    tiles: tuple[Tile, ...] = ()
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sources: tuple[SourceFacts, ...] = ()

    @property
    def current(self) -> RoundFacts:
        """The round the report is about."""
        return self.rounds[-1]

    def round(self, name: str) -> RoundFacts | None:
        """A round by key; "" is the report's own, "previous" the one before it. None when there is none."""
        if name == "previous":
            return self.rounds[-2] if len(self.rounds) > 1 else None
        if not name:
            return self.current
        return next((round_ for round_ in self.rounds if round_.key == name), None)

    def figure(self, key: str, round_: str = "") -> Figure | None:
        """A figure of a round; None when the round or the figure is not there."""
        found = self.round(round_)
        return found.figures.get(key) if found else None

    def asked_in(self, question: str) -> Iterator[tuple[RoundFacts, QuestionCounts]]:
        """The rounds that put a question, oldest first, with the answers."""
        for round_ in self.rounds:
            if question in round_.questions:
                yield round_, round_.questions[question]
