"""Regions apply to a call, alone and together; nothing typed gets lost, nothing of others overwritten."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from projectpool.models import Application, ApplicationStep, BudgetLine, Call
from questionnaires.models import AnswerState
from tests.projectpool.applying import (
    NEEDED,
    Applying,
    agree,
    clock_at,
    hand_in,
    hidden,
    save,
    stands,
    where,
)
from tests.projectpool.factories import ApplicationRegionFactory
from tests.roundtables.people import Kind, person, signed_in

pytestmark = pytest.mark.django_db
What = ApplicationStep.What


@pytest.fixture
def pool() -> Applying:
    return Applying()


def said(answer: Any) -> str:
    return " ".join(str(answer.content.decode()).split())


def steps(application: Application) -> list[str]:
    return list(application.steps.values_list("what", flat=True))


def test_a_region_applies_alone_and_gets_a_receipt(
    pool: Applying, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    application, client = pool.complete(), signed_in(pool.leader)
    page = said(client.get(where(application)))
    assert "2 van de 2 vragen beantwoord" in page and "Er ontbreekt" not in page
    with django_capture_on_commit_callbacks(execute=True):
        answer = hand_in(client, application)
    assert answer["Location"] == where(application, "ontvangst")
    application.refresh_from_db()
    year = timezone.localtime(pool.call.opens_at).year
    assert (application.state, application.number) == ("submitted", f"{year}-001")
    receipt = said(client.get(answer["Location"]))
    at = timezone.localtime(application.submitted_at)
    assert application.number in receipt and f"om {at:%H:%M:%S}" in receipt and "€ 30.000,50" in receipt
    [mail] = mailoutbox
    assert mail.to == [pool.leader.email] and application.number in mail.subject
    assert f"om {at:%H:%M:%S}" in mail.body and "€\xa030.000,50" in mail.body
    assert set(application.sheet.answers.values_list("state", flat=True)) == {AnswerState.SUBMITTED}
    assert steps(application)[0] == What.BEGUN and steps(application)[-1] == What.SUBMITTED


def test_all_that_lacks_is_told_in_one_list(pool: Applying) -> None:
    application, client = pool.begin(), signed_in(pool.leader)
    ApplicationRegionFactory(application=application, region=pool.regions["twente"])
    without = pool.about(client, application, themes=[])
    assert without.status_code == 422 and "Kies ten minste één thema." in said(without)
    save(client, application, NEEDED[0], "Minder wachten.")
    answer = hand_in(client, application)
    assert answer.status_code == 422
    page = said(answer)
    for lack in (
        "Niet ingediend",
        "De aanvraag is nog niet compleet.",
        "Kies ten minste één thema.",
        "Beantwoord de vraag: Wat gaat u doen?",
        "Er staat nog geen bedrag in de begroting.",
        "Wacht op het akkoord van Twente.",
    ):
        assert lack in page, lack
    assert "Beantwoord de vraag: Wat is het doel?" not in page
    assert "Wat brengt de regio zelf in?" not in page.split("Niet ingediend")[1].split("</div>")[0]
    application.refresh_from_db()
    assert (application.state, application.number) == ("draft", "")


def test_late_is_refused_to_the_second_and_all_that_was_typed_stays(
    pool: Applying, monkeypatch: pytest.MonkeyPatch
) -> None:
    closes = datetime(2031, 8, 21, 12, 0, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
    application, client = pool.complete(), signed_in(pool.leader)
    mark = hidden(client.get(where(application, "indienen")), "gezien")
    pool.close(closes)
    with clock_at(closes, monkeypatch):
        client = signed_in(pool.leader)
        answer = hand_in(client, application, mark)
        assert answer.status_code == 422
        assert "De openstelling sloot op 21 augustus 2031 om 12:00:00. U kunt niet meer indienen." in said(
            answer
        )
        late = save(client, application, NEEDED[0], "Te laat getypt.", seen=1)
        assert late.status_code == 422 and "sloot op 21 augustus 2031 om 12:00:00" in late.content.decode()
        whole = client.post(
            where(application, "plan"), {NEEDED[0]: "Zonder script.", f"{NEEDED[0]}.seen": "1", "page": "een"}
        )
        assert whole.status_code == 422 and "Zonder script." in whole.content.decode()
        budget = pool.budget(client, application, **{"drenthe-2031-gevraagd": "99.000", "gezien": "x"})
        assert budget.status_code == 422 and "sloot op 21 augustus 2031" in budget.content.decode()
        about = pool.about(client, application, title="Te laat genoemd", gezien="x")
        assert about.status_code == 422 and 'value="Te laat genoemd"' in about.content.decode()
        assert "Sluit op" not in said(client.get(where(application, "plan")))
    application.refresh_from_db()
    assert application.state == "draft" and stands(application, NEEDED[0]) == "Wij trainen alle wijkteams."
    assert application.requested == 30_000_50
    with clock_at(closes - timedelta(seconds=1), monkeypatch):
        assert hand_in(signed_in(pool.leader), application).status_code == 302, (
            "a second earlier it was in time"
        )


def test_the_closing_moment_stands_on_screen_with_the_clock_of_the_server(
    pool: Applying, monkeypatch: pytest.MonkeyPatch
) -> None:
    zone = ZoneInfo("Europe/Amsterdam")
    pool.close(datetime(2031, 8, 21, 12, 0, 0, tzinfo=zone))
    Call.objects.update(opens_at=datetime(2031, 6, 1, tzinfo=zone))
    with clock_at(datetime(2031, 8, 21, 11, 59, 58, tzinfo=zone), monkeypatch):
        application = pool.begin()
        for page in (
            where(application),
            where(application, "indienen"),
            "/projectenpool/openstellingen/2031/klok/",
        ):
            shown = said(signed_in(pool.leader).get(page))
            assert "Sluit op 21 augustus 2031 om 12:00:00" in shown
            assert "Op de klok van de server is het nu 21 augustus 2031 om 11:59:58" in shown


def test_a_draft_is_for_its_own_regions_only(pool: Applying) -> None:
    application = pool.begin()
    pages = ["", "plan", "regios", "begroting", "akkoord", "indienen", "ontvangst", "intrekken"]
    for outsider in (pool.manager, pool.stranger, pool.partner, person(), person(Kind.COMMISSIONER)):
        client = signed_in(outsider)
        assert {client.get(where(application, page)).status_code for page in pages} == {404}
        assert client.post(where(application, "terugnemen")).status_code == 404
        assert save(client, application, NEEDED[0], "Ik ook.").status_code == 404
    for who in (pool.manager, pool.stranger):
        assert "Samen sterker" not in said(signed_in(who).get("/projectenpool/aanvragen/"))
    assert Client().get(where(application)).status_code == 302


def test_the_programme_reads_the_whole_once_it_is_handed_in_and_changes_nothing(pool: Applying) -> None:
    application = pool.complete()
    hand_in(signed_in(pool.leader), application)
    client = signed_in(pool.manager)
    page = said(client.get(where(application)))
    assert "Wij trainen alle wijkteams." in page and "€ 30.000,50" in page
    assert "Gewijzigd" not in page, "how the region came to it stays in the region"
    assert "Neem terug" not in page and "Aanvraag intrekken" not in page
    listed = said(client.get("/projectenpool/aanvragen/?openstelling=2031&stand=submitted"))
    assert "Samen sterker" in listed and "1 aanvraag, samen € 30.000,50" in listed
    for page in ("plan", "regios", "begroting", "akkoord", "indienen", "intrekken"):
        assert client.get(where(application, page)).status_code == 403, page
    assert signed_in(pool.stranger).get(where(application)).status_code == 404


def test_taken_back_the_programme_sees_nothing_and_the_number_stays(pool: Applying) -> None:
    application, client = pool.complete(), signed_in(pool.leader)
    hand_in(client, application)
    number = Application.objects.get().number
    assert client.post(where(application, "terugnemen")).status_code == 302
    application.refresh_from_db()
    assert (application.state, application.submitted_at, application.number) == ("draft", None, number)
    assert signed_in(pool.manager).get(where(application)).status_code == 404
    save(client, application, NEEDED[0], "Beter doel.", seen=2)
    assert stands(application, NEEDED[0]) == "Beter doel."
    hand_in(client, application)
    application.refresh_from_db()
    assert (application.state, application.number) == ("submitted", number)
    pool.close()
    assert "niet meer terugnemen" in said(client.post(where(application, "terugnemen"), follow=True))
    application.refresh_from_db()
    assert application.state == "submitted"


def test_withdrawing_asks_a_reason_and_tells_the_others(
    pool: Applying, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    application, client = pool.complete("twente"), signed_in(pool.leader)
    agree(signed_in(pool.partner), application, "twente")
    hand_in(client, application)
    pool.close()
    assert "Geef een reden." in said(client.post(where(application, "intrekken"), {"why": ""}))
    assert signed_in(pool.partner).get(where(application, "intrekken")).status_code == 403
    with django_capture_on_commit_callbacks(execute=True):
        client.post(where(application, "intrekken"), {"why": "De projectleider vertrekt."})
    application.refresh_from_db()
    assert application.state == "withdrawn" and application.submitted_at is not None
    assert [mail.to for mail in mailoutbox] == [[pool.partner.email]]
    assert "De projectleider vertrekt." in mailoutbox[0].body
    assert "De projectleider vertrekt." in said(signed_in(pool.manager).get(where(application)))
    assert "Zij kan niet meer worden ingetrokken" in said(
        client.post(where(application, "intrekken"), {"why": "Nog eens."})
    )


def test_a_colleague_writes_and_the_leader_hands_in(pool: Applying) -> None:
    application, client = pool.begin(by=pool.colleague), signed_in(pool.colleague)
    assert save(client, application, NEEDED[0], "Minder wachten.").headers["X-Revision"] == "1"
    assert client.get(where(application, "indienen")).status_code == 403
    assert "De projectleider van Drenthe dient de aanvraag in." in said(client.get(where(application)))
    reader = signed_in(person(Kind.MUNICIPALITY, pool.regions["drenthe"]))
    assert "Minder wachten." in said(reader.get(where(application, "plan")))
    assert save(reader, application, NEEDED[0], "Zomaar.", seen=1).status_code == 403
    assert reader.post("/projectenpool/openstellingen/2031/aanvragen/", {"title": "x"}).status_code == 403


def test_two_colleagues_at_one_question_choose_which_answer_stays(pool: Applying) -> None:
    application = pool.begin()
    leader, colleague = signed_in(pool.leader), signed_in(pool.colleague)
    save(leader, application, NEEDED[0], "Van de leider.", page="een")
    clash = save(colleague, application, NEEDED[0], "Van de collega.", page="twee")
    assert clash.status_code == 409
    assert str(pool.leader) in said(clash) and "Van de collega." in said(clash)
    assert stands(application, NEEDED[0]) == "Van de leider."
    assert save(colleague, application, NEEDED[0], "Samen.", seen=1, page="twee").status_code == 200
    fresh = colleague.get(where(application, f"plan/{NEEDED[0]}"), headers={"HX-Request": "true"})
    assert "Samen." in said(fresh)
    history = said(colleague.get(where(application, f"plan/{NEEDED[0]}/geschiedenis")))
    assert "Van de leider." in history and "Samen." in history


def test_two_colleagues_at_the_plain_part_see_who_changed_it(pool: Applying) -> None:
    application = pool.begin()
    leader, colleague = signed_in(pool.leader), signed_in(pool.colleague)
    opened = hidden(colleague.get(where(application, "regios")), "gezien")
    pool.about(leader, application, title="Van de leider")
    clash = pool.about(colleague, application, title="Van de collega", gezien=opened)
    assert clash.status_code == 422
    page = said(clash)
    assert f"{pool.leader} wijzigde dit op" in page and "Uw versie is nog niet opgeslagen." in page
    assert "Van de leider" in page and 'value="Van de collega"' in page
    application.refresh_from_db()
    assert application.title == "Van de leider"
    again = pool.about(colleague, application, title="Van de collega", gezien=hidden(clash, "gezien"))
    assert again.status_code == 302
    application.refresh_from_db()
    assert (application.title, application.revision) == ("Van de collega", 3)


def test_two_colleagues_at_the_budget_overwrite_nothing(pool: Applying) -> None:
    application = pool.begin()
    leader, colleague = signed_in(pool.leader), signed_in(pool.colleague)
    opened = hidden(colleague.get(where(application, "begroting")), "gezien")
    pool.budget(leader, application, **{"drenthe-2031-gevraagd": "30.000"})
    clash = pool.budget(colleague, application, gezien=opened, **{"drenthe-2032-gevraagd": "40.000"})
    assert clash.status_code == 422 and f"{pool.leader} wijzigde dit op" in said(clash)
    assert "€ 30.000" in said(clash) and 'value="40.000"' in said(clash)
    assert BudgetLine.objects.get().amount == 30_000_00
    title = pool.about(colleague, application, title="Ander deel, geen botsing")
    assert title.status_code == 302


def test_the_sum_is_told_at_once_against_floor_and_ceiling(pool: Applying) -> None:
    application, client = pool.begin(), signed_in(pool.leader)
    page, typed = where(application, "begroting"), {"drenthe-2031-gevraagd": "120.000"}
    while_typing = client.post(page, typed, headers={"HX-Request": "true"})
    assert "Dat is € 20.000 te veel: het maximum is € 100.000." in said(while_typing)
    assert not BudgetLine.objects.exists(), "a sum while typing stores nothing"
    stored = client.get(
        pool.budget(client, application, **{"drenthe-2031-gevraagd": "12.000,50"})["Location"]
    )
    assert "Dat is € 12.999,50 te weinig: het minimum is € 25.000." in said(stored)
    wrong = pool.budget(client, application, **{"drenthe-2031-gevraagd": "veel", "drenthe-2032-eigen": "7"})
    assert "“veel” is geen bedrag" in said(wrong) and 'value="7"' in said(wrong)
    assert BudgetLine.objects.get().amount == 12_000_50
    unread = client.post(page, {"drenthe-2031-gevraagd": "veel"}, headers={"HX-Request": "true"})
    assert "1 bedrag is niet te lezen" in said(unread)


def test_regions_apply_together_and_each_agrees_by_its_own_leader(
    pool: Applying, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        application = pool.complete("twente")
    assert [mail.to for mail in mailoutbox] == [[pool.partner.email]]
    leader, partner = signed_in(pool.leader), signed_in(pool.partner)
    assert "Wacht op het akkoord van Twente" in said(hand_in(leader, application))
    page = where(application, "akkoord")
    assert leader.post(page, {"doen": "akkoord", "regio": "twente"}).status_code == 403
    assert partner.get(where(application, "indienen")).status_code == 403
    assert "Wij trainen alle wijkteams." in said(partner.get(page))
    agree(partner, application, "twente")
    assert application.application_regions.get(region__slug="twente").agreed_by == pool.partner
    answer = hand_in(leader, application)
    assert answer.status_code == 302
    assert "Drenthe (penvoerder), Twente" in said(leader.get(answer["Location"]))
    assert Application.objects.get().requested == 40_001_00


def test_a_title_of_two_lines_never_stops_a_mail(
    pool: Applying, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    application, client = pool.complete(), signed_in(pool.leader)
    pool.about(client, application, title="Samen\nBcc: iemand@voorbeeld.nl")
    application.refresh_from_db()
    assert application.title == "Samen Bcc: iemand@voorbeeld.nl"
    Application.objects.update(title="Samen\nsterker")  # stored when that could still be
    with django_capture_on_commit_callbacks(execute=True):
        hand_in(client, application)
    assert [mail.subject.endswith(", “Samen sterker”") for mail in mailoutbox] == [True]


@pytest.mark.parametrize("part", ["plan", "regions", "budget"])
def test_what_changes_after_an_agreement_asks_it_again(
    pool: Applying, part: str, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    application = pool.complete("twente")
    leader, partner = signed_in(pool.leader), signed_in(pool.partner)
    agree(partner, application, "twente")
    twente = pool.regions["twente"].pk
    warning = (
        "Wijzigt u iets, dan vragen wij partners die al akkoord gaven om opnieuw akkoord te geven: Twente"
    )
    for page in ("", "plan", "regios", "begroting"):
        assert warning in said(leader.get(where(application, page))), page
    with django_capture_on_commit_callbacks(execute=True):
        if part == "plan":
            save(leader, application, NEEDED[0], "Anders.", seen=1)
        elif part == "regions":
            pool.about(leader, application, partners=[twente, pool.regions["zeeland"].pk])
        else:
            pool.budget(leader, application, **{"drenthe-2031-gevraagd": "50.000"})
    assert application.application_regions.get(region=twente).agreed_at is None
    assert [pool.partner.email] in [mail.to for mail in mailoutbox]
    assert any("Dat akkoord geldt niet meer." in mail.body for mail in mailoutbox)
    assert "Wacht op het akkoord van Twente" in said(hand_in(leader, application))


def test_an_agreement_is_with_what_was_read(pool: Applying) -> None:
    application = pool.complete("twente")
    partner, page = signed_in(pool.partner), where(application, "akkoord")
    read = hidden(partner.get(page), "gezien")
    save(signed_in(pool.leader), application, NEEDED[0], "Anders.", seen=1)
    answer = partner.post(page, {"doen": "akkoord", "regio": "twente", "gezien": read})
    assert "Er is intussen iets gewijzigd." in said(answer)
    assert application.application_regions.get(region__slug="twente").agreed_at is None


def test_a_partner_steps_out_and_its_money_with_it(pool: Applying) -> None:
    application = pool.complete("twente", "zeeland")
    agree(signed_in(pool.stranger), application, "zeeland")
    partner, page = signed_in(pool.partner), where(application, "akkoord")
    assert "Geef een reden." in said(partner.post(page, {"doen": "stoppen", "regio": "twente", "why": ""}))
    gone = partner.post(page, {"doen": "stoppen", "regio": "twente", "why": "Geen tijd."})
    assert gone["Location"] == "/projectenpool/aanvragen/"
    assert partner.get(where(application)).status_code == 404
    assert not application.budget_lines.filter(region__slug="twente").exists()
    assert application.application_regions.get(region__slug="zeeland").agreed_at is None
    assert "Twente: Geen tijd." in said(signed_in(pool.leader).get(where(application)))


def test_a_partner_writes_along_but_the_lead_says_who_takes_part(pool: Applying) -> None:
    application, partner = pool.complete("twente"), signed_in(pool.partner)
    assert save(partner, application, NEEDED[0], "Van Twente.", seen=1).status_code == 200
    assert "Wie er meedoen, bepaalt Drenthe." in said(partner.get(where(application, "regios")))
    pool.about(partner, application, title="Van Twente", partners=[])
    application.refresh_from_db()
    assert application.title == "Van Twente"
    assert application.application_regions.count() == 2


def test_part_of_a_region_takes_part(pool: Applying) -> None:
    application, client = pool.complete("twente"), signed_in(pool.leader)
    partners = [pool.regions["twente"].pk]
    pool.about(client, application, partners=partners, **{"deel-twente": "alleen Enschede"})
    assert "Twente (alleen Enschede)" in said(client.get(where(application)))


def test_a_theme_or_a_region_of_elsewhere_is_refused(pool: Applying) -> None:
    application, client = pool.begin(), signed_in(pool.leader)
    assert pool.about(client, application, themes=[99999]).status_code == 422
    answer = client.post("/projectenpool/openstellingen/2031/aanvragen/", {"title": "X", "region": "twente"})
    assert answer.status_code == 200 and Application.objects.count() == 1


def test_nobody_begins_before_it_opens_or_after_it_closed(pool: Applying) -> None:
    client, page = signed_in(pool.leader), "/projectenpool/openstellingen/2031/aanvragen/"
    pool.close()
    assert "De openstelling is nu niet open." in said(client.get(page))
    client.post(page, {"title": "Te laat", "region": "drenthe"})
    now = timezone.now()
    Call.objects.update(opens_at=now + timedelta(days=1), closes_at=now + timedelta(days=2))
    client.post(page, {"title": "Te vroeg", "region": "drenthe"})
    assert not Application.objects.exists()


def test_the_button_pressed_twice_hands_in_once(pool: Applying) -> None:
    application, client = pool.complete(), signed_in(pool.leader)
    mark = hidden(client.get(where(application, "indienen")), "gezien")
    answers = [hand_in(client, application, mark) for _again in range(2)]
    assert {answer["Location"] for answer in answers} == {where(application, "ontvangst")}
    assert steps(application).count(What.SUBMITTED) == 1


def test_without_script_the_whole_plan_is_sent_with_a_button(pool: Applying) -> None:
    application, client = pool.begin(), signed_in(pool.leader)
    page = client.get(where(application, "plan"))
    sent: dict[str, str] = {"page": hidden(page, "page")}
    for key in NEEDED:
        sent |= {key: "Met de knop.", f"{key}.seen": "0", f"{key}.was": hidden(page, f"{key}.was")}
    assert client.post(where(application, "plan"), sent)["Location"] == where(application)
    assert {stands(application, key) for key in NEEDED} == {"Met de knop."}
    unknown = client.post(where(application, "plan"), {"vraag": "iets"}, headers={"HX-Request": "true"})
    assert unknown.status_code == 422
