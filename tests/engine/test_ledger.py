"""One flipped byte is named; the database refuses to change history; rows changed behind the back are found."""

import hashlib
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from kinerja.signing import storage
from kinerja.signing.models import SignedDocument
from kinerja.submissions.figures import ArchiveRecord, Disposition, Figure
from kinerja.submissions.models import Status, Submission
from sop.ledger.models import Event
from sop.migrations import _guards
from sop.procedures.models import Publication
from sop.runs.models import Run
from tests.engine.graphs import build, straight
from tests.engine.walking import walk_to

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


@pytest.fixture
def archived():
    world = build(straight())
    return walk_to(world, world.begin(), Status.ARCHIVED)


def verify() -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_ledger", stdout=out, stderr=err)
    except CommandError as error:
        return str(error), err.getvalue()
    return "", out.getvalue()


def test_an_untouched_ledger_is_whole(archived):
    assert verify()[0] == ""


@pytest.mark.parametrize("change", ["text", "hash", "at"])
def test_a_flipped_byte_in_an_event_is_named(archived, change):
    event = Event.objects.filter(run=archived.run)[3]
    value = {
        "text": event.text.replace("2", "3", 1),
        "hash": "0" + event.hash[1:],
        "at": archived.run.opened_at,
    }[change]
    if value == getattr(event, change):
        value = "1" + event.hash[1:]
    _guards.lift(connection)
    Event.objects.filter(pk=event.pk).update(**{change: value})
    _guards.install(connection)
    error, told = verify()
    assert "1 berkas" in error
    assert f"Berkas {archived.run_id}" in told
    assert f"peristiwa {event.seq}" in told


@pytest.mark.parametrize("change", ["UPDATE sop_event SET text = text", "DELETE FROM sop_event"])
def test_the_database_refuses_to_change_or_delete_events(archived, change):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_a_status_written_behind_the_back_is_named(archived):
    Submission.objects.filter(pk=archived.pk).update(status=Status.SIGNED)
    assert "status signed" in verify()[1]


def test_a_position_written_behind_the_back_is_named(archived):
    Run.objects.filter(pk=archived.run_id).update(
        marking=[{"id": None, "step": 1, "unit": None, "seq": 1, "waiting": False}]
    )
    assert "posisi" in verify()[1]


def test_a_frozen_snapshot_changed_behind_the_back_is_named(archived):
    Submission.objects.filter(pk=archived.pk).update(snapshot=archived.snapshot.replace("90", "99", 1))
    assert "salinan beku" in verify()[1]


def test_a_frozen_snapshot_changed_together_with_its_hash_is_named(archived):
    text = archived.snapshot.replace("90", "99", 1)
    assert text != archived.snapshot
    Submission.objects.filter(pk=archived.pk).update(
        snapshot=text, data_hash=hashlib.sha256(text.encode()).hexdigest()
    )
    assert "sidik data tidak sama dengan riwayatnya" in verify()[1]


def test_a_paper_changed_behind_the_back_is_named(archived):
    forged = storage.store(b"%PDF-1.7 lain")
    SignedDocument.objects.filter(pk=archived.document_id).update(sha256=forged.sha256, path=forged.path)
    assert "dokumen bertanda tangan tidak sama dengan riwayatnya" in verify()[1]


def test_a_paper_missing_from_the_disk_is_named(archived):
    SignedDocument.objects.filter(pk=archived.document_id).update(path="documents/hilang.pdf")
    assert "hilang atau berubah" in verify()[1]


def test_a_figure_changed_behind_the_back_is_named(archived):
    figure = archived.figures.first()
    Figure.objects.filter(pk=figure.pk).update(value=figure.value + 1)
    assert f"isian ‘{figure.definition['name']}’ tidak sama" in verify()[1]


def test_an_archive_record_changed_behind_the_back_is_named_by_what_differs(archived):
    filed, record = ArchiveRecord.objects.filter(submission=archived), ArchiveRecord.objects.get()
    later = record.inactive_until.replace(year=record.inactive_until.year - 1)
    for change, said in (
        ({"inactive_years": 0}, "retensi inaktif pada catatan arsip (0)"),
        ({"disposition": Disposition.PERMANENT}, "nasib akhir pada catatan arsip (Permanen)"),
        ({"classification": "800"}, "kode klasifikasi pada catatan arsip (800)"),
        ({"inactive_until": later}, "akhir masa simpan"),
        ({"destroyed": "berita acara"}, "pemusnahan"),
    ):
        filed.update(**change)
        assert said in verify()[1]
        filed.update(**{name: getattr(record, name) for name in change})
    assert verify()[0] == ""


def test_a_sheet_changed_behind_the_back_is_named(archived):
    _guards.lift(connection)
    Publication.objects.filter(pk=archived.run.publication_id).update(
        text=archived.run.publication.text + " "
    )
    _guards.install(connection)
    assert "naskah SOP tidak sama" in verify()[1]
