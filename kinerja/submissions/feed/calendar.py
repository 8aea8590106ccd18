"""The deadlines of a person as an iCalendar (RFC 5545): what is open for him now. No figures, and nothing acts from it."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from icalendar import Calendar, Event

from kinerja.submissions.feed.models import Feed
from kinerja.submissions.watching.steps import Open, opened_for
from sop.offices.models import User

MOST = 500  # nobody has more deadlines that he could keep


def make_feed(user: User, *, at: dt.datetime) -> str:
    """A new secret part of the address, to be shown once; the old address ends."""
    token = secrets.token_urlsafe(32)
    Feed.objects.update_or_create(user=user, defaults={"digest": _digest(token), "made_at": at})
    return token


@transaction.atomic
def end_feed(user: User) -> bool:
    """Let the address end; False where there was none."""
    return Feed.objects.filter(user=user).delete()[0] > 0


def owner_of(token: str) -> User | None:
    """Whose calendar this address opens; None for an ended address or an account that is closed."""
    feed = Feed.objects.select_related("user").filter(digest=_digest(token), user__is_active=True).first()
    return feed.user if feed else None


def calendar_for(user: User, *, at: dt.datetime) -> bytes:
    """The text of the calendar; two queries."""
    return write(opened_for(user, at, limit=MOST), user, at=at)


def write(opened: Iterable[Open], user: User, *, at: dt.datetime) -> bytes:
    """The events in the zone of each office. A step keeps its UID, so that a calendar moves it instead of doubling it."""
    found = Calendar()
    found.add("prodid", "-//Kinerja//Tenggat//ID")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", f"Tenggat {settings.APP_NAME}: {user.name}")
    for one in opened:
        if one.row.due_at is not None:
            found.add_component(_event(one, one.row.due_at, at))
    found.add_missing_timezones()
    return bytes(found.to_ical())


def _event(one: Open, due: dt.datetime, at: dt.datetime) -> Event:
    event = Event()
    event.add("uid", f"langkah-{one.row.pk}@{urlsplit(settings.PUBLIC_URL).hostname or 'kinerja'}")
    event.add("dtstamp", at.astimezone(dt.UTC))
    event.add("dtstart", due.astimezone(one.office.tz))
    event.add("dtend", due.astimezone(one.office.tz))
    event.add("summary", one.title)
    event.add("description", f"{one.office.name}. {one.step.activity}.")
    event.add("transp", "TRANSPARENT")
    if settings.PUBLIC_URL:
        event.add("url", f"{settings.PUBLIC_URL}{one.url}")
    return event


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
