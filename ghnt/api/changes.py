"""What changed in each version of the API, the newest first; the page about the API shows it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

CHANGES: dict[str, tuple[Any, ...]] = {
    "1.0.0": (_("De eerste versie."),),
}
