"""The step that hands over takes the picture of the receipt in its own form: whole with the step or not at all."""

import re
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kinerja.archive.bundle.letters import letters_of
from kinerja.handover import step_picture
from kinerja.handover.models import Mapping
from kinerja.handover.receipts import Receipt
from kinerja.submissions.audit.proof import findings
from kinerja.submissions.models import Status
from sop.ledger.models import Event
from tests.kinerja.submissions import office
from tests.kinerja.submissions.evidence.makers import pdf

CAMERA = "\N{CAMERA}"
pytestmark = [pytest.mark.django_db, pytest.mark.pdf]
NAME = f"layar é{CAMERA * 109}.pdf"  # as long as a name may be, of signs that take most room
FILED = 11  # the step that hands over and files
FILING = {
    "classification": "000.8.6.3", "location": "Rak 3", "active_years": "2", "inactive_years": "3",
    "disposition": "destroy",
}  # fmt: skip
TYPED = {
    "application": "SILAKIP",
    "date": "2026-10-05",
    "officer": "Petugas Rekaan",
    "receipt": "",
    "note": "Catatan saya",
}


def hidden(page: str, name: str) -> str:
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)[1]


def screen(content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"../{NAME}", content or pdf(text="SILAKIP"))


def test_a_number_or_a_picture_is_asked_what_was_typed_stays_and_the_step_takes_the_picture_along(
    monkeypatch,
):
    world = office.found("musi-rawas", indicators=1)
    submission = office.walk(world, office.begin(world), FILED)
    Mapping.objects.create(office=world.office, name="e-Monev")
    (step_run,) = submission.run.step_runs.filter(closed_at=None)
    url, client = f"/berkas/{submission.pk}/arsipkan/{step_run.pk}/", Client()
    client.force_login(world.holder(FILED))
    page = client.get(url).content.decode()
    assert 'enctype="multipart/form-data"' in page
    assert 'type="file"' in page
    assert 'name="application" value="e-Monev"' in page  # the only one this office hands over to
    asked = TYPED | FILING | {name: hidden(page, name) for name in ("expected_seq", "key")}
    nothing = client.post(url, asked)
    assert (nothing.status_code, step_picture.EITHER in nothing.content.decode()) == (422, True)
    for bad in (screen(b"tiada"), SimpleUploadedFile("isi.xlsx", b"PK\x03\x04")):
        assert client.post(url, asked | {"picture": bad}).status_code == 422
    refused = client.post(url, asked | {"picture": screen(), "location": ""}).content.decode()
    for kept in ("Petugas Rekaan", "Catatan saya", f"{NAME} sudah diterima"):
        assert kept in refused
    token = hidden(refused, "held")
    for forged in (
        f"{token}x",
        "x",
        step_picture.signing.dumps({"whose": [1, 2], "picture": {}}, salt=step_picture.SALT),
    ):
        assert client.post(url, asked | {"held": forged}).status_code == 422
    with monkeypatch.context() as patch:
        patch.setattr(step_picture, "record_receipt", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            client.post(url, asked | {"held": token})
    assert office.fresh(submission).status == Status.SIGNED
    for _ in range(2):  # the same click twice
        assert client.post(url, asked | {"held": token}).status_code == 302
    check_it_is_archived_with_its_picture(world, submission, client)


def check_it_is_archived_with_its_picture(world, submission, client) -> None:
    assert office.fresh(submission).status == Status.ARCHIVED
    row = Receipt.objects.get()
    assert (row.application, row.number, row.name) == ("SILAKIP", "", NAME)
    (step,) = submission.run.step_runs.filter(step__record="handover")
    assert step.record["receipt"] == f"Gambar {NAME}"
    newest = Event.objects.filter(run=submission.run).order_by("-seq").values_list("kind", flat=True)
    assert list(newest[:2]) == ["handover", "archive"]
    assert list(findings()) == []
    (paper,) = letters_of(submission)
    assert paper.name.startswith("tanda-terima/01-SILAKIP")
    page = client.get(f"/berkas/{submission.pk}/serah-terima/").content.decode()
    assert page.count("SILAKIP</th>") == 1  # the step and its receipt are one line
    picture = client.get(f"/berkas/{submission.pk}/serah-terima/tanda-terima/{row.pk}/")
    assert picture.content == pdf(text="SILAKIP")
    assert f"attachment; filename*=utf-8''{quote(NAME)}" in picture["Content-Disposition"]
    assert "sandbox" in picture["Content-Security-Policy"]
