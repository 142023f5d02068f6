"""Who manages people invites them, gives roles, lets them end, hands regions over, and closes accounts."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Role, User, known_as
from accounts.policy import Deed, allowed
from tests.accounts.factories import RoleFactory, UserFactory
from tests.accounts.people import Kind, sign_in, somebody
from tests.accounts.test_passwords import NEW, follow, link_in
from tests.buildingblocks.factories import BuildingBlockFactory
from tests.regions.factories import RegionFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def manager() -> User:
    """A programme manager; a second one stands by."""
    somebody(Kind.PROGRAMME_MANAGER)
    return somebody(Kind.PROGRAMME_MANAGER)


@pytest.fixture
def desk(client: Client, manager: User) -> Client:
    """The manager's browser."""
    client.force_login(manager)
    return client


def day(days: int) -> date:
    """Today and some days."""
    return timezone.localdate() + timedelta(days=days)


def fresh(person: User) -> User:
    """The person as the next request meets them."""
    return User.objects.get(pk=person.pk)


@pytest.mark.parametrize("address", ["mensen/", "mensen/uitnodigen/", "mensen/nakijken/", "aanmeldingen/"])
@pytest.mark.parametrize("kind", list(Kind))
def test_only_who_manages_people_comes_here(client: Client, kind: str, address: str) -> None:
    where: dict[str, Any] = {"region": RegionFactory()} if kind in Role.REGIONAL else {}
    where |= {"block": BuildingBlockFactory()} if kind == Kind.CONTRIBUTOR else {}
    client.force_login(somebody(kind, **where))
    expected = 200 if kind in (Kind.PROGRAMME_MANAGER, Kind.TECHNICAL_MANAGER) else 403
    assert client.get(f"/beheer/{address}").status_code == expected


@pytest.mark.parametrize("kind", [Kind.PROGRAMME_MANAGER, Kind.TECHNICAL_MANAGER])
def test_nobody_gives_a_role_to_themselves(client: Client, manager: User, kind: str) -> None:
    mine = somebody(kind)
    client.force_login(mine)
    body = {"kind": Kind.PROGRAMME_MANAGER if kind == Kind.TECHNICAL_MANAGER else Kind.EXPERT}
    page = client.post(f"/beheer/mensen/{mine.pk}/rol/", body | {"since": day(0).isoformat()})
    assert "U kunt uzelf geen rol geven." in page.content.decode()
    assert mine.roles.count() == 1
    region = RegionFactory()
    leader = somebody(Kind.PROJECT_LEADER, region=region)
    given = {"email": mine.email, "name": "", "since": day(0).isoformat()}
    page = client.post(f"/beheer/rollen/{leader.roles.get().pk}/overdragen/", given)
    assert "U kunt uzelf geen rol geven." in page.content.decode()
    assert not allowed(fresh(mine), Deed.FILL, region=region)
    assert allowed(fresh(leader), Deed.FILL, region=region), "nothing is half done"


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    for address in (
        "/beheer/",
        "/beheer/mensen/",
        "/beheer/aanmeldingen/",
        "/account/",
        "/mijn-regio/collegas/",
    ):
        assert client.get(address)["Location"] == f"/inloggen/?next={address}"


@pytest.mark.django_db(transaction=True)
def test_an_invited_leader_chooses_a_password_and_sees_the_region(
    desk: Client, mailoutbox: list[Any]
) -> None:
    region = RegionFactory()
    body = {
        "email": "Leider.Nieuw@voorbeeld.invalid", "name": "projectleider", "kind": Kind.PROJECT_LEADER,
        "region": region.pk, "since": day(0).isoformat(),
    }  # fmt: skip
    answer = desk.post("/beheer/mensen/uitnodigen/", body, follow=True)
    assert "De uitnodiging is verstuurd." in answer.content.decode()
    mail = mailoutbox[0]
    assert mail.subject == "Uitnodiging voor de GHNT Monitor"
    assert "De link werkt 3 dagen en één keer." in mail.body
    leader = User.objects.get(email="leider.nieuw@voorbeeld.invalid")
    assert not leader.has_usable_password()
    theirs = Client()
    follow(theirs, link_in(mail), NEW)
    assert sign_in(theirs, leader, NEW, follow=True).redirect_chain[-1][0] == "/mijn-werk/"
    assert allowed(fresh(leader), Deed.FILL, region=region)


