"""Indicators: which regions are counted, among which, and how that is said."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from buildingblocks.models import BuildingBlock, Source


class Indicator(models.Model):
    """A condition over answers, and a base. `expressions` holds a condition per round key: a later round
    uses the newest, an earlier one has none. `base` names indicators (`key` or `key@round`) whose regions
    are the base; empty means all regions. Predicates are written by hand: they follow "zes van de 28
    regio's" (many) or "één van de 28 regio's" (one); `base_nl` follows "regio's" and says which."""

    key = models.SlugField(_("sleutel"), max_length=80, unique=True)
    block = models.ForeignKey(BuildingBlock, models.PROTECT, related_name="indicators")
    position = models.PositiveIntegerField(_("volgorde"))
    base: Any = models.JSONField(_("noemer"), default=list, blank=True)
    expressions: Any = models.JSONField(_("voorwaarde per ronde"))
    title_nl = models.CharField(_("titel"), max_length=200)
    title_en = models.CharField(_("titel (Engels)"), max_length=200, blank=True)
    one_nl = models.CharField(_("gezegde, één regio"), max_length=300)
    many_nl = models.CharField(_("gezegde, meer regio’s"), max_length=300)
    one_en = models.CharField(_("gezegde, één regio (Engels)"), max_length=300, blank=True)
    many_en = models.CharField(_("gezegde, meer regio’s (Engels)"), max_length=300, blank=True)
    base_nl = models.CharField(_("regio’s in de noemer"), max_length=300, blank=True)
    base_en = models.CharField(_("regio’s in de noemer (Engels)"), max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicatoren")
        ordering: ClassVar[list[str]] = ["position"]

    def __str__(self) -> str:
        return self.title_nl


class PublishedFigure(models.Model):
    """What a publication printed about an indicator in a round. `min` and `max` bound a vague quantity
    ("bijna alle"); a stated value has both equal. Several per indicator and round when sources differ."""

    class Kind(models.TextChoices):
        """How firmly the number was printed."""

        STATED = "stated", _("genoemd")
        VAGUE = "vague", _("vaag")
        LIST = "list", _("lengte van een lijst")

    key = models.SlugField(_("sleutel"), max_length=80, unique=True)
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="published")
    round_key = models.SlugField(_("ronde"), max_length=50)
    value = models.PositiveIntegerField(_("waarde"), null=True, blank=True)
    min = models.PositiveIntegerField(_("minstens"))
    max = models.PositiveIntegerField(_("hoogstens"))
    of = models.PositiveIntegerField(_("van"), null=True, blank=True)
    as_worded = models.CharField(_("zoals gedrukt"), max_length=200)
    kind = models.CharField(_("soort"), max_length=6, choices=Kind)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    section = models.CharField(_("paragraaf"), max_length=80, blank=True)
    main = models.BooleanField(_("leidend"), default=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("gepubliceerd cijfer")
        verbose_name_plural = _("gepubliceerde cijfers")
        ordering: ClassVar[list[str]] = ["indicator", "round_key", "-main", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(min__lte=models.F("max")),
                name="reports_published_min_max",
                violation_error_message=_("De ondergrens mag niet boven de bovengrens liggen."),
            ),
            models.UniqueConstraint(
                fields=["indicator", "round_key"],
                condition=models.Q(main=True),
                name="reports_published_one_main",
                violation_error_message=_("Er is al een leidend gepubliceerd cijfer voor deze ronde."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.key} {self.round_key}: {self.as_worded}"
