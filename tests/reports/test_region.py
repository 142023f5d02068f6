"""A region beside the nation: everybody sees what they may know of it, and no more."""

import pytest
from django.test import Client

from buildingblocks.models import BuildingBlock
from regions.models import Region
from reports.pages.region.list import region_lines
from roundtables.actions.rounds import close_round, excuse
from tests.regions.factories import MunicipalityFactory, RegionAliasFactory, RegionFactory
from tests.reports.regional import LABELS, people, told, with_projects
from tests.roundtables.people import signed_in
from tests.roundtables.story import begin

pytestmark = pytest.mark.django_db
SCALE, FIGURE = LABELS["done"], "Werk met teams"
# who sees Drenthe's answer to a question of which names are for: everybody, partners, the programme
SEES = {
    "public": {
        "anyone", "own leader", "leader of another region", "commissioner", "manager", "technical manager",
    },
    "partners": {"own leader", "leader of another region", "commissioner", "manager"},
    "programme": {"own leader", "manager"},
}  # fmt: skip


def page(client: Client, address: str = "/regio/drenthe/", language: str = "nl") -> str:
    """The page at an address; it must be there."""
    said = client.get(address, headers={"accept-language": language})
    assert said.status_code == 200, address
    return said.content.decode()


def test_somebody_finds_a_region_by_its_centre_municipality_or_another_name(client: Client) -> None:
    drenthe, frisia = RegionFactory(name="Drenthe", slug="drenthe"), RegionFactory(name="Friesland")
    MunicipalityFactory(name="Emmen", region=drenthe)
    RegionAliasFactory(alias="Fryslân", regions=[frisia])
    assert [line.name for line in region_lines("emmen")] == ["Drenthe"]
    assert [line.name for line in region_lines("fryslan")] == ["Friesland"]
    found = page(client, "/regio/?zoek=emmen")
    assert "1 regio gevonden voor “emmen”." in found
    assert "Geen enkele regio heet zo." in page(client, "/regio/?zoek=%3Cb%3E")


def test_every_region_stands_on_the_map_and_on_the_list_in_dutch_order(client: Client) -> None:
    RegionFactory(name="Zeeland", slug="zeeland", tile_row=0, tile_col=0)
    RegionFactory(name="IJsselland", slug="ijsselland", tile_row=1, tile_col=0)
    found = page(client, "/regio/")
    assert found.count('href="/regio/zeeland/"') == 2
    assert '<li class="m-r1 m-c0"><a href="/regio/ijsselland/">' in found
    assert [line.name for line in region_lines()] == ["IJsselland", "Zeeland"]


@pytest.mark.parametrize("level", SEES)
def test_who_sees_what_a_region_answered(client: Client, level: str) -> None:
    told(steps=level, themes=level)
    readers = {"anyone": client, **{name: signed_in(one) for name, one in people().items()}}
    for name, reader in readers.items():
        found = page(reader)
        seen = {f"<b>{SCALE}</b>" in found, f">{FIGURE}</a>" in found, "hier staat Drenthe" in found}
        assert seen == {name in SEES[level]}, (level, name)
        assert ("Wat niet voor u is, staat niet op deze pagina." in found) == (
            name not in ("own leader", "manager")
        ), name


def test_what_is_hidden_leaves_no_trace_of_the_answer(client: Client) -> None:
    told(steps="programme", themes="programme")
    here = page(client).replace("Drenthe", "REGION").replace("drenthe", "REGION")
    there = page(client, "/regio/twente/").replace("Twente", "REGION").replace("twente", "REGION")
    for tile in ('class="t-own"', 'class="t-tile"'):  # the map differs: that is where they lie
        here, there = here.replace(tile, ""), there.replace(tile, "")
    csrf = 'name="csrfmiddlewaretoken" value="'
    parts = [[part.partition('"')[2] if place else part for place, part in enumerate(one.split(csrf))]
             for one in (here, there)]  # fmt: skip
    assert parts[0] == parts[1], "two regions that answered differently have the same page"


def test_the_nation_stands_beside_the_region(client: Client) -> None:
    told()
    found = page(client)
    said = f"1 {SCALE} (hier staat Drenthe); 1 {LABELS['busy']}; 3 {LABELS['none']}"
    assert f'aria-label="{said}"' in found
    assert "Landelijk: 1 van de 5" in found


def test_what_moved_since_last_time_is_said_in_words(client: Client) -> None:
    told()
    found = page(client)
    assert f"2030: {LABELS['busy']}. Nu: {SCALE}." in found and ">verder<" in found
    found = page(client, "/regio/twente/")
    assert f"2030: {SCALE}. Nu: {LABELS['busy']}." in found and ">terug<" in found
    assert "Er is niets veranderd" in page(client, "/regio/zeeland/")
    assert "Er is niets veranderd" in page(client, "/regio/drenthe/?ronde=2030"), (
        "the first time it was asked"
    )


