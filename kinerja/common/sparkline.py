"""A small line of a few figures as SVG: the same drawing on screen and on paper. Pure.

Colours are presentation attributes, since the CSP allows no inline style; every dot is a stroke with round ends, so that
a whole line is four paths however many figures it has.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.utils.html import format_html

WIDTH, HEIGHT, EDGE = Decimal(176), Decimal(48), Decimal(6)
LINE, DOT, NOW, TARGET, PAPER = "#5c6b7a", "#5c6b7a", "#196bcd", "#8a5a00", "#ffffff"

Spot = tuple[Decimal, Decimal]


@dataclass(frozen=True)
class Point:
    """A figure with its words; `value` None leaves a gap, `provisional` draws the dot hollow."""

    label: str
    value: Decimal | None
    text: str
    provisional: bool = False

    @property
    def spoken(self) -> str:
        """Write "TW II 2026 96,40 (sementara)"."""
        return f"{self.label} {self.text}{' (sementara)' if self.provisional else ''}"


def sparkline(name: str, title: str, points: Sequence[Point], targets: Sequence[Decimal] = ()) -> str:
    """Draw the points in their order, the last one marked, with the target (or both ends of its range) dashed.

    `name` makes the ids unique on the page; "" where there is no more than one figure.
    """
    known = [point for point in points if point.value is not None]
    if len(known) <= 1:
        return ""
    levels = [point.value for point in known if point.value is not None]
    scale = _Scale(min(*levels, *targets), max(*levels, *targets), len(points))
    spots = [scale.spot(place, point) for place, point in enumerate(points)]
    return format_html(
        '<svg class="sparkline" xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" viewBox="0 0 {} {}" role="img"'
        ' aria-labelledby="{}-t {}-d" fill="none" stroke-linecap="round" stroke-linejoin="round">'
        '<title id="{}-t">{}</title><desc id="{}-d">{}</desc>'
        '<path d="{}" stroke="{}" stroke-width="1" stroke-dasharray="4 3"/>'
        '<path d="{}" stroke="{}" stroke-width="1.5"/><path d="{}" stroke="{}" stroke-width="6"/>'
        '<path d="{}" stroke="{}" stroke-width="3"/><path d="{}" stroke="{}" stroke-width="8"/></svg>',
        WIDTH, HEIGHT, WIDTH, HEIGHT, name, name, name, title, name, "; ".join(point.spoken for point in known),
        "".join(scale.level(target) for target in targets), TARGET, _line(spots), LINE, _dots(spots[:-1]), DOT,
        _dots(spot for spot, point in zip(spots, points, strict=True) if point.provisional), PAPER,
        _dots(spots[-1:]), NOW,
    )  # fmt: skip


@dataclass(frozen=True)
class _Scale:
    """From figures to the picture: the lowest at its foot, the highest at its head, all places equally far apart."""

    lowest: Decimal
    highest: Decimal
    places: int

    def spot(self, place: int, point: Point) -> Spot | None:
        if point.value is None:
            return None
        across = EDGE + (WIDTH - 2 * EDGE) * place / (self.places - 1)
        return round(across, 1), self._height(point.value)

    def level(self, value: Decimal) -> str:
        return f"M{EDGE} {self._height(value)}H{WIDTH - EDGE}"

    def _height(self, value: Decimal) -> Decimal:
        span = self.highest - self.lowest
        share = (value - self.lowest) / span if span else Decimal("0.5")
        return round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * share, 1)


def _line(spots: Iterable[Spot | None]) -> str:
    """A stroke through neighbours; a missing figure interrupts it."""
    runs = [list(run) for known, run in groupby(spots, key=bool) if known]
    return "".join(f"M{' L'.join(f'{spot[0]} {spot[1]}' for spot in run if spot)}" for run in runs)


def _dots(spots: Iterable[Spot | None]) -> str:
    """Strokes too short to be seen, but for their round ends."""
    return "".join(f"M{spot[0]} {spot[1]}h.01" for spot in spots if spot)
