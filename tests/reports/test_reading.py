"""Who reads which rounds, and of whom; and that an approval shows at once without counting all again."""

import pytest

from accounts.models import Role, User
from buildingblocks.models import BuildingBlock
from questionnaires.models import Question
from regions.models import Region
from reports.figures import Counter
from reports.reading.audience import audience_of
from reports.reading.reading import closed_reading, live_reading, public_reading, reading_for
from tests.accounts.factories import UserFactory
from tests.buildingblocks.factories import BuildingBlockFactory
from tests.reports.readers import a_round, indicators
from tests.roundtables.story import answer, begin

pytestmark = pytest.mark.django_db
Kind = Role.Kind


def somebody(kind: str, region: str = "", block: BuildingBlock | None = None) -> User:
    """A person with one role."""
    person: User = UserFactory()
    where = Region.objects.get(slug=region) if region else None
    Role.objects.create(person=person, kind=kind, region=where, block=block, given_by=person)
    return person


def sees(level: str, key: str = "plan") -> None:
    """Who may see which region answered the question."""
    Question.objects.filter(key=key).update(visibility=level)


def test_everybody_reads_what_is_published_and_nothing_before() -> None:
    a_round("2030", plans=2)
    indicators()
    assert public_reading() is None
    assert reading_for(UserFactory()) is None
    partner = reading_for(somebody(Kind.COMMISSIONER))
    assert partner is not None
    assert partner.figures("2030")["plan"].value == 2


def test_a_partner_reads_a_round_from_the_moment_it_closes() -> None:
    a_round("2030", plans=2)
    begin("2031")
    indicators()
    partner = reading_for(somebody(Kind.STEERING_GROUP))
    programme = reading_for(somebody(Kind.PROGRAMME_MEMBER))
    assert partner is not None and programme is not None
    assert [one.key for one in partner.rounds] == ["2030"]
    assert [one.key for one in programme.rounds] == ["2030", "2031"]


@pytest.mark.parametrize(
    ("level", "public", "partner", "programme"),
    [("public", True, True, True), ("partners", False, True, True), ("programme", False, False, True)],
)
def test_names_go_by_question(level: str, public: bool, partner: bool, programme: bool) -> None:
    begin("2029")
    sees(level)
    a_round("2030", plans=2)
    indicators()
    for kind, knows in ((Kind.COMMISSIONER, partner), (Kind.PROGRAMME_MANAGER, programme)):
        person = reading_for(somebody(kind))
        assert person is not None
        live = live_reading(person.audience)  # the snapshot was made before the level was set
        assert (live.answers("plan", "2029") is not None) is knows
    everybody = live_reading()
    assert (everybody.answers("plan", "2029") is not None) is public


def test_a_name_tells_about_every_question_behind_it() -> None:
    """Whether `steps` is asked follows from `plan`: who may not know the plan may not know the steps."""
    begin("2030")
    indicators()
    sees("programme", "plan")
    sees("public", "steps")
    everybody = live_reading()
    assert everybody.answers("steps", "2030") is None
    assert everybody.sides("steps-done", "2030") is None
    sees("public", "plan")


def test_a_region_knows_its_own_answer_and_no_other() -> None:
    story = begin("2030")
    sees("programme")
    answer(story, "drenthe", "plan", "yes")
    answer(story, "twente", "plan", "no")
    indicators()
    leader = reading_for(somebody(Kind.PROJECT_LEADER, "drenthe"))
    assert leader is None  # nothing has closed
    programme = reading_for(somebody(Kind.PROGRAMME_MANAGER))
    assert programme is not None
    own = live_reading(audience_of(somebody(Kind.PROJECT_LEADER, "drenthe")))
    assert own.answer_of("drenthe", "plan", "2030") == ("yes",)
    assert own.answer_of("twente", "plan", "2030") is None
    assert own.side_of("drenthe", "plan", "2030") == "counted"
    assert own.answers("plan", "2030") is None


def test_a_programme_member_knows_all_of_the_own_blocks_only() -> None:
    story = begin("2030")
    sees("programme")
    answer(story, "drenthe", "plan", "yes")
    own = Question.objects.get(key="plan").section.block
    mine = reading_for(somebody(Kind.PROGRAMME_MEMBER, block=own))
    other = reading_for(somebody(Kind.PROGRAMME_MEMBER, block=BuildingBlockFactory()))
    assert mine is not None and other is not None
    assert mine.answers("plan", "2030") is not None
    assert other.answers("plan", "2030") is None


def test_an_approval_shows_at_once_and_closed_rounds_are_not_counted_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    a_round("2030", plans=2)
    story = begin("2031")
    indicators()
    counted: list[str] = []
    real = Counter.figures

    def figures(self: Counter, at: str) -> object:
        counted.append(at)
        return real(self, at)

    monkeypatch.setattr(Counter, "figures", figures)
    before = live_reading()
    assert [before.figures(key)["plan"].value for key in ("2030", "2031")] == [2, 0]
    answer(story, "drenthe", "plan", "yes")
    after = live_reading()
    assert [after.figures(key)["plan"].value for key in ("2030", "2031")] == [2, 1]
    assert counted == ["2030", "2031", "2031"]


def test_partners_are_read_from_the_newest_snapshot() -> None:
    assert closed_reading(live_reading().audience) is None
