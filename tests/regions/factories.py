"""Regions for stories."""

import factory

from regions import models


class RegionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Region

    slug = factory.Sequence(lambda n: f"regio-{n}")
    number = factory.Sequence(lambda n: n + 1)
    name = factory.Sequence(lambda n: f"Regio {n}")
    tile_row = factory.Sequence(lambda n: n // 6)
    tile_col = factory.Sequence(lambda n: n % 6)


class SubregionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Subregion

    region = factory.SubFactory(RegionFactory)
    code = factory.Sequence(lambda n: f"{n}a")
    name = factory.Sequence(lambda n: f"Streek {n}")


class MunicipalityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Municipality

    region = factory.SubFactory(RegionFactory)
    name = factory.Sequence(lambda n: f"Gemeente {n}")
    slug = factory.Sequence(lambda n: f"gemeente-{n}")
    position = factory.Sequence(lambda n: n + 1)


class RegionAliasFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.RegionAlias
        skip_postgeneration_save = True

    alias = factory.Sequence(lambda n: f"Andere naam {n}")
    kind = models.RegionAlias.Kind.SPELLING

    @factory.post_generation
    def regions(self, create, extracted, **kwargs):
        """The regions that the label stands for."""
        if create and extracted:
            self.regions.set(extracted)
