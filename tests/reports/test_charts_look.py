"""Whoever sees colours differently, or prints in grey, can still tell neighbours apart."""

from itertools import pairwise

import numpy as np
import pytest

from reports.charts.look import BLUE, CHANGED, GREY, INK, SPECIALS, STEPS, TRACK, WHITE, Ink

pytestmark = pytest.mark.once

# Machado, Oliveira and Fernandes 2009, full severity, on linear light.
VISIONS = {
    "normal": "1 0 0  0 1 0  0 0 1",
    "protanopia": "0.152286 1.052583 -0.204868  0.114503 0.786281 0.099216  -0.003882 -0.048116 1.051998",
    "deuteranopia": "0.367322 0.860646 -0.227968  0.280085 0.672501 0.047413  -0.01182 0.04294 0.968881",
    "tritanopia": "1.255528 -0.076749 -0.178779  -0.078411 0.930809 0.147602  0.004733 0.691367 0.3039",
}
TO_XYZ = "0.4124564 0.3575761 0.1804375  0.2126729 0.7151522 0.072175  0.0193339 0.119192 0.9503041"
D65 = np.array([0.95047, 1.0, 1.08883])
NEIGHBOURS = list(pairwise([STEPS[4], STEPS[3], STEPS[2], STEPS[1]]))


def matrix(numbers: str) -> np.ndarray:
    return np.array([float(number) for number in numbers.split()]).reshape(3, 3)


def linear(color: str) -> np.ndarray:
    value = np.array([int(color[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def lab(color: str, vision: str = "normal") -> np.ndarray:
    """CIE L*a*b* of a colour as somebody with that vision sees it."""
    seen = np.clip(matrix(VISIONS[vision]) @ linear(color), 0, 1)
    ratio = matrix(TO_XYZ) @ seen / D65
    x, y, z = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast."""
    high, low = sorted((float(linear(c) @ [0.2126, 0.7152, 0.0722]) for c in (one, other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mark(ink: Ink) -> tuple[str, str, int]:
    """What tells an ink apart without its colour."""
    return ink.pattern, ink.dash, bool(ink.outline) and round(lab(ink.outline)[0] / 20)


@pytest.mark.parametrize(("one", "other"), NEIGHBOURS)
def test_steps_differ_in_grey(one: Ink, other: Ink) -> None:
    """Lightness alone orders the scale."""
    assert lab(other.fill)[0] - lab(one.fill)[0] >= 10


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize(("one", "other"), NEIGHBOURS)
def test_steps_differ_for_everybody(one: Ink, other: Ink, vision: str) -> None:
    """CIE76 of ten is clearly visible."""
    assert np.linalg.norm(lab(one.fill, vision) - lab(other.fill, vision)) >= 10


@pytest.mark.parametrize("vision", VISIONS)
def test_whatever_may_stand_side_by_side_can_be_told_apart(vision: str) -> None:
    """By lightness, or else by a pattern, or by an outline that is dashed or much darker."""
    inks = {ink.key: ink for ink in (*STEPS.values(), *SPECIALS.values())}
    for one in inks.values():
        for other in inks.values():
            if one is other:
                continue
            far = abs(lab(one.fill, vision)[0] - lab(other.fill, vision)[0]) >= 10
            assert far or mark(one) != mark(other), f"{one.key} and {other.key}"


def test_patterns_are_seen_on_their_fill() -> None:
    """Fine lines, so a little less than for areas; the fill tells as well."""
    for ink in (*STEPS.values(), *SPECIALS.values()):
        if ink.pattern:
            assert np.linalg.norm(lab(ink.mark) - lab(ink.fill)) >= 8, ink.key


def test_pale_areas_have_an_outline() -> None:
    """Nothing that counts is lost on white paper."""
    for ink in (*STEPS.values(), *SPECIALS.values()):
        if contrast(ink.fill, WHITE) < 1.5:
            assert ink.outline, ink.key
    assert contrast(STEPS[1].outline, WHITE) >= 3
    assert contrast(STEPS[0].outline, WHITE) >= 3


def test_text_can_be_read_on_every_ink() -> None:
    """4.5 : 1, the norm for small text."""
    for ink in (*STEPS.values(), *SPECIALS.values()):
        assert contrast(ink.text, ink.fill) >= 4.5, ink.key
    for color in (INK, GREY, CHANGED, BLUE):
        assert contrast(color, WHITE) >= 4.5
    assert contrast(INK, TRACK) >= 4.5
    assert contrast(WHITE, BLUE) >= 4.5


@pytest.mark.parametrize("vision", VISIONS)
def test_what_changed_stands_out_from_what_counts(vision: str) -> None:
    """Rust on blue, for everybody; a white edge and a number say it as well."""
    assert np.linalg.norm(lab(CHANGED, vision) - lab(BLUE, vision)) >= 10
