"""A form that LibreOffice opened and saved, and LibreOffice itself where it is installed.

`samples/libreoffice.xlsx` was made by `pristine()`, filled as `FILLED` says, and saved by LibreOffice 7.4.
"""

import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from kinerja.documents.entry_book import entry_workbook
from kinerja.documents.entry_data import BookRow, EntryBook
from kinerja.documents.parts import Amount, Stationery
from kinerja.submissions.entry.sheet_book import locks, seal_of

KEY = "kunci-contoh-yang-hanya-dipakai-pengujian"
SAMPLE = Path(__file__).parent / "samples" / "libreoffice.xlsx"
FILLED = {
    "value_1": 98.75, "value_2": "1.234,5", "value_3": 0, "value_4": "WTP", "explanation_1": "Baris satu\nBaris dua",
    "helped_2": "=bukan rumus", "no_data_reason_5": "Survei tertunda", "numerator_6": 475, "denominator_6": "1.250", "follow_up_3": "ya  dengan dua spasi",
}  # fmt: skip
OFFICE = shutil.which("soffice")


def desk() -> Any:
    """Whose form the sample is."""
    return SimpleNamespace(submission=SimpleNamespace(pk=7), unit=SimpleNamespace(pk=3))


def pristine() -> bytes:
    """A percentage, money, a count, a predicate, a range as target, and a quotient."""
    rows = [
        _row(1, "Kepemilikan KTP-el", "%", Amount(Decimal("99.30")), value=Decimal("98.10")),
        _row(2, "Penerimaan retribusi", "Rp", Amount(Decimal(50_000_000))),
        _row(3, "Layanan keliling", "kali", Amount(Decimal(12), decimals=0), value=Decimal(4)),
        _row(4, "Opini laporan", "predikat", Amount(Decimal(4), label="WTP"), choices=("WTP", "WDP", "TW")),
        _row(5, "Lama  penerbitan\n(rata-rata)", "hari", Amount(Decimal(2), upper=Decimal("3.5"))),
        _row(6, "Anak berakta", "%", Amount(Decimal(95)), factor=Decimal(100)),
    ]
    meta = [(str(row.id), f"1.{row.id:08d}", locks(row.cells)) for row in rows]
    identity = '{"submission": 7, "unit": 3, "called": "Bidang 1"}'
    office = Stationery(("PEMERINTAH KABUPATEN", "DINAS REKAAN"))
    titles = ("FORMULIR", "Bidang 1, Triwulan III 2026")
    return entry_workbook(
        EntryBook(office, "Dinas Rekaan", titles, rows, identity, seal_of(identity, meta), meta)
    )


def resaved(content: bytes, folder: Path) -> bytes:
    """The workbook as LibreOffice writes it after opening it."""
    source, target = folder / "isian.xlsx", folder / "keluar"
    source.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profil"
    command = [
        str(OFFICE),
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(target),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (target / "isian.xlsx").read_bytes()


def _row(
    number: int,
    name: str,
    measure: str,
    target: Amount,
    *,
    choices: tuple[str, ...] = (),
    value: Decimal | None = None,
    factor: Decimal | None = None,
) -> BookRow:
    cells = {
        "number": Decimal(number), "name": name, "measure": measure, "target": target, "before": "",
        "objective": "Sasaran: Meningkatnya layanan", "formula": "Capaian = realisasi ÷ target × 100 %.",
        "value": value, "explanation": "Lancar",
    }  # fmt: skip
    closed = {"value", "spent"} if factor else {"numerator", "denominator", "spent"}
    return BookRow(
        100 + number, cells, target.decimals, "positive", choices, closed=frozenset(closed), factor=factor
    )
