"""Arsipkan beberapa berkas: what was opened is filed in a row, each an act of its own; repeating files nothing twice."""

from dataclasses import replace
from html import unescape
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from kinerja.submissions.audit.proof import findings
from kinerja.submissions.figures import ArchiveRecord
from kinerja.submissions.forms.to_file import ToFileForm
from kinerja.submissions.listing.presence import presence_of
from kinerja.submissions.queue import filing
from kinerja.submissions.queue.to_file import to_file_page
from sop.offices.models import Office
from tests.kinerja.submissions import office

PAGE = reverse("submissions:to_file")
GIVEN = {
    "classification": "000.8.6.3", "location": "Rak 3", "active_years": "2", "inactive_years": "3",
    "disposition": "destroy",
}  # fmt: skip
LAST = 14


@pytest.fixture
def jurai(db, quick_papers):
    return office.found("iv-jurai", indicators=1)


@pytest.fixture
def files(jurai):
    """Three signed files that wait for the last step, and whoever does it before the page."""
    return [office.walk(jurai, office.begin(jurai, quarter), LAST) for quarter in (1, 2, 3)]


def words(answer):
    return unescape(answer.content.decode())


def step_of(submission):
    return office.fresh(submission).run.places()[0]["id"]


def look(client, submission):
    return client.get(reverse("submissions:file", args=[submission.pk, step_of(submission)]))


def one_gets_stuck(client, files, form, monkeypatch):
    """The others are filed all the same, and a repeat takes up what is left."""
    steps = form["dokumen"]
    really = filing.act
    monkeypatch.setattr(
        filing, "act", lambda file, *a, **k: 1 / 0 if file.pk == files[1].pk else really(file, *a, **k)
    )
    monkeypatch.setattr("kinerja.submissions.queue.signing.FAULTS", (ZeroDivisionError,))
    told = words(client.post(PAGE, form))
    assert ("2 berkas belum diarsipkan" in told, "1 berkas diarsipkan" in told) == (True, True)
    assert ("Anda belum membuka dokumen ini" in told, "Terjadi gangguan" in told) == (True, True)
    monkeypatch.setattr(filing, "act", really)
    look(client, files[2])
    told = words(client.post(PAGE, form | {f"seq-{steps[2]}": office.place_of(files[2], LAST)["seq"]}))
    assert ("3 berkas diarsipkan" in told, "tidak dicatat dua kali" in told) == (True, True)
    assert "3 berkas diarsipkan" in words(
        client.post(PAGE, form)
    )  # the answer was lost, and nothing waits any more
    told = words(client.post(PAGE, form | {"location": "Rak 4"}))
    assert ("3 berkas belum diarsipkan" in told, told.count("dengan isi yang lain")) == (True, 3)


def test_what_was_opened_is_filed_in_a_row_and_the_rest_is_named(client, jurai, files, monkeypatch):
    client.force_login(jurai.holder(LAST))
    assert words(client.get(reverse("insights:inbox"))).count("Arsipkan beberapa berkas (3)") == 1
    assert "0 sudah Anda buka" in words(client.get(PAGE))
    for file in files[:2]:
        look(client, file)
    page = client.get(PAGE)
    assert (
        words(page).count("Buka lagi"),
        words(page).count("disabled"),
        words(page).count("btn-primary"),
    ) == (2, 1, 1)
    steps = [step_of(file) for file in files]
    form = office.form_of(page) | GIVEN | {"dokumen": steps, f"nomor-{steps[0]}": " 12 / 2026 "}
    nothing = words(client.post(PAGE, form | {"dokumen": []}))
    assert ("Pilih sedikitnya satu berkas" in nothing, 'value="12 / 2026"' in nothing) == (True, True)
    unplaced = client.post(PAGE, form | {"location": ""})
    assert (unplaced.status_code, ArchiveRecord.objects.count()) == (422, 0)
    one_gets_stuck(client, files, form, monkeypatch)
    kept = ArchiveRecord.objects.order_by("submission").values_list("submission", "number", "location")
    assert list(kept) == [(file.pk, "12 / 2026" if file == files[0] else "", "Rak 3") for file in files]
    assert "Tidak ada berkas yang menunggu" in words(client.get(PAGE))
    assert list(findings()) == []


def test_what_is_another_offices_or_anothers_turn_is_not_filed(
    client, jurai, files, django_assert_num_queries
):
    holder = jurai.holder(LAST)
    client.force_login(holder)
    look(client, files[0])
    form = office.form_of(client.get(PAGE)) | GIVEN | {"dokumen": [step_of(files[0])]}
    client.force_login(jurai.stranger)
    refused = words(client.post(PAGE, form))
    assert (files[0].run.title in refused, ArchiveRecord.objects.exists()) == (False, False)
    other = Office.objects.create(name="Dinas Lain", code="dinas-lain", city="Painan")
    shelf = filing.Shelf(
        {
            "classification": "800",
            "location": "Rak",
            "active_years": 1,
            "inactive_years": 1,
            "disposition": "destroy",
        },
        other.pk,
        {},
    )
    wish = filing.Wish(step_of(files[0]), office.place_of(files[0], LAST)["seq"], "", "kunci")
    (outcome,) = filing.file_each([wish], shelf, by=holder)
    assert (outcome.done, "perangkat daerah lain" in outcome.sentence) == (False, True)
    presence = presence_of(holder, timezone.now())
    with django_assert_num_queries(4):
        rows, _ = to_file_page(presence)
    assert [row.ready for row in rows] == [True, False, False]
    above = replace(rows[1], submission=SimpleNamespace(office_id=other.pk))
    assert (
        ToFileForm(QueryDict(urlencode(form, doseq=True)), rows=[above, rows[0]]).office == files[0].office_id
    )


def test_files_that_owe_a_receipt_are_not_offered_to_be_filed_in_a_row(client, db, quick_papers):
    world = office.found("musi-rawas", indicators=1)
    files = [office.walk(world, office.begin(world, quarter), 11) for quarter in (1, 2)]
    client.force_login(world.holder(11))
    inbox = words(client.get(reverse("insights:inbox")))
    assert all(str(file) in inbox for file in files)
    assert "Arsipkan beberapa berkas" not in inbox
