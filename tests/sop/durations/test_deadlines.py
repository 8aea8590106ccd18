from dataclasses import replace
from datetime import UTC, date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop.durations.calendar import CalendarClosed
from sop.durations.deadlines import Due, deadline
from sop.durations.grammar import parse
from tests.sop.durations.offices import NEVER_OPEN, OFFICE, at

DUE_NOTE_LENGTH = 120  # the column that keeps the note
MONDAY = at("2026-10-05 09.00")
CALENDAR_DAYS = replace(OFFICE, bare_day_is_working=False)
SHIFTING = replace(OFFICE, shift_calendar_deadlines=True)


@pytest.mark.parametrize(
    ("text", "due", "note"),
    [
        ("10 menit", "2026-10-05 09.10", "dihitung jam kerja"),
        ("3 jam", "2026-10-05 12.00", "dihitung jam kerja"),
        ("1,5 jam", "2026-10-05 10.30", "dihitung jam kerja"),
        ("1 hari", "2026-10-06 09.00", "dihitung hari kerja"),
        ("1 hari kerja", "2026-10-06 09.00", "dihitung hari kerja"),
        ("8 jam", "2026-10-06 09.30", "dihitung jam kerja"),
        ("5 hari", "2026-10-12 09.00", "dihitung hari kerja"),
        ("5 hari kalender", "2026-10-10 09.00", "dihitung hari kalender; jatuh pada hari libur"),
        ("1 hari 2 jam", "2026-10-06 11.00", "dihitung hari kerja, dihitung jam kerja"),
        ("3x24 jam", "2026-10-08 09.00", "dihitung hari kalender"),
        ("5x24 jam", "2026-10-10 09.00", "dihitung hari kalender; jatuh pada hari libur"),
        ("1 ½ jam", "2026-10-05 10.30", "dihitung jam kerja"),
        ("½ hari", "2026-10-05 13.45", "dihitung hari kerja"),
        ("2 minggu", "2026-10-19 09.00", "seminggu lima hari kerja"),
        ("1 bulan", "2026-11-05 09.00", "sampai tanggal yang sama"),
        ("1 – 20 Hari Kerja", "2026-11-02 09.00", "dihitung hari kerja"),
        ("10-15 menit", "2026-10-05 09.15", "dihitung jam kerja"),
        ("0 menit", "2026-10-05 09.00", "dihitung jam kerja"),
    ],
)
def test_a_duration_runs_from_the_opening_to_its_upper_end(text, due, note):
    assert deadline(parse(text), opened_at=MONDAY, calendar=OFFICE) == Due(at(due), None, note)


@pytest.mark.parametrize(
    ("opened", "text", "due"),
    [
        ("2026-10-10 10.00", "1 jam", "2026-10-12 08.30"),
        ("2026-10-05 17.00", "1 hari", "2026-10-07 07.30"),
        ("2026-10-09 11.45", "30 menit", "2026-10-09 13.30"),
        ("2026-12-23 15.30", "1 jam", "2026-12-28 08.00"),
    ],
)
def test_a_step_opened_outside_hours_starts_at_the_next_opening(opened, text, due):
    assert deadline(parse(text), opened_at=at(opened), calendar=OFFICE).at == at(due)


def test_an_office_may_count_bare_days_by_the_calendar():
    assert deadline(parse("4 hari"), opened_at=MONDAY, calendar=CALENDAR_DAYS) == Due(
        at("2026-10-09 09.00"), None, "dihitung hari kalender"
    )
    assert deadline(parse("5 hari"), opened_at=MONDAY, calendar=CALENDAR_DAYS).note == (
        "dihitung hari kalender; jatuh pada hari libur"
    )
    assert deadline(
        parse("5 hari"), opened_at=MONDAY, calendar=replace(CALENDAR_DAYS, shift_calendar_deadlines=True)
    ) == Due(at("2026-10-12 09.00"), None, "dihitung hari kalender; digeser ke hari kerja berikutnya")


def test_the_word_kerja_goes_before_the_setting_of_the_office():
    assert deadline(parse("5 hari kerja"), opened_at=MONDAY, calendar=CALENDAR_DAYS).at == at(
        "2026-10-12 09.00"
    )


def test_the_unit_of_the_heading_counts_like_any_other():
    assert deadline(parse("15", "minute"), opened_at=MONDAY, calendar=OFFICE).at == at("2026-10-05 09.15")


@pytest.mark.parametrize(
    ("items", "due"), [(0, "2026-10-05 09.00"), (1, "2026-10-05 09.02"), (60, "2026-10-05 11.00")]
)
def test_a_time_per_item_is_multiplied(items, due):
    standard = parse("2 menit/berkas")
    assert deadline(standard, opened_at=MONDAY, calendar=OFFICE, items=items).at == at(due)


def test_unknown_items_give_no_deadline():
    assert deadline(parse("2 menit/berkas"), opened_at=MONDAY, calendar=OFFICE) == Due(
        None, None, "jumlah berkas belum diketahui; waktu hanya dicatat"
    )


def test_more_items_than_years_of_work_give_no_deadline():
    due = deadline(parse("2 hari/berkas"), opened_at=MONDAY, calendar=OFFICE, items=10**12)
    assert due == Due(None, None, "waktu untuk semua berkas terlalu panjang; tidak dinilai")


