"""The public page: verdicts, the comparison of a file, limits, and what it keeps to itself."""

import datetime as dt
import gzip
import re

import pytest
from django.conf import settings as project
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinerja.signing import actions, limits
from kinerja.signing.models import SignedDocument
from sop.offices.models import Office

PAPER = b"%PDF-1.7 laporan triwulan III"
SIGNED = dt.datetime(2026, 10, 7, 7, 2, tzinfo=dt.UTC)
NIP = "196703031998091001"


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def office(db):
    return Office.objects.create(
        code="dinas", name="Dinas Contoh", letterhead="DINAS", city="Kota", zone="Asia/Makassar"
    )


def sign(office, content=PAPER, code="7K3M9QXZ", **more):
    document = SignedDocument(
        office=office, code=code, title="Laporan Pengukuran Kinerja", period="Triwulan III (Juli–September 2026)",
        data_hash="a" * 64, signed_at=SIGNED,
        signers=[{"act": "sign", "name": "Rekaan, S.E.", "nip": NIP, "capacity": "Plh. Kepala Dinas", "at": SIGNED.isoformat()}],
        facts=[["Rata-rata capaian", "96,40%"]], **more,
    )  # fmt: skip
    actions.put_by(content, document).save()
    return document


def test_a_signed_paper_is_original_for_anyone(client, office):
    sign(office)
    page = client.get("/v/7K3M9QXZ/")
    text = page.content.decode()
    assert page.status_code == 200
    for told in (
        "Dokumen asli", "Dinas Contoh", "Triwulan III (Juli–September 2026)", "7 Oktober 2026 pukul 15.02 WITA",
        "Plh. Kepala Dinas", "1967**** ****** * 001", "96,40%", "Tanda tangan elektronik tidak tersertifikasi",
    ):  # fmt: skip
        assert told in text
    assert NIP not in text
    assert "19670303" not in text


def test_the_page_is_kept_out_of_search_engines_and_caches(client, office):
    sign(office)
    page = client.get("/v/7K3M9QXZ/")
    assert "noindex" in page["X-Robots-Tag"]
    assert 'content="noindex' in page.content.decode()
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("typed", ["7k3m9qxz", "7K3M 9QXZ", "7k3m-9qxz"])
def test_the_code_is_forgiven_its_spelling(client, office, typed):
    sign(office)
    answer = client.get("/v/", {"kode": typed})
    assert answer.status_code == 302
    assert answer["Location"] == "/v/7K3M9QXZ/"


def test_an_unknown_code_is_said_to_be_unknown(client, db):
    page = client.get("/v/00000000/")
    assert page.status_code == 404
    assert "Kode ini tidak terdaftar" in page.content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"), [("", "Isi kode periksa"), ("ABC", "terdiri atas 8 huruf dan angka")]
)
def test_what_cannot_be_a_code_is_said_beside_the_field(client, db, typed, sentence):
    page = client.get("/v/", {"kode": typed})
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert f'value="{typed}"' in page.content.decode() or not typed


def test_the_first_visit_scolds_nobody(client, db):
    page = client.get("/v/")
    assert page.status_code == 200
    assert "Kesalahan" not in page.content.decode()


def test_an_older_paper_points_to_the_newer_one(client, office):
    old = sign(office)
    sign(office, PAPER + b"2", "00000002", supersedes=old)
    text = client.get("/v/7K3M9QXZ/").content.decode()
    assert "Dokumen telah digantikan versi baru" in text
    assert 'href="/v/00000002/"' in text
    assert "Dokumen asli" in client.get("/v/00000002/").content.decode()


def test_a_damaged_file_on_the_server_is_admitted(client, office, shelf):
    document = sign(office)
    (shelf / document.path).write_bytes(PAPER + b" ")
    text = client.get("/v/7K3M9QXZ/").content.decode()
    assert "Berkas yang tersimpan tidak utuh" in text
    assert "Dokumen asli" not in text


