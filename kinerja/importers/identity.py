"""The sheet "Identitas": labels and values, the six boxes with one item a line, and headings as printed."""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

from kinerja.common.dates import MONTHS
from kinerja.documents.cells import Grid
from kinerja.importers import words
from sop.procedures.labels import LABELS

_MARKER = re.compile(r"(\d{1,2}[.)]|[a-zA-Z][.)]|[•\-–*▪])\s+(.*)", re.DOTALL)
_BARE = re.compile(r"(\d{1,2})\s+(.*)", re.DOTALL)
_MONTHS = {name.casefold(): number for number, name in enumerate(MONTHS, start=1)}
_DAY = re.compile(r"(\d{1,2})[\s./-]+([A-Za-z]+|\d{1,2})[\s./-]+(\d{4})")


@dataclass
class Identity:
    """Values by field and their cells, items of the boxes, remarks, and the printed labels."""

    values: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    unread: list[tuple[str, str]] = field(default_factory=list)

    def items(self) -> list[dict[str, Any]]:
        found = []
        for section in words.BOXES:
            for order, line in enumerate(
                filter(str.strip, self.values.get(section, "").splitlines()), start=1
            ):
                marker, text = _split(line.strip(), order)
                found.append({"section": section, "order": order, "marker": marker, "text": text})
        return found

    def remarks(self) -> list[dict[str, Any]]:
        lines = filter(str.strip, self.values.get("remarks", "").splitlines())
        return [
            {
                "order": order,
                "severity": "info" if line.startswith("Info: ") else "warning",
                "text": line.removeprefix("Info: "),
            }
            for order, line in enumerate(lines, start=1)
        ]


def read_identity(grid: Grid) -> Identity:
    """Label in the first column, value beside it; a row without a label continues the one above."""
    known = _known()
    found, current = Identity(), ""
    for row in range(1, grid.last_row + 1):
        label, value, printed = (grid.text(row, column) for column in (1, 2, 3))
        if label:
            current = known.get(words.plain(label), "")
            if not current and value and row > 1:
                found.unread.append((grid.place(row, 1), label))
        if current and value:
            found.values[current] = f"{found.values[current]}\n{value}" if current in found.values else value
            found.places.setdefault(current, grid.place(row, 2))
        if current and printed:
            _print(found, current, printed)
    return found


def _known() -> dict[str, str]:
    rows = {words.plain(label): key for key, label in words.FIELDS.items()}
    rows |= {words.plain(LABELS[key]): key for key in words.BOXES}
    rows |= {
        words.plain(f"{words.COLUMN} {LABELS[key] or key}"): key for key in LABELS if key.startswith("col_")
    }
    return {**rows, words.plain(words.REMARKS): "remarks"}


def _print(found: Identity, current: str, printed: str) -> None:
    keys = [key for key, row in words.LABEL_ROWS.items() if (row or key) == current]
    keys = keys or [key for key in LABELS if key == current]
    for key in keys:
        found.labels[key] = "" if printed == words.BLANK else printed


def _split(line: str, order: int) -> tuple[str, str]:
    """The marker as printed; a bare number only where it is the place of the item."""
    if match := _MARKER.fullmatch(line):
        return match[1], match[2]
    match = _BARE.fullmatch(line)
    return (match[1], match[2]) if match and match[1] == str(order) else ("", line)


def read_day(text: str) -> str | None:
    """An ISO date of "2 Januari 2022", "02-01-2022" or "2022-01-02"; None where it is none."""
    match = _DAY.fullmatch(text.strip())
    try:
        if match is None:
            return dt.date.fromisoformat(text.strip()).isoformat()
        month = _MONTHS.get(match[2].casefold()) or int(match[2])
        return dt.date(int(match[3]), month, int(match[1])).isoformat()
    except ValueError:
        return None
