"""The register of projects: each once, with its partners; money where there is any; the map; the sheets."""

import io
import re
from datetime import date

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from projectpool.models import Pool, Project
from projectpool.register.entries import pools_shown
from projectpool.register.projects import Filters, register, step_of
from projectpool.tables.themes_page import in_words, themes_page
from regions.models import Region
from tests.projectpool.factories import CallFactory, PoolFactory, ProjectFactory, ThemeFactory
from tests.projectpool.running import Running
from tests.regions.reference import load
from tests.roundtables.people import signed_in

pytestmark = pytest.mark.django_db
ROOMS = ("regions", "buildingblocks", "projectpool")
REGISTER = "/projectenpool/projecten/"


def asked(query: str = "") -> Filters:
    return Filters.asked(QueryDict(query))


def test_the_pool_of_2020_lists_every_described_project_once_without_an_amount():
    load(*ROOMS)
    found = register(asked())
    assert len(found.entries) == 50
    assert (found.amount, found.without) == (None, 50)
    assert {line.amount for line in (*found.by_region, *found.by_theme)} == {None}
    platform = next(entry for entry in found.entries if len(entry.parts) > 10)
    assert platform.is_joint
    page = Client().get(REGISTER).content.decode()
    assert page.count(f'href="{REGISTER}{platform.key}/"') == 1
    assert "Van 50 projecten is geen bedrag gepubliceerd. Dat vak is leeg." in page
    assert "€" not in page


def test_it_is_filtered_by_theme_region_year_and_stand():
    load(*ROOMS)
    everything = register(asked()).entries
    by_slug = everything[0].themes[0].slug
    themed = register(asked(f"thema={by_slug}")).entries
    assert themed == tuple(one for one in everything if by_slug in {theme.slug for theme in one.themes})
    flevoland = register(asked("regio=flevoland")).entries
    assert flevoland
    assert all("flevoland" in {part.slug for part in one.parts} for one in flevoland)
    assert len(register(asked("jaar=2021")).entries) == 50
    assert register(asked("jaar=2019")).entries == ()
    assert len(register(asked("stand=beschreven")).entries) == 50
    assert register(asked("stand=loopt")).entries == ()
    assert asked("jaar=zes&stand=maan") == Filters()
    page = Client().get(f"{REGISTER}?regio=flevoland&jaar=2020").content.decode()
    assert f"{len(flevoland)} project" in page
    assert "Toon alles" in page
    assert "Er is geen project dat hierbij past." in Client().get(f"{REGISTER}?jaar=1999").content.decode()


def test_money_adds_up_by_region_and_by_theme():
    story = Running()
    story.project.themes.add(ThemeFactory(name_nl="Ouderen"))
    ProjectFactory(pool=story.call.pool).themes.add(story.theme)
    found = register(asked())
    assert (found.amount, found.without, found.joint) == (60_000_00, 1, 1)
    assert sum(line.amount or 0 for line in found.by_theme) == 60_000_00
    assert sum(line.amount or 0 for line in found.by_region) == 60_000_00
    trauma = next(line for line in found.by_theme if line.name == "Traumahulp")
    assert (trauma.projects, trauma.amount, trauma.without) == (2, 30_000_00, 1)
    zeeland = next(line for line in found.by_region if line.slug == "zeeland")
    assert (zeeland.projects, zeeland.amount) == (0, None)
    page = Client().get(REGISTER).content.decode()
    assert "Van 1 project is geen bedrag gepubliceerd." in page
    assert "De andere kregen samen €\u00a060.000." in page


def test_a_project_that_ended_is_found_by_its_stand_and_years():
    story = Running()
    assert [one.key for one in register(asked("stand=loopt&jaar=2032")).entries] == ["samen-sterker"]
    story.project.ended_at = timezone.now()
    story.project.save()
    assert register(asked("stand=loopt")).entries == ()
    assert [one.stand.label for one in register(asked("stand=afgesloten")).entries] == ["afgesloten"]


def test_the_map_counts_a_joint_project_at_each_region():
    story = Running()
    story.grant("ander", "Ander", date(2031, 1, 1), date(2031, 12, 31), story.zeeland)
    for column, region in enumerate((story.drenthe, story.twente, story.zeeland)):
        Region.objects.filter(pk=region.pk).update(tile_row=0, tile_col=column)
    tiles = {tile.slug: (tile.projects, tile.step) for tile in register(asked()).tiles}
    assert tiles == {"drenthe": (2, 3), "twente": (1, 2), "zeeland": (1, 2)}
    assert [step_of(number, 6) for number in range(7)] == [0, 1, 1, 2, 2, 3, 3]
    assert step_of(0, 0) == 0
    assert register(asked()).legend == [(0, "0"), (2, "1"), (3, "2")]


