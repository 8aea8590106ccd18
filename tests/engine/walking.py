"""Doing steps in the tests of the engine: who may, with what papers, and what a trail looks like."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinerja.signing.actions import put_by
from kinerja.signing.models import SignedDocument
from kinerja.submissions.actions import Acted, Papers, act
from kinerja.submissions.entry.filling import RowInput, judge, record_figures
from kinerja.submissions.figures import ArchiveRecord, Figure
from kinerja.submissions.models import Submission
from sop.ledger.models import Event
from sop.offices.models import User
from sop.procedures.definition import Move
from sop.procedures.queries import definition_of
from sop.runs.engine import Request
from sop.runs.models import Run, StepRun
from tests.engine.graphs import OPENED, World

LATER = OPENED + dt.timedelta(hours=1)


def fresh(submission: Submission) -> Submission:
    return Submission.objects.select_related("run__publication", "run__office").get(pk=submission.pk)


def who(world: World, place: dict[str, Any], submission: Submission) -> User:
    """The person of the place's column: the clerk of its unit, or the official."""
    step = definition_of(submission.run.publication).steps[place["step"]]
    if 1 in step.actors:
        return world.clerks[place["unit"]] if place["unit"] else next(iter(world.clerks.values()))
    return world.people[step.actors[0]]


def fill(submission: Submission, unit: int, by: User, value: str = "90") -> None:
    rows = Figure.objects.filter(submission=submission, unit=unit)
    inputs = [RowInput(row.pk, row.version, {"value": Decimal(value)}) for row in rows]
    record_figures(submission, inputs, unit=unit, by=by, at=LATER)


def agree(submission: Submission, by: User) -> None:
    judge(
        submission,
        dict.fromkeys(submission.figures.values_list("pk", flat=True), (True, "")),
        by=by,
        at=LATER,
    )


def papers_for(submission: Submission, effects: tuple[str, ...]) -> Papers:
    document = filing = None
    if "sign" in effects:
        code = hashlib.sha256(f"{submission.pk}".encode()).hexdigest()[:8].upper()
        document = SignedDocument(
            office_id=submission.office_id, code=code, title="Laporan", period="TW III",
            data_hash=submission.data_hash, signed_at=LATER, signers=[],
        )  # fmt: skip
        put_by(b"%PDF-1.7 laporan", document)
    if "archive" in effects:
        filing = ArchiveRecord(classification="000.8.6.3", location="Rak 1")
    return Papers(data_hash=submission.data_hash, document=document, filing=filing)


def prepare(world: World, submission: Submission, place: dict[str, Any], move: Move, by: User) -> None:
    """What must be true before the move: figures filled, rows judged."""
    definition = definition_of(submission.run.publication)
    if definition.steps[place["step"]].fills and not move.is_return:
        for unit in [place["unit"]] if place["unit"] else [unit.pk for unit in world.units]:
            fill(submission, unit, by)
    if "verify" in move.effects:
        agree(submission, by)


def take(
    world: World,
    submission: Submission,
    place: dict[str, Any],
    move: Move,
    *,
    by: User | None = None,
    key: str = "",
) -> Acted:
    """Take a move at a place as its holder, with everything it owes."""
    by = by or who(world, place, submission)
    prepare(world, submission, place, move, by)
    submission = fresh(submission)
    place = next(row for row in submission.run.marking if row["id"] == place["id"])
    return act(
        submission,
        request_for(world, place, move, key=key),
        by=by,
        papers=papers_for(submission, move.effects),
        at=LATER,
    )


def request_for(world: World, place: dict[str, Any], move: Move, *, key: str = "") -> Request:
    units = tuple(unit.pk for unit in world.units[:1]) if move.is_return else ()
    return Request(
        step_run=place["id"], move=move.key, expected_seq=place["seq"], key=key, content="c",
        reason="Periksa kembali" if move.is_return else "", units=units,
    )  # fmt: skip


def forward(submission: Submission, place: dict[str, Any]) -> Move:
    return definition_of(submission.run.publication).moves(place["step"])[0]


def walk_to(world: World, submission: Submission, status: str) -> Submission:
    """Go the straight way until the status is reached."""
    submission = fresh(submission)
    while submission.status != status:
        place = submission.run.places()[0]
        submission = fresh(take(world, submission, place, forward(submission, place)).submission)
    return submission


def walk_to_step(world: World, submission: Submission, step: int) -> Submission:
    """Go the straight way until this step is open."""
    submission = fresh(submission)
    while all(place["step"] != step for place in submission.run.places()):
        place = submission.run.places()[0]
        submission = fresh(take(world, submission, place, forward(submission, place)).submission)
    return submission


def trail(submission: Submission) -> tuple[Any, ...]:
    """Everything an act may write, to compare before and after; a first look at a step is none."""
    run = Run.objects.get(pk=submission.run_id)
    return (
        Submission.objects.values_list("status", "data_hash", "snapshot", "document").get(pk=submission.pk),
        (run.seq, run.head, run.marking, run.returning, run.round, run.closed_at),
        [row | {"seen_at": None} for row in StepRun.objects.filter(run=run).order_by("pk").values()],
        list(Event.objects.filter(run=run).order_by("seq").values_list("hash", flat=True)),
        SignedDocument.objects.filter(office=submission.office_id).count(),
        ArchiveRecord.objects.filter(submission=submission).count(),
        list(Figure.objects.filter(submission=submission).order_by("pk").values("value", "version")),
    )


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements of a block, those that only open and close transactions left out."""
    statements: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield statements
    control = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")
    statements.extend(q["sql"] for q in captured.captured_queries if not q["sql"].upper().startswith(control))
