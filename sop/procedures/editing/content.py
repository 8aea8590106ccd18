"""What one row of a draft says: its cells, its marks in the columns, its arrows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from sop.offices.models import User
from sop.procedures.editing.drafts import StepGone, compare, locked, step_token
from sop.procedures.editing.rows import WrongTarget
from sop.procedures.phases import EFFECTS
from sop.procedures.steps import Basis, Flow, QualityStandard, Source, Step, StepActor, StepRole


@dataclass(frozen=True)
class Arrow:
    """An arrow as it is written; `target` is the pk of a row, None the end."""

    target: int | None
    label: str = ""
    effects: tuple[str, ...] = ()
    is_return: bool = False
    drawn: bool = True


@dataclass(frozen=True)
class Content:
    """`cells` are fields of Step, `standard` of QualityStandard; `roles` by pk of the column, "" for none.

    `sure`: marks that were read by inference are confirmed.
    """

    cells: Mapping[str, Any]
    standard: Mapping[str, str]
    roles: Mapping[int, str]
    arrows: Sequence[Arrow]
    sure: bool = False


@transaction.atomic
def rewrite_step(step: Step, content: Content, *, seen: str, by: User) -> Step:
    """Write a row anew, all of it or nothing; ValidationError where a cell breaks a rule of the tables."""
    draft = locked(step.version, by=by)
    row = draft.steps.filter(pk=step.pk).first()
    if row is None:
        raise StepGone
    compare(seen, step_token(row))
    for name, value in content.cells.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    QualityStandard.objects.update_or_create(step=row, defaults=dict(content.standard))
    _place_marks(row, content)
    _draw(row, content.arrows)
    return row


def _place_marks(row: Step, content: Content) -> None:
    """A mark that stays as it was keeps its doubt, unless the person says it is sure."""
    marks = {mark.actor_id: mark for mark in row.step_actors.all()}
    for actor in row.version.actors.all():
        role, mark = content.roles.get(actor.pk, ""), marks.get(actor.pk)
        if not role:
            StepActor.objects.filter(step=row, actor=actor).delete()
        elif mark is None or mark.role != role or content.sure:
            certain = {"role": StepRole(role), "source": Source.PRINTED, "confidence": None}
            StepActor.objects.update_or_create(step=row, actor=actor, defaults=certain)


def _draw(row: Step, arrows: Sequence[Arrow]) -> None:
    """An arrow that stays as it was keeps the reason why it is known."""
    rows = {other.pk: other for other in row.version.steps.all()}
    if any(arrow.target is not None and arrow.target not in rows for arrow in arrows):
        raise WrongTarget
    known = {(f.target_id, f.label, f.is_return, f.drawn): f.basis for f in row.flows_out.all()}
    row.flows_out.all().delete()
    for order, arrow in enumerate(arrows, start=1):
        said = Basis.TEXT if arrow.drawn else Basis.UNDRAWN
        flow = Flow(
            source=row,
            order=order,
            target=rows[arrow.target] if arrow.target is not None else None,
            label=arrow.label,
            effects=sorted(arrow.effects, key=list(EFFECTS).index),
            is_return=arrow.is_return,
            drawn=arrow.drawn,
            basis=known.get((arrow.target, arrow.label, arrow.is_return, arrow.drawn), said),
        )
        flow.full_clean()
        flow.save()
