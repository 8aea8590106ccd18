"""Measuring in one process: the smallest of several CPU times after a warm-up, and wall time where a server works too."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

WARM_UP, ROUNDS = 3, 9


@dataclass(frozen=True)
class Line:
    """One measured ratio: against what, how much, and the budget (None where there is none)."""

    what: str
    ratio: float
    budget: float | None
    note: str = ""

    def __str__(self) -> str:
        held = (
            "" if self.budget is None else ("≤" if self.ratio <= self.budget else ">") + f" {self.budget:g}"
        )
        return f"  {self.what:<58} {self.ratio:>8.1f} ×  {held:<7} {self.note}".rstrip()


def least_cpu(job: Callable[[], Any], *, rounds: int = ROUNDS, warm_up: int = WARM_UP) -> float:
    """Seconds of CPU of the quickest round."""
    return _least(job, time.process_time, rounds, warm_up)


def least_wall(job: Callable[[], Any], *, rounds: int = ROUNDS, warm_up: int = WARM_UP) -> float:
    """Seconds on the clock of the quickest round: for what a database server does on our behalf."""
    return _least(job, time.perf_counter, rounds, warm_up)


def least(job: Callable[[], Any], clock: Callable[[], float], times: int, *, rounds: int = 5) -> float:
    """Seconds of any clock for one job, of the quickest round of so many: for clocks that tick slowly."""

    def round_() -> None:
        for _ in range(times):
            job()

    return _least(round_, clock, rounds, 1) / times


def _least(job: Callable[[], Any], clock: Callable[[], float], rounds: int, warm_up: int) -> float:
    for _ in range(warm_up):
        job()
    gc.collect()
    times = []
    for _ in range(rounds):
        start = clock()
        job()
        times.append(clock() - start)
    return min(times)
