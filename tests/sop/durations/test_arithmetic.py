"""The working-calendar table: every row as an official would count it by hand."""

from dataclasses import replace
from datetime import UTC, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop.durations.arithmetic import (
    add_amounts,
    add_calendar_days,
    add_months,
    add_working,
    add_working_days,
    add_working_weeks,
    working_minutes_between,
)
from sop.durations.calendar import CalendarClosed
from sop.durations.units import Amount, Unit
from tests.sop.durations.offices import NEVER_OPEN, OFFICE, SHORT_FRIDAY, WIT, at

EIGHT_HOURS = 8 * 60


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        pytest.param("2026-10-05 09.00", 60, "2026-10-05 10.00", id="within hours"),
        pytest.param("2026-10-05 06.00", 60, "2026-10-05 08.30", id="before hours"),
        pytest.param("2026-10-05 17.00", 60, "2026-10-06 08.30", id="after hours"),
        pytest.param("2026-10-05 15.30", 60, "2026-10-06 08.00", id="over the closing"),
        pytest.param("2026-10-05 15.00", 60, "2026-10-05 16.00", id="up to the closing"),
        pytest.param("2026-10-05 12.15", 60, "2026-10-05 14.00", id="in the lunch break"),
        pytest.param("2026-10-05 11.30", 60, "2026-10-05 13.30", id="over the lunch break"),
        pytest.param("2026-10-09 11.45", 60, "2026-10-09 14.00", id="in the Friday break"),
        pytest.param("2026-10-09 11.00", 60, "2026-10-09 13.30", id="over the Friday break"),
        pytest.param("2026-10-09 16.00", 60, "2026-10-12 08.00", id="over the weekend"),
        pytest.param("2026-10-10 10.00", 60, "2026-10-12 08.30", id="on a Saturday"),
        pytest.param("2026-10-10 10.00", 0, "2026-10-12 07.30", id="no time at all, on a Saturday"),
        pytest.param("2026-12-25 09.00", 60, "2026-12-28 08.30", id="on a holiday"),
        pytest.param("2026-12-24 09.00", 60, "2026-12-28 08.30", id="on cuti bersama"),
        pytest.param("2026-12-23 15.30", 60, "2026-12-28 08.00", id="over cuti bersama and Christmas"),
        pytest.param("2026-12-31 15.30", 60, "2027-01-04 08.00", id="over the year end"),
        pytest.param("2026-10-30 16.00", 60, "2026-11-02 08.00", id="over the month end"),
        pytest.param("2026-03-02 14.30", 60, "2026-03-03 08.30", id="Ramadan hours"),
        pytest.param("2026-02-17 15.30", 60, "2026-02-18 08.30", id="into Ramadan"),
        pytest.param("2026-03-18 14.30", 60, "2026-03-25 08.00", id="over Lebaran"),
        pytest.param("2026-10-05 09.00", EIGHT_HOURS, "2026-10-06 09.30", id="8 jam is not 1 hari"),
        pytest.param("2026-10-05 07.30", 37 * 60 + 30, "2026-10-09 16.30", id="a whole week"),
        pytest.param("2026-10-05 09.00", Decimal("0.5"), None, id="half a minute"),
    ],
)
def test_working_time(start, minutes, end):
    expected = at(end) if end else at(start) + timedelta(seconds=30)
    assert add_working(OFFICE, at(start), minutes) == expected


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        pytest.param("2026-10-05 09.00", 1, "2026-10-06 09.00", id="the same clock time"),
        pytest.param("2026-10-05 09.00", 0, "2026-10-05 09.00", id="none"),
        pytest.param("2026-10-09 14.00", 1, "2026-10-12 14.00", id="over the weekend"),
        pytest.param("2026-10-10 10.00", 1, "2026-10-13 07.30", id="from a Saturday: Monday's opening"),
        pytest.param("2026-10-05 17.00", 1, "2026-10-07 07.30", id="after hours: the next opening"),
        pytest.param("2026-10-05 12.15", 1, "2026-10-06 13.00", id="in the lunch break"),
        pytest.param("2026-10-09 11.45", 1, "2026-10-12 13.00", id="in the Friday break"),
        pytest.param("2026-10-08 12.00", 1, "2026-10-09 13.00", id="lunch begins"),
        pytest.param("2026-12-23 10.00", 1, "2026-12-28 10.00", id="over cuti bersama and Christmas"),
        pytest.param("2026-12-25 10.00", 1, "2026-12-29 07.30", id="from a holiday"),
        pytest.param("2026-12-31 09.00", 2, "2027-01-05 09.00", id="over the year end"),
        pytest.param("2026-10-30 09.00", 1, "2026-11-02 09.00", id="over the month end"),
        pytest.param("2026-02-17 15.30", 1, "2026-02-18 15.30", id="into Ramadan, later than it closes"),
        pytest.param("2026-03-18 09.00", 3, "2026-03-27 09.00", id="over Lebaran"),
        pytest.param("2026-10-05 07.30", Decimal("0.5"), "2026-10-05 11.15", id="half a day"),
        pytest.param("2026-10-05 07.30", Decimal("1.5"), "2026-10-06 11.15", id="a day and a half"),
        pytest.param(
            "2026-10-09 14.00", Decimal("0.5"), "2026-10-12 08.45", id="half a day over the weekend"
        ),
    ],
)
def test_working_days(start, days, end):
    assert add_working_days(OFFICE, at(start), days) == at(end)


