"""The models a fixture of an SOP may hold, the order in which they are loaded, and their natural keys."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from sop.offices.models import Office, Position, Unit
from sop.procedures.models import Actor, ActorBinding, HeaderItem, Remark, Sop, SopVersion
from sop.procedures.steps import Flow, QualityStandard, Step, StepActor

# what stands on the sheet itself: frozen at publishing, and wholly given by the file
SHEET = (SopVersion, HeaderItem, Actor, Step, StepActor, QualityStandard, Flow, Remark)
MODELS: dict[str, type[models.Model]] = {
    model._meta.label_lower: model
    for model in (
        *(Office, Unit, Position, Sop, SopVersion, HeaderItem, Actor),
        *(ActorBinding, Step, StepActor, QualityStandard, Flow, Remark),
    )
}
RANK = {name: rank for rank, name in enumerate(MODELS)}
# the fields that make the key; "…-" takes only the last part of a reference
_PARTS: dict[str, tuple[str, ...]] = {
    "sop.office": ("code",),
    "sop.unit": ("office", "code"),
    "sop.position": ("office", "code"),
    "sop.sop": ("office", "slug"),
    "sop.sopversion": ("sop", "version"),
    "sop.headeritem": ("version", "section", "order"),
    "sop.actor": ("version", "order"),
    "sop.actorbinding": ("actor", "position-"),
    "sop.step": ("version", "position"),
    "sop.stepactor": ("step", "actor-"),
    "sop.qualitystandard": ("step",),
    "sop.flow": ("source", "order"),
    "sop.remark": ("version", "order"),
}
Key = tuple[Any, ...]


def key_of(name: str, fields: Mapping[str, Any]) -> Key:
    """The natural key that an entry says of itself; parts that are missing are None."""
    key: list[Any] = []
    for part in _PARTS[name]:
        value = fields.get(part.rstrip("-"), _default(name, part))
        parts = value if isinstance(value, list) else [value]
        key += parts[-1:] if part.endswith("-") else parts
    return plain(key)


def key_fields(name: str) -> set[str]:
    """The fields that make the natural key of a model."""
    return {part.rstrip("-") for part in _PARTS[name]}


def plain(parts: list[Any]) -> Key:
    """A key that can be looked up, whatever stands in the file."""
    return tuple(part if isinstance(part, str | int) else str(part) for part in parts)


def _default(name: str, part: str) -> Any:
    field = MODELS[name]._meta.get_field(part.rstrip("-"))
    return field.get_default() if isinstance(field, models.Field) and field.has_default() else None


def references(name: str, fields: Mapping[str, Any]) -> list[tuple[str, Key]]:
    """The objects an entry points to, as (model, key); those not written as a list are left out."""
    found = []
    for field in MODELS[name]._meta.concrete_fields:
        value = fields.get(field.name)
        if isinstance(field, models.ForeignKey) and isinstance(value, list):
            found.append((str(field.related_model._meta.label_lower), plain(value)))
    return found


def find(name: str, key: Key) -> models.Model | None:
    """The row with this natural key; None also where the key has the wrong shape."""
    model = MODELS[name]
    try:
        row: models.Model = model._default_manager.get_by_natural_key(*key)  # type: ignore[attr-defined]
    except (TypeError, ValueError, ObjectDoesNotExist):
        return None
    return row


def sheet_of(row: models.Model) -> int | None:
    """The version a row of a sheet belongs to (pk); None for staffing."""
    if isinstance(row, SopVersion):
        return row.pk
    if isinstance(row, HeaderItem | Actor | Step | Remark):
        return row.version_id
    if isinstance(row, StepActor | QualityStandard):
        return row.step.version_id
    return row.source.version_id if isinstance(row, Flow) else None
