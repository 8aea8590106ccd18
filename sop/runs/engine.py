"""The engine: may this person take this way now, and what follows. It knows nothing of performance data.

`advance()` decides, `move_on()` writes: the caller stands between them with its own checks, inside one transaction
that holds the lock on the run.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sop.ledger.models import Event
from sop.procedures.definition import Definition, Move, StepDef
from sop.procedures.queries import definition_of
from sop.runs.errors import AlreadyMoved, NoSuchMove, NotYetOpen, NotYourStep, Owed, SameKeyOtherContent
from sop.runs.models import Outcome, Run, StepRun
from sop.runs.performers import ASSIGNED, Duty, Performer, serves
from sop.runs.records import check_record

_DEEDS: Mapping[str, str] = {Outcome.RETURNED: "dikembalikan", Outcome.WITHDRAWN: "ditarik"}


@dataclass(frozen=True)
class Request:
    """What was asked: which opening of a step, which way, seen at which event, and what was written with it.

    `units`: pk of the units a return reopens. `record`: the fields of `records.FIELDS`, plain JSON.
    `key` makes a repeated request count once, `content` is the sha256 of what was posted.
    """

    step_run: int
    move: str
    expected_seq: int
    reason: str = ""
    note: str = ""
    units: tuple[int, ...] = ()
    record: Mapping[str, Any] = field(default_factory=dict)
    key: str = ""
    content: str = ""


@dataclass(frozen=True)
class Advance:
    """A way that may be taken: the open place of the marking, its step, the move, the duty that allows it.

    `taken_back`: the opening that its own side takes back; None for every other way.
    """

    definition: Definition
    place: Mapping[str, Any]
    step: StepDef
    move: Move
    duty: Duty
    reason: str
    units: tuple[int, ...]
    taken_back: StepRun | None = None

    @property
    def effects(self) -> tuple[str, ...]:
        return self.move.effects


def repeated(run: Run, request: Request, by: Performer) -> bool:
    """Whether this very request was carried out before; looked up only when the step is no longer open."""
    place = _place(run, request.step_run)
    if not request.key or (place is not None and place["seq"] == request.expected_seq):
        return False
    earlier = (
        Event.objects.filter(user_id=by.user_id, key=request.key).values_list("run_id", "content").first()
    )
    if earlier is None:
        return False
    if earlier != (run.pk, request.content):
        raise SameKeyOtherContent
    return True


def advance(run: Run, request: Request, *, by: Performer, at: dt.datetime) -> Advance:
    """The way asked for, if this person may take it now on this (locked) run; raises a RuleError with the reason."""
    definition = definition_of(run.publication)
    place = open_place(run, request)
    step = definition.steps[place["step"]]
    duty = duty_here(run, step, place, by=by, at=at)
    if duty is None:
        raise NotYourStep(step.number or str(step.position), holders_at(definition, place))
    _refuse_before_opening(place, at)
    move = definition.move(step.position, request.move)
    if move is None:
        raise NoSuchMove
    check_record(step, move, request.record)
    reason = _reason_owed(run, move, request)
    return Advance(definition, place, step, move, duty, reason, _units_owed(run, definition, move, request))


def duty_here(
    run: Run, step: StepDef, place: Mapping[str, Any], *, by: Performer, at: dt.datetime
) -> Duty | None:
    """The duty by which this person does this open place now; one query more only where it comes from an assignment."""
    duty = by.duty_at(step, place)
    if duty is not None and duty.kind == ASSIGNED:
        day = at.astimezone(run.office.tz).date()
        return duty if serves(by.user_id, run.office_id, day) else None
    return duty


def insist_open(run: Run, step_run: int) -> None:
    """Refuse where this opening of a step is over: AlreadyMoved says who was first. On a locked run, no query."""
    if _place(run, step_run) is None:
        raise AlreadyMoved(_who_was_first(run, step_run))


def holders(definition: Definition, step: StepDef) -> str:
    """The columns that do this step, as printed."""
    return (
        " / ".join(definition.actors[actor] or f"kolom {actor}" for actor in step.actors)
        or "(belum ditetapkan)"
    )


def holders_at(definition: Definition, place: Mapping[str, Any]) -> str:
    """Who does this open place: the person it was assigned to, else the columns of its step."""
    assigned = place.get("assigned")
    if assigned is not None:
        return f"{assigned['name']} ({assigned['capacity']})"
    return holders(definition, definition.steps[place["step"]])


def _place(run: Run, step_run: int) -> dict[str, Any] | None:
    return next((place for place in run.places() if place["id"] == step_run), None)


def open_place(run: Run, request: Request) -> dict[str, Any]:
    """The place of the open step that is asked for; AlreadyMoved where it is over, or stands at a later event."""
    place = _place(run, request.step_run)
    if place is None:
        raise AlreadyMoved(_who_was_first(run, request.step_run))
    if place["seq"] != request.expected_seq:
        raise AlreadyMoved("Data berubah sejak halaman ini dibuka. Muat ulang dan periksa sekali lagi.")
    return place


def _who_was_first(run: Run, step_run: int) -> str:
    closed = StepRun.objects.with_deed().filter(run=run, pk=step_run).select_related("run__office").first()
    if closed is None or closed.closed_at is None:
        return "Berkas sudah berpindah langkah. Buka berkas untuk melihat posisinya."
    local = closed.closed_at.astimezone(closed.run.office.tz)
    did = _DEEDS.get(closed.outcome, "diselesaikan")
    return (
        f"Langkah ini sudah {did} oleh {closed.closed_name} ({closed.closed_as}) "
        f"pada {local:%d-%m-%Y} pukul {local:%H.%M}. Buka berkas untuk melihat posisinya."
    )


def _refuse_before_opening(place: Mapping[str, Any], at: dt.datetime) -> None:
    if place.get("opens_at") and at < dt.datetime.fromisoformat(place["opens_at"]):
        raise NotYetOpen("Langkah ini belum dibuka. Lihat tanggal mulainya pada halaman berkas.")


def _reason_owed(run: Run, move: Move, request: Request) -> str:
    """The reason of a return; on the second stretch of a return (Mojokerto 4) the first one holds."""
    reason = request.reason.strip() or run.returning.get("reason", "")
    if move.is_return and not reason:
        raise Owed("Tulis alasan pengembalian.")
    return reason if move.is_return else ""


def _units_owed(run: Run, definition: Definition, move: Move, request: Request) -> tuple[int, ...]:
    """The units a return reopens: chosen now, or when the return began (Mojokerto 3, carried to 4)."""
    if not move.is_return:
        return ()
    allowed = {unit for units in run.units.values() for unit in units}
    chosen = tuple(sorted(set(request.units or run.returning.get("units", ())) & allowed))
    if not chosen and any(target and definition.steps[target].per_unit for target in move.targets):
        raise Owed("Pilih sedikitnya satu unit yang isiannya dibuka kembali.")
    return chosen
