"""Ratios measured in one run: two things in turn, so that a machine whose speed drifts slows both."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

RUNS = 9


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of ours and of the floor, and the ratio pair by pair."""

    ours: list[float]
    floor: list[float]

    @property
    def ratio(self) -> float:
        """The median of the ratios."""
        return statistics.median(one / other for one, other in zip(self.ours, self.floor, strict=True))

    def line(self, name: str, bar: float) -> str:
        """As it is printed."""
        ours, floor = statistics.median(self.ours) * 1000, statistics.median(self.floor) * 1000
        verdict = "holds" if self.ratio <= bar else "MISSED"
        times = f"{ours:9.2f} ms  floor {floor:9.2f} ms"
        return f"{name:48} {times}  ratio {self.ratio:6.2f}  bar {bar:g}  {verdict}"


def seconds(what: Callable[[], object]) -> float:
    """How long one call takes."""
    gc.collect()
    began = time.perf_counter()
    what()
    return time.perf_counter() - began


def in_turn(ours: Callable[[], object], floor: Callable[[], object], runs: int = RUNS) -> Measured:
    """Both, in turn, after one warm-up each."""
    ours()
    floor()
    pairs = [(seconds(ours), seconds(floor)) for _run in range(runs)]
    return Measured([one for one, _other in pairs], [other for _one, other in pairs])
