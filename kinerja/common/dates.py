"""Moments, dates and durations in Indonesian, always in the zone of the office."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}

_ABBREVIATION = 3
_SHOWN_PARTS = 2


def zone_name(zone: str, moment: datetime) -> str:
    """Name an IANA zone as Indonesians do (WIB, WITA, WIT); any other zone by its own abbreviation."""
    return ZONE_NAMES.get(zone) or moment.astimezone(ZoneInfo(zone)).tzname() or zone


def format_moment(moment: datetime, zone: str) -> str:
    """Write "3 Oktober 2026 pukul 09.10 WIB"; ValueError on a naive moment."""
    local = _local(moment, zone)
    return f"{format_date(local.date())} pukul {local:%H.%M} {zone_name(zone, moment)}"


def format_moment_short(moment: datetime, zone: str) -> str:
    """Write "3 Okt 09.10", for tables; ValueError on a naive moment."""
    local = _local(moment, zone)
    return f"{format_date_short(local.date())} {local:%H.%M}"


def format_clock(moment: datetime, zone: str) -> str:
    """Write "09.10"; ValueError on a naive moment."""
    return f"{_local(moment, zone):%H.%M}"


def format_date(day: date) -> str:
    """Write "3 Oktober 2026". A datetime is refused: its date depends on a zone."""
    _refuse_datetime(day)
    return f"{day.day} {format_month(day)}"


def format_date_short(day: date) -> str:
    """Write "3 Okt", where the year is plain from the page."""
    _refuse_datetime(day)
    return f"{day.day} {MONTHS[day.month - 1][:_ABBREVIATION]}"


def format_date_with_weekday(day: date) -> str:
    """Write "Sabtu, 3 Oktober 2026", as invitations and minutes do."""
    return f"{WEEKDAYS[day.weekday()]}, {format_date(day)}"


def format_month(day: date) -> str:
    """Write "Oktober 2026"."""
    _refuse_datetime(day)
    return f"{MONTHS[day.month - 1]} {day.year}"


def humanize_minutes(minutes: int, *, day_length: int, day_word: str = "hari kerja") -> str:
    """Write the two largest parts of a duration ("2 hari kerja 3 jam"), rounded down.

    `day_length` is the length of a working day in minutes (calendar time: 1440 with `day_word="hari"`): days are
    never counted as 480 minutes everywhere. ValueError on a negative duration.
    """
    if minutes < 0:
        raise ValueError("A duration is not negative.")
    days, rest = divmod(minutes, day_length)
    hours, rest = divmod(rest, 60)
    counted = ((days, day_word), (hours, "jam"), (rest, "menit"))
    parts = [f"{count} {word}" for count, word in counted if count]
    return " ".join(parts[:_SHOWN_PARTS]) or "kurang dari 1 menit"


def time_left(minutes: int, *, day_length: int, day_word: str = "hari") -> str:
    """Write "sisa 4 jam" for minutes before the deadline, "terlambat 2 hari" for minutes (negative) after it."""
    if minutes == 0:
        return "tenggat sekarang"
    duration = humanize_minutes(abs(minutes), day_length=day_length, day_word=day_word)
    return f"sisa {duration}" if minutes > 0 else f"terlambat {duration}"


def _local(moment: datetime, zone: str) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    return moment.astimezone(ZoneInfo(zone))


def _refuse_datetime(day: date) -> None:
    if isinstance(day, datetime):
        raise TypeError("Give a date, or format a moment together with its zone.")
