"""What stories of dashboards share: the readers' report, with its figures in the block of its questions."""

from typing import Any

from buildingblocks.models import BuildingBlock
from questionnaires.models import Question, Section
from reports.models import Indicator, ReportVersion
from tests.reports.readers import published
from tests.roundtables.story import Story, begin, questionnaire

REGIONS = ("Drenthe", "Twente", "Zeeland", "Utrecht", "Friesland")


def world(visibility: str = "partners", **fields: Any) -> tuple[ReportVersion, BuildingBlock]:
    """Rounds 2030 and 2031, published. Drenthe and Twente have a plan, and Zeeland since 2031; of those with
    a plan all are done but Drenthe. Their answers may be known as far as `visibility` says."""
    questionnaire()
    Question.objects.update(visibility=visibility)
    version = published(**fields)
    block: BuildingBlock = Section.objects.get().block
    Indicator.objects.update(block=block)
    return version, block


def next_round(key: str = "2032") -> Story:
    """A third round, still open."""
    return begin(key)


def changed_round(key: str = "2032") -> Story:
    """A third round, with a new questionnaire in which the question about a plan means something else."""
    block = Section.objects.get().block
    changed = questionnaire()
    changed.sections.update(block=block)
    changed.questions.filter(key="plan").update(
        key="scheme", succeeds="plan", verdict="break", verdict_note_nl="Andere vraag."
    )
    changed.questions.filter(key="steps").update(ask_if=None)
    return begin(key)


def wider_round(key: str = "2032") -> Story:
    """A third round, in which everybody may know who has a plan."""
    block = Section.objects.get().block
    wider = questionnaire()
    wider.sections.update(block=block)
    wider.questions.filter(key="plan").update(visibility="public")
    return begin(key)


def named(page: str) -> list[str]:
    """The regions that a page names, but for the name of who is signed in."""
    content = page[page.index("<main") :]
    return [region for region in REGIONS if region in content]
