"""Whatever is altered in a fully signed report, wherever it is, the public page says so; what is ours it knows."""

import io
from dataclasses import dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pyhanko.pdf_utils.reader import PdfFileReader

from kinerja.documents.pdf import engine_missing
from kinerja.signing import limits
from kinerja.signing.actions import put_by
from kinerja.signing.models import Kind, SignedDocument
from kinerja.signing.pades import Order
from kinerja.signing.validation import marks_of
from sop.offices.models import Office
from tests.kinerja.signing import paper
from tests.kinerja.signing.test_pades import _signed_without_asking
from tests.kinerja.signing.test_views import SIGNED, shelf

__all__ = ["shelf"]
pytestmark = [
    pytest.mark.django_db, pytest.mark.pdf, pytest.mark.skipif(bool(engine_missing()), reason="needs Pango"),
]  # fmt: skip


@dataclass(frozen=True)
class Inside:
    """Where the parts of the signed file lie."""

    content: bytes
    reader: PdfFileReader

    def at(self, reference, word: bytes = b"stream", beyond: int = 20) -> int:
        """A byte in an object: so many after a word in it."""
        place = self.reader.xrefs[getattr(reference, "reference", reference)]
        return self.content.index(word, place) + len(word) + beyond

    def regions(self) -> dict[str, int]:
        root, final = self.reader.root, self.reader.embedded_signatures[-2]
        page = root["/Pages"]["/Kids"][0]
        font = next(iter(page["/Resources"]["/Font"].values())).get_object()
        face = font["/DescendantFonts"][0]["/FontDescriptor"]
        name = next(name for name in ("/FontFile2", "/FontFile3", "/FontFile") if name in face)
        names = root["/Names"]["/EmbeddedFiles"]["/Names"]
        files = {str(names[at]): names[at + 1] for at in range(0, len(names), 2)}
        stamp = self.reader.embedded_signatures[-1].sig_object.container_ref
        paraf = self.reader.embedded_signatures[0].sig_object.container_ref
        return {
            "first byte": 0,
            "header": 6,
            "page": self.at(page.raw_get("/Contents")),
            "font": self.at(face.raw_get(name)),
            "data.json": self.at(files["data.json"]["/EF"].raw_get("/F")),
            "workbook": self.at(files["rekapitulasi.xlsx"]["/EF"].raw_get("/F")),
            "XMP": self.at(root.raw_get("/Metadata")),
            "signature of a paraf": self.at(paraf, b"/Contents", 400),
            "last signature": self.at(final.sig_object.container_ref, b"/Contents", 400),
            "ByteRange": self.at(final.sig_object.container_ref, b"/ByteRange", 3),
            "first xref": self.content.index(b"\nxref") + 30,
            "last xref": self.content.rindex(b"\nxref") + 12,
            "DSS": self.at(root["/DSS"]["/Certs"].raw_get(0)),
            "document timestamp": self.at(stamp, b"/Contents", 400),
            "last startxref": self.content.rindex(b"startxref") + 10,
            "last %%EOF": self.content.rindex(b"%%EOF") + 3,
        }


@pytest.fixture
def document(shelf, monkeypatch):
    monkeypatch.setattr(limits, "ASKED", 1000)
    made, office = (
        paper.signed(),
        Office.objects.create(code="dinas", name="Dinas", letterhead="DINAS", city="Kota"),
    )
    row = SignedDocument(
        office=office, code="7K3M9QXZ", title="Laporan", period="TW III", data_hash="a" * 64, signed_at=SIGNED,
        signers=[], kind=Kind.LOCAL,
    )  # fmt: skip
    for state, field, serial in zip(made.states, ("", *paper.FIELDS), ("", *made.serials), strict=True):
        put_by(state, row)
        told = {
            "size": row.size,
            "sha256": row.sha256,
            "field": field,
            "name": f"Rekaan {field}",
            "serial": serial,
        }
        row.revisions.append(told)
    row.save()
    return row


@pytest.fixture
def said(client, document):
    """What the public page says of an upload: never anything but an answer."""

    def ask(content: bytes) -> str:
        url = reverse("signing:verdict", args=[document.code])
        answer = client.post(url, {"berkas": SimpleUploadedFile("laporan.pdf", content)})
        assert answer.status_code == 200
        return answer.content.decode()

    return ask


def flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def test_a_byte_flipped_in_any_region_is_told_as_altered_and_no_signature_saves_it(said):
    final = paper.signed().final
    inside = Inside(final, PdfFileReader(io.BytesIO(final)))
    regions = inside.regions()
    assert len(set(regions.values())) == len(regions)
    for region, place in regions.items():
        page = said(flipped(final, place))
        assert ("TIDAK SAH" in page, "Berkas sama persis" in page) == (True, False), region
    for region in ("page", "data.json", "signature of a paraf"):
        assert not _holds(flipped(final, regions[region])), region
    assert "ditambahkan 7 bita" in said(final + b"\n%lagi\n")


def _holds(content: bytes) -> bool:
    try:
        return all(mark.sound for mark in marks_of(content))
    except ValueError:
        return False


def test_every_true_state_is_an_earlier_version_and_a_cut_within_one_is_none(said):
    states = paper.signed().states
    assert "Berkas sama persis" in said(states[-1])
    for missing, state in enumerate(reversed(states[:-1]), start=1):
        count = f"{missing} " if missing > 1 else ""
        assert f"sebelum {count}tanda tangan terakhir" in said(state)
        assert "TIDAK SAH" in said(state[:-1])
    assert "Yang masih asli hanya isi sampai paraf Rekaan paraf_8" in said(states[-1][:-9000])


def test_a_later_signature_on_the_final_paper_is_told_and_breaks_those_before_it(said):
    made = paper.signed()
    order = Order("tambahan", b"", "Sesudahnya")
    longer = _signed_without_asking(made.final, order, paper.open_key("orang-lain"))
    page = said(longer)
    assert "TIDAK SAH" in page
    assert "sesudah tanda tangan terakhir ditambahkan" in page
    assert not _holds(longer)


def test_an_examination_that_goes_on_from_an_examined_state_finds_what_came_after_it():
    made = paper.signed()
    sent, signed = made.states[2], made.final
    again, whole = marks_of(signed, looked_at=len(sent)), marks_of(signed)
    assert again == whole
    assert all(mark.sound for mark in again)
    order = Order("tambahan", b"", "Sesudahnya")
    longer = _signed_without_asking(signed, order, paper.open_key("orang-lain-lagi"))
    assert not all(mark.sound for mark in marks_of(longer, looked_at=len(sent)))
