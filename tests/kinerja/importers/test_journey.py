"""An admin loads an SOP in a real browser: a report with findings, the corrected file, the published sheet."""

import re

import pytest

from sop.procedures.models import Publication
from tests.browser import press
from tests.kinerja.importers.test_workbook import TABLE, book

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def offer(page, content):
    """Choose a workbook and have it checked."""
    page.get_by_label("Berkas SOP").set_input_files({"name": "sop.xlsx", "mimeType": XLSX, "buffer": content})
    press(page, page.get_by_role("button", name="Periksa berkas"))


def test_a_file_with_findings_is_corrected_and_published(admin, sumenep, live_server, page, sign_in, axe):
    wrong = [list(cells) for cells in TABLE]
    wrong[7][8] = "bila salah kembali ke langkah 12"
    sign_in(page, admin)
    page.goto(f"{live_server.url}/sop/")
    press(page, page.get_by_role("link", name="Tambah SOP"))
    page.wait_for_url("**/sop/muat/")
    assert axe(page) == []
    press(page, page.get_by_role("button", name="Periksa berkas"))
    page.get_by_role("link", name="Belum ada berkas.").wait_for()
    offer(page, book(wrong))
    page.get_by_text("Langkah 12 yang dituju tidak ada").wait_for()
    assert page.get_by_text("Langkah 3, kolom Alur, Langkah!I8:").count() == 1
    assert page.get_by_role("button", name="Terbitkan").count() == 0
    assert axe(page) == []
    offer(page, book())
    page.get_by_text("Tidak ada kesalahan").wait_for()
    assert page.locator(".sheet-drawn tbody tr").count() >= 4
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert axe(page) == []
        assert fits(page)
    press(page, page.get_by_role("button", name="Terbitkan"))
    page.wait_for_url(re.compile(r"/sop/\d+/$"))
    page.get_by_text("1 naskah diterbitkan").wait_for()
    assert Publication.objects.get().published_by == admin
