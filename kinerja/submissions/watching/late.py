"""Before a deadline, when it has passed, and when it stays so: those who hold the step, then those above them."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db.models import Max

from kinerja.common.dates import format_moment
from kinerja.notifications.hooks.models import OfficeNotices
from kinerja.notifications.models import Kind
from kinerja.submissions.watching.crew import Crew
from kinerja.submissions.watching.models import Told
from kinerja.submissions.watching.reaching import VACANT
from kinerja.submissions.watching.steps import Open, batches
from kinerja.submissions.watching.telling import News, spread
from sop.durations.arithmetic import add_working_days
from sop.durations.calendar import working_day_after

UNLED = "Jabatan pelaksananya tidak mempunyai atasan; tanyakan sebabnya, atau tugaskan langkah ini kepada pegawai lain."
USUAL = OfficeNotices()
ONE_WEEK = dt.timedelta(weeks=1)
LONGEST_BREAK = dt.timedelta(weeks=3)  # Lebaran with its cuti bersama, and some more


def remind_due(at: dt.datetime) -> int:
    """Remind the holders of steps whose deadline comes near: so many working days before, as their office chose."""
    told, last = 0, at + _furthest()
    for opened, crew in batches(Told.DUE, lambda rows: rows.filter(due_at__gt=at, due_at__lte=last), at):
        choices = _choices(opened)
        near = [one for one in opened if _is_near(one, choices[one.office.pk].remind_days, at)]
        news = [
            News(one, Kind.DUE, f"Menjelang tenggat. {one.title}", _text(one, "Selesaikan sebelum"),
                 frozenset(one.performers(crew)))
            for one in near
        ]  # fmt: skip
        told += spread(Told.DUE, news, at) if news else 0
    return told


def escalate_late(at: dt.datetime) -> int:
    """Tell the holders that the deadline has passed; after some working days also their superior, else the head."""
    return _tell_late(at) + _tell_superiors(at)


def _tell_late(at: dt.datetime) -> int:
    told = 0
    for opened, crew in batches(Told.LATE, lambda rows: rows.filter(due_at__lte=at), at):
        news = [
            News(one, Kind.LATE, f"Terlambat. {one.title}", _text(one, "Tenggatnya"),
                 frozenset(one.performers(crew)))
            for one in opened
            if not one.waits_for_its_window(at)
        ]  # fmt: skip
        told += spread(Told.LATE, news, at) if news else 0
    return told


def _tell_superiors(at: dt.datetime) -> int:
    told = 0
    for opened, crew in batches(Told.ESCALATED, lambda rows: rows.filter(due_at__lte=at), at):
        choices = _choices(opened)
        stuck = [
            one
            for one in opened
            if not one.waits_for_its_window(at) and _is_stuck(one, choices[one.office.pk].escalate_days, at)
        ]
        news = [_escalated(one, crew) for one in stuck]
        told += spread(Told.ESCALATED, news, at) if news else 0
    return told


def _escalated(one: Open, crew: Crew) -> News:
    """To those above; where a post has nobody above it, to the keepers of the office, who see to its people."""
    doing = one.performers(crew)
    above = crew.above(one.version, one.step, one.row.unit_id, one.office.pk) - doing
    head, text = ("Bawahan terlambat", "") if above else ("Terlambat, tanpa atasan", f" {UNLED}")
    if not doing:
        head, text = "Terlambat tanpa pelaksana", f" {VACANT}"
    to = above or crew.keepers_of(one.office.pk) - doing
    return News(
        one, Kind.ESCALATED, f"{head}. {one.title}", f"{_text(one, 'Tenggatnya')}{text}", frozenset(to)
    )


def _furthest() -> dt.timedelta:
    """Deadlines beyond this are near for no office, and need not be read. One query."""
    chosen = OfficeNotices.objects.aggregate(most=Max("remind_days"))["most"] or 0
    return max(chosen, USUAL.remind_days) * ONE_WEEK / 5 + LONGEST_BREAK


def _choices(opened: Sequence[Open]) -> Mapping[int, OfficeNotices]:
    """The choices of the offices of this batch. One query."""
    offices = {one.office.pk for one in opened}
    chosen = {row.office_id: row for row in OfficeNotices.objects.filter(office__in=offices)}
    return {office: chosen.get(office, USUAL) for office in offices}


def _is_near(one: Open, days: int, at: dt.datetime) -> bool:
    """From the morning of the working day that lies so many before the deadline; never for a step that is shut.

    Nor on the day on which it opened: its holder has just been told until when.
    """
    calendar, due = one.calendar(at), one.row.due_at
    if not days or due is None or one.waits_for_its_window(at):
        return False
    first = working_day_after(calendar, calendar.on_the_clock(due).date(), -days)
    today = calendar.on_the_clock(at).date()
    return first <= today and calendar.on_the_clock(one.row.opened_at).date() < today


def _is_stuck(one: Open, days: int, at: dt.datetime) -> bool:
    """So many working days after the deadline; where that had passed when the step opened, after the opening."""
    if one.row.due_at is None:
        return False
    since = max(one.row.due_at, one.row.opened_at)
    return add_working_days(one.calendar(at), since, days) <= at


def _text(one: Open, words: str) -> str:
    due = f" {words} {format_moment(one.row.due_at, one.office.zone)}." if one.row.due_at else ""
    return f"{one.step.activity}.{due}"
