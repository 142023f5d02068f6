"""The dashboards: the national picture, and the page of one building block."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.policy import Deed, reach
from regions.counts import tiles

from ..pages.block.around import around
from ..pages.block.page import block_page
from ..pages.dashboard.marks import marks
from ..pages.dashboard.page import national_page
from ..reading.reading import Reading, RoundInfo, reading_for
from ..reading.targets import targets
from ..shared.blocks import BlockInfo, all_blocks, block_named
from ..shared.cards import words
from ..shared.chart_pieces import has_charts
from ..shared.kept import kept, wording
from ..shared.milestones import last_report
from ..shared.strips import PARTS
from .asking import round_asked


@require_safe
def national(request: HttpRequest) -> HttpResponse:
    """Where the regions stand in a round, and what changed since the last time."""
    reading = reading_for(request.user)
    if reading is None:
        return render(request, "reports/dashboard.html", {"reading": None})
    round_, blocks = round_asked(request, reading), all_blocks()
    body = kept(
        reading,
        ("national", round_, blocks, timezone.localdate(), marks(), wording(reading)),
        lambda shared: render_to_string(
            "reports/dashboard_body.html",
            {"round": round_, "page": national_page(shared, round_, blocks, tiles(), targets())},
        ),
    )
    context = shell(request, reading, round_) | {
        "body": body,
        "charts": has_charts(body),
        "page_title": gettext("landelijk beeld"),
    }
    return render(request, "reports/dashboard.html", context)


@require_safe
def block(request: HttpRequest, slug: str) -> HttpResponse:
    """One building block: its figures, how far the regions are, who moved, and what is done about it."""
    info, reading = block_named(slug), reading_for(request.user)
    if info is None:
        raise Http404(gettext("Deze bouwsteen bestaat niet."))
    if reading is None:
        raise Http404(gettext("Er zijn nog geen cijfers gepubliceerd."))
    round_ = round_asked(request, reading)
    body = kept(
        reading,
        ("block", round_, info, timezone.localdate(), last_report(), marks(), wording(reading)),
        lambda shared: block_body(shared, info, round_),
    )
    context = shell(request, reading, round_) | {
        "body": body,
        "charts": has_charts(body),
        "name": words(info, "name"),
        "line": words(info, "line_name"),
        "keep_url": keeping_address(request.user, info),
    }
    return render(request, "reports/block.html", context)


def block_body(reading: Reading, info: BlockInfo, round_: RoundInfo) -> SafeString:
    """The page of a block, but for what is the reader's own."""
    context = {
        "round": round_,
        "parts": PARTS,
        "page": block_page(reading, info, round_, tiles(), targets()),
        "around": around(reading, info.key, round_),
    }
    return render_to_string("reports/block_body.html", context)


def keeping_address(user: User | AnonymousUser, info: BlockInfo) -> str:
    """Where this reader keeps the milestones and targets of the block; empty when they do not."""
    if not reach(user, Deed.KEEP_BLOCKS).holds(None, info.pk):
        return ""
    return reverse("reports:keep_block", args=[info.slug])


def shell(request: HttpRequest, reading: Reading, round_: RoundInfo) -> dict[str, Any]:
    """What a dashboard shows around the piece that is kept."""
    return {
        "reading": reading,
        "round": round_,
        "example": reading.example,
        "today": timezone.localdate(),
        "address": request.build_absolute_uri(),
    }
