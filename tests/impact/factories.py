"""Published numbers for stories."""

from decimal import Decimal

import factory

from impact import models
from tests.buildingblocks.factories import SourceFactory


class SourcedNumberFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.SourcedNumber

    key = factory.Sequence(lambda n: f"getal-{n}")
    subject = models.SourcedNumber.Subject.REACH
    label_nl = "Bezoekers van de campagnewebsite"
    label_en = "Visitors of the campaign website"
    value = Decimal("278671")
    unit_nl = "bezoekers"
    unit_en = "visitors"
    counted_kind = "visitors"
    as_worded = "278.671"
    reference_date = "eind november 2020"
    source = factory.SubFactory(SourceFactory)
    kind = models.SourcedNumber.Kind.STATED
    position = factory.Sequence(lambda n: n + 1)
