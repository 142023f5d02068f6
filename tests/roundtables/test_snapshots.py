"""What was counted when a round closed stays as it was, whatever happens after."""

import pytest

from questionnaires.models import Option, Question
from regions.models import Region
from reports.figures import Figure, IndicatorRule
from reports.reading.series import LiveRounds, PinnedRounds, Rounds
from roundtables.actions.rounds import close_round, reopen_round
from roundtables.counts import read_live
from roundtables.models import Snapshot
from roundtables.snapshots import checksum_of, read_snapshot
from tests.roundtables.story import Story, answer, begin

pytestmark = pytest.mark.django_db
RULES = {"plan": IndicatorRule("plan", (), {"2030": {"q": "plan", "has": "yes"}})}


@pytest.fixture
def story() -> Story:
    story = begin()
    answer(story, "drenthe", "plan", "yes")
    answer(story, "twente", "plan", "no")
    answer(story, "twente", "remark", text="Wij zoeken nog naar geld.")
    return story


def figure(source: LiveRounds | PinnedRounds) -> Figure:
    """The one figure of the story."""
    return Rounds(source, RULES, {}).figures("2030")["plan"]


def test_a_snapshot_reads_back_as_the_round_was(story: Story) -> None:
    live = read_live(story.round)
    kept = read_snapshot(close_round(by=story.by, round_=story.round))
    assert (kept.regions, kept.questions, kept.key, kept.reference_date) == (
        live.regions, live.questions, live.key, live.reference_date,
    )  # fmt: skip
    assert figure(PinnedRounds(Snapshot.objects.all())) == figure(LiveRounds(only_live=True))


def test_nothing_that_changes_afterwards_reaches_it(story: Story) -> None:
    snapshot = close_round(by=story.by, round_=story.round)
    before, text = figure(PinnedRounds([snapshot])), read_snapshot(snapshot)
    reopen_round(by=story.by, round_=story.round, why="Een regio meldde een fout.")
    answer(story, "twente", "plan", "yes")
    Question.objects.filter(key="plan").update(text_nl="Iets heel anders?")
    Option.objects.filter(slug="yes").update(label_nl="jazeker")
    Region.objects.filter(slug="drenthe").update(name="Nieuw-Drenthe")
    again = Snapshot.objects.get(pk=snapshot.pk)
    assert figure(PinnedRounds([again])) == before
    assert read_snapshot(again) == text
    assert checksum_of(again.content) == again.checksum
    assert figure(LiveRounds()).value == 2, "live does see the change"


def test_a_correction_makes_the_next_snapshot(story: Story) -> None:
    close_round(by=story.by, round_=story.round)
    reopen_round(by=story.by, round_=story.round, why="Een regio meldde een fout.")
    answer(story, "twente", "plan", "yes")
    second = close_round(by=story.by, round_=story.round, why="Antwoord van Twente verbeterd.")
    assert second.number == 2
    assert figure(LiveRounds()).value == 2
    assert figure(PinnedRounds(Snapshot.objects.filter(number=1))).value == 1


def test_a_closed_round_is_read_from_its_snapshot(story: Story) -> None:
    """Also when somebody changes the tables behind the product's back."""
    close_round(by=story.by, round_=story.round)
    story.round.responses.get(region__slug="drenthe").sheet.answers.all().delete()
    assert figure(LiveRounds()).value == 1


def test_nobody_changes_or_removes_a_snapshot(story: Story) -> None:
    snapshot = close_round(by=story.by, round_=story.round)
    snapshot.why = "Toch anders"
    with pytest.raises(TypeError):
        snapshot.save()
    with pytest.raises(TypeError):
        snapshot.delete()


def test_free_texts_and_excused_regions_are_kept(story: Story) -> None:
    content = close_round(by=story.by, round_=story.round).content
    assert [row[2] for row in content["texts"]] == ["Wij zoeken nog naar geld."]
    assert content["excused"] == []
