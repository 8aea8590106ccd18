"""Rekap: every number worked out by hand, units and periods put together by the rule of each indicator."""

from decimal import Decimal

import pytest

from kinerja.indicators.aggregation import Entry, quarters
from kinerja.indicators.arithmetic import Target as Aim
from kinerja.indicators.models import PredicateBand
from kinerja.insights.recap import recap_of
from kinerja.insights.recap_scope import asked_by
from kinerja.insights.recap_table import table_of
from kinerja.periods.models import Period
from kinerja.submissions.listing.presence import presence_of
from kinerja.submissions.models import Submission
from sop.procedures.queries import definition_of
from tests.engine.walking import take
from tests.kinerja.insights.recaps import (
    LAST,
    MEAN,
    MONTHS,
    TOTAL,
    TW3,
    configured,
    enter,
    monthly,
    recap_by,
    shown,
    signed_world,
)
from tests.kinerja.insights.worlds import NOW, begin, go

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return signed_world()


def test_units_stand_side_by_side_and_the_rule_of_each_indicator_makes_the_total(world):
    assert shown(recap_by(world)) == {
        # 8 of 10, 25 of 20, together 33 of 30
        TOTAL: [("8", "80,00%", "Tinggi"), ("25", "125,00%", "Sangat Tinggi"), ("33", "110,00%", "Sangat Tinggi")],
        # 81 of 90, 99 of 90, their mean 90 of 90
        MEAN: [("81,00", "90,00%", "Tinggi"), ("99,00", "110,00%", "Sangat Tinggi"), ("90,00", "100,00%", "Sangat Tinggi")],
        # (2·10−8) of 10, (2·4−5) of 4; two last values have no common one
        LAST: [("8,00", "120,00%", "Sangat Tinggi"), ("5,00", "75,00%", "Sedang"), ("–", "", "")],
    }  # fmt: skip


def test_means_hold_each_achievement_between_0_and_100(world):
    recap = recap_by(world)
    # (80+90+100)/3 and (100+100+75)/3; over all six 545/6
    assert [(mean.text, mean.predicate) for mean in recap.means] == [
        ("90,00%", "Tinggi"),
        ("91,67%", "Sangat Tinggi"),
    ]
    assert (recap.overall.text, recap.overall.predicate) == ("90,83%", "Tinggi")


def test_what_is_signed_is_not_provisional_and_nothing_is_lacking(world):
    recap = recap_by(world)
    assert (recap.provisional, recap.data.lacking) == (False, ())
    assert recap.data.period == "Triwulan III (Juli–September 2026)"


def test_the_column_leads_to_the_file_behind_it(world):
    file = Submission.objects.get()
    assert recap_by(world).urls == (file.get_absolute_url(),) * 2


def test_figures_under_way_are_provisional_and_units_that_have_not_handed_in_are_named():
    world = configured(units=3)
    file = begin(world, TW3)
    enter(world, file, 0, total="8", mean="81", last="8")
    enter(world, file, 1, total="0", mean="99", last=None)
    go(world, file, steps=1)  # the first unit hands in
    recap = recap_by(world)
    assert recap.data.lacking == ("Bidang 2", "Bidang 3")
    assert recap.provisional
    (row, _, last) = table_of(recap).groups[0].rows
    assert [(cell.realised, cell.provisional, cell.filled) for cell in row.cells[:3]] == [
        ("8", True, True),
        ("0", True, True),  # zero is a value
        ("belum diisi", False, False),
    ]
    assert last.cells[1].realised == "tidak ada data"


def test_a_returned_unit_is_lacking_again():
    world = configured()
    file = begin(world, TW3)
    for unit in (0, 1):
        enter(world, file, unit, total="8", mean="81", last="8")
    file = go(world, file, steps=2)
    assert recap_by(world).data.lacking == ()
    place = file.run.places()[0]
    take(world, file, place, definition_of(file.run.publication).moves(place["step"])[-1])
    assert recap_by(world).data.lacking == ("Bidang 1",)


def test_a_signed_revision_speaks_until_its_successor_is_signed(world):
    newer = begin(world, Period(kind="quarter", year=2026, number=2))
    Submission.objects.filter(pk=newer.pk).update(
        revision=2, reason="Salah ketik", period=Submission.objects.order_by("pk").first().period
    )
    enter(world, newer, 0, total="1", mean="1", last="1")
    enter(world, newer, 1, total="1", mean="1", last="1")
    assert shown(recap_by(world, p="2026-TW3"))[TOTAL][2][0] == "33"
    go(world, newer, steps=5)
    assert shown(recap_by(world, p="2026-TW3"))[TOTAL][2][0] == "2"


