"""Quarters as whole numbers (year × 4 + quarter - 1), and how they are written."""

import datetime as dt

ROMAN = ("I", "II", "III", "IV")
SHOWN, OFFERED = 8, 16  # by default two years; four can be chosen


def quarter_of(day: dt.date) -> int:
    return day.year * 4 + (day.month - 1) // 3


def slug(quarter: int) -> str:
    """Write "2026-TW3"."""
    return f"{quarter // 4}-TW{quarter % 4 + 1}"


def name(quarter: int) -> str:
    """Write "TW III 2026"."""
    return f"TW {ROMAN[quarter % 4]} {quarter // 4}"


def read(text: str, otherwise: int) -> int:
    """The quarter of a slug; anything else gives the other one."""
    year, _, number = text.partition("-TW")
    if len(year) == len("2026") and year.isdecimal() and number in {"1", "2", "3", "4"}:
        return int(year) * 4 + int(number) - 1
    return otherwise
