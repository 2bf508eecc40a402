"""Compares two ways of doing the same by taking turns, so that a busy computer slows both."""

from __future__ import annotations

import os
import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Comparison:
    """The median of the ratios of each round, and the median seconds of both."""

    name: str
    goal: float
    ratio: float
    ours: float
    baseline: float

    def __str__(self) -> str:
        met = "ok" if self.ratio <= self.goal else "MISSED"
        seconds = f"{self.ours:.3f} s : {self.baseline:.3f} s"
        return f"{self.name:<44} {self.ratio:6.2f}  goal <= {self.goal:<5} {met:<6} ({seconds})"


def compare(
    name: str,
    ours: Callable[[], object],
    baseline: Callable[[], object],
    *,
    goal: float,
    rounds: int = 5,
    measure: Callable[[Callable[[], object]], float] | None = None,
) -> Comparison:
    """Run both in turns, the order changing each round; print and return what came out."""
    measure = measure or seconds
    pairs = []
    for number in range(rounds):
        if number % 2:
            second = measure(baseline)
            first = measure(ours)
        else:
            first = measure(ours)
            second = measure(baseline)
        pairs.append((first, second))
    result = Comparison(
        name,
        goal,
        statistics.median(first / second for first, second in pairs),
        statistics.median(first for first, _second in pairs),
        statistics.median(second for _first, second in pairs),
    )
    print(result, flush=True)
    return result


def seconds(action: Callable[[], object]) -> float:
    """Return how long an action takes."""
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def own_seconds(action: Callable[[], object]) -> float:
    """Return the processor time of an action in this process, to the microsecond."""
    began = time.process_time()
    action()
    return time.process_time() - began


def cpu_seconds(action: Callable[[], object]) -> float:
    """Return the processor time of an action and of the processes it started and ended."""
    before = os.times()
    action()
    after = os.times()
    return sum(after[:4]) - sum(before[:4])
