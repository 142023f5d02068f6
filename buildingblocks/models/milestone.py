"""The table of actions: milestones, and how people moved them from column to column."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from regions.language import in_language

from .block import BuildingBlock, Source

COLUMNS = ["realised", "running", "next"]


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    """Milestones by whether they still stand in the table."""

    def standing(self) -> "MilestoneQuerySet":
        """Those that nobody closed."""
        return self.filter(closed_on=None)


class Milestone(models.Model):
    """One line of the table of actions: what is realised, what runs, what comes next for a building block.

    `key` names a line that was loaded from a table, so that loading again finds it wherever people moved it.
    `revision` counts what people changed: a page says which one it shows, and a line that people changed is
    never loaded over.
    """

    class Column(models.TextChoices):
        """The three columns of the table, in printed order."""

        REALISED = "realised", _("Gerealiseerd")
        RUNNING = "running", _("Loopt")
        NEXT = "next", _("Aanvullende acties")

    key = models.SlugField(_("sleutel"), max_length=120, unique=True, null=True, blank=True, editable=False)
    block = models.ForeignKey(
        BuildingBlock, on_delete=models.PROTECT, related_name="milestones", verbose_name=_("bouwsteen")
    )
    column = models.CharField(_("kolom"), max_length=10, choices=Column)
    text_nl = models.CharField(_("tekst"), max_length=300)
    text_en = models.CharField(_("tekst (Engels)"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("plaats"))
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="milestones", verbose_name=_("bron")
    )
    date = models.DateField(_("datum"), null=True, blank=True)
    note_nl = models.CharField(_("opmerking"), max_length=300, blank=True)
    closed_on = models.DateField(_("gesloten op"), null=True, blank=True)
    closed_why = models.CharField(_("reden van sluiten"), max_length=300, blank=True)
    revision = models.PositiveIntegerField(_("wijzigingen"), default=0, editable=False)

    objects: ClassVar[Any] = MilestoneQuerySet.as_manager()
    history: ClassVar[Any] = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["block__position", "column", "position", "pk"]
        verbose_name = _("mijlpaal")
        verbose_name_plural = _("mijlpalen")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(column__in=COLUMNS),
                name="buildingblocks_milestone_column_known",
                violation_error_message=_("Kies gerealiseerd, loopt of aanvullende acties."),
            ),
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True) | ~models.Q(closed_why=""),
                name="buildingblocks_milestone_closed_with_reason",
                violation_error_message=_("Geef een reden."),
            ),
        ]

    def __str__(self) -> str:
        return self.text_nl

    @property
    def text(self) -> str:
        """The line in the reader's language."""
        return in_language(self, "text")


class MilestoneMove(models.Model):
    """A milestone came into the table, or went to another column: since when, by which source, by whom.

    `was` is empty when it came in. `date` is the day that the source gives; `at` is when it was put down
    here: a report that was made before could not know of it.
    """

    milestone = models.ForeignKey(
        Milestone, on_delete=models.CASCADE, related_name="moves", verbose_name=_("mijlpaal")
    )
    was = models.CharField(_("van kolom"), max_length=10, choices=Milestone.Column, blank=True)
    column = models.CharField(_("naar kolom"), max_length=10, choices=Milestone.Column)
    date = models.DateField(_("datum"))
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+", verbose_name=_("bron"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("vastgelegd op"), default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        verbose_name = _("verplaatsing van een mijlpaal")
        verbose_name_plural = _("verplaatsingen van mijlpalen")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(column__in=COLUMNS) & models.Q(was__in=["", *COLUMNS]),
                name="buildingblocks_move_columns_known",
                violation_error_message=_("Kies gerealiseerd, loopt of aanvullende acties."),
            ),
            models.CheckConstraint(
                condition=~models.Q(was=models.F("column")),
                name="buildingblocks_move_to_another_column",
                violation_error_message=_("De mijlpaal staat al in deze kolom."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.milestone}: {self.get_column_display()}"