def test_periods_of_a_year_stand_side_by_side_each_unit_alone_where_it_must(world):
    second = begin(world, Period(kind="quarter", year=2026, number=2))
    enter(world, second, 0, total="5", mean="60", last="9")
    enter(world, second, 1, total="7", mean="80", last="6")
    recap = recap_by(world, p="2026-TW3", tampilan="waktu")
    assert recap.data.columns == ("TW I 2026", "TW II 2026", "TW III 2026", "TW IV 2026")
    cells = {name: [realised for realised, _, _ in row] for name, row in shown(recap).items()}
    assert cells == {
        TOTAL: ["–", "12", "33", "–", "45"],
        MEAN: ["–", "70,00", "90,00", "–", "80,00"],
        f"{LAST} – Bidang 1": ["–", "9,00", "8,00", "–", "8,00"],
        f"{LAST} – Bidang 2": ["–", "6,00", "5,00", "–", "5,00"],
    }
    assert recap.data.lacking == ("TW I 2026", "TW II 2026")  # no file; not handed in. TW IV has not ended


def test_three_months_become_a_quarter_by_the_rule_of_each_indicator():
    world, files = monthly()
    for file, (total, mean, last) in zip(files, MONTHS, strict=True):
        enter(world, file, 0, total=total, mean=mean, last=last)
        go(world, file, steps=4)
    recap = recap_by(world, p="2026-TW3")
    assert shown(recap) == {
        TOTAL: [("60", "100,00%", "Sangat Tinggi")] * 2,  # (9+18+33)/(10+20+30)
        MEAN: [("82,00", "102,50%", "Sangat Tinggi")] * 2,  # ((81+90+75)/3) / ((90+90+60)/3)
        LAST: [("4,00", "120,00%", "Sangat Tinggi")] * 2,  # September: (2·5−4)/5
    }
    assert not recap.provisional
    assert recap.urls == ("",)  # three files, none of them the one


def test_a_quarter_is_the_same_as_the_pure_rule_makes_of_its_months():
    world, files = monthly()
    for file, (total, mean, last) in zip(files, MONTHS, strict=True):
        enter(world, file, 0, total=total, mean=mean, last=last)
    entries = [Entry(Aim(Decimal(t)), Decimal(v)) for t, v in [(10, 9), (20, 18), (30, 33)]]
    (pure,) = quarters("sum", entries)
    (row,) = [
        row
        for group in recap_by(world, p="2026-TW3").data.groups
        for row in group.rows
        if row.indicator == TOTAL
    ]
    assert (row.cells[0].realised.number, row.cells[0].target.number) == (pure.realised, pure.target.value)


def test_a_quarter_with_a_missing_month_counts_the_filled_ones_and_says_that_it_is_provisional():
    world, files = monthly()
    enter(world, files[0], 0, total="9", mean="81", last="8")
    go(world, files[0], steps=4)
    enter(world, files[2], 0, total="33", mean="75", last="4")
    recap = recap_by(world, p="2026-TW3")
    assert shown(recap)[TOTAL][0] == ("42", "105,00%", "Sangat Tinggi")  # (9+33)/(10+30)
    assert recap.provisional
    assert recap.data.lacking == ("Bidang 1",)


def test_the_months_of_a_quarter_and_the_quarters_of_a_year_can_both_be_compared():
    world, files = monthly()
    for file, (total, mean, last) in zip(files, MONTHS, strict=True):
        enter(world, file, 0, total=total, mean=mean, last=last)
    by_month = recap_by(world, p="2026-09", tampilan="waktu")
    by_quarter = recap_by(world, p="2026-TW3", tampilan="waktu")
    assert len(by_month.data.columns) == 12
    assert [realised for realised, _, _ in shown(by_month)[TOTAL]][6:9] == ["9", "18", "33"]
    assert [realised for realised, _, _ in shown(by_quarter)[TOTAL]] == ["–", "–", "60", "–", "60"]


def test_periods_with_files_and_those_they_make_up_are_offered():
    world, _ = monthly()
    asked = asked_by(presence_of(world.people[2], NOW), {})
    offered = {name: [option.value for option in options] for name, options in asked.periods}
    assert offered == {
        "Bulan": ["2026-09", "2026-08", "2026-07"],
        "Triwulan": ["2026-TW3"],
        "Tahun": ["2026"],
    }
    assert asked.scope.period.slug == "2026-09"


def test_a_year_is_put_together_from_the_files_there_are(world):
    asked = asked_by(presence_of(world.people[2], NOW), {"p": "2026"})
    assert [part.slug for part in asked.scope.parts] == ["2026-TW1", "2026-TW2", "2026-TW3", "2026-TW4"]
    recap = recap_of(asked.scope)
    assert shown(recap)[TOTAL][2][0] == "33"
    assert recap.provisional


@pytest.mark.parametrize("slug", ["", "x", "2031-TW1", "2026-09"])
def test_a_period_without_files_gives_the_newest_that_has_some(world, slug):
    assert asked_by(presence_of(world.people[2], NOW), {"p": slug}).scope.period.slug == "2026-TW3"


def test_predicates_are_those_in_force_when_the_period_was_opened(world):
    PredicateBand.objects.create(office=world.office, lower=0, label="Serba Baik", tone="success")
    recap = recap_by(world)
    assert shown(recap)[TOTAL][0] == ("8", "80,00%", "Tinggi")
    assert recap.overall.predicate == "Tinggi"
