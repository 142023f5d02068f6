"""Numbers that are no counts of regions: how often violence happens, what things cost, how many came."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from buildingblocks.models import BuildingBlock, Source
from regions.language import in_language


class SourcedNumber(models.Model):
    """A number as one publication printed it, with its date. Numbers that disagree stand side by side."""

    class Kind(models.TextChoices):
        """How firmly the source says it."""

        STATED = "stated", _("genoemd")
        VAGUE = "vague", _("vaag")
        LIST = "list", _("geteld in een lijst")
        TARGET = "target", _("doel")

    class Subject(models.TextChoices):
        """What the number is about; the order in which an overview shows them."""

        SCALE = "scale", _("omvang")
        COURSE = "course", _("verloop")
        CHILDHOOD = "childhood", _("jeugdtrauma van ouders")
        EFFECTS = "effects", _("gevolgen")
        VEILIG_THUIS = "veilig-thuis", _("Veilig Thuis")
        MONEY = "money", _("geld")
        SHELTER = "shelter", _("opvang")
        REACH = "reach", _("bereik")
        WORK = "work", _("uitvoering")

    key = models.SlugField(_("sleutel"), unique=True, max_length=80)
    block = models.ForeignKey(
        BuildingBlock,
        on_delete=models.PROTECT,
        related_name="sourced_numbers",
        null=True,
        blank=True,
        verbose_name=_("bouwsteen"),
    )
    subject = models.CharField(_("onderwerp"), max_length=12, choices=Subject)
    label_nl = models.CharField(_("omschrijving"), max_length=200)
    label_en = models.CharField(_("omschrijving (Engels)"), max_length=200, blank=True)
    breakdown_nl = models.CharField(_("uitsplitsing"), max_length=120, blank=True)
    breakdown_en = models.CharField(_("uitsplitsing (Engels)"), max_length=120, blank=True)
    value = models.DecimalField(_("waarde"), max_digits=16, decimal_places=4, null=True, blank=True)
    value_min = models.DecimalField(_("ondergrens"), max_digits=16, decimal_places=4, null=True, blank=True)
    value_max = models.DecimalField(_("bovengrens"), max_digits=16, decimal_places=4, null=True, blank=True)
    unit_nl = models.CharField(_("eenheid"), max_length=60)
    unit_en = models.CharField(_("eenheid (Engels)"), max_length=60, blank=True)
    counted_kind = models.CharField(_("wat is geteld"), max_length=60)
    population_nl = models.CharField(_("over wie"), max_length=160, blank=True)
    population_en = models.CharField(_("over wie (Engels)"), max_length=160, blank=True)
    denominator = models.PositiveIntegerField(_("noemer"), null=True, blank=True)
    as_worded = models.CharField(_("zoals in de bron"), max_length=160)
    reference_date = models.CharField(_("peildatum of periode"), max_length=120)
    reference_date_en = models.CharField(_("peildatum of periode (Engels)"), max_length=120, blank=True)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="sourced_numbers", verbose_name=_("bron")
    )
    original_source = models.CharField(_("oorspronkelijke bron"), max_length=120, blank=True)
    section = models.CharField(_("paragraaf"), max_length=80, blank=True)
    note_nl = models.CharField(_("opmerking"), max_length=400, blank=True)
    kind = models.CharField(_("soort"), max_length=8, choices=Kind)
    position = models.PositiveSmallIntegerField(_("plaats"))

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "key"]
        verbose_name = _("gepubliceerd getal")
        verbose_name_plural = _("gepubliceerde getallen")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["stated", "vague", "list", "target"]),
                name="impact_number_kind_known",
                violation_error_message=_("Deze soort getal bestaat niet."),
            ),
            models.CheckConstraint(
                condition=models.Q(kind="vague")
                | models.Q(value__isnull=False)
                | models.Q(value_min__isnull=False)
                | models.Q(value_max__isnull=False),
                name="impact_number_stated_has_value",
                violation_error_message=_("Een genoemd getal heeft een waarde of een grens."),
            ),
            models.CheckConstraint(
                condition=models.Q(value_min__isnull=True)
                | models.Q(value_max__isnull=True)
                | models.Q(value_min__lte=models.F("value_max")),
                name="impact_number_bounds_in_order",
                violation_error_message=_("De ondergrens is niet hoger dan de bovengrens."),
            ),
        ]

    def __str__(self) -> str:
        return self.label_nl

    @property
    def label(self) -> str:
        """What the number says, in the reader's language."""
        return in_language(self, "label")

    @property
    def unit(self) -> str:
        """What the number counts, in the reader's language."""
        return in_language(self, "unit")
