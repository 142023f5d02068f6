"""Who may open the programme's pages of a round, and what the wall tells them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import SignIn
from questionnaires.actions import send_back
from questionnaires.models import Answer, Question
from regions.models import Region
from roundtables.actions.participants import excuse
from roundtables.actions.register import contest
from roundtables.actions.rounds import changed
from roundtables.models import Reminder, Round
from tests.questionnaires.factories import QuestionFactory, SectionFactory
from tests.roundtables.people import Kind, person, signed_in
from tests.roundtables.programme import TODAY, a_story, address, block, finish, text, who
from tests.roundtables.story import Story, answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    return a_story()


# --- who may open what ------------------------------------------------------------

PAGES = {
    "wall": ("rounds", "wall", "texts"),
    "run": ("new_round", "prepare", "participants", "close"),
    "register": ("register",),
}
MAY = {
    Kind.PROGRAMME_MANAGER: {"wall", "run", "register"},
    Kind.PROGRAMME_MEMBER: {"wall", "register"},
    Kind.PROJECT_LEADER: set(),
    Kind.CONTRIBUTOR: set(),
    Kind.MUNICIPALITY: set(),
    Kind.COMMISSIONER: set(),
    Kind.STEERING_GROUP: set(),
    "": set(),
}


@pytest.mark.parametrize("kind", MAY, ids=str)
def test_each_page_is_for_who_has_the_deed(story: Story, held: Question, kind: str) -> None:
    client = signed_in(who(kind))
    for deed, names in PAGES.items():
        for name in names:
            expected = 200 if deed in MAY[kind] else 403
            assert client.get(address(name)).status_code == expected, name


def test_nobody_in_particular_is_led_to_the_door(story: Story, held: Question) -> None:
    for names in PAGES.values():
        for name in names:
            answered = Client().get(address(name))
            assert answered.status_code == 302
            assert answered["Location"].startswith("/inloggen/")


@pytest.mark.parametrize("kind", MAY, ids=str)
def test_each_button_is_for_who_has_the_deed(
    story: Story, held: Question, preparing: Round, kind: str
) -> None:
    client = signed_in(who(kind))
    leader = who(Kind.PROJECT_LEADER)
    response = story.round.responses.get(region__slug="drenthe")
    contested = contest(by=leader, response=response, question=held, why="Klopt niet.")
    buttons = (
        ("register", reverse("roundtables:settle_contested", args=["2030", contested.pk])),
        ("wall", address("remind")),
        ("run", reverse("roundtables:prepare_question", args=["2031", "plan"])),
        ("run", reverse("roundtables:add_question", args=["2031"])),
        ("run", reverse("roundtables:begin", args=["2031"])),
    )
    for deed, button in buttons:
        status = client.post(button, {"regio": "drenthe"}).status_code
        assert (status != 403) == (deed in MAY[kind]), button


def test_a_member_keeps_the_register_of_their_own_blocks(story: Story, held: Question) -> None:
    other = SectionFactory(questionnaire=story.round.questionnaire)
    QuestionFactory(
        section=other, key="elsewhere", answered_by=Question.AnsweredBy.REGISTER, text_nl="Van een ander?"
    )
    client = signed_in(person(Kind.PROGRAMME_MEMBER, block=other.block))
    page = text(client, address("register"))
    assert "Van een ander?" in page
    assert "Is het gesprek gehouden?" not in page
    assert client.get(address("register") + "?vraag=held").status_code == 404
    assert client.post(address("register") + "?vraag=held", {}).status_code == 404
    leader = who(Kind.PROJECT_LEADER)
    response = story.round.responses.get(region__slug="drenthe")
    made = contest(by=leader, response=response, question=held, why="Klopt niet.")
    settle = reverse("roundtables:settle_contested", args=["2030", made.pk])
    assert client.post(settle, {"outcome": "Ja."}).status_code == 404


# --- the wall ------------------------------------------------------------


def called(page: str) -> str:
    """The list of who to call."""
    after = page[page.index('class="g-call"') :]
    return after[: after.index("</ol>")]


def test_the_wall_tells_where_everybody_stands(story: Story, manager: Client) -> None:
    finish(story, "drenthe")
    finish(story, "twente", approved=False)
    page = text(manager, address("wall"))
    assert "<dd>1<small> van 5</small></dd>" in page
    assert "Drenthe, MDA++: goedgekeurd, 3 van de 3 beantwoord, vandaag gewijzigd" in page
    assert "Twente, MDA++: ingediend" in page
    assert "Zeeland, MDA++: niet begonnen, 0 van de 3 beantwoord" in page
    assert page.index(">Zeeland</a>") < page.index(">Twente</a>") < page.index(">Drenthe</a>"), (
        "most work first"
    )
    slug = block().slug
    assert f'href="/beheer/rondes/2030/drenthe/?bouwsteen={slug}#{slug}"' in page
    assert "<dd>16</dd>" in page


def test_the_wall_is_kept_and_never_stale(story: Story, manager: Client) -> None:
    page = text(manager, address("wall"))
    assert (
        text(manager, address("wall")).count("niet begonnen, 0 van")
        == page.count("niet begonnen, 0 van")
        == 5
    )
    answer(story, "drenthe", "plan", "no", settled=False)
    assert "Drenthe, MDA++: bezig, 1 van de 3 beantwoord" in text(manager, address("wall"))
    finish(story, "drenthe")
    assert "Drenthe, MDA++: goedgekeurd" in text(manager, address("wall"))
    excuse(by=story.by, participant=story.round.participants.get(region__slug="drenthe"), why="Herindeling.")
    assert "vrijgesteld: Herindeling." in text(manager, address("wall"))
    Region.objects.filter(slug="twente").update(name="Twente-Oost")
    assert ">Twente-Oost</a>" in text(manager, address("wall"))


def test_who_only_reads_some_blocks_gets_no_link_to_others(story: Story) -> None:
    other = SectionFactory(questionnaire=story.round.questionnaire)
    QuestionFactory(section=other, key="trauma")
    client = signed_in(person(Kind.PROGRAMME_MEMBER, block=other.block))
    page = text(client, address("wall"))
    assert f"?bouwsteen={other.block.slug}#" in page
    assert (
        f"?bouwsteen={story.round.questionnaire.sections.exclude(pk=other.pk).get().block.slug}#" not in page
    )
    assert 'name="mijn"' in page
    assert page.count('class="g-v"') == 2
    assert text(client, address("wall") + "?mijn=1").count('class="g-v"') == 1


def test_excused_and_pretend_regions_stand_apart(story: Story, manager: Client) -> None:
    excuse(by=story.by, participant=story.round.participants.get(region__slug="zeeland"), why="Herindeling.")
    page = text(manager, address("wall"))
    assert "van 4</small>" in page
    apart = page[page.index('class="g-apart"') :]
    assert "vrijgesteld: Herindeling." in apart
    assert "Zeeland" not in called(page)
    assert "Twente" in called(page)


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("?zoek=DREN", "Drenthe", "Twente"),
        ("?stand=approved", "Drenthe", "Twente"),
        ("?stand=not_started", "Twente", "Drenthe"),
        ("?lijn=bestaat-niet", "", "Twente"),
        ("?stand=onzin&toon=onzin", "Twente", ""),
    ],
)
def test_the_wall_shows_what_is_asked_for(
    story: Story, manager: Client, query: str, there: str, gone: str
) -> None:
    finish(story, "drenthe")
    page = text(manager, address("wall") + query)
    table = page[page.index('id="stand"') : page.index('id="kaart"')]
    assert not there or f">{there}</a>" in table
    assert not gone or f">{gone}</a>" not in table
    assert "van 5</small>" in page, "the numbers above are about everybody"


def test_a_cell_tells_its_part_or_its_age(story: Story, manager: Client) -> None:
    answer(story, "drenthe", "plan", "no", settled=False)
    assert ">1/3</span>" in text(manager, address("wall") + "?toon=deel")
    Answer.objects.get().revisions.update(at=timezone.now() - timedelta(days=6))
    changed(story.round)
    assert ">6</span>" in text(manager, address("wall") + "?toon=dagen")


def test_who_holds_up_the_report_is_called_first(story: Story, manager: Client) -> None:
    finish(story, "drenthe", approved=False)
    finish(story, "twente")
    send_back(
        by=story.by, answers=Answer.objects.filter(sheet__response__region__slug="twente"), why="Klopt dit?"
    )
    leader = who(Kind.PROJECT_LEADER, "utrecht")
    SignIn.objects.create(person=leader, what=SignIn.What.IN)
    answer(story, "utrecht", "plan", "yes", settled=False)
    page = text(manager, address("wall"))
    calls = called(page)
    assert "Drenthe" not in calls, "it waits for the programme"
    assert calls.index("Friesland") < calls.index("Utrecht"), "silent for longer"
    assert "nog niets ingevuld" in calls
    assert "Nooit ingelogd sinds de opening" in calls
    assert "MDA++ teruggestuurd" in calls
    assert "1 van de 1 nog niet af" in calls


def test_late_regions_are_marked_by_their_own_date(story: Story, manager: Client) -> None:
    story.round.deadline = TODAY - timedelta(days=2)
    story.round.save()
    story.round.participants.filter(region__slug="drenthe").update(
        extended_to=TODAY + timedelta(days=5), extended_why="Ziekte"
    )
    page = text(manager, address("wall"))
    assert page.count("is-late") == 4
    assert "2 dagen over de datum" in page.lower()
    assert "uitstel tot" in page


def test_who_reviews_one_block_reminds_nobody_of_all_of_them(story: Story) -> None:
    person(Kind.PROJECT_LEADER, Region.objects.get(slug="drenthe"))
    of_all, of_one = person(Kind.PROGRAMME_MEMBER), person(Kind.PROGRAMME_MEMBER, block=block())
    page = signed_in(of_one).get(address("wall")).content.decode()
    assert address("remind") not in page
    assert signed_in(of_one).post(address("remind"), {"regio": ["drenthe"]}).status_code == 403
    done = signed_in(of_all).post(address("remind"), {"regio": ["drenthe"]}, follow=True)
    assert "1 persoon krijgt een herinnering" in done.content.decode()


def test_a_button_reminds_who_is_late(story: Story, manager: Client) -> None:
    leader = who(Kind.PROJECT_LEADER)
    done = manager.post(address("remind"), {"regio": ["drenthe", "twente"]}, follow=True)
    assert "1 persoon krijgt een herinnering" in done.content.decode()
    assert Reminder.objects.get().person == leader
    again = manager.post(address("remind"), {"regio": ["drenthe"]}, follow=True)
    assert "Niemand om te herinneren" in again.content.decode()


def test_a_round_that_does_not_exist(manager: Client) -> None:
    assert manager.get(address("wall")).status_code == 404
