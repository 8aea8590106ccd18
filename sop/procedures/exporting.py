"""An SOP as a fixture file that `load_sop` takes in again: one version with everything on it, by natural keys.

The office, its units and its posts stay at home, they are only named: whoever loads the file has them already, and a
sheet from elsewhere must not change them.
"""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import yaml
from django.db import models

from sop.procedures.keys import key_fields
from sop.procedures.models import ActorBinding, SopVersion
from sop.procedures.steps import Flow, StepActor

Entry = dict[str, Any]
WIDTH = 120
# YAML reads these back as another sign or another end of line, unless they are written as escapes.
UNSAFE = re.compile("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def entries(version: SopVersion) -> list[Entry]:
    """The objects of one version in an order in which they can be loaded. Seven queries, whatever its size."""
    return [
        _entry(row)
        for row in (
            *(version.sop, version, *version.items.all(), *version.actors.all(), *_staffing(version)),
            *(*_table(version), *_arrows(version), *version.remarks.all()),
        )
    ]


def as_json(version: SopVersion) -> str:
    return json.dumps(entries(version), ensure_ascii=False, indent=2) + "\n"


def as_yaml(version: SopVersion) -> str:
    title = UNSAFE.sub(" ", " ".join(version.title.split()))
    return f"# {title}, versi {version.version}\n\n{yaml_of(entries(version))}"


def yaml_of(rows: Iterable[Entry]) -> str:
    """An empty line between entries, as in the files that are shipped."""
    options: dict[str, Any] = {
        "allow_unicode": True,
        "sort_keys": False,
        "width": WIDTH,
        "default_flow_style": None,
    }
    return "\n".join(yaml.dump([row], Dumper=_Dumper, **options) for row in rows)


def _staffing(version: SopVersion) -> Iterable[ActorBinding]:
    bindings = ActorBinding.objects.filter(actor__version=version).order_by("actor__order", "position__code")
    return bindings.select_related("actor__version__sop__office", "position__office")


def _table(version: SopVersion) -> Iterator[models.Model]:
    """Row by row: the step, its symbols, its standard."""
    marks = StepActor.objects.select_related("actor__version__sop__office").order_by("actor__order")
    steps = version.steps.order_by("position").select_related("standard")
    for step in steps.prefetch_related(models.Prefetch("step_actors", marks)):
        yield step
        yield from step.step_actors.all()
        if hasattr(step, "standard"):
            yield step.standard


def _arrows(version: SopVersion) -> Iterable[Flow]:
    flows = Flow.objects.filter(source__version=version).order_by("source__position", "order")
    return flows.select_related("source__version__sop__office", "target__version__sop__office")


def _entry(row: models.Model) -> Entry:
    """What says only the default is left out, unless it belongs to the key."""
    name = row._meta.label_lower
    fields = {field.name: field for field in row._meta.concrete_fields if not field.primary_key}
    kept = key_fields(name)
    return {
        "model": name,
        "fields": {
            key: _plain(getattr(row, key))
            for key, field in fields.items()
            if key in kept or getattr(row, field.attname) != field.get_default()
        },
    }


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return list(value.natural_key())  # type: ignore[attr-defined]
    return value.isoformat() if isinstance(value, dt.date) else value


class _Dumper(yaml.SafeDumper):
    """Several lines are written as a block, unsafe signs as escapes."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if UNSAFE.search(text) else "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


_Dumper.add_representer(str, _text)
