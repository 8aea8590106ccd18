"""Counting failed tries per account and per address, in the cache that all workers share.

A try takes one of five places, each kept for fifteen minutes. `cache.add` is one atomic insert,
so two tries at the same moment never share a place. An address has more places: a whole office may share it.
"""

import datetime as dt
import hashlib

from django.core.cache import cache
from django.utils import timezone

PLACES = 5
PLACES_OF_ADDRESS = 50
KEPT = dt.timedelta(minutes=15)


def _keys(account: str, places: int = PLACES) -> list[str]:
    digest = hashlib.sha256(account.encode()).hexdigest()
    return [f"login:{digest}:{place}" for place in range(places)]


def take(account: str, places: int = PLACES) -> bool:
    """Take a place for one try; False when all are taken."""
    until = (timezone.now() + KEPT).timestamp()
    return any(cache.add(key, until, KEPT.total_seconds()) for key in _keys(account, places))


def left(account: str, places: int = PLACES) -> int:
    """How many tries are left."""
    return places - len(cache.get_many(_keys(account, places)))


def locked_until(account: str) -> dt.datetime:
    """When the first place is free again (local time)."""
    taken = cache.get_many(_keys(account)).values()
    moment = dt.datetime.fromtimestamp(min(taken), dt.UTC) if taken else timezone.now()
    return timezone.localtime(moment)


def give_back(account: str) -> None:
    """Free the place that was taken last: this try was neither right nor wrong, and those before it still count."""
    taken = cache.get_many(_keys(account))
    if taken:
        cache.delete(max(taken, key=lambda key: taken[key]))


def forgive(account: str) -> None:
    """Free all places after a right password."""
    cache.delete_many(_keys(account))


def pass_gate(name: str, *, most: int, seconds: int) -> bool:
    """Count a passage; False when there were so many already in this stretch of time, which begins with the first."""
    key = f"gate:{hashlib.sha256(name.encode()).hexdigest()}"
    if cache.add(key, 1, seconds):
        return True
    try:
        return cache.incr(key) <= most
    except ValueError:  # it ran out between the two
        return True
