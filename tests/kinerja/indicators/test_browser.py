"""A planner sets up a year in a real browser: types targets, copies the rest, loads a workbook with one finding."""

import io

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from kinerja.indicators.models import Target
from tests.kinerja.indicators.plans import YEAR, make_plan

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def type_targets(page, axe):
    """Five cells by Tab and Enter; the one that cannot be read comes back and is typed again."""
    page.get_by_label("TW I, Kepemilikan KTP-el, Bidang 1", exact=True).focus()
    for text in ("90", "91", "92", "salah", "93"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    refused = page.get_by_label("TW IV, Kepemilikan KTP-el, Bidang 1", exact=True)
    expect(page.get_by_role("alert")).to_contain_text("Tulis angka, mis. 98,75.")
    expect(refused).to_have_value("salah")
    assert axe(page) == []
    refused.fill("93")
    refused.press("Enter")
    expect(page.get_by_text("1 target tersimpan.")).to_be_visible()


def copy_last_year(page):
    page.get_by_role("link", name=f"Salin dari {YEAR - 1}").click()
    page.get_by_role("button", name="Salin 1 target").click()
    expect(page.get_by_label("Tahun, Dokumen terbit, Bidang 1")).to_have_value("30")


def load_book(page, axe):
    """The downloaded workbook with one wrong cell, then with that cell put right."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh XLSX").click()
    book = load_workbook(io.BytesIO(download.value.path().read_bytes()))
    for typed, shown in (("banyak", "Lembar Target, sel H2"), (95, "Simpan 1 perubahan")):
        book["Target"]["H2"] = typed
        out = io.BytesIO()
        book.save(out)
        page.get_by_label("Berkas XLSX").set_input_files(
            {"name": "target.xlsx", "mimeType": "application/octet-stream", "buffer": out.getvalue()}
        )
        page.get_by_role("button", name="Periksa berkas").click()
        expect(page.locator("main")).to_contain_text(shown)
        assert axe(page) == []
    page.get_by_role("button", name="Simpan 1 perubahan").click()
    expect(page.get_by_text("1 perubahan dari ‘target.xlsx’ tersimpan.")).to_be_visible()


def test_a_year_of_targets_by_keyboard_copy_and_workbook(page, live_server, sign_in, axe):
    plan = make_plan()
    plan.target("30", year=YEAR - 1, indicator=plan.count)
    sign_in(page, plan.planner)
    sheet = f"{live_server.url}{plan.url('target', YEAR)}"
    page.goto(sheet)
    type_targets(page, axe)
    copy_last_year(page)
    page.goto(f"{live_server.url}{plan.url('target', YEAR, 'impor')}")
    load_book(page, axe)
    page.set_viewport_size({"width": 360, "height": 740})
    assert axe(page) == []
    page.goto(sheet)
    expect(page.get_by_label("Tahun, Kepemilikan KTP-el, Bidang 1", exact=True)).to_have_value("95,00")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert axe(page) == []
    assert Target.objects.filter(year=YEAR).count() == 6
