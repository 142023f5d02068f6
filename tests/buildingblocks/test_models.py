"""Building blocks are renamed over the years; whoever knows an old name still finds the block."""

import pytest
from django.db import IntegrityError
from django.utils.translation import override

from buildingblocks.errors import UnknownBlock
from buildingblocks.models import BuildingBlock
from tests.buildingblocks.factories import (
    ActionLineFactory,
    BlockAliasFactory,
    BlockNameFactory,
    BuildingBlockFactory,
    MilestoneFactory,
    SourceFactory,
)
from tests.regions.reference import load

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("mda-plus-plus", "mda-plus-plus"),
        ("MDA++", "mda-plus-plus"),
        ("Versterken lokale infrastructuur", "local-teams"),
        ("Eergerelateerd geweld", "harmful-practices"),
        ("visie gefaseerd samenwerken aan veiligheid", "phased-care-vision"),
        ("Trauma-aanpak", "trauma"),
        ("Multidisciplinair en systeemgericht samenwerken", "multidisciplinary-cooperation"),
        ("regiovisie", "regional-vision"),
        ("Sexual violence", "sexual-violence"),
    ],
)
def test_any_name_of_any_year_finds_the_block(text, key):
    load("buildingblocks")
    assert BuildingBlock.objects.by_name(text).key == key


def test_a_name_of_nothing_and_a_name_of_two():
    load("buildingblocks")
    with pytest.raises(UnknownBlock, match="geen bouwsteen met de naam “Raketbouw”"):
        BuildingBlock.objects.by_name("Raketbouw")
    for block in BuildingBlock.objects.filter(key__in=["trauma", "veilig-thuis"]):
        BlockAliasFactory(block=block, alias="Samenwerken")
    with pytest.raises(UnknownBlock, match="kan meer bouwstenen betekenen"):
        BuildingBlock.objects.by_name("Samenwerken")


def test_a_report_about_2019_uses_the_name_of_2019():
    load("buildingblocks")
    block = BuildingBlock.objects.get(key="local-teams")
    assert block.name_in("2019-06") == "Versterken lokale infrastructuur"
    assert block.name_in("2021") == "Lokale (wijk)teams versterken"
    assert block.name_in("2018") == block.name_nl


def test_names_follow_the_reader():
    line = ActionLineFactory(name_nl="Specifieke groepen", name_en="Specific groups")
    block = BuildingBlockFactory(action_line=line, name_nl="Regiovisie", name_en="")
    source = SourceFactory(title_nl="Infographic", title_en="Infographic in English")
    with override("en"):
        assert (line.name, block.name, source.title) == (
            "Specific groups",
            "Regiovisie",
            "Infographic in English",
        )
    assert (str(line), str(block), str(source)) == ("Specifieke groepen", "Regiovisie", "Infographic")
    assert MilestoneFactory(text_nl="Zelfscan").text == "Zelfscan"


def test_a_block_has_one_name_a_period_and_a_line_has_one_place():
    name = BlockNameFactory()
    with pytest.raises(IntegrityError):
        BlockNameFactory(block=name.block, period=name.period)


def test_a_milestone_stands_in_one_of_three_columns():
    with pytest.raises(IntegrityError):
        MilestoneFactory(column="someday")
