"""Writing a run: start it, move it on, note an event. Each expects to be inside the caller's transaction."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Value, When

from sop.durations.calendar import Calendar
from sop.durations.deadlines import Due
from sop.ledger.actions import Entry, append
from sop.procedures import net
from sop.procedures.definition import WITHDRAW_KEY, Definition
from sop.procedures.queries import definition_of
from sop.runs.deadlines import due_of
from sop.runs.engine import Advance, Request
from sop.runs.errors import AlreadyMoved, CannotStart
from sop.runs.models import Outcome, Run, StepRun
from sop.runs.performers import Application, Performer

OVERTAKEN = "Berkas sudah berpindah langkah. Muat ulang halaman untuk melihat posisinya."


@dataclass(frozen=True)
class Moved:
    """What a move did: the steps it opened, and whether nothing is open any more."""

    opened: Sequence[StepRun]
    ended: bool


def start_run(
    run: Run, *, by: Performer | Application, at: dt.datetime, calendar: Calendar, details: Mapping[str, Any]
) -> Run:
    """Save a new run (office, publication, year, title, period_end, not_before, units given) with its first steps open.

    `units` must hold the units of every per-unit step. Raises CannotStart where the SOP is for reading only.
    """
    if not run.publication.runnable:
        raise CannotStart("SOP ini diterbitkan hanya untuk dibaca, sehingga tidak dapat dijalankan.")
    definition = definition_of(run.publication)
    run.opened_at = at
    run.save()
    marking = net.start(definition, _units(run))
    opened = _open(run, definition, marking, at=at, calendar=calendar)
    data = {"publication": run.publication.sha256, "units": run.units, "by": _person(by), **details}
    append(run, [Entry("start", data, by.user_id)], at=at)
    run.marking = _rows(run, marking, opened, seq=run.seq)
    run.save(update_fields=["seq", "head", "marking"])
    return run


def move_on(
    run: Run,
    way: Advance,
    request: Request,
    *,
    by: Performer,
    at: dt.datetime,
    calendar: Calendar,
    facts: Mapping[str, Any],
) -> Moved:
    """Close the step, append the events, open what follows, and save the run if nobody was faster."""
    before, here = run.seq, net.Place(way.step.position, way.place["unit"] or 0)
    old = _marking(run)
    new = net.fire(way.definition, old, here, way.move, _units(run) | _reopened(way))
    fresh = (new - old) | ({here} & new)
    # Taken back while other units still fill: the file as a whole does not come back, a return under way goes on.
    aside = way.move.key == WITHDRAW_KEY and any(place.step == here.step for place in old)
    if way.move.is_return:
        run.round += 1
    _close(run, way, request, gone=(old - new) | {here}, by=by, at=at)
    opened = _open(run, way.definition, fresh, at=at, calendar=calendar, kept=way.taken_back)
    append(run, _entries(way, request, by, new, facts), at=at)
    run.marking = _rows(run, new, opened, seq=before + 1)
    if not aside:
        run.returning = _returning(run, way, by, at, went_on=bool(fresh) or not new)
    run.closed_at = None if new else at
    save_guarded(run, before)
    return Moved(opened, ended=not new)


def look_at(step_run: StepRun, *, at: dt.datetime) -> bool:
    """Record that a holder has opened the step, once: from here on its sender cannot take his part back.

    False where it was opened before, or closed meanwhile.
    """
    rows = StepRun.objects.filter(pk=step_run.pk, seen_at=None, closed_at=None)
    return rows.update(seen_at=at) == 1


def note(run: Run, entries: Sequence[Entry], *, touched: Iterable[int], at: dt.datetime) -> None:
    """Append events that move nothing; the open steps named by `touched` (step run pk) now stand at the last of them."""
    before = run.seq
    append(run, entries, at=at)
    ids = set(touched)
    run.marking = [{**place, "seq": run.seq} if place["id"] in ids else place for place in run.marking]
    save_guarded(run, before)


def save_guarded(run: Run, before: int) -> None:
    """Write the position and the end of the chain; AlreadyMoved where somebody was faster."""
    saved = Run.objects.filter(pk=run.pk, seq=before).update(
        seq=run.seq, head=run.head, marking=run.marking, returning=run.returning, round=run.round,
        closed_at=run.closed_at,
    )  # fmt: skip
    if saved != 1:
        raise AlreadyMoved(OVERTAKEN)


def _units(run: Run) -> dict[int, tuple[int, ...]]:
    return {int(step): tuple(units) for step, units in run.units.items()}


def _reopened(way: Advance) -> dict[int, tuple[int, ...]]:
    """A return opens its target for the chosen units only."""
    if not way.move.is_return:
        return {}
    return {target: way.units for target in way.move.targets if target is not None and way.units}


def _marking(run: Run) -> net.Marking:
    return frozenset(net.Place(row["step"], row["unit"] or 0, row["waiting"]) for row in run.marking)


def _rows(run: Run, marking: net.Marking, opened: Sequence[StepRun], *, seq: int) -> list[dict[str, Any]]:
    """The marking as stored: places that stay keep their row, new ones get the step run that was opened."""
    kept = {(row["step"], row["unit"], row["waiting"]): row for row in run.marking}
    ids = {(step_run.step_id, step_run.unit_id): step_run for step_run in opened}
    rows = []
    for place in sorted(marking):
        unit = place.unit or None
        fresh = ids.get((run.publication.step_ids[str(place.step)], unit))
        if fresh is None and (place.step, unit, place.waiting) in kept:
            rows.append(kept[place.step, unit, place.waiting])
            continue
        row: dict[str, Any] = {
            "id": None,
            "step": place.step,
            "unit": unit,
            "seq": seq,
            "waiting": place.waiting,
        }
        if fresh is not None:
            row |= {"id": fresh.pk, "opens_at": fresh.opens_at.isoformat() if fresh.opens_at else None}
        rows.append(row)
    return rows


def _open(
    run: Run,
    definition: Definition,
    places: net.Marking,
    *,
    at: dt.datetime,
    calendar: Calendar,
    kept: StepRun | None = None,
) -> list[StepRun]:
    """`kept` is the opening that was taken back: its deadline goes on, or sending and withdrawing would put it off."""
    openings = []
    for place in sorted(place for place in places if not place.waiting):
        step = definition.steps[place.step]
        due = _due_again(kept) if kept else due_of(step, run, at=at, calendar=calendar)
        openings.append(
            StepRun(
                run=run, office_id=run.office_id, step_id=run.publication.step_ids[str(place.step)],
                unit_id=place.unit or None, round=run.round, opened_at=at,
                opens_at=due.opens_at, due_at=due.at, due_note=due.note,
            )
        )  # fmt: skip
    return StepRun.objects.bulk_create(openings) if openings else []


def _due_again(kept: StepRun) -> Due:
    return Due(at=kept.due_at, opens_at=kept.opens_at, note=kept.due_note)


def _close(
    run: Run, way: Advance, request: Request, *, gone: net.Marking, by: Performer, at: dt.datetime
) -> None:
    """Close the step that was done, and withdraw those that a return overtakes, in one statement."""
    keys = {(place.step, place.unit or None) for place in gone}
    ids = [row["id"] for row in run.places() if (row["step"], row["unit"]) in keys]
    here = way.place["id"]

    def only_here(value: str, other: str = "") -> Case | str:
        if ids == [here]:
            return value
        return Case(When(pk=here, then=Value(value)), default=Value(other), output_field=CharField())

    closed = StepRun.objects.filter(pk__in=ids, closed_at=None).update(
        closed_at=at,
        outcome=only_here(Outcome.RETURNED if way.move.is_return else Outcome.DONE, Outcome.WITHDRAWN),
        closed_by=by.user_id,
        closed_as=way.duty.capacity,
        label=only_here(way.move.label),
        note=only_here(way.reason or request.note),
        outside_flow=not way.move.drawn,
        record=dict(request.record),
    )
    if closed != len(ids):
        raise AlreadyMoved(OVERTAKEN)


def _entries(
    way: Advance, request: Request, by: Performer, new: net.Marking, facts: Mapping[str, Any]
) -> list[Entry]:
    """One event for the step with all its facts, and one more for each further effect (Sumenep 9: sign, archive)."""
    move = way.move
    kind = "return" if move.is_return else next(iter(move.effects), "step")
    data = {
        "step": way.step.position, "number": way.step.number, "activity": way.step.activity,
        "unit": way.place["unit"], "move": move.key, "label": move.label, "effects": list(move.effects),
        "outside_flow": not move.drawn, "reason": way.reason, "note": request.note, "units": list(way.units),
        "record": dict(request.record), "by": _person(by, way.duty.capacity),
        "marking": [[place.step, place.unit, place.waiting] for place in sorted(new)], **facts,
    }  # fmt: skip
    first = Entry(kind, data, by.user_id, request.key, request.content)
    further = () if move.is_return else move.effects[1:]
    return [
        first,
        *(Entry(effect, {"step": way.step.position, "by": data["by"]}, by.user_id) for effect in further),
    ]


def _person(by: Performer | Application, capacity: str = "") -> dict[str, str]:
    return {"name": by.name, "nip": by.nip, "capacity": capacity}


def _returning(run: Run, way: Advance, by: Performer, at: dt.datetime, *, went_on: bool) -> dict[str, Any]:
    """What is known of a return under way; it ends when the reopened step hands the file on.

    `round` is that in which it began, whatever the number of its strides.
    """
    if way.move.is_return:
        return {
            "reason": way.reason, "units": list(way.units), "by": by.name, "capacity": way.duty.capacity,
            "at": at.isoformat(), "from": way.step.position, "withdrawn": way.move.key == WITHDRAW_KEY,
            "round": run.returning.get("round", run.round - 1),
        }  # fmt: skip
    return {} if went_on else run.returning
