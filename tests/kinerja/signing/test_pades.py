"""The chain of signatures in a file, judged by us, by poppler and by the rules of PDF/A."""

import hashlib
import re
import shutil
import subprocess

import pytest

from kinerja.documents.pdf import engine_missing
from kinerja.signing.errors import SignatureBroken
from kinerja.signing.pades import Order, sign
from kinerja.signing.validation import enclosed_in, insist_signed, marks_of
from tests.kinerja.documents import reading, samples
from tests.kinerja.signing import paper

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.pdf,
    pytest.mark.skipif(bool(engine_missing()), reason="needs Pango"),
]
DATA_HASH = hashlib.sha256(samples.SNAPSHOT.encode()).hexdigest()


def test_every_signature_holds_and_each_state_is_the_beginning_of_the_next():
    made = paper.signed()
    for earlier, later in zip(made.states, made.states[1:], strict=False):
        assert later.startswith(earlier)
    marks = marks_of(made.final)
    assert [mark.field for mark in marks if mark.is_signature] == list(paper.FIELDS)
    assert [mark.serial for mark in marks if mark.is_signature] == list(made.serials)
    assert [mark.is_signature for mark in marks] == [True, True, True, False]
    assert all(mark.sound and mark.at for mark in marks)
    assert enclosed_in(made.final) == samples.SNAPSHOT.encode()


@pytest.mark.skipif(not shutil.which("pdfsig"), reason="needs pdfsig of poppler-utils")
def test_poppler_finds_every_signature_valid(tmp_path):
    (tmp_path / "laporan.pdf").write_bytes(paper.signed().final)
    told = subprocess.run(["pdfsig", tmp_path / "laporan.pdf"], capture_output=True, text=True, check=False)
    # poppler cannot judge document timestamps, and does not know our authority.
    assert told.stdout.count("Signature Validation: Signature is Valid.") == 3


@pytest.mark.skipif(not shutil.which("qpdf"), reason="needs qpdf")
def test_qpdf_finds_nothing_wrong(tmp_path):
    (tmp_path / "laporan.pdf").write_bytes(paper.signed().final)
    assert subprocess.run(["qpdf", "--check", tmp_path / "laporan.pdf"], check=False).returncode == 0


def test_it_is_still_pdf_a_after_the_last_signature():
    made = paper.signed()
    reader = reading.read(made.final)
    root = reader.trailer["/Root"]
    assert b'pdfaid:part="3"' in root["/Metadata"].get_object().get_data()
    assert b'pdfaid:conformance="A"' in root["/Metadata"].get_object().get_data()
    assert root["/OutputIntents"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/Version" not in root
    assert "/Encrypt" not in reader.trailer
    assert reading.unembedded_fonts(made.final) == set()
    widgets = [note.get_object() for page in reader.pages for note in page.get("/Annots", ())]
    assert {widget["/F"] for widget in widgets} == {132}  # print, locked
    assert {tuple(widget["/AP"]) for widget in widgets if "/AP" in widget} == {("/N",)}
    # Fonts of the stamps: every font file is embedded, poppler's standard fourteen never appear.
    assert not re.search(rb"/BaseFont\s*/(Courier|Helvetica|Times)", made.final)


def test_a_signature_after_the_last_is_found(tmp_path):
    made = paper.signed()
    key = paper.open_key("orang-lain")
    order = Order("tambahan", paper.stamp_for(made.boxes["ttd_9"]), "Sesudahnya")
    longer = _signed_without_asking(made.final, order, key)
    assert not all(mark.sound for mark in marks_of(longer))


def _signed_without_asking(pdf, order, key):
    """As somebody else's program would: pyHanko itself refuses to sign a locked file unless told to."""
    import io

    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    from kinerja.signing import pades

    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    fields.append_signature_field(writer, fields.SigFieldSpec(order.field))
    out = io.BytesIO()
    signer = signers.PdfSigner(signers.PdfSignatureMetadata(field_name=order.field), pades._signer(key))
    signer.sign_pdf(writer, output=out)
    return out.getvalue()


def insist(sent, signed, serial=None, field="paraf_7", data_hash=DATA_HASH):
    made = paper.signed()
    insist_signed(sent, signed, field=field, serial=serial or made.serials[0], data_hash=data_hash)


def test_what_comes_back_must_be_what_was_sent_and_the_signature_that_was_asked_for():
    made = paper.signed()
    blank, first, second, _ = made.states
    insist(blank, first)
    for wrong in (
        {"sent": blank, "signed": blank},
        {"sent": blank, "signed": first[:-900]},
        {"sent": blank, "signed": b"<html>Layanan sedang sibuk</html>"},
        {"sent": blank, "signed": b"X" + first[1:]},
        {"sent": blank, "signed": second},
        {"sent": blank, "signed": first, "serial": made.serials[1]},
        {"sent": blank, "signed": first, "field": "paraf_8"},
        {"sent": blank, "signed": first, "data_hash": "0" * 64},
    ):
        with pytest.raises(SignatureBroken):
            insist(**wrong)


def test_a_field_is_signed_once():
    made = paper.signed()
    order = Order("paraf_7", paper.stamp_for(made.boxes["paraf_7"]), "Lagi")
    with pytest.raises(SignatureBroken, match="tidak dapat dipakai"):
        sign(made.states[1], order, paper.open_key("dua-kali"))