@pytest.mark.django_db(transaction=True)
def test_a_lost_invitation_is_sent_again(desk: Client, mailoutbox: list[Any]) -> None:
    person = User.objects.create_user("nieuw@voorbeeld.invalid", name="expert")
    page = desk.get(f"/beheer/mensen/{person.pk}/").content.decode()
    assert "Stuur de uitnodiging opnieuw" in page
    desk.post(f"/beheer/mensen/{person.pk}/uitnodigen/")
    assert "Uw wachtwoord is bewaard" in follow(Client(), link_in(mailoutbox[0]), NEW).content.decode()
    assert "Stuur de uitnodiging opnieuw" not in desk.get(f"/beheer/mensen/{person.pk}/").content.decode()


def test_an_invitation_says_per_field_what_does_not_fit(desk: Client, manager: User) -> None:
    body = {"email": manager.email, "name": "", "kind": Kind.CONTRIBUTOR, "since": "gisteren"}
    page = desk.post("/beheer/mensen/uitnodigen/", body).content.decode()
    for said in (
        "Vul een naam of functie in.", "Kies een regio bij deze rol.",
        "Kies de bouwsteen die deze medewerker invult.", "Dit is geen datum.", "Er zijn 4 fouten gevonden",
    ):  # fmt: skip
        assert said in page
    body = {"email": manager.email, "name": "x", "kind": Kind.EXPERT, "since": day(0).isoformat()}
    page = desk.post("/beheer/mensen/uitnodigen/", body).content.decode()
    assert "Er is al een account met dit e-mailadres." in page
    national = body | {
        "region": RegionFactory().pk,
        "kind": Kind.COMMISSIONER,
        "block": BuildingBlockFactory().pk,
    }
    page = desk.post("/beheer/mensen/uitnodigen/", national).content.decode()
    assert "Deze rol geldt voor het hele land: kies geen regio." in page
    assert "Deze rol gaat over alle bouwstenen: kies er geen." in page


def test_people_are_found_by_name_role_and_region(desk: Client) -> None:
    twente, zeeland = RegionFactory(name="Twente"), RegionFactory(name="Zeeland")
    one = somebody(Kind.PROJECT_LEADER, region=twente)
    other = somebody(Kind.MUNICIPALITY, region=zeeland)
    User.objects.service("importer")

    def found(query: str) -> str:
        return desk.get(f"/beheer/mensen/?{query}").content.decode()

    assert one.email in found("") and other.email in found("")
    assert "service.invalid" not in found("")
    assert one.email in found(f"regio={twente.pk}") and other.email not in found(f"regio={twente.pk}")
    assert other.email in found("rol=municipality") and one.email not in found("rol=municipality")
    assert one.email in found(f"zoek={one.email[:14]}")
    assert "Niemand gevonden." in found("zoek=bestaat-niet")
    assert one.email in found("rol=onzin&regio=onzin"), "what makes no sense is left out"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("example", "de voorbeeldgegevens"),
        ("import", "een import van antwoorden"),
        ("koppeling", "koppeling"),
    ],
)
def test_what_no_person_did_says_what_did_it(name: str, said: str) -> None:
    """A reader of "goedgekeurd door …" knows no service accounts."""
    service = User.objects.service(name)
    assert str(service) == known_as(service.name, service.email) == said
    namesake = UserFactory(name=name)
    assert str(namesake) == known_as(namesake.name, namesake.email) == name
    nameless = UserFactory(name="")
    assert str(nameless) == known_as("", nameless.email) == nameless.email


