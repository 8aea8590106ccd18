"""How a standard is read, in Indonesian, to stand beside the original words."""

from collections.abc import Callable

from sop.durations.standard import Kind, Standard
from sop.durations.totals import amounts_text
from sop.durations.units import UNIT_NAMES, Unit

NOT_ASSESSED = "tidak dinilai"
UNREAD = "tidak terbaca, tidak dinilai"
_COUNTING = {
    Unit.MONTH: "sampai tanggal yang sama",
    Unit.WEEK: "seminggu lima hari kerja",
    Unit.HOUR: "dihitung jam kerja",
    Unit.MINUTE: "dihitung jam kerja",
}
_READINGS: dict[Kind, Callable[[Standard], str]] = {
    Kind.FIXED: lambda _: "",
    Kind.RANGE: lambda standard: f"paling lama {amounts_text(standard)}",
    Kind.PER_ITEM: lambda standard: f"per {standard.item}",
    Kind.DEADLINE: lambda standard: f"tenggat kalender tanggal {standard.day_to} bulan berikutnya",
    Kind.WINDOW: lambda standard: f"tanggal {standard.day_from} sampai {standard.day_to} bulan berikutnya",
    Kind.RELATIVE: lambda standard: f"{amounts_text(standard)} sebelum {standard.anchor}".strip(),
    Kind.FREE: lambda _: UNREAD,
    Kind.BLANK: lambda _: NOT_ASSESSED,
}


def describe(standard: Standard, *, bare_day_is_working: bool = True) -> str:
    """A short reading: "dihitung hari kerja", "tenggat kalender tanggal 5 bulan berikutnya", "tidak dinilai".

    `bare_day_is_working` is the office's setting for "hari" without "kerja".
    """
    parts = [
        f"satuan {UNIT_NAMES[standard.unit]} dari kepala kolom"
        if standard.unit_from_header and standard.unit
        else "",
        _READINGS[standard.kind](standard),
        counting(standard, bare_day_is_working=bare_day_is_working),
    ]
    return "; ".join(part for part in parts if part)


def counting(standard: Standard, *, bare_day_is_working: bool) -> str:
    """By which hours and days the amounts run: "dihitung hari kerja"; "" where nothing is counted."""
    if standard.kind is Kind.WINDOW:
        return ""
    working = counts_working_days(standard, bare_day_is_working=bare_day_is_working)
    day = "dihitung hari kerja" if working else "dihitung hari kalender"
    return ", ".join(dict.fromkeys(_COUNTING.get(amount.unit, day) for amount in standard.maximum))


def counts_working_days(standard: Standard, *, bare_day_is_working: bool) -> bool:
    """What the sheet says goes before the office's setting."""
    return standard.explicit_working or (bare_day_is_working and not standard.explicit_calendar)
