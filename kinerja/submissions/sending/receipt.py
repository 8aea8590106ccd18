"""S06: proof that a sheet was sent, from the event that tells of it, and where the file stands now."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kinerja.documents.receipt import ReceiptData, ReceiptRow
from kinerja.periods.queries import full_name
from kinerja.submissions.case.turns import Case, Turn
from kinerja.submissions.papers.report import stationery
from kinerja.submissions.wording import forward_effects
from sop.ledger.models import Event
from sop.procedures.definition import StepDef
from sop.runs.models import Outcome, StepRun
from sop.runs.withdrawing import may_take_back, why_not

LATER = "Bagian ini sudah dibuka kembali untuk diisi."


@dataclass(frozen=True)
class Receipt:
    """A sent part of a file. `told` is the event of the sending, `hash` its hash."""

    case: Case
    step_run: StepRun
    step: StepDef
    told: Mapping[str, Any]
    hash: str

    @property
    def number(self) -> str:
        """Number of the file as it stands on the proof: office, period, file."""
        submission = self.case.submission
        return f"{submission.run.office.code}/{submission.period.slug}/{submission.pk}".upper()

    @property
    def unit(self) -> str:
        return self.step_run.unit.name if self.step_run.unit else ""

    @property
    def title(self) -> str:
        """Named after what follows on the way forward."""
        definition = self.case.definition
        targets = [
            definition.steps[target]
            for move in definition.moves(self.step.position)
            if not move.is_return
            for target in move.targets
            if target is not None
        ]
        checked = any("verify" in forward_effects(target, definition) for target in targets)
        return "Terkirim untuk verifikasi" if checked else "Terkirim"

    @property
    def rows(self) -> list[dict[str, Any]] | None:
        """The values as they were sent; None for a sending from before they were kept in its event."""
        sent: Mapping[str, Any] = self.told.get("sent", {})
        return sent.get("rows")

    @property
    def sender(self) -> str:
        by = self.told["by"]
        return f"{by['name']} ({by['capacity']})"

    @property
    def reopened(self) -> bool:
        """Whether the part was opened again since, by a return or by its own sender."""
        same = (self.step_run.step_id, self.step_run.unit_id)
        return any(
            (row.step_id, row.unit_id) == same and row.pk > self.step_run.pk for row in self.case.step_runs
        )

    @property
    def state(self) -> list[str]:
        """Where the file stands now, sentence by sentence."""
        if self.reopened:
            return [LATER]
        turns = self.case.turns
        others = [turn for turn in turns if turn.step.position == self.step.position]
        if others:
            term = self.case.submission.run.office.unit_term.lower()
            part = f"Bagian {self.unit} selesai." if self.unit else "Bagian Anda selesai."
            return [f"{part} Menunggu {len(others)} {term} lain."]
        return [_next(turn) for turn in turns] or ["Semua langkah SOP selesai."]

    @property
    def sheet_unit(self) -> int | None:
        """The unit whose sheet this was; None where all units were sent at once."""
        return self.step_run.unit_id

    @property
    def may_withdraw(self) -> bool:
        """Whether this person answers for the part."""
        return may_take_back(self.case.performer, self.step, self.step_run)

    def why_not_withdrawn(self) -> str:
        """Why it cannot be taken back now; "" where it can. Two queries."""
        return why_not(self.case.submission.run, self.step_run.pk)

    def paper(self) -> ReceiptData:
        """The same for the PDF: all of it from the event, whatever happened since."""
        office = self.case.submission.run.office
        by, statement = self.told["by"], self.told.get("statement", {})
        names = {row["figure"]: row["name"] for row in self.rows or []}
        return ReceiptData(
            stationery=stationery(office),
            office=office.name,
            number=self.number,
            title=self.case.submission.run.title,
            period=full_name(self.case.submission.period),
            unit=self.unit,
            sender=by["name"],
            nip=by["nip"],
            capacity=by["capacity"],
            at=self.step_run.closed_at or self.step_run.opened_at,
            activity=self.told["activity"],
            rows=tuple(
                ReceiptRow(row["unit"], row["name"], row["measure"], row["value"], row["no_data_reason"])
                for row in self.rows or []
            ),
            statement=statement.get("text", ""),
            checked=tuple(
                (names.get(one["figure"], ""), one["warning"]) for one in statement.get("checked", [])
            ),
            note=self.told.get("note", ""),
            sha256=self.told["sent"]["sha256"],
            event=f"{self.told['seq']}",
            event_hash=self.hash,
        )


def receipt_of(case: Case, step_run: int) -> Receipt | None:
    """The proof of this sending; None for a step that is still open, no step of filling, or of another file. One query."""
    row = next((row for row in case.step_runs if row.pk == step_run), None)
    if row is None or row.closed_at is None or row.outcome != Outcome.DONE or not case.step_of(row).fills:
        return None
    step = case.step_of(row)
    events = Event.objects.filter(run=row.run_id, at=row.closed_at, user=row.closed_by_id).order_by("seq")
    for text, digest in events.values_list("text", "hash"):
        told = json.loads(text)
        if (told.get("step"), told.get("unit")) == (step.position, row.unit_id) and "move" in told:
            return Receipt(case, row, step, told, digest)
    return None


def _next(turn: Turn) -> str:
    standard = f", mutu baku {turn.time}" if turn.time else ""
    due = f" (paling lambat {turn.due})" if turn.due else ""
    return f"Selanjutnya: {turn.columns}, {turn.step.activity}{standard}{due}."