def test_a_handover_is_a_date(desk: Client, manager: User) -> None:
    region, day_of = RegionFactory(), day(3)
    old = somebody(Kind.PROJECT_LEADER, region=region)
    RoleFactory(person=old, kind=Kind.MUNICIPALITY, region=region)
    new = somebody()
    role = old.roles.get(kind=Kind.PROJECT_LEADER)
    assert "Draag de regio over" in desk.get(f"/beheer/rollen/{role.pk}/").content.decode()
    body = {"email": new.email, "since": day_of.isoformat()}
    answer = desk.post(f"/beheer/rollen/{role.pk}/overdragen/", body, follow=True)
    assert "De regio is overgedragen." in answer.content.decode()
    before, after = day_of - timedelta(days=1), day_of
    assert set(Role.objects.current(before).filter(region=region).values_list("person", flat=True)) == {
        old.pk
    }
    assert set(Role.objects.current(after).filter(region=region).values_list("person", flat=True)) == {new.pk}


def test_after_a_handover_today_the_old_leader_sees_nothing(desk: Client) -> None:
    region = RegionFactory()
    old, new = somebody(Kind.PROJECT_LEADER, region=region), somebody()
    role = old.roles.get()
    Role.objects.update(since=day(-9))
    desk.post(f"/beheer/rollen/{role.pk}/overdragen/", {"email": new.email, "since": day(0).isoformat()})
    assert not allowed(fresh(old), Deed.READ_ANSWERS, region=region)
    assert allowed(fresh(new), Deed.SUBMIT, region=region)


def test_a_handover_that_cannot_be_says_why(desk: Client) -> None:
    leader = somebody(Kind.PROJECT_LEADER, region=RegionFactory())
    address = f"/beheer/rollen/{leader.roles.get().pk}/overdragen/"

    def said(**body: Any) -> str:
        return desk.post(address, {"since": day(0).isoformat()} | body).content.decode()

    assert "Kies iemand anders dan de projectleider van nu." in said(email=leader.email)
    assert "Vul ook een naam of functie in." in said(email="nieuw@voorbeeld.invalid")
    assert "De overdracht ligt voor het begin" in said(email=somebody().email, since=day(-2).isoformat())
    assert not User.objects.filter(email="nieuw@voorbeeld.invalid").exists()
    commissioner = somebody(Kind.COMMISSIONER).roles.get()
    answer = desk.post(f"/beheer/rollen/{commissioner.pk}/overdragen/", {"email": "a@b.nl", "since": day(0)})
    assert "Alleen een regionaal projectleider" not in answer.content.decode()
    assert commissioner.person.roles.count() == 1


def test_a_role_ends_on_a_day(desk: Client) -> None:
    person = somebody(Kind.PROGRAMME_MEMBER)
    role = person.roles.get()
    answer = desk.post(f"/beheer/rollen/{role.pk}/beeindigen/", {"until": day(5).isoformat()}, follow=True)
    page = answer.content.decode()
    assert "De einddatum is bewaard." in page
    assert "einddatum" in page
    assert allowed(fresh(person), Deed.REVIEW)
    desk.post(f"/beheer/rollen/{role.pk}/beeindigen/", {"until": day(0).isoformat()})
    assert not allowed(fresh(person), Deed.REVIEW)
    page = desk.post(f"/beheer/rollen/{role.pk}/beeindigen/", {"until": "ooit"}).content.decode()
    assert "<title>Fout: programmamedewerker" in page


def test_what_happened_to_roles_is_told_in_words(desk: Client, manager: User) -> None:
    person = somebody()
    body = {"kind": Kind.EXPERT, "since": day(0).isoformat()}
    desk.post(f"/beheer/mensen/{person.pk}/rol/", body)
    again = desk.post(f"/beheer/mensen/{person.pk}/rol/", body).content.decode()
    assert "Deze persoon heeft deze rol al." in again
    role = person.roles.get()
    desk.post(f"/beheer/rollen/{role.pk}/bevestigen/")
    desk.post(f"/beheer/rollen/{role.pk}/beeindigen/", {"until": day(0).isoformat()})
    page = desk.get(f"/beheer/mensen/{person.pk}/").content.decode()
    told = [text for text in ("einddatum", "nagekeken en bevestigd", "gegeven, vanaf") if text in page]
    assert len(told) == 3
    assert [change.history_user for change in role.history.all()] == [manager] * 3


