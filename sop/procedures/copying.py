"""A new version starts as a copy of the whole sheet, with the posts bound to its columns."""

from typing import TypeVar

from django.db import models

from sop.procedures.models import Actor, ActorBinding, HeaderItem, Remark, SopVersion
from sop.procedures.steps import Flow, QualityStandard, Step, StepActor

Row = TypeVar("Row", bound=models.Model)


def copy_rows(version: SopVersion, *, number: int) -> SopVersion:
    """Copy a version and all its rows under a new number; the caller holds the transaction."""
    twin = _clone(version, version=number)
    twin.save()
    HeaderItem.objects.bulk_create([_clone(row, version_id=twin.pk) for row in version.items.all()])
    Remark.objects.bulk_create([_clone(row, version_id=twin.pk) for row in version.remarks.all()])
    actors = {row.pk: _clone(row, version_id=twin.pk) for row in version.actors.all()}
    Actor.objects.bulk_create(actors.values())
    steps = {row.pk: _clone(row, version_id=twin.pk) for row in version.steps.all()}
    Step.objects.bulk_create(steps.values())
    _copy_bindings(actors)
    _copy_details(steps, actors)
    return twin


def _copy_bindings(actors: dict[int, Actor]) -> None:
    bindings = ActorBinding.objects.filter(actor__in=actors)
    ActorBinding.objects.bulk_create([_clone(row, actor_id=actors[row.actor_id].pk) for row in bindings])


def _copy_details(steps: dict[int, Step], actors: dict[int, Actor]) -> None:
    StepActor.objects.bulk_create(
        [
            _clone(row, step_id=steps[row.step_id].pk, actor_id=actors[row.actor_id].pk)
            for row in StepActor.objects.filter(step__in=steps)
        ]
    )
    QualityStandard.objects.bulk_create(
        [_clone(row, step_id=steps[row.step_id].pk) for row in QualityStandard.objects.filter(step__in=steps)]
    )
    Flow.objects.bulk_create(
        [
            _clone(row, source_id=steps[row.source_id].pk, target_id=_key(steps, row.target_id))
            for row in Flow.objects.filter(source__in=steps)
        ]
    )


def _key(steps: dict[int, Step], target: int | None) -> int | None:
    return steps[target].pk if target else None


def _clone(row: Row, **changes: object) -> Row:
    """An unsaved row with the same values but its own key."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    return type(row)(**{**{field.attname: getattr(row, field.attname) for field in fields}, **changes})
