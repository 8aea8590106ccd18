"""Before a file is sent back: which ways there are, what each will do, and what was said on its rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kinerja.common.dates import format_moment
from kinerja.submissions.case.turns import Case, Turn
from kinerja.submissions.figures import Figure, Judgement
from kinerja.submissions.labels import RETURNED, TEXTS
from kinerja.submissions.models import Status, Submission
from sop.offices.models import User
from sop.procedures.definition import Definition, Move, StepDef
from sop.runs.deadlines import due_of
from sop.runs.engine import holders


@dataclass(frozen=True)
class Way:
    """A way back: its button, sentences on what will happen, and whether units must or may be chosen for it."""

    move: Move
    text: str
    consequences: tuple[str, ...]
    owes_units: bool
    offers_units: bool

    @property
    def outside(self) -> bool:
        """Whether the sheet does not draw it."""
        return not self.move.drawn


@dataclass(frozen=True)
class RowNote:
    """A row on which something may be written: what others said of it at its present version, and what this person said."""

    figure: int
    name: str
    unit: int
    unit_name: str
    said: tuple[str, ...] = ()
    mine: str = ""

    @property
    def noted(self) -> bool:
        return bool(self.said or self.mine)


@dataclass(frozen=True)
class RowNotes:
    """The rows of the file, in the order of their units."""

    rows: tuple[RowNote, ...]

    @cached_property
    def units(self) -> list[tuple[int, str]]:
        """Units with rows in this file."""
        return list(dict.fromkeys((row.unit, row.unit_name) for row in self.rows))

    @cached_property
    def noted_units(self) -> list[int]:
        return list(dict.fromkeys(row.unit for row in self.rows if row.noted))


NO_NOTES = RowNotes(())


def ways_of(turn: Turn) -> list[Way]:
    """Every return of the open step, those of the sheet first."""
    return [_way(turn, move) for move in turn.returns]


def notes_of(submission: Submission, user: User) -> RowNotes:
    """The rows with the objections that are not yet answered, of every stride of a return under way. Two queries."""
    figures = Figure.objects.filter(submission=submission).select_related("unit")
    ordered = list(figures.order_by("unit__order", "unit_id", "order", "pk"))
    figures_now = {figure.pk: figure for figure in ordered}
    run = submission.run
    words = Judgement.objects.filter(
        figure__submission=submission, agreed=False, round__gte=run.returning.get("round", run.round)
    ).select_related("by")
    standing = [word for word in words.order_by("at", "pk") if word.holds_for(figures_now[word.figure_id])]
    return RowNotes(tuple(_note(figure, standing, user) for figure in ordered))


def has_rows_to_note(turn: Turn) -> bool:
    """Whether the step looks back on figures, and this person entered none of them."""
    return not turn.case.is_entrant and any(_looks_back(turn.case.definition, move) for move in turn.returns)


def _looks_back(definition: Definition, move: Move) -> bool:
    if any(target and definition.steps[target].per_unit for target in move.targets):
        return True
    return definition.fill_step_before(move.step) is not None


def _note(figure: Figure, words: Iterable[Judgement], user: User) -> RowNote:
    mine = [word.note for word in words if word.figure_id == figure.pk and word.by_id == user.pk]
    said = [
        f"{word.by.name}: {word.note}"
        for word in words
        if word.figure_id == figure.pk and word.by_id != user.pk
    ]
    name = str(figure.definition["name"])
    return RowNote(figure.pk, name, figure.unit_id, figure.unit.name, tuple(said), mine[-1] if mine else "")


def _way(turn: Turn, move: Move) -> Way:
    definition = turn.case.definition
    targets = [definition.steps[target] for target in move.targets if target is not None]
    owes = any(target.per_unit for target in targets)
    # Where a return takes two strides (Mojokerto 3, then 4) the units are named at the first.
    carried = "revise" not in move.effects and definition.fill_step_before(move.step) is not None
    sentences = [
        *_status(turn.case, move, targets),
        *_whither(turn.case, targets),
        _figures(turn.case, targets, carried=carried),
    ]
    return Way(move, turn.text_of(move), tuple(s for s in sentences if s), owes, owes or carried)


def _status(case: Case, move: Move, targets: list[StepDef]) -> list[str]:
    status = case.submission.status
    if "revise" not in move.effects or status == Status.DRAFT:
        return [_labelled(targets)] if status == Status.DRAFT else []
    lost = "Verifikasi dan paraf yang sudah diberikan gugur" if status == Status.PARAF else "Verifikasi gugur"
    return [_labelled(targets), f"{lost} dan diulang setelah perbaikan."]


def _labelled(targets: Iterable[StepDef]) -> str:
    """The label the file will wear: whatever it wears now, a file on its way back is "Dikembalikan"."""
    where = "kembali ke pengisian dengan" if any(target.fills for target in targets) else "diberi"
    return f"Berkas {where} keterangan ‘{TEXTS[RETURNED]}’."


def _whither(case: Case, targets: Iterable[StepDef]) -> list[str]:
    return [_target(case, target) for target in targets]


def _target(case: Case, target: StepDef) -> str:
    due = due_of(target, case.submission.run, at=case.at, calendar=case.calendar, reopened=True)
    columns = holders(case.definition, target)
    sentence = f"Berkas kembali ke langkah {target.position} ({target.activity}) di {columns}"
    if due.at is None:
        return f"{sentence}."
    return f"{sentence}; bila dikembalikan sekarang, tenggatnya {format_moment(due.at, case.zone)}."


def _figures(case: Case, targets: list[StepDef], *, carried: bool) -> str:
    unit = case.submission.run.office.unit_term.lower()
    if any(target.per_unit for target in targets):
        return f"Hanya {unit} yang dipilih dibuka kembali; nilai lain tidak berubah."
    if carried:
        return f"{unit.capitalize()} yang dipilih dibuka kembali pada langkah berikutnya; nilai lain tidak berubah."
    if any(target.fills for target in targets):
        return "Seluruh isian dibuka kembali."
    return "Angka tidak dibuka kembali."
