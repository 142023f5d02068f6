"""Pools, calls, applications, projects and totals for stories."""

from datetime import date, timedelta

import factory
from django.utils import timezone

from projectpool import models
from questionnaires.models import Questionnaire
from tests.accounts.factories import UserFactory
from tests.buildingblocks.factories import BuildingBlockFactory, SourceFactory
from tests.questionnaires.factories import AnswerSheetFactory, QuestionnaireFactory
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


class CallFactory(factory.django.DjangoModelFactory):
    """Open now, with 300.000 euros for projects of 25.000 to 100.000 euros."""

    class Meta:
        model = models.Call

    pool = factory.SubFactory(PoolFactory)
    key = factory.Sequence(lambda n: f"openstelling-{n}")
    title_nl = "Openstelling 2031"
    budget = 300_000_00
    floor = 25_000_00
    ceiling = 100_000_00
    first_year = 2031
    last_year = 2032
    opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=7))
    closes_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))
    published_at = factory.SelfAttribute("opens_at")
    questionnaire = factory.SubFactory(QuestionnaireFactory, purpose=Questionnaire.Purpose.APPLICATION)


class CriterionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Criterion

    call = factory.SubFactory(CallFactory)
    name_nl = factory.Sequence(lambda n: f"Criterium {n}")
    position = factory.Sequence(lambda n: n + 1)


class CallDocumentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.CallDocument

    call = factory.SubFactory(CallFactory)
    path = factory.Sequence(lambda n: f"calls/{n}")
    name = "regeling.pdf"
    content_type = "application/pdf"
    size = 10
    sha256 = "0" * 64
    added_by = factory.SubFactory(UserFactory)


class ApplicationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Application

    call = factory.SubFactory(CallFactory)
    sheet = factory.SubFactory(
        AnswerSheetFactory, questionnaire=factory.SelfAttribute("..call.questionnaire")
    )
    title = "Samen sterker"
    begun_by = factory.SubFactory(UserFactory)


class ApplicationRegionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ApplicationRegion

    application = factory.SubFactory(ApplicationFactory)
    region = factory.SubFactory(RegionFactory)


class BudgetLineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.BudgetLine

    application = factory.SubFactory(ApplicationFactory)
    region = factory.SubFactory(RegionFactory)
    year = 2031
    amount = 30_000_00


class ApplicationStepFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ApplicationStep

    application = factory.SubFactory(ApplicationFactory)
    what = models.ApplicationStep.What.BEGUN
    by = factory.SubFactory(UserFactory)


class AssessmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Assessment

    application = factory.SubFactory(ApplicationFactory)
    assessor = factory.SubFactory(UserFactory)
    assigned_by = factory.SubFactory(UserFactory)


class ScoreFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Score

    assessment = factory.SubFactory(AssessmentFactory)
    criterion = factory.SubFactory(CriterionFactory)
    points = 3
    reason = "Helder plan."


class DecisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Decision

    application = factory.SubFactory(ApplicationFactory)
    granted = True
    amount = 30_000_00
    motives = "Het plan past bij het thema."
    by = factory.SubFactory(UserFactory)


class ObjectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Objection

    decision = factory.SubFactory(DecisionFactory)
    grounds = "De score past niet bij het plan."
    filed_by = factory.SubFactory(UserFactory)


class InstalmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Instalment

    decision = factory.SubFactory(DecisionFactory)
    due_on = date(2031, 9, 1)
    amount = 10_000_00


class ProjectReportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ProjectReport

    project = factory.SubFactory(ProjectFactory)
    sheet = factory.SubFactory(AnswerSheetFactory)
    period_from = date(2031, 1, 1)
    period_until = date(2031, 6, 30)
    due_on = date(2031, 8, 1)


class ReportReminderFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ReportReminder

    report = factory.SubFactory(ProjectReportFactory)
    person = factory.SubFactory(UserFactory)
    day = date(2031, 8, 2)


class ChangeRequestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ChangeRequest

    project = factory.SubFactory(ProjectFactory)
    what = models.ChangeRequest.What.TIME
    text = "Door COVID-19 begint het project later."
    ends_on = date(2032, 12, 31)
    asked_by = factory.SubFactory(UserFactory)
