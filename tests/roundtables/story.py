"""A small round: five regions, five questions, one skip rule."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from accounts.models import User
from questionnaires.actions import Given, record
from questionnaires.models import Option, Question, Questionnaire
from regions.models import Region
from roundtables.actions.reviewing import approve
from roundtables.actions.rounds import changed, open_round
from roundtables.models import Round
from tests.questionnaires.factories import QuestionFactory, QuestionnaireFactory, SectionFactory
from tests.regions.factories import RegionFactory

REGIONS = ("drenthe", "twente", "zeeland", "utrecht", "friesland")
QUESTIONS: tuple[tuple[str, str, tuple[str, ...], dict[str, str] | None], ...] = (
    ("plan", "yes_no", ("yes", "no"), None),
    ("steps", "single", ("done", "busy", "none"), {"q": "plan", "has": "yes"}),
    ("themes", "multiple", ("teams", "trauma", "none"), None),
    ("reach", "number", (), None),
    ("remark", "free_text", (), None),
)


@dataclass(frozen=True)
class Story:
    """Who and what the story is about."""

    by: User
    round: Round

    def write(self, folder: Path, text: str) -> Path:
        """A file as somebody would send it."""
        path = folder / "antwoorden.csv"
        path.write_text(text, encoding="utf-8")
        return path


def questionnaire() -> Questionnaire:
    """The questionnaire of the story."""
    made = QuestionnaireFactory(position=Questionnaire.objects.next_position())
    section = SectionFactory(questionnaire=made)
    for place, (key, kind, options, ask_if) in enumerate(QUESTIONS, start=1):
        question: Question = QuestionFactory(
            section=section, questionnaire=made, key=key, type=kind, ask_if=ask_if, position=place
        )
        for number, slug in enumerate(options):
            Option.objects.create(
                question=question, slug=slug, label_nl=slug, position=number, rank=len(options) - number,
                exclusive=kind == "multiple" and slug == "none",
            )  # fmt: skip
    return made


def begin(key: str = "2030") -> Story:
    """A round that has just opened."""
    by = User.objects.service("test")
    if not Region.objects.exists():
        for place, slug in enumerate(REGIONS):
            RegionFactory(slug=slug, name=slug.capitalize(), number=place + 1, tile_row=place, tile_col=0)
    made = Questionnaire.objects.for_rounds().order_by("-position").first() or questionnaire()
    year = int(key[:4])
    return Story(
        by,
        open_round(
            by=by, key=key, questionnaire=made, reference_date=date(year, 1, 1), regions=Region.objects.all()
        ),
    )


def answer(story: Story, region: str, key: str, *slugs: str, settled: bool = True, **fields: object) -> None:
    """A region answers, and the programme settles it unless told otherwise."""
    response = story.round.responses.get(region__slug=region)
    question = Question.objects.get(questionnaire=story.round.questionnaire, key=key)
    options = tuple(question.options.get(slug=slug) for slug in slugs)
    record(by=story.by, given=[Given(response.sheet, question, options, **fields)])  # type: ignore[arg-type]
    changed(story.round)
    if settled:
        approve(by=story.by, response=response, questions=[key])