def test_a_day_keeps_its_clock_time_where_friday_closes_early():
    assert add_working_days(SHORT_FRIDAY, at("2026-10-08 15.30"), 1) == at("2026-10-09 15.30")
    assert add_working(SHORT_FRIDAY, at("2026-10-09 10.30"), 60) == at("2026-10-12 08.00")
    assert add_working(SHORT_FRIDAY, at("2026-10-08 15.30"), EIGHT_HOURS) == at("2026-10-12 11.30")


@pytest.mark.parametrize(
    ("start", "weeks", "end"),
    [
        ("2026-10-05 09.00", 1, "2026-10-12 09.00"),
        ("2026-10-05 09.00", 2, "2026-10-19 09.00"),
        ("2026-12-21 09.00", 1, "2026-12-30 09.00"),
        ("2026-10-05 09.00", Decimal("1.2"), "2026-10-13 09.00"),
    ],
)
def test_a_week_is_five_working_days(start, weeks, end):
    assert add_working_weeks(OFFICE, at(start), weeks) == at(end)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        pytest.param("2026-10-05 09.00", 1, "2026-11-05 09.00", id="the same date"),
        pytest.param("2026-08-31 09.00", 1, "2026-09-30 09.00", id="a shorter month"),
        pytest.param("2026-01-30 09.00", 1, "2026-03-02 09.00", id="28 February is a Saturday"),
        pytest.param("2026-11-24 09.00", 1, "2026-12-28 09.00", id="cuti bersama"),
        pytest.param("2026-12-31 09.00", 2, "2027-03-01 09.00", id="over the year end"),
        pytest.param("2026-12-07 09.00", 1, "2027-01-07 09.00", id="December to January"),
        pytest.param("2026-10-10 09.00", 1, "2026-11-12 07.30", id="from a Saturday: Monday's opening"),
        pytest.param("2026-10-05 09.00", 12, "2027-10-05 09.00", id="a year"),
    ],
)
def test_a_month_ends_on_the_same_date_or_the_next_working_day(start, months, end):
    assert add_months(OFFICE, at(start), months) == at(end)


def test_calendar_days_do_not_know_holidays():
    assert add_calendar_days(OFFICE, at("2026-12-23 10.00"), 2) == at("2026-12-25 10.00")
    assert add_calendar_days(OFFICE, at("2026-12-26 10.00"), 1) == at("2026-12-29 07.30")


