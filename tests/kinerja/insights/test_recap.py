"""Rekap: every number worked out by hand, units and periods put together by the rule of each indicator."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from kinerja.documents.engine import engine_missing
from kinerja.indicators.aggregation import Entry, quarters
from kinerja.indicators.arithmetic import Target as Aim
from kinerja.indicators.models import Indicator, Target
from kinerja.insights.recap import BY_TIME, recap_of
from kinerja.insights.recap_book import read_book
from kinerja.insights.recap_scope import asked_by
from kinerja.insights.recap_table import table_of
from kinerja.periods.models import Obligation, Period
from kinerja.periods.queries import months_of, read_slug
from kinerja.submissions.models import Submission
from kinerja.submissions.presence import presence_of
from sop.offices.models import User
from sop.procedures.queries import definition_of
from tests.engine.graphs import build, straight
from tests.engine.walking import take
from tests.kinerja.insights.worlds import NOW, at, begin, cost, get, go, put

pytestmark = pytest.mark.django_db
TW3 = Period(kind="quarter", year=2026, number=3)
TOTAL, MEAN, LAST = "Indikator 1", "Indikator 2", "Indikator 3"


def configured(units=2):
    """Three indicators: summed, averaged, and the last value with "lower is better"."""
    world = build(straight(), units=units, indicators=3)
    Indicator.objects.filter(office=world.office, name=TOTAL).update(
        aggregation="sum", decimals=0, measure="orang"
    )
    Indicator.objects.filter(office=world.office, name=MEAN).update(aggregation="average")
    Indicator.objects.filter(office=world.office, name=LAST).update(
        aggregation="last", formula="negative_a", direction="lower"
    )
    return world


def aim(world, name, unit, period, value):
    row = {"kind": period.kind, "year": period.year, "number": period.number}
    indicator = Indicator.objects.get(office=world.office, name=name)
    Target.objects.update_or_create(
        indicator=indicator, unit=world.units[unit], **row, defaults={"value": value}
    )


def enter(world, file, unit, **values):
    pk = world.units[unit].pk
    put(file, world.clerks[pk], pk, {TOTAL: values["total"], MEAN: values["mean"], LAST: values["last"]})


@pytest.fixture
def world():
    """TW III 2026 of two units, signed. Targets: sum 10 and 20, mean 90 and 90, last 10 and 4."""
    world = configured()
    for name, targets in {TOTAL: (10, 20), MEAN: (90, 90), LAST: (10, 4)}.items():
        for unit, value in enumerate(targets):
            aim(world, name, unit, TW3, value)
    file = begin(world, TW3)
    enter(world, file, 0, total="8", mean="81", last="8")
    enter(world, file, 1, total="25", mean="99", last="5")
    go(world, file, steps=5)
    return world


def recap_by(world, moment=NOW, **asked):
    asked = asked_by(presence_of(world.people[2], moment), asked)
    return recap_of(asked.scope)


def shown(recap):
    """Indicator → (realisasi, capaian, predikat) of every column, the total last."""
    return {
        row.indicator: [(cell.realised, cell.achievement, cell.predicate) for cell in row.cells]
        for group in table_of(recap).groups
        for row in group.rows
    }


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
        revision=2, period=Submission.objects.order_by("pk").first().period
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


def monthly():
    """A duty to report every month since July; months July to September are begun."""
    world = configured(units=1)
    Obligation.objects.filter(pk=world.obligation.pk).update(kind="month", since=dt.date(2026, 7, 1))
    months = months_of(TW3)
    for month, (total, mean, last) in zip(months, [(10, 90, 10), (20, 90, 10), (30, 60, 5)], strict=True):
        aim(world, TOTAL, 0, month, total)
        aim(world, MEAN, 0, month, mean)
        aim(world, LAST, 0, month, last)
    return world, [begin(world, month) for month in months]


MONTHS = [("9", "81", "8"), ("18", "90", "10"), ("33", "75", "4")]


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


def test_another_office_cannot_be_asked_for(world):
    other = build(straight())
    with at():
        page = get(other.people[2], "/rekap/", kantor=world.office.code)
        assert page.context["recap"] is None
        assert get(other.people[2], "/rekap/unduh.xlsx", kantor=world.office.code).status_code == 404
        assert get(world.stranger, "/rekap/cetak.pdf", kantor=world.office.code).status_code == 404


def test_a_superuser_chooses_the_office(world):
    other = configured()
    begin(other, TW3)
    keeper = User.objects.create(username="pengelola", name="Pengelola", is_superuser=True)
    with at():
        page = get(keeper, "/rekap/", kantor=other.office.code)
    assert page.context["scope"].office == other.office


def test_the_page_shows_the_figures_and_marks_what_is_provisional():
    world = configured()
    file = begin(world, TW3)
    enter(world, file, 0, total="8", mean="81", last="8")
    with at():
        text = get(world.people[2], "/rekap/").content.decode()
    assert "Belum masuk: 2 bidang" in text
    assert "sementara" in text
    assert "belum diisi" in text
    assert text.count("btn-primary") == 1


def test_before_the_first_file_the_page_says_so():
    world = build(straight())
    with at():
        text = get(world.people[2], "/rekap/").content.decode()
    assert "Belum ada data pada periode ini" in text
    assert "btn-primary" not in text


def test_the_workbook_holds_the_figures_of_the_page(world):
    with at():
        answer = get(world.people[2], "/rekap/unduh.xlsx", p="2026-TW3")
    assert "attachment" in answer["Content-Disposition"]
    assert f"rekap-{world.office.code}-2026-tw3-unit.xlsx" in answer["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(answer.content)).active
    values = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {TOTAL, MEAN, LAST, 8, 25, 33, "Perangkat daerah"} <= values


@pytest.mark.pdf
def test_the_paper_holds_the_figures_of_the_page(world):
    if engine_missing():
        pytest.skip("no PDF engine here")
    with at():
        answer = get(world.people[2], "/rekap/cetak.pdf", p="2026-TW3")
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert answer["Content-Type"] == "application/pdf"
    for figure in ("80,00%", "125,00%", "110,00%", "120,00%", "75,00%", "90,83%"):
        assert figure in text


@pytest.mark.parametrize("look", ["unit", BY_TIME])
def test_the_page_costs_the_same_for_few_and_for_many_rows(look):
    counted = []
    for units, indicators, files in ((1, 1, 1), (4, 10, 4)):
        world = build(straight(), units=units, indicators=indicators)
        for number in range(1, files + 1):
            begin(world, Period(kind="quarter", year=2026, number=number))
        with at():
            queries, page = cost(world.people[2], "/rekap/", tampilan=look)
        assert page.context["recap"] is not None
        counted.append(queries)
    assert counted[0] == counted[1]
    assert counted[0] <= 12


def test_a_file_that_stands_before_filling_has_handed_in_nothing():
    rows = straight()
    world = build(rows)
    begin(world, TW3)
    book = read_book(world.office, [read_slug("2026-TW3")])
    assert book.missing["2026-TW3"] == {unit.pk for unit in world.units}
