"""Charts that were drawn, kept under the hash of their definition."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Chart(models.Model):
    """A drawn chart. The same definition always gives the same hash, so a chart is drawn once."""

    hash = models.CharField(_("kenmerk"), max_length=64, primary_key=True)
    definition: Any = models.JSONField(_("definitie"))
    svg = models.TextField(_("tekening"))
    made_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)

    class Meta:
        verbose_name = _("grafiek")
        verbose_name_plural = _("grafieken")
        ordering: ClassVar[list[str]] = ["made_at"]

    def __str__(self) -> str:
        return self.hash[:12]
