"""Rows of a draft that its file no longer has: the file says the whole sheet, so they go."""

from django.db import models

from sop.procedures.models import Actor, ActorBinding, HeaderItem, Remark, SopVersion
from sop.procedures.steps import Flow, QualityStandard, Step, StepActor

# what points to others goes first
_PATHS: dict[type[models.Model], str] = {
    Flow: "source__version",
    QualityStandard: "step__version",
    StepActor: "step__version",
    Step: "version",
    Actor: "version",
    HeaderItem: "version",
    Remark: "version",
}


def strays_of(version: SopVersion, kept: set[tuple[type[models.Model], int]]) -> list[models.Model]:
    """Rows of this sheet that are not among `kept` (class, pk), in an order in which they can be deleted."""
    return [
        row
        for model, path in _PATHS.items()
        for row in model._default_manager.filter(**{path: version})
        if (model, row.pk) not in kept
    ]


def drop_strays(strays: list[models.Model]) -> int:
    """Delete them, with the bindings of columns that go; how many rows of the sheet went."""
    ActorBinding.objects.filter(actor__in=[row for row in strays if isinstance(row, Actor)]).delete()
    for row in strays:
        row.delete()
    return len(strays)
