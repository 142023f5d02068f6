"""Made-up facts for stories about building: two rounds of eleven regions, one question, a pool, a number."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from buildingblocks.counts import ActionRow
from impact.counts import Sourced
from projectpool.tables.counts import ProjectLine, ThemeColumn, ThemeRow, ThemeTable, Total
from regions.counts import AnnexRow, Tile
from reports.figures import Figure, Point, Series, Split, Status
from reports.reading.facts import Facts, OptionCount, PoolFacts, QuestionCounts, RoundFacts, SourceFacts
from reports.wording import Predicate

REGIONS = ("Noord", "Oost", "West", "Zuid")


def predicate(key: str, *, base: str = "", base_en: str = "") -> Predicate:
    return Predicate(
        key, f"Stand van {key}", f"State of {key}",
        f"heeft {key}", f"hebben {key}", f"has {key}", f"have {key}",
        base, base_en,
    )  # fmt: skip


def figure(
    key: str, round_: str, *parts: int, status: Status = Status.COUNTED, base: tuple[str, ...] = ()
) -> Figure:
    return Figure(key, round_, status, Split(*parts), base, regions=11)


def not_asked(key: str, round_: str) -> Figure:
    return figure(key, round_, status=Status.NOT_ASKED)


STATE = QuestionCounts(
    "state", "Hoe ver is de regio?", "How far is the region?", single=True, public=True,
    options=(
        OptionCount("fixed", "vast", "fixed", 3, 5),
        OptionCount("trial", "proef", "trial", 2, 3),
        OptionCount("none", "nog niet", "not yet", 1, 1),
    ),
    not_answered=2,
)  # fmt: skip


def sourced(key: str, value: str | None = "278671", **more: Any) -> Sourced:
    values = {
        "key": key, "block": "", "subject": "reach", "kind": "stated", "label_nl": "Bezoekers",
        "label_en": "Visitors", "breakdown_nl": "", "breakdown_en": "",
        "value": Decimal(value) if value else None, "value_min": None, "value_max": None,
        "worded_nl": f"{value} bezoekers", "worded_en": f"{value} visitors", "as_worded": "ruim zoveel",
        "reference_date_nl": "eind november 2020", "reference_date_en": "end of November 2020",
        "source": "report", "source_nl": "Een rapport", "source_en": "A report", "original_source": "",
        "section": "3.1", "note_nl": "",
    }  # fmt: skip
    return Sourced(**(values | more))


def pool(key: str, noord: str, total: int) -> PoolFacts:
    table = ThemeTable(
        pool=key,
        themes=(ThemeColumn("teams", "lokale-teams", "Lokale teams", "Local teams", 1, 1),),
        rows=tuple(
            ThemeRow(name.lower(), name, (noord if name == "Noord" else "",), int(name == "Noord"))
            for name in REGIONS
        ),
        entries=1,
        regions=1,
    )
    project = ProjectLine(
        "p1", "Een plan", True, ("Noord",), ("noord",), "Zij maken een plan.", "", "no", "4.2", ""
    )
    totals = tuple(
        Total(
            f"{key}-{place}",
            "projects",
            "",
            value,
            str(value),
            False,
            "report",
            "Een rapport",
            "",
            section,
            (),
            "",
        )
        for place, (value, section) in enumerate(((48, "1.2"), (total, "tabel")))
    )
    return PoolFacts(key, f"Projectenpool {key}", f"Project pool {key}", table, {"teams": (project,)}, totals)


def facts(**more: Any) -> Facts:
    """Eleven regions: five of them have a plan now and three had; nobody was ever asked about `silent`."""
    now = {
        "plan": figure("plan", "2031", 5, 4, 0, 2, 0),
        "checked": figure("checked", "2031", 2, 3, base=("plan",)),
        "lone": figure("lone", "2031", 1, 10),
        "silent": not_asked("silent", "2031"),
    }
    then = {
        "plan": figure("plan", "2030", 3, 8),
        "checked": not_asked("checked", "2030"),
        "lone": figure("lone", "2030", 1, 10),
        "silent": not_asked("silent", "2030"),
    }
    predicates = {key: predicate(key) for key in now}
    predicates["checked"] = predicate("checked", base="met een plan", base_en="with a plan")
    made = Facts(
        rounds=(
            RoundFacts("2030", "2030", "2030", date(2030, 11, 1), 11, then),
            RoundFacts("2031", "2031", "2031", date(2031, 11, 1), 11, now, {"state": STATE}),
        ),
        predicates=predicates,
        series={key: Series(key, (Point(then[key]), Point(now[key]))) for key in now},
        sourced={
            "visitors": sourced("visitors"),
            "share": sourced("share", "45.6", worded_nl="45,6%", worded_en="45.6%"),
        },
        pools={"2030": pool("2030", "*", 51), "2031": pool("2031", "•", 60)},
        actions={"nl": {"teams": ActionRow("teams", "Lokale teams", ("Kader af",), (), ("Scan",))}},
        annex=(AnnexRow("1", "Noord", "noord", ("Stad",)),),
        tiles=tuple(Tile(name.lower(), name, place, place) for place, name in enumerate(REGIONS)),
        answers={"state": {"noord": "fixed", "oost": "trial"}},
        sources=(SourceFacts("report", "Een rapport", "", "Programma", date(2031, 1, 1)),),
    )  # fmt: skip
    return replace(made, **more)


def outline(*blocks: Mapping[str, Any], **chapter: Any) -> dict[str, Any]:
    """An outline of one chapter with one section that holds these blocks."""
    section = {"number": "1.1", "title": {"nl": "Lokale teams", "en": "Local teams"}, "blocks": list(blocks)}
    first = {
        "file": "een.json",
        "number": "1",
        "title": {"nl": "Begin", "en": "Start"},
        "sections": [section],
    }
    return {"slug": "klein", "title": {"nl": "Klein rapport"}, "chapters": [first | chapter]}
