"""Programme people keep the milestones and targets of their building blocks; others cannot."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from buildingblocks.models import BuildingBlock, Milestone, Source
from reports.models import Indicator, Target
from tests.accounts.people import Kind, somebody
from tests.buildingblocks.factories import BuildingBlockFactory, MilestoneFactory, SourceFactory
from tests.regions.factories import RegionFactory
from tests.reports.factories import TargetFactory
from tests.reports.readers import published

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Keeping:
    """A block with two milestones and a figure, and a source."""

    block: BuildingBlock
    source: Source

    @property
    def path(self) -> str:
        return f"/beheer/bouwstenen/{self.block.slug}/"

    def milestone(self, text: str = "Leerkring") -> Milestone:
        return Milestone.objects.get(text_nl=text)

    def at(self, what: str = "", text: str = "Leerkring") -> str:
        return f"{self.path}mijlpaal/{self.milestone(text).pk}/{what}"

    def change(self, seen: Any = 0, **said: Any) -> dict[str, Any]:
        """What the form for changing sends."""
        fields = {"seen": seen, "text_nl": "Leerkring", "source": self.source.pk} | said
        return {f"change-{name}": value for name, value in fields.items()}

    def move(self, column: str, day: Any = "2021-03-01", seen: Any = 0, **said: Any) -> dict[str, Any]:
        fields = {"seen": seen, "column": column, "day": day, "source": self.source.pk} | said
        return {f"move-{name}": value for name, value in fields.items()}


@pytest.fixture
def keeping() -> Keeping:
    published(moment=datetime(2020, 12, 1, tzinfo=UTC))
    block = Indicator.objects.get(key="plan").block
    BuildingBlock.objects.filter(pk=block.pk).update(name_nl="MDA++", slug="mda")
    block.refresh_from_db()
    source = SourceFactory(key="verslag", title_nl="Verslag van het kernteam")
    for place, (column, text) in enumerate((("realised", "Handreiking"), ("running", "Leerkring")), start=1):
        MilestoneFactory(block=block, column=column, text_nl=text, position=place, source=source)
    return Keeping(block, source)


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def manager() -> Iterator[Client]:
    yield client_of(somebody(Kind.PROGRAMME_MANAGER))


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def said(client: Client, path: str, data: dict[str, Any]) -> str:
    """What the page says after sending this."""
    return client.post(path, data, follow=True).content.decode()


def test_a_manager_comes_from_beheer_to_the_table_of_a_block(manager: Client, keeping: Keeping) -> None:
    assert 'href="/beheer/bouwstenen/"' in page(manager, "/beheer/")
    assert f'href="{keeping.path}"' in page(manager, "/beheer/bouwstenen/")
    shown = page(manager, keeping.path)
    assert "Handreiking" in shown
    assert "Verslag van het kernteam" in shown


def test_a_member_keeps_their_own_block_and_no_other(keeping: Keeping) -> None:
    other = BuildingBlockFactory(slug="trauma", name_nl="Trauma")
    own = client_of(somebody(Kind.PROGRAMME_MEMBER, block=keeping.block))
    assert "Trauma" not in page(own, "/beheer/bouwstenen/")
    assert page(own, keeping.path)
    assert own.get("/beheer/bouwstenen/trauma/").status_code == 403
    assert own.post("/beheer/bouwstenen/trauma/mijlpaal/").status_code == 403
    theirs = client_of(somebody(Kind.PROGRAMME_MEMBER, block=other))
    assert theirs.post(keeping.at("verplaatsen/"), keeping.move("realised")).status_code == 403
    assert theirs.post(keeping.at("sluiten/"), {"close-seen": 0, "close-why": "Weg"}).status_code == 403
    # not through the address of their own block either
    crossed = f"/beheer/bouwstenen/trauma/mijlpaal/{keeping.milestone().pk}/"
    assert theirs.post(f"{crossed}sluiten/", {"close-seen": 0, "close-why": "Weg"}).status_code == 404
    assert theirs.get(crossed).status_code == 404
    assert keeping.milestone().revision == 0


@pytest.mark.parametrize("kind", [Kind.PROJECT_LEADER, Kind.MUNICIPALITY, Kind.COMMISSIONER])
def test_regions_and_ministries_cannot(keeping: Keeping, kind: Kind) -> None:
    where = {} if kind == Kind.COMMISSIONER else {"region": RegionFactory()}
    outsider = client_of(somebody(kind, **where))
    for path in ("/beheer/bouwstenen/", keeping.path, keeping.at()):
        assert outsider.get(path).status_code == 403
    assert outsider.post(keeping.at("verplaatsen/"), keeping.move("realised")).status_code == 403
    assert Client().get(keeping.path).status_code == 302


def test_a_milestone_is_added_and_marked_as_new(manager: Client, keeping: Keeping) -> None:
    data = {
        "column": "next", "text_nl": "Expertpool in {plan:digits} regio’s", "text_en": "Expert pool",
        "date": "2021-06-01", "source": keeping.source.pk,
    }  # fmt: skip
    shown = said(manager, f"{keeping.path}mijlpaal/", data)
    assert "De mijlpaal staat in de tabel." in shown
    assert "Expertpool in 3 regio’s" in shown  # as the newest closed round counts it
    assert "nieuw</span>" in shown
    assert "1 juni 2021" in shown
    made = keeping.milestone("Expertpool in {plan:digits} regio’s")
    assert made.moves.get().by == made.history.get().history_user


def test_a_move_is_dated_and_listed_with_its_source(manager: Client, keeping: Keeping) -> None:
    shown = said(manager, keeping.at("verplaatsen/"), keeping.move("realised"))
    assert "De mijlpaal is verplaatst." in shown
    assert "verplaatst</span>" in shown
    listed = "verplaatst van “Loopt” naar “Gerealiseerd”, sinds 1 maart 2021 (bron: Verslag van het kernteam)"
    assert listed in shown
    history = page(manager, keeping.at())
    assert listed[1:] in history  # there it begins a sentence
    assert "door programmamanager" in history


def test_a_source_that_is_not_in_the_list_is_filled_in(manager: Client, keeping: Keeping) -> None:
    new = {
        "source": "andere", "new_title": "Besluit", "new_publisher": "Stuurgroep", "new_day": "2021-03-01",
    }  # fmt: skip
    half = said(manager, keeping.at("verplaatsen/"), keeping.move("realised", **new | {"new_day": ""}))
    assert "Vul de datum van de andere bron in." in half
    assert not Source.objects.filter(title_nl="Besluit").exists()
    assert "(bron: Besluit)" in said(manager, keeping.at("verplaatsen/"), keeping.move("realised", **new))
    both = keeping.move("next", seen=1, **new | {"source": keeping.source.pk})
    assert "Kies “een andere bron”, of maak de velden hieronder leeg." in said(
        manager, keeping.at("verplaatsen/"), both
    )


def test_what_was_refused_leaves_no_new_source(manager: Client, keeping: Keeping) -> None:
    tomorrow = str(timezone.localdate() + timedelta(days=1))
    new = {
        "source": "andere", "new_title": "Besluit", "new_publisher": "Stuurgroep", "new_day": "2021-03-01",
    }  # fmt: skip
    data = keeping.move("realised", day=tomorrow, **new)
    assert "Deze dag moet nog komen." in said(manager, keeping.at("verplaatsen/"), data)
    assert not Source.objects.filter(title_nl="Besluit").exists()


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ({"text_nl": ""}, "Dit veld is verplicht."),
        ({"text_nl": "x" * 301}, "300"),
        ({"text_nl": "Drie regio’s hebben een pilot"}, "Typ geen aantal regio’s."),
        ({"text_en": "Three regions have a pilot"}, "Typ geen aantal regio’s."),
        ({"text_nl": "{nergens:value} pilots"}, "“{nergens:value}” verwijst naar niets."),
        ({"text_nl": "{plan:kleur} pilots"}, "“{plan:kleur}” verwijst naar niets."),
        ({"source": ""}, "Kies een bron."),
        ({"source": "999999"}, "Selecteer een geldige keuze."),
        ({"date": "1 maart"}, "Voer een geldige datum in."),
        ({"date": "1021-03-01"}, "Vul een datum in tussen 2000 en 2100."),
        ({"seen": ""}, "Deze pagina is verouderd."),
        ({"seen": "-1"}, "Deze pagina is verouderd."),
    ],
)
def test_every_mistake_gets_a_sentence(
    manager: Client, keeping: Keeping, what: dict[str, str], sentence: str
) -> None:
    shown = said(manager, keeping.at("wijzigen/"), keeping.change(**{"text_nl": "Nieuw"} | what))
    assert sentence in shown
    assert keeping.milestone().revision == 0


def test_two_colleagues_change_one_milestone_and_nothing_is_lost(keeping: Keeping) -> None:
    first = client_of(somebody(Kind.PROGRAMME_MANAGER))
    second = client_of(somebody(Kind.PROGRAMME_MEMBER))
    path = keeping.at("wijzigen/")
    assert "is gewijzigd" in said(first, path, keeping.change(text_nl="Landelijke leerkring"))
    shown = said(second, path, keeping.change(text_nl="Regionale leerkring"))
    assert "heeft dit intussen gewijzigd" in shown
    assert "Nu staat er:" in shown
    assert "Landelijke leerkring" in shown  # what stands now, beside what was typed
    assert "Regionale leerkring" in shown
    assert Milestone.objects.filter(text_nl="Landelijke leerkring").exists()
    assert 'name="change-seen" value="1"' in shown  # sent again, it is meant
    assert "is gewijzigd" in said(second, path, keeping.change(seen=1, text_nl="Regionale leerkring"))
    history = page(second, keeping.at(text="Regionale leerkring"))
    assert "Landelijke leerkring" in history


def test_closing_asks_a_reason_and_can_be_undone(manager: Client, keeping: Keeping) -> None:
    assert "Geef een reden." in said(manager, keeping.at("sluiten/"), {"close-seen": 0, "close-why": " "})
    closed = {"close-seen": 0, "close-why": "Opgegaan in de expertpool"}
    shown = said(manager, keeping.at("sluiten/"), closed)
    assert "1 gesloten mijlpaal" in shown
    assert "Opgegaan in de expertpool" in page(manager, keeping.at())
    assert "is gesloten" in said(manager, keeping.at("verplaatsen/"), keeping.move("realised", seen=1))
    assert "staat weer in de tabel" in said(manager, keeping.at("terug/"), {"reopen-seen": 1})


def test_the_order_in_a_column(manager: Client, keeping: Keeping) -> None:
    MilestoneFactory(block=keeping.block, column="running", text_nl="Expertpool", position=9)
    order, pk = f"{keeping.path}volgorde/", keeping.milestone("Expertpool").pk
    manager.post(order, {"milestone": pk, "seen": 0, "to": "hoger"})
    column = Milestone.objects.filter(column="running").order_by("position")
    assert [one.text_nl for one in column] == ["Expertpool", "Leerkring"]
    assert "verouderd" in said(manager, order, {"milestone": 999999, "seen": 0, "to": "hoger"})
    assert "intussen gewijzigd" in said(manager, order, {"milestone": pk, "seen": 5, "to": "lager"})


def test_what_looks_like_a_person_is_warned_about(manager: Client, keeping: Keeping) -> None:
    shown = said(manager, keeping.at("wijzigen/"), keeping.change(text_nl="Vraag iemand@voorbeeld.nl"))
    assert "Dit lijkt een e-mailadres." in shown


def a_target(**fields: Any) -> dict[str, Any]:
    source = Source.objects.get(key="verslag")
    return {"indicator": "plan", "how_many": "alle", "due": "2031-12-31", "source": source.pk} | fields


def test_a_target_is_set_changed_and_ended(manager: Client, keeping: Keeping) -> None:
    shown = said(manager, f"{keeping.path}doel/", a_target(note_nl="Regionale route"))
    assert "Het doel is gesteld." in shown
    assert "Alle regio’s, uiterlijk 31 december 2031: <b>nog 2 regio’s te gaan</b>" in shown
    target = Target.objects.get()
    path = f"{keeping.path}doel/{target.pk}/"
    some = a_target(how_many="aantal", value="3", seen=1)
    shown = said(manager, f"{path}wijzigen/", {f"change-{name}": value for name, value in some.items()})
    assert "3 regio’s, uiterlijk 31 december 2031: <b>gehaald</b>".lower() in shown.lower()
    assert "Geef een reden." in said(manager, f"{path}vervallen/", {"end-seen": 2})
    shown = said(manager, f"{path}vervallen/", {"end-seen": 2, "end-why": "Programma stopt"})
    assert "1 vervallen doel" in shown
    history = page(manager, path)
    assert "Programma stopt" in history
    assert "alle regio’s, uiterlijk 31 december 2031" in history
    assert Target.history.count() == 3


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ({"indicator": "theme-teams"}, "Selecteer een geldige keuze."),  # of another block
        ({"indicator": ""}, "Dit veld is verplicht."),
        ({"how_many": "aantal"}, "Vul in hoeveel regio’s."),
        ({"how_many": "aantal", "value": "6"}, "Er zijn niet meer dan 5 regio’s."),
        ({"how_many": "aantal", "value": "0"}, "minstens 1 is"),
        ({"how_many": "aantal", "value": "veel"}, "geheel getal"),
        ({"value": "3"}, "of laat dit leeg."),
        ({"due": ""}, "Dit veld is verplicht."),
        ({"due": "2031-02-30"}, "Voer een geldige datum in."),
    ],
)
def test_every_mistake_in_a_target_gets_a_sentence(
    manager: Client, keeping: Keeping, what: dict[str, str], sentence: str
) -> None:
    assert sentence in said(manager, f"{keeping.path}doel/", a_target(**what))
    assert not Target.objects.exists()


def test_one_target_a_figure_a_day(manager: Client, keeping: Keeping) -> None:
    said(manager, f"{keeping.path}doel/", a_target())
    assert "Dit cijfer heeft al een doel voor deze dag." in said(manager, f"{keeping.path}doel/", a_target())


def test_a_target_that_a_colleague_changed_is_not_overwritten(manager: Client, keeping: Keeping) -> None:
    plan = Indicator.objects.get(key="plan")
    target = TargetFactory(indicator=plan, due=date(2031, 12, 31), revision=1)
    Target.objects.get(pk=target.pk).save()  # history of the colleague
    some = a_target(how_many="aantal", value="3", seen=0)
    data = {f"change-{name}": value for name, value in some.items()}
    shown = said(manager, f"{keeping.path}doel/{target.pk}/wijzigen/", data)
    assert "intussen gewijzigd" in shown
    assert Target.objects.get().everyone


def test_before_there_is_any_round_a_block_can_be_kept(manager: Client) -> None:
    block = BuildingBlockFactory(slug="mda")
    MilestoneFactory(block=block, text_nl="{plan:value} pilots")
    assert "{plan:value} pilots" in page(manager, "/beheer/bouwstenen/mda/")
    assert "Er is nog geen rapportage gepubliceerd." in page(manager, "/beheer/bouwstenen/mda/")
    assert manager.get("/beheer/bouwstenen/nergens/").status_code == 404
