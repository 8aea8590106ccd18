"""The sheet of targets, and copying those of the year before."""

from decimal import Decimal

import pytest

from kinerja.indicators.models import Indicator, Target
from tests.kinerja.indicators.plans import YEAR, make_plan

pytestmark = pytest.mark.django_db


def test_what_is_typed_becomes_targets_and_an_emptied_cell_has_none(plan):
    plan.target("90")
    page = plan.url("target", YEAR)
    typed = plan.sheet(share_1_year_1="", share_2_quarter_1="97,5", count_1_year_1="1250")
    answer = plan.client().post(page, typed, follow=True)
    assert "3 target tersimpan." in answer.content.decode()
    assert plan.value() is None
    assert plan.value(unit=plan.units[1], kind="quarter") == Decimal("97.5")
    assert plan.value(indicator=plan.count) == 1250


def test_a_refused_cell_comes_back_with_its_text_and_the_others_are_saved(plan):
    typed = plan.sheet(share_1_year_1="banyak", share_2_year_1="95")
    answer = plan.client().post(plan.url("target", YEAR), typed)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="banyak"' in shown
    assert "Tulis angka, mis. 98,75." in shown
    assert list(Target.objects.values_list("unit", "value")) == [(plan.units[1].pk, 95)]


def test_a_cell_that_somebody_else_wrote_meanwhile_is_not_overwritten_unseen(plan):
    typed = plan.sheet(share_1_year_1="95", share_2_year_1="94")
    plan.target("90")
    answer = plan.client().post(plan.url("target", YEAR), typed)
    shown = answer.content.decode()
    assert "Sudah diubah menjadi 90,00 sejak halaman ini dibuka." in shown
    assert 'value="95"' in shown
    assert (plan.value(), plan.value(unit=plan.units[1])) == (90, 94)
    plan.client().post(plan.url("target", YEAR), plan.sheet(share_1_year_1="95"))
    assert plan.value() == 95


def test_a_target_with_a_budget_is_not_emptied(plan):
    Target.objects.filter(pk=plan.target("90").pk).update(budget=1_000_000)
    shown = plan.client().post(plan.url("target", YEAR), plan.sheet(share_1_year_1="")).content.decode()
    assert "memuat pagu anggaran" in shown
    assert plan.value() == 90


def test_a_sheet_of_one_unit_leaves_the_others_alone(plan):
    plan.target("90", unit=plan.units[1])
    shown = plan.client().get(plan.url("target", YEAR), {"unit": plan.units[0].pk}).content.decode()
    assert plan.cell("share_1_year_1") in shown
    assert plan.cell("share_2_year_1") not in shown


def test_periods_that_do_not_add_up_are_pointed_out(plan):
    for number in range(1, 5):
        plan.target("10", indicator=plan.count, kind="quarter", number=number)
    plan.target("50", indicator=plan.count)
    shown = plan.client().get(plan.url("target", YEAR)).content.decode()
    assert "Jumlah target periode 40, sedangkan target tahun 50." in shown


def test_last_year_is_copied_where_there_is_nothing_yet(plan):
    plan.target("90", year=YEAR - 1)
    plan.target("70", year=YEAR - 1, unit=plan.units[1])
    plan.target("30", year=YEAR - 1, indicator=plan.count)
    plan.target("95")
    Indicator.objects.filter(pk=plan.count.pk).update(active=False)
    page, desk = plan.url("target", YEAR, "salin"), plan.client()
    shown = desk.get(page).content.decode()
    assert "Salin 1 target" in shown
    assert "Dokumen terbit" not in shown
    desk.post(page)
    desk.post(page)
    assert (plan.value(), plan.value(unit=plan.units[1])) == (95, 70)
    assert plan.value(indicator=plan.count) is None


def test_the_sheet_costs_the_same_for_more_rows(plan, django_assert_num_queries):
    desk, page = plan.client(), plan.url("target", YEAR)
    desk.get(page)
    with django_assert_num_queries(14) as few:
        desk.get(page)
    for n in range(5):
        more = Indicator.objects.create(
            office=plan.office, objective=plan.share.objective, name=f"Lagi {n}", measure="%"
        )
        more.units.set(plan.units)
        plan.target("5", indicator=more)
    with django_assert_num_queries(len(few)):
        desk.get(page)


def test_nobody_reaches_the_targets_of_another_office(plan):
    other = make_plan("lain")
    typed = other.sheet(share_1_year_1="1")
    assert plan.client().post(other.url("target", YEAR), typed).status_code == 404
    foreign = plan.sheet() | {other.cell("share_1_year_1"): "1"}
    plan.client().post(plan.url("target", YEAR), foreign)
    assert not Target.objects.exists()


def test_a_colleague_reads_the_targets_and_is_told_who_changes_them(plan):
    desk = plan.client(plan.colleague)
    shown = desk.get(plan.url("target", YEAR))
    assert shown.status_code == 200
    assert "Simpan target" not in shown.content.decode()
    refused = desk.post(plan.url("target", YEAR), plan.sheet(share_1_year_1="1"))
    assert refused.status_code == 403
    assert "pemegang jabatan perencana" in refused.content.decode()
