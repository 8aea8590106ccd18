"""The labels a file wears: five from its status, two derived from where it stands in its SOP. No queries here.

`submission.run` must be loaded (`select_related("run")`); everything else comes from the definition.
"""

import datetime as dt
from dataclasses import dataclass

from kinerja.common.dates import humanize_minutes
from kinerja.submissions.models import Status, Submission
from sop.durations.arithmetic import working_minutes_between
from sop.durations.calendar import Calendar, next_working_day
from sop.procedures.definition import Definition, StepDef
from sop.runs.engine import holders
from sop.runs.models import Run

DRAFT, RETURNED, WAITING = "draft", "returned", "waiting"
VERIFIED, PARAF, SIGNED, ARCHIVED = "verified", "paraf", "signed", "archived"
WITHDRAWN = "withdrawn"  # a correction that was taken back; it counts nowhere
TEXTS = {
    DRAFT: "Draf",
    RETURNED: "Dikembalikan",
    WAITING: "Menunggu verifikasi",
    VERIFIED: "Terverifikasi",
    PARAF: "Diparaf",
    SIGNED: "Ditandatangani",
    ARCHIVED: "Diarsipkan",
}
TEXT_WITHDRAWN = "Ditarik kembali"
TINTS = {
    DRAFT: "neutral", RETURNED: "warning", WAITING: "info", VERIFIED: "info", PARAF: "info",
    SIGNED: "success", ARCHIVED: "none", "overdue": "danger", "replaced": "neutral", "outside": "warning",
    "people": "warning",
}  # fmt: skip


@dataclass(frozen=True)
class Label:
    """A badge: `key` is one of `TEXTS` or withdrawn, overdue, replaced, correcting, outside, people.

    `subline` says who holds the file, what next; `icon` is the name of the symbol in the sprite, `tint` one of neutral, info, success, warning, danger, none.
    """

    key: str
    text: str
    icon: str
    tint: str
    subline: str = ""


def label_of(
    submission: Submission, definition: Definition, *, filled: tuple[int, int] | None = None
) -> Label:
    """The label of the file as a whole. `filled`, where the caller has counted: (rows filled, rows in all)."""
    key = key_of(submission, definition)
    if key == WITHDRAWN:
        return Label(
            key, TEXT_WITHDRAWN, icon="replaced", tint="neutral", subline="dokumen sebelumnya tetap berlaku"
        )
    text = TEXTS[key]
    if key == PARAF:
        given, drawn = paraf_count(submission.run, definition)
        text = f"{text} ({given}/{drawn})" if drawn > 1 else text
    return _label(key, text, _subline(key, submission.run, definition, filled))


def key_of(submission: Submission, definition: Definition) -> str:
    """Which of the seven labels, or that it was withdrawn; for filters and counters, from the row alone."""
    if submission.withdrawn_at:
        return WITHDRAWN
    if submission.status != Status.DRAFT:
        return str(submission.status)
    if submission.run.returning:
        return RETURNED
    return WAITING if awaits_verification(submission.run, definition) else DRAFT


def awaits_verification(run: Run, definition: Definition) -> bool:
    """Filling is over and the step whose arrow carries `verify` lies here or ahead."""
    places = {place["step"] for place in run.marking}
    checks = [place for place in definition.steps if _has_effect(definition, place, "verify")]
    before_filling = any(
        place == fill or definition.can_reach(place, fill)
        for place in places
        for fill in definition.fill_steps
    )
    ahead = any(place == check or definition.can_reach(place, check) for place in places for check in checks)
    return bool(places) and not before_filling and ahead


def paraf_count(run: Run, definition: Definition) -> tuple[int, int]:
    """Paraf given on the way to the present position, and paraf steps drawn in this version."""
    drawn = [place for place in definition.steps if _has_effect(definition, place, "paraf")]
    places = {place["step"] for place in run.marking}
    given = [step for step in drawn if not any(at == step or definition.can_reach(at, step) for at in places)]
    return len(given), len(drawn)


