"""Deadlines that are a date ("maksimal tanggal 5"), not a duration."""

from dataclasses import replace
from datetime import UTC, date

import pytest

from sop.durations.deadlines import Due, deadline
from sop.durations.grammar import parse
from tests.sop.durations.offices import HOLIDAYS, OFFICE, WIB, WIT, WITA, at

MAXIMAL_5 = parse("maksimal tanggal 5 setiap bulannya")
SHIFTING = replace(OFFICE, shift_calendar_deadlines=True)


@pytest.mark.parametrize(
    ("period_end", "opened", "due", "note"),
    [
        pytest.param("2026-09-30", "2026-10-01", "2026-10-05", "", id="Monday"),
        pytest.param("2026-08-31", "2026-09-01", "2026-09-05", "; jatuh pada hari libur", id="Saturday"),
        pytest.param(
            "2026-11-30", "2026-12-01", "2026-12-05", "; jatuh pada hari libur", id="Saturday in December"
        ),
        pytest.param("2026-12-31", "2026-12-31", "2027-01-05", "", id="December to January"),
        pytest.param("2025-12-31", "2026-01-02", "2026-01-05", "", id="January"),
    ],
)
def test_maksimal_tanggal_5_is_that_date_in_the_month_after_the_period(period_end, opened, due, note):
    found = deadline(
        MAXIMAL_5,
        opened_at=at(f"{opened} 09.00"),
        calendar=OFFICE,
        period_end=date.fromisoformat(period_end),
    )
    assert found == Due(at(f"{due} 23.59"), None, f"tenggat kalender tanggal 5{note}")


def test_a_calendar_date_moves_for_a_holiday_only_where_the_office_has_set_it():
    monday_off = replace(OFFICE, holidays=HOLIDAYS | {date(2026, 10, 5)})
    wanted = {"opened_at": at("2026-10-01 09.00"), "period_end": date(2026, 9, 30)}
    assert deadline(MAXIMAL_5, calendar=monday_off, **wanted) == Due(
        at("2026-10-05 23.59"), None, "tenggat kalender tanggal 5; jatuh pada hari libur"
    )
    assert deadline(MAXIMAL_5, calendar=replace(monday_off, shift_calendar_deadlines=True), **wanted) == Due(
        at("2026-10-06 23.59"), None, "tenggat kalender tanggal 5; digeser ke hari kerja berikutnya"
    )


def test_a_day_that_the_month_lacks_is_its_last():
    found = deadline(
        parse("tanggal 31"), opened_at=at("2026-02-02 09.00"), calendar=OFFICE, period_end=date(2026, 1, 31)
    )
    assert found.at == at("2026-02-28 23.59")


@pytest.mark.parametrize(
    ("opened", "due"),
    [
        ("2026-10-02 09.00", "2026-10-05 23.59"),
        ("2026-10-05 22.00", "2026-10-05 23.59"),
        ("2026-10-06 00.30", "2026-11-05 23.59"),
        ("2026-12-07 09.00", "2027-01-05 23.59"),
    ],
)
def test_without_a_period_the_date_is_the_next_one(opened, due):
    assert deadline(MAXIMAL_5, opened_at=at(opened), calendar=OFFICE).at == at(due)


@pytest.mark.parametrize(
    ("reopened", "due", "note"),
    [
        pytest.param("2026-10-02 10.00", "2026-10-05 23.59", "", id="before the day: the day stays"),
        pytest.param("2026-10-05 10.00", "2026-10-05 23.59", "", id="on the day: the day stays"),
        pytest.param("2026-10-07 10.00", "2026-10-08 10.00", "; dibuka kembali: satu hari kerja", id="after"),
        pytest.param(
            "2026-10-09 15.00", "2026-10-12 15.00", "; dibuka kembali: satu hari kerja", id="on a Friday"
        ),
        pytest.param(
            "2026-10-10 10.00", "2026-10-13 07.30", "; dibuka kembali: satu hari kerja", id="on a Saturday"
        ),
    ],
)
def test_a_step_reopened_after_its_date_is_not_late_at_once(reopened, due, note):
    found = deadline(
        MAXIMAL_5, opened_at=at(reopened), calendar=OFFICE, period_end=date(2026, 9, 30), reopened=True
    )
    assert found == Due(at(due), None, f"tenggat kalender tanggal 5{note}")


