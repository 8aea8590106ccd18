from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from sop.durations.calendar import (
    CalendarClosed,
    Hours,
    is_working_day,
    next_opening,
    next_working_day,
    previous_working_day,
    working_day_after,
)
from sop.errors import RuleError
from tests.sop.durations.offices import NEVER_OPEN, NORMAL, OFFICE, SHORT_FRIDAY, WIT, WITA, at, span


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        pytest.param("2026-10-05 06.00", "2026-10-05 07.30", id="before hours"),
        pytest.param("2026-10-05 07.30", "2026-10-05 07.30", id="at the opening"),
        pytest.param("2026-10-05 09.17", "2026-10-05 09.17", id="within hours"),
        pytest.param("2026-10-05 12.00", "2026-10-05 13.00", id="lunch begins"),
        pytest.param("2026-10-05 12.15", "2026-10-05 13.00", id="lunch"),
        pytest.param("2026-10-09 11.45", "2026-10-09 13.00", id="Friday break"),
        pytest.param("2026-10-05 16.00", "2026-10-06 07.30", id="at the closing"),
        pytest.param("2026-10-05 23.59", "2026-10-06 07.30", id="night"),
        pytest.param("2026-10-09 17.00", "2026-10-12 07.30", id="Friday evening"),
        pytest.param("2026-10-10 10.00", "2026-10-12 07.30", id="Saturday"),
        pytest.param("2026-12-25 10.00", "2026-12-28 07.30", id="holiday"),
        pytest.param("2026-12-24 10.00", "2026-12-28 07.30", id="cuti bersama"),
        pytest.param("2026-12-31 17.00", "2027-01-04 07.30", id="year end"),
        pytest.param("2026-02-17 17.00", "2026-02-18 08.00", id="first day of Ramadan"),
        pytest.param("2026-03-18 15.00", "2026-03-25 07.30", id="after Lebaran"),
    ],
)
def test_the_next_opening(moment, opening):
    assert next_opening(OFFICE, at(moment)) == at(opening)


def test_moments_come_out_in_utc():
    assert next_opening(OFFICE, at("2026-10-05 06.00")).tzinfo is UTC


@pytest.mark.parametrize(("zone", "hour"), [("Asia/Jakarta", 0), (WITA, 23), (WIT, 22)])
def test_an_office_opens_by_its_own_zone(zone, hour):
    opening = next_opening(replace(OFFICE, tz=zone), at("2026-10-05 19.00"))
    assert (opening.hour, opening.minute) == (hour, 30)
    assert opening == at("2026-10-06 07.30", zone)


def test_the_day_is_that_of_the_office_not_of_greenwich():
    tuesday_in_jayapura = datetime(2026, 10, 5, 23, 0, tzinfo=UTC)
    assert next_opening(replace(OFFICE, tz=WIT), tuesday_in_jayapura) == at("2026-10-06 08.00", WIT)


def test_a_naive_moment_is_refused():
    with pytest.raises(ValueError, match="without a zone"):
        next_opening(OFFICE, at("2026-10-05 09.00").replace(tzinfo=None))


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 10, 5), True),
        (date(2026, 10, 9), True),
        (date(2026, 10, 10), False),
        (date(2026, 12, 24), False),
        (date(2026, 12, 25), False),
    ],
)
def test_a_working_day_is_one_on_which_the_office_opens(day, working):
    assert is_working_day(OFFICE, day) is working


def test_the_nearest_working_days_around_christmas():
    assert next_working_day(OFFICE, date(2026, 12, 24)) == date(2026, 12, 28)
    assert previous_working_day(OFFICE, date(2026, 12, 27)) == date(2026, 12, 23)
    assert next_working_day(OFFICE, date(2026, 12, 23)) == date(2026, 12, 23)


@pytest.mark.parametrize(
    ("count", "day"),
    [
        (0, date(2026, 12, 27)),
        (1, date(2026, 12, 28)),
        (4, date(2026, 12, 31)),
        (5, date(2027, 1, 4)),
        (-1, date(2026, 12, 23)),
    ],
)
def test_working_days_are_counted_from_any_day(count, day):
    assert working_day_after(OFFICE, date(2026, 12, 27), count) == day


def test_dated_hours_win_and_of_these_the_closer_dated():
    in_force_since = tuple(
        replace(hours, since=date(2026, 2, 25), spans=(span("09.00-10.00"),)) for hours in NORMAL
    )
    one_saturday = Hours(5, date(2026, 10, 10), date(2026, 10, 10), (span("08.00-11.00"),))
    closed_friday = Hours(4, date(2026, 10, 9), date(2026, 10, 9), ())
    office = replace(OFFICE, hours=(*OFFICE.hours, *in_force_since, one_saturday, closed_friday))
    assert next_opening(office, at("2026-02-23 05.00")) == at("2026-02-23 08.00")
    assert next_opening(office, at("2026-03-02 05.00")) == at("2026-03-02 08.00"), "Ramadan has both bounds"
    assert next_opening(office, at("2026-03-25 05.00")) == at("2026-03-25 09.00")
    assert next_opening(office, at("2026-10-08 10.00")) == at("2026-10-10 08.00")


def test_a_holiday_wins_over_dated_hours():
    saturday = Hours(5, date(2026, 10, 10), date(2026, 10, 10), (span("08.00-11.00"),))
    office = replace(OFFICE, hours=(*NORMAL, saturday), holidays=frozenset({date(2026, 10, 10)}))
    assert not is_working_day(office, date(2026, 10, 10))


def test_a_break_at_the_very_beginning_leaves_an_empty_span_that_opens_nothing():
    office = replace(OFFICE, hours=(Hours(0, None, None, (span("08.00-08.00"), span("09.00-10.00"))),))
    assert next_opening(office, at("2026-10-05 07.00")) == at("2026-10-05 09.00")
    assert not is_working_day(
        replace(office, hours=(Hours(0, None, None, (span("08.00-08.00"),)),)), date(2026, 10, 5)
    )


@pytest.mark.parametrize(
    ("weekday", "spans"),
    [
        (0, (span("12.00-08.00"),)),
        (0, (span("08.00-12.00"), span("11.00-16.00"))),
        (0, (span("13.00-16.00"), span("08.00-12.00"))),
        (7, (span("08.00-12.00"),)),
        (-1, ()),
    ],
)
def test_hours_that_cannot_be_are_refused(weekday, spans):
    with pytest.raises(ValueError, match="run forward"):
        Hours(weekday, None, None, spans)


@pytest.mark.parametrize("count", [next_working_day, previous_working_day])
def test_an_office_that_never_opens_is_named_and_not_waited_for(count):
    with pytest.raises(CalendarClosed) as refusal:
        count(NEVER_OPEN, date(2026, 10, 5))
    with pytest.raises(CalendarClosed):
        next_opening(NEVER_OPEN, at("2026-10-05 09.00"))
    assert isinstance(refusal.value, RuleError)
    assert "jam kerja" in refusal.value.sentence


def test_a_closure_of_most_of_a_year_is_survived():
    closed = frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(365))
    assert next_opening(replace(OFFICE, holidays=closed), at("2026-01-01 09.00")) == at("2027-01-01 07.30")


def test_a_calendar_can_be_a_key_and_equals_its_like():
    assert len({OFFICE, replace(OFFICE), SHORT_FRIDAY}) == 2
    assert OFFICE.hours[0].spans[0] == (time(7, 30), time(12, 0))
