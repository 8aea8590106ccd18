from datetime import UTC, date, datetime

import pytest

from kinerja.common.dates import (
    format_clock,
    format_date,
    format_date_short,
    format_date_with_weekday,
    format_moment,
    format_moment_short,
    format_month,
    humanize_minutes,
    time_left,
    zone_name,
)

MOMENT = datetime(2026, 10, 3, 2, 10, tzinfo=UTC)
HOURS_7_30 = 450
CALENDAR_DAY = 1440


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        ("Asia/Jakarta", "3 Oktober 2026 pukul 09.10 WIB"),
        ("Asia/Pontianak", "3 Oktober 2026 pukul 09.10 WIB"),
        ("Asia/Makassar", "3 Oktober 2026 pukul 10.10 WITA"),
        ("Asia/Jayapura", "3 Oktober 2026 pukul 11.10 WIT"),
        ("UTC", "3 Oktober 2026 pukul 02.10 UTC"),
    ],
)
def test_a_moment_is_written_in_the_zone_of_the_office(zone, text):
    assert format_moment(MOMENT, zone) == text


def test_the_date_of_a_moment_is_the_date_in_the_office():
    late = datetime(2026, 12, 31, 17, 5, tzinfo=UTC)
    assert format_moment(late, "Asia/Jakarta") == "1 Januari 2027 pukul 00.05 WIB"
    assert format_moment_short(late, "Asia/Jakarta") == "1 Jan 00.05"


def test_tables_show_a_short_moment_and_lines_the_clock_alone():
    assert format_moment_short(MOMENT, "Asia/Jakarta") == "3 Okt 09.10"
    assert format_clock(MOMENT, "Asia/Jakarta") == "09.10"


@pytest.mark.parametrize("write", [format_moment, format_moment_short, format_clock])
def test_a_naive_moment_is_refused(write):
    with pytest.raises(ValueError, match="time zone"):
        write(MOMENT.replace(tzinfo=None), "Asia/Jakarta")


@pytest.mark.parametrize("write", [format_date, format_date_short, format_month, format_date_with_weekday])
def test_a_moment_is_no_date(write):
    with pytest.raises(TypeError, match="zone"):
        write(MOMENT)


def test_dates_are_written_in_indonesian():
    day = date(2026, 10, 3)
    assert format_date(day) == "3 Oktober 2026"
    assert format_date_short(day) == "3 Okt"
    assert format_month(day) == "Oktober 2026"
    assert format_date_with_weekday(day) == "Sabtu, 3 Oktober 2026"
    assert format_date_with_weekday(date(2026, 10, 5)) == "Senin, 5 Oktober 2026"


@pytest.mark.parametrize(
    ("month", "short"),
    list(
        enumerate(
            ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"], start=1
        )
    ),
)
def test_every_month_has_its_short_name(month, short):
    assert format_date_short(date(2026, month, 1)) == f"1 {short}"
    assert format_month(date(2026, month, 1)).startswith(short)


def test_zones_have_their_indonesian_names():
    zones = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
    assert [zone_name(zone, MOMENT) for zone in zones] == ["WIB", "WITA", "WIT"]


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, "kurang dari 1 menit"),
        (1, "1 menit"),
        (59, "59 menit"),
        (60, "1 jam"),
        (95, "1 jam 35 menit"),
        (449, "7 jam 29 menit"),
        (450, "1 hari kerja"),
        (2 * 450 + 180, "2 hari kerja 3 jam"),
        (2 * 450 + 195, "2 hari kerja 3 jam"),
        (2 * 450 + 20, "2 hari kerja 20 menit"),
    ],
)
def test_durations_are_counted_in_days_of_the_office(minutes, text):
    assert humanize_minutes(minutes, day_length=HOURS_7_30) == text


def test_calendar_time_has_days_of_24_hours():
    assert humanize_minutes(2880 + 180, day_length=CALENDAR_DAY, day_word="hari") == "2 hari 3 jam"


def test_a_negative_duration_is_refused():
    with pytest.raises(ValueError, match="negative"):
        humanize_minutes(-1, day_length=HOURS_7_30)


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (240, "sisa 4 jam"),
        (450 + 240, "sisa 1 hari 4 jam"),
        (-900, "terlambat 2 hari"),
        (-1, "terlambat 1 menit"),
        (0, "tenggat sekarang"),
    ],
)
def test_time_left_says_whether_the_deadline_has_passed(minutes, text):
    assert time_left(minutes, day_length=HOURS_7_30) == text


def test_late_working_days_can_be_named_as_such():
    assert time_left(-900, day_length=HOURS_7_30, day_word="hari kerja") == "terlambat 2 hari kerja"
