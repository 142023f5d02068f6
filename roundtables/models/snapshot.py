"""What was counted when a round closed, kept for good."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .round import Round


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    """Snapshots are read and made, never changed: reports pin them."""

    def newest(self) -> "SnapshotQuerySet":
        """Of every round the last one that was made."""
        later = Snapshot.objects.filter(round=models.OuterRef("round"), number__gt=models.OuterRef("number"))
        return self.filter(~models.Exists(later))

    def update(self, **_fields: Any) -> int:
        """Refused."""
        raise TypeError("A snapshot never changes; make the next one.")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused."""
        raise TypeError("A snapshot is never removed.")


class Snapshot(models.Model):
    """A numbered, immutable copy of a round: questionnaire texts, participants, answers, register.
    `roundtables.snapshots` says how `content` is built and read."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="snapshots")
    number = models.PositiveIntegerField(_("nummer"))
    made_at = models.DateTimeField(_("gemaakt op"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    why = models.CharField(_("reden"), max_length=500, blank=True)
    content: Any = models.JSONField(_("inhoud"))
    checksum = models.CharField(_("controlegetal"), max_length=64)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = _("momentopname")
        verbose_name_plural = _("momentopnames")
        ordering: ClassVar[list[str]] = ["round", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["round", "number"],
                name="roundtables_snapshot_number_once",
                violation_error_message=_("Deze momentopname bestaat al."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.round} #{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new snapshot; an existing one never changes."""
        if self.pk is not None and not kwargs.get("force_insert"):
            raise TypeError("A snapshot never changes; make the next one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refused: reports pin snapshots."""
        raise TypeError("A snapshot is never removed.")