def test_the_office_sets_the_grace_of_a_reopened_step():
    wanted = {"opened_at": at("2026-10-07 10.00"), "period_end": date(2026, 9, 30), "reopened": True}
    two_days = deadline(MAXIMAL_5, calendar=replace(OFFICE, reopened_grace=2), **wanted)
    assert two_days == Due(
        at("2026-10-09 10.00"), None, "tenggat kalender tanggal 5; dibuka kembali: 2 hari kerja"
    )
    none = deadline(MAXIMAL_5, calendar=replace(OFFICE, reopened_grace=0), **wanted)
    assert none.at == at("2026-10-05 23.59")


@pytest.mark.parametrize(
    ("opened", "not_before", "grace", "due", "note"),
    [
        pytest.param("2026-10-07 10.00", "2026-10-07 10.00", 1, "2026-10-08 10.00", "satu hari kerja", id="a correction"),
        pytest.param("2026-10-20 10.00", "2026-10-07 10.00", 2, "2026-10-22 10.00", "2 hari kerja", id="a later step"),
        pytest.param("2026-10-01 10.00", "2026-10-12 00.00", 1, "2026-10-13 07.30", "satu hari kerja", id="a later window"),
        pytest.param("2026-10-07 10.00", "2026-10-07 10.00", 0, None, "tanpa batas waktu", id="no grace"),
        pytest.param("2026-10-01 10.00", "2026-10-02 00.00", 1, "2026-10-05 23.59", "", id="still possible"),
        pytest.param("2026-10-07 10.00", "2026-10-01 00.00", 1, "2026-10-05 23.59", "sudah lewat saat", id="was possible"),
    ],
)  # fmt: skip
def test_a_date_that_ended_before_anybody_could_begin_makes_nobody_late(opened, not_before, grace, due, note):
    found = deadline(
        MAXIMAL_5, opened_at=at(opened), calendar=replace(OFFICE, reopened_grace=grace),
        period_end=date(2026, 9, 30), not_before=at(not_before),
    )  # fmt: skip
    assert found.at == (at(due) if due else None)
    assert note in found.note
    assert len(found.note) <= 120


def test_a_step_first_opened_after_its_date_is_late_and_says_so():
    found = deadline(
        MAXIMAL_5, opened_at=at("2026-10-07 10.00"), calendar=OFFICE, period_end=date(2026, 9, 30)
    )
    assert found == Due(
        at("2026-10-05 23.59"), None, "tenggat kalender tanggal 5; sudah lewat saat langkah dibuka"
    )
    on_a_saturday = deadline(
        MAXIMAL_5, opened_at=at("2026-09-07 10.00"), calendar=OFFICE, period_end=date(2026, 8, 31)
    )
    assert on_a_saturday.note == "tenggat kalender tanggal 5; sudah lewat saat langkah dibuka"


def test_a_window_opens_at_its_first_date_and_is_due_at_its_last():
    window = parse("1 bulan (tanggal 1-20)")
    assert deadline(
        window, opened_at=at("2026-09-28 09.00"), calendar=OFFICE, period_end=date(2026, 9, 30)
    ) == Due(at("2026-10-20 23.59"), at("2026-10-01 00.00"), "tanggal 1 sampai 20")
    sunday = deadline(
        window, opened_at=at("2026-11-28 09.00"), calendar=SHIFTING, period_end=date(2026, 11, 30)
    )
    assert sunday == Due(
        at("2026-12-21 23.59"),
        at("2026-12-01 00.00"),
        "tanggal 1 sampai 20; digeser ke hari kerja berikutnya",
    )
    reopened = deadline(
        window, opened_at=at("2026-10-22 09.00"), calendar=OFFICE, period_end=date(2026, 9, 30), reopened=True
    )
    assert reopened.at == at("2026-10-23 09.00")


@pytest.mark.parametrize("zone", [WIB, WITA, WIT])
def test_the_day_ends_by_the_zone_of_the_office(zone):
    found = deadline(
        MAXIMAL_5,
        opened_at=at("2026-10-01 09.00", zone),
        calendar=replace(OFFICE, tz=zone),
        period_end=date(2026, 9, 30),
    )
    assert found.at == at("2026-10-05 23.59", zone)
    assert found.at.tzinfo is UTC


def test_the_next_date_is_sought_by_the_day_of_the_office():
    half_an_hour_into_the_sixth = at("2026-10-06 00.30", WIT)
    found = deadline(MAXIMAL_5, opened_at=half_an_hour_into_the_sixth, calendar=replace(OFFICE, tz=WIT))
    assert found.at == at("2026-11-05 23.59", WIT)