def test_the_register_goes_to_a_sheet_and_no_title_becomes_a_formula():
    story = Running()
    Project.objects.filter(pk=story.project.pk).update(title_nl="=1+1")
    ProjectFactory(pool=story.call.pool, title_nl="Zonder bedrag")
    said = Client().get(f"{REGISTER}register.csv")
    text = said.content.decode()
    assert said["Content-Disposition"] == 'attachment; filename="projecten-register.csv"'
    assert ",'=1+1," in text
    assert "Drenthe; Twente,2,,ja" in text
    assert ",loopt,60000," in text.replace("60000.00", "60000")
    book = load_workbook(io.BytesIO(Client().get(f"{REGISTER}register.xlsx").content))
    rows = list(book.active.values)
    assert rows[0][:2] == ("sleutel", "titel")
    by_title = {row[1]: row for row in rows[1:]}
    assert by_title["Zonder bedrag"][13] is None, "no amount is empty, never 0"
    assert by_title["'=1+1"][13] == 60_000
    assert Client().get(f"{REGISTER}register.ods").status_code == 200
    assert Client().get(f"{REGISTER}register.pdf").status_code == 404
    assert "Samen" not in Client().get(f"{REGISTER}register.csv?jaar=1999").content.decode()


def test_a_described_project_says_what_is_not_known():
    load(*ROOMS)
    page = Client().get(f"{REGISTER}p20-002/").content.decode()
    assert "De Cirkel is Rond" in page
    assert "niet gepubliceerd" in page
    assert "Komt twee keer voor" in page
    assert "Verslagen" not in page


def test_the_page_of_the_themes_shows_the_table_the_list_and_what_sources_say_differently():
    load(*ROOMS)
    page = Client().get("/projectenpool/themas/2019/").content.decode()
    for said in ("48", "51", "tabel met acties", "3x", "Zoals gepubliceerd"):
        assert said in page
    found = themes_page("2020")
    remarks = {remark.about: remark for remark in found.remarks}
    projects = remarks["Projecten"]
    assert {value for value, _source in projects.said} == {"60", "50"}
    assert projects.here == "50 beschreven projecten"
    trauma = next(one for about, one in remarks.items() if any("negentien" in value for value, _ in one.said))
    assert {value for value, _source in trauma.said} == {"negentien regio’s", "18"}
    assert trauma.here == "18 regio’s in de tabel"
    assert "MDA++: regio’s" not in {remark.about for remark in themes_page("2019").remarks}, "they agree"
    assert "entries" not in remarks
    listed = next(theme for theme in found.themes if theme.regions == 18)
    assert len(listed.who) == 18
    assert Client().get("/projectenpool/themas/1999/").status_code == 404


def test_the_marks_of_the_table_are_in_the_language_of_the_reader():
    """An asterisk and “2x” are the same in both; what we say of a part of a region is not."""
    load(*ROOMS)

    def marks(language: str) -> set[str]:
        page = Client().get("/projectenpool/themas/2019/", headers={"accept-language": language})
        return set(re.findall(r'<span aria-hidden="true">(.+?)</span>', page.content.decode()))

    same = {"•", "*", "2x", "3x"}
    assert marks("nl") == same | {"deel", "* deel"}
    assert marks("en") == same | {"part", "* part"}


def test_marks_are_said_in_words():
    assert [in_words(mark) for mark in ("", "•", "*", "3x", "* deel")] == [
        "niet", "doet mee", "samen met andere regio’s", "3 projecten",
        "een deel van de regio, samen met andere regio’s",
    ]  # fmt: skip


def test_a_pool_that_nobody_may_know_of_yet_is_not_shown():
    secret, known = PoolFactory(source=None), PoolFactory(source=None)
    CallFactory(pool=secret, published_at=None)
    CallFactory(pool=known)
    assert set(pools_shown()) == {known} | set(Pool.objects.filter(source__isnull=False))
    assert Client().get(f"/projectenpool/themas/{secret.key}/").status_code == 404
    assert "nog geen thema’s" in Client().get(f"/projectenpool/themas/{known.key}/").content.decode()


def test_the_first_page_says_what_is_open_and_what_waits():
    story = Running()
    report = story.reports[0]
    report.due_on = date(2021, 1, 1)
    report.save()
    public = Client().get("/projectenpool/").content.decode()
    assert story.call.title in public
    assert "Wat op u wacht" not in public
    assert "Lessen" not in public
    mine = signed_in(story.leader).get("/projectenpool/").content.decode()
    assert "Halfjaarverslag: Samen sterker" in mine
    assert "Lessen" in mine
    assert "wie u kunt bellen" in signed_in(story.manager).get("/projectenpool/").content.decode()
