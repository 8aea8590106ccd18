"""Targets of a signed Perjanjian Kinerja change by an addendum only; the database itself sees to it."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from kinerja.indicators.actions import copy_targets, revise_target, save_targets
from kinerja.indicators.agreements import PerformanceAgreement, TargetRevision
from kinerja.indicators.errors import (
    AlreadySigned,
    NothingToSign,
    StaleTarget,
    TargetsLocked,
    TargetsOpen,
    WrongRevision,
)
from kinerja.indicators.models import Target
from sop.offices.models import User
from tests.engine.graphs import build, straight
from tests.kinerja.indicators.plans import YEAR, YEARLY, revision

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


def revise(plan, target, value, **changes):
    asked = revision(target, value, **changes)
    return revise_target(plan.share, plan.units[0], YEARLY, asked, by=plan.desk, at=timezone.now())


def refused(act) -> bool:
    try:
        with transaction.atomic():
            act()
    except IntegrityError:
        return True
    return False


def test_the_database_refuses_to_touch_locked_targets(plan):
    target, other = plan.target("98"), plan.target("70", year=YEAR + 1)
    plan.sign()
    rows = Target.objects.filter(pk=target.pk)
    assert refused(lambda: rows.update(value=99))
    assert refused(lambda: rows.update(year=YEAR + 1, number=2))
    assert refused(lambda: Target.objects.filter(pk=other.pk).update(year=YEAR, number=2))
    assert refused(rows.delete)
    assert refused(lambda: plan.target("5", kind="quarter"))
    assert not refused(lambda: rows.update(value=98))
    assert not refused(lambda: Target.objects.filter(pk=other.pk).update(value=71))


def test_agreements_and_revisions_are_only_added_to(plan):
    target = plan.target("98")
    paper = plan.sign()
    record = revise(plan, target, "97")
    for row in (paper, record):
        rows = type(row)._default_manager.filter(pk=row.pk)
        assert refused(rows.delete)
        assert refused(lambda rows=rows, row=row: rows.update(**changed(row)))


def changed(row: Model) -> dict[str, str]:
    return {"number": "lain"} if isinstance(row, PerformanceAgreement) else {"reason": "lain"}


def test_a_locked_target_changes_by_a_dated_revision_with_a_reason(plan):
    target = plan.target("98")
    plan.sign()
    revise(plan, target, "97.5")
    target.refresh_from_db()
    assert target.value == Decimal("97.5")
    record = TargetRevision.objects.get()
    assert (record.old_value, record.value, record.since) == (98, Decimal("97.5"), dt.date(YEAR, 7, 1))
    assert (record.by, record.by_name) == (plan.planner, "Perencana, Kasubag")
    shown = (
        plan.client().get(plan.url("target", YEAR, "ubah", plan.share.pk, plan.units[0].pk)).content.decode()
    )
    assert "98,00 → <b>97,50</b> sejak 1 Juli 2026, karena pergeseran anggaran." in shown


def test_a_target_that_was_missing_is_added_by_a_revision(plan):
    plan.target("98")
    plan.sign()
    asked = revision(Target(indicator=plan.count, year=YEAR), "40", seen="")
    revise_target(plan.count, plan.units[0], YEARLY, asked, by=plan.desk, at=timezone.now())
    assert plan.value(indicator=plan.count) == 40


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"seen": "97,00"}, StaleTarget),
        ({"since": dt.date(YEAR - 1, 12, 31)}, WrongRevision),
        ({"since": dt.date(YEAR + 1, 1, 1)}, WrongRevision),
    ],
)
def test_a_revision_fits_what_was_seen_and_its_year(plan, changes, refusal):
    target = plan.target("98")
    plan.sign()
    with pytest.raises(refusal):
        revise(plan, target, "97", **changes)
    assert not TargetRevision.objects.exists()
    assert plan.value() == 98


def test_nothing_is_revised_before_the_agreement_and_nothing_copied_or_saved_after_it(plan):
    with pytest.raises(NothingToSign):
        plan.sign()
    target = plan.target("98")
    with pytest.raises(TargetsOpen):
        revise(plan, target, "97")
    plan.sign()
    with pytest.raises(AlreadySigned):
        plan.sign()
    with pytest.raises(TargetsLocked):
        save_targets(plan.office, YEAR, [], by=plan.planner)
    with pytest.raises(TargetsLocked):
        copy_targets(plan.office, YEAR, by=plan.planner)


def test_a_file_keeps_the_target_it_was_opened_with(plan):
    world = build(straight(), units=1)
    target = Target.objects.get(indicator__office=world.office)
    plan.office = world.office
    file = world.begin()
    frozen = file.figures.get().target
    plan.sign(target.year)
    period = file.period
    asked = revision(target, "120", since=period.end)
    revise_target(target.indicator, target.unit, period, asked, by=plan.desk, at=timezone.now())
    assert file.figures.get().target == frozen != 120
    assert Target.objects.get(pk=target.pk).value == 120


def test_the_administration_says_that_the_target_is_locked(plan, client):
    target = plan.target("98")
    plan.sign()
    client.force_login(User.objects.create(username="admin", name="Admin", is_staff=True, is_superuser=True))
    page = reverse("admin:kinerja_target_change", args=[target.pk])
    data = {
        "indicator": plan.share.pk, "unit": plan.units[0].pk, "kind": "year", "year": YEAR, "number": 1, "value": "99",
        "lower": "", "upper": "",
    }  # fmt: skip
    answer = client.post(page, data)
    assert "terkunci sejak Perjanjian Kinerja nomor 800/1/PK" in answer.content.decode()
    assert client.post(reverse("admin:kinerja_target_delete", args=[target.pk])).status_code == 403
    assert plan.value() == 98


def test_the_agreement_is_recorded_on_its_page_once_it_is_said_to_be_signed(plan):
    plan.target("98")
    page, desk = plan.url("target", YEAR, "perjanjian"), plan.client()
    paper = {
        "number": "800/1/PK", "signed_on": "2026-01-15", "first_party": "Kepala Dinas", "second_party": "Bupati",
        "note": "",
    }  # fmt: skip
    assert desk.post(page, paper).status_code == 422
    assert desk.post(page, paper | {"declared": "on"}).status_code == 302
    assert PerformanceAgreement.objects.get().recorded_by == plan.planner
    assert desk.post(page, paper | {"declared": "on"}).status_code == 409
    shown = desk.get(plan.url("target", YEAR)).content.decode()
    assert "Target terkunci" in shown
    assert 'name="target-' not in shown
