"""Figures that could be true: near their target, within their bounds, the same each time."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from kinerja.indicators.models import Direction
from kinerja.management.demo.chance import between, draw, near
from kinerja.submissions.figures import Figure

Values = Callable[[Figure], Mapping[str, Any]]
"""What a row is to say: fields of `derived.FIELDS`, with its value even where that is computed."""

SPREAD = 0.03
SETBACK, DEEPEST = 0.08, 0.35
ONE_STEP_BELOW = 0.2  # how often a predicate is missed by one
WITHOUT_TARGET = Decimal(50)


def plausible(figure: Figure) -> dict[str, Any]:
    """A value a few per cent off the target, drawn from the row's own name, period and version."""
    return {"value": drawn_value(figure)}


def drawn_value(figure: Figure, spread: float = SPREAD) -> Decimal:
    """A realised value with that standard deviation (a share of the target).

    Predicates stay on their scale, bounds are kept, decimals are those of the indicator.
    """
    seed = (
        f"{figure.submission.period.slug}/{figure.office_id}/{figure.unit_id}/{figure.order}/{figure.version}"
    )
    target = _target(figure)
    if scale := figure.definition["scale"]:
        return _on_scale(target, sorted(Decimal(score) for score in scale.values()), seed)
    share = _worse(figure, _setback(spread, seed)) + near(0, spread, seed)
    decimals = Decimal(1).scaleb(-figure.definition["decimals"])
    return _within_bounds(figure, (target * Decimal(str(round(share, 4)))).quantize(decimals))


def _setback(spread: float, seed: str) -> float:
    """Now and then a period goes badly; more so where the figure moves much anyway."""
    if draw(seed, "setback") > SETBACK:
        return -0.004
    return min(DEEPEST, spread * between(4, 6, seed, "depth"))


def _worse(figure: Figure, by: float) -> float:
    """The share of the target that is worse by so much, in the direction of the indicator."""
    return 1 + by if figure.definition["direction"] == Direction.LOWER else 1 - by


def _target(figure: Figure) -> Decimal:
    if figure.target_lower is not None and figure.target_upper is not None:
        return (figure.target_lower + figure.target_upper) / 2
    return figure.target if figure.target is not None else WITHOUT_TARGET


def _on_scale(target: Decimal, scores: list[Decimal], seed: str) -> Decimal:
    reached = [score for score in scores if score <= target] or scores[:1]
    return reached[-2] if len(reached) > 1 and draw(seed) < ONE_STEP_BELOW else reached[-1]


def _within_bounds(figure: Figure, value: Decimal) -> Decimal:
    lowest, highest = figure.definition["lowest"], figure.definition["highest"]
    if highest is not None:
        value = min(value, Decimal(highest))
    return max(value, Decimal(lowest)) if lowest is not None else value
