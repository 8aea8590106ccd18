"""Approved in the system, signed by pen: the paper says so, and what comes back is kept, shown and proven."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kinerja.documents.pdf import engine_missing, render_report
from kinerja.documents.report import report_page
from kinerja.signing.actions import put_by
from kinerja.signing.models import Kind, SignedCopy, SignedDocument, SigningSetup
from kinerja.signing.storage import content_of
from kinerja.submissions.audit.proof import findings
from kinerja.submissions.papers import copies
from tests.kinerja.documents import samples
from tests.kinerja.signing import standin
from tests.kinerja.submissions import office
from tests.kinerja.submissions.evidence.makers import pdf
from tests.kinerja.submissions.test_signing import FILING, YES, post, words

pytestmark = [pytest.mark.pdf, pytest.mark.skipif(bool(engine_missing()), reason="needs Pango")]
WET = "Disetujui secara elektronik dalam sistem; tanda tangan basah dibubuhkan pada naskah cetak."


@pytest.fixture
def signed(client, sumenep):
    """Sumenep signs and files in one step: the copy comes after the end."""
    SigningSetup.objects.create(office=sumenep.office, head="record")
    submission = office.at_step(sumenep, 9)
    page = client_page(client, sumenep, submission)
    assert WET in page
    answer, _ = post(client, submission, sumenep.holder(9), **YES, **FILING)
    assert answer.status_code == 302
    return office.fresh(submission)


def client_page(client, world, submission):
    client.force_login(world.holder(9))
    return words(
        client.get(reverse("submissions:sign", args=[submission.pk, submission.run.places()[0]["id"]]))
    )


def upload(client, submission, content, name="pindaian.pdf"):
    url = reverse("submissions:add_copy", args=[submission.pk])
    return client.post(url, {"file": SimpleUploadedFile(name, content)}, follow=True)


def test_a_scan_is_kept_as_it_came_shown_on_the_file_and_at_the_public_page(client, sumenep, signed, shelf):
    document, scan = SignedDocument.objects.get(), pdf(text="pindaian")
    assert document.kind == Kind.RECORD
    verdict = reverse("signing:verdict", args=[document.code])
    assert "belum diunggah" in words(client.get(verdict))
    page = words(upload(client, signed, scan))
    assert "tersimpan sebagai salinan bertanda tangan" in page
    assert "mengunggah salinan bertanda tangan ‘pindaian.pdf’" in page
    copy = SignedCopy.objects.get()
    assert (shelf / copy.path).read_bytes() == scan
    file = client.get(reverse("submissions:copy_file", args=[signed.pk, copy.pk]))
    assert (file.content, file["Content-Type"]) == (scan, "application/pdf")
    assert list(findings()) == []
    client.logout()
    public = words(client.get(verdict))
    assert WET in public
    assert copy.sha256 in public
    assert "BSrE" not in public
    matched = client.post(verdict, {"berkas": SimpleUploadedFile("a.pdf", scan)})
    assert "sama persis dengan salinan bertanda tangan" in words(matched)
    SignedCopy.objects.update(sha256="0" * 64)
    assert [found.sentence for found in findings()] == [
        "salinan bertanda tangan tidak sama dengan riwayatnya"
    ]


def test_our_own_file_signed_elsewhere_is_known_as_such(client, sumenep, signed):
    content = render_report(samples.signed_report())
    put_by(content, SignedDocument.objects.get()).save()
    elsewhere = standin.signed(content, "Kepala Dinas", 0, (50, 50, 200, 100))
    for altered, sentence in (
        (content + b"% TTE", "Ada isi lain sesudah akhir"),
        (standin.rewritten(content), "naskah yang belum ditandatangani"),
        (standin.overlaid(content), "isinya diubah"),
        (standin.signed(standin.annotated(content), "Kepala Dinas", 0, (50, 50, 200, 100)), "isinya diubah"),
        (standin.overlaid(elsewhere), "isinya diubah"),
        (standin.masked(elsewhere), "isinya diubah"),
        (_flipped(elsewhere, b"/Contents <", 600), "tidak utuh"),
    ):
        refused = upload(client, signed, altered, "tte.pdf")
        assert (refused.status_code, sentence in words(refused)) == (422, True), (sentence, words(refused))
    assert not SignedCopy.objects.exists()
    assert "tersimpan sebagai salinan" in words(upload(client, signed, elsewhere, "tte.pdf"))
    assert SignedCopy.objects.get().is_same_paper


def test_the_limits_are_asked_before_a_file_is_compared(client, sumenep, signed, monkeypatch):
    monkeypatch.setattr(copies, "came_back", lambda *_: pytest.fail("compared"))
    for content in (b"%PDF-1.7\n" + b"0" * 200, b"", pdf(text="x").replace(b"/Type", b"/Launch 1 /Type", 1)):
        assert upload(client, signed, content, "a.pdf").status_code == 422


def _flipped(content, after, away):
    place = content.rindex(after) + len(after) + away
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def test_the_printed_paper_says_by_whom_it_is_signed_and_leaves_room_for_a_pen():
    wet, bsre = (report_page(replace(samples.signed_report(), seal=seal)) for seal in ("record", "bsre"))
    assert WET in wet
    assert "Ditandatangani secara elektronik" not in wet
    assert "tidak tersertifikasi" not in wet
    assert "Balai Sertifikasi Elektronik (BSrE)" in bsre
    assert "Balai Sertifikasi" not in report_page(samples.signed_report())


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", None, "naskah yang belum ditandatangani"),
        ("a.xlsx", b"PK", "tidak"),
        ("a.pdf", b"bukan", "bukan PDF"),
        ("a.pdf", b"", "kosong"),
    ],
)
def test_what_is_no_signed_copy_is_refused_in_words(client, sumenep, signed, name, content, sentence):
    if content is None:
        content = content_of(SignedDocument.objects.get())
    answer = upload(client, signed, content, name)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not SignedCopy.objects.exists()


def test_the_same_bytes_count_once_and_only_people_of_the_sop_bring_them(client, sumenep, signed):
    scan = pdf(text="sekali")
    upload(client, signed, scan)
    again = upload(client, signed, scan)
    assert again.status_code == 409
    assert SignedCopy.objects.count() == 1
    client.force_login(sumenep.stranger)
    assert upload(client, signed, pdf(text="lain")).status_code == 404


def test_other_papers_take_no_copies(client, sumenep):
    submission = office.at_step(sumenep, 9)
    post(client, submission, sumenep.holder(9), **YES, **FILING)
    assert upload(client, submission, pdf(text="apa")).status_code == 409