def test_a_reopened_duration_simply_starts_anew():
    assert deadline(parse("1 hari"), opened_at=MONDAY, calendar=OFFICE, reopened=True) == deadline(
        parse("1 hari"), opened_at=MONDAY, calendar=OFFICE
    )


@pytest.mark.parametrize(
    ("text", "anchor", "due", "note"),
    [
        ("minimal 4 hari kerja sebelum kegiatan", "2026-10-16", "2026-10-12", "dihitung hari kerja"),
        ("minimal 4 hari sebelum kegiatan", "2026-10-18", "2026-10-13", "dihitung hari kerja"),
        (
            "4 hari kalender sebelum kegiatan",
            "2026-10-14",
            "2026-10-10",
            "dihitung hari kalender; jatuh pada hari libur",
        ),
        ("3 – 5 hari kerja sebelum rapat", "2026-10-16", "2026-10-13", "dihitung hari kerja"),
        ("1 minggu sebelum kegiatan", "2026-10-16", "2026-10-09", "seminggu lima hari kerja"),
        ("1 bulan sebelum kegiatan", "2026-12-31", "2026-11-30", "sampai tanggal yang sama"),
        ("1 bulan sebelum kegiatan", "2027-01-27", "2026-12-23", "sampai tanggal yang sama"),
        ("Sebelum periode revisi bulan berjalan", "2026-10-16", "2026-10-15", "sebelum tanggal acuan"),
        (
            "Sebelum periode revisi bulan berjalan",
            "2026-10-12",
            "2026-10-11",
            "sebelum tanggal acuan; jatuh pada hari libur",
        ),
    ],
)
def test_a_relative_time_is_counted_back_from_its_anchor(text, anchor, due, note):
    found = deadline(parse(text), opened_at=MONDAY, calendar=OFFICE, anchor=date.fromisoformat(anchor))
    assert found == Due(at(f"{due} 23.59"), None, note)


@pytest.mark.parametrize("text", ["2 jam sebelum kegiatan", "1,5 hari sebelum kegiatan"])
def test_an_anchor_has_a_date_and_no_hour_to_count_back_from(text):
    found = deadline(parse(text), opened_at=MONDAY, calendar=OFFICE, anchor=date(2026, 10, 16))
    assert found.at is None
    assert found.note.endswith("tidak dinilai")


def test_an_anchor_already_too_near_makes_the_step_late_unless_reopened():
    wanted = {"opened_at": MONDAY, "calendar": OFFICE, "anchor": date(2026, 10, 6)}
    standard = parse("minimal 4 hari kerja sebelum kegiatan")
    assert deadline(standard, **wanted).note == "dihitung hari kerja; sudah lewat saat langkah dibuka"
    assert deadline(standard, **wanted, reopened=True).at == at("2026-10-06 09.00")


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("minimal 4 hari kerja sebelum kegiatan", "tanggal acuan belum diketahui; tidak dinilai"),
        ("secukupnya", "tidak terbaca, tidak dinilai"),
        ("-", "tidak dinilai"),
        ("", "tidak dinilai"),
    ],
)
def test_where_nothing_can_be_computed_there_is_no_deadline(text, note):
    assert deadline(parse(text), opened_at=MONDAY, calendar=OFFICE) == Due(None, None, note)


def test_a_deadline_wants_an_aware_moment_and_a_real_number_of_items():
    for wrong in ({"opened_at": MONDAY.replace(tzinfo=None)}, {"opened_at": MONDAY, "items": -1}):
        with pytest.raises(ValueError, match="aware moment"):
            deadline(parse("-"), calendar=OFFICE, **wrong)


def test_a_calendar_without_hours_is_named():
    with pytest.raises(CalendarClosed):
        deadline(parse("1 hari"), opened_at=MONDAY, calendar=NEVER_OPEN)


CELLS = st.sampled_from(
    [
        "1 hari 2 jam", "1 – 20 hari", "120 bulan", "3660 hari kalender", "1 minggu 1 hari", "2 menit/berkas",
        "2 menit/" + "berkas " * 8, "sebelum kegiatan", "maksimal tanggal 31", "1 bulan (tanggal 1-20)", "4 hari sebelum kegiatan",
        "4 hari kalender sebelum kegiatan", "1 bulan 2 minggu 3 hari sebelum kegiatan", "1 bulan 2 minggu 3 hari 4 jam 5 menit",
        "secukupnya", "-",
    ]
)  # fmt: skip
DATES = st.none() | st.dates(date(2025, 12, 1), date(2027, 2, 1))
FIRST, LAST = (at(text, "UTC").replace(tzinfo=None) for text in ("2025-12-01 00.00", "2027-02-01 00.00"))


@given(
    text=CELLS,
    opened=st.datetimes(FIRST, LAST, timezones=st.just(UTC)),
    calendar=st.sampled_from([OFFICE, CALENDAR_DAYS, SHIFTING]),
    period_end=DATES,
    items=st.none() | st.integers(0, 10**9),
    anchor=DATES,
    reopened=st.booleans(),
)
def test_every_step_gets_a_short_note_and_none_reopened_is_late(
    text, opened, calendar, period_end, items, anchor, reopened
):
    due = deadline(
        parse(text),
        opened_at=opened,
        calendar=calendar,
        period_end=period_end,
        items=items,
        anchor=anchor,
        reopened=reopened,
    )
    assert 0 < len(due.note) <= DUE_NOTE_LENGTH
    if due.at and reopened:
        assert due.at >= opened
