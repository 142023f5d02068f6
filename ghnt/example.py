"""The example: everything a newcomer needs to look around, marked as made up.

Rounds 2018, 2019 and 2020 hold answers whose counts agree with what was published; which region answered
what is made up. `2021-voorjaar` is open, with regions in every state. The pool has a call that is open, one
that is being assessed and one of which the projects run.
"""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import transaction

import accounts.example
import buildingblocks.importing
import impact.importing
import projectpool.importing
import questionnaires.importing
import regions.importing
import reports.importing
import roundtables.rule_importing
from accounts.models import User
from questionnaires.models import Questionnaire
from regions.models import Region
from reports.actions import publishing
from reports.actions.jobs import request_build
from reports.models import ProgressReport
from reports.writing.outline import load_outline
from roundtables.actions.rounds import close_round, open_round
from roundtables.importing import import_answers
from roundtables.models import Round

from . import example_calls, example_round
from .example_pool import register_rows

FIXTURES = settings.BASE_DIR / "fixtures"
LOADERS = (
    regions.importing.load,
    buildingblocks.importing.load,
    impact.importing.load,
    projectpool.importing.load,
    questionnaires.importing.load,
    projectpool.importing.load_questions,
    roundtables.rule_importing.load,
    reports.importing.load,
)
CLOSED = {"2018": date(2018, 11, 1), "2019": date(2019, 6, 1), "2020": date(2020, 11, 1)}
OPEN, OPEN_DATE = "2021-voorjaar", date(2021, 5, 1)
REPORT = "vijfde"
LABELS = {OPEN: ("voorjaar 2021", "spring 2021")}


@transaction.atomic
def load_definitions(folder: Path = FIXTURES) -> User:
    """Load what answers are about: regions, blocks, pool, questionnaire, indicators. Who loaded it."""
    by = User.objects.service("example")
    for loader in LOADERS:
        loader(folder, by=by)
    return by


@transaction.atomic
def load(folder: Path = FIXTURES) -> list[str]:
    """Load the example; what is there already stays. The names of the rounds that were made."""
    by = load_definitions(folder)
    accounts.example.load(by=by)
    made = [key for key in CLOSED if _closed_round(by, folder, key)]
    _report(folder)
    example_calls.load(folder)
    return made + ([OPEN] if _open_round(by, folder) else [])


def publish() -> None:
    """Publish the example's report, made in this process; nothing when it is published already."""
    report = ProgressReport.objects.get(slug=REPORT)
    if report.published_version is None:
        publishing.run(request_build(by=User.objects.service("example"), report=report, publish=True).pk)


def _report(folder: Path) -> None:
    """The report's outline; people may change it afterwards, so it is made once."""
    if ProgressReport.objects.filter(slug=REPORT).exists():
        return
    outline = load_outline(folder / f"report_{REPORT}")
    ProgressReport.objects.create(
        slug=REPORT,
        title_nl=outline["title"]["nl"],
        title_en=outline["title"]["en"],
        subtitle_nl=outline["subtitle"]["nl"],
        subtitle_en=outline["subtitle"]["en"],
        round=Round.objects.get(key=max(CLOSED)),
        outline=outline,
    )


def _closed_round(by: User, folder: Path, key: str) -> bool:
    if Round.objects.filter(key=key).exists():
        return False
    round_ = _opened(by, key, CLOSED[key])
    answers = (folder / "example" / f"answers_{key}.csv").read_text(encoding="utf-8")
    with TemporaryDirectory() as made:
        path = Path(made) / f"answers_{key}.csv"
        path.write_text(answers + "".join(f"{','.join(row)}\n" for row in register_rows(key)), "utf-8")
        import_answers(by=by, path=path, key=key, approve=True)
    close_round(by=by, round_=round_)
    return True


def _opened(by: User, key: str, when: date, deadline: date | None = None) -> Round:
    label_nl, label_en = LABELS.get(key, (key, key))
    return open_round(
        by=by,
        key=key,
        label_nl=label_nl,
        label_en=label_en,
        reference_date=when,
        deadline=deadline,
        example=True,
        questionnaire=Questionnaire.objects.get(version=key),
        regions=Region.objects.order_by("number"),
    )


def _open_round(by: User, folder: Path) -> bool:
    if Round.objects.filter(key=OPEN).exists():
        return False
    round_ = _opened(by, OPEN, OPEN_DATE, example_round.deadline())
    example_round.fill(by, round_, before=max(CLOSED), folder=folder)
    return True
