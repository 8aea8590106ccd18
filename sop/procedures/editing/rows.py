"""Rows of a draft put in, taken out and moved, with the arrows around them."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Max

from sop.errors import RuleError
from sop.offices.models import User
from sop.procedures.actions import remove_step
from sop.procedures.editing.drafts import StepGone, compare, draft_token, locked
from sop.procedures.models import SopVersion
from sop.procedures.steps import Basis, Flow, QualityStandard, Step

# what belongs to the place in the table, not to the activity that stands there
SLOT = ["position", "number", "table", "table_heading"]


class AtTheEdge(RuleError):
    """The first row cannot go up, the last one cannot go down."""

    code = "at_the_edge"
    http_status = 409

    def __init__(self) -> None:
        super().__init__("Langkah ini sudah berada di ujung tabel.")


class WrongTarget(RuleError):
    """An arrow is led to where it cannot go."""

    code = "wrong_target"
    http_status = 422

    def __init__(self) -> None:
        super().__init__("Alur hanya dapat dialihkan ke langkah lain pada naskah yang sama.")


@transaction.atomic
def move_step(step: Step, *, up: bool, seen: str, by: User) -> bool:
    """Change places with the row above or below; whether the arrows between both follow the new order.

    In a plain chain they do. Elsewhere every arrow stays with the activities it joins, and the report says what is odd.
    """
    draft = locked(step.version, by=by)
    compare(seen, draft_token(draft))
    rows = list(draft.steps.order_by("position"))
    here = _place(rows, step)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        raise AtTheEdge
    upper, lower = rows[min(here, there)], rows[max(here, there)]
    chained = _turn_chain(upper, lower)
    _exchange(upper, lower)
    return chained


@transaction.atomic
def insert_step(version: SopVersion, *, after: Step | None, seen: str, by: User) -> Step:
    """An empty row below another one (None: at the top), threaded into the arrow that led to the next row."""
    draft = locked(version, by=by)
    compare(seen, draft_token(draft))
    rows = list(draft.steps.order_by("position"))
    place = _place(rows, after) + 1 if after else 0
    suffix = _counted(rows)
    upper, lower = (rows[place - 1] if place else None), (rows[place] if place < len(rows) else None)
    beside = upper or lower
    new = Step(version=draft, starts=not rows, table=beside.table if beside else 1)
    _put_in_order([*rows[:place], new, *rows[place:]], suffix)
    QualityStandard.objects.create(step=new)
    _thread(upper, new, lower)
    return new


@transaction.atomic
def delete_step(step: Step, *, redirect: Mapping[int, int | None], seen: str, by: User) -> tuple[int, int]:
    """Take a row out. `redirect` gives arrows (pk) that led to it their new row (pk; None: the end); the others go.

    Gives how many arrows were redirected and how many were dropped.
    """
    draft = locked(step.version, by=by)
    compare(seen, draft_token(draft))
    rows = list(draft.steps.order_by("position"))
    place = _place(rows, step)
    suffix = _counted(rows)
    arrows = list(step.flows_in.exclude(source=step))
    kept = [arrow for arrow in arrows if arrow.pk in redirect]
    for arrow in kept:
        _redirect(arrow, redirect[arrow.pk], {row.pk for row in rows} - {step.pk})
    _hand_heading_on(rows, place)
    remove_step(step)
    _put_in_order([*rows[:place], *rows[place + 1 :]], suffix)
    return len(kept), len(arrows) - len(kept)


def _place(rows: Sequence[Step], step: Step) -> int:
    for place, row in enumerate(rows):
        if row.pk == step.pk:
            return place
    raise StepGone


def _turn_chain(upper: Step, lower: Step) -> bool:
    """Where all that leaves the upper row enters the lower one, and nothing else does, turn their order round.

    Arrows keep their labels and effects, which belong to the activity they leave; returns keep their goal.
    """
    flows = Flow.objects.filter(source__version=upper.version_id, is_return=False)
    between = set(flows.filter(source=upper).values_list("pk", flat=True))
    onward = list(flows.filter(source=lower))
    ends = {flow.target_id for flow in onward}
    entering = set(flows.filter(target=lower).values_list("pk", flat=True))
    if not between or between != entering or len(ends) != 1 or upper.pk in ends:
        return False
    flows.filter(target=upper).update(target=lower)
    flows.filter(pk__in=between).update(target=ends.pop())
    flows.filter(pk__in=[flow.pk for flow in onward]).update(target=upper)
    if upper.starts and not lower.starts:
        upper.starts, lower.starts = False, True
    return True


def _exchange(upper: Step, lower: Step) -> None:
    for name in SLOT:
        mine, other = getattr(upper, name), getattr(lower, name)
        setattr(upper, name, other)
        setattr(lower, name, mine)
    # no two rows may stand at one place, not even for a moment
    Step.objects.filter(pk=upper.pk).update(position=_beyond(upper.version_id))
    lower.save(update_fields=[*SLOT, "starts"])
    upper.save(update_fields=[*SLOT, "starts"])


def _beyond(version: int) -> int:
    last = Step.objects.filter(version=version).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def _put_in_order(rows: Sequence[Step], suffix: str | None) -> None:
    """Places 1 to n; rows that were simply counted are counted again."""
    free = _beyond(rows[0].version_id) + len(rows) if rows else 0
    stored = [row for row in rows if row.pk]
    for offset, row in enumerate(stored):
        Step.objects.filter(pk=row.pk).update(position=free + offset)
    for place, row in enumerate(rows, start=1):
        row.position = place
        if suffix is not None:
            row.number = f"{place}{suffix}"
        row.save()


def _counted(rows: Sequence[Step]) -> str | None:
    """What stands behind the numbers of rows that are simply counted ("1.", "2." gives "."); None for other numbers."""
    if not rows:
        return "."
    suffixes = {row.number.removeprefix(str(place)) for place, row in enumerate(rows, start=1)}
    suffix = suffixes.pop()
    return suffix if not suffixes and suffix in {"", ".", ")"} and rows[0].number else None


def _thread(upper: Step | None, new: Step, lower: Step | None) -> None:
    """Lead what went from the upper row to the lower one (or to the end) through the new row."""
    if upper is not None:
        through = upper.flows_out.filter(target=lower, is_return=False)
        through.update(target=new)
    Flow.objects.create(source=new, order=1, target=lower, basis=Basis.ORDER)


def _redirect(arrow: Flow, target: int | None, rows: set[int]) -> None:
    if target not in rows and (target is not None or arrow.is_return):
        raise WrongTarget
    arrow.target_id = target
    arrow.save(update_fields=["target"])


def _hand_heading_on(rows: Sequence[Step], place: int) -> None:
    """The heading above a table stays when its first row goes."""
    gone = rows[place]
    following = rows[place + 1] if place + 1 < len(rows) else None
    if gone.table_heading and following and following.table == gone.table:
        following.table_heading = following.table_heading or gone.table_heading
