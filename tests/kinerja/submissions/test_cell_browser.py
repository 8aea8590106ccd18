"""Cells that save themselves, in a real browser: the bars of data entry."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from kinerja.submissions.figures import Figure
from tests.engine.walking import fill, walk_to_step
from tests.kinerja.submissions.sheets import address, begun, office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CELL = "**/nilai/**"
SAVED = re.compile(r"Semua perubahan tersimpan \d\d\.\d\d")
SOON = 10_000  # milliseconds: what waited must be gone by then once the server is back


@pytest.fixture
def world():
    return office(units=1, indicators=12)


@pytest.fixture
def submission(world):
    return begun(world)


@pytest.fixture
def clerk(world):
    return world.clerks[world.units[0].pk]


@pytest.fixture
def colleague(clerk):
    second = type(clerk).objects.create(username="rekan", name="Rekan Rekaan", password="!")
    position = clerk.appointments.get().position
    position.shared = True
    position.save()
    second.appointments.create(position=position, since="2020-01-01")
    return second


@pytest.fixture
def open_sheet(world, submission, live_server, sign_in):
    def visit(page, user):
        sign_in(page, user)
        page.goto(live_server.url + address(submission, world.units[0].pk))
        return page.locator("[data-cell=value]")

    return visit


def type_down(page, cells, texts):
    cells.first.focus()
    for text in texts:
        page.keyboard.type(text)
        page.keyboard.press("Enter")


def saved(submission):
    values = Figure.objects.filter(submission=submission).order_by("order").values_list("value", flat=True)
    return [f"{value.normalize():f}" for value in values if value is not None]


def test_twelve_values_by_digits_and_enter_alone(open_sheet, submission, clerk, page):
    texts = [str(80 + n) for n in range(12)]
    type_down(page, open_sheet(page, clerk), texts)
    expect(page.locator("[data-filled]")).to_have_text("12")
    expect(page.locator(".save-line")).to_have_text(SAVED)
    expect(page.locator(".is-saved .state-mark")).to_have_count(12)
    assert saved(submission) == texts


def test_nothing_is_lost_while_the_server_is_away(open_sheet, submission, clerk, page):
    cells = open_sheet(page, clerk)
    page.route(CELL, lambda route: route.abort())
    type_down(page, cells, ["81", "82", "83"])
    expect(page.locator(".save-line")).to_have_text("3 perubahan belum terkirim, tersimpan di perangkat ini")
    expect(page.get_by_text("Tidak ada sambungan.")).to_be_visible()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("about:blank")
    page.go_back()
    for number, text in enumerate(["81", "82", "83"]):
        expect(cells.nth(number)).to_have_value(text)
    assert saved(submission) == []
    page.unroute(CELL)
    expect(page.locator(".is-saved .state-mark")).to_have_count(3, timeout=SOON)
    expect(page.get_by_text("Tidak ada sambungan.")).to_be_hidden()
    assert saved(submission) == ["81", "82", "83"]


def test_an_answer_that_got_lost_is_asked_for_again_and_written_once(open_sheet, submission, clerk, page):
    cells = open_sheet(page, clerk)

    def lose(route):
        route.fetch()
        route.abort()

    page.route(CELL, lose, times=1)
    type_down(page, cells, ["81"])
    expect(page.locator(".save-line")).to_contain_text("1 perubahan belum terkirim")
    cells.first.fill("82")
    page.keyboard.press("Enter")
    expect(page.locator(".is-saved .state-mark")).to_have_count(1, timeout=SOON)
    expect(cells.first).to_have_value("82,00")
    row = Figure.objects.get(submission=submission, order=1)
    assert (row.value, row.version) == (82, 2)


def test_two_people_are_offered_both_values_of_one_cell(
    open_sheet, submission, clerk, colleague, new_context
):
    mine, theirs = new_context().new_page(), new_context().new_page()
    my_cells, their_cells = open_sheet(mine, clerk), open_sheet(theirs, colleague)
    type_down(theirs, their_cells, ["88,2", "70"])
    expect(theirs.locator(".is-saved .state-mark")).to_have_count(2)
    my_cells.nth(2).fill("60")
    my_cells.nth(2).press("Enter")
    expect(mine.locator(".is-saved .state-mark")).to_have_count(1)
    expect(mine.locator(".said-clash")).to_have_count(0)
    type_down(mine, my_cells, ["87,5", "71"])
    expect(mine.get_by_text("menjadi 88,20. Isian Anda 87,5.")).to_be_visible()
    mine.get_by_role("button", name="Pakai nilai saya untuk Indikator 1", exact=True).click()
    mine.get_by_role("button", name="Pakai nilai Rekan Rekaan untuk Indikator 2").click()
    expect(mine.locator(".said-clash")).to_have_count(0)
    expect(my_cells.nth(1)).to_have_value("70,00")
    expect(my_cells.first).to_have_value("87,50")
    expect(mine.locator(".save-line")).to_have_text(SAVED)
    assert saved(submission) == ["87.5", "70", "60"]


def test_a_session_that_ended_keeps_three_edits_for_the_same_person_alone(
    open_sheet, submission, clerk, colleague, page, sign_in, live_server
):
    cells = open_sheet(page, clerk)
    Session.objects.all().delete()
    type_down(page, cells, ["81", "82", "83"])
    dialog = page.get_by_role("dialog", name="Sesi berakhir")
    expect(dialog).to_contain_text("Masuk kembali; isian Anda tidak hilang.")
    other = page.context.new_page()
    sign_in(other, colleague)
    other.goto(f"{live_server.url}/bantuan/")
    page.evaluate("kinerja.queue.run()")
    expect(dialog).to_contain_text("Peramban ini sekarang dipakai Rekan Rekaan.")
    assert other.evaluate("kinerja.queue.count()") == 0
    assert saved(submission) == []
    sign_in(other, clerk)
    other.goto(f"{live_server.url}/sudah-masuk/")
    expect(page.locator(".is-saved .state-mark")).to_have_count(3, timeout=SOON)
    expect(dialog).to_be_hidden()
    assert saved(submission) == ["81", "82", "83"]


@pytest.mark.parametrize(
    ("choice", "kept"), [("Kirim sekarang", ["81", "82"]), ("Tetap keluar dan hapus dari perangkat ini", [])]
)
def test_leaving_for_good_asks_about_what_was_not_sent(
    open_sheet, submission, clerk, page, sign_in, live_server, choice, kept
):
    cells = open_sheet(page, clerk)
    page.route(CELL, lambda route: route.abort())
    type_down(page, cells, ["81", "82"])
    expect(page.locator(".save-line")).to_contain_text("2 perubahan belum terkirim")
    page.locator("header details.menu summary").click()
    page.locator("header").get_by_role("button", name="Keluar").click()
    dialog = page.get_by_role("dialog", name="2 perubahan belum terkirim")
    dialog.get_by_role("button", name="Kirim sekarang").click()
    expect(dialog).to_contain_text("Belum semua terkirim.")
    page.unroute(CELL)
    dialog.get_by_role("button", name=choice).click()
    expect(page).to_have_url(re.compile("/masuk/"))
    assert saved(submission) == kept
    sign_in(page, clerk)
    page.goto(f"{live_server.url}/bantuan/")
    assert page.evaluate("kinerja.queue.count()") == 0


def test_the_declaration_waits_for_what_was_typed_and_is_then_read_again(
    open_sheet, world, submission, clerk, live_server, page
):
    fill(submission, world.units[0].pk, clerk)
    cells = open_sheet(page, clerk)
    page.route(CELL, lambda route: route.abort())
    cells.first.fill("81")
    cells.first.press("Enter")
    expect(page.locator(".save-line")).to_contain_text("1 perubahan belum terkirim")
    page.get_by_role("button", name="Periksa dan kirim").click()
    expect(page.locator(".save-line")).to_have_text("Tunggu 1 perubahan terkirim")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{live_server.url}{address(submission, world.units[0].pk)}periksa/")
    page.get_by_label("Data ini sesuai").check()
    page.get_by_role("button", name="Kirim untuk verifikasi").click()
    expect(page.get_by_role("alert").filter(has_text="Tunggu 1 perubahan terkirim")).to_be_visible()
    page.unroute(CELL)
    page.get_by_role("button", name="Kirim untuk verifikasi").click()
    expect(page.get_by_label("Data ini sesuai")).not_to_be_checked()
    expect(page.get_by_role("cell", name=re.compile("^81,00")).first).to_be_visible()
    assert "81" in saved(submission)


def test_a_sheet_that_was_closed_meanwhile_keeps_the_typed_text_readable(
    open_sheet, world, submission, clerk, page
):
    cells = open_sheet(page, clerk)
    walk_to_step(world, submission, 2)
    type_down(page, cells, ["81"])
    expect(page.locator(".state-mark").first).to_have_text("Terkunci")
    expect(page.get_by_text("Isian terkunci: berkas sedang dipegang Kolom 2.")).to_be_visible()
    expect(cells.first).to_have_value("81")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator("#tertinggal li")).to_have_text("Indikator 1: 81")
    page.get_by_role("button", name="Hapus dari perangkat ini").click()
    expect(page.locator("#tertinggal")).to_be_hidden()
    assert page.evaluate("kinerja.queue.count()") == 0


def test_a_column_from_a_spreadsheet_is_read_out_before_it_is_pasted(open_sheet, submission, clerk, page):
    cells = open_sheet(page, clerk)
    cells.nth(1).focus()
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text/plain", "98,7%\\tA\\r\\n1.250\\r\\n\\r\\nn/a\\r\\n");
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }"""
    )
    dialog = page.get_by_role("dialog", name="Tempel 3 nilai?")
    for said in ("Terbaca: 98,7 %", "Maksud Anda 1,25?", "Kosong, dilewati", "Tulis angka tanpa satuan"):
        expect(dialog).to_contain_text(said)
    dialog.get_by_role("button", name="Tempel").click()
    expect(cells.nth(1)).to_have_value("98,70")
    expect(cells.nth(4)).to_have_value("n/a")
    expect(page.locator(".save-line")).to_contain_text("1 isian belum disimpan")
    page.get_by_role("button", name="Ganti Indikator 3 menjadi 1,25").click()
    expect(page.locator(".said-ask")).to_have_count(0)
    expect(page.locator(".is-saved .state-mark")).to_have_count(2)
    assert saved(submission) == ["98.7", "1.25"]


