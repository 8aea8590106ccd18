"""A published sheet is taken up again, changed, put in another order and published, with the keyboard and buttons."""

import pytest

from sop.procedures.models import Publication, SopVersion
from sop.runs.models import Run
from tests.browser import press
from tests.sop.procedures.conftest import NOW

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.urls("tests.house.urls"),
]
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
WORDS = "Menelaah data bersama bidang"
PATIENCE = 20_000  # the first page of a sheet is drawn and its templates are read


def looks_right(page, axe):
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def take_up(page, axe):
    press(page, page.get_by_role("link", name="Buat versi baru"))
    press(page, page.get_by_role("button", name="Buat versi baru"))
    page.get_by_text("Rancangan versi 2 dibuat.").wait_for()
    looks_right(page, axe)


def change_a_step(page, axe):
    with page.expect_navigation():
        page.get_by_role("link", name="Sunting langkah 4").press("Enter")
    page.get_by_role("textbox", name="Kegiatan").fill(WORDS)
    page.get_by_role("textbox", name="Waktu").fill("3 hari kerja")
    press(page, page.get_by_role("button", name="Tambah baris alur"))
    looks_right(page, axe)
    assert page.get_by_role("textbox", name="Kegiatan").input_value() == WORDS
    press(page, page.get_by_role("button", name="Simpan langkah"))
    page.get_by_text("Langkah tersimpan. Waktu: Terbaca: 3 hari kerja").wait_for()
    press(page, page.get_by_role("link", name="Rancangan", exact=True))


def move_a_step(page):
    page.get_by_role("button", name="Turun langkah 2").press("Enter")
    page.get_by_text("turun satu baris.").wait_for()
    page.get_by_role("button", name="Naik langkah 3").press("Enter")
    page.get_by_text("naik satu baris.").wait_for()


def look_at_the_rest(page, axe):
    for name in ("Identitas dan kotak", "Pelaksana"):
        press(page, page.get_by_role("link", name=name, exact=True))
        looks_right(page, axe)
        press(page, page.get_by_role("link", name="Batal"))
    press(page, page.get_by_role("link", name="Hapus langkah 4"))
    looks_right(page, axe)
    press(page, page.get_by_role("link", name="Batal"))


def publish(page, axe):
    press(page, page.get_by_role("link", name="Terbitkan…"))
    page.get_by_text("1 berkas tetap memakai versi 1.").wait_for()
    looks_right(page, axe)
    press(page, page.get_by_role("button", name="Terbitkan versi 2"))
    page.get_by_text("Versi 2 sudah terbit dan dapat dijalankan.").wait_for()


def test_a_published_sheet_becomes_a_new_version_and_its_files_stay(
    published, keeper, live_server, page, sign_in, axe
):
    old = published.version
    run = Run.objects.create(
        office=old.sop.office, publication=published, year=2026, title="TW I", opened_at=NOW
    )
    page.set_default_timeout(PATIENCE)
    sign_in(page, keeper)
    page.goto(f"{live_server.url}/sop/{old.pk}/")
    take_up(page, axe)
    change_a_step(page, axe)
    move_a_step(page)
    look_at_the_rest(page, axe)
    publish(page, axe)
    new = SopVersion.objects.get(version=2)
    assert new.steps.get(position=4).activity == WORDS
    assert Publication.objects.filter(version=new).exists()
    run.refresh_from_db()
    assert run.publication.version == old
    assert old.steps.get(position=4).activity != WORDS
