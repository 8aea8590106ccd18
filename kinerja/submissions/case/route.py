"""The way of a file over its sheet: each step with its state, its times and its returns. Pure."""

import datetime as dt
from dataclasses import dataclass

from kinerja.submissions.case.turns import Case
from kinerja.submissions.wording import printed_time
from sop.procedures.definition import StepDef
from sop.runs.engine import holders
from sop.runs.models import Outcome, StepRun

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
