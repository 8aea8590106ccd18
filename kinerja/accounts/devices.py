"""Where a person is signed in, and how he came in; and what a browser says of itself, in words."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.contrib.sessions.models import Session

from sop.offices.models import Outcome, SignIn, User

RECENT = 30
# The first that is found names it: Edge says Chrome and Safari too, Chrome says Safari.
BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
            ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
           ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"))  # fmt: skip


@dataclass(frozen=True)
class Device:
    """A sign-in as its owner sees it."""

    pk: int
    name: str
    address: str
    at: dt.datetime
    seen: dt.datetime
    outcome: str
    way: str
    good: bool
    here: bool


def device_words(agent: str) -> str:
    """As in: Chrome di Windows. What names no browser that is known here is another one."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "Peramban lain")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return f"{browser} di {system}" if system else browser


def active_devices(user: User, *, here: str, at: dt.datetime) -> list[Device]:
    """Sessions that live, this one first. Two queries."""
    since = at - dt.timedelta(seconds=settings.SESSION_ABSOLUTE_AGE)
    rows = list(SignIn.objects.filter(user=user, at__gt=since).exclude(session_key=""))
    keys = [row.session_key for row in rows]
    alive = set(
        Session.objects.filter(session_key__in=keys, expire_date__gt=at).values_list("session_key", flat=True)
    )
    devices = [_device(row, here) for row in rows if row.session_key in alive]
    return sorted(devices, key=lambda device: not device.here)


def recent_sign_ins(user: User) -> list[Device]:
    """The newest tries, also those that failed. One query."""
    return [_device(row, "") for row in SignIn.objects.filter(user=user)[:RECENT]]


def _device(row: SignIn, here: str) -> Device:
    good = row.outcome == Outcome.SIGNED_IN
    return Device(
        row.pk, device_words(row.device), row.address or "", row.at, row.seen_at, row.get_outcome_display(), row.way,
        good, bool(here) and row.session_key == here,
    )  # fmt: skip
