"""The sign of life of the worker, in the cache that all processes share."""

import datetime as dt
import time

from django.core.cache import cache
from django.utils import timezone

KEY = "kinerja:worker"
EVERY = 30.0  # seconds between two signs
SILENCE = dt.timedelta(minutes=10)

NEVER = float("-inf")
_said = {"last": NEVER}  # when this process last said so, by its own clock


def beat() -> None:
    """Say that a worker lives; most calls cost nothing."""
    if time.monotonic() - _said["last"] >= EVERY:
        _said["last"] = time.monotonic()
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
    _said["last"] = NEVER
