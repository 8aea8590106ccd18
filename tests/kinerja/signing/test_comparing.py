"""An upload against a paper with signatures inside: earlier states, additions, and where trust ends."""

import pytest

from kinerja.signing import actions
from kinerja.signing.comparing import DIFFERENT, OLDER, SAME, compare
from kinerja.signing.models import Kind, Manuscript, SignedDocument
from kinerja.signing.queries import verdict_for
from sop.offices.models import Office
from tests.kinerja.signing.test_views import SIGNED, shelf

__all__ = ["shelf"]
STATES = (b"%PDF-1.7 naskah;", b"paraf Ani;", b"paraf Budi;", b"tanda tangan Cici;")
NAMES = ("", "paraf_7", "paraf_8", "ttd_9")


@pytest.fixture
def document(db):
    office = Office.objects.create(code="dinas", name="Dinas", letterhead="DINAS", city="Kota")
    made = SignedDocument(
        office=office, code="7K3M9QXZ", title="Laporan", period="TW III", data_hash="a" * 64, signed_at=SIGNED,
        signers=[], kind=Kind.LOCAL,
    )  # fmt: skip
    for number, field in enumerate(NAMES, start=1):
        actions.put_by(b"".join(STATES[:number]), made)
        made.revisions.append(
            {
                "size": made.size,
                "sha256": made.sha256,
                "field": field,
                "name": f"Pejabat {number}",
                "serial": "",
            }
        )
    made.save()
    return made


def whole():
    return b"".join(STATES)


def test_the_last_state_is_the_same_and_every_earlier_one_is_genuine_but_older(document):
    assert compare(document, [whole()]).key == SAME
    for missing, said in ((1, ""), (2, "2 "), (3, "3 ")):
        found = compare(document, [b"".join(STATES[: 4 - missing])])
        assert found.key == OLDER
        assert f"sebelum {said}tanda tangan terakhir" in found.sentence


def test_what_was_appended_is_named_as_no_part_of_the_document(document):
    found = compare(document, [whole(), b"disisipkan"])
    assert found.key == DIFFERENT
    assert found.sentence.startswith("TIDAK SAH")
    assert "ditambahkan 10 bita" in found.detail


def test_every_flipped_byte_is_found_and_trust_ends_at_the_signature_before_it(document):
    for place in range(5, len(whole())):
        content = bytearray(whole())
        content[place] ^= 1
        found = compare(document, [bytes(content)])
        assert found.key == DIFFERENT
        kept = [i for i in range(1, 4) if sum(map(len, STATES[: i + 1])) <= place]
        told = f"Pejabat {kept[-1] + 1}" if kept else "tidak ada tanda tangan yang berlaku"
        assert told in found.detail


def test_a_file_on_the_server_whose_signatures_do_not_hold_is_no_original(document):
    found = verdict_for(document.code)
    assert found.key == "damaged"
    assert "Tanda tangan di dalam berkas tidak sah" in found.heading


def test_the_code_of_a_manuscript_is_known_and_not_yet_signed(client, document):
    Manuscript.objects.create(
        office=document.office,
        code="00000002",
        sha256="b" * 64,
        size=1,
        path="x",
        data_hash="a" * 64,
        boxes={},
    )
    page = client.get("/v/00000002/")
    assert page.status_code == 200
    assert "Dokumen belum ditandatangani" in page.content.decode()


def test_the_authority_shows_its_certificate_and_its_list(client, db):
    from cryptography import x509

    root = x509.load_der_x509_certificate(client.get("/v/otoritas.crt").content)
    revoked = x509.load_der_x509_crl(client.get("/v/otoritas.crl").content)
    assert revoked.is_signature_valid(root.public_key())
