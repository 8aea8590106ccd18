"""Objectives and indicators on the screens of the office."""

import pytest

from kinerja.indicators.models import Indicator, Objective
from tests.kinerja.indicators.plans import make_plan

pytestmark = pytest.mark.django_db


def filled(plan, **changes):
    """The form of an indicator as a browser posts it."""
    data = {
        "objective": plan.share.objective_id, "name": "Opini BPK", "definition": "", "units": [plan.units[0].pk],
        "measure": "opini", "decimals": "0", "direction": "higher", "lowest": "", "highest": "",
        "formula": "predicate", "scale": "WTP = 4\nWDP = 3", "aggregation": "last", "zero_policy": "undefined",
    }  # fmt: skip
    return data | changes


def test_a_planner_adds_an_objective_and_an_indicator_below_it(plan):
    desk = plan.client()
    desk.post(
        plan.url("sasaran", "baru"), {"level": "tujuan", "parent": "", "code": "1", "name": "Mutu data"}
    )
    node = Objective.objects.get(level="tujuan")
    desk.post(plan.url("baru"), filled(plan, objective=node.pk))
    row = Indicator.objects.get(name="Opini BPK")
    assert (row.office, row.objective, row.scale) == (plan.office, node, {"WTP": 4, "WDP": 3})
    assert list(row.units.all()) == [plan.units[0]]
    shown = desk.get(plan.url()).content.decode()
    assert "Tujuan 1: Mutu data" in shown
    assert "Opini BPK" in shown


def test_bounds_are_suggested_and_a_boundless_percentage_is_doubted(plan):
    desk = plan.client()
    assert desk.get(plan.url("baru")).context["form"]["lowest"].value() == "0"
    share = {"name": "Cakupan", "measure": "%", "formula": "positive", "scale": ""}
    told = desk.post(plan.url("baru"), filled(plan, **share), follow=True).content.decode()
    assert "isi batas 0 dan 100, lalu centang ‘Batas wajib’" in told
    share |= {"name": "Serapan", "lowest": "0", "highest": "100", "strict_bounds": "on"}
    told = desk.post(plan.url("baru"), filled(plan, **share), follow=True).content.decode()
    assert "Batas wajib" not in told


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Isi nama indikator."),
        ({"units": []}, "Pilih sedikitnya satu unit pengisi."),
        ({"scale": "WTP"}, "Tulis ‘WTP’ sebagai predikat = bilangan bulat"),
        ({"scale": ""}, "Isi skala predikat"),
        ({"aggregation": "sum"}, "tidak dapat dijumlahkan"),
        ({"decimals": "banyak"}, "Isi banyaknya angka desimal, 0 sampai 6."),
    ],
)
def test_what_is_missing_or_makes_no_number_is_said_at_its_field(plan, changes, sentence):
    answer = plan.client().post(plan.url("baru"), filled(plan, **changes))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_units_and_objectives_of_another_office_cannot_be_chosen(plan):
    other = make_plan("lain")
    data = filled(plan, objective=other.share.objective_id, units=[other.units[0].pk])
    answer = plan.client().post(plan.url("baru"), data)
    assert answer.content.decode().count("Pilih dari daftar yang tersedia.") >= 2
    assert plan.client().get(plan.url(other.share.pk)).status_code == 404
    assert plan.client().get(other.url()).status_code == 404


def test_figures_do_not_become_predicates_while_targets_stand(plan):
    plan.target("98")
    answer = plan.client().post(plan.url(plan.share.pk), filled(plan))
    assert answer.status_code == 422
    assert "Indikator ini sudah memiliki target." in answer.content.decode()


def test_naik_and_turun_change_places_and_the_ends_stay(plan):
    desk, up = plan.client(), {"arah": "naik"}
    desk.post(plan.url(plan.count.pk, "urutan"), up)
    desk.post(plan.url(plan.count.pk, "urutan"), up)
    names = Indicator.objects.order_by("order").values_list("name", flat=True)
    assert list(names) == ["Dokumen terbit", "Kepemilikan KTP-el"]


def test_an_objective_moves_with_everything_below_it(plan):
    root = plan.share.objective
    Objective.objects.create(office=plan.office, parent=root, name="Anak", order=2)
    other = Objective.objects.create(office=plan.office, name="Sasaran dua", order=3)
    plan.client().post(plan.url("sasaran", other.pk, "urutan"), {"arah": "naik"})
    names = Objective.objects.order_by("order").values_list("name", flat=True)
    assert list(names) == ["Sasaran dua", "Sasaran satu", "Anak"]


def test_an_objective_never_hangs_below_itself(plan):
    root = plan.share.objective
    child = Objective.objects.create(office=plan.office, parent=root, name="Anak", order=2)
    data = {"level": "sasaran", "parent": child.pk, "code": "", "name": root.name}
    assert plan.client().post(plan.url("sasaran", root.pk), data).status_code == 422


def test_an_indicator_is_no_longer_used_and_used_again_but_never_deleted(plan):
    desk, page = plan.client(), plan.url(plan.count.pk, "pakai")
    desk.post(page, {"pakai": "tidak"})
    plan.count.refresh_from_db()
    assert not plan.count.active
    assert "Tidak dipakai lagi" in desk.get(plan.url()).content.decode()
    desk.post(page, {"pakai": "ya"})
    plan.count.refresh_from_db()
    assert plan.count.active


def test_the_tree_costs_the_same_for_more_rows(plan, django_assert_num_queries):
    desk = plan.client()
    desk.get(plan.url())
    with django_assert_num_queries(13) as few:
        desk.get(plan.url())
    for n in range(5):
        node = Objective.objects.create(office=plan.office, name=f"Program {n}", order=n + 2)
        row = Indicator.objects.create(office=plan.office, objective=node, name=f"Lagi {n}", measure="%")
        row.units.set(plan.units)
    with django_assert_num_queries(len(few)):
        desk.get(plan.url())
