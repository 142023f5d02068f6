"""What the project pool gives a report: boxes of projects, regions by theme, published totals."""

from collections.abc import Iterator

from projectpool.tables.counts import ProjectLine, ThemeRow, Total

from ..document.document import Column, CrossTable, ProjectBox, ProjectItem, Run, Table
from ..reading.facts import Facts, PoolFacts, in_lang
from ..wording import Lang, digits, regions_phrase

FEW = 3  # regions whose names a project shows
WORDS = {
    "nl": {
        "in": "In de {pool}: ", "under": " bij dit thema. ", "regions": "Regio", "total": "Totaal",
        "note": "Een stip is een bijdrage; * samen met andere regio’s; deel: een deel van de regio.",
        "what": "Wat is geteld", "value": "Aantal", "source": "Bron", "worded": "Zoals gepubliceerd",
        "experiment": "Experiment", "state": "Stand", "joint": "samen", "part": "deel",
        "projects": "projecten", "entries": "combinaties van regio en thema", "budget": "budget (euro)",
        "experiments": "experimenten", "regions_total": "regio’s",
    },
    "en": {
        "in": "In the {pool}: ", "under": " under this theme. ", "regions": "Region", "total": "Total",
        "note": "A dot is a contribution; * together with other regions; part: a part of the region.",
        "what": "What is counted", "value": "Number", "source": "Source", "worded": "As published (Dutch)",
        "experiment": "Experiment", "state": "State", "joint": "together", "part": "part",
        "projects": "projects", "entries": "combinations of region and theme", "budget": "budget (euros)",
        "experiments": "experiments", "regions_total": "regions",
    },
}  # fmt: skip


def project_box(key: str, title: str, facts: Facts, lang: Lang) -> ProjectBox | None:
    """The projects of a theme in the newest pool that has them, with the counts of each pool."""
    pool = next((one for one in reversed(list(facts.pools.values())) if one.projects_of(key)), None)
    if pool is None:
        return None
    projects = pool.projects_of(key)
    refs = [f"pool:{pool.key}/projects/{project.key}" for project in projects]
    note = tuple(run for one in reversed(list(facts.pools.values())) for run in _counted(one, key, lang))
    items = tuple(
        ProjectItem(one.title, _who(one, lang), in_lang(lang, one.summary_nl, one.summary_en))
        for one in projects
    )
    return ProjectBox(title, note, items, (*refs, *(run.ref for run in note if run.ref)))


def _counted(pool: PoolFacts, key: str, lang: Lang) -> Iterator[Run]:
    """How many regions a pool has under a theme, in the margin of the box."""
    theme = pool.theme(key)
    if theme is None:
        return
    words = WORDS[lang]
    name = pool.name(lang)
    yield Run(words["in"].format(pool=name[:1].lower() + name[1:]), "number", f"pool:{pool.key}")
    yield Run(regions_phrase(theme.regions, lang), "number", f"pool:{pool.key}/themes/{theme.key}")
    yield Run(words["under"])


def _who(project: ProjectLine, lang: Lang) -> str:
    """The regions of a project by name, or how many there are."""
    if len(project.regions) <= FEW:
        return " · ".join(project.regions)
    return (
        f"{digits(len(project.regions), lang)} {regions_phrase(len(project.regions), lang).split(' ', 1)[1]}"
    )


def cross_table(key: str, title: str, facts: Facts, lang: Lang) -> CrossTable:
    """Which region has a contribution for which theme, as the programme printed it."""
    table, words = facts.pools[key].table, WORDS[lang]
    rows = tuple((row.region, _marks(row, lang), digits(row.themes, lang)) for row in table.rows)
    totals = tuple(digits(theme.regions, lang) for theme in table.themes)
    return CrossTable(
        title=title,
        corner=words["regions"],
        themes=tuple(in_lang(lang, theme.name_nl, theme.name_en) for theme in table.themes),
        rows=rows,
        totals=(*totals, digits(table.entries, lang)),
        total_label=words["total"],
        note=words["note"],
        refs=(f"pool:{key}/themes", f"pool:{key}/entries"),
    )


def _marks(row: ThemeRow, lang: Lang) -> tuple[str, ...]:
    """Signs and numbers as printed, what is a word in the language of the report."""
    return tuple(mark.replace("deel", WORDS[lang]["part"]) for mark in row.marks)


def totals_table(key: str, title: str, facts: Facts, lang: Lang) -> Table:
    """Totals that publications gave, side by side where they disagree."""
    pool, words = facts.pools[key], WORDS[lang]
    columns = (
        Column(words["what"], width=4), Column(words["value"], number=True, width=2),
        Column(words["worded"], width=4), Column(words["source"], width=5),
    )  # fmt: skip
    found = [one for one in pool.totals if _matters(one, pool)]
    rows = tuple(_total(one, pool, lang) for one in found)
    return Table(title, columns, rows, refs=tuple(f"pool:{key}/totals/{one.key}" for one in found))


def _matters(one: Total, pool: PoolFacts) -> bool:
    """Totals of the whole pool, and those of a theme about which publications disagree."""
    if not one.theme:
        return one.what != "regions"
    same = {other.value for other in pool.totals if (other.what, other.theme) == (one.what, one.theme)}
    return len(same) > 1


def _total(one: Total, pool: PoolFacts, lang: Lang) -> tuple[str, ...]:
    words = WORDS[lang]
    what = words.get("regions_total" if one.what == "regions" else one.what, one.what)
    theme = pool.theme(one.theme) if one.theme else None
    if theme is not None:
        what = f"{in_lang(lang, theme.name_nl, theme.name_en)}: {what}"
    source = in_lang(lang, one.source_nl, one.source_en)
    return what, digits(one.value, lang), one.as_worded, f"{source}, {one.section}" if one.section else source


def experiments_table(title: str, facts: Facts, lang: Lang) -> Table:
    """The experiments in women's shelters, line by line as printed."""
    words = WORDS[lang]
    columns = (
        Column(words["experiment"], width=4),
        Column(words["regions"], width=6),
        Column(words["state"], width=3),
    )
    rows = tuple((one.label, ", ".join(one.regions), one.status_nl) for one in facts.experiments)
    return Table(title, columns, rows, refs=("pool:experiments",))
