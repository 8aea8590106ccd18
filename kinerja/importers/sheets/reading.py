"""From the bytes of a filled form to its rows: whose form it is, whether it is still whole, what stands in which input."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from kinerja.documents.entry_cells import FoundBook, FoundRow, read_entry_book
from kinerja.documents.entry_columns import INPUTS, LOCKED, said_place
from kinerja.documents.packed import UnreadableBook
from kinerja.importers.sheets.paper import Carried, Paper
from kinerja.submissions.desk import Desk
from kinerja.submissions.entry.sheet_book import Meta, is_sealed, lock

BROKEN = (
    "Tanda pengaman formulir ini tidak cocok: berkasnya diubah di luar sel kuning, atau dibuat aplikasi lain."
)
AGAIN = "Unduh formulir yang baru, salin isian Anda ke sana, lalu unggah."
LOCKED_CHANGED = (
    "Sel terkunci ini berubah dari yang dibuat aplikasi. Kembalikan isinya, atau unduh formulir yang baru."
)


def read_sheet_book(name: str, data: bytes, desk: Desk) -> Paper:
    """UnreadableBook says why the whole file is refused; what is wrong with a single row stays with that row."""
    found = read_entry_book(data)
    if not is_sealed(found.identity, found.meta, found.seal):
        raise UnreadableBook(f"{BROKEN} {AGAIN}")
    _check_owner(found, desk)
    known: dict[str, Meta] = {line[0]: line for line in found.meta}
    times = Counter(row.id for row in found.rows)
    own = [row for row in found.rows if row.id in known and times[row.id] == 1]
    rows = {int(row.id): _carried(row, known[row.id]) for row in own}
    return Paper(name, rows, tuple(_stray(found.rows, known)), tuple(_notices(own, known, times)))


def _check_owner(found: FoundBook, desk: Desk) -> None:
    said = json.loads(found.identity)
    if (said["submission"], said["unit"]) != (desk.submission.pk, desk.unit.pk):
        raise UnreadableBook(
            f"Formulir ini untuk {said['called']}. Buka halaman isiannya untuk mengunggah, atau pilih berkas lain."
        )


def _carried(row: FoundRow, meta: Meta) -> Carried:
    cells = {column.key: row.cells[column.key] for column in INPUTS}
    return Carried(int(row.id), row.number, meta[1], cells, dict(_problems(row, meta[2])))


def _problems(row: FoundRow, marks: str) -> Iterator[tuple[str, str]]:
    for column, mark in zip(LOCKED, marks.split("."), strict=True):
        if lock(row.cells[column.key].plain) != mark:
            yield column.key, LOCKED_CHANGED


def _stray(rows: Iterable[FoundRow], known: Mapping[str, Meta]) -> Iterator[tuple[str, str]]:
    """Rows that are nobody's, or somebody's twice: nothing in them can be read."""
    rows = list(rows)
    for row in rows:
        where = said_place(row.number, "value")
        twins = [twin.number for twin in rows if twin.id == row.id]
        if row.id not in known:
            yield (
                where,
                "Baris ini bukan bagian formulir, sehingga tidak dibaca. Pindahkan isinya ke barisnya sendiri.",
            )
        elif len(twins) > 1:
            numbers = " dan ".join(str(number) for number in twins)
            yield where, f"Indikator ini tertulis lebih dari sekali (baris {numbers}). Sisakan satu baris."


def _notices(own: list[FoundRow], known: Mapping[str, Meta], times: Mapping[str, int]) -> Iterator[str]:
    missing = sum(1 for key in known if not times[key])
    if missing:
        yield f"{missing} baris formulir tidak ada lagi di berkas; isiannya di aplikasi tidak berubah."
    order = {key: position for position, key in enumerate(known)}
    positions = [order[row.id] for row in own]
    if positions != sorted(positions):
        yield "Urutan baris berubah; setiap baris tetap dikenali dari kodenya."
