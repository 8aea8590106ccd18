"""What is sent when a step of filling is handed on: the values as they stand at that moment, for the event and the receipt."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kinerja.submissions.errors import EvidenceOwed, Incomplete, Owing
from kinerja.submissions.evidence.queries import demands_files, proven
from kinerja.submissions.figures import Figure
from kinerja.submissions.models import Submission
from kinerja.submissions.rows.checks import shown
from kinerja.submissions.rows.owed import debts_of
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

    Raises Incomplete while a row is neither filled nor excused, Owing while one breaks a rule of its own,
    EvidenceOwed while one lacks the file its indicator demands. One query.
    """
    figures = proven(Figure.objects.filter(submission=submission)).select_related("unit")
    if unit is not None:
        figures = figures.filter(unit=unit)
    ordered = list(figures.order_by("unit__order", "unit_id", "order", "pk"))
    _refuse_debts(ordered)
    rows = [_row(figure) for figure in ordered]
    return {"rows": rows, "sha256": hashlib.sha256(canonical({"rows": rows}).encode()).hexdigest()}


def _refuse_debts(figures: Sequence[Any]) -> None:
    owed = [(figure, debt) for figure in figures for debt in debts_of(figure)]
    if empty := [figure.definition["name"] for figure, debt in owed if debt.code == "empty"]:
        raise Incomplete(empty)
    if owed:
        raise Owing([debt.sentence for _figure, debt in owed])
    if bare := [row.definition["name"] for row in figures if demands_files(row) and not row.proven]:
        raise EvidenceOwed(bare)


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
