"""What this device kept of other sheets, of a record the server breaks on, and of a text still being typed."""

import re

import pytest
from playwright.sync_api import expect

from kinerja.submissions.figures import Figure
from tests.engine.walking import fill, fresh
from tests.kinerja.submissions.sheets import address, begun, office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAVED = re.compile(r"Semua perubahan tersimpan \d\d\.\d\d")
LEFTOVER = """(held) => kinerja.queue.put({
  submission: 999, unit: 9, row: 9, column: "value", text: "5", base: "", version: 0, url: "/berkas/999/isian/9/nilai/9/",
  name: "Lain", answer: {},
}, held)"""
KEPT = """() => new Promise((done) => {
  indexedDB.open("kinerja", 1).onsuccess = ({ target }) => {
    target.result.transaction("cells").objectStore("cells").count().onsuccess = (event) => done(event.target.result);
  };
})"""


@pytest.fixture
def world():
    return office(units=1, indicators=3)


@pytest.fixture
def submission(world):
    return begun(world)


@pytest.fixture
def unit(world):
    return world.units[0].pk


@pytest.fixture
def sheet(world, submission, unit, live_server, sign_in, page):
    sign_in(page, world.clerks[unit])
    return live_server.url + address(submission, unit)


def test_what_is_left_of_another_sheet_is_told_and_holds_up_nothing(world, submission, unit, sheet, page):
    fill(submission, unit, world.clerks[unit])
    page.goto(sheet)
    page.evaluate(LEFTOVER, "locked")
    other = page.get_by_role("link", name="1 isian pada lembar lain belum terkirim")
    expect(other).to_have_attribute("href", "/berkas/999/isian/9/")
    page.get_by_role("button", name="Periksa dan kirim").click()
    expect(page).to_have_url(f"{sheet}periksa/")
    expect(other).to_be_visible()
    page.get_by_label("Data ini sesuai").check()
    page.get_by_role("button", name="Kirim untuk verifikasi").click()
    expect(page).not_to_have_url(f"{sheet}periksa/")
    assert fresh(submission).run.places()[0]["step"] == 2


def test_a_cell_the_server_breaks_on_steps_aside_for_the_others(submission, sheet, page):
    page.clock.install()
    page.goto(sheet)
    cells, line = page.locator("[data-cell=value]"), page.locator(".save-line")
    first = Figure.objects.filter(submission=submission).order_by("order").first()
    asked = []

    def breaks(route):
        asked.append(route.request.url)
        route.fulfill(status=500, body="")

    page.route(f"**/nilai/{first.pk}/", breaks)
    for cell, text in ((cells.nth(0), "81"), (cells.nth(1), "82")):
        cell.fill(text)
        cell.press("Enter")
    for pause in (3_000, 5_000):
        expect(line).to_have_text("2 perubahan belum terkirim, tersimpan di perangkat ini")
        page.clock.run_for(pause)
    expect(line).to_have_text("1 isian gagal disimpan. Tekan Coba lagi")
    expect(page.locator(".is-saved .state-mark")).to_have_count(1)
    expect(page.locator(".state-mark").first).to_have_text("Gagal disimpan")
    assert len(asked) == 3
    page.unroute(f"**/nilai/{first.pk}/")
    page.get_by_role("button", name="Coba lagi").click()
    expect(line).to_have_text(SAVED)
    assert Figure.objects.filter(submission=submission, value__isnull=False).count() == 2


def test_a_text_still_being_typed_is_asked_about_and_wiped_before_leaving(sheet, page):
    page.goto(sheet)
    page.evaluate(LEFTOVER, "typing")
    page.locator("header details.menu summary").click()
    page.locator("header").get_by_role("button", name="Keluar").click()
    dialog = page.get_by_role("dialog", name="1 perubahan belum terkirim")
    dialog.get_by_role("button", name="Kirim sekarang").click()
    expect(dialog).to_contain_text("Belum semua terkirim.")
    dialog.get_by_role("button", name="Tetap keluar dan hapus dari perangkat ini").click()
    expect(page).to_have_url(re.compile("/masuk/"))
    assert page.evaluate(KEPT) == 0
