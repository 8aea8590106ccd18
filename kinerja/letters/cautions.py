"""What a paper says that is allowed, and yet seldom meant. Pure."""

import datetime as dt

from kinerja.common.dates import format_date_with_weekday
from kinerja.letters.kinds import LetterKind


def caution_of(kind: str, content: dict[str, str], day: dt.date) -> str:
    """A sentence where people are invited to a day that is over; "" where there is nothing to say."""
    try:
        meeting = dt.date.fromisoformat(content.get("event_date", ""))
    except ValueError:
        return ""
    if kind != LetterKind.INVITATION or meeting >= day:
        return ""
    return f"Tanggal rapat, {format_date_with_weekday(meeting)}, sudah lewat. Periksa kembali bila keliru."
