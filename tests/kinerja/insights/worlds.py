"""Offices with files in every state, for the tests of lists, home page, recap and archive."""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinerja.periods.models import Period, PeriodKind
from kinerja.periods.queries import period_before, period_for
from kinerja.submissions.actions import act
from kinerja.submissions.entry.filling import RowInput, record_figures
from kinerja.submissions.figures import Figure
from kinerja.submissions.models import Submission
from kinerja.submissions.opening import start
from sop.offices.models import User
from tests.engine.graphs import OPENED, World
from tests.engine.walking import LATER, agree, forward, fresh, papers_for, request_for, who

WIB = dt.timezone(dt.timedelta(hours=7))
NOW = dt.datetime(2026, 10, 1, 11, 0, tzinfo=WIB)  # a Thursday; an hour after LATER
NEXT_WEEK = NOW + dt.timedelta(days=6)


def at(moment: dt.datetime = NOW) -> time_machine.travel:
    """A context in which the clock stands still."""
    return time_machine.travel(moment, tick=False)


def begin(world: World, period: Period) -> Submission:
    """Start the file of a period, by a clerk."""
    row = period_for(period.kind, period.year, period.number)
    return start(world.obligation, row, by=next(iter(world.clerks.values())), at=OPENED)


def begin_many(world: World, count: int) -> list[Submission]:
    """Files of so many quarters, the newest TW III 2026."""
    period, files = Period(kind=PeriodKind.QUARTER, year=2026, number=3), []
    for _ in range(count):
        files.append(begin(world, period))
        period = period_before(period)
    return files


def put(submission: Submission, by: User, unit: int, values: Mapping[str, str | None]) -> None:
    """Enter figures of a unit by the names of their indicators; None says that there is no data."""
    figures = {row.definition["name"]: row for row in Figure.objects.filter(submission=submission, unit=unit)}
    rows = [
        RowInput(figures[name].pk, figures[name].version, _change(value)) for name, value in values.items()
    ]
    record_figures(submission, rows, unit=unit, by=by, at=LATER)


def _change(value: str | None) -> dict[str, Any]:
    return {"no_data": True, "no_data_reason": "Belum rilis"} if value is None else {"value": Decimal(value)}


def go(world: World, submission: Submission, *, steps: int) -> Submission:
    """Take so many steps the straight way; figures are entered already."""
    for _ in range(steps):
        submission = fresh(submission)
        place = submission.run.places()[0]
        move = forward(submission, place)
        by = who(world, place, submission)
        if "verify" in move.effects:
            agree(submission, by)
            submission = fresh(submission)
            place = submission.run.places()[0]
        papers = papers_for(submission, move.effects)
        if papers.document is not None:
            papers.document.signers = [
                {
                    "act": "sign",
                    "name": by.name,
                    "nip": "",
                    "capacity": "Kepala Dinas",
                    "at": LATER.isoformat(),
                }
            ]
        act(submission, request_for(world, place, move), by=by, papers=papers, at=LATER)
    return fresh(submission)


def fill_all(world: World, submission: Submission, value: str = "90") -> None:
    for unit, clerk in world.clerks.items():
        names = Figure.objects.filter(submission=submission, unit=unit).values_list(
            "definition__name", flat=True
        )
        put(submission, clerk, unit, dict.fromkeys(names, value))


def reach(world: World, submission: Submission, status: str) -> Submission:
    """Fill every figure and go on until the file has this status; "waiting" stops before verification."""
    units = len(world.units)
    steps = {
        "draft": 0,
        "waiting": units,
        "verified": units + 1,
        "paraf": units + 2,
        "signed": units + 3,
        "archived": units + 4,
    }
    if status != "draft":
        fill_all(world, submission)
    return go(world, submission, steps=steps[status])


@contextmanager
def queries() -> Iterator[list[str]]:
    """The statements of a block, for counting."""
    statements: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield statements
    statements.extend(query["sql"] for query in captured.captured_queries)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def get(user: User, url: str, **query: str) -> Any:
    """Open a page as this person."""
    return client_of(user).get(url, query)


def cost(user: User, url: str, **query: str) -> tuple[int, Any]:
    """How many statements a warm page takes, and the page."""
    client = client_of(user)
    client.get(url, query)
    with queries() as asked:
        page = client.get(url, query)
    return len([sql for sql in asked if "django_session" not in sql]), page
