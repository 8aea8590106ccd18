"""When standing in for one another goes round in a circle. Pure.

"A is Plh. for B" says that B is away and A works in his place. It is a circle where, on one and the same day, the
chain comes back to its beginning: A stands in for B while B stands in for A, also over others (A for B, B for C, C
for A). Then everybody is away and nobody is there. A Plt. stands in for nobody: his post is vacant.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

LAST = dt.date.max


@dataclass(frozen=True)
class Span:
    """Days from the first to the last, both included."""

    since: dt.date
    until: dt.date = LAST

    def meet(self, other: "Span") -> "Span | None":
        """The days that both have."""
        since, until = max(self.since, other.since), min(self.until, other.until)
        return Span(since, until) if since <= until else None


@dataclass(frozen=True)
class StandIn:
    """The deputy (pk of a person) works in the place of one who is absent, on these days."""

    deputy: int
    absent: int
    span: Span


def circle_with(first: StandIn, others: Iterable[StandIn]) -> tuple[StandIn, ...]:
    """The circle that `first` would close, beginning with it, each link narrowed to the days it has; () where there is none."""
    by_deputy: dict[int, list[StandIn]] = {}
    for link in others:
        by_deputy.setdefault(link.deputy, []).append(link)
    todo: list[tuple[StandIn, ...]] = [(first,)]
    while todo:
        path = todo.pop()
        last = path[-1]
        if last.absent == first.deputy:
            return path
        todo.extend((*path, step) for step in _further(path, by_deputy.get(last.absent, [])))
    return ()


def _further(path: tuple[StandIn, ...], links: Iterable[StandIn]) -> Iterable[StandIn]:
    """The links by which this path goes on, without passing anybody twice."""
    passed = {link.absent for link in path}
    for link in links:
        days = path[-1].span.meet(link.span)
        if days is not None and link.absent not in passed:
            yield replace(link, span=days)
