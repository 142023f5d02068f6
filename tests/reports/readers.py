"""A small published report that readers in the stories open: two rounds, three figures, one report."""

import json
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from reports.document.document import Chapter, Document, KeyFigure, KeyFigures, canonical, checksum
from reports.models import Indicator, ReportVersion
from reports.reading.series import kept_rules, rules
from reports.reading.words import words_now
from roundtables.actions.rounds import close_round
from roundtables.models import Snapshot
from tests.reports.factories import (
    ChartFactory,
    IndicatorFactory,
    ProgressReportFactory,
    PublishedFigureFactory,
    ReportFileFactory,
    ReportVersionFactory,
)
from tests.roundtables.story import REGIONS, Story, answer, begin

CHART = "c" * 64


def a_round(key: str, plans: int, made_up: bool = False) -> tuple[Story, Snapshot]:
    """A closed round in which `plans` of five regions have a plan; each of those is done but the first."""
    story = begin(key)
    story.round.example = made_up
    story.round.save()
    for place, region in enumerate(REGIONS):
        answer(story, region, "plan", "yes" if place < plans else "no")
        if place < plans:
            answer(story, region, "steps", "done" if place else "busy")
    return story, close_round(by=story.by, round_=story.round)


def indicators() -> list[Indicator]:
    """A plan; the steps of who has one, with no English; and a theme that the first round does not ask."""
    plan = IndicatorFactory(
        key="plan", title_nl="Een plan", title_en="A plan", expressions={"2030": {"q": "plan", "has": "yes"}}
    )
    steps = IndicatorFactory(
        key="steps-done",
        block=plan.block,
        title_nl="Stappen klaar",
        one_nl="heeft alle stappen gezet",
        many_nl="hebben alle stappen gezet",
        one_en="",
        many_en="",
        base=["plan"],
        base_nl="met een plan",
        expressions={"2030": {"q": "steps", "has": "done"}},
    )
    themes = IndicatorFactory(
        key="theme-teams", title_nl="Thema teams", expressions={"2031": {"q": "themes", "has": "teams"}}
    )
    return [plan, steps, themes]


def a_document() -> Document:
    """A report whose summary shows the plan large."""
    large = KeyFigure("3", "van de 5", "regio’s hebben een plan", "figure:plan@2031", base=5)
    chapter = Chapter("Samenvatting", "samenvatting", (KeyFigures((large,)),))
    return Document(
        lang="nl", slug="vijfde", title="Vijfde voortgangsrapportage", subtitle="", programme="Programma",
        edition="", date="1 januari 2032", version="Versie 1", label="", author="", keywords=(),
        commissioners=(), colophon=(), reading_title="", reading=(), scale=(), chapters=(chapter,),
    )  # fmt: skip


def published(*, state: str = "approved", made_up: bool = False, **fields: object) -> ReportVersion:
    """The report `vijfde` about rounds 2030 and 2031, published unless told otherwise."""
    _first, before = a_round("2030", plans=2, made_up=made_up)
    story, now = a_round("2031", plans=3)
    plan, *_rest = indicators()
    PublishedFigureFactory(indicator=plan, round_key="2031", value=4, min=4, max=4, section="2.1")
    document = a_document()
    content = json.loads(canonical(document))
    content["chapters"][0]["blocks"].append(a_chart())
    version: ReportVersion = ReportVersionFactory(
        report=ProgressReportFactory(slug="vijfde", title_en="Fifth progress report", round=story.round),
        state=state,
        publish_at=datetime(2020, 1, 1, tzinfo=UTC),
        document=content,
        checksum=checksum(document),
        pages=61,
        rules=kept_rules(rules()),
        words=words_now(),
        **fields,
    )
    version.snapshots.set([before, now])
    ChartFactory(hash=CHART)
    keep(version, "report.pdf", b"%PDF-1.7 the report")
    keep(version, "figures.csv", b"sleutel,waarde\r\nplan,3\r\n")
    return version


def a_chart() -> dict[str, object]:
    """A chart as a kept document has it."""
    table = {"t": "table", "title": "", "columns": [{"label": "Ronde", "number": False, "width": 0}],
             "rows": [["2031"]], "note": "", "refs": []}  # fmt: skip
    return {"t": "chart", "title": "Plannen", "hash": CHART, "alt": "Drie plannen.", "table": table,
            "note": "", "width": 720, "height": 400}  # fmt: skip


def keep(version: ReportVersion, name: str, content: bytes) -> None:
    """A file of the version, on disk as a build leaves it."""
    place = Path(settings.MEDIA_ROOT) / "reports" / str(version.pk) / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    ReportFileFactory(version=version, name=name, path=f"reports/{version.pk}/{name}", size=len(content))
