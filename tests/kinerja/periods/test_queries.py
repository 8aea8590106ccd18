import datetime as dt

import pytest

from kinerja.periods.models import Obligation, Period
from kinerja.periods.queries import (
    full_name,
    months_of,
    period_before,
    period_for,
    period_of,
    periods_due,
    periods_of_year,
    read_slug,
)

ALL = [
    Period(kind="year", year=2026, number=1),
    *periods_of_year("quarter", 2026),
    *periods_of_year("month", 2026),
]


@pytest.mark.parametrize("period", ALL, ids=lambda period: period.slug)
def test_a_period_is_read_back_from_its_address(period):
    read = read_slug(period.slug)
    assert (read.kind, read.year, read.number) == (period.kind, period.year, period.number)


@pytest.mark.parametrize(
    "text", ["", "2026-TW5", "2026-TW0", "2026-13", "2026-00", "1999", "2026-TW3x", "26-TW3", "2026-3"]
)
def test_any_other_text_is_no_period(text):
    assert read_slug(text) is None


@pytest.mark.parametrize(
    ("kind", "day", "slug", "before"),
    [
        ("month", dt.date(2026, 1, 31), "2026-01", "2025-12"),
        ("quarter", dt.date(2026, 3, 31), "2026-TW1", "2025-TW4"),
        ("quarter", dt.date(2026, 4, 1), "2026-TW2", "2026-TW1"),
        ("year", dt.date(2026, 7, 1), "2026", "2025"),
    ],
)
def test_a_day_lies_in_one_period_of_each_kind(kind, day, slug, before):
    period = period_of(kind, day)
    assert (period.slug, period_before(period).slug) == (slug, before)


def due(kind="quarter", since=dt.date(2020, 1, 1), until=None, today=dt.date(2026, 10, 2)):
    obligation = Obligation(kind=kind, since=since, until=until)
    return [period.slug for period in periods_due(obligation, today)]


def test_the_current_period_and_those_before_it_are_due_the_last_four_at_most():
    assert due() == ["2026-TW4", "2026-TW3", "2026-TW2", "2026-TW1"]
    assert due("month") == ["2026-10", "2026-09", "2026-08", "2026-07"]
    assert due("year") == ["2026", "2025", "2024", "2023"]


def test_nothing_is_due_before_the_duty_began():
    assert due(since=dt.date(2026, 9, 30)) == ["2026-TW4", "2026-TW3"]
    assert due(since=dt.date(2027, 1, 1)) == []


def test_nothing_is_due_after_the_duty_has_ended():
    assert due(until=dt.date(2026, 6, 30)) == ["2026-TW2", "2026-TW1", "2025-TW4", "2025-TW3"]


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("2026-TW3", "Triwulan III (Juli–September 2026)"),
        ("2026-09", "September 2026"),
        ("2026", "Tahun 2026"),
    ],
)
def test_a_period_is_named_in_full(slug, name):
    assert full_name(read_slug(slug)) == name


def test_a_quarter_has_three_months():
    assert [month.slug for month in months_of(read_slug("2026-TW4"))] == ["2026-10", "2026-11", "2026-12"]


@pytest.mark.django_db
def test_a_period_becomes_one_row_however_often_it_is_needed():
    assert period_for("quarter", 2026, 3) == period_for("quarter", 2026, 3)
    assert Period.objects.count() == 1
