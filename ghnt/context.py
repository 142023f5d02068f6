"""What every page knows."""

import tomllib
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from .navigation import entries


def product(request: HttpRequest) -> dict[str, Any]:
    """The version, the navigation of this reader, and whether this installation shows the example."""
    reader = getattr(request, "user", None) or AnonymousUser()
    return {
        "EXAMPLE": settings.EXAMPLE,
        "VERSION": version(),
        "navigation": entries(reader, request.path),
        "reader": reader,
    }


@cache
def version() -> str:
    """The product's version, as pyproject.toml has it."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])
