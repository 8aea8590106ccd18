"""The bytes of a PDF: the same everywhere, self-contained, accessible, and made of our own files only."""

import hashlib
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings

from kinerja.documents import checks, engine
from kinerja.documents.engine import Enclosure, ForeignResource, NoPdfEngine, write_pdf
from kinerja.documents.pdf import render_form, render_recap, render_report, render_sheet
from tests.kinerja.documents import samples
from tests.kinerja.documents.reading import fonts, read, unembedded_fonts, words
from tests.kinerja.documents.samples_sheet import sheet

pytestmark = pytest.mark.pdf

PAPERS = {
    "signed": lambda: render_report(samples.signed_report()),
    "draft": lambda: render_report(samples.draft_report()),
    "form": lambda: render_form(samples.filled_form()),
    "blank": lambda: render_form(samples.blank_form()),
    "recap": lambda: render_recap(samples.recap()),
    "sheet": lambda: render_sheet(sheet()),
}
PAGE = '<!doctype html><html lang="id"><head><title>Uji</title></head><body>{}</body></html>'
ELSEWHERE = """
import hashlib, django
django.setup()
from tests.kinerja.documents.test_bytes import PAPERS
for name in sorted(PAPERS):
    print(name, hashlib.sha256(PAPERS[name]()).hexdigest())
"""


@pytest.fixture(scope="module")
def papers() -> dict[str, bytes]:
    return {name: draw() for name, draw in PAPERS.items()}


def draw(body: str, **more: Any) -> bytes:
    return write_pdf(PAGE.format(body), paper="A4", landscape=False, **more)


def test_another_process_makes_the_same_bytes_later(papers):
    here = [f"{name} {hashlib.sha256(papers[name]).hexdigest()}" for name in sorted(papers)]
    time.sleep(1.1)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "kinerja.settings",
        "DEBUG": "true",
        "PYTHONHASHSEED": "7",
    }
    command = [sys.executable, "-c", ELSEWHERE]
    done = subprocess.run(
        command,
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    assert done.stdout.split("\n")[:-1] == here


@pytest.mark.parametrize("name", PAPERS)
def test_only_the_vendored_fonts_are_embedded(papers, name):
    assert fonts(papers[name]) <= {"Dokumen-Sans", "Dokumen-Sans-Bold", "Dokumen-Sans-Italic"}
    assert fonts(papers[name])
    assert not unembedded_fonts(papers[name])


@pytest.mark.parametrize("name", PAPERS)
def test_each_paper_is_tagged_titled_and_indonesian(papers, name):
    reader = read(papers[name])
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "id"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert reader.metadata is not None
    assert reader.metadata.title


@pytest.mark.parametrize("name", PAPERS)
def test_each_paper_claims_pdf_a_3a_and_brings_its_colour_profile(papers, name):
    reader = read(papers[name])
    root = reader.trailer["/Root"]
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in xmp.replace("\n", "") or 'pdfaid:part="3"' in xmp
    assert (
        "<pdfaid:conformance>A</pdfaid:conformance>" in xmp.replace("\n", "")
        or 'pdfaid:conformance="A"' in xmp
    )
    assert root["/OutputIntents"]
    assert not reader.is_encrypted


def test_letters_the_fonts_lack_become_squares_not_foreign_fonts():
    pdf = draw("<p>Dinas 😀 漢字 selesai\x07 ✓</p>")
    assert words(pdf) == "Dinas □ □□ selesai √ Hal. 1 dari 1"
    assert fonts(pdf) == {"Dokumen-Sans"}


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/logo.png",
        "file:///etc/passwd",
        "../pyproject.toml",
        "../static/../manage.py",
        "data:image/png;base64,AAAA",
        "logo:kop",
        "vendor/VENDOR.toml",
        "ftp://example.org/x.png",
    ],
)
def test_a_page_may_not_load_anything_but_our_own_files(address):
    with pytest.raises(ForeignResource):
        draw(f'<img src="{address}" alt="">')


def test_a_picture_elsewhere_on_the_disk_is_not_ours(tmp_path):
    picture = tmp_path / "lain.png"
    picture.write_bytes(samples.png())
    with pytest.raises(ForeignResource):
        draw(f'<img src="{picture.as_uri()}" alt="">')


def test_the_logo_of_the_office_is_served_from_memory():
    with_logo = draw('<img src="logo:kop" alt="Lambang">', logo_png=samples.png())
    assert [image.name for image in read(with_logo).pages[0].images]


def test_an_enclosure_is_stamped_with_its_own_time():
    moment = datetime(2026, 10, 7, 7, 2, tzinfo=UTC)
    pdf = draw("<p>x</p>", enclosures=(Enclosure("a.txt", "Uji", b"isi", moment),))
    assert read(pdf).attachments == {"a.txt": [b"isi"]}
    enclosed = read(pdf).trailer["/Root"]["/AF"][0].get_object()["/EF"]["/F"].get_object()
    assert enclosed["/Params"]["/ModDate"] == "D:20261007070200Z"


def test_an_unknown_paper_is_an_error():
    with pytest.raises(KeyError):
        write_pdf(PAGE, paper="A3", landscape=False)


def missing(_name: str) -> None:
    raise OSError("cannot load library 'libpango-1.0-0'")


@pytest.fixture
def without_pango(monkeypatch):
    monkeypatch.setattr(engine, "import_module", missing)
    engine.engine_missing.cache_clear()
    yield
    engine.engine_missing.cache_clear()


def test_without_pango_a_sentence_says_what_to_do(without_pango):
    assert engine.engine_missing().startswith("Mesin PDF tidak tersedia")
    with pytest.raises(NoPdfEngine, match="Gunakan Cetak dari peramban"):
        draw("<p>x</p>")


def test_without_pango_the_system_check_warns(without_pango):
    (warning,) = checks.pdf_engine()
    assert warning.msg.startswith("Mesin PDF tidak tersedia: pasang ")
    assert warning.id == "kinerja.W001"


def test_with_pango_nothing_is_missing():
    assert engine.engine_missing() == ""
    assert checks.pdf_engine() == []
