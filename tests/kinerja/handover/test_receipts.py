"""Receipts of other applications on a signed file: who may record them, once, atomically, and corrected by a new one."""

import datetime as dt
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from kinerja.handover import actions
from kinerja.handover.actions import Written, record_receipt
from kinerja.handover.errors import NotHandingOver, NothingSigned, ReceiptReplaced
from kinerja.handover.receipts import Receipt
from kinerja.submissions.audit.proof import findings
from kinerja.submissions.holding import Sent
from sop.ledger.models import Event
from tests.kinerja.submissions import office
from tests.kinerja.submissions.evidence.makers import pdf

FILED = 11  # the step that hands over and files
TYPED = {
    "application": "SILAKIP", "date": "2026-10-05", "officer": "Petugas", "number": "SLK-9", "note": "", "key": "k1",
}  # fmt: skip
WRITTEN = Written("SILAKIP", dt.date(2026, 10, 5), "Petugas", "SLK-9")


def record(world, submission, *, by=None, key="", replaces=None) -> None:
    by = by or world.holder(FILED)
    record_receipt(submission, WRITTEN, by=by, at=timezone.now(), sent=Sent(key, "x"), replaces=replaces)


@pytest.fixture
def world(db) -> office.World:
    return office.found("musi-rawas", indicators=1)


@pytest.mark.pdf
@pytest.mark.django_db
def test_a_receipt_from_the_page_to_its_correction(world):
    submission = office.walk(world, office.begin(world), "end")
    url = f"/berkas/{submission.pk}/serah-terima/"
    client = Client()
    client.force_login(world.holder(FILED))
    assert "boleh kosong" in client.get(f"{url}catat/").content.decode()
    late = (timezone.now() + dt.timedelta(days=3)).date().isoformat()
    for wrong in ({"number": ""}, {"date": late}, {"picture": SimpleUploadedFile("a.pdf", b"tiada")}):
        assert client.post(f"{url}catat/", TYPED | wrong).status_code == 422
    for _ in range(2):  # the same click twice
        scan = SimpleUploadedFile("bukti.pdf", pdf())
        assert client.post(f"{url}catat/", TYPED | {"number": "", "picture": scan}).status_code == 302
    first = Receipt.objects.get()
    assert client.get(f"{url}tanda-terima/{first.pk}/").content == pdf()
    assert client.post(f"{url}catat/?ganti={first.pk}", TYPED | {"key": "k2"}).status_code == 302
    assert client.post(f"{url}catat/?ganti={first.pk}", TYPED | {"key": "k3"}).status_code == 409
    page = client.get(url).content.decode()
    assert "digantikan" in page
    assert "SLK-9" in page
    assert Event.objects.filter(run=submission.run, kind="handover").count() == 2
    assert (
        "mengganti catatan tanda terima SILAKIP nomor SLK-9"
        in client.get(submission.get_absolute_url()).content.decode()
    )
    assert list(findings()) == []
    check_refusals(world, submission, client, first)


def check_refusals(world, submission, client, first) -> None:
    """Colleagues without the step read and do not write; strangers find nothing."""
    url = f"/berkas/{submission.pk}/serah-terima/"
    client.force_login(world.holder(9))
    assert "Catat tanda terima" not in client.get(url).content.decode()
    for ask in (client.get, client.post):
        assert ask(f"{url}catat/").status_code == 403
    client.force_login(world.stranger)
    for tail in ("", "catat/", f"tanda-terima/{first.pk}/"):
        assert client.get(f"{url}{tail}").status_code == 404


@pytest.mark.pdf
@pytest.mark.django_db
def test_a_receipt_waits_for_the_signature_and_comes_whole_or_not_at_all(world, monkeypatch):
    submission = office.begin(world)
    for step in (1, 5, 9):
        submission = office.walk(world, submission, step)
        with pytest.raises(NothingSigned):
            record(world, submission)
    submission = office.walk(world, submission, 10)
    with pytest.raises(NotHandingOver):
        record(world, submission, by=world.stranger)
    seq = submission.run.seq
    with monkeypatch.context() as patch:
        patch.setattr(actions, "note", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            record(world, submission)
    assert not Receipt.objects.exists()
    record(world, submission)
    assert office.fresh(submission).run.seq == seq + 1


@pytest.mark.pdf
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_correct_one_receipt_at_once_leave_one_correction(transactional_db):
    with transaction.atomic():
        world = office.found("musi-rawas", indicators=1)
    submission = office.walk(world, office.begin(world), "end")
    record(world, submission)
    first, barrier, met = Receipt.objects.get(), threading.Barrier(2), []

    def run(key):
        try:
            barrier.wait()
            record(world, submission, key=key, replaces=first.pk)
            met.append("done")
        except ReceiptReplaced:
            met.append("late")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(key,)) for key in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(met) == ["done", "late"]
    assert Receipt.objects.count() == 2
    assert list(findings()) == []
