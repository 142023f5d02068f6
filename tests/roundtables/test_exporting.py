"""What the programme takes out of a round comes back as it was; and each takes out only what is theirs."""

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from accounts.policy import Deed, reach
from questionnaires.actions import Given, record
from questionnaires.models import Answer, AnswerRevision, AnswerState, Question
from regions.actions import pretend_region
from regions.text import UNSTORABLE
from roundtables.actions.participants import excuse, take_part
from roundtables.exporting import answers_file
from roundtables.importing import import_answers, import_checked, preview
from roundtables.models import Participant, Round
from tests.roundtables.people import Kind, person, signed_in
from tests.roundtables.reviewing import Review
from tests.roundtables.reviewing import begin as begin_review
from tests.roundtables.story import Story, answer, begin

pytestmark = pytest.mark.django_db
KINDS = pytest.mark.parametrize("kind", ["csv", "ods", "xlsx"])
NASTY = [
    "=1+1", "'=1+1", "''=x", "+31", "-", "@home", "＝A1", "\t=tab", "'", "'gewoon", "0012", "1e5",
    "twee\nregels\n\nslot",
    '"a", b; c', "twee  spaties   en meer", "tab\tbinnenin", "ü 😀 \u2028 \u200e", "<b>&amp;</b>",
    "_x000D_", "a\ufffeb", "\uffff",
    "  spaties eromheen ", "TRUE", "n.v.t.", "10%", "1-2-2020", "x" * 4_000, "#N/A", "=" * 4_000,
]  # fmt: skip


@pytest.fixture
def story() -> Story:
    return begin()


def everything(story: Story) -> list[object]:
    """All answers with their choices and revisions, to see that nothing changed."""
    answers = Answer.objects.filter(sheet__response__round=story.round).order_by("pk")
    told = [
        (one.pk, one.state, one.revision, one.text, one.number, one.not_applicable, one.source,
         one.source_date, one.comment, sorted(one.options.values_list("slug", flat=True)))
        for one in answers
    ]  # fmt: skip
    return [*told, AnswerRevision.objects.count()]


def file_of(story: Story, folder: Path, kind: str) -> Path:
    """The file that the programme manager takes out."""
    within = reach(person(Kind.PROGRAMME_MANAGER), Deed.READ_ANSWERS)
    path = folder / f"antwoorden-2030.{kind}"
    path.write_bytes(answers_file(Round.objects.get(pk=story.round.pk), within, kind))
    return path


def lines(content: bytes) -> list[dict[str, str]]:
    """A CSV file as a reader has it."""
    return list(csv.DictReader(io.StringIO(content.decode())))


def add_questions(story: Story, number: int) -> list[Question]:
    """More free texts, to hold all that is nasty."""
    first = Question.objects.get(questionnaire=story.round.questionnaire, key="remark")
    made = []
    for place in range(number):
        first.pk, first.key, first.position = None, f"text-{place}", 50 + place
        first._state.adding = True
        first.save()
        made.append(Question.objects.get(pk=first.pk))
    return made


def fill(story: Story) -> None:
    """A round in which everything that can be an answer is one."""
    answer(story, "drenthe", "plan", "yes")
    answer(
        story, "drenthe", "steps", "busy", settled=False, comment="Met een toelichting.", agreement="agreed"
    )
    answer(story, "drenthe", "themes", "teams", "trauma")
    answer(story, "twente", "plan", "no")
    answer(story, "twente", "reach", number=Decimal("12.50"), source="CBS", source_date=date(2029, 1, 1))
    answer(story, "zeeland", "reach", number=Decimal(1200), settled=False)
    answer(story, "utrecht", "themes", "none")
    Question.objects.filter(key="themes").update(may_not_apply=True)
    answer(story, "zeeland", "themes", text="=Er zijn geen thema’s", not_applicable=True)
    sheet = story.round.responses.get(region__slug="friesland").sheet
    for question, text in zip(add_questions(story, len(NASTY)), NASTY, strict=True):
        record(by=story.by, given=[Given(sheet, question, text=text)])


@KINDS
def test_a_file_that_went_out_comes_back_and_changes_nothing(story: Story, tmp_path: Path, kind: str) -> None:
    fill(story)
    path, before = file_of(story, tmp_path, kind), everything(story)
    manager = person(Kind.PROGRAMME_MANAGER)
    found = preview(by=manager, path=path, round_=Round.objects.get(pk=story.round.pk))
    assert found.changes == ()
    assert found.same == 8 + len(NASTY) - 1  # no file can hold the text that is only a character of no XML
    done = import_checked(by=manager, path=path, round_=story.round, seen=found.mark)
    assert done.answers == 0
    assert import_answers(by=story.by, path=path, key="2030", replace=True).answers == 0
    assert everything(story) == before


