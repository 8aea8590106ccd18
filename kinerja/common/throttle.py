"""Counting failed tries per account and per address, in the cache that all workers share.

A try takes one of five places, each kept for fifteen minutes. `cache.add` is one atomic insert,
so two tries at the same moment never share a place. An address has more places: a whole office may share it.
"""

import datetime as dt
import hashlib

from django.core.cache import cache
from django.utils import timezone

from kinerja.common.dates import format_clock, zone_name

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


def locked_until(account: str, zone: str = "") -> str:
    """When the first place is free again, as "10.45 WITA". Without a zone in that of the installation.

    Whoever is not known yet is told the latter: the zone of an office would betray whose name was typed.
    """
    taken = cache.get_many(_keys(account)).values()
    moment = dt.datetime.fromtimestamp(min(taken), dt.UTC) if taken else timezone.now()
    zone = zone or timezone.get_default_timezone_name()
    return f"{format_clock(moment, zone)} {zone_name(zone, moment)}"


def locked_told(account: str, zone: str = "") -> str:
    """The sentence of an account that must wait; zone as for `locked_until`."""
    return f"Akun dikunci sampai {locked_until(account, zone)} karena {PLACES} kali salah."


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
