"""The project leaders of all regions of a project hear by mail what the programme settled, once it stands."""

from datetime import date
from smtplib import SMTPException
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import translation

from projectpool.actions import reporting
from projectpool.actions.changing import Wish, ask_change, decide_change
from projectpool.following.report_page import report_page
from projectpool.models import ChangeRequest, ProjectReport
from tests.projectpool.running import Running
from tests.roundtables.people import Kind, signed_in

pytestmark = pytest.mark.django_db(transaction=True)
STORY = "De teams van Assen zijn getraind."


@pytest.fixture
def story() -> Running:
    return Running()


@pytest.fixture
def report(story: Running, mailoutbox: list[Any]) -> ProjectReport:
    """A report that was handed in; whoever wrote to whom about that is not the matter here."""
    found = story.reports[0]
    story.tell(found, report_results=STORY)
    found = reporting.hand_in(by=story.leader, report=found, seen=report_page(found).seen)
    mailoutbox.clear()
    return found


def to(mails: list[Any]) -> list[str]:
    """Whom the mails went to, one person each, in any order."""
    return sorted(address for mail in mails for address in mail.to)


def leaders(story: Running) -> list[str]:
    return sorted([story.leader.email, story.partner.email])


def test_a_report_that_comes_back_tells_why(
    story: Running, report: ProjectReport, mailoutbox: list[Any]
) -> None:
    client, data = signed_in(story.manager), {"verdict": "return", "why": "Welke teams zijn het?"}
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"  # whatever language who settles reads
    address = f"/projectenpool/projecten/{story.project.key}/verslag/{report.pk}/"
    client.post(f"{address}afhandelen/", data)
    assert to(mailoutbox) == leaders(story)
    mail = mailoutbox[0]
    assert mail.subject == "Teruggestuurd: halfjaarverslag van “Samen sterker”"
    assert "Welke teams zijn het?" in mail.body and address in mail.body
    assert STORY not in mail.body, "what the region wrote stays behind the sign-in"


def test_a_report_that_was_approved_tells_so(
    story: Running, report: ProjectReport, mailoutbox: list[Any]
) -> None:
    reporting.approve(by=story.manager, report=report)
    assert to(mailoutbox) == leaders(story)
    assert mailoutbox[0].subject == "Goedgekeurd: halfjaarverslag van “Samen sterker”"
    assert STORY not in mailoutbox[0].body


def test_what_was_not_stored_is_not_told(
    story: Running, report: ProjectReport, mailoutbox: list[Any]
) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        reporting.approve(by=story.manager, report=report)
        assert mailoutbox == []
        raise RuntimeError("the database goes away")
    assert mailoutbox == []
    report.refresh_from_db()
    assert report.state == ProjectReport.State.SUBMITTED


def test_a_mail_server_that_is_away_stops_nothing(
    story: Running, report: ProjectReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_mail: Any) -> None:
        raise SMTPException("busy")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", away)
    reporting.approve(by=story.manager, report=report)
    report.refresh_from_db()
    assert report.state == ProjectReport.State.APPROVED


def asked(story: Running, **wish: Any) -> ChangeRequest:
    return ask_change(by=story.leader, project=story.project, wish=Wish(text="Door ziekte.", **wish))


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"what": "money", "amount": 70_000_00}, "Het nieuwe bedrag is €\xa070.000."),
        ({"what": "time", "ends_on": date(2033, 6, 30)}, "Het project loopt tot en met 30 juni 2033."),
    ],
)
def test_a_change_that_was_approved_tells_what_holds_now(
    story: Running, mailoutbox: list[Any], wish: dict[str, Any], said: str
) -> None:
    change = asked(story, **wish)
    with translation.override("en"):  # whatever language who decides reads
        decide_change(by=story.manager, change=change, approve=True, why="Past in de regeling.")
    assert to(mailoutbox) == leaders(story)
    mail = mailoutbox[0]
    assert mail.subject == "Goedgekeurd: wijziging van “Samen sterker”"
    assert said in mail.body and "Past in de regeling." in mail.body
    assert "/projectenpool/projecten/samen-sterker/" in mail.body
    assert "Door ziekte." not in mail.body


def test_a_change_that_was_refused_tells_why_and_promises_nothing(
    story: Running, mailoutbox: list[Any]
) -> None:
    change = asked(story, what="money", amount=70_000_00)
    decide_change(by=story.manager, change=change, approve=False, why="Het budget is op.")
    assert to(mailoutbox) == leaders(story)
    mail = mailoutbox[0]
    assert mail.subject == "Afgewezen: wijziging van “Samen sterker”"
    assert "Het budget is op." in mail.body and "70.000" not in mail.body


def test_who_comes_and_who_leaves_both_hear_it(story: Running, mailoutbox: list[Any]) -> None:
    change = asked(story, what="partners", regions=(story.drenthe, story.zeeland))
    decide_change(by=story.manager, change=change, approve=True, why="Zo is het beter.")
    assert to(mailoutbox) == sorted([*leaders(story), story.stranger.email])
    assert "Aan het project doen mee: Drenthe, Zeeland." in mailoutbox[0].body
    link = next(word for word in mailoutbox[0].body.split() if word.startswith("http"))
    for who in (story.leader, story.partner, story.stranger):
        assert signed_in(who).get("/" + link.split("/", 3)[3]).status_code == 200


def test_who_leads_two_of_the_regions_gets_one_mail(
    story: Running, report: ProjectReport, mailoutbox: list[Any]
) -> None:
    story.leader.roles.create(kind=Kind.PROJECT_LEADER, region=story.twente, given_by=story.manager)
    reporting.approve(by=story.manager, report=report)
    assert to(mailoutbox) == leaders(story)