def test_the_last_programme_manager_stays(client: Client) -> None:
    only, technical = somebody(Kind.PROGRAMME_MANAGER), somebody(Kind.TECHNICAL_MANAGER)
    client.force_login(technical)
    address = f"/beheer/rollen/{only.roles.get().pk}/beeindigen/"
    page = client.post(address, {"until": day(0).isoformat()}).content.decode()
    assert "Er moet altijd een programmamanager zijn." in page
    page = client.post(f"/beheer/mensen/{only.pk}/afsluiten/", follow=True).content.decode()
    assert "Er moet altijd een programmamanager zijn." in page
    assert fresh(only).is_active
    RoleFactory(kind=Kind.PROGRAMME_MANAGER, until=day(30), since=day(-1))
    assert client.post(address, {"until": day(0).isoformat()}).status_code == 302
    other = Role.objects.get(until=day(30))
    page = client.post(
        f"/beheer/rollen/{other.pk}/beeindigen/", {"until": day(9).isoformat()}
    ).content.decode()
    assert "Er moet altijd een programmamanager zijn." in page


def test_nobody_ends_their_own_last_managing_role(desk: Client, manager: User) -> None:
    role = manager.roles.get()
    page = desk.post(f"/beheer/rollen/{role.pk}/beeindigen/", {"until": day(0).isoformat()}).content.decode()
    assert "Dit is uw eigen laatste beheerrol." in page
    page = desk.post(f"/beheer/mensen/{manager.pk}/afsluiten/", follow=True).content.decode()
    assert "U kunt uw eigen account niet afsluiten." in page
    RoleFactory(person=manager, kind=Kind.TECHNICAL_MANAGER)
    assert (
        desk.post(f"/beheer/rollen/{role.pk}/beeindigen/", {"until": day(0).isoformat()}).status_code == 302
    )


def test_a_closed_account_is_signed_out_at_once_and_comes_back_without_roles(desk: Client) -> None:
    person, theirs = somebody(Kind.COMMISSIONER), Client()
    sign_in(theirs, person)
    desk.post(f"/beheer/mensen/{person.pk}/afsluiten/")
    assert theirs.get("/account/").status_code == 302
    desk.post(f"/beheer/mensen/{person.pk}/openen/")
    assert fresh(person).is_active
    assert theirs.get("/account/").status_code == 302, "the session is gone for good"
    assert not fresh(person).roles.current().exists()
    assert sign_in(theirs, person).status_code == 302


def test_sign_ins_are_listed_for_who_manages_people(desk: Client) -> None:
    person = somebody()
    sign_in(Client(), person, "dit-is-niet-het-wachtwoord")
    sign_in(Client(), person)
    Client().post("/inloggen/", {"login": "vreemd@voorbeeld.invalid", "password": "zomaar-een-wachtwoord"})
    page = desk.get("/beheer/aanmeldingen/").content.decode()
    assert "3 regels" in page
    assert page.index("vreemd@voorbeeld.invalid") < page.index(str(person)), "newest first"
    refused = desk.get("/beheer/aanmeldingen/?wat=refused").content.decode()
    assert "2 regels" in refused
    assert "1 regel<" in desk.get(f"/beheer/aanmeldingen/?wat=refused&zoek={person.email}").content.decode()


def test_who_has_no_second_manager_is_not_stuck(client: Client) -> None:
    only = UserFactory(is_superuser=True)
    client.force_login(only)
    assert client.get("/beheer/mensen/").status_code == 200
