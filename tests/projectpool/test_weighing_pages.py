"""The pages of weighing and deciding, as assessors, managers and regions walk through them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from projectpool.actions.objecting import answer_objection, file_objection
from projectpool.models import Application, Assessment, Call, Decision, Instalment, Objection, Score
from tests.projectpool.weighing import WELL, Kind, Weighing
from tests.roundtables.people import person, signed_in

pytestmark = pytest.mark.django_db
ROOT = "/projectenpool"


@pytest.fixture
def pool() -> Weighing:
    return Weighing()


def text(said: Any) -> str:
    """What a page says, on one line."""
    assert said.status_code == 200, said
    return " ".join(said.content.decode().split())


def of(application: Application, page: str) -> str:
    return f"{ROOT}/aanvragen/{application.pk}/{page}/"


def scores(
    pool: Weighing, plan: str = "", lasting: str = "", reason: str = WELL, **more: str
) -> dict[str, str]:
    """What the page of an assessment sends."""
    return {
        f"points-{pool.plan.pk}": plan, f"reason-{pool.plan.pk}": reason if plan else "",
        f"points-{pool.lasting.pk}": lasting, f"reason-{pool.lasting.pk}": reason if lasting else "",
        "advice": "", "doen": "bewaren", **more,
    }  # fmt: skip


def test_the_manager_chooses_who_assesses(pool: Weighing) -> None:
    client = signed_in(pool.manager)
    address = of(pool.together, "beoordelaars")
    page = text(client.get(address))
    assert str(pool.anna) in page and "Nog niemand." in page
    wrong = text(client.post(address, {"doen": "vragen"}))
    assert "Kies wie de aanvraag beoordeelt." in wrong and "<title>Fout:" in wrong
    data = {"assessors": [pool.anna.pk, pool.bram.pk], "doen": "vragen"}
    page = text(client.post(address, data, follow=True))
    assert "De beoordelaars krijgen een bericht." in page and "Beoordelaars vragen" not in page
    one = pool.together.assessments.get(assessor=pool.bram)
    client.post(address, {"doen": "weghalen", "beoordeling": one.pk})
    assert list(pool.together.assessments.values_list("assessor", flat=True)) == [pool.anna.pk]
    for wrong in ("x", "1" * 5000):
        assert client.post(address, {"doen": "weghalen", "beoordeling": wrong}).status_code == 404


def test_an_assessor_declares_saves_as_one_goes_and_finishes(pool: Weighing) -> None:
    client = signed_in(pool.anna)
    made = pool.given_to(pool.anna)
    Assessment.objects.update(no_interest_at=None)
    address = f"{ROOT}/beoordelen/{made.pk}/"
    assert "Samen sterker" in text(client.get(f"{ROOT}/beoordelen/"))
    page = text(client.get(address))
    assert "Hebt u belang bij deze aanvraag?" in page and "Bewaar alles" not in page
    assert "Drenthe (penvoerder), Twente" in page and "60.000" in page
    client.post(address, {"doen": "verklaren"})
    page = text(client.post(address, scores(pool, plan="4"), follow=True))
    assert "Bewaard." in page
    page = text(client.post(address, scores(pool, plan="5", lasting="2", doen="afronden", reason="")))
    assert "schrijf waarom u deze punten geeft" in page
    assert Score.objects.get().points == 4, "what is not whole is not kept"
    page = text(client.post(address, scores(pool, plan="4", doen="afronden")))
    assert "Nog niet alles heeft een score. Vul ook in: Borging." in page
    page = text(client.post(address, scores(pool, plan="4", lasting="1", doen="afronden"), follow=True))
    assert "De beoordeling is afgerond." in page and "Gewogen gemiddelde: <b>3,0</b> van 5." in page
    page = text(client.post(address, scores(pool, plan="5", lasting="5")))
    assert "wijzigt niet meer" in page and Score.objects.filter(points=5).count() == 0


def test_what_is_whole_is_kept_when_something_else_is_not(pool: Weighing) -> None:
    made = pool.given_to(pool.anna)
    data = scores(pool, plan="4") | {f"points-{pool.lasting.pk}": "3"}
    page = text(signed_in(pool.anna).post(f"{ROOT}/beoordelen/{made.pk}/", data))
    assert "Borging: schrijf waarom u deze punten geeft." in page
    assert Score.objects.get().criterion == pool.plan


def test_an_assessor_gives_back_what_was_given(pool: Weighing) -> None:
    made = pool.given_to(pool.anna)
    page = text(
        signed_in(pool.anna).post(f"{ROOT}/beoordelen/{made.pk}/", {"doen": "teruggeven"}, follow=True)
    )
    assert "U hebt de aanvraag teruggegeven." in page and not Assessment.objects.exists()
    told = f"bijvoorbeeld vanwege een belang: {pool.anna}"
    manager, assessors = signed_in(pool.manager), of(pool.together, "beoordelaars")
    assert told in text(manager.get(assessors)), "the manager thinks twice before asking her again"
    page = text(signed_in(pool.leader).get(pool.together.get_absolute_url()))
    assert str(pool.anna) not in page and "teruggegeven" not in page, "who assesses is nothing for regions"
    manager.post(assessors, {"assessors": [pool.anna.pk], "doen": "vragen"})
    assert told not in text(manager.get(assessors))


def test_an_assessor_sees_only_what_was_given_and_no_score_of_others(pool: Weighing) -> None:
    pool.scored(pool.bram, 1, 1)
    made = pool.given_to(pool.anna)
    client = signed_in(pool.anna)
    page = text(client.get(f"{ROOT}/beoordelen/{made.pk}/"))
    assert str(pool.bram) not in page
    other = pool.scored(pool.bram, 2, 2, pool.zeeland)
    for address in (
        f"{ROOT}/beoordelen/{other.pk}/", of(pool.together, "besluit"),
        f"{ROOT}/openstellingen/{pool.call.key}/beoordeling/",
    ):  # fmt: skip
        assert client.get(address).status_code in (403, 404), address
    assert client.get(pool.zeeland.get_absolute_url()).status_code in (403, 404)
    assert client.get(pool.together.get_absolute_url()).status_code == 200


def test_the_ranking_shows_score_money_and_who_has_nothing(pool: Weighing) -> None:
    pool.scored(pool.anna, 5, 5)
    pool.scored(pool.bram, 2, 2)
    client = signed_in(pool.manager)
    address = f"{ROOT}/openstellingen/{pool.call.key}/beoordeling/"
    page = text(client.get(address))
    assert "uiteen: vraag een derde" in page and "<b>3,5</b>" in page
    pool.granted(amount=60_000_00)
    page = text(client.get(address))
    assert "uiteen: vraag een derde" not in page, "it is decided"
    assert "boven het budget" in page and "€\xa040.000" in client.get(address).content.decode()
    assert "Friesland, Utrecht, Zeeland" in page and "Lokale teams, Plegeraanpak" in page
    some = text(client.get(address, {"thema": pool.teams.slug}))
    assert "Veilig verder" in some and ">Samen sterker</a>" not in some
    assert "Er is geen aanvraag bij dit thema." in text(client.get(address, {"thema": pool.silent.slug}))
    member = signed_in(person(Kind.PROGRAMME_MEMBER, block=pool.teams.block))
    page = text(member.get(address))
    assert "U ziet de aanvragen bij uw thema’s." in page and ">Samen sterker</a>" not in page


def test_a_manager_who_still_has_to_judge_sees_no_score(pool: Weighing) -> None:
    pool.scored(pool.anna, 5, 5)
    pool.given_to(pool.manager)
    client = signed_in(pool.manager)
    for address in (of(pool.together, "besluit"), f"{ROOT}/openstellingen/{pool.call.key}/beoordeling/"):
        page = text(client.get(address))
        assert "<b>5,0</b>" not in page, address
    assert "U beoordeelt deze aanvraag zelf nog." in text(client.get(of(pool.together, "besluit")))


def test_the_manager_decides_on_the_page(pool: Weighing) -> None:
    pool.assessed(pool.together)
    client, address = signed_in(pool.manager), of(pool.together, "besluit")
    page = text(client.get(address))
    assert 'value="60000"' in page and 'value="2031-01-01"' in page and "Lokale teams" in page
    assert "zonder twee afgeronde" not in page
    sent = {
        "outcome": "toekennen", "amount": "70.000", "first_day": "2031-01-01", "last_day": "2031-12-31",
        "motives": "Past.", "conditions": "",
    }  # fmt: skip
    page = client.post(address, sent).content.decode()
    assert "Er is €\xa060.000 gevraagd. U kunt niet meer toekennen." in page and 'value="70.000"' in page
    page = text(client.post(address, sent | {"amount": "55.000"}, follow=True))
    assert "Het besluit is genomen." in page and "Neem het besluit" not in page
    assert Decision.objects.get().amount == 55_000_00
    assert "geen besluit meer" in client.post(address, sent).content.decode()


def test_the_page_asks_why_when_two_have_not_judged(pool: Weighing) -> None:
    client, address = signed_in(pool.manager), of(pool.zeeland, "besluit")
    sent = {"outcome": "afwijzen", "motives": "Te vaag."}
    assert "Waarom besluit u zonder twee afgeronde beoordelingen?" in text(client.get(address))
    assert "nog geen twee afgeronde" in text(client.post(address, sent))
    client.post(address, sent | {"without": "Buiten de regeling."})
    assert not Decision.objects.get().granted


def test_who_sees_the_pool_reads_and_does_not_decide(pool: Weighing) -> None:
    pool.assessed(pool.together)
    client, address = signed_in(pool.bram), of(pool.together, "besluit")
    assert "Neem het besluit" not in text(client.get(address))
    assert client.post(address, {"outcome": "afwijzen", "motives": "Nee."}).status_code == 403
    Call.objects.update(closes_at=timezone.now() + timedelta(days=1))
    assert "Besluiten kan als de openstelling gesloten is." in text(client.get(address))


def test_a_region_reads_the_decision_and_objects(pool: Weighing) -> None:
    pool.refused()
    address = of(pool.together, "bezwaar")
    lead, partner = signed_in(pool.leader), signed_in(pool.partner)
    page = text(lead.get(address))
    assert "Te vaag." in page and "Maak bezwaar" in page
    assert "Maak bezwaar" not in text(partner.get(address))
    assert partner.post(address, {"grounds": "Nee."}).status_code == 403
    assert signed_in(pool.stranger).get(address).status_code == 404
    page = text(lead.post(address, {"grounds": "De score klopt niet."}, follow=True))
    assert "Uw bezwaar is ingediend." in page and "De score klopt niet." in page
    twice = text(lead.post(address, {"grounds": "De score klopt niet."}, follow=True))
    assert "Tegen dit besluit is al bezwaar gemaakt." in twice and Objection.objects.count() == 1
    manager = signed_in(pool.manager)
    assert "Kies gegrond of ongegrond." in text(manager.post(address, {"answer": "Ja."}))
    page = text(manager.post(address, {"outcome": "gegrond", "answer": "U hebt gelijk."}, follow=True))
    assert "De regio leest uw antwoord." in page
    twice = text(manager.post(address, {"outcome": "ongegrond", "answer": "Nee."}, follow=True))
    assert "Er wacht geen bezwaar op antwoord." in twice
    assert "U hebt gelijk." in text(partner.get(address))
    assert Objection.objects.get().state == Objection.State.UPHELD
    assert "Een bezwaar is gegrond." in text(manager.get(of(pool.together, "besluit")))
    ranking = text(manager.get(f"{ROOT}/openstellingen/{pool.call.key}/beoordeling/"))
    assert ranking.count("nieuw besluit") == 1


def test_after_six_weeks_the_page_asks_for_no_objection(pool: Weighing) -> None:
    pool.refused()
    Decision.objects.update(at=timezone.now() - timedelta(days=50))
    client, address = signed_in(pool.leader), of(pool.together, "bezwaar")
    assert "Maak bezwaar" not in text(client.get(address))
    assert "De termijn is voorbij" in text(client.post(address, {"grounds": "Toch."}))


def test_instalments_are_planned_and_paid_on_the_page(pool: Weighing) -> None:
    pool.granted(amount=50_000_00)
    client, address = signed_in(pool.manager), of(pool.together, "termijnen")
    assert "Er is nog geen termijn gepland." in text(client.get(address))
    day = (timezone.localdate() + timedelta(days=30)).isoformat()
    for amount in ("30.000", "20.000"):
        client.post(address, {"doen": "plannen", "due_on": day, "amount": amount})
    page = text(client.get(address))
    assert "Plan de termijn" not in page, "everything is planned"
    first, second = Instalment.objects.all()
    client.post(address, {"doen": "betaald", "termijn": first.pk})
    client.post(address, {"doen": "weghalen", "termijn": second.pk})
    page = text(client.get(address))
    assert page.count('g-tag--ok">betaald') == 1 and "Plan de termijn" in page
    again = text(client.post(address, {"doen": "weghalen", "termijn": first.pk}, follow=True))
    assert "al betaald" in again
    page = text(client.post(address, {"doen": "plannen", "due_on": "morgen", "amount": "veel"}))
    assert "Dit is geen datum." in page and "“veel” is geen bedrag" in page
    reader = signed_in(pool.bram)
    assert "Betaald<" not in text(reader.get(address))
    assert reader.post(address, {"doen": "betaald", "termijn": first.pk}).status_code == 403
    assert client.get(of(pool.zeeland, "termijnen")).status_code == 404


def test_the_page_of_the_application_tells_its_regions_what_was_decided(pool: Weighing) -> None:
    decision = pool.granted(amount=50_000_00)
    Instalment.objects.create(decision=decision, due_on=timezone.localdate(), amount=25_000_00)
    for who, objects in ((pool.leader, True), (pool.partner, False)):
        page = text(signed_in(who).get(pool.together.get_absolute_url()))
        assert "brief.pdf" in page and "Past bij het thema." in page and "€ 25.000" in page
        assert ("Bezwaar maken" in page) is objects
        assert str(pool.anna) not in page, "who assessed is not for regions"


def test_the_page_of_the_application_keeps_the_decision_before(pool: Weighing) -> None:
    first = pool.granted(amount=40_000_00, conditions="Meld elk half jaar.")
    Instalment.objects.create(decision=first, due_on=timezone.localdate(), amount=25_000_00)
    filed = file_objection(by=pool.leader, application=pool.together, grounds="De score klopt niet.")
    answer_objection(by=pool.manager, objection=filed, upheld=True, answer="Het kan hoger.")
    assert "Eerdere besluiten" not in text(signed_in(pool.leader).get(pool.together.get_absolute_url()))
    pool.granted(Application.objects.get(pk=pool.together.pk), amount=55_000_00, motives="Bij nader inzien.")
    for who in (pool.leader, pool.partner, pool.bram):
        page = text(signed_in(who).get(pool.together.get_absolute_url()))
        now, before = page.split("Eerdere besluiten")
        assert "€ 55.000" in now and "Bij nader inzien." in now and "te betalen" in now
        assert f"/aanvragen/{pool.together.pk}/brief.pdf" in now and "besluiten/" not in now
        for words in ("€ 40.000", "Past bij het thema.", "Meld elk half jaar.", "Vervangen op"):
            assert words in before and words not in now.split("Besluit</h2>")[1], words
        assert f"/aanvragen/{pool.together.pk}/besluiten/{first.pk}/brief.pdf" in before
    page = text(signed_in(pool.leader).get(of(pool.together, "bezwaar")))
    assert "De score klopt niet." in page and "Het kan hoger." in page, "what was said before stays to read"
    assert "Maak bezwaar" in page
    manager = signed_in(pool.manager)
    assert "€ 25.000" in text(manager.get(of(pool.together, "termijnen")))
    assert "Een bezwaar is gegrond." not in text(manager.get(of(pool.together, "besluit")))
    assert signed_in(pool.anna).get(pool.together.get_absolute_url()).status_code == 200
    assert "Eerdere besluiten" not in text(signed_in(pool.anna).get(pool.together.get_absolute_url()))


def test_who_objected_is_not_asked_to_object_again(pool: Weighing) -> None:
    pool.refused()
    filed = file_objection(by=pool.leader, application=pool.together, grounds="De score klopt niet.")
    answer_objection(by=pool.manager, objection=filed, upheld=False, answer="De score klopt.")
    page = text(signed_in(pool.leader).get(of(pool.together, "bezwaar")))
    assert "De score klopt." in page and "Maak bezwaar" not in page


def test_nobody_who_is_not_signed_in_comes_in(pool: Weighing) -> None:
    for page in ("beoordelaars", "besluit", "bezwaar", "termijnen"):
        assert Client().get(of(pool.together, page))["Location"].startswith("/inloggen/")
