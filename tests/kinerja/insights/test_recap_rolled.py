"""Months to a quarter, quarters to a year: against which target, how many are there, and where each figure leads."""

from decimal import Decimal

import pytest

from kinerja.indicators.aggregation import Entry, roll_up
from kinerja.indicators.arithmetic import Target as Aim
from kinerja.insights.recap_table import table_of
from kinerja.periods.models import Period
from kinerja.periods.queries import months_of
from sop.procedures.queries import definition_of
from tests.engine.walking import take
from tests.kinerja.insights.recaps import (
    LAST,
    MEAN,
    MONTHS,
    TOTAL,
    TW3,
    aim,
    configured,
    enter,
    monthly,
    recap_by,
    shown,
    signed_world,
)
from tests.kinerja.insights.worlds import begin, go

pytestmark = pytest.mark.django_db


def cell(recap, name, column=0):
    return next(
        row.cells[column] for group in table_of(recap).groups for row in group.rows if row.indicator == name
    )


def fill_months(world, files):
    for file, (total, mean, last) in zip(files, MONTHS, strict=True):
        enter(world, file, 0, total=total, mean=mean, last=last)


def test_the_target_set_for_the_quarter_counts_once_all_its_months_are_there():
    world, files = monthly()
    for name, value in {TOTAL: 80, MEAN: 82, LAST: 4}.items():
        aim(world, name, 0, TW3, value)
    fill_months(world, files)
    recap = recap_by(world, p="2026-TW3")
    assert shown(recap)[TOTAL][0] == ("60", "75,00%", "Sedang")  # of 80, not of 10+20+30
    assert cell(recap, TOTAL).target == "target periode 80"
    assert shown(recap)[MEAN][0][:2] == ("82,00", "100,00%")


def test_before_that_the_filled_months_are_measured_by_their_own_targets_and_counted():
    world, files = monthly()
    aim(world, TOTAL, 0, TW3, 80)
    enter(world, files[0], 0, total="9", mean="81", last="8")
    enter(world, files[2], 0, total="33", mean="75", last="4")
    found = cell(recap_by(world, p="2026-TW3"), TOTAL)
    assert (found.realised, found.target, found.note) == ("42", "target 40", "2 dari 3 bulan")
    assert found.provisional


def test_a_quarter_leads_to_its_months_and_a_month_to_its_row():
    world, files = monthly()
    fill_months(world, files)
    quarter = cell(recap_by(world, p="2026-TW3"), TOTAL)
    assert "p=2026-07&tampilan=waktu&unit=u1" in quarter.url
    month = cell(recap_by(world, p="2026-07", tampilan="waktu", unit="u1"), TOTAL, 6)
    figure = files[0].figures.get(definition__name=TOTAL)
    assert month.url == f"/berkas/{files[0].pk}/isian/{world.units[0].pk}/#name-{figure.pk}"


def test_a_year_of_months_goes_through_its_quarters_from_wherever_one_looks():
    world, files = monthly()
    fill_months(world, files)
    october = begin(world, Period(kind="month", year=2026, number=10))
    enter(world, october, 0, total="1", mean="50", last="1")
    by_quarter = recap_by(world, p="2026-TW3", tampilan="waktu")
    by_month = recap_by(world, p="2026-09", tampilan="waktu")
    whole = recap_by(world, p="2026")
    # the mean of 82 and 50, not that of 81, 90, 75 and 50
    assert {shown(recap)[MEAN][-1][0] for recap in (by_quarter, by_month, whole)} == {"66,00"}
    assert {shown(recap)[TOTAL][-1][0] for recap in (by_quarter, by_month, whole)} == {"61"}


def test_twelve_months_are_rolled_up_by_way_of_quarters():
    months = [Entry(Aim(Decimal(10)), Decimal(n) if n in {1, 2, 4} else None) for n in range(1, 13)]
    total = roll_up("average", months)
    assert (total.realised, total.filled, total.expected) == (Decimal("2.75"), 3, 12)  # (1.5 + 4) / 2


def test_units_stand_over_the_periods_with_the_mean_of_what_they_achieved():
    world = signed_world()
    recap = recap_by(world, p="2026-TW3", tampilan="unit-waktu")
    assert shown(recap) == {
        "Bidang 1": [("–", "", ""), ("–", "", ""), ("3 dari 3 terisi", "90,00%", "Tinggi"), ("–", "", ""),
                     ("3 dari 3 terisi", "90,00%", "Tinggi")],
        "Bidang 2": [("–", "", ""), ("–", "", ""), ("3 dari 3 terisi", "91,67%", "Sangat Tinggi"), ("–", "", ""),
                     ("3 dari 3 terisi", "91,67%", "Sangat Tinggi")],
    }  # fmt: skip
    assert recap.means[2].text == "90,83%"


def test_one_unit_alone_can_be_looked_at_over_the_year():
    recap = recap_by(signed_world(), p="2026-TW3", tampilan="waktu", unit="u2")
    assert {name: row[2][0] for name, row in shown(recap).items()} == {
        TOTAL: "25",
        MEAN: "99,00",
        LAST: "5,00",
    }
    assert recap.data.office.endswith("Bidang 2")


def test_each_cell_tells_the_state_of_its_part_of_the_file():
    world = configured()
    file = begin(world, TW3)
    for unit in (0, 1):
        enter(world, file, unit, total="8", mean="81", last="8")
    file = go(world, file, steps=1)
    recap = recap_by(world)
    assert [cell(recap, TOTAL, n).status for n in (0, 1, 2)] == ["Menunggu verifikasi", "Draf", "Draf"]
    file = go(world, file, steps=1)
    place = file.run.places()[0]
    take(world, file, place, definition_of(file.run.publication).moves(place["step"])[-1])
    assert cell(recap_by(world), TOTAL, 0).status == "Dikembalikan"


def test_what_is_lacking_says_why():
    world = configured()
    file = begin(world, TW3)
    enter(world, file, 0, total="8", mean="81", last="8")
    assert [(column.name, column.reason) for column in recap_by(world).lacking] == [
        ("Bidang 1", "3 dari 3 indikator terisi, belum dikirim"),
        ("Bidang 2", "0 dari 3 indikator terisi, belum dikirim"),
    ]
    year = recap_by(world, tampilan="waktu").lacking
    assert [(column.name, column.reason) for column in year] == [
        ("TW I 2026", "berkas belum dimulai"),
        ("TW II 2026", "berkas belum dimulai"),
        ("TW III 2026", "Bidang 1, Bidang 2"),
    ]


def test_of_a_quarter_the_months_are_named_that_have_not_come_in():
    world, files = monthly()
    fill_months(world, files)
    go(world, files[0], steps=4)
    (column,) = recap_by(world, p="2026-TW3").lacking
    assert column.reason == "Agu 2026, Sep 2026: 3 dari 3 indikator terisi, belum dikirim"
    assert [month.short for month in months_of(TW3)] == ["Jul 2026", "Agu 2026", "Sep 2026"]