def test_details_open_by_keys_save_while_typing_and_rows_are_found_by_words(
    open_sheet, submission, clerk, page
):
    cells = open_sheet(page, clerk)
    cells.first.focus()
    page.keyboard.press("Control+Enter")
    page.keyboard.type("Layanan keliling")
    expect(page.locator(".cell-mark.is-saved").first).to_contain_text("Tersimpan")
    assert Figure.objects.get(submission=submission, order=1).explanation == "Layanan keliling"
    page.get_by_label("Tidak ada data", exact=True).first.check()
    expect(page.get_by_text("Wajib: tulis alasan").first).to_be_visible()
    page.keyboard.type("Sistem pusat padam")
    page.keyboard.press("Tab")
    expect(page.locator("[data-filled]")).to_have_text("1")
    expect(page.locator(".is-saved .state-mark")).to_have_count(1)
    page.get_by_role("searchbox", name="Cari indikator").fill("indikator 12")
    expect(page.get_by_text("11 baris disembunyikan penyaring.")).to_be_visible()
    expect(cells.nth(11)).to_be_visible()
    page.get_by_role("link", name="Tampilkan semua").click()
    page.get_by_role("link", name="Belum diisi 11").click()
    expect(cells.first).to_be_hidden()


def test_a_tick_without_its_reason_is_held_and_stops_the_way_on(open_sheet, submission, clerk, page):
    cells = open_sheet(page, clerk)
    cells.first.press("Control+Enter")
    page.get_by_label("Tidak ada data", exact=True).first.check()
    expect(page.locator(".save-line")).to_contain_text("1 isian belum disimpan")
    page.get_by_role("button", name="Periksa dan kirim").click()
    reason = page.get_by_label("Alasan tidak ada data").first
    expect(reason).to_be_focused()
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator(".state-mark").first).to_have_text("Wajib: tulis alasan")
    expect(page.locator("[data-filled]")).to_have_text("0")
    page.locator("details.unfold summary").first.click()
    page.get_by_label("Tidak ada data", exact=True).first.uncheck()
    expect(page.locator(".save-line")).not_to_contain_text("belum disimpan")
    assert page.evaluate("kinerja.queue.count()") == 0


def test_what_was_computed_of_the_old_figure_goes_with_it_until_the_refused_one_is_mended(
    open_sheet, submission, clerk, page
):
    cells = open_sheet(page, clerk)
    type_down(page, cells, ["81"])
    made = page.locator("[data-row]").first.locator("[data-out=achievement], [data-out=echo]")
    expect(made).to_have_text(["Terbaca: 81 %", re.compile("%$")])
    cells.first.fill("81x")
    cells.first.press("Enter")
    expect(made).to_have_text(["", "–"])
    expect(page.locator("[data-filled]")).to_have_text("0")
    cells.first.fill("81")
    cells.first.press("Enter")
    expect(made).to_have_text(["Terbaca: 81 %", re.compile("%$")])
    expect(page.locator("[data-filled]")).to_have_text("1")
