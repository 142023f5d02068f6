"""What every page knows."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the main navigation. `current` is "page" on the page itself, "true" below it."""

    label: Any
    url: str
    current: str


NAVIGATION = (
    (gettext_lazy("Start"), "reports:start"),
    (gettext_lazy("Cijfers"), "reports:figures"),
    (gettext_lazy("Rapportages"), "reports:reports"),
)


def product(request: HttpRequest) -> dict[str, Any]:
    """The version, the navigation, and whether this installation shows the example."""
    entries = [(label, reverse(name)) for label, name in NAVIGATION]
    navigation = [Entry(label, url, current(request.path, url)) for label, url in entries]
    return {"EXAMPLE": settings.EXAMPLE, "VERSION": version(), "navigation": navigation}


def current(path: str, url: str) -> str:
    """Whether the reader is on this page or on one below it."""
    if path == url:
        return "page"
    return "true" if url != "/" and path.startswith(url) else ""


@cache
def version() -> str:
    """The product's version, as pyproject.toml has it."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])
