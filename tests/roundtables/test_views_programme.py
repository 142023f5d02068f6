"""The programme's pages: preparing, participants, the register, closing."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from questionnaires.models import Answer, AnswerState, Question
from regions.models import Region
from roundtables.actions.rounds import close_round
from roundtables.models import Contest, Reply, Round
from tests.questionnaires.factories import OptionFactory, QuestionFactory, SectionFactory
from tests.roundtables.factories import ReplyFactory
from tests.roundtables.people import Kind, person, signed_in
from tests.roundtables.programme import TODAY, a_story, address, finish, text, who
from tests.roundtables.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    return a_story()


# --- preparing ------------------------------------------------------------

FORM = {
    "key": "2032", "label_nl": "voorjaar 2032", "reference_date": "2032-01-01", "opens_on": "2031-12-01",
    "deadline": "2031-12-31", "remind_before": "14, 3", "remind_overdue_every": "3",
}  # fmt: skip


def test_a_new_round_takes_over_the_newest_questionnaire(story: Story, manager: Client) -> None:
    page = text(manager, address("new_round"))
    assert page.count("checked") == 5, "every region takes part unless somebody says otherwise"
    form = FORM | {
        "questionnaire": story.round.questionnaire.pk, "practise": "on",
        "regions": [region.pk for region in Region.objects.all()],
    }  # fmt: skip
    done = manager.post(address("new_round"), form, follow=True)
    assert done.redirect_chain == [("/beheer/rondes/2032/voorbereiden/", 302)]
    made = Round.objects.get(key="2032")
    assert (made.remind_before, made.questionnaire.version, made.participants.count()) == ([14, 3], "2032", 6)
    assert made.participants.filter(pretend=True).count() == 1
    assert manager.get("/beheer/rondes/2032/")["Location"] == "/beheer/rondes/2032/voorbereiden/"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"key": "2030"}, "bestaat al"),
        ({"key": "nieuw"}, "geen sleutel"),
        ({"deadline": "2031-11-01"}, "ligt voor de dag"),
        ({"remind_before": "veel"}, "hele getallen"),
        ({"regions": []}, "ten minste één regio"),
    ],
)
def test_what_is_wrong_with_a_new_round_is_said(
    story: Story, manager: Client, wrong: dict, said: str
) -> None:
    form = FORM | {"questionnaire": story.round.questionnaire.pk, "regions": [Region.objects.first().pk]}
    answered = manager.post(address("new_round"), form | wrong)
    page = answered.content.decode()
    assert "<title>Fout: " in page
    assert said in page
    assert Round.objects.count() == 1


def test_a_round_is_prepared_on_one_page(preparing: Round, manager: Client) -> None:
    place = reverse("roundtables:prepare", args=["2031"])
    assert "Open de ronde" in text(manager, place)
    dates = FORM | {"doen": "datums", "deadline": "2020-01-01", "opens_on": ""}
    manager.post(place, dates)
    assert "De uiterste datum is voorbij" in text(manager, place)
    drenthe = Region.objects.get(slug="drenthe").pk
    manager.post(place, {"doen": "deelnemers", "mee-regions": [drenthe]})
    assert preparing.participants.count() == 1
    wrong = manager.post(place, {"doen": "deelnemers"}).content.decode()
    assert "<title>Fout: " in wrong


def change(manager: Client, **about: object) -> None:
    """Word the question about the plan anew, with its options as they are."""
    form = {
        "doen": "wijzigen", "text_nl": "Heeft de regio een plan?", "antwoorden-TOTAL_FORMS": "3",
        "antwoorden-INITIAL_FORMS": "2", "antwoorden-0-slug": "yes", "antwoorden-0-label_nl": "yes",
        "antwoorden-0-rank": "2", "antwoorden-1-slug": "no", "antwoorden-1-label_nl": "no",
        "antwoorden-1-rank": "1", "antwoorden-2-label_nl": "",
    }  # fmt: skip
    place = reverse("roundtables:prepare_question", args=["2031", "plan"])
    assert manager.post(place, form | about).status_code == 302


def test_a_changed_question_asks_for_a_verdict_before_the_round_opens(
    preparing: Round, manager: Client
) -> None:
    place = reverse("roundtables:prepare_question", args=["2031", "plan"])
    change(manager)
    assert "Oordeel over de wijziging" not in text(manager, place)
    change(manager, text_nl="Is er een plan?")
    assert "De tekst is anders dan de vorige keer" in text(manager, place)
    assert "gewijzigd, oordeel nodig" in text(manager, reverse("roundtables:prepare", args=["2031"]))
    refused = manager.post(reverse("roundtables:begin", args=["2031"]), follow=True)
    assert "1 gewijzigde vraag" in refused.content.decode()
    wrong = manager.post(place, {"doen": "oordeel", "verdict": "break", "note": ""}).content.decode()
    assert "Schrijf een kanttekening" in wrong
    manager.post(place, {"doen": "oordeel", "verdict": "break", "note": "Andere vraag."})
    manager.post(reverse("roundtables:begin", args=["2031"]))
    preparing.refresh_from_db()
    assert preparing.state == Round.State.OPEN
    asked = preparing.questionnaire.questions.get(key="plan")
    assert (asked.text_nl, asked.verdict, asked.verdict_note_nl) == (
        "Is er een plan?",
        "break",
        "Andere vraag.",
    )
    assert manager.get(place).status_code == 404, "the questions are fixed now"


def test_answers_are_added_renamed_and_taken_away(preparing: Round, manager: Client) -> None:
    change(manager, **{"antwoorden-0-label_nl": "ja, vastgesteld", "antwoorden-2-label_nl": "Wordt gemaakt"})
    options = preparing.questionnaire.questions.get(key="plan").options
    assert [(one.slug, one.label_nl) for one in options.all()] == [
        ("yes", "ja, vastgesteld"), ("no", "no"), ("wordt-gemaakt", "Wordt gemaakt"),
    ]  # fmt: skip
    bezig = {"antwoorden-2-slug": "wordt-gemaakt", "antwoorden-2-label_nl": "Bezig"}
    change(manager, **({"antwoorden-1-label_nl": ""} | bezig))
    assert [one.slug for one in options.all()] == ["yes", "wordt-gemaakt"]


def test_a_question_is_added_and_taken_away(preparing: Round, manager: Client) -> None:
    place = reverse("roundtables:add_question", args=["2031"])
    section = preparing.questionnaire.sections.get().pk
    form = {
        "section": section, "key": "plan-vastgesteld", "text_nl": "Is het vastgesteld?", "type": "single",
        "options": "Ja, door de raad\nJa, door het college\nNee", "succeeds": "plan",
    }  # fmt: skip
    assert "Fout:" in manager.post(place, form | {"key": "Plan 2031"}).content.decode()
    assert manager.post(place, form).status_code == 302
    made = preparing.questionnaire.questions.get(key="plan-vastgesteld")
    assert [(one.label_nl, one.rank) for one in made.options.all()] == [
        ("Ja, door de raad", 3), ("Ja, door het college", 2), ("Nee", 1),
    ]  # fmt: skip
    page = text(manager, reverse("roundtables:prepare_question", args=["2031", "plan-vastgesteld"]))
    assert "komt in plaats van plan." in page
    manager.post(
        reverse("roundtables:prepare_question", args=["2031", "plan-vastgesteld"]), {"doen": "weghalen"}
    )
    assert not preparing.questionnaire.questions.filter(key="plan-vastgesteld").exists()
    kept = manager.post(
        reverse("roundtables:prepare_question", args=["2031", "plan"]), {"doen": "weghalen"}, follow=True
    )
    assert "wordt alleen gesteld na dit antwoord" in kept.content.decode()


# --- participants ------------------------------------------------------------


def test_a_region_gets_more_time_or_is_excused_with_a_reason(story: Story, manager: Client) -> None:
    place = address("participants")
    later = TODAY + timedelta(days=30)
    assert "Drenthe uitstel geven" in text(manager, place + "?regio=drenthe&doen=uitstel")
    wrong = manager.post(place + "?regio=drenthe&doen=uitstel", {"until": later, "why": ""}).content.decode()
    assert "Geef een reden." in wrong
    early = manager.post(place + "?regio=drenthe&doen=uitstel", {"until": TODAY, "why": "x"}).content.decode()
    assert "Kies een dag na de uiterste datum" in early
    manager.post(place + "?regio=drenthe&doen=uitstel", {"until": later, "why": "Ziekte."})
    drenthe = story.round.participants.get(region__slug="drenthe")
    assert drenthe.extended_to == later
    manager.post(place + "?regio=drenthe&doen=vrijstellen", {"why": "Herindeling."})
    drenthe.refresh_from_db()
    assert (drenthe.excused, drenthe.excused_why) == (True, "Herindeling.")
    manager.post(place + "?regio=drenthe&doen=weer-meedoen", {"why": "Toch niet."})
    drenthe.refresh_from_db()
    assert drenthe.excused is False
    assert manager.get(place + "?regio=atlantis").status_code == 404


# --- the register ------------------------------------------------------------


def lines(held: Question, **about: str) -> dict[str, str]:
    """The form of the register as a page sends it, empty unless told otherwise."""
    form = {f"{slug}-{name}": "" for slug in Region.objects.values_list("slug", flat=True) for name in
            ("answer", "source", "date", "seen")}  # fmt: skip
    return (
        form
        | {"page": "p", "source": "", "date": ""}
        | {key.replace("__", "-"): value for key, value in about.items()}
    )


def test_the_register_is_filled_in_by_question(story: Story, held: Question, manager: Client) -> None:
    place = address("register") + "?vraag=held"
    wrong = manager.post(place, lines(held, drenthe__answer="yes")).content.decode()
    assert "Drenthe: geef de bron en de datum." in wrong
    general = {"source": "agenda", "date": "2030-02-01"}
    done = manager.post(
        place,
        lines(held, drenthe__answer="yes", twente__answer="no", twente__source="brief") | general,
        follow=True,
    )
    assert "2 regels zijn opgeslagen." in done.content.decode()
    kept = {one.sheet.response.region.slug: (one.source, one.state) for one in Answer.objects.all()}
    assert kept == {"drenthe": ("agenda", AnswerState.APPROVED), "twente": ("brief", AnswerState.APPROVED)}
    assert manager.get(address("register") + "?vraag=plan").status_code == 404


def test_an_answer_that_cannot_be_is_refused(story: Story, manager: Client) -> None:
    section = story.round.questionnaire.sections.get()
    for key, kind in (("visits", "number"), ("themes-known", "multiple")):
        made = QuestionFactory(section=section, key=key, type=kind, answered_by="register")
        if kind == "multiple":
            OptionFactory(question=made, slug="none", label_nl="geen", exclusive=True)
            OptionFactory(question=made, slug="some", label_nl="een")
    number = manager.post(address("register") + "?vraag=visits", lines(made, drenthe__answer="1.000"))
    assert "Drenthe: schrijf een getal" in number.content.decode()
    both = lines(made) | {"drenthe-answer": ["none", "some"]}
    page = manager.post(address("register") + "?vraag=themes-known", both).content.decode()
    assert "“geen” gaat niet samen" in page
    good = lines(made, drenthe__answer="12,5", source="telling", date="2030-02-01")
    manager.post(address("register") + "?vraag=visits", good)
    assert Answer.objects.get(question__key="visits").number == Decimal("12.5")


def test_a_contested_line_stands_first_and_is_settled(story: Story, held: Question, manager: Client) -> None:
    leader = signed_in(who(Kind.PROJECT_LEADER))
    own = reverse("roundtables:region_register", args=["2030", "drenthe"])
    assert "Nog niet bekend" in text(leader, own)
    assert "Geef een reden" not in text(leader, own + "?vraag=held")
    wrong = leader.post(own + "?vraag=held", {"why": ""}).content.decode()
    assert "<title>Fout: " in wrong
    leader.post(own + "?vraag=held", {"why": "Het gesprek was in maart."})
    assert "Het programmateam kijkt ernaar" in text(leader, own)
    page = text(manager, address("register"))
    assert "1 regel wordt betwist" in page
    assert "Het gesprek was in maart." in page
    assert "1 betwist" in text(manager, address("wall"))
    place = reverse("roundtables:settle_contested", args=["2030", Contest.objects.get().pk])
    assert "uitkomst is" in manager.post(place, {"outcome": ""}, follow=True).content.decode()
    manager.post(place, {"outcome": "Klopt; aangepast."})
    assert "Klopt; aangepast." in text(leader, own)
    assert "betwist</h2>" not in text(manager, address("register"))


@pytest.mark.parametrize(
    ("kind", "sees", "contests"),
    [
        (Kind.PROJECT_LEADER, True, True),
        (Kind.CONTRIBUTOR, True, False),
        (Kind.MUNICIPALITY, True, False),
        (Kind.PROGRAMME_MEMBER, True, False),
        (Kind.COMMISSIONER, False, False),
        ("", False, False),
    ],
    ids=str,
)
def test_a_region_reads_its_own_line(
    story: Story, held: Question, kind: str, sees: bool, contests: bool
) -> None:
    client = signed_in(who(kind))
    own = reverse("roundtables:region_register", args=["2030", "drenthe"])
    assert client.get(own).status_code == (200 if sees else 403)
    client.post(own + "?vraag=held", {"why": "Klopt niet."})
    assert Contest.objects.exists() is contests
    if kind in (Kind.PROJECT_LEADER, Kind.CONTRIBUTOR, Kind.MUNICIPALITY):
        elsewhere = reverse("roundtables:region_register", args=["2030", "twente"])
        assert client.get(elsewhere).status_code == 403


def test_a_contributor_sees_no_other_block_in_the_register(story: Story, held: Question) -> None:
    other = SectionFactory(questionnaire=story.round.questionnaire)
    drenthe = Region.objects.get(slug="drenthe")
    client = signed_in(person(Kind.CONTRIBUTOR, drenthe, other.block))
    page = text(client, reverse("roundtables:region_register", args=["2030", "drenthe"]))
    assert "Is het gesprek gehouden?" not in page


# --- closing ------------------------------------------------------------


def test_closing_says_what_holds_it_up(story: Story, manager: Client) -> None:
    finish(story, "drenthe")
    page = text(manager, address("close"))
    assert "4 regio’s houden het sluiten op" in page
    refused = manager.post(address("close"), {"why": ""}).content.decode()
    assert "<title>Fout: " in refused
    assert "Twente (1 onderdeel bij de regio)" in refused
    for slug in ("twente", "zeeland", "utrecht", "friesland"):
        manager.post(address("participants") + f"?regio={slug}&doen=vrijstellen", {"why": "Later."})
    manager.post(address("close"), {"why": "Alles binnen."})
    story.round.refresh_from_db()
    assert story.round.state == Round.State.CLOSED
    page = text(manager, address("close"))
    assert "Alles binnen." in page
    assert story.round.snapshots.get().checksum[:16] in page


def test_opening_again_needs_a_reason(story: Story, manager: Client) -> None:
    close_round(by=story.by, round_=story.round)
    assert "Geef een reden." in manager.post(address("close"), {"why": " "}).content.decode()
    manager.post(address("close"), {"why": "Twente meldde een fout."})
    story.round.refresh_from_db()
    assert story.round.state == Round.State.REOPENED
    assert "Twente meldde een fout." in text(manager, address("wall"))


def test_what_regions_say_of_the_count_stands_beside(story: Story, manager: Client) -> None:
    responses = {one.region.slug: one for one in story.round.responses.select_related("region")}
    ReplyFactory(response=responses["drenthe"], kind=Reply.Kind.OBJECTED, why="Oud bezwaar.")
    ReplyFactory(response=responses["drenthe"])
    ReplyFactory(response=responses["twente"], kind=Reply.Kind.OBJECTED, why="Wij tellen vier teams.")
    page = text(manager, address("close"))
    assert "1 akkoord, 1 bezwaar, 3 nog niets gezegd." in page
    assert "Wij tellen vier teams." in page
    assert "Oud bezwaar." not in page, "the newest word counts"
