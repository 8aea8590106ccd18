"""The canonical form of a sheet: one text for one content, so that its sha256 proves what was published.

Staffing (which posts stand for a column) is left out: it may change while the sheet is in use.
"""

import hashlib
import json
from typing import Any

from sop.durations.amounts import header_unit
from sop.durations.grammar import parse
from sop.procedures.labels import label
from sop.procedures.models import SopVersion
from sop.procedures.steps import Flow, QualityStandard, Step

FORMAT = 1
HEADER = (
    "agency",
    "cover",
    "attachment_of",
    "table_title",
    "purpose",
    "created_printed",
    "revised_printed",
    "effective_printed",
    "approver_post",
    "approver_name",
    "approver_rank",
    "approver_nip",
    "labels",
)
STEP = (
    "position",
    "table",
    "table_heading",
    "number",
    "activity",
    "note",
    "nature",
    "starts",
    "fills",
    "per_unit",
    "is_meeting",
    "record",
)


def canonical_data(version: SopVersion) -> dict[str, Any]:
    """Everything on the sheet as plain JSON types, as `Definition.from_data` reads it. Seven queries, whatever its size."""
    return {
        "format": FORMAT,
        "version": version.version,
        "title": version.title,
        "number": version.number,
        "rhythm": version.rhythm,
        "header": _header(version),
        "items": list(
            version.items.order_by("section", "order").values("section", "order", "marker", "text")
        ),
        "actors": list(version.actors.order_by("order").values("order", "label", "is_group")),
        "steps": _steps(version),
        "flows": _flows(version),
        "remarks": list(version.remarks.order_by("order").values("order", "severity", "text")),
    }


def canonical_text(data: dict[str, Any]) -> str:
    """JSON with sorted keys and no spaces; equal data give equal text."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _header(version: SopVersion) -> dict[str, Any]:
    day = version.effective_on
    header = {name: getattr(version, name) for name in HEADER}
    return {**header, "effective_on": day.isoformat() if day else None}


def _steps(version: SopVersion) -> list[dict[str, Any]]:
    unit = header_unit(label(version.labels, "col_time"))
    steps = (
        version.steps.order_by("position").select_related("standard").prefetch_related("step_actors__actor")
    )
    return [_step(step, unit) for step in steps]


def _step(step: Step, unit: str) -> dict[str, Any]:
    standard = getattr(step, "standard", None) or QualityStandard()
    actors = sorted(step.step_actors.all(), key=lambda mark: mark.actor.order)
    return {
        **{name: getattr(step, name) for name in STEP},
        "actors": [
            {
                "actor": mark.actor.order,
                "role": mark.role,
                "source": mark.source,
                "confidence": mark.confidence,
            }
            for mark in actors
        ],
        "requirements": standard.requirements,
        "time": standard.time,
        "output": standard.output,
        "standard": parse(standard.time, unit).to_json(),
    }


def _flows(version: SopVersion) -> list[dict[str, Any]]:
    flows = Flow.objects.filter(source__version=version).select_related("source", "target")
    return [
        {
            "source": flow.source.position,
            "order": flow.order,
            "target": flow.target.position if flow.target else None,
            "label": flow.label,
            "effects": flow.effects,
            "is_return": flow.is_return,
            "drawn": flow.drawn,
            "basis": flow.basis,
        }
        for flow in flows.order_by("source__position", "order")
    ]
