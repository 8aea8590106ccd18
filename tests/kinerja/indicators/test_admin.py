"""The administration of indicators, targets, predicates and duties to report."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from zeal import zeal_ignore

from kinerja.indicators.forms import FigureField, direction_warning
from kinerja.indicators.models import Indicator, Objective, PredicateBand, Target
from kinerja.periods.models import Obligation
from sop.offices.models import Office, Unit, User
from sop.procedures.models import Sop

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(
        User.objects.create(username="pengelola", name="Pengelola", is_staff=True, is_superuser=True)
    )
    return client


@pytest.fixture
def unit():
    office = Office.objects.create(code="kantor", name="Dinas Contoh", letterhead="PEMERINTAH", city="Kota")
    return Unit.objects.create(office=office, code="u", name="Bidang Satu")


@pytest.fixture
def elsewhere():
    office = Office.objects.create(code="lain", name="Dinas Lain", letterhead="PEMERINTAH", city="Kota")
    Objective.objects.create(office=office, name="Sasaran lain")
    return Unit.objects.create(office=office, code="u", name="Bidang Lain")


def page(model, *args, kind="change"):
    return reverse(f"admin:kinerja_{model._meta.model_name}_{kind}", args=args)


def add(desk, unit, targets=(), **fields):
    objective = Objective.objects.get_or_create(office=unit.office, name="Sasaran")[0]
    data = {
        "office": unit.office_id, "objective": objective.pk, "units": [unit.pk], "name": "Kepemilikan KTP-el",
        "definition": "", "measure": "%", "decimals": "2", "direction": "higher", "formula": "positive",
        "aggregation": "last", "zero_policy": "undefined", "scale": "{}", "lowest": "", "highest": "", "order": "1",
        "active": "on", "targets-TOTAL_FORMS": str(len(targets)), "targets-INITIAL_FORMS": "0", **fields,
    }  # fmt: skip
    for n, row in enumerate(targets):
        data |= {f"targets-{n}-{name}": value for name, value in row.items()}
    with zeal_ignore():  # formsets of the admin look up every row they are sent by its key
        return desk.post(page(Indicator, kind="add"), data, follow=True)


def target(unit, **fields):
    return {
        "unit": unit.pk,
        "kind": "quarter",
        "year": "2026",
        "number": "3",
        "value": "",
        "lower": "",
        "upper": "",
    } | fields


def test_an_indicator_is_added_with_its_targets_as_indonesians_write_them(desk, unit):
    rows = [target(unit, value="98,75"), target(unit, number="4", lower="80", upper="90,5")]
    add(desk, unit, rows, lowest="0", highest="100")
    indicator = Indicator.objects.get()
    assert (indicator.lowest, indicator.highest) == (0, 100)
    found = list(Target.objects.order_by("number").values_list("value", "lower", "upper"))
    assert found == [(Decimal("98.75"), None, None), (None, Decimal(80), Decimal("90.5"))]
    shown = desk.get(page(Indicator, indicator.pk)).content.decode()
    assert 'value="98,75"' in shown
    assert 'value="90,5"' in shown
    listed = desk.get(page(Target, kind="changelist")).content.decode()
    assert "80–90,5" in listed


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"aggregation": "sum", "formula": "predicate", "scale": '{"WTP": 4}'}, "tidak dapat dijumlahkan"),
        ({"formula": "predicate"}, "Isi skala predikat"),
        ({"formula": "predicate", "scale": '{"WTP": 4, "WDP": 4}'}, "setiap bilangan berbeda"),
        ({"formula": "predicate", "scale": '{"WTP": 4.5}'}, "bilangan bulat"),
        ({"formula": "predicate", "scale": '["WTP"]'}, "bilangan bulat"),
        ({"lowest": "100", "highest": "0"}, "Batas atas harus lebih besar"),
        ({"decimals": "7"}, "Paling banyak 6 angka"),
        ({"lowest": "abc"}, "Tulis angka"),
    ],
)
def test_an_indicator_that_makes_no_number_is_refused(desk, unit, fields, words):
    assert words in add(desk, unit, **fields).content.decode()
    assert not Indicator.objects.exists()


def test_units_and_sasaran_of_another_office_are_refused(desk, unit, elsewhere):
    text = add(desk, unit, units=[elsewhere.pk], objective=Objective.objects.get().pk).content.decode()
    assert "Pilih unit dari perangkat daerah yang sama." in text
    assert "Pilih sasaran dari perangkat daerah yang sama." in text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Isi target, atau isi rentang"),
        ({"value": "1", "lower": "1", "upper": "2"}, "Isi target, atau isi rentang"),
        ({"lower": "1"}, "Isi target, atau isi rentang"),
        ({"lower": "9", "upper": "2"}, "Isi target, atau rentang"),
        ({"value": "1.250"}, "Tulis 1250 atau 1,25."),
        ({"value": "12,345.67"}, "Tulis 12.345,67"),
    ],
)
def test_a_target_that_is_none_is_refused(desk, unit, fields, words):
    assert words in add(desk, unit, [target(unit, **fields)]).content.decode()
    assert not Target.objects.exists()


def test_a_target_for_a_unit_of_another_office_is_refused(desk, unit, elsewhere):
    text = add(desk, unit, [target(elsewhere, value="1")]).content.decode()
    assert "Pilih unit dari perangkat daerah indikator ini." in text


def test_a_target_page_of_its_own_refuses_the_same(desk, unit, elsewhere):
    add(desk, unit)
    row = {"indicator": Indicator.objects.get().pk, **target(elsewhere, value="1")}
    assert "perangkat daerah indikator ini" in desk.post(page(Target, kind="add"), row).content.decode()
    desk.post(page(Target, kind="add"), row | {"unit": unit.pk})
    assert Target.objects.get().value == 1


def test_zero_is_a_target_and_empty_is_none(desk, unit):
    add(desk, unit, [target(unit, value="0")])
    assert Target.objects.get().value == 0


def test_direction_and_formula_that_disagree_are_pointed_out_but_saved(desk, unit):
    text = add(desk, unit, formula="negative_b", direction="higher").content.decode()
    assert "semakin rendah semakin baik" in text
    assert Indicator.objects.exists()
    assert direction_warning(Indicator(formula="negative_b", direction="lower")) == ""
    assert direction_warning(Indicator(formula="range", direction="within")) == ""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("98,75", "98.75"),
        ("1250", "1250"),
        ("12.345,6", "12345.6"),
        ("0", "0"),
        ("-5", "-5"),
        ("1.250.000", "1250000"),
    ],
)
def test_a_figure_is_read_by_the_parser_of_the_entry_sheet_and_shown_so_that_it_reads_the_same(text, value):
    field = FigureField()
    assert field.clean(text) == Decimal(value)
    assert field.clean(field.prepare_value(Decimal(value))) == Decimal(value)


def test_a_figure_that_was_not_touched_has_not_changed():
    field = FigureField(required=False)
    stored = Decimal("98.750000")
    assert not field.has_changed(stored, field.prepare_value(stored))
    assert not field.has_changed(None, "")
    assert field.has_changed(stored, "98,7")
    assert field.has_changed(stored, "x")


def test_predicates_are_given_by_lower_bound(desk, unit):
    data = {"office": unit.office_id, "lower": "85,5", "label": "Baik", "tone": "success"}
    desk.post(page(PredicateBand, kind="add"), data)
    assert PredicateBand.objects.get().lower == Decimal("85.5")


def test_a_duty_to_report_belongs_to_the_office_of_its_sop(desk, unit, elsewhere):
    sop = Sop.objects.create(office=elsewhere.office, slug="s", name="SOP lain")
    data = {"office": unit.office_id, "sop": sop.pk, "kind": "quarter", "since": "2026-01-01", "until": ""}
    assert (
        "Pilih SOP milik perangkat daerah ini."
        in desk.post(page(Obligation, kind="add"), data).content.decode()
    )
    desk.post(page(Obligation, kind="add"), data | {"office": elsewhere.office_id})
    assert Obligation.objects.get().since == dt.date(2026, 1, 1)


def test_indicators_sasaran_and_duties_are_never_deleted(desk, unit):
    add(desk, unit)
    sop = Sop.objects.create(office=unit.office, slug="s", name="SOP")
    duty = Obligation.objects.create(office=unit.office, sop=sop, since=dt.date(2026, 1, 1))
    for row in (Indicator.objects.get(), Objective.objects.get(), duty):
        assert desk.post(page(type(row), row.pk, kind="delete"), {"post": "yes"}).status_code == 403
        assert type(row).objects.filter(pk=row.pk).exists()


def test_lists_cost_the_same_for_few_and_for_many_rows(desk, unit, django_assert_max_num_queries):
    objective = Objective.objects.create(office=unit.office, name="Sasaran")
    for n in range(20):
        indicator = Indicator.objects.create(
            office=unit.office, objective=objective, name=f"I{n}", measure="%"
        )
        Target.objects.create(indicator=indicator, unit=unit, year=2026, number=1, value=n)
    for model in (Indicator, Target, Objective):
        with django_assert_max_num_queries(14):
            assert desk.get(page(model, kind="changelist")).status_code == 200


def test_numerator_and_denominator_come_together_and_the_factor_is_100_unless_told(desk, unit):
    page = add(desk, unit, numerator_name="Anak berakta").content.decode()
    assert "Isi pembilang dan penyebut, atau kosongkan keduanya" in page
    assert not Indicator.objects.exists()
    add(desk, unit, numerator_name="Anak berakta", denominator_name="anak seluruhnya", factor="")
    assert Indicator.objects.get().factor == 100


def test_the_pagu_belongs_to_the_target_of_the_year(desk, unit):
    page = add(desk, unit, [target(unit, value="98", budget="5.000.000")], budgeted="on").content.decode()
    assert "Pagu dicatat pada target tahun" in page
    rows = [target(unit, kind="year", number="1", value="98", budget="Rp 5.000.000")]
    add(desk, unit, rows, budgeted="on")
    assert Target.objects.get().budget == 5_000_000
