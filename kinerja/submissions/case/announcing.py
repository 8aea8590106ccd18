"""What a person is told after an act: what happened, and who holds the file next."""

from kinerja.common.dates import format_moment
from kinerja.submissions.actions import Acted
from sop.procedures.definition import Definition, Move
from sop.runs.engine import holders
from sop.runs.models import StepRun

REPEATED = "Sudah tersimpan sebelumnya; tidak dicatat dua kali."
ENDED = "Semua langkah SOP selesai."
_DONE = {
    "verify": "Data terverifikasi.",
    "paraf": "Paraf Anda tercatat.",
    "sign": "Dokumen ditandatangani.",
    "archive": "Dokumen diarsipkan.",
}


def announcement(acted: Acted, definition: Definition, move: Move) -> str:
    """The message for this act. No queries."""
    if acted.repeated or acted.moved is None:
        return REPEATED
    parts = [_what(move)]
    if acted.moved.ended:
        parts.append(ENDED)
    elif acted.moved.opened:
        parts.append(_next(acted, definition))
    else:
        parts.append(_rest(acted, move))
    return " ".join(parts)


def _what(move: Move) -> str:
    if move.is_return:
        return "Berkas dikembalikan."
    return (
        " ".join(_DONE[effect] for effect in move.effects if effect in _DONE)
        or "Langkah selesai dan tercatat."
    )


def _next(acted: Acted, definition: Definition) -> str:
    """Who goes on: each step that was opened once, with its deadline."""
    opened = acted.moved.opened if acted.moved else ()
    places = {row["id"]: row["step"] for row in acted.submission.run.marking}
    first: dict[int, StepRun] = {}
    for step_run in opened:
        first.setdefault(places[step_run.pk], step_run)
    zone = acted.submission.run.office.zone
    told = []
    for place, step_run in sorted(first.items()):
        step = definition.steps[place]
        due = f", paling lambat {format_moment(step_run.due_at, zone)}" if step_run.due_at else ""
        told.append(f"{holders(definition, step)}, langkah {step.position} ({step.activity}){due}")
    return f"Selanjutnya: {'; '.join(told)}."


def _rest(acted: Acted, move: Move) -> str:
    """Other units still work on the same step, or other branches of a fork have to come in."""
    run = acted.submission.run
    same = [place for place in run.places() if place["step"] == move.step]
    if same:
        return f"Bagian Anda selesai. Menunggu {len(same)} {run.office.unit_term.lower()} lain."
    return "Menunggu langkah lain yang masih berjalan."
