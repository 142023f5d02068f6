"""What the database refuses about the project pool, and how its things are called."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.translation import override

from projectpool.models import Project
from tests.projectpool.factories import (
    BoxFactory,
    DecisionFactory,
    ExperimentFactory,
    PoolEntryFactory,
    PoolFactory,
    ProjectFactory,
    ProjectRegionFactory,
    PublishedTotalFactory,
    ThemeFactory,
    ThemeNameFactory,
)

pytestmark = pytest.mark.django_db


def test_a_region_stands_once_under_a_theme():
    entry = PoolEntryFactory()
    again = PoolEntryFactory.build(pool=entry.pool, theme=entry.theme, region=entry.region)
    with pytest.raises(ValidationError, match="Deze regio staat al bij dit thema"):
        again.full_clean()
    with pytest.raises(IntegrityError):
        again.save()


def test_a_region_takes_part_once_in_a_project():
    part = ProjectRegionFactory()
    with pytest.raises(IntegrityError):
        ProjectRegionFactory(project=part.project, region=part.region)


def test_a_project_needs_a_title_of_its_own_or_ours():
    with pytest.raises(IntegrityError):
        ProjectFactory(title_nl="", titled=True)


def test_one_decision_stands_and_those_before_it_stay():
    standing = DecisionFactory()
    DecisionFactory(application=standing.application, replaced_at=standing.at)
    DecisionFactory(application=standing.application, replaced_at=standing.at)
    again = DecisionFactory.build(application=standing.application, by=standing.by)
    with pytest.raises(ValidationError, match="Over deze aanvraag staat al een besluit"):
        again.full_clean()
    with pytest.raises(IntegrityError):
        again.save()


def test_projects_of_a_theme():
    theme, project = ThemeFactory(), ProjectFactory()
    ProjectFactory()
    project.themes.add(theme)
    assert list(Project.objects.in_theme(theme)) == [project]


def test_names_follow_the_reader():
    pool, theme = PoolFactory(name_en="Project pool"), ThemeFactory(name_en="Theme")
    box, name = BoxFactory(title_en="Box"), ThemeNameFactory(name_en="Its name")
    with override("en"):
        assert [pool.name, theme.name, box.title, name.name] == ["Project pool", "Theme", "Box", "Its name"]
    assert [str(pool), str(theme), str(box)] == [pool.name_nl, theme.name_nl, "Tijdelijk huisverbod"]
    assert str(name) == name.theme.name_nl


def test_things_are_called_by_what_people_see():
    part = ProjectRegionFactory(
        project__title_nl="", project__titled=False, project__working_title_nl="Menukaart"
    )
    assert str(part) == f"{part.region.name} – Menukaart"
    assert str(ExperimentFactory()) == "Zeeland"
    assert str(PublishedTotalFactory()) == "48 (1.2)"
    assert str(PoolEntryFactory(label="Twente (deel)")) == "Twente (deel)"
