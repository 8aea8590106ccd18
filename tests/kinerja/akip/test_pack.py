"""The AKIP evidence of an office and a year: what there is and what lacks on screen, and the same as ZIP and PDF."""

import hashlib
import io
import subprocess
import zipfile

import openpyxl
import pikepdf
import pytest
from django.forms import modelform_factory
from django.test import Client

from kinerja.akip.admin import CriterionForm
from kinerja.akip.items import pack_of
from kinerja.akip.models import Criterion
from kinerja.akip.pack import pack_name, pack_pieces
from kinerja.akip.records import Records
from kinerja.documents.engine import engine_missing
from kinerja.submissions.figures import Figure
from tests.kinerja.submissions import office

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.pdf,
    pytest.mark.skipif(bool(engine_missing()), reason="needs Pango"),
]


@pytest.fixture
def world() -> office.World:
    Criterion.objects.all().delete()  # a flush between tests takes the seeded ones away
    Criterion.objects.create(
        code="2.a",
        text="Mekanisme jelas",
        points="Ada pedoman.\nAda mekanisme.",
        kinds="sop,evaluation",
        order=1,
    )
    Criterion.objects.create(code="2.b", text="Berkala", kinds="report,recap,trail", order=2, checked=True)
    Criterion.objects.create(code="2.c", text="Dimanfaatkan", kinds="compliance", order=3)
    return office.found("musi-rawas", indicators=1)


def built(world: office.World, progress=lambda _done, _total: None) -> bytes:
    return b"".join(pack_pieces(pack_of(Records(world.office, 2026)), progress))


def text_of(pdf: bytes) -> str:
    read = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return read.stdout.decode()


def check_a_damaged_report_is_left_out_and_named(world) -> None:
    with zipfile.ZipFile(io.BytesIO(built(world))) as archive:
        assert not [name for name in archive.namelist() if "/laporan/" in name]
        assert "tidak disertakan" in text_of(archive.read(f"{pack_name(world.office, 2026)}/indeks.pdf"))


def test_the_pack_holds_what_there_is_names_what_lacks_and_is_the_same_twice(world, shelf):
    submission = office.walk(world, office.begin(world), "end")
    Figure.objects.update(value=1)  # behind the application's back: what was signed counts
    told = []
    content = built(world, lambda done, total: told.append((done, total)))
    assert content == built(world)
    assert told == [(n, 6) for n in range(1, 7)]
    folder = f"{pack_name(world.office, 2026)}/"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name.removeprefix(folder): archive.read(name) for name in archive.namelist()}
    lines = [line.split("  ") for line in files["sha256.txt"].decode().splitlines()]
    assert {name: hashlib.sha256(files[name]).hexdigest() for _, name in lines} == {n: h for h, n in lines}
    assert {name for _, name in lines} == set(files) - {"sha256.txt"}
    code = submission.document.code
    assert hashlib.sha256(files[f"2-b/laporan/2026-TW3-{code}.pdf"]).hexdigest() == submission.document.sha256
    sheet = openpyxl.load_workbook(io.BytesIO(files["2-b/rekapitulasi/rekapitulasi-2026.xlsx"])).active
    assert {row[6] for row in sheet.iter_rows(values_only=True)} >= {90}
    trail = files[f"2-b/riwayat/2026-TW3-{submission.pk}.csv"].decode()
    assert [words in trail for words in ("memverifikasi", "menandatangani")] == [True, True]
    index = text_of(files["indeks.pdf"])
    for words in (
        code,
        "Belum ada laporan bertanda tangan TW IV 2026",
        "Belum ada evaluasi SOP tahun 2026",
        "menurut komponen",
        "1. Ada pedoman.",
        "2. Ada mekanisme.",
        "Memaraf",
    ):
        assert words in index
    assert index.count("(periksa terhadap naskah peraturan)") == 2
    with pikepdf.open(io.BytesIO(files["indeks.pdf"])) as paper:
        assert paper.open_metadata()["pdfaid:part"] == "3"
    (shelf / submission.document.path).write_bytes(b"rusak")
    check_a_damaged_report_is_left_out_and_named(world)


def test_an_empty_year_is_told_and_packed_too_and_strangers_find_nothing(world):
    url = f"/bukti-akip/{world.office.code}/2026/"
    client = Client()
    client.force_login(world.holder(1))
    page = client.get(url).content.decode()
    assert "Belum ada laporan bertanda tangan TW I 2026." in page
    assert "Belum ada berkas yang dijalankan" in page
    assert "berlaku, belum dijalankan pada 2026" in page
    assert client.get(f"{url}indeks.pdf").content.startswith(b"%PDF-")
    sent = client.get(f"{url}unduh.zip")
    assert zipfile.ZipFile(io.BytesIO(b"".join(sent))).testzip() is None
    assert client.get(f"/bukti-akip/{world.office.code}/2999/").status_code == 404
    client.force_login(world.stranger)
    for tail in ("", "unduh.zip", "indeks.pdf"):
        assert client.get(f"{url}{tail}").status_code == 404


def test_the_page_asks_the_same_number_of_queries_whatever_there_is(world, django_assert_num_queries):
    client, url = Client(), f"/bukti-akip/{world.office.code}/2026/"
    client.force_login(world.holder(1))
    office.begin(world, 1)
    client.get(url)
    with django_assert_num_queries(12):
        client.get(url)
    for number in (2, 3, 4):
        office.begin(world, number)
    with django_assert_num_queries(12):
        assert client.get(url).content.count(b"Riwayat ") == 4


def test_a_criterion_takes_only_kinds_of_evidence_that_exist(db):
    form = {"code": "9", "text": "x", "order": 1}
    fields = {"fields": "__all__", "form": CriterionForm}
    made = modelform_factory(Criterion, **fields)
    assert made(form | {"kinds": "sop, trail"}).is_valid()
    assert "tidak dikenal" in str(made(form | {"kinds": "sop,foto"}).errors["kinds"])
