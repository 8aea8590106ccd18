"""Invented content for the style guide: each component once, in each state."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Segment:
    """One step in the strip: done, now or open."""

    state: str


STATUSES = [
    ("draft", "Draf"),
    ("returned", "Dikembalikan"),
    ("waiting", "Menunggu verifikasi"),
    ("verified", "Terverifikasi"),
    ("paraf", "Diparaf (1/2)"),
    ("signed", "Ditandatangani"),
    ("archived", "Diarsipkan"),
]
ROWS = [
    ("Kepemilikan KTP-el", "%", "99,00", "98,75", "99,75%", "signed", "Ditandatangani"),
    ("Akta kelahiran anak", "%", "97,00", "97,20", "100,21%", "verified", "Terverifikasi"),
    ("Kartu identitas anak", "%", "70,00", "52,00", "74,29%", "returned", "Dikembalikan"),
]


def context() -> dict[str, Any]:
    """What `common/style.html` shows."""
    states = ["done"] * 4 + ["now"] + ["open"] * 6
    return {
        "statuses": STATUSES,
        "rows": ROWS,
        "segments": [Segment(state) for state in states],
        "facts": [
            ("Nomor berkas", "400.12/017/2026"),
            ("Periode", "Triwulan III (Juli–September 2026)"),
            ("Keterangan", ""),
        ],
        "problems": [
            ("#contoh-nilai", "Isi realisasi untuk ‘Kartu identitas anak’."),
            ("#contoh-alasan", "Tulis alasan pengembalian."),
        ],
    }
