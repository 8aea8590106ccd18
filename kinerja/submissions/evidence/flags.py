"""What looks odd about the evidence of a row, in the manner of `submissions.checks`. Pure."""

import datetime as dt
from collections.abc import Iterable
from typing import Protocol

from kinerja.common.dates import format_date
from kinerja.submissions.rows.checks import Flag

AFTER = dt.timedelta(days=45)  # a summary of the period is usually signed in the weeks after it


class Span(Protocol):
    """A period: its first and last day, and what it is called ("TW III 2026")."""

    @property
    def start(self) -> dt.date: ...
    @property
    def end(self) -> dt.date: ...
    @property
    def short(self) -> str: ...


class Dated(Protocol):
    """A file as these rules see it."""

    name: str
    dated: dt.date | None


def evidence_flags(files: Iterable[Dated], period: Span) -> tuple[Flag, ...]:
    """A document of another time: dated before the period began, or long after it ended. Undated says nothing."""
    return tuple(
        Flag(
            "old_evidence",
            f"Bukti dukung ‘{file.name}’ bertanggal {format_date(file.dated)}, {word} {period.short}.",
        )
        for file in files
        if file.dated is not None and (word := _outside(file.dated, period))
    )


def _outside(day: dt.date, period: Span) -> str:
    if day < period.start:
        return "sebelum"
    return "lama sesudah" if day > period.end + AFTER else ""
