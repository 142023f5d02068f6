"""Ministries, regions and the programme look at the dashboards; each sees the counts, and only the names that
they may know."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from buildingblocks.models import BuildingBlock, Milestone
from questionnaires.models import Question
from regions.models import Region
from reports.building.charts import status
from reports.models import Indicator, ReportVersion
from reports.reading.for_report import read_facts
from tests.buildingblocks.factories import (
    BlockNameFactory,
    BuildingBlockFactory,
    MilestoneFactory,
    MilestoneMoveFactory,
    RouteThemeFactory,
)
from tests.projectpool.factories import PoolEntryFactory, PoolFactory, ThemeFactory, ThemeNameFactory
from tests.reports.dashboards import named, next_round, world
from tests.reports.factories import IndicatorFactory, TargetFactory
from tests.reports.test_views_figures import text
from tests.roundtables.people import Kind, person, signed_in
from tests.roundtables.story import answer

pytestmark = pytest.mark.django_db


def readers(block: BuildingBlock) -> dict[str, User | None]:
    """Somebody of each audience."""
    return {
        "public": None,
        "region": person(Kind.PROJECT_LEADER, Region.objects.get(slug="drenthe")),
        "commissioner": person(Kind.COMMISSIONER),
        "reviewer of another block": person(Kind.PROGRAMME_MEMBER, block=BuildingBlockFactory()),
        "reviewer of this block": person(Kind.PROGRAMME_MEMBER, block=block),
        "programme": person(Kind.PROGRAMME_MANAGER),
    }


PROGRAMME = {"reviewer of this block", "programme"}
PARTNERS = PROGRAMME | {"region", "commissioner", "reviewer of another block"}
KNOW = {"public": PARTNERS | {"public"}, "partners": PARTNERS, "programme": PROGRAMME}


@pytest.mark.parametrize("visibility", KNOW)
def test_names_stand_only_on_the_page_of_who_may_know_them(client: Client, visibility: str) -> None:
    """Also when somebody else opened the page just before, in either order."""
    _version, block = world(visibility)
    everybody = readers(block)
    for who in (*everybody, *reversed(everybody)):
        user = everybody[who]
        browser = signed_in(user) if user else client
        for address in ("/dashboard/?ronde=2031", f"/dashboard/{block.slug}/?ronde=2031"):
            page = text(browser, address)
            assert bool(named(page)) == (who in KNOW[visibility]), (who, address, named(page))
            if address == "/dashboard/?ronde=2031":
                assert "Vooruit" in page, "how many moved is for everybody"
            else:
                assert "Eén regio ging vooruit, geen enkele ging terug." in page


def test_a_ministry_reads_what_the_regions_do(client: Client) -> None:
    _version, block = world()
    page = text(client, "/dashboard/")
    assert "Landelijk beeld 2031" in page
    assert 'href="/cijfers/plan/?ronde=2031"' in page
    assert "regio’s hebben een plan." in page
    assert f'href="/dashboard/{block.slug}/?ronde=2031"' in page
    assert "Grootste verandering sinds 2030: 1 regio meer" in page
    assert 'href="/rapportages/vijfde/"' in page


def test_a_minister_quotes_a_sentence_with_its_round(client: Client) -> None:
    world()
    page = text(client, "/dashboard/")
    assert "Drie van de vijf regio’s hebben een plan. (Geweld hoort nergens thuis, ronde 2031.)" in page
    assert "Programma Geweld hoort nergens thuis, landelijk beeld, ronde 2031. Geraadpleegd op" in page
    assert "http://testserver/dashboard/" in page


def test_a_block_that_nobody_was_asked_about_is_no_zero(client: Client) -> None:
    world()
    BuildingBlockFactory(name_nl="Ouderenmishandeling", slug="ouderen")
    for address in ("/dashboard/", "/dashboard/ouderen/"):
        page = text(client, address)
        assert "Ouderenmishandeling" in page
        assert "Geen enkele regio" not in page
    assert "Geen vraag in deze ronde" in text(client, "/dashboard/")


def test_an_older_round_and_all_rounds_beside_it(client: Client) -> None:
    world()
    page = text(client, "/dashboard/?ronde=2030")
    assert "Landelijk beeld 2030" in page
    assert "Wat er veranderde" not in page, "nothing to compare with"
    over = page[page.index('id="rondes"') :]
    assert re.search(r'href="/cijfers/plan/\?ronde=2030">2 van 5<', over)
    assert re.search(r'href="/cijfers/plan/\?ronde=2031">3 van 5<', over)


def rows_of(page: str, caption: str) -> list[list[str]]:
    """The table of the chart with that caption, row by row."""
    table = page[page.index(f"<caption>{caption}</caption>") :]
    body = table[: table.index("</table>")]
    return [
        re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", row) for row in re.findall(r"<tr>(.*?)</tr>", body, re.S)
    ]


def test_page_and_report_show_the_same_numbers(client: Client) -> None:
    """The status chart of a block, as the report document has it and as the page has it."""
    version, block = world()
    facts, _sheets = read_facts(version.report, list(version.snapshots.all()))
    drawn = status("steps", "Stappen", facts, "nl")
    assert drawn is not None
    chart, definition = drawn
    page = text(client, f"/dashboard/{block.slug}/")
    caption = "Geen enkele regio ging vooruit of terug."  # Drenthe and Twente stayed where they were
    shown = rows_of(page, caption)
    assert shown[0] == [column.label for column in chart.table.columns]
    assert shown[1:] == [list(row) for row in chart.table.rows]
    assert f"chart-{definition.hash[:12]}" in page, "one definition draws both"


def test_the_programme_sees_an_approval_in_the_next_request() -> None:
    _version, block = world()
    story, browser = next_round(), signed_in(person(Kind.PROGRAMME_MANAGER))
    address = f"/dashboard/{block.slug}/?ronde=2032"
    answer(story, "drenthe", "plan", "yes", settled=False)
    assert "; 1 nog niet goedgekeurd" in text(browser, "/dashboard/?ronde=2032")
    assert "1 antwoord is nog niet goedgekeurd." in text(browser, "/dashboard/?ronde=2032")
    before = text(browser, address)
    answer(story, "drenthe", "plan", "yes")
    page = text(browser, "/dashboard/?ronde=2032")
    assert "; 1 nog niet goedgekeurd" not in page
    assert "1 van de 25 gevraagde antwoorden van ronde 2032 telt mee." in " ".join(page.split())
    assert text(browser, address) != before


def test_partners_do_not_see_a_round_that_runs(client: Client) -> None:
    world()
    next_round()
    assert signed_in(person(Kind.COMMISSIONER)).get("/dashboard/?ronde=2032").status_code == 404
    assert client.get("/dashboard/?ronde=2032").status_code == 404


def test_a_new_word_and_a_new_name_show_at_once(client: Client) -> None:
    _version, block = world()
    addresses = ("/dashboard/", f"/dashboard/{block.slug}/")
    assert all("hebben een plan." in text(client, address) for address in addresses)
    Indicator.objects.filter(key="plan").update(many_nl="hebben een plan van aanpak")
    assert all("hebben een plan van aanpak." in text(client, address) for address in addresses)
    BuildingBlock.objects.filter(pk=block.pk).update(name_nl="Anders genoemd")
    assert all("Anders genoemd" in text(client, address) for address in addresses)


def test_a_new_target_and_a_milestone_in_another_order_show_at_once(client: Client) -> None:
    _version, block = world()
    first, last = (MilestoneFactory(block=block, text_nl=name) for name in ("Handreiking", "Masterclass"))
    address = f"/dashboard/{block.slug}/"
    page = text(client, address)
    assert page.index("Handreiking") < page.index("Masterclass")
    assert "nog 2 regio’s te gaan" not in text(client, "/dashboard/")
    TargetFactory(indicator=Indicator.objects.get(key="plan"), value=5)
    assert "nog 2 regio’s te gaan" in text(client, "/dashboard/")
    assert "nog 2 regio’s te gaan" in text(client, address)
    Milestone.objects.filter(pk=first.pk).update(position=last.position + 1)  # as `shift` does
    page = text(client, address)
    assert page.index("Masterclass") < page.index("Handreiking")


def test_what_moved_since_the_last_report_is_marked(client: Client) -> None:
    version, block = world(moment=datetime(2026, 1, 1, tzinfo=UTC))
    MilestoneFactory(block=block, text_nl="Handreiking")
    moved = MilestoneFactory(block=block, text_nl="Masterclass", column="running")
    MilestoneMoveFactory(milestone=moved, was="next", at=timezone.now())
    page = text(client, f"/dashboard/{block.slug}/")
    assert re.search(r'<li class="is-moved">\s*Masterclass.*stond bij aanvullende acties', page, re.S)
    assert re.search(r"<li>\s*Handreiking", page)
    assert version.moment < timezone.now()


def test_route_pool_and_names_of_a_block(client: Client) -> None:
    _version, block = world()
    RouteThemeFactory(block=block, name_nl="Samen sturen", uses={"q": "plan", "has": "yes"})
    RouteThemeFactory(block=block, name_nl="Vrouwenopvang")
    theme = ThemeFactory(block=block)
    pool = PoolFactory()
    ThemeNameFactory(pool=pool, theme=theme, name_nl="Sturing")
    PoolEntryFactory(pool=pool, theme=theme, region=Region.objects.get(slug="zeeland"))
    BlockNameFactory(block=block, period="2019-06", name_nl="Oude naam")
    page = " ".join(text(client, f"/dashboard/{block.slug}/").split())
    assert '<li aria-current="step">meerderheid van de regio’s</li>' in page
    assert "3 van de 5 regio’s gebruiken wat werkt." in page
    assert "Niet gemeten" in page
    assert "Sturing: 1 regio in de tabel van de pool." in page
    assert 'juni 2019</dt><dd><span lang="nl">Oude naam</span>' in page


def test_several_answers_are_bars_with_their_base(client: Client) -> None:
    _version, block = world()
    story = next_round()
    answer(story, "drenthe", "themes", "teams", "trauma")
    page = text(signed_in(person(Kind.PROGRAMME_MANAGER)), f"/dashboard/{block.slug}/?ronde=2032")
    assert "Aantal van 5 regio’s. Meer antwoorden mogelijk. Van 4 regio’s is er geen antwoord." in page


def test_everything_is_there_in_english(client: Client) -> None:
    _version, block = world()
    page = text(client, "/dashboard/", language="en")
    assert '<html lang="en"' in page
    assert "have a plan." in page
    assert text(client, f"/dashboard/{block.slug}/", language="en") != text(
        client, f"/dashboard/{block.slug}/"
    )


@pytest.mark.parametrize(
    "address", ["/dashboard/nergens/", "/dashboard/?ronde=1999", "/dashboard/x/?ronde=1"]
)
def test_what_does_not_exist(client: Client, address: str) -> None:
    world()
    assert client.get(address).status_code == 404


def test_before_anything_is_published(client: Client) -> None:
    block = IndicatorFactory().block
    assert "Er zijn nog geen cijfers gepubliceerd." in text(client, "/dashboard/")
    assert client.get(f"/dashboard/{block.slug}/").status_code == 404
    assert not ReportVersion.objects.exists()


def test_an_answer_of_the_reader_is_no_part_of_what_is_kept(client: Client) -> None:
    """Two regions share the piece that is kept: neither finds the other's own answers in it."""
    _version, block = world("programme")
    address = f"/dashboard/{block.slug}/?ronde=2031"
    pages = [
        text(signed_in(person(Kind.PROJECT_LEADER, Region.objects.get(slug=slug))), address)
        for slug in ("drenthe", "twente")
    ]
    assert not any(named(page) for page in pages)
    assert Question.objects.filter(visibility="programme").exists()
