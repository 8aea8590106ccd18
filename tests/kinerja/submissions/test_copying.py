"""The notes of the period before, into what is still empty; and the changes of a row as the ledger tells them."""

from decimal import Decimal

import pytest
from django.urls import reverse

from kinerja.submissions.entry.copying import copy_notes
from kinerja.submissions.entry.filling import RowInput, record_figures
from kinerja.submissions.errors import NotFilling
from kinerja.submissions.figures import Figure
from sop.ledger.models import Event
from sop.runs.errors import NotYourStep
from tests.engine.walking import counted, walk_to_step
from tests.kinerja.submissions.sheets import address, begun, browser_of, office, posted, sheet

pytestmark = pytest.mark.django_db


def world_with_notes(indicators=3):
    world = office(indicators=indicators)
    submission = begun(world, **{f"i{n}": "90" for n in range(1, indicators + 1)})
    Figure.objects.exclude(submission=submission).update(hindered="Mesin rusak", follow_up="Perbaiki mesin")
    return world, submission


def events(submission):
    return Event.objects.filter(run=submission.run_id, kind="figures").count()


def test_only_empty_texts_are_filled_and_a_repeat_changes_nothing():
    world, submission = world_with_notes()
    unit = world.units[0].pk
    clerk = browser_of(world.clerks[unit])
    typed = posted(sheet(submission, unit), hindered_1="Jaringan putus")
    answer = clerk.post(address(submission, unit), typed | {"copy": "all"}, follow=True)
    assert "Keterangan TW II 2026 disalin ke 3 baris." in answer.content.decode()
    rows = sheet(submission, unit)
    assert [row.figure.hindered for row in rows] == ["Jaringan putus", "Mesin rusak", "Mesin rusak"]
    assert {row.figure.follow_up for row in rows} == {"Perbaiki mesin"}
    assert all(row.figure.value is None for row in rows)
    assert events(submission) == 2  # what was typed, and what was copied
    again = clerk.post(address(submission, unit), posted(rows) | {"copy": "all"}, follow=True)
    assert "Tidak ada keterangan TW II 2026 yang dapat mengisi kolom kosong." in again.content.decode()
    assert events(submission) == 2


def test_one_row_alone_can_be_filled():
    world, submission = world_with_notes()
    unit = world.units[0].pk
    rows = sheet(submission, unit)
    answer = browser_of(world.clerks[unit]).post(
        address(submission, unit), posted(rows) | {"copy": str(rows[1].pk)}, follow=True
    )
    assert f"Keterangan TW II 2026 disalin ke ‘{rows[1].name}’." in answer.content.decode()
    assert [row.figure.hindered for row in sheet(submission, unit)] == ["", "Mesin rusak", ""]


def test_nobody_copies_into_a_sheet_that_is_not_his_or_is_closed():
    world, submission = world_with_notes()
    unit = world.units[0].pk
    with pytest.raises(NotYourStep):
        copy_notes(submission, unit=unit, by=world.people[2])
    submission = walk_to_step(world, submission, 2)
    with pytest.raises(NotFilling):
        copy_notes(submission, unit=unit, by=world.clerks[unit])


def copying_costs(size):
    world, submission = world_with_notes(size)
    unit = world.units[0].pk
    copy_notes(submission, unit=unit, by=world.clerks[unit], figure=sheet(submission, unit)[0].pk)
    with counted() as queries:
        copy_notes(submission, unit=unit, by=world.clerks[unit])
    return len(queries)


def test_copying_costs_the_same_for_few_and_many_rows():
    assert copying_costs(3) == copying_costs(12)


def test_the_changes_of_a_row_are_told_newest_first_in_its_own_words():
    world, submission = world_with_notes()
    unit = world.units[0].pk
    clerk, row = world.clerks[unit], sheet(submission, unit)[0]
    for version, changes in enumerate(
        [{"value": Decimal(70)}, {"value": Decimal("70.5"), "helped": "Tim baru"}]
    ):
        record_figures(submission, [RowInput(row.pk, version, changes)], unit=unit, by=clerk)
    url = reverse("submissions:alterations", args=[submission.pk, unit, row.pk])
    page = browser_of(clerk).get(url)
    newest, oldest = page.context["entries"]
    assert [(a.field, a.old, a.new) for a in newest.alterations] == [
        ("Realisasi", "70,00", "70,50"), ("Faktor pendorong", "", "Tim baru"),
    ]  # fmt: skip
    assert [(a.old, a.new) for a in oldest.alterations] == [("", "70,00")]
    assert clerk.name in page.content.decode()
    other = sheet(submission, world.units[1].pk)[0].pk
    assert (
        browser_of(clerk)
        .get(reverse("submissions:alterations", args=[submission.pk, unit, other]))
        .status_code
        == 404
    )
