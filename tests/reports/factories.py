"""Indicators and reports for stories."""

from datetime import UTC, date, datetime

import factory

from reports import models
from tests.buildingblocks.factories import BuildingBlockFactory, SourceFactory
from tests.roundtables.factories import RoundFactory


class IndicatorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Indicator

    key = factory.Sequence(lambda n: f"indicator-{n}")
    block = factory.SubFactory(BuildingBlockFactory)
    position = factory.Sequence(lambda n: n + 1)
    expressions = factory.Dict({"2030": factory.Dict({"true": 1})})
    title_nl = "Een plan"
    one_nl = "heeft een plan"
    many_nl = "hebben een plan"
    one_en = "has a plan"
    many_en = "have a plan"


class PublishedFigureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.PublishedFigure

    key = factory.Sequence(lambda n: f"gepubliceerd-{n}")
    indicator = factory.SubFactory(IndicatorFactory)
    round_key = "2030"
    value = min = max = 6
    as_worded = "zes"
    kind = models.PublishedFigure.Kind.STATED
    source = factory.SubFactory(SourceFactory)


class ProgressReportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ProgressReport

    slug = factory.Sequence(lambda n: f"rapport-{n}")
    title_nl = "Vijfde voortgangsrapportage"
    round = factory.SubFactory(RoundFactory)
    outline = factory.Dict({})


class ReportVersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ReportVersion

    report = factory.SubFactory(ProgressReportFactory)
    number = 1
    label_nl = "Versie 1"
    moment = datetime(2030, 1, 1, tzinfo=UTC)


class ReportFileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ReportFile

    version = factory.SubFactory(ReportVersionFactory)
    name = "report.pdf"
    path = "reports/rapport/report.pdf"
    size = 1
    checksum = "0" * 64


class ReportJobFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ReportJob

    report = factory.SubFactory(ProgressReportFactory)
    asked_by = factory.SubFactory("tests.accounts.factories.UserFactory")


class FactSheetJobFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.FactSheetJob

    asked_by = factory.SubFactory("tests.accounts.factories.UserFactory")
    round_key = "2030"


class ChartFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Chart

    hash = factory.Sequence(lambda n: f"{n:064x}")
    definition = factory.Dict({})
    svg = "<svg xmlns='http://www.w3.org/2000/svg'/>"


class TargetFactory(factory.django.DjangoModelFactory):
    """All regions, unless told how many."""

    class Meta:
        model = models.Target

    indicator = factory.SubFactory(IndicatorFactory)
    everyone = factory.LazyAttribute(lambda made: made.value is None)
    value = None
    due = date(2031, 12, 31)
    source = factory.SubFactory(SourceFactory)
