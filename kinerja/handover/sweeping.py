"""Receipts that no row names: a full disk, a request cut off, a form that was refused."""

import datetime as dt

from kinerja.common.sweeping import sweep_folder
from kinerja.handover.keeping import known_hashes
from kinerja.handover.receipts import FOLDER
from kinerja.jobs.once import once_a_day


def sweep(*, now: float | None = None) -> list[str]:
    """Delete those older than a day, and those of destroyed cases; returns their names."""
    return sweep_folder(FOLDER, known_hashes, now=now)


def sweep_daily(at: dt.datetime) -> str:
    """The same by the clock, once a day; says how many."""
    swept: list[str] = []
    once_a_day("sweep-receipts", at, lambda: swept.extend(sweep()))
    return f"{len(swept)} tanda terima tanpa catatan dihapus"
