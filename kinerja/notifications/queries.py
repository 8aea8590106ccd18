"""The notices of a person, by day."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from kinerja.common import keyset
from kinerja.common.dates import format_clock, format_date_with_weekday
from kinerja.notifications.models import Kind, Notification
from sop.offices.models import User

NEWEST_FIRST = ("-created_at", "-id")
ICONS = {
    Kind.REMINDER: "clock", Kind.RETURN_ASKED: "returned", Kind.RETURNED: "returned", Kind.REACHED: "inbox",
    Kind.VACANT: "warning", Kind.DUE: "clock", Kind.LATE: "overdue", Kind.ESCALATED: "danger", Kind.JOB: "check-circle",
    Kind.ACCOUNT: "shield",
}  # fmt: skip


@dataclass(frozen=True)
class Notice:
    """A row as it is shown; `when` is the clock of the office it comes from."""

    pk: int
    icon: str
    label: str
    title: str
    text: str
    url: str
    office: str
    when: str
    unread: bool


@dataclass(frozen=True)
class Day:
    """What came on one day."""

    name: str
    notices: tuple[Notice, ...]


@dataclass(frozen=True)
class NoticePage:
    """A page of the list. `newest` is the pk up to which "all read" holds: the newest that was seen here."""

    days: tuple[Day, ...]
    newest: int
    previous: str
    following: str

    @property
    def many(self) -> bool:
        """Whether notices of several offices stand here."""
        return len({notice.office for day in self.days for notice in day.notices}) > 1


def unread_count(user: User) -> int:
    """How many wait unseen. One query."""
    return Notification.objects.of(user).unread().order_by().count()


def notice_page(user: User, *, cursor: str = "") -> NoticePage:
    """Newest first, by the day of the office. One query."""
    rows = Notification.objects.of(user).select_related("office")
    page = keyset.page(rows, NEWEST_FIRST, cursor)
    days = tuple(
        Day(format_date_with_weekday(day), tuple(_notice(row) for row in same))
        for day, same in groupby(page.rows, key=_day)
    )
    newest = max((row.pk for row in page.rows), default=0)
    return NoticePage(days, newest, page.previous, page.following)


def _day(row: Notification) -> dt.date:
    return row.created_at.astimezone(row.office.tz).date()


def _notice(row: Notification) -> Notice:
    kind = Kind(row.kind)
    return Notice(
        pk=row.pk,
        icon=ICONS[kind],
        label=str(kind.label),
        title=row.title,
        text=row.text,
        url=row.url,
        office=row.office.name,
        when=format_clock(row.created_at, row.office.zone),
        unread=row.read_at is None,
    )
