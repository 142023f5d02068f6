"""A world with a secret: who has a plan. Two worlds that differ in nothing but that must look the same to
whoever may not know it, on every page and in every file."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from django.db import transaction
from django.test import Client
from factory.django import DjangoModelFactory

from accounts.models import User
from buildingblocks.models import BuildingBlock
from questionnaires.models import Question
from reports.reading import reading
from roundtables.actions.rounds import close_round
from roundtables.models import Snapshot
from tests.reports.factories import ProgressReportFactory, ReportVersionFactory
from tests.reports.readers import indicators
from tests.roundtables.people import signed_in
from tests.roundtables.story import REGIONS, Story, answer, begin, questionnaire

NAMES = tuple(region.capitalize() for region in REGIONS)
SECRET = ("plan", "steps")  # whether `steps` is asked follows from `plan`
OPEN = ("themes",)
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


def a_round(key: str, plans: set[str], level: str) -> tuple[Story, Snapshot]:
    """A closed round in which these regions have a plan, which may be known by name as far as `level` says.
    What they say about themes is public and always the same."""
    questionnaire()
    newest = Question.objects.order_by("-questionnaire__position").first()
    assert newest is not None
    asked = Question.objects.filter(questionnaire=newest.questionnaire)
    asked.update(visibility="public")
    asked.filter(key="plan").update(visibility=level)
    story = begin(key)
    for place, region in enumerate(REGIONS):
        answer(story, region, "plan", "yes" if region in plans else "no")
        if region in plans:
            answer(story, region, "steps", "done")
        answer(story, region, "themes", "teams" if place < 2 else "trauma")
    return story, close_round(by=story.by, round_=story.round)


def world(first: set[str], second: set[str], levels: tuple[str, str] = ("programme", "programme")) -> None:
    """Rounds 2030 and 2031, published."""
    _story, before = a_round("2030", first, levels[0])
    story, now = a_round("2031", second, levels[1])
    indicators()
    report = ProgressReportFactory(slug="vijfde", round=story.round)
    version = ReportVersionFactory(
        report=report, state="approved", publish_at=datetime(2020, 1, 1, tzinfo=UTC), checksum="c" * 64
    )
    version.snapshots.set([before, now])


@contextmanager
def for_a_while() -> Iterator[None]:
    """What happens inside is taken back, and nothing that was read of it is kept. Names that factories
    number begin anew, so that only the answers differ."""
    for made in DjangoModelFactory.__subclasses__():
        made.reset_sequence(force=True)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    for kept in (reading._pinned, reading._newest, reading._live):
        kept.cache_clear()


def addresses() -> Iterator[str]:
    """Pages and files that are made of answers, hidden ones and others."""
    yield from ("/", "/cijfers/", "/kruisen/", "/vergelijken/", "/dashboard/", "/regio/")
    yield from ("/regio/twente/?ronde=2031", "/regio/utrecht/?ronde=2030")
    for slug in BuildingBlock.objects.values_list("slug", flat=True):
        yield f"/dashboard/{slug}/?ronde=2031"
    for key in ("plan", "steps-done", "theme-teams"):
        yield from (f"/cijfers/{key}/?ronde={round_}" for round_ in ("2030", "2031"))
    for kind in ("csv", "ods", "xlsx", "json", "svg"):
        yield f"/cijfers/steps-done/steps-done.{kind}"
    for first, second in (("plan", "themes"), ("themes", "plan"), ("themes", "steps"), ("themes", "themes")):
        for name in ("", "kruising.csv", "regios.csv", "regios.xlsx", "grafiek.svg"):
            yield f"/kruisen/{name}?ronde=2031&a={first}&b={second}"
    yield from ("/api/v1/cijfers", "/api/v1/indicatoren", "/api/v1/vragenlijsten", "/api/v1/rondes")
    yield "/data/reeks/cijfers.json"
    for key in ("plan", "steps-done", "theme-teams"):
        yield from (f"/api/v1/cijfers/{key}/rondes/{round_}" for round_ in ("2030", "2031"))
    for question in SECRET:
        for name in ("", "grafiek.svg", "vergelijking.svg"):
            yield f"/vergelijken/{name}?van=2030&tot=2031&vraag={question}"


def seen(user: User | None) -> dict[str, tuple[int, bytes]]:
    """Everything that this reader gets: status and content, by address."""
    client = signed_in(user) if user else Client()
    found = {}
    for address in addresses():
        said = client.get(address)
        found[address] = said.status_code, TOKEN.sub(b"", said.content)
    return found
