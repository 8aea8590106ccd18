"""The sheet of a file, drawn and alive: where the file stands, what each step took, how often it was sent back. Pure."""

from dataclasses import dataclass

from kinerja.common.dates import format_moment_short
from kinerja.submissions.case.route import DONE, OPEN, Stop
from kinerja.submissions.case.turns import Case, Turn
from kinerja.submissions.labels import working_time
from kinerja.submissions.wording import printed_time
from sop.durations.arithmetic import working_minutes_between
from sop.flowchart.drawing import Drawing, draw_once
from sop.flowchart.errors import CannotDraw
from sop.flowchart.markup import SCREEN, DrawnRow, drawn_rows
from sop.flowchart.screen import screen_css, token
from sop.flowchart.standing import Standing, State
from sop.procedures.definition import Edge, StepDef
from sop.runs.deadlines import begins_at
from sop.runs.models import Outcome, StepRun


@dataclass(frozen=True)
class RouteRow:
    """A row of the drawn way; without `step` it belongs to the drawing alone."""

    drawn: DrawnRow
    step: StepDef | None
    standard: str


@dataclass(frozen=True)
class DrawnRoute:
    """The drawn way. `address` is the query of its stylesheet, `left_out` are returns for which there was no room."""

    rows: tuple[RouteRow, ...]
    lanes: tuple[str, ...]
    address: str
    outside: bool
    left_out: tuple[str, ...]


def drawn_route(case: Case, stops: list[Stop]) -> DrawnRoute | None:
    """The drawing of the file's own version of the SOP; None where it cannot be drawn."""
    taken = sorted({edge.key for edge in _outside(case)})
    try:
        drawing = draw_once(case.submission.run.publication.sha256, case.definition, dashed=taken)
    except CannotDraw:
        return None
    standings = {stop.step.position: _standing(case, stop) for stop in stops}
    return DrawnRoute(
        rows=tuple(_row(case, row) for row in drawn_rows(drawing, size=SCREEN, standings=standings)),
        lanes=drawing.lanes,
        address=_address(drawing, taken),
        outside=bool(taken),
        left_out=drawing.left_out,
    )


def _row(case: Case, row: DrawnRow) -> RouteRow:
    step = case.definition.steps[row.step] if row.step is not None else None
    return RouteRow(row, step, printed_time(step) if step else "")


def _address(drawing: Drawing, taken: list[str]) -> str:
    return "&".join([f"v={token(screen_css(drawing))}", *(f"luar={key}" for key in taken)])


def _outside(case: Case) -> list[Edge]:
    """The arrows this file took that the sheet does not draw."""
    places = {pk: int(place) for place, pk in case.submission.run.publication.step_ids.items()}
    found = []
    for run in case.step_runs:
        if run.outcome == Outcome.RETURNED and run.outside_flow:
            moves = case.definition.moves(places[run.step_id])
            undrawn = [move for move in moves if move.is_return and not move.drawn]
            same = [move for move in undrawn if move.label == run.label] or undrawn
            found += [edge for move in same[:1] for edge in move.edges if not edge.drawn]
    return found


def _standing(case: Case, stop: Stop) -> Standing:
    turns = [turn for turn in case.turns if turn.step.position == stop.step.position]
    if stop.state == DONE:
        return Standing(State.DONE, took=_took(case, stop.step), returns=stop.returns)
    if stop.state == OPEN or not turns:
        return Standing(returns=stop.returns)
    return Standing(State.CURRENT, note=_note(case, stop, turns), returns=stop.returns)


def _note(case: Case, stop: Stop, turns: list[Turn]) -> str:
    """Such as "Anda di sini", or "di Sekretaris sejak 3 Okt 09.10", with the time it is due."""
    since = min(turn.step_run.opened_at for turn in turns)
    due = min((turn.step_run.due_at for turn in turns if turn.step_run.due_at), default=None)
    here = "Anda di sini" if any(turn.mine for turn in turns) else f"di {stop.columns}"
    words = [f"{here} sejak {format_moment_short(since, case.zone)}"]
    if due:
        words.append(f"tenggat {format_moment_short(due, case.zone)}")
    return ", ".join(words)


def _took(case: Case, step: StepDef) -> str:
    """Working time of the last completed round; the longest of several units."""
    pk = case.submission.run.publication.step_ids[str(step.position)]
    done = [run for run in case.step_runs if run.step_id == pk and run.outcome == Outcome.DONE]
    last = max((run.round for run in done), default=0)
    spans = [_minutes(case, step, run) for run in done if run.round == last]
    return working_time(max(spans), case.calendar, case.at) if spans else ""


def _minutes(case: Case, step: StepDef, run: StepRun) -> int:
    begun = begins_at(run.opened_at, case.submission.run.not_before, fills=step.fills)
    return working_minutes_between(case.calendar, begun, run.closed_at or case.at)
