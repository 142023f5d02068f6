"""Pools, themes, projects and totals for stories."""

import factory

from projectpool import models
from tests.buildingblocks.factories import BuildingBlockFactory, SourceFactory
from tests.regions.factories import RegionFactory


class PoolFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Pool

    key = factory.Sequence(lambda n: f"pool-{n}")
    name_nl = "Projectenpool 2020-2021"
    period_nl = "2020-2021"
    source = factory.SubFactory(SourceFactory)


class ThemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Theme

    key = factory.Sequence(lambda n: f"thema-{n}")
    slug = factory.SelfAttribute("key")
    name_nl = factory.Sequence(lambda n: f"Thema {n}")
    position = factory.Sequence(lambda n: n + 1)


class ThemeNameFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ThemeName

    pool = factory.SubFactory(PoolFactory)
    theme = factory.SubFactory(ThemeFactory)
    name_nl = factory.SelfAttribute("theme.name_nl")
    position = factory.SelfAttribute("theme.position")


class PoolEntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.PoolEntry

    pool = factory.SubFactory(PoolFactory)
    theme = factory.SubFactory(ThemeFactory)
    region = factory.SubFactory(RegionFactory)
    label = factory.SelfAttribute("region.name")
    position = factory.Sequence(lambda n: n + 1)


class BoxFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Box

    pool = factory.SubFactory(PoolFactory)
    key = factory.Sequence(lambda n: f"kader-{n}")
    block = factory.SubFactory(BuildingBlockFactory)
    title_nl = "Tijdelijk huisverbod"
    section = "4.6"
    position = factory.Sequence(lambda n: n + 1)


class ProjectFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Project

    pool = factory.SubFactory(PoolFactory)
    key = factory.Sequence(lambda n: f"project-{n}")
    title_nl = "Samen sterker"
    summary_nl = "Professionals leren van elkaar."
    section = "4.2"
    described_as = "project"
    joint = models.Project.Joint.NO
    position = factory.Sequence(lambda n: n + 1)


class ProjectRegionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ProjectRegion

    project = factory.SubFactory(ProjectFactory)
    region = factory.SubFactory(RegionFactory)


class ExperimentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Experiment

    key = factory.Sequence(lambda n: f"experiment-{n}")
    label = "Zeeland"
    period_nl = "2019-2020"
    status_nl = "vertraagd"
    source = factory.SubFactory(SourceFactory)
    position = factory.Sequence(lambda n: n + 1)


class PublishedTotalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.PublishedTotal

    key = factory.Sequence(lambda n: f"totaal-{n}")
    pool = factory.SubFactory(PoolFactory)
    what = models.PublishedTotal.What.PROJECTS
    value = 48
    as_worded = "48"
    source = factory.SubFactory(SourceFactory)
    section = "1.2"
    position = factory.Sequence(lambda n: n + 1)
