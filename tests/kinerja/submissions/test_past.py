"""What a row had before: eight periods and the year before, the signed figure first, in one query."""

import datetime as dt
from decimal import Decimal

import pytest

from kinerja.periods.models import Period
from kinerja.submissions.figures import Figure
from kinerja.submissions.opening import start
from kinerja.submissions.rows.past import eight_before, known_before
from kinerja.submissions.rows.sheet import rows_of
from tests.engine.walking import counted
from tests.kinerja.submissions.sheets import address, begun, browser_of, office

pytestmark = pytest.mark.django_db


def file_of(world, year, number, value):
    """A file of an earlier quarter whose rows all have this value, or none."""
    period, _ = Period.objects.get_or_create(kind="quarter", year=year, number=number)
    submission = start(
        world.obligation,
        period,
        by=world.clerks[world.units[0].pk],
        at=dt.datetime(2026, 7, 1, 2, 0, tzinfo=dt.UTC),
    )
    Figure.objects.filter(submission=submission).update(value=value)
    return submission


def test_eight_periods_go_back_over_the_years():
    names = [period.short for period in eight_before(Period(kind="quarter", year=2026, number=3))]
    assert names == [
        "TW III 2024",
        "TW IV 2024",
        *(f"TW {n} 2025" for n in ("I", "II", "III", "IV")),
        "TW I 2026",
        "TW II 2026",
    ]


def test_a_row_knows_its_eight_periods_and_the_year_before():
    world = office(indicators=2)
    for year, number, value in [(2026, 2, "91"), (2026, 1, None), (2025, 3, "80"), (2024, 2, "50")]:
        file_of(world, year, number, value and Decimal(value))
    submission = begun(world)
    with counted() as queries:
        known_before(submission, world.units[0].pk)
    assert len(queries) == 1
    row = rows_of(submission, unit=world.units[0].pk)[0]
    assert [point.text for point in row.history.points] == ["", "", "", "", "80,00", "", "", "91,00"]
    assert [point.label for point in row.history.told] == ["TW III 2025", "TW II 2026"]
    assert all(point.provisional for point in row.history.told)
    assert row.earlier.year_before.value == 80
    assert row.before.value == 91
    page = (
        browser_of(world.clerks[world.units[0].pk])
        .get(address(submission, world.units[0].pk))
        .content.decode()
    )
    assert "TW III 2025 80,00 (sementara); TW II 2026 91,00 (sementara)" in page


def test_a_row_without_a_past_draws_nothing():
    world = office(indicators=1)
    row = rows_of(begun(world), unit=world.units[0].pk)[0]
    assert (row.before, row.history.told, row.history.sparkline) == (None, [], "")
