"""Moments to the second, on the clock of the server."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def to_the_second(at: datetime) -> str:
    """A moment as people read it: 21 augustus 2020 om 12:00:00."""
    local = timezone.localtime(at)
    return _("%(day)s om %(time)s") % {"day": date_format(local, "j F Y"), "time": f"{local:%H:%M:%S}"}
