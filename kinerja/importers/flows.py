"""The arrows of a workbook: written ones as they are, and for the other rows the order of the table."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from kinerja.importers import words
from kinerja.importers.arrows import END, Arrow
from sop.procedures.files import Contents, Entry
from sop.procedures.findings import Finding, Level

if TYPE_CHECKING:
    from kinerja.documents.cells import Grid
    from kinerja.importers.steps import Row
    from kinerja.importers.table import Table


class Flows:
    """Writes the arrows of all rows into `contents`."""

    def __init__(self, grid: Grid, table: Table, contents: Contents, key: list[Any]) -> None:
        self.grid, self.table, self.contents, self.key = grid, table, contents, key

    def write(self, rows: list[Row]) -> None:
        self.rows = rows
        uses = Counter(_number(row) for row in rows)
        self.places = {_number(row): row.position for row in rows if uses[_number(row)] == 1}
        self.places |= {f"baris {row.position}": row.position for row in rows}
        self.fills = [
            row.position for row in rows if row.text("fills") and words.plain(row.text("fills")) != "tidak"
        ]
        for row in rows:
            arrows = row.arrows if row.written else self._by_order(row)
            for order, arrow in enumerate(arrows, start=1):
                self._write(row, order, arrow)

    def _by_order(self, row: Row) -> list[Arrow]:
        """The straight way first, then the returns; "Ya ke" and "Tidak ke" say more than the notes."""
        decides = row.nature == "decision"
        forward = [arrow for arrow in row.arrows if not arrow.negative]
        negative = [arrow for arrow in row.arrows if arrow.negative]
        if targets := _targets(row.text("yes")):
            forward = [Arrow(target, "Ya" if decides else "") for target in targets]
        if targets := _targets(row.text("no")):
            label = next((arrow.label for arrow in negative if arrow.label), "Tidak")
            negative = [Arrow(target, label, negative=True) for target in targets]
        if not forward:
            last = row.position == len(self.rows) or any(mark.ends for mark in row.marks.values())
            target = END if last else f"baris {row.position + 1}"
            forward = [Arrow(target, "Ya" if decides else "", basis="order")]
        said = [effect for effect in words.effects_in(row.text("effects")) if effect != "revise"]
        first, *others = forward
        straight = Arrow(first.target, first.label, effects=tuple(said), basis=first.basis)
        return [straight, *others, *(self._backward(row, arrow) for arrow in negative)]

    def _backward(self, row: Row, arrow: Arrow) -> Arrow:
        """A no that leads back owes a reason; one that passes a step of filling opens the figures again."""
        target = self.places.get(arrow.target, row.position + 1)
        back = target <= row.position
        reopens = back and any(target <= fill <= row.position for fill in self.fills)
        named = "revise" in words.effects_in(row.text("effects")) and back
        effects = ("revise",) if reopens or named else ()
        label = arrow.label or ("Tidak" if row.nature == "decision" else "")
        return Arrow(arrow.target, label, back, negative=True, effects=effects)

    def _write(self, row: Row, order: int, arrow: Arrow) -> None:
        place = self.grid.place(row.line.row, self._column(row, arrow))
        if arrow.target != END and arrow.target not in self.places:
            step = _number(row) or f"baris {row.position}"
            sentence = (
                f"Langkah {arrow.target} yang dituju tidak ada, atau nomornya tertulis lebih dari sekali."
            )
            advice = "Periksa nomornya, atau tulis ‘baris 3’ untuk baris ketiga."
            self.contents.findings.append(Finding(Level.ERROR, step, "Alur", sentence, advice, place))
            return
        target = None if arrow.target == END else [*self.key, self.places[arrow.target]]
        fields = {
            "source": [*self.key, row.position],
            "order": order,
            "target": target,
            "label": arrow.label,
            "effects": list(arrow.effects),
            "is_return": arrow.back and target is not None,
            "drawn": arrow.drawn,
            "basis": arrow.basis,
        }
        self.contents.entries.append(Entry("sop.flow", fields, self.grid.name, place))

    def _column(self, row: Row, arrow: Arrow) -> int:
        """The column in which an arrow is said."""
        keys = ("arrows",) if row.written else (("no", "note") if arrow.negative else ("yes", "note"))
        said = [key for key in keys if row.text(key)]
        return self.table.columns[said[0] if said else "activity"]


def _number(row: Row) -> str:
    return row.number.strip(" .()")


def _targets(text: str) -> list[str]:
    """What "5", "ke langkah 5, 6" and "selesai" lead to."""
    if END in text.casefold():
        return [END]
    rows = [f"baris {number}" for number in re.findall(r"baris\s*(\d{1,3})", text.casefold())]
    return rows or re.findall(r"\d{1,3}", text)
