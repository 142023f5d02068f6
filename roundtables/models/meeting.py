"""The round table itself: when, where, and who sat at it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from .response import Response


class Meeting(models.Model):
    """The meeting of one region in one round."""

    response = models.OneToOneField(Response, models.CASCADE, related_name="meeting")
    date = models.DateField(_("datum"), null=True, blank=True)
    online = models.BooleanField(_("online"), default=False)
    place = models.CharField(_("plaats"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("rondetafelgesprek")
        verbose_name_plural = _("rondetafelgesprekken")

    def __str__(self) -> str:
        return f"{self.response}: {self.date}"


class Attendee(models.Model):
    """An organisation at the table, with the function that spoke for it. Never a name."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendees")
    organisation = models.CharField(_("organisatie"), max_length=150)
    function = models.CharField(_("functie"), max_length=150, blank=True)
    position = models.PositiveSmallIntegerField(_("plaats"))

    class Meta:
        verbose_name = _("aanwezige organisatie")
        verbose_name_plural = _("aanwezige organisaties")
        ordering: ClassVar[list[str]] = ["position"]

    def __str__(self) -> str:
        return self.organisation
