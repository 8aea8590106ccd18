"""A step has come to somebody: the row that opened it, written in the act's own transaction, is told of here.

So the act itself spends nothing on it, and what never happened is never told.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from kinerja.common.dates import format_moment
from kinerja.notifications.models import Kind, Notification
from kinerja.submissions.watching.crew import Crew
from kinerja.submissions.watching.models import Told
from kinerja.submissions.watching.steps import Open, batches
from kinerja.submissions.watching.telling import News, spread
from sop.ledger.models import Event

Known = dict[tuple[int, dt.datetime], set[int]]
VACANT = "Belum ada pejabat yang ditugaskan untuk langkah ini. Catat penugasan atau pelaksana hariannya pada Pengaturan."


def tell_reached(at: dt.datetime) -> int:
    """Tell every holder of a step that has opened since; a vacant one is told to the keepers of its office.

    Not told: whoever opened it by his own act just now, and those who heard of a return of the same moment already.
    """
    told = 0
    for opened, crew in batches(Told.REACHED, lambda rows: rows, at):
        known = _known(opened)
        told += spread(Told.REACHED, [_news(one, crew, known, at) for one in opened], at)
    return told


def _news(one: Open, crew: Crew, known: Known, at: dt.datetime) -> News:
    due = one.row.due_at
    text = f"{one.step.activity}." + (f" Tenggat {format_moment(due, one.office.zone)}." if due else "")
    holders = one.performers(crew)
    if not holders:
        keepers = frozenset(crew.keepers_of(one.office.pk))
        return News(one, Kind.VACANT, f"Tanpa pelaksana: {one.row.run.title}", f"{text} {VACANT}", keepers)
    if one.step.fills and one.row.run.returning.get("withdrawn"):
        holders = set()  # its own side took it back and knows
    if due and due <= at and not one.waits_for_its_window(at):
        holders = set()  # told in the same tick that it is late, which says it all
    heard = known.get((one.row.run_id, one.row.opened_at), set())
    return News(one, Kind.REACHED, one.title, text, frozenset(holders - heard))


def _known(opened: Sequence[Open]) -> Known:
    """Who need not be told of what opened at that moment in that run: its doer, and who was told of the return. Two queries."""
    moments = {one.row.opened_at for one in opened}
    runs = {one.row.run_id for one in opened}
    known: Known = defaultdict(set)
    deeds = Event.objects.filter(run__in=runs, at__in=moments, user__isnull=False)
    for run, at, user in deeds.values_list("run", "at", "user"):
        known[run, at].add(user)
    returns = Notification.objects.filter(
        kind=Kind.RETURNED, created_at__in=moments, office__in={one.office.pk for one in opened}
    )
    for key, at, user in returns.values_list("key", "created_at", "user"):
        known[int(key.split(":")[1]), at].add(user)
    return known
