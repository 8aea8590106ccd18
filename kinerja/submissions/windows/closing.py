"""Whether a unit may fill now: the window of its office, or a leave to be late. Asked where figures are written."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Max, Q

from kinerja.common.dates import format_moment
from kinerja.periods.extensions import Extension
from kinerja.periods.windows import LAST_SECOND, has_window, window_of
from kinerja.submissions.models import Submission
from kinerja.submissions.windows.refused import Attempt, remember
from sop.durations.arithmetic import add_working_days
from sop.durations.calendar import Calendar
from sop.errors import RuleError
from sop.offices.models import User
from sop.offices.queries import calendar_of
from sop.procedures.queries import definition_of
from sop.runs.models import Run, StepRun

ASK = (
    "Minta perpanjangan kepada pemegang jabatan pengelola di perangkat daerah Anda; ia mencatatnya pada Pengaturan ›"
    " Periode & tenggat."
)
IN_TIME: Mapping[str, Any] = {}


class WindowClosed(RuleError):
    """Before the window opens or after it has closed."""

    code = "window_closed"
    http_status = 409


def insist_window(submission: Submission, unit: int, *, by: User, at: dt.datetime) -> Mapping[str, Any]:
    """What the event must tell of a late entry by permission, {} in time; WindowClosed refuses and is remembered.

    `submission.obligation` and its run must be loaded. No query where the office sets no window, one when it is closed,
    and one more for a correction.
    """
    sentence = shut(submission, at)
    if not sentence:
        return IN_TIME
    leave = leave_of(submission, unit, at)
    if leave is None:
        remember(Attempt(submission.pk, unit, by.pk, at))
        raise WindowClosed(f"{sentence} {ASK}")
    return {"late": {"extension": leave.pk, "until": leave.until.isoformat()}}


def closed_for(submission: Submission, unit: int, at: dt.datetime) -> str:
    """The sentence above a sheet that may not be filled now; "" where it may."""
    sentence = shut(submission, at)
    if not sentence or leave_of(submission, unit, at):
        return ""
    return f"{sentence} {ASK} Isian yang sudah ada tetap dapat dikirim dari halaman berkas."


def shut(submission: Submission, at: dt.datetime) -> str:
    """Why the window is not open at this moment, leaves apart; "" while it is."""
    run = submission.run
    if run.period_end is None or not has_window(submission.obligation):
        return ""
    calendar = calendar_of(run.office, at)
    window = window_of(submission.obligation, run.period_end, calendar)
    reopened = _reopened(submission, run)
    zone, last = str(run.office.zone), window.last(reopened=reopened)
    if last and at > last and submission.revision > 1:
        last = _grace(run, last, calendar)
    if window.opens and at < window.opens and not reopened:
        return f"Pengisian dibuka mulai {format_moment(window.opens, zone)}."
    if last and at > last:
        return f"Pengisian sudah ditutup pada {format_moment(last, zone)}."
    return ""


def _grace(run: Run, last: dt.datetime, calendar: Calendar) -> dt.datetime:
    """Until when a correction may be filled that came to its filling after the planner's date. One query.

    A dated rule cannot close what was not there on its date: the office's grace runs from the newest opening of a sheet.
    """
    definition = definition_of(run.publication)
    ids = [run.publication.step_ids[str(place)] for place in definition.fill_steps]
    opened = StepRun.objects.filter(run=run.pk, step__in=ids).aggregate(last=Max("opened_at"))["last"]
    if opened is None or opened <= last or not calendar.reopened_grace:
        return last
    until = add_working_days(calendar, opened, calendar.reopened_grace)
    return calendar.moment(dt.datetime.combine(calendar.on_the_clock(until).date(), LAST_SECOND))


def opens_later(submission: Submission, run: Run, at: dt.datetime) -> bool:
    """Whether the filling has not begun yet. No query; `submission.obligation` must be loaded."""
    if run.period_end is None or submission.obligation.window_opens is None or _reopened(submission, run):
        return False
    opens = window_of(submission.obligation, run.period_end, calendar_of(run.office, at)).opens
    return opens is not None and at < opens


def _reopened(submission: Submission, run: Run) -> bool:
    return run.round > 1 or submission.revision > 1


def leave_of(submission: Submission, unit: int, at: dt.datetime) -> Extension | None:
    """The longest leave that stands for this unit or its whole office today. One query."""
    day = at.astimezone(submission.run.office.tz).date()
    leaves = Extension.objects.standing(day).filter(
        Q(unit=unit) | Q(unit=None), obligation=submission.obligation_id, period=submission.period_id
    )
    return leaves.order_by("-until", "-pk").first()
