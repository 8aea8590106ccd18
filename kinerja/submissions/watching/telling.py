"""Writing what is told of open steps: the marks, a notice to each person, a call to the gateway; one transaction."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from kinerja.notifications.actions import LONGEST_TITLE, tell
from kinerja.notifications.hooks.calling import call_of, hooked, keep_calls
from kinerja.notifications.models import Notification
from kinerja.submissions.watching.models import StepMark
from kinerja.submissions.watching.steps import Open

CALLED = {"reached", "late"}  # what the chat of an office is told of


@dataclass(frozen=True)
class News:
    """What is to be told of a step, and to whom (pk of users): nobody is a possible answer."""

    of: Open
    kind: str
    title: str
    text: str
    to: frozenset[int]


def spread(mark: str, news: Sequence[News], at: dt.datetime) -> int:
    """Tell all of it once; returns the number of notices. Four queries and the transaction, whatever the number."""
    notices = [notice for one in news for notice in _notices(one, at)]
    with_hook = hooked(one.of.office.pk for one in news) if mark in CALLED else set()
    calls = [
        call_of(one.of.office, f"{mark}:{one.of.row.pk}", mark, _said(one), at)
        for one in news
        if one.of.office.pk in with_hook
    ]
    with transaction.atomic():
        StepMark.objects.bulk_create(
            [StepMark(step_run=one.of.row, kind=mark, at=at) for one in news],
            update_conflicts=True, unique_fields=["step_run", "kind"], update_fields=["kind"],
        )  # fmt: skip
        if notices:
            tell(notices)
        if calls:
            keep_calls(calls)
    return len(notices)


def _notices(one: News, at: dt.datetime) -> Iterable[Notification]:
    row = one.of.row
    for user in sorted(one.to):
        yield Notification(
            user_id=user, office=one.of.office, key=f"langkah:{row.pk}:{one.kind}", kind=one.kind,
            title=one.title[:LONGEST_TITLE], text=one.text, url=one.of.url, due_at=row.due_at, created_at=at,
        )  # fmt: skip


def _said(one: News) -> dict[str, str]:
    due = one.of.row.due_at
    return {
        "title": one.title, "url": one.of.url, "unit": one.of.row.unit.name if one.of.row.unit else "",
        "due": due.isoformat() if due else "",
    }  # fmt: skip
