"""The task chosen in the inbox, beside the list: what the step asks, who sent it, what was said, and where it is done."""

from dataclasses import dataclass

from django.http import Http404

from kinerja.common.dates import format_moment_short
from kinerja.insights.inbox import Task
from kinerja.submissions.case.handled import handled
from kinerja.submissions.case.turns import Case, Turn, open_case
from kinerja.submissions.listing.presence import Presence
from kinerja.submissions.verification.attending import Attending, at_steps, shared
from sop.runs.models import StepRun

NOTES = 3


@dataclass(frozen=True)
class Note:
    """What somebody wrote when he closed a step of this file, or the reason of a return."""

    who: str
    when: str
    text: str


@dataclass(frozen=True)
class Chosen:
    """A step of one's own with its file. `turn` is None where it is over: then `over` says who was first, and when.

    `sender`: who closed the step by which this one opened. `others`: colleagues who may do it too; `at_it`: who is at it
    just now. `asked`: it was named in the address.
    """

    case: Case
    turn: Turn | None
    asked: bool
    over: str
    sender: str
    notes: tuple[Note, ...]
    others: tuple[str, ...]
    at_it: Attending | None

    @property
    def pk(self) -> int:
        return self.turn.step_run.pk if self.turn else 0

    @property
    def shared(self) -> bool:
        return self.turn is not None and shared(self.turn)


def chosen_of(presence: Presence, tasks: list[Task], asked: str) -> Chosen | None:
    """The step of the address (`pilih`), else the first of the page; None where neither is. Seven queries.

    What is not of one's offices, or no step of one's own, counts as not asked.
    """
    found = _open(presence, int(asked)) if asked.isdecimal() and len(asked) < len("1" * 19) else None
    if found is None and tasks:
        case = open_case(presence.user, tasks[0].submission)
        found = _chosen(case, case.turn(tasks[0].pk), presence, asked=False)
    return found


def _open(presence: Presence, pk: int) -> Chosen | None:
    row = StepRun.objects.filter(pk=pk, office__in=presence.offices, run__submission__isnull=False)
    submission = row.values_list("run__submission", flat=True).first()
    if submission is None:
        return None
    try:
        case = open_case(presence.user, submission)
    except Http404:
        return None
    turn = case.turn(pk)
    if turn is not None:
        return _chosen(case, turn, presence, asked=True) if turn.mine else None
    over = next(row for row in case.step_runs if row.pk == pk)
    mine = case.performer.duty_for(case.step_of(over), over.unit_id) is not None
    told = handled(over, presence.user, case.zone, now=presence.at)
    return (
        Chosen(case, None, asked=True, over=told, sender="", notes=(), others=(), at_it=None)
        if mine
        else None
    )


def _chosen(case: Case, turn: Turn | None, presence: Presence, *, asked: bool) -> Chosen | None:
    if turn is None:
        return None
    others = tuple(person.told for person in turn.people if person.user_id != presence.user.pk)
    at_it = at_steps([turn.step_run.pk]).get(turn.step_run.pk)
    return Chosen(
        case,
        turn,
        asked=asked,
        over="",
        sender=_sender(case, turn),
        notes=_notes(case),
        others=others,
        at_it=at_it,
    )


def _sender(case: Case, turn: Turn) -> str:
    """Write "Sari Rekaan, S.E. (Sekretaris Dinas)"; "" where the file began here."""
    before = [row for row in case.step_runs if row.closed_at == turn.step_run.opened_at]
    return f"{before[-1].closed_name} ({before[-1].closed_as})" if before else ""


def _notes(case: Case) -> tuple[Note, ...]:
    """The last words on the way here, newest first."""
    told = sorted(
        (row for row in case.step_runs if row.closed_at and row.note),
        key=lambda row: (row.closed_at, row.pk),
        reverse=True,
    )
    return tuple(
        Note(f"{row.closed_name} ({row.closed_as})", format_moment_short(row.closed_at, case.zone), row.note)
        for row in told[:NOTES]
        if row.closed_at
    )
