"""What a task says of its deadline, and of people who stand in for others."""

import datetime as dt
from collections.abc import Mapping

from kinerja.common.dates import format_date_short
from kinerja.submissions.labels import working_time
from kinerja.submissions.listing.presence import Presence
from sop.durations.arithmetic import working_minutes_between
from sop.durations.calendar import Calendar
from sop.offices.models import Appointment, AppointmentKind
from sop.runs.performers import Duty


def left_until(due_at: dt.datetime | None, *, at: dt.datetime, calendar: Calendar) -> str:
    """Write "sisa 4 jam kerja", "sisa 2 hari kerja 3 jam", "terlambat 1 hari kerja"; "" without a deadline."""
    if due_at is None:
        return ""
    late = due_at < at
    first, last = (due_at, at) if late else (at, due_at)
    amount = working_time(working_minutes_between(calendar, first, last), calendar, at)
    working = amount if "kerja" in amount else f"{amount} kerja"
    return f"terlambat {working}" if late else f"sisa {working}"


def capacity_told(duty: Duty | None, until: Mapping[str, dt.date | None]) -> str:
    """Write "sebagai Plh. Kepala Dinas (s.d. 10 Okt)"; "" where he holds the post himself."""
    if duty is None or duty.kind == AppointmentKind.DEFINITIVE:
        return ""
    last = until.get(duty.capacity)
    return f"sebagai {duty.capacity}" + (f" (s.d. {format_date_short(last)})" if last else "")


def deputies_of(presence: Presence) -> dict[str, str]:
    """Who stands in for this person today, by the post as printed. One query, none without a definitive post."""
    own = [post.position_id for post in presence.posts if post.kind == AppointmentKind.DEFINITIVE]
    acting = Appointment.objects.on(presence.day).filter(
        position__in=own, position__shared=False, kind=AppointmentKind.ACTING_ABSENT
    )
    return {
        post.position.title: f"dijalankan Plh. {post.user.name}"
        + (f" (s.d. {format_date_short(post.until)})" if post.until else "")
        for post in (acting.select_related("user", "position") if own else ())
    }
