"""The way of a file over its sheet: each step with its state, its times and its returns. Pure."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from kinerja.submissions.case.turns import Case
from kinerja.submissions.wording import printed_time
from sop.procedures.definition import StepDef
from sop.runs.engine import holders
from sop.runs.models import Outcome, StepRun

SHORT = 2  # steps that are shown without folding
DONE, NOW, OPEN, RETURNED = "done", "now", "open", "returned"


@dataclass(frozen=True)
class Stop:
    """A step of the way. `done_at` and `done_by` are of its last completion; `returns` counts how often it sent back."""

    step: StepDef
    state: str
    columns: str
    done_at: dt.datetime | None = None
    done_by: str = ""
    returns: int = 0

    @property
    def time(self) -> str:
        return printed_time(self.step)


@dataclass(frozen=True)
class Stretch:
    """Steps that follow each other: those behind the file, where it stands, those ahead. `title` where they are folded."""

    stops: tuple[Stop, ...]
    title: str = ""


def stretches_of(stops: Sequence[Stop]) -> list[Stretch]:
    """The way in at most three parts; what is short enough, and where the file stands, is never folded."""
    here = [number for number, stop in enumerate(stops) if stop.state in {NOW, RETURNED}]
    first, end = (here[0], here[-1] + 1) if here else (len(stops), len(stops))
    behind = "{} langkah sudah dilalui" if here else "Semua {} langkah"
    parts = (
        (stops[:first], behind), (stops[first:end], ""), (stops[end:], "{} langkah berikutnya"),
    )  # fmt: skip
    return [
        Stretch(tuple(part), title.format(len(part)) if len(part) > SHORT else "")
        for part, title in parts
        if part
    ]


def stops_of(case: Case) -> list[Stop]:
    """Every step in its order."""
    places = {place: str(pk) for place, pk in case.submission.run.publication.step_ids.items()}
    runs: dict[str, list[StepRun]] = {}
    for run in case.step_runs:
        runs.setdefault(str(run.step_id), []).append(run)
    return [
        _stop(case, step, runs.get(places[str(place)], []))
        for place, step in sorted(case.definition.steps.items())
    ]


def _stop(case: Case, step: StepDef, runs: list[StepRun]) -> Stop:
    state = _state(case, step)
    done = [run for run in runs if run.outcome == Outcome.DONE]
    last = done[-1] if done and state == DONE else None
    return Stop(
        step,
        state,
        holders(case.definition, step),
        last.closed_at if last else None,
        last.closed_name if last else "",
        sum(run.outcome == Outcome.RETURNED for run in runs),
    )


def _state(case: Case, step: StepDef) -> str:
    """A step is done when the file stands behind it on the straight way; never by having been done once before a return."""
    run = case.submission.run
    here = {place["step"] for place in run.marking}
    if step.position in here:
        return RETURNED if run.returning else NOW
    passed = any(case.definition.can_reach(step.position, place) for place in here)
    ended = not here and any(
        row.step_id == run.publication.step_ids[str(step.position)] and row.outcome == Outcome.DONE
        for row in case.step_runs
    )
    return DONE if passed or ended else OPEN
