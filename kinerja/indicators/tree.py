"""The objectives and indicators of an office in the order of their tree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kinerja.indicators.models import Indicator, Objective
from sop.offices.models import Office


@dataclass(frozen=True)
class Branch:
    """An objective with its depth from the root (0) and the indicators that hang on it."""

    objective: Objective
    depth: int
    indicators: tuple[Indicator, ...]
    first: bool
    last: bool


def in_order(objectives: Sequence[Objective]) -> list[tuple[Objective, int]]:
    """Depth first, each with its depth; a parent that is not among them makes a root."""
    known = {objective.pk for objective in objectives}
    below: dict[int | None, list[Objective]] = {}
    for objective in objectives:
        parent = objective.parent_id if objective.parent_id in known else None
        below.setdefault(parent, []).append(objective)
    return list(_walk(below, None, 0))


def branches(office: Office, *, active_only: bool = False) -> list[Branch]:
    """The whole tree of the office. Three queries."""
    objectives = list(Objective.objects.filter(office=office).order_by("order", "pk"))
    rows = indicators_of(office, active_only=active_only)
    siblings: dict[int | None, list[int]] = {}
    for objective, _ in in_order(objectives):
        siblings.setdefault(objective.parent_id, []).append(objective.pk)
    return [
        Branch(
            objective,
            depth,
            tuple(row for row in rows if row.objective_id == objective.pk),
            first=siblings[objective.parent_id][0] == objective.pk,
            last=siblings[objective.parent_id][-1] == objective.pk,
        )
        for objective, depth in in_order(objectives)
    ]


def indicators_of(office: Office, *, active_only: bool = False) -> list[Indicator]:
    """Indicators with their units, in their order under each objective. Two queries."""
    rows = Indicator.objects.filter(office=office).select_related("objective").prefetch_related("units")
    return list((rows.filter(active=True) if active_only else rows).order_by("order", "pk"))


def _walk(
    below: dict[int | None, list[Objective]], parent: int | None, depth: int
) -> Iterator[tuple[Objective, int]]:
    for objective in below.get(parent, ()):
        yield objective, depth
        yield from _walk(below, objective.pk, depth + 1)
