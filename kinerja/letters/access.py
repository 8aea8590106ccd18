"""Who may make the papers of a file: the holder of an open step, and those who open or file it; the office reads."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from kinerja.common.typed import number_of
from kinerja.letters.errors import NotYourLetter
from kinerja.letters.models import Letter
from kinerja.submissions.case.turns import Case, open_case
from kinerja.submissions.holding import Hold
from kinerja.submissions.wording import forward_effects
from sop.offices.models import User
from sop.procedures.definition import Definition, StepDef
from sop.runs.engine import holders
from sop.runs.models import Run
from sop.runs.performers import Performer


def hold_of(run: Run, definition: Definition, performer: Performer) -> Hold | None:
    """The right of this person to make papers now, by the first post that gives it; None where he has none."""
    for place in _places(run, definition):
        duty = performer.duty_for(definition.steps[place["step"]], place["unit"])
        if duty is not None:
            return Hold(place, performer, duty)
    return None


def insist(run: Run, definition: Definition, performer: Performer) -> Hold:
    """The same; NotYourLetter (403) names whose it is."""
    hold = hold_of(run, definition, performer)
    if hold is None:
        raise NotYourLetter(_named(run, definition))
    return hold


def letter_case(user: User, pk: int) -> tuple[Letter, Case]:
    """A paper and its file for this person; Http404 for a stranger."""
    rows = Letter.objects.select_related("changed_by", "replaces", "entry")
    letter = get_object_or_404(rows, pk=pk)
    return letter, open_case(user, letter.submission_id)


def step_in(case: Case, text: str) -> StepDef | None:
    """The step of a posted place; None for a paper that belongs to no step. Http404 for one that is not there."""
    if not text:
        return None
    number = number_of(text)
    step = case.definition.steps.get(number) if number is not None else None
    if step is None:
        raise Http404
    return step


def keeper_steps(definition: Definition) -> list[StepDef]:
    """The steps at which a file is opened and put away: whoever does them manages it."""
    return [
        step for place, step in sorted(definition.steps.items())
        if place in definition.starts or "archive" in forward_effects(step, definition)
    ]  # fmt: skip


def _places(run: Run, definition: Definition) -> Iterator[Mapping[str, Any]]:
    yield from run.places()
    for step in keeper_steps(definition):
        yield {"id": None, "step": step.position, "unit": None}


def _named(run: Run, definition: Definition) -> str:
    names = (holders(definition, definition.steps[place["step"]]) for place in _places(run, definition))
    return ", ".join(dict.fromkeys(names))
