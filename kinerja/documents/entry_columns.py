"""The columns of the form that is filled outside and loaded back: one line each, for whoever writes it and whoever reads it."""

from dataclasses import dataclass
from enum import StrEnum

from openpyxl.utils import get_column_letter

SHEET, GUIDE, META, FINDINGS = "Isian", "Petunjuk", "_meta", "Galat"
HEADER_ROW = 4
META_FIRST_ROW = 5  # above: what kind of workbook this is, what it belongs to, and the seal
FORMAT = "kinerja-isian-1"


class Kind(StrEnum):
    """What a column is for."""

    ID = "id"
    LOCKED = "locked"
    LIVE = "live"  # a formula of ours; whatever it gives is never read back
    FIGURE = "figure"
    TEXT = "text"


@dataclass(frozen=True)
class Column:
    """`key` is the field of the figure where the column is typed into; `longest` in letters, where there is a limit.

    An `optional` column is hidden where no row asks for it.
    """

    key: str
    heading: str
    width: float
    kind: Kind = Kind.LOCKED
    longest: int = 0
    optional: bool = False


COLUMNS = (
    Column("id", "Kode baris", 8, Kind.ID),
    Column("number", "No.", 5),
    Column("name", "Indikator kinerja", 36),
    Column("measure", "Satuan", 11),
    Column("target", "Target", 13),
    Column("before", "Periode lalu", 13),
    Column("numerator", "Pembilang", 15, Kind.FIGURE, optional=True),
    Column("denominator", "Penyebut", 15, Kind.FIGURE, optional=True),
    Column("value", "Realisasi", 15, Kind.FIGURE),
    Column("achievement", "Capaian (%)", 12, Kind.LIVE),
    Column("ceiling", "Pagu anggaran (Rp)", 17, optional=True),
    Column("spent", "Realisasi anggaran (Rp)", 17, Kind.FIGURE, optional=True),
    Column("no_data_reason", "Alasan bila tidak ada data", 26, Kind.TEXT, longest=250),
    Column("explanation", "Penjelasan", 32, Kind.TEXT),
    Column("helped", "Faktor pendorong", 28, Kind.TEXT),
    Column("hindered", "Faktor penghambat", 28, Kind.TEXT),
    Column("follow_up", "Tindak lanjut", 28, Kind.TEXT),
    Column("objective", "Tujuan, sasaran, program", 32),
    Column("formula", "Cara perhitungan capaian", 30),
)
PLACES = {column.key: number for number, column in enumerate(COLUMNS, start=1)}
FIGURES = tuple(column.key for column in COLUMNS if column.kind == Kind.FIGURE)
INPUTS = tuple(column for column in COLUMNS if column.kind in {Kind.FIGURE, Kind.TEXT})
LOCKED = tuple(column for column in COLUMNS if column.kind == Kind.LOCKED)
FROZEN_COLUMNS = PLACES["name"]
NOTES_COLUMN = len(COLUMNS) + 1


def place(row: int, key: str) -> str:
    """Such as "G7"."""
    return f"{get_column_letter(PLACES[key])}{row}"


def said_place(row: int, key: str) -> str:
    """As it is told to a person: "Lembar Isian, sel G7"."""
    return f"Lembar {SHEET}, sel {place(row, key)}"
