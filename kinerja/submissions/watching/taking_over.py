"""Steps that were open before somebody came to their post: a deputy, a new holder, or the holder who is back.

What opens while he is there is told by `reaching`; this tells him once what he finds. The appointment is its own outbox
row: its first day, or the day after its last, is the moment, also where it was recorded late.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from django.db.models import Exists, OuterRef, Q, QuerySet

from kinerja.common.dates import format_date
from kinerja.jobs.models import TickMark
from kinerja.jobs.once import once
from kinerja.notifications.actions import LONGEST_TITLE, tell
from kinerja.notifications.models import Kind, Notification
from kinerja.submissions.watching.crew import ONE_DAY
from kinerja.submissions.watching.models import StepMark, Told
from kinerja.submissions.watching.steps import opened_among
from sop.offices.models import ACTING, Appointment, Position
from sop.procedures.steps import StepActor
from sop.runs.models import StepRun, StepRunAssignment

BEGINS, ENDS = "post begins", "post ends"
RECENT = dt.timedelta(days=60)  # what was recorded later than this after the fact is told by nobody
LISTED = 5
INBOX = "/tugas/"


@dataclass(frozen=True)
class Change:
    """An appointment that began or ended on this day."""

    kind: str
    of: Appointment
    day: dt.date


def tell_taken_over(at: dt.datetime) -> int:
    """Tell each of them once how much waits at the post; returns the number of notices. Two queries where nobody came or went."""
    told: list[Notification] = []
    for change in list(_fresh(at)):
        once(change.kind, change.of.pk, change.day, partial(_tell, change, at, told))
    return len(told)


def _fresh(at: dt.datetime) -> Iterator[Change]:
    """What began or ended lately on the date of each office and was not told yet. Two queries."""
    utc = at.astimezone(dt.UTC).date()
    first = utc - RECENT
    begun = Q(since__range=(first, utc + ONE_DAY), user__is_active=True)
    ended = Q(until__range=(first, utc), kind__in=ACTING)
    marks = TickMark.objects.filter(kind__in=[BEGINS, ENDS], date__gte=first)
    known = set(marks.values_list("kind", "object", "date"))
    rows = Appointment.objects.filter(begun | ended).select_related("user", "position__office").order_by("pk")
    for post in rows:
        today = at.astimezone(post.position.office.tz).date()
        changes = [Change(BEGINS, post, post.since)] if post.in_force(today) else []
        if post.is_acting and post.until and post.until < today:
            changes = [Change(ENDS, post, post.until)]
        yield from (
            one for one in changes if one.day >= first and (one.kind, str(post.pk), one.day) not in known
        )


def _tell(change: Change, at: dt.datetime, told: list[Notification]) -> None:
    """Inside the transaction of the mark: who came, or who is back, and what waits for him."""
    waiting = _waiting(change.of.position)
    count = waiting.count()
    if not count:
        return
    posts = [change.of] if change.kind == BEGINS else _back(change, at)
    rows = [_notice(change, post, count, _named(waiting, count), at) for post in posts]
    tell(rows)
    told += rows


def _back(change: Change, at: dt.datetime) -> list[Appointment]:
    """The holder in whose place somebody acted, unless the next one acts already. One query."""
    today = at.astimezone(change.of.position.office.tz).date()
    posts = list(
        Appointment.objects.on(today)
        .filter(position=change.of.position_id)
        .select_related("user", "position")
    )
    if any(post.is_acting for post in posts):
        return []
    return [post for post in posts if post.since <= change.day]


def _notice(change: Change, post: Appointment, count: int, named: str, at: dt.datetime) -> Notification:
    back = change.kind == ENDS
    title = f"{count} langkah {'kembali ' if back else ''}menunggu Anda sebagai {post.capacity}"
    ended = (
        f"Penugasan {change.of.user.name} sebagai {change.of.capacity} berakhir {format_date(change.day)}. "
    )
    return Notification(
        user=post.user, office=change.of.position.office, kind=Kind.REACHED, title=title[:LONGEST_TITLE],
        key=f"penugasan:{change.of.pk}:{'selesai' if back else 'mulai'}:{change.day:%Y%m%d}",
        text=f"{ended if back else ''}{named}.", url=INBOX, created_at=at,
    )  # fmt: skip


def _named(waiting: QuerySet[StepRun], count: int) -> str:
    """The first few by their names, those due first."""
    names = [one.title for one in opened_among(waiting, limit=LISTED)]
    return "; ".join(names) + (f"; dan {count - LISTED} langkah lain" if count > LISTED else "")


def _waiting(post: Position) -> QuerySet[StepRun]:
    """Open steps of this post that were told of before, without those given to somebody by name."""
    steps = StepActor.objects.filter(role="performs", actor__bindings__position=post).values("step")
    marked = StepMark.objects.filter(step_run=OuterRef("pk"), kind=Told.REACHED)
    given = StepRunAssignment.objects.filter(step_run=OuterRef("pk"), ended_at=None)
    units = Q(unit=None) | Q(unit=post.unit_id) if post.unit_id else Q(unit=None)
    rows = StepRun.objects.open().filter(units, Exists(marked), step__in=steps, run__submission__isnull=False)
    return rows.exclude(Exists(given))