@KINDS
def test_it_brings_everything_to_a_round_without_answers(story: Story, tmp_path: Path, kind: str) -> None:
    fill(story)
    path, before = file_of(story, tmp_path, kind), everything(story)
    Answer.objects.all().delete()
    import_answers(by=story.by, path=path, key="2030")
    texts = {one.question.key: one.text for one in Answer.objects.filter(question__key__startswith="text-")}
    held = {f"text-{place}": text.translate(UNSTORABLE).strip() for place, text in enumerate(NASTY)}
    assert texts == {key: text for key, text in held.items() if text}
    assert (
        len(everything(story)) >= len(before) - 1
    )  # a text of nothing but a character that no file can hold


@KINDS
def test_answers_that_another_answer_skips_come_back_too(story: Story, tmp_path: Path, kind: str) -> None:
    answer(story, "drenthe", "plan", "yes")
    answer(story, "drenthe", "steps", "done")
    answer(story, "drenthe", "plan", "no")
    path, before = file_of(story, tmp_path, kind), everything(story)
    assert import_answers(by=story.by, path=path, key="2030", replace=True).answers == 0
    assert everything(story) == before


def test_what_stands_in_it(story: Story, tmp_path: Path) -> None:
    answer(story, "twente", "themes", "trauma", "teams")
    answer(story, "twente", "reach", number=Decimal("12.5"), settled=False)
    excuse(by=story.by, participant=Participant.objects.get(region__slug="twente"), why="Fusie.")
    first, second, third = lines(file_of(story, tmp_path, "csv").read_bytes())
    assert list(first) == [
        "region_slug", "question_id", "option_slug", "value", "regio", "vraag", "antwoord", "stand",
    ]  # fmt: skip
    assert [first["option_slug"], second["option_slug"], first["antwoord"]] == ["teams", "trauma", "teams"]
    assert first["stand"] == "goedgekeurd, regio vrijgesteld"
    assert (third["value"], third["regio"], third["stand"]) == (
        "12.5",
        "Twente",
        "gegeven, regio vrijgesteld",
    )


def test_an_example_says_so_and_still_comes_back(story: Story, tmp_path: Path) -> None:
    Round.objects.update(example=True)
    answer(story, "twente", "plan", "yes")
    path = file_of(story, tmp_path, "csv")
    assert lines(path.read_bytes())[0]["voorbeeldgegevens"] == "ja"
    assert import_answers(by=story.by, path=path, key="2030", replace=True).answers == 0


def test_what_nobody_confirmed_and_who_does_not_exist_stay_in(story: Story, tmp_path: Path) -> None:
    answer(story, "twente", "plan", "yes", settled=False)
    Answer.objects.update(state=AnswerState.CARRIED_OVER)
    take_part(round_=story.round, region=pretend_region())
    answer(story, pretend_region().slug, "plan", "yes", settled=False)
    assert lines(file_of(story, tmp_path, "csv").read_bytes()) == []


# --- who takes out what -------------------------------------------------------------


@pytest.fixture
def review() -> Review:
    review = begin_review()
    for region in ("drenthe", "twente"):
        review.answers("plan", "yes", region=region)
    answer(review.story, "drenthe", "remark", text="Alleen voor Drenthe.", settled=False)
    vision = Question.objects.get(key="vision")
    answer(
        review.story,
        "drenthe",
        "vision",
        *[option.slug for option in vision.options.all()[:1]],
        settled=False,
    )
    return review


def got(client: Client, address: str) -> set[tuple[str, str]]:
    """Region and question of each line."""
    sent = client.get(address)
    assert sent.status_code == 200
    return {(line["region_slug"], line["question_id"]) for line in lines(sent.content)}


ALL = {("drenthe", "plan"), ("drenthe", "remark"), ("drenthe", "vision"), ("twente", "plan")}


def test_each_reads_what_is_theirs(review: Review) -> None:
    people = review.everybody()
    whole, drenthe = "/beheer/rondes/2030/antwoorden.csv", "/ronde/2030/drenthe/antwoorden.csv"
    own = {pair for pair in ALL if pair[0] == "drenthe"}
    first = {pair for pair in ALL if pair[1] != "vision"}
    expected = {
        "manager": (ALL, own), "member": (ALL, own), "member with the first block": (first, first & own),
        "leader": (None, own), "contributor to the first block": (None, first & own),
        "municipality": (None, own),
    }  # fmt: skip
    for name, user in people.items():
        client = signed_in(user)
        for address, found in zip((whole, drenthe), expected.get(name, (None, None)), strict=True):
            if found is None:
                assert client.get(address).status_code == 403, (name, address)
            else:
                assert got(client, address) == found, (name, address)


def test_a_file_is_named_and_nobody_else_keeps_it(review: Review) -> None:
    client = signed_in(review.manager)
    sent = client.get("/beheer/rondes/2030/antwoorden.xlsx")
    assert sent["Content-Disposition"] == 'attachment; filename="antwoorden-2030.xlsx"'
    assert "private" in sent["Cache-Control"]
    sent = client.get("/ronde/2030/drenthe/antwoorden.ods")
    assert sent["Content-Disposition"] == 'attachment; filename="antwoorden-2030-drenthe.ods"'
    for address in ("/beheer/rondes/2030/antwoorden.exe", "/beheer/rondes/1999/antwoorden.csv"):
        assert client.get(address).status_code == 404
