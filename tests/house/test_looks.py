"""Contrast by computation; accessibility and weight in real Chromium."""

import gzip
import re

import pytest
from playwright.sync_api import expect

from tests.house.files import ROOT


def tokens(sheet: str) -> dict[str, str]:
    """The colours of a theme by their names; `white` is the text on a primary button in each."""
    text = (ROOT / "static" / sheet).read_text().partition("What will be printed")[0]
    return {"white": "#fff"} | dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})", text))


THEMES = {"light": tokens("app.css"), "dark": tokens("dark.css")}
PAIRS = [
    ("ink", "surface"),
    ("ink", "ground"),
    ("ink", "sunken"),
    ("muted", "surface"),
    ("muted", "ground"),
    ("muted", "sunken"),
    ("white", "primary"),
    ("on-strong", "primary-strong"),
    ("link", "surface"),
    ("link", "ground"),
    ("quiet", "surface"),
    ("quiet", "sunken"),
    ("quiet", "faint"),
    ("ink", "faint"),
    ("muted", "faint"),
    ("ink", "warning-faint"),
    ("ink", "danger-faint"),
    ("ink", "primary-tint"),
    ("ink", "primary-line"),
    ("primary-strong", "surface"),
    ("primary-strong", "primary-line"),
    ("danger-strong", "surface"),
    ("danger-strong", "danger-tint"),
    ("danger-strong", "danger-line"),
    ("success", "surface"),
    ("warning", "surface"),
    ("info", "surface"),
    ("primary-strong", "primary-tint"),
    ("success", "success-tint"),
    ("danger", "danger-tint"),
    ("danger", "surface"),
    ("warning", "warning-tint"),
    ("info", "info-tint"),
    ("line-strong", "surface"),
]


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(text, ground, theme):
    colours = THEMES[theme]
    light, dark = sorted((luminance(colours[text]), luminance(colours[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_the_first_visit_weighs_at_most_100_kilobytes(client, db):
    page = client.get("/masuk/").content
    paths = set(re.findall(r'(?:src|href)="/static/([^"#]+)', page.decode()))
    assert {"app.css", "app.js"} <= paths
    weight = sum(len(gzip.compress((ROOT / "static" / path).read_bytes())) for path in paths)
    assert weight + len(gzip.compress(page)) <= 100 * 1024


SIZES = [(1280, 800), (360, 740)]
PAGES = ["/masuk/", "/bantuan/", "/gaya/", "/tidak/ada/", "/ganti-sandi/", "/keluar/", "/konfirmasi-sandi/"]


@pytest.mark.browser
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_and_fits_its_screen(
    path, size, odd_urls, live_server, page, staff, sign_in, axe
):
    if path != "/masuk/":
        sign_in(page, staff)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(live_server.url + path)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.browser
def test_a_person_logs_in_and_out_with_the_keyboard_only(odd_urls, live_server, page, person):
    page.goto(f"{live_server.url}/masuk/?next=/bantuan/")
    page.get_by_label("NIP atau nama pengguna").focus()
    page.keyboard.type("19800101 200501 2 001")
    page.keyboard.press("Tab")
    page.keyboard.type("kopi-tubruk-pagi")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/bantuan/")
    page.get_by_label("Akun Sari Rekaan, S.E.").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert page.get_by_role("button", name="Keluar").count() == 0
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Keluar").press("Enter")
    page.wait_for_url("**/masuk/**")


@pytest.mark.browser
def test_a_session_about_to_end_can_be_prolonged(odd_urls, live_server, page, person, sign_in):
    sign_in(page, person)
    page.clock.install()
    page.goto(f"{live_server.url}/bantuan/")
    page.clock.run_for(54 * 60 * 1000)
    assert not page.locator("#sesi").is_visible()
    page.clock.run_for(2 * 60 * 1000)
    page.get_by_text("Sesi Anda berakhir 4 menit lagi.").wait_for()
    with page.expect_response("**/perpanjang/") as answer:
        page.get_by_role("button", name="Perpanjang").click()
    assert answer.value.status == 204
    page.locator("#sesi").wait_for(state="hidden")
    page.clock.run_for(61 * 60 * 1000)
    page.get_by_text("Sesi berakhir. Masuk kembali; isian Anda tidak hilang.").wait_for()
    assert page.get_by_role("link", name="Masuk pada tab baru").is_visible()


@pytest.mark.browser
def test_shortcuts_lead_to_places_and_the_profile_keeps_how_pages_look(
    odd_urls, live_server, page, person, sign_in
):
    sign_in(page, person)
    page.goto(f"{live_server.url}/ganti-sandi/")
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Pintasan").wait_for()
    page.get_by_role("button", name="Tutup").click()
    page.keyboard.press("g")
    page.keyboard.press("b")
    page.wait_for_url(f"{live_server.url}/")
    page.goto(f"{live_server.url}/profil/")
    page.get_by_label("Pakai pintasan satu huruf pada papan tik").uncheck()
    page.get_by_label("Ukuran huruf").select_option(label="Besar (18 px)")
    page.get_by_label("Tema").select_option(label="Gelap")
    page.get_by_role("button", name="Simpan tampilan").click()
    page.get_by_text("Tampilan tersimpan").wait_for()
    body = page.locator("body")
    expect(body).to_have_css("font-size", "18px")
    expect(body).to_have_css("background-color", "rgb(18, 22, 27)")
    page.goto(f"{live_server.url}/ganti-sandi/")
    page.keyboard.press("?")
    page.wait_for_timeout(300)
    assert not page.get_by_role("dialog", name="Pintasan").is_visible()
    assert page.url.endswith("/ganti-sandi/")
