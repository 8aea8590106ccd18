"""Whether what stands in the inputs of a row is of a kind that can be read at all; whatever is not names its cell."""

from collections.abc import Iterator

from kinerja.documents.entry_cells import Form, Found
from kinerja.documents.entry_columns import FIGURES, INPUTS, Kind
from kinerja.importers.sheets.paper import Carried
from kinerja.submissions.forms.entry import was_written
from kinerja.submissions.rows.derived import numbers_of
from kinerja.submissions.rows.row import Row

EITHER = "Isi salah satu saja: angkanya, atau alasan bila tidak ada data."
COMPUTED = "Sel ini tidak diisi: realisasinya dihitung dari pembilang dan penyebut."
NOT_ASKED = "Sel ini tidak diisi untuk indikator ini. Kosongkan."
UNFIT = {
    Form.FORMULA: "Sel berisi rumus. Salin selnya, lalu tempel sebagai nilai.",
    Form.FAULT: "Sel berisi kesalahan rumus ({text}). Tulis isinya.",
    Form.MERGED: "Sel digabung dengan sel lain. Pisahkan gabungannya, lalu isi tiap baris.",
}
UNFIT_FIGURE = {
    Form.DATE: "Terbaca sebagai tanggal ({text}). Ubah format sel menjadi Angka, lalu tulis angkanya.",
    Form.PERCENT: "Sel berformat persen, sehingga terbaca {text}. Ubah format sel menjadi Angka, lalu tulis tanpa tanda %.",
    Form.TRUTH: "Terbaca ‘{text}’. Tulis angka.",
}


def open_inputs(row: Row) -> list[str]:
    """The columns that are typed into in this row."""
    asked = numbers_of(row.figure.definition)
    return [column.key for column in INPUTS if column.kind == Kind.TEXT or column.key in asked]


def problems_of(row: Row, carried: Carried) -> dict[str, str]:
    """By column: changed locked cells, cells that cannot be read, and figures beside the reason why there are none."""
    found = {**carried.problems, **dict(_unfit(row, carried)), **dict(_closed(row, carried))}
    if not found and carried.cells["no_data_reason"].text:
        figures = [key for key in open_inputs(row) if key in FIGURES and key != "spent"]
        typed = next((key for key in figures if carried.cells[key].text), "")
        return {typed: EITHER} if typed else {}
    return found


def _unfit(row: Row, carried: Carried) -> Iterator[tuple[str, str]]:
    for key in open_inputs(row):
        cell = carried.cells[key]
        sentence = (UNFIT | UNFIT_FIGURE if key in FIGURES else UNFIT).get(cell.form)
        if sentence:
            yield key, sentence.format(text=_said(cell))


def _closed(row: Row, carried: Carried) -> Iterator[tuple[str, str]]:
    """Somebody took the protection off and typed where nothing is asked for."""
    for key in set(FIGURES) - set(open_inputs(row)):
        cell = carried.cells[key]
        if cell.form not in {Form.EMPTY, Form.FORMULA} and not was_written(carried.version, key, cell.text):
            yield key, COMPUTED if key == "value" else NOT_ASKED


def _said(cell: Found) -> str:
    return cell.text.replace(".", ",") if cell.form == Form.PERCENT else cell.text