def test_a_move_needs_both_answers(client: Client) -> None:
    """What was for partners last time and is for everybody now, moves for partners only."""
    told(steps="partners", now={"visibility": "public"})
    found = page(client)
    assert f"<b>{SCALE}</b>" in found
    assert ">verder<" not in found and f"<td>{LABELS['busy']}</td>" not in found
    found = page(signed_in(people()["commissioner"]))
    assert ">verder<" in found and f"2030: {LABELS['busy']}. Nu: {SCALE}." in found


def test_a_question_that_changed_is_no_step(client: Client) -> None:
    told(now={"verdict": "break", "verdict_note_nl": "Nu telt ook de aanvraag."})
    found = page(client)
    assert ">verder<" not in found
    assert f"<td>{LABELS['busy']}</td>" in found, "the series shows both answers all the same"


def test_the_series_of_the_region_stands_beside_that_of_the_nation(client: Client) -> None:
    told()
    rows = page(client).split("<tbody>")[1].split("</tbody>")[0]
    assert f'<th scope="row">2030</th><td>{LABELS["busy"]}</td>' in rows
    assert f'<th scope="row">2031</th><td>{SCALE}</td>' in rows


def test_a_region_that_is_excused_or_new_says_so(client: Client) -> None:
    told()
    RegionFactory(name="Nieuwland", slug="nieuwland")
    story = begin("2032")
    excuse(by=story.by, participant=story.round.participants.get(region__slug="drenthe"), why="Herindeling.")
    manager = signed_in(people()["manager"])
    found = page(manager, "/regio/drenthe/?ronde=2032")
    assert "Drenthe is vrijgesteld van ronde 2032 en telt daarin niet mee." in found
    assert "Herindeling." not in found
    assert "Nieuwland deed niet mee aan ronde 2031." in page(manager, "/regio/nieuwland/?ronde=2031")
    close_round(by=story.by, round_=story.round, with_gaps=True)
    found = page(manager, "/regio/drenthe/?ronde=2032")
    assert "vrijgesteld van ronde 2032" in found, "the snapshot knows it too"


def test_the_projects_name_their_partners(client: Client) -> None:
    told()
    with_projects()
    found = page(client)
    assert "<b>Samen trainen</b>" in found and '<a class="g-a" href="/regio/twente/">Twente</a>' in found
    assert "Lokale teams (samen met andere regio’s)." in found
    assert "Emmen" in found
    assert "Van Zeeland staat geen project in de projectenpool." in page(client, "/regio/zeeland/")


def test_before_anything_is_published_the_page_has_no_figures(client: Client) -> None:
    told(published=False)
    found = page(client)
    assert "Er zijn nog geen cijfers gepubliceerd." in found
    assert "factsheet.pdf" not in found
    assert SCALE in page(signed_in(people()["leader of another region"])), "partners read closed rounds"


@pytest.mark.parametrize(
    "address",
    ["/regio/nergens/", "/regio/oefenregio/", "/regio/drenthe/?ronde=1999", "/regio/nergens/factsheet.pdf"],
)
def test_what_does_not_exist_is_not_there(client: Client, address: str) -> None:
    told()
    RegionFactory(slug="oefenregio", pretend=True)
    assert client.get(address).status_code == 404


def test_a_round_keeps_the_name_that_a_region_had(client: Client) -> None:
    told()
    Region.objects.filter(slug="drenthe").update(name="Drente")
    assert "<h1" in page(client) and "Drenthe</h1>" in page(client)
    assert "Drente" in page(client, "/regio/")


def test_words_change_at_once_though_the_page_is_kept(client: Client) -> None:
    told()
    assert "Samen werken" in page(client)
    BuildingBlock.objects.update(name_nl="Samenwerken")
    assert "Samenwerken" in page(client)


def test_a_page_that_was_made_for_one_reader_never_serves_another(client: Client) -> None:
    told(steps="programme")
    readers = people()
    for _turn in range(2):
        assert SCALE in page(signed_in(readers["own leader"]))
        assert f"<b>{SCALE}</b>" not in page(client)
        assert f"<b>{SCALE}</b>" not in page(signed_in(readers["leader of another region"]))
        assert f"<b>{SCALE}</b>" not in page(signed_in(readers["own leader"]), "/regio/twente/")


def test_dutch_words_on_an_english_page_are_marked(client: Client) -> None:
    told()
    found = page(client, language="en")
    assert '<span lang="nl">Hoe staat het met steps?</span>' in found
    assert "Working together" in found


def test_my_work_leads_to_ones_own_region() -> None:
    told()
    readers = people()
    assert 'href="/regio/drenthe/"' in page(signed_in(readers["own leader"]), "/mijn-werk/")
    assert 'href="/regio/' not in page(signed_in(readers["commissioner"]), "/mijn-werk/").split("<main")[1]
