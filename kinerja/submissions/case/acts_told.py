"""How the steps of a case read in its history: who did what, how long it took, and whether that was in time."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kinerja.common.dates import format_date
from kinerja.submissions.case.events import DECISIONS, Entry, Ground, Kind
from kinerja.submissions.labels import working_time
from kinerja.submissions.wording import printed_time
from sop.durations.arithmetic import working_minutes_between
from sop.procedures.definition import WITHDRAW_KEY, StepDef
from sop.runs.deadlines import begins_at
from sop.runs.models import ENDED_EARLY, StepRun
from sop.runs.records import FIELDS, record_kinds

_VERBS = {"verify": "memverifikasi", "paraf": "memaraf", "sign": "menandatangani", "archive": "mengarsipkan"}


def _start(base: Entry, _data: Mapping[str, Any], _ground: Ground) -> Entry:
    return replace(base, what="membuka berkas")


def _act(base: Entry, data: Mapping[str, Any], ground: Ground) -> Entry | None:
    """None for an event that only repeats a further effect of the act before it."""
    if "move" not in data:
        return None
    return _step(base, data, ground, ground.closings.get((base.at, data["step"], data["unit"])))


def _step(base: Entry, data: Mapping[str, Any], ground: Ground, run: StepRun | None) -> Entry:
    step = ground.definition.steps[data["step"]]
    entry = replace(
        base, what=_what(base.kind, data), step=f"Langkah {data['step']}: {data['activity']}",
        unit=ground.unit(data["unit"]), reason=data["reason"], note=data["note"],
        record=_record(step, data["record"]),
        outside=data["outside_flow"], standard=printed_time(step),
    )  # fmt: skip
    if run is None or run.closed_at is None:
        return entry
    begun = begins_at(run.opened_at, ground.not_before, fills=step.fills)
    minutes = working_minutes_between(ground.calendar, begun, run.closed_at)
    in_time = None if run.due_at is None else run.closed_at <= run.due_at
    return replace(entry, took=working_time(minutes, ground.calendar, run.closed_at), in_time=in_time)


def _record(step: StepDef, record: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What was written down, with the words of its form: the date of a hand-over is not that of a meeting."""
    words = {name: word for kind in record_kinds(step) for name, word in FIELDS[kind].items()}
    dated = {name: dt.date.fromisoformat(text) for name, text in record.items() if name == "date" and text}
    return tuple(
        (
            words.get(name, name).capitalize(),
            format_date(dated[name]) if name in dated else ", ".join(str(text).split("\n")),
        )
        for name, text in record.items()
        if text
    )


def _what(kind: str, data: Mapping[str, Any]) -> str:
    if kind == "return":
        return "menarik kembali isian" if data["move"] == WITHDRAW_KEY else "mengembalikan berkas"
    verbs = [_VERBS[effect] for effect in data["effects"] if effect in _VERBS]
    if verbs:
        return " dan ".join(verbs)
    done = f"menyelesaikan langkah {data['step']}"
    return f"{done} dengan ‘{data['label']}’" if data["label"] else done


def _withdraw(base: Entry, data: Mapping[str, Any], _ground: Ground) -> Entry:
    return replace(
        base, what="menarik kembali perbaikan ini; langkah yang terbuka ditutup", reason=data["reason"]
    )


BOOK = {
    "start": Kind("plus", _start, (DECISIONS,)),
    "step": Kind("check", _act, (DECISIONS,)),
    "verify": Kind("verified", _act, (DECISIONS,)),
    "paraf": Kind("paraf", _act, (DECISIONS,)),
    "sign": Kind("signed", _act, (DECISIONS,)),
    "archive": Kind("archived", _act, (DECISIONS,)),
    "return": Kind("returned", _act, (DECISIONS,)),
    ENDED_EARLY: Kind("returned", _withdraw, (DECISIONS,)),
}
