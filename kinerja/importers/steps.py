"""The steps of a workbook: rows become objects of a fixture, each with the cell it came from."""

from dataclasses import dataclass, field
from typing import Any

from kinerja.documents.cells import Grid
from kinerja.importers import words
from kinerja.importers.arrows import Arrow, arrows_in, arrows_of
from kinerja.importers.flows import Flows
from kinerja.importers.marks import Mark, read_mark
from kinerja.importers.table import Line, Table
from sop.procedures.files import Contents, Entry
from sop.procedures.findings import Finding, Level


@dataclass
class Row:
    """One step as it was understood."""

    line: Line
    position: int
    number: str
    marks: dict[int, Mark] = field(default_factory=dict)
    arrows: list[Arrow] = field(default_factory=list)
    written: bool = False
    nature: str = "process"

    def text(self, key: str) -> str:
        return self.line.texts.get(key, "")


class StepReader:
    """Reads one table into `contents`; `key` is the natural key of the version."""

    def __init__(self, grid: Grid, table: Table, contents: Contents, key: list[Any]) -> None:
        self.grid, self.table, self.contents, self.key = grid, table, contents, key

    def read(self) -> None:
        rows = [self._row(line, place) for place, line in enumerate(self.table.lines, start=1)]
        for order, (column, label) in enumerate(self.table.actors, start=1):
            place = self.grid.place(1, column)
            name = "" if label.endswith(words.NAMELESS) else label
            self._add("sop.actor", place, version=self.key, order=order, label=name)
        self._steps(rows)
        Flows(self.grid, self.table, self.contents, self.key).write(rows)

    def _row(self, line: Line, position: int) -> Row:
        row = Row(line, position, line.texts.get("number", ""))
        for order, (column, label) in enumerate(self.table.actors, start=1):
            text = line.marks.get(column, "")
            mark = read_mark(text, label) if text else None
            row.arrows += arrows_in(text)
            if mark is not None:
                row.marks[order] = mark
                self._doubt(row, mark, text, column)
        if written := row.text("arrows"):
            row.arrows, unread = arrows_of(written)
            row.written = True
            for text in unread:
                place = self._place(row, "arrows")
                self._refuse(
                    row,
                    "Alur",
                    place,
                    f"‘{text}’ tidak dapat dibaca sebagai alur.",
                    "Tulis mis. ‘Ya: ke langkah 5’.",
                )
        else:
            row.arrows += arrows_in(row.text("note")) or arrows_in(row.text("activity"))
        row.nature = _nature(row)
        return row

    def _doubt(self, row: Row, mark: Mark, text: str, column: int) -> None:
        if not mark.known:
            sentence = f"‘{text}’ dibaca sebagai tanda pelaksana."
            where = self.grid.place(row.line.row, column)
            advice = "Tulis x, atau ◇ untuk keputusan."
            self.contents.findings.append(
                Finding(Level.WARNING, _name(row), "Pelaksana", sentence, advice, where)
            )

    def _steps(self, rows: list[Row]) -> None:
        explicit = any(self._starts(row) for row in rows)
        table, seen = 1, False
        for row in rows:
            table += bool(row.line.heading and seen)
            seen = True
            kinds, fills = row.text("nature").casefold(), row.text("fills").casefold()
            self._add(
                "sop.step",
                self._place(row, "activity"),
                version=self.key,
                position=row.position,
                number=row.number,
                table=table,
                table_heading=row.line.heading,
                activity=row.text("activity"),
                note=row.text("note"),
                nature=row.nature,
                starts=self._starts(row) or (not explicit and row.position == 1),
                fills=bool({words.plain(part) for part in fills.split(",")} & words.YES),
                per_unit="per unit" in fills,
                is_meeting="rapat" in kinds,
                record=self._record(row),
            )
            self._marks(row)
            self._add(
                "sop.qualitystandard",
                self._place(row, "time"),
                step=[*self.key, row.position],
                **{name: row.text(name) for name in ("requirements", "time", "output")},
            )

    def _marks(self, row: Row) -> None:
        for order, mark in row.marks.items():
            self._add(
                "sop.stepactor",
                self.grid.place(row.line.row, self.table.actors[order - 1][0]),
                step=[*self.key, row.position],
                actor=[*self.key, order],
                role=mark.role,
                source="inferred" if mark.guessed else "printed",
                confidence=mark.confidence,
            )

    def _starts(self, row: Row) -> bool:
        return "mulai" in row.text("nature").casefold() or any(mark.starts for mark in row.marks.values())

    def _record(self, row: Row) -> str:
        text = words.plain(row.text("record"))
        found = next((kind for kind, label in words.RECORD_WORDS.items() if label == text), "")
        if text and not found:
            known = ", ".join(words.RECORD_WORDS.values())
            self._refuse(
                row,
                "Pencatatan",
                self._place(row, "record"),
                f"‘{text}’ tidak dikenal.",
                f"Pilih dari: {known}.",
            )
        return found

    def _place(self, row: Row, key: str) -> str:
        return self.grid.place(row.line.row, self.table.columns.get(key, self.table.columns["activity"]))

    def _refuse(self, row: Row, column: str, place: str, sentence: str, advice: str) -> None:
        self.contents.findings.append(Finding(Level.ERROR, _name(row), column, sentence, advice, place))

    def _add(self, model: str, place: str, **fields: Any) -> None:
        self.contents.entries.append(Entry(model, fields, self.grid.name, place))


def _nature(row: Row) -> str:
    said = row.text("nature").casefold()
    if "proses" in said:
        return "process"
    decides = any(mark.decides for mark in row.marks.values()) or row.text("no")
    doubting = not row.written and any(arrow.negative and arrow.label for arrow in row.arrows)
    return "decision" if "keputusan" in said or decides or doubting else "process"


def _name(row: Row) -> str:
    return row.number.strip(" .()") or f"baris {row.position}"
