"""What is sent when a step of filling is handed on: the values as they stand at that moment, for the event and the receipt."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kinerja.submissions.checks import shown
from kinerja.submissions.errors import Incomplete
from kinerja.submissions.figures import Figure
from kinerja.submissions.models import Submission
from sop.ledger.chain import canonical


@dataclass(frozen=True)
class Statement:
    """What the sender declared, and the warnings he ticked as checked: (pk of the row, sentence)."""

    text: str
    checked: tuple[tuple[int, str], ...] = ()

    @property
    def facts(self) -> dict[str, Any]:
        return {"text": self.text, "checked": [{"figure": pk, "warning": text} for pk, text in self.checked]}


def complete(submission: Submission, unit: int | None) -> dict[str, Any]:
    """The values of the unit (of all where the step is not done per unit) as facts of the event, with their sha256.

    Raises Incomplete while a row is neither filled nor excused. One query.
    """
    figures = Figure.objects.filter(submission=submission).select_related("unit")
    if unit is not None:
        figures = figures.filter(unit=unit)
    ordered = list(figures.order_by("unit__order", "unit_id", "order", "pk"))
    if missing := [figure.definition["name"] for figure in ordered if not figure.filled]:
        raise Incomplete(missing)
    rows = [_row(figure) for figure in ordered]
    return {"rows": rows, "sha256": hashlib.sha256(canonical({"rows": rows}).encode()).hexdigest()}


def fingerprint(figures: Iterable[Figure]) -> str:
    """The sha256 of the versions of these rows and of their evidence: the same as long as nobody changes one of them."""
    versions: Mapping[str, Any] = {
        str(figure.pk): [figure.version, figure.evidence_version] for figure in figures
    }
    return hashlib.sha256(canonical(versions).encode()).hexdigest()


def _row(figure: Figure) -> dict[str, Any]:
    return {
        "figure": figure.pk,
        "unit": figure.unit.name,
        "name": figure.definition["name"],
        "measure": figure.definition["measure"],
        "value": shown(figure.value, figure.definition),
        "no_data_reason": figure.no_data_reason,
    }