def test_amounts_are_added_from_the_largest_unit_down():
    day, hours = Amount(Decimal(1), Unit.DAY), Amount(Decimal(2), Unit.HOUR)
    day_first = at(
        "2026-10-12 08.00"
    )  # Friday 15.00, then two hours; hours first would end on Monday at 08.30
    assert add_amounts(OFFICE, at("2026-10-08 15.00"), (day, hours), working_days=True) == day_first
    assert add_amounts(OFFICE, at("2026-10-08 15.00"), (hours, day), working_days=True) == day_first
    assert add_amounts(OFFICE, at("2026-10-09 14.00"), (day,), working_days=False) == at("2026-10-10 14.00")
    assert add_amounts(
        OFFICE, at("2026-10-05 07.30"), (Amount(Decimal("1.5"), Unit.HOUR),), working_days=True
    ) == at("2026-10-05 09.00")


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-10-05 09.00", "2026-10-05 10.00", 60),
        ("2026-10-05 11.00", "2026-10-05 14.00", 120),
        ("2026-10-05 06.00", "2026-10-05 22.00", 450),
        ("2026-10-09 16.00", "2026-10-12 08.00", 60),
        ("2026-10-10 09.00", "2026-10-11 17.00", 0),
        ("2026-12-23 15.00", "2026-12-28 08.30", 120),
        ("2026-03-02 07.30", "2026-03-02 16.00", 390),
        ("2026-10-05 07.30", "2026-10-11 23.59", 37 * 60 + 30),
        ("2026-10-05 10.00", "2026-10-05 09.00", 0),
    ],
)
def test_working_minutes_that_really_passed(start, end, minutes):
    assert working_minutes_between(OFFICE, at(start), at(end)) == minutes


def test_a_minute_begun_does_not_count():
    start = at("2026-10-05 09.00")
    assert working_minutes_between(OFFICE, start, start + timedelta(seconds=119)) == 1


@pytest.mark.parametrize(
    "add", [add_working, add_working_days, add_working_weeks, add_months, add_calendar_days]
)
def test_results_are_in_utc_and_bad_input_is_refused(add):
    assert add(OFFICE, at("2026-10-05 09.00"), 1).tzinfo is UTC
    with pytest.raises(ValueError, match="not negative"):
        add(OFFICE, at("2026-10-05 09.00"), -1)
    with pytest.raises(ValueError, match="without a zone"):
        add(OFFICE, at("2026-10-05 09.00").replace(tzinfo=None), 1)
    with pytest.raises(CalendarClosed):
        add(NEVER_OPEN, at("2026-10-05 09.00"), 1)


def test_years_of_work_are_counted_through():
    start = at("2026-10-05 09.00")
    end = add_working(OFFICE, start, 1_000_000)
    assert end > at("2034-01-01 00.00")
    assert working_minutes_between(OFFICE, start, end) == 1_000_000


CALENDARS = st.sampled_from([OFFICE, SHORT_FRIDAY])
FIRST, LAST = (at(text, "UTC").replace(tzinfo=None) for text in ("2025-12-01 00.00", "2027-02-01 00.00"))
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(UTC))
MINUTES = st.integers(0, 20_000)


@given(CALENDARS, MOMENTS, MINUTES)
def test_the_working_time_added_is_the_working_time_that_passes(calendar, start, minutes):
    assert working_minutes_between(calendar, start, add_working(calendar, start, minutes)) == minutes


@given(CALENDARS, MOMENTS, MINUTES, MINUTES)
def test_time_may_be_added_in_two_parts(calendar, start, first, second):
    in_parts = add_working(calendar, add_working(calendar, start, first), second)
    at_once = add_working(calendar, start, first + second)
    assert working_minutes_between(calendar, at_once, in_parts) == 0
    assert in_parts >= at_once


@given(CALENDARS, MOMENTS, MINUTES, MINUTES)
def test_more_time_never_ends_sooner(calendar, start, first, second):
    less, more = sorted([first, second])
    assert start <= add_working(calendar, start, less) <= add_working(calendar, start, more)


@given(
    CALENDARS,
    MOMENTS,
    MOMENTS,
    st.integers(0, 60),
    st.sampled_from([add_working, add_working_days, add_working_weeks, add_months, add_calendar_days]),
)
def test_who_starts_earlier_is_never_due_later(calendar, first, second, count, add):
    earlier, later = sorted([first, second])
    assert add(calendar, earlier, count) <= add(calendar, later, count)


@given(MOMENTS, st.integers(0, 400))
def test_another_zone_only_moves_the_clock(start, minutes):
    jayapura = replace(OFFICE, tz=WIT)
    two_hours = timedelta(hours=2)
    assert (
        add_working(jayapura, start - two_hours, minutes) == add_working(OFFICE, start, minutes) - two_hours
    )
