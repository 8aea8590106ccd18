"""The sign of life of the worker, in the cache that all processes share."""

import datetime as dt
import time

from django.core.cache import cache
from django.utils import timezone

KEY = "kinerja:worker"
EVERY = 30.0  # seconds between two signs
SILENCE = dt.timedelta(minutes=10)

_last = float("-inf")


def beat() -> None:
    """Say that a worker lives; most calls cost nothing."""
    global _last  # noqa: PLW0603
    if time.monotonic() - _last >= EVERY:
        _last = time.monotonic()
        cache.set(KEY, timezone.now().isoformat(), timeout=None)


def last_beat() -> dt.datetime | None:
    """When a worker was last heard of."""
    text = cache.get(KEY)
    return dt.datetime.fromisoformat(text) if isinstance(text, str) else None


def is_silent(at: dt.datetime) -> bool:
    """Whether no worker was heard of in the last ten minutes."""
    last = last_beat()
    return last is None or at - last > SILENCE


def forget() -> None:
    """Say it anew at the next call: for whoever empties the cache."""
    global _last  # noqa: PLW0603
    _last = float("-inf")
