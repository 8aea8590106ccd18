"""The register of numbers as a workbook and as CSV. Text of users stays text in both."""

import csv
import io
from dataclasses import dataclass

from kinerja.documents import workbook as wb
from kinerja.documents.parts import Stationery

HEADER = (
    "Tahun", "Jenis", "Nomor urut", "Nomor", "Tanggal", "Perihal", "Tujuan", "Berkas", "Asal nomor", "Keadaan",
    "Diambil oleh",
)  # fmt: skip
WIDTHS = (8, 20, 9, 30, 12, 36, 30, 36, 13, 24, 32)
_DANGEROUS = (*wb.FORMULA_STARTS, "\t", "\r")


@dataclass(frozen=True, slots=True)
class RegisterData:
    """The numbers of an office, a tuple of texts under HEADER for each."""

    stationery: Stationery
    office: str
    rows: tuple[tuple[str, ...], ...]


def register_workbook(data: RegisterData) -> bytes:
    """One sheet with the head of the office."""
    book, sheet = wb.new_sheet("Buku nomor", office=data.stationery, author=data.office)
    top = (
        wb.write_titles(sheet, data.stationery, ["BUKU NOMOR NASKAH DINAS", data.office], width=len(HEADER))
        + 1
    )
    wb.write_header(sheet, top, HEADER)
    wb.finish_header(sheet, first=top, last=top, frozen_columns=0)
    wb.set_widths(sheet, WIDTHS)
    for number, row in enumerate(data.rows, start=top + 1):
        for column, text in enumerate(row, start=1):
            wb.put_text(sheet, number, column, text)
        wb.put_grid(sheet, number, len(HEADER))
    return wb.to_bytes(book)


def register_csv(data: RegisterData) -> bytes:
    """Semicolons and a byte order mark, as an Indonesian Excel opens it; no cell can begin a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(HEADER)
    writer.writerows([_harmless(text) for text in row] for row in data.rows)
    return ("\ufeff" + out.getvalue()).encode()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_DANGEROUS) else text
