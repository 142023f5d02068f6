"""Building blocks and sources for stories."""

from datetime import date

import factory

from buildingblocks import models


class SourceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Source

    key = factory.Sequence(lambda n: f"bron-{n}")
    title_nl = "Vijfde voortgangsrapportage"
    publisher = "Programma Geweld hoort nergens thuis"
    date = date(2020, 11, 1)
    date_nl = "november 2020"


class ActionLineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ActionLine

    key = factory.Sequence(lambda n: f"lijn-{n}")
    slug = factory.SelfAttribute("key")
    name_nl = "Eerder en beter in beeld"
    position = factory.Sequence(lambda n: n + 1)


class BuildingBlockFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.BuildingBlock

    key = factory.Sequence(lambda n: f"bouwsteen-{n}")
    slug = factory.SelfAttribute("key")
    action_line = factory.SubFactory(ActionLineFactory)
    name_nl = "MDA++"
    position = factory.Sequence(lambda n: n + 1)


class BlockNameFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.BlockName

    block = factory.SubFactory(BuildingBlockFactory)
    source = factory.SubFactory(SourceFactory)
    period = "2020-11"
    name_nl = "MDA++"


class BlockAliasFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.BlockAlias

    block = factory.SubFactory(BuildingBlockFactory)
    alias = factory.Sequence(lambda n: f"Andere naam {n}")


class MilestoneFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Milestone

    block = factory.SubFactory(BuildingBlockFactory)
    source = factory.SubFactory(SourceFactory)
    column = models.Milestone.Column.REALISED
    text_nl = "Masterclass voor projectleiders"
    position = factory.Sequence(lambda n: n + 1)


class MilestoneMoveFactory(factory.django.DjangoModelFactory):
    """It came in, unless told from where."""

    class Meta:
        model = models.MilestoneMove

    milestone = factory.SubFactory(MilestoneFactory)
    column = factory.SelfAttribute("milestone.column")
    date = date(2021, 3, 1)
    source = factory.SubFactory(SourceFactory)
    by = factory.SubFactory("tests.accounts.factories.UserFactory")


class RouteThemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.RouteTheme

    key = factory.Sequence(lambda n: f"thema-{n}")
    block = factory.SubFactory(BuildingBlockFactory)
    position = factory.Sequence(lambda n: n + 1)
    name_nl = "MDA++"
