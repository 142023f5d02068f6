"""What the page about the API tells: examples that anybody can run on this installation as they stand."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from reports.reading.reading import public_reading

from .api import deprecation
from .api.changes import CHANGES

# Files of their own, so that a test runs exactly what people read.
EXAMPLES = {
    "curl": "ghnt/examples/curl.txt",
    "pandas": "ghnt/examples/pandas.txt",
    "sheet": "ghnt/examples/sheet.txt",
}


def told() -> dict[str, Any]:
    """The examples, whom to ask for an account, and how often one may ask."""
    reading = public_reading()
    round_ = reading.newest.key if reading else "2020"
    return {
        **{name: example(name, settings.SITE_URL, round_) for name in EXAMPLES},
        "contact": settings.CONTACT,
        "public_rate": settings.API_PUBLIC_RATE.partition("/")[0],
        "token_rate": settings.API_TOKEN_RATE.partition("/")[0],
        "changes": CHANGES.items(),
        "deprecated": deprecation.DEPRECATED,
    }


def example(name: str, site: str, round_key: str) -> str:
    """One example as it runs on a site, about one of its rounds."""
    return render_to_string(EXAMPLES[name], {"site": site, "round": round_key}).strip()
