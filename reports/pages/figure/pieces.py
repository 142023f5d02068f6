"""The page of a figure in pieces: what is the same for everybody who reads the same is kept, what is only for
one reader is made at every request."""

from collections.abc import Hashable
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from ...figures import Status
from ...reading.reading import IndicatorInfo, Reading, RoundInfo
from ...shared.kept import kept
from .chart import figure_trend
from .page import figure_page
from .sides import SidesMaker

KINDS = ("csv", "ods", "xlsx", "json", "svg")
TOP, DEFINITION = "reports/figure_top.html", "reports/figure_definition.html"


def pieces(reading: Reading, info: IndicatorInfo, round_: RoundInfo, address: str) -> dict[str, SafeString]:
    """The top of the page (statement, split, series) and the definition below it."""
    said = wording(reading, info)

    def top(shared: Reading) -> SafeString:
        file = reverse("reports:figure", args=[info.key]) + info.key
        context = {
            "page": figure_page(shared, info, round_),
            "round": round_,
            "trend": figure_trend(shared, info, round_),
            "placeholder": f"{{{info.key}}}",
            "placeholder_before": f"{{{info.key}:value@previous}}",
            "address": address,
            "kinds": [(kind.upper(), f"{file}.{kind}") for kind in KINDS],
        }
        return render_to_string(TOP, context)

    def definition(shared: Reading) -> SafeString:
        return render_to_string(DEFINITION, {"page": figure_page(shared, info, round_), "round": round_})

    return {
        "top": kept(reading, ("figure_top", info.key, round_, address, said), top),
        "definition": kept(reading, ("figure", info.key, round_, said), definition),
    }


def wording(reading: Reading, info: IndicatorInfo) -> tuple[Hashable, ...]:
    """The words of the figure and of those in its base: they may change without the numbers."""
    names = (info.block_name_nl, info.block_name_en, info.line_name_nl, info.line_name_en)
    base = tuple(reading.indicator(name.partition("@")[0]).predicate for name in info.base)
    return (info.predicate, info.base, names, base)


def sides_section(user: Any, reading: Reading, info: IndicatorInfo, round_: RoundInfo) -> SafeString:
    """Which regions stand on which side, as far as this reader may know; nothing when nobody was asked."""
    if reading.figures(round_.key)[info.key].status is Status.NOT_ASKED:
        return SafeString("")
    maker = SidesMaker(user, reading, info, round_)
    key = ("sides", info.key, round_, maker.fingerprint)
    return kept(reading, key, lambda _shared: _sides(maker, round_))


def _sides(maker: SidesMaker, round_: RoundInfo) -> SafeString:
    return render_to_string("reports/sides.html", {"sides": maker.page(), "round": round_})
