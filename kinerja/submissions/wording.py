"""What buttons, chips and links of a step are called: named after what the act does, in the words of the SOP."""

from collections.abc import Callable

from django.urls import reverse

from kinerja.submissions.models import Submission
from kinerja.submissions.queries import Holders
from sop.durations.units import UNIT_NAMES
from sop.offices.models import Office
from sop.procedures.definition import Definition, Move, StepDef
from sop.runs.engine import holders
from sop.runs.models import StepRun

ENTRY, VERIFY, SIGN, FILE, CASE = "entry", "verify", "sign", "file", "case"

FILL, CHECK, INITIAL, SIGNATURE, ARCHIVE, OTHER = (
    "Isi", "Verifikasi", "Paraf", "Tanda tangani", "Arsipkan", "Langkah lain",
)  # fmt: skip
# Chips of the inbox, in their order.
KINDS = (FILL, CHECK, INITIAL, SIGNATURE, ARCHIVE, OTHER)

BY_EFFECTS = {
    ("verify",): "Verifikasi dan teruskan",
    ("paraf",): "Paraf",
    ("verify", "paraf"): "Verifikasi dan paraf",
    ("sign",): "Tanda tangani",
    ("sign", "archive"): "Tanda tangani dan arsipkan",
    ("archive",): "Arsipkan",
    ("revise",): "Kembalikan",
}
_VERBS = {
    "verify": "verifikasi", "paraf": "paraf", "sign": "tanda tangani", "archive": "arsipkan", "revise": "kembalikan",
}  # fmt: skip


def button_for(move: Move, definition: Definition, called: Callable[[StepDef], str] | None = None) -> str:
    """The button of a move: "Kirim untuk verifikasi", "Paraf"; at a decision with the SOP's own label.

    A decision's label alone ("Ya") would not say that it signs, so label and effect stand together:
    "Ya, tanda tangani"; where nothing changes the label is all ("Benar", "Tidak Sesuai"). A return says where it leads:
    two may stand side by side. `called` names who does a step; without it the column stands as printed.
    """
    step = definition.steps[move.step]
    targets = [definition.steps[target] for target in move.targets if target is not None]
    whom = " dan ".join(dict.fromkeys(called(at) if called else holders(definition, at) for at in targets))
    text = _back(targets, whom) if move.is_return else _effect_text(move)
    if step.nature == "decision" and move.label and move.drawn:
        return f"{move.label}, {text[0].lower()}{text[1:]}" if move.effects else move.label
    return text or _onward(step, targets, whom, definition)


def naming(people: Holders, definition: Definition, office: Office) -> Callable[[StepDef], str]:
    """Who does a step, in a word: the kind of unit, the post if there is one, else its column as printed."""

    def called(step: StepDef) -> str:
        if step.per_unit:
            return office.unit_term.lower()
        posts = list(dict.fromkeys(holder.capacity for holder in people.of(step)))
        return posts[0] if len(posts) == 1 else holders(definition, step)

    return called


def screen_for(step: StepDef, definition: Definition) -> str:
    """Which screen an open step has: "entry", "verify", "sign" (paraf too), "file", or "case" for the other rows."""
    if step.fills:
        return ENTRY
    effects = forward_effects(step, definition)
    for screen, wanted in ((VERIFY, {"verify"}), (SIGN, {"paraf", "sign"}), (FILE, {"archive"})):
        if effects & wanted:
            return screen
    return CASE


def kind_of_task(step: StepDef, definition: Definition) -> str:
    """The chip of a task in the inbox, one of KINDS."""
    screen, effects = screen_for(step, definition), forward_effects(step, definition)
    if screen == SIGN:
        return SIGNATURE if "sign" in effects else INITIAL
    return {ENTRY: FILL, VERIFY: CHECK, FILE: ARCHIVE, CASE: OTHER}[screen]


def task_url(submission: Submission, step_run: StepRun, step: StepDef, definition: Definition) -> str:
    """Where this open step is done. A filling step without a unit is done from the page of the file."""
    screen = screen_for(step, definition)
    if screen == ENTRY and step_run.unit_id is not None:
        return reverse("submissions:entry", args=[submission.pk, step_run.unit_id])
    if screen in {VERIFY, SIGN, FILE}:
        return reverse(f"submissions:{screen}", args=[submission.pk, step_run.pk])
    return reverse("submissions:detail", args=[submission.pk])


def printed_time(step: StepDef) -> str:
    """The waktu as printed; where the sheet names the unit in the head of the column only (IV Jurai), with that unit."""
    standard = step.standard
    if standard.unit_from_header and standard.unit:
        return f"{step.time} {UNIT_NAMES[standard.unit]}"
    return step.time


def forward_effects(step: StepDef, definition: Definition) -> set[str]:
    """What going forward from this step may do to the status."""
    moves = definition.moves(step.position)
    return {effect for move in moves if not move.is_return for effect in move.effects}


def straight_move(step: StepDef, definition: Definition) -> Move | None:
    """The one way that is primary: the first that is no return; None at a step that only sends back (Mojokerto 4)."""
    return next((move for move in definition.moves(step.position) if not move.is_return), None)


def _effect_text(move: Move) -> str:
    if not move.effects:
        return ""
    return (
        BY_EFFECTS.get(move.effects) or " dan ".join(_VERBS[effect] for effect in move.effects).capitalize()
    )


def _back(targets: list[StepDef], whom: str) -> str:
    """To whom the file goes back; figures that open again go back to be mended."""
    mend = " untuk diperbaiki" if any(target.fills for target in targets) else ""
    return f"{BY_EFFECTS['revise',]} ke {whom}{mend}"


def _onward(step: StepDef, targets: list[StepDef], whom: str, definition: Definition) -> str:
    """The button of a move without effect: to whom the file goes next."""
    if not targets:
        return "Selesai"
    if step.fills and any("verify" in forward_effects(target, definition) for target in targets):
        return "Kirim untuk verifikasi"
    if all(target.actors == step.actors for target in targets):
        return f"Selesai, lanjut ke langkah {targets[0].position}"
    return f"Kirim ke {whom}" if step.fills else f"Selesai, teruskan ke {whom}"
