"""Chance that falls the same way each time: numbers drawn from the names of things."""

import hashlib
from statistics import NormalDist

_BITS = 64


def draw(*parts: object) -> float:
    """A number above 0 and below 1, always the same for the same parts."""
    digest = hashlib.sha256("/".join(map(str, parts)).encode()).digest()
    return (int.from_bytes(digest[: _BITS // 8], "big") + 0.5) / (1 << _BITS)


def between(low: float, high: float, *parts: object) -> float:
    """A number from low to high."""
    return low + (high - low) * draw(*parts)


def near(mean: float, deviation: float, *parts: object) -> float:
    """A number of the normal distribution about the mean."""
    return NormalDist(mean, deviation).inv_cdf(draw(*parts))
