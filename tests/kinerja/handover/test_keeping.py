"""The pictures of receipts: in the bundle of the archive, proved with the history, destroyed with their case, swept unnamed."""

import datetime as dt
import os
import time
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinerja.archive.bundle.letters import letters_of
from kinerja.archive.destroying import destroy_bytes
from kinerja.common import blobs
from kinerja.handover.actions import Written, record_receipt
from kinerja.handover.models import Mapping
from kinerja.handover.proof import faults
from kinerja.handover.receipts import FOLDER, Receipt
from kinerja.handover.sweeping import sweep, sweep_daily
from kinerja.signing.models import SignedDocument
from kinerja.submissions.figures import ArchiveRecord
from kinerja.submissions.holding import Sent
from tests.kinerja.submissions import office
from tests.kinerja.submissions.evidence.makers import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.pdf]
LONG_AGO = time.time() - 3 * 24 * 60 * 60


@pytest.fixture
def world() -> office.World:
    return office.found("musi-rawas", indicators=1)


def recorded(world, submission, content: bytes) -> Receipt:
    kept = blobs.store(content, folder=FOLDER, ending="pdf")
    written = Written("SI/LAKIP", dt.date(2026, 10, 5), "Petugas", "", "", "layar.pdf", kept)
    sent = Sent(kept.sha256[:8], kept.sha256)
    record_receipt(submission, written, by=world.holder(11), at=timezone.now(), sent=sent)
    record_receipt(
        submission,
        replace(written, number="9", stored=None, name=""),
        by=world.holder(11), at=timezone.now(), sent=replace(sent, key=f"n{kept.sha256}"),
    )  # fmt: skip
    return Receipt.objects.get(sha256=kept.sha256)


def test_a_picture_is_bundled_proved_and_destroyed_with_its_case(world, shelf):
    submission = office.walk(world, office.begin(world), "end")
    row = recorded(world, submission, pdf(text="tanda terima"))
    (paper,) = letters_of(submission)
    assert paper.name == "tanda-terima/01-SI-LAKIP.pdf"
    assert b"".join(paper.read()) == pdf(text="tanda terima")
    assert list(faults()) == []
    check_changes_are_found(submission, row, shelf / row.path)
    os.utime(shelf / row.path, (LONG_AGO,) * 2)
    assert sweep() == []
    ArchiveRecord.objects.update(destroyed="berita acara nomor 1")
    SignedDocument.objects.update(destroyed="berita acara nomor 1")
    destroy_bytes(submission.pk)
    assert not (shelf / row.path).exists()
    assert list(faults()) == []
    client = Client()
    client.force_login(world.holder(11))
    assert client.get(f"/berkas/{submission.pk}/serah-terima/tanda-terima/{row.pk}/").status_code == 409


def check_changes_are_found(submission, row: Receipt, path) -> None:
    """Other words, another time or recorder, no row, a row without history, other bytes: each is told, also by the command."""
    for change in (
        {"number": "8"},
        {"officer": "Lain"},
        {"date": dt.date(2026, 1, 1)},
        {"recorded_as": "Lain"},
    ):
        before = {name: getattr(row, name) for name in change}
        Receipt.objects.filter(pk=row.pk).update(**change)
        assert "tidak sama dengan riwayatnya" in next(faults())[1], change
        Receipt.objects.filter(pk=row.pk).update(**before)
    Receipt.objects.filter(pk=row.pk).delete()
    assert list(faults()) == [(submission.run_id, "catatan tanda terima SI/LAKIP hilang")]
    row.save(force_insert=True)
    made = Receipt.objects.create(**{
        field.attname: getattr(row, field.attname) for field in Receipt._meta.fields if field.name != "id"
    })  # fmt: skip
    assert "tidak ada dalam riwayat" in next(faults())[1]
    made.delete()
    content = path.read_bytes()
    path.write_bytes(b"lain")
    assert "hilang atau berubah" in next(faults())[1]
    with pytest.raises(CommandError, match="1 berkas tidak utuh"):
        call_command("verify_ledger")
    client = Client()
    client.force_login(row.by)
    answer = client.get(f"/berkas/{submission.pk}/serah-terima/tanda-terima/{row.pk}/")
    assert answer.status_code == 409
    assert "tidak sama dengan yang diunggah" in answer.content.decode()
    path.write_bytes(content)
    assert list(faults()) == []


def check_a_replaced_revision_is_not_handed_over(world, first, second) -> None:
    """Nor do more receipts or layouts cost more queries."""
    client, url = Client(), f"/berkas/{first.pk}/serah-terima/"
    client.force_login(world.holder(11))
    mapping = Mapping.objects.create(office=world.office, name="A", columns=[])
    client.get(url)
    counts = []
    for key in ("a", "b"):
        with CaptureQueriesContext(connection) as met:
            assert client.get(url).status_code == 200
        counts.append(len(met))
        recorded(world, first, pdf(text=key))
        Mapping.objects.create(office=world.office, name=key, columns=[])
    assert counts[0] == counts[1]
    SignedDocument.objects.filter(pk=second.document_id).update(supersedes=first.document)
    for ending in ("xlsx", "csv"):
        answer = client.get(f"{url}{mapping.pk}.{ending}")
        assert answer.status_code == 409
        assert "sudah digantikan" in answer.content.decode()
    SignedDocument.objects.filter(pk=second.document_id).update(supersedes=None)


def test_bytes_another_case_keeps_stay_and_what_no_row_names_is_swept(world, shelf):
    first = office.walk(world, office.begin(world, 2), "end")
    second = office.walk(world, office.begin(world, 3), "end")
    row = recorded(world, first, pdf(text="sama"))
    check_a_replaced_revision_is_not_handed_over(world, first, second)
    Receipt.objects.filter(pk=row.pk).update(submission=second)  # the same bytes came there
    alone = recorded(world, first, pdf(text="sendiri"))
    ArchiveRecord.objects.filter(submission=first).update(destroyed="berita acara nomor 1")
    SignedDocument.objects.filter(pk=first.document_id).update(destroyed="berita acara nomor 1")
    Receipt.objects.create(**{
        field.attname: getattr(row, field.attname) for field in Receipt._meta.fields if field.name not in {"id", "submission"}
    } | {"submission_id": first.pk})  # fmt: skip
    destroy_bytes(first.pk)
    assert (shelf / row.path).exists()
    assert (shelf / alone.path).exists()  # young: it may be on its way into another case
    lost = blobs.store(b"tiada baris", folder=FOLDER, ending="png")
    for path in (row.path, alone.path, lost.path):
        os.utime(shelf / path, (LONG_AGO,) * 2)
    call_command("sweep_files")
    assert (shelf / row.path).exists()
    assert not (shelf / alone.path).exists()
    assert not (shelf / lost.path).exists()
    young = blobs.store(b"baru saja", folder=FOLDER, ending="png")
    assert sweep_daily(timezone.now()).startswith("0 ")
    assert (shelf / young.path).exists()
