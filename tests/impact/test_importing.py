"""The published numbers that are no counts of regions come from one table."""

import pytest

from impact.models import SourcedNumber
from tests.regions.reference import load, refusal

pytestmark = pytest.mark.django_db


def test_every_published_number_is_there_in_two_languages():
    load("buildingblocks", "impact", "impact")
    assert SourcedNumber.objects.filter(key__startswith="im-").count() == 92
    assert SourcedNumber.objects.exclude(key__startswith="im-").count() == 175
    assert not SourcedNumber.objects.filter(label_en="").exists()
    assert not SourcedNumber.objects.filter(block=None).exists()
    assert SourcedNumber.objects.get(key="im-001").original_source == "Prevalentiemonitor (CBS/WODC)"


BROKEN = [
    (",228000,", ",veel,", "sourced_numbers.csv, regel 2: kolom value: “veel” is geen getal."),
    (",open-discussion,", ",opera,", "kolom block: “opera” bestaat niet"),
    (",report-5,", ",report-9,", "kolom source: “report-9” bestaat niet"),
    (",stated,", ",guessed,", "kolom kind: “guessed” bestaat niet"),
    (",228000,", ",,", "Een genoemd getal heeft een waarde of een grens."),
    (",90000,127000,", ",127000,90000,", "De ondergrens is niet hoger dan de bovengrens."),
    ("label_en,", "label_de,", "regel 1: kolom label_en ontbreekt."),
    ("\ncampaign-visitors-2020,", "\ncampaign-visitors-2020-summary,", "staat al op regel 2."),
]


def test_a_broken_table_is_refused_with_file_line_and_reason():
    load("buildingblocks")
    for before, after, sentence in BROKEN:
        said = refusal("impact", "sourced_numbers.csv", before, after)
        assert sentence in said
        assert "sourced_numbers.csv, regel " in said