def upload(client, content, name="laporan.pdf"):
    return client.post("/v/7K3M9QXZ/", {"berkas": SimpleUploadedFile(name, content, "application/pdf")})


def test_the_same_bytes_are_the_same_file(client, office):
    sign(office)
    assert "Berkas sama persis" in upload(client, PAPER).content.decode()


def test_every_flipped_byte_is_found(client, office):
    sign(office)
    for place in range(5, len(PAPER), 7):
        changed = PAPER[:place] + bytes([PAPER[place] ^ 1]) + PAPER[place + 1 :]
        assert "TIDAK SAH: isi berkas berbeda" in upload(client, changed).content.decode()
        assert "Berkas sama persis" not in upload(client, changed).content.decode()


def test_another_signed_paper_is_named(client, office):
    sign(office)
    sign(office, PAPER + b"2", "00000002")
    assert "dengan kode 00000002" in upload(client, PAPER + b"2").content.decode()


def test_a_file_that_is_no_pdf_gets_a_sentence(client, office):
    sign(office)
    page = upload(client, b"PK\x03\x04 bukan pdf", "laporan.docx")
    assert page.status_code == 200
    assert "Berkas ini bukan PDF" in page.content.decode()


def test_an_altered_file_is_refused_in_the_title_and_the_heading(client, office):
    sign(office)
    text = upload(client, PAPER + b" ").content.decode()
    assert "<title>TIDAK SAH" in text
    assert "<h1>TIDAK SAH</h1>" in text
    assert text.count("<h1>") == 1
    assert "<h1>Dokumen asli</h1>" in upload(client, PAPER).content.decode()


def test_nothing_of_an_upload_is_kept(client, office, shelf):
    sign(office)
    before = sorted(shelf.rglob("*"))
    upload(client, PAPER + b"lain")
    assert sorted(shelf.rglob("*")) == before


def test_no_file_and_too_large_a_file_are_refused_in_words(client, office, monkeypatch):
    sign(office)
    assert client.post("/v/7K3M9QXZ/", {}).status_code == 422
    monkeypatch.setattr("kinerja.signing.forms.LARGEST", 10)
    page = upload(client, PAPER)
    assert page.status_code == 422
    assert "lebih besar dari 20 MB" in page.content.decode()


def test_one_address_may_ask_thirty_times_a_minute(client, office, monkeypatch):
    sign(office)
    monkeypatch.setattr(limits, "ASKED", 3)
    monkeypatch.setattr(limits.time, "time", lambda: 1_800_000_000.0)
    assert [client.get("/v/7K3M9QXZ/").status_code for _ in range(4)] == [200, 200, 200, 429]
    assert "Coba lagi dalam 1 menit" in client.get("/v/7K3M9QXZ/").content.decode()
    assert client.get("/v/7K3M9QXZ/", REMOTE_ADDR="10.0.0.9").status_code == 200


def test_a_verdict_reads_the_record_once(client, office):
    old = sign(office)
    sign(office, PAPER + b"2", "00000002", supersedes=old)
    with CaptureQueriesContext(connection) as captured:
        client.get("/v/7K3M9QXZ/")
    assert len([query for query in captured.captured_queries if "signeddocument" in query["sql"]]) == 1


def test_the_page_weighs_at_most_thirty_kilobytes(client, office):
    sign(office)
    page = client.get("/v/7K3M9QXZ/").content
    paths = set(re.findall(r'(?:src|href)="/static/([^"#]+)', page.decode()))
    weight = sum(len(gzip.compress((project.BASE_DIR / "static" / path).read_bytes())) for path in paths)
    assert weight + len(gzip.compress(page)) <= 30 * 1024


def test_a_code_already_on_a_paper_is_not_allotted_again(office, monkeypatch):
    sign(office)
    offered = iter(["7K3M9QXZ", "0A0A0A0A"])
    monkeypatch.setattr(actions, "new_code", lambda: next(offered))
    assert actions.allot_code() == "0A0A0A0A"