def late_tag(due_at: dt.datetime | None, *, at: dt.datetime, calendar: Calendar) -> Label | None:
    """Tag "Terlambat 2 hari kerja", measured in the office's working time; None in time or without a deadline."""
    if due_at is None or at <= due_at:
        return None
    return _label(
        "overdue", f"Terlambat {working_time(working_minutes_between(calendar, due_at, at), calendar, at)}"
    )


def working_time(minutes: int, calendar: Calendar, at: dt.datetime) -> str:
    """Write "2 hari kerja 3 jam": minutes of open time, a day being as long as the office's working day about `at`."""
    day = next_working_day(calendar, calendar.on_the_clock(at).date())
    length = sum((end - start for start, end in calendar.spans_on(day)), dt.timedelta())
    return humanize_minutes(minutes, day_length=max(1, int(length.total_seconds()) // 60))


def replaced_tag(revision: int) -> Label:
    """Tag "Digantikan revisi 2", for a signed file with a newer revision."""
    return _label("replaced", f"Digantikan revisi {revision}")


def correcting_tag(revision: int) -> Label:
    """Tag "Sedang diperbaiki (revisi 2)", for a signed file whose correction is under way."""
    return Label("correcting", f"Sedang diperbaiki (revisi {revision})", icon="edit", tint="warning")


def outside_tag() -> Label:
    """Tag "di luar alur tertulis", for a return the sheet does not draw."""
    return _label("outside", "di luar alur tertulis")


def orphan_tag() -> Label:
    """Tag "Tanpa pelaksana", for a file with an open step that nobody may do today."""
    return _label("people", "Tanpa pelaksana")


def _has_effect(definition: Definition, place: int, effect: str) -> bool:
    return any(effect in move.effects for move in definition.moves(place))


def _label(key: str, text: str, subline: str = "") -> Label:
    return Label(key, text, icon=key, tint=TINTS[key], subline=subline)


def _subline(key: str, run: Run, definition: Definition, filled: tuple[int, int] | None) -> str:
    if key == ARCHIVED:
        return "Semua langkah selesai"
    if key == RETURNED:
        who = run.returning.get("capacity") or run.returning.get("by", "")
        return f"ditarik kembali oleh {who}" if run.returning.get("withdrawn") else f"oleh {who}"
    step = current_step(run, definition)
    if step is None:
        return ""
    if key == DRAFT:
        return _draft_subline(run, definition, step, filled)
    if key == WAITING:
        return f"{step_of(step, definition)}, di {holders(definition, step)}"
    return f"Menunggu {holders(definition, step)}: {step.activity}"


def _draft_subline(run: Run, definition: Definition, step: StepDef, filled: tuple[int, int] | None) -> str:
    if not step.fills:
        return f"{step_of(step, definition)}, belum dibuka untuk diisi"
    if filled is not None:
        return f"{filled[0]} dari {filled[1]} indikator terisi"
    done, total = units_done(run, step)
    return f"{done} dari {total} unit selesai mengisi" if total else step_of(step, definition)


def current_step(run: Run, definition: Definition) -> StepDef | None:
    """The first open step; None when the file has come to its end."""
    places = sorted(place["step"] for place in run.places())
    return definition.steps[places[0]] if places else None


def units_done(run: Run, step: StepDef) -> tuple[int, int]:
    """Of a step that is done per unit: how many units have finished, and of how many; (0, 0) for another step."""
    units = run.units.get(str(step.position), []) if step.per_unit else []
    unfinished = {place["unit"] for place in run.places() if place["step"] == step.position}
    return len(set(units) - unfinished), len(units)


def step_of(step: StepDef, definition: Definition) -> str:
    """Write "Langkah 5 dari 11"."""
    return f"Langkah {step.position} dari {len(definition.steps)}"
