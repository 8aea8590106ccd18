"""An office's calendar, as the pure arithmetic wants it, and the posts a person holds at this moment."""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from django.db.models import Q
from django.utils import timezone

from sop.durations.calendar import Calendar, Hours
from sop.offices.models import Appointment, AppointmentKind, Holiday, HolidayKind, Office, User, WorkHours

DEFAULT_SPANS = ((dt.time(7, 30), dt.time(12)), (dt.time(13), dt.time(16)))
FRIDAY_SPANS = ((dt.time(7, 30), dt.time(11, 30)), (dt.time(13), dt.time(16, 30)))
ONE_DAY = dt.timedelta(days=1)
DAY = ("office", "date", "kind")  # what is read of a day off


def posts_of(user: User, at: dt.datetime) -> list[Appointment]:
    """The appointments in force at this moment, each by the date of its own office; definitive ones first. One query."""
    utc = at.astimezone(dt.UTC).date()
    near = (
        Appointment.objects.filter(Q(until=None) | Q(until__gte=utc - ONE_DAY), since__lte=utc + ONE_DAY)
        .filter(user=user, user__is_active=True)
        .select_related("position__office")
    )
    posts = [post for post in near if _in_force(post, at.astimezone(post.position.office.tz).date())]
    return sorted(posts, key=lambda post: (post.kind != AppointmentKind.DEFINITIVE, post.pk))


def today_of(posts: Iterable[Appointment], at: dt.datetime) -> dt.date:
    """The date at the office of the first post; without a post that of the installation."""
    zone = next((post.position.office.tz for post in posts), timezone.get_default_timezone())
    return at.astimezone(zone).date()


def zone_of(user: User, at: dt.datetime) -> str:
    """In which zone moments are told to this person: that of his first post; without a post that of the installation. One query."""
    found = next((post.position.office.zone for post in posts_of(user, at)), "")
    return found or timezone.get_default_timezone_name()


def _in_force(post: Appointment, day: dt.date) -> bool:
    return post.since <= day and (post.until is None or day <= post.until)


def calendar_of(office: Office, at: dt.datetime) -> Calendar:
    """Working hours and days off of this office; read at most once a minute and process, two queries."""
    settings = (
        office.zone,
        office.bare_day_is_working,
        office.shift_calendar_deadlines,
        office.reopened_grace_days,
    )
    return _calendar(office.pk, settings, int(at.timestamp()) // 60)


def calendars_of(offices: Iterable[Office]) -> dict[int, Calendar]:
    """The calendars of several offices by their pk; always two queries, for pages that show many offices."""
    offices = list(offices)
    hours = WorkHours.objects.filter(office__in=offices)
    days = list(Holiday.objects.filter(Q(office=None) | Q(office__in=offices)).values_list(*DAY))
    rows: dict[int, list[WorkHours]] = {office.pk: [] for office in offices}
    for row in hours:
        rows[row.office_id].append(row)
    return {
        office.pk: _built(
            (
                office.zone,
                office.bare_day_is_working,
                office.shift_calendar_deadlines,
                office.reopened_grace_days,
            ),
            rows[office.pk],
            [row for row in days if row[0] in {None, office.pk}],
        )
        for office in offices
    }


@lru_cache(maxsize=256)
def _calendar(office: int, settings: tuple[str, bool, bool, int], _minute: int) -> Calendar:
    days = Holiday.objects.filter(Q(office=None) | Q(office=office)).values_list(*DAY)
    return _built(settings, WorkHours.objects.filter(office=office), days)


def _built(
    settings: tuple[str, bool, bool, int],
    rows: Iterable[WorkHours],
    days: Iterable[tuple[int | None, dt.date, str]],
) -> Calendar:
    zone, bare_day_is_working, shift, grace = settings
    return Calendar(
        tz=zone,
        hours=_with_default(tuple(Hours(row.weekday, row.since, row.until, spans_of(row)) for row in rows)),
        holidays=days_off(days),
        bare_day_is_working=bare_day_is_working,
        shift_calendar_deadlines=shift,
        reopened_grace=grace,
    )


def _with_default(hours: tuple[Hours, ...]) -> tuple[Hours, ...]:
    """An office that has entered dated hours only (Ramadan) works by the built-in ones on all other days."""
    lasting = any(week.since is None and week.until is None for week in hours)
    return hours if lasting else (*hours, *default_hours())


def forget_calendars() -> None:
    """Drop what was read, so that a change of hours or days off counts at once in this process."""
    _calendar.cache_clear()


def default_hours() -> tuple[Hours, ...]:
    """37 hours 30 minutes from Monday to Friday (Perpres 21/2023), for an office that has not entered its own."""
    week = [Hours(weekday, None, None, DEFAULT_SPANS) for weekday in range(4)]
    return (*week, Hours(4, None, None, FRIDAY_SPANS))


def days_off(days: Iterable[tuple[int | None, dt.date, str]]) -> frozenset[dt.date]:
    """The dates on which an office is closed, out of (office, date, kind): its own word goes before everybody's."""
    days = list(days)
    working = {date for _, date, kind in days if kind == HolidayKind.WORKING}
    return frozenset(date for _, date, _ in days) - working


def spans_of(row: WorkHours) -> tuple[tuple[dt.time, dt.time], ...]:
    """Open times of a weekday; none where the row says that the office is closed on it."""
    if row.opens is None or row.closes is None:
        return ()
    if row.break_from is None or row.break_to is None:
        return ((row.opens, row.closes),)
    return ((row.opens, row.break_from), (row.break_to, row.closes))


def capacities_on(office: int, day: dt.date) -> dict[int, str]:
    """The people who hold a post of this office that day: pk → the post as printed, a definitive one first. One query."""
    rows = Appointment.objects.on(day).filter(position__office=office).select_related("position")
    posts = sorted(
        rows.order_by("pk"), key=lambda post: post.kind != AppointmentKind.DEFINITIVE, reverse=True
    )
    return {post.user_id: post.capacity for post in posts}
