"""One cell as the browser sends it by itself: read by the rules of the whole sheet, as if only it had been typed over."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kinerja.common.typed import tidy
from kinerja.submissions.errors import NoSuchCell
from kinerja.submissions.forms.entry import Read, name_of, read_row, version_of
from kinerja.submissions.holding import Sent
from kinerja.submissions.rows.derived import FIELDS
from kinerja.submissions.rows.row import Row

# The statement that there is no data and its reason are one cell: neither counts without the other.
COLUMNS = frozenset(FIELDS) - {"no_data_reason"}
KEY_LENGTH = range(8, 65)
_UNSEEN = (
    "\x00"  # no text that was typed: what stood there is not known, so whatever stands there now collides
)


@dataclass(frozen=True)
class Cell:
    """What was typed into one column of a row.

    `base` is the text the server had written there; without it `version`, that of the whole row, must be the present
    one. `text` of the column "no_data" is the reason, and none means that there is data. `confirmed` answers the
    question of a doubtful reading. `user` is the person whose page this is.
    """

    column: str
    text: str
    base: str | None
    version: int
    user: int
    sent: Sent
    confirmed: bool = False


def cell_of(body: bytes) -> Cell:
    """The JSON of a request; raises NoSuchCell for anything else."""
    try:
        data = json.loads(body)
        content = hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
        cell = Cell(
            column=data["column"], text=data["text"], base=data.get("base"), version=int(data["version"]),
            user=int(data["user"]), sent=Sent(data["key"], content), confirmed=data.get("confirmed") is True,
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as broken:
        raise NoSuchCell from broken
    if not _sound(cell):
        raise NoSuchCell
    return cell


def read_cell(row: Row, cell: Cell) -> Read:
    """What this cell brings, or why it cannot be saved."""
    typed = _inputs(cell.column, cell.text)
    post = {name_of("no_data", row): "1" if row.figure.no_data else ""}
    post |= {name_of(name, row): text for name, text in typed.items()}
    return read_row(row, post | {f"version-{row.pk}": version_of(row, _seen(row, cell))})


def _seen(row: Row, cell: Cell) -> Mapping[str, str]:
    if cell.base is not None:
        return _inputs(cell.column, cell.base)
    return {} if cell.version == row.figure.version else dict.fromkeys(_inputs(cell.column, ""), _UNSEEN)


def _inputs(column: str, text: str) -> dict[str, str]:
    """The inputs of a cell by their names; texts as the page keeps them."""
    text = tidy(text)
    return {"no_data": "1" if text else "", "no_data_reason": text} if column == "no_data" else {column: text}


def _sound(cell: Cell) -> bool:
    texts: tuple[Any, ...] = (cell.text, cell.sent.key, "" if cell.base is None else cell.base)
    return (
        isinstance(cell.column, str)
        and cell.column in COLUMNS
        and all(isinstance(text, str) and _storable(text) for text in texts)
        and len(cell.sent.key) in KEY_LENGTH
    )


def _storable(text: str) -> bool:
    """No NUL, which PostgreSQL refuses, and no half of a surrogate pair, which is no character."""
    return "\x00" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)
