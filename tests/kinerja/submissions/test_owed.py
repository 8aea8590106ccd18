"""What a row owes before it is sent: figures, bounds, money, an explanation; the page says it, the act insists."""

from decimal import Decimal

import pytest
from django.urls import reverse

from kinerja.indicators.models import Indicator, Target
from kinerja.periods.models import Obligation
from kinerja.submissions.actions import act
from kinerja.submissions.entry.filling import RowInput, record_figures
from kinerja.submissions.errors import Owing
from kinerja.submissions.figures import Figure
from kinerja.submissions.rows.owed import debts_of
from sop.runs.engine import Request
from tests.engine.walking import forward, fresh
from tests.kinerja.submissions.sheets import address, begun, browser_of, office, posted, sheet

pytestmark = pytest.mark.django_db
DEFINITION = {"name": "X", "measure": "%", "lowest": "0", "highest": "100"}


def figure(definition=(), **fields):
    return Figure(definition=DEFINITION | dict(definition), **fields)


def sentences(row):
    return [debt.sentence for debt in debts_of(row)]


def test_a_figure_or_the_word_that_there_is_none_is_owed():
    assert sentences(figure()) == ["Isi realisasi untuk ‘X’."]
    assert sentences(figure(value=Decimal(0))) == sentences(figure(no_data=True)) == []


def test_of_a_quotient_the_missing_part_is_named():
    parts = {"numerator_name": "Anak berakta", "denominator_name": "anak seluruhnya", "factor": "100"}
    assert sentences(figure(parts)) == ["Isi realisasi untuk ‘X’."]
    assert sentences(figure(parts, numerator=Decimal(1))) == ["Isi anak seluruhnya untuk ‘X’."]
    assert [debt.field for debt in debts_of(figure(parts, numerator=Decimal(1)))] == ["denominator"]


@pytest.mark.parametrize(("value", "owes"), [("100.01", True), ("100", False), ("-1", True), ("0", False)])
def test_bounds_bind_only_where_the_indicator_says_so(value, owes):
    assert sentences(figure(value=Decimal(value))) == []
    strict = sentences(figure({"strict_bounds": True}, value=Decimal(value)))
    assert strict == (["Realisasi ‘X’ harus antara 0 dan 100 persen."] if owes else [])


def test_a_low_achievement_owes_a_word_about_the_obstacles():
    low = {"explain_below": "75"}
    assert sentences(figure(low, value=Decimal(1), achievement=Decimal("74.99"))) == [
        "Jelaskan kendala ‘X’ karena capaian di bawah 75 persen."
    ]
    for settled in (
        {"achievement": Decimal(75)},
        {"achievement": Decimal(5), "hindered": "Mesin rusak"},
        {"achievement": None},
    ):
        assert sentences(figure(low, value=Decimal(1), **settled)) == []


def test_money_is_owed_only_where_there_is_a_pagu():
    assert sentences(figure({"budgeted": True}, value=Decimal(1))) == []
    assert sentences(figure({"budgeted": True}, value=Decimal(1), budget=Decimal(9))) == [
        "Isi realisasi anggaran untuk ‘X’."
    ]
    assert sentences(figure({"budgeted": True}, value=Decimal(1), budget=Decimal(9), spent=Decimal(0))) == []


@pytest.fixture
def world():
    world = office(indicators=1)
    world.obligation.explain_below = Decimal(75)
    world.obligation.save()
    Indicator.objects.update(budgeted=True, strict_bounds=True, highest=Decimal(100))
    for unit in world.units:
        Target.objects.create(
            indicator=Indicator.objects.get(), unit=unit, kind="year", year=2026, number=1,
            value=Decimal(100), budget=Decimal(200_000_000),
        )  # fmt: skip
    return world


def hand_on(world, submission, unit):
    """The act of the page "Periksa sebelum dikirim", by the clerk of the unit."""
    submission = fresh(submission)
    place = next(place for place in submission.run.places() if place["unit"] == unit)
    request = Request(place["id"], forward(submission, place).key, place["seq"])
    return act(submission, request, by=world.clerks[unit])


def test_the_rules_and_the_pagu_of_the_year_are_frozen_when_the_period_opens(world):
    submission = begun(world)
    Obligation.objects.update(explain_below=None)
    Target.objects.filter(kind="year").update(budget=1)
    row = sheet(submission, world.units[0].pk)[0].figure
    assert row.definition["explain_below"] == "75"
    assert (row.definition["strict_bounds"], row.budget) == (True, 200_000_000)


def test_the_sheet_takes_everything_the_last_look_names_it_and_the_act_refuses(world):
    submission = begun(world)
    unit = world.units[0].pk
    clerk = browser_of(world.clerks[unit])
    saved = clerk.post(address(submission, unit), posted(sheet(submission, unit), value_1="-30"))
    assert saved.status_code == 302
    Indicator.objects.update(lowest=Decimal(0))  # too late: the bounds are those of the opening
    page = clerk.get(reverse("submissions:check", args=[submission.pk, unit])).content.decode()
    assert "Isi realisasi anggaran untuk ‘Indikator 1’." in page
    assert "Jelaskan kendala ‘Indikator 1’ karena capaian di bawah 75 persen." in page
    assert f"#spent-{sheet(submission, unit)[0].pk}" in page
    with pytest.raises(Owing, match="Isi realisasi anggaran"):
        hand_on(world, submission, unit)


def test_a_row_that_owes_nothing_goes_on_with_its_serapan(world):
    submission = begun(world)
    for unit in world.units:
        row = sheet(submission, unit.pk)[0]
        changes = {"value": Decimal(100), "spent": Decimal(90_000_000)}
        record_figures(submission, [RowInput(row.pk, 0, changes)], unit=unit.pk, by=world.clerks[unit.pk])
        hand_on(world, submission, unit.pk)
    row = sheet(submission, world.units[0].pk)[0]
    assert row.budget.sentence == "Rp 90.000.000 dari pagu Rp 200.000.000, serapan 45,00%"
    assert row.budget.efficiency == "efisien"
    unit = world.units[0].pk
    page = browser_of(world.clerks[unit]).get(address(submission, unit)).content.decode()
    assert row.budget.sentence in page
