"""Filling and verifying in a real browser: keys, sizes, and without any script."""

import pytest
from playwright.sync_api import expect

from kinerja.submissions.figures import Figure
from tests.browser import press
from tests.engine.walking import fresh, walk_to_step
from tests.kinerja.submissions.sheets import address, begun, office, returned, sheet

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# As high as the page: axe counts what a sticky bar covers as too small to touch.
SIZES = [(1280, 4000), (360, 9000)]


@pytest.fixture
def world():
    return office()


@pytest.fixture
def submission(world):
    return begun(world, i1="98.10", i2="96.40")


def values(submission):
    rows = Figure.objects.filter(submission=submission).order_by("unit", "order")
    return [None if row.value is None else f"{row.value.normalize():f}" for row in rows[:6]]


def test_arrows_move_between_cells_and_select_their_text(world, submission, live_server, page, sign_in):
    unit = world.units[0].pk
    sign_in(page, world.clerks[unit])
    page.goto(live_server.url + address(submission, unit))
    cells = page.locator("[data-cell=value]")
    cells.first.focus()
    page.keyboard.type("1")
    page.keyboard.press("ArrowDown")
    expect(cells.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.type("98")
    expect(cells.first).to_have_value("98")


def test_leaving_with_something_that_could_not_be_saved_asks_first(
    world, submission, live_server, page, sign_in
):
    unit = world.units[0].pk
    sign_in(page, world.clerks[unit])
    page.goto(live_server.url + address(submission, unit))
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.locator("[data-cell=value]").first.press_sequentially("98x")
    page.keyboard.press("Enter")
    expect(page.locator(".save-line")).to_contain_text("1 isian belum disimpan")
    with page.expect_event("dialog"):
        page.get_by_role("link", name="Beranda").first.click()
    assert asked == ["beforeunload"]
    expect(page.locator("[data-cell=value]").first).to_have_value("98x")


def test_everything_works_without_scripts(world, submission, live_server, new_context, sign_in):
    """Fill, mend, send, judge and verify by plain forms."""
    page = new_context(java_script_enabled=False).new_page()
    for number, unit in enumerate(world.units):
        sign_in(page, world.clerks[unit.pk])
        page.goto(live_server.url + address(submission, unit.pk))
        for row, text in zip(
            sheet(submission, unit.pk), ("98,75", "97", "n/a", "2,5", None, "5.000.000"), strict=True
        ):
            cell = page.locator(f"#value-{row.pk}")
            cell.fill(text) if text else cell.select_option("WTP")
        press(page, page.get_by_role("button", name="Simpan", exact=True).last)
        assert "5 baris tersimpan, 1 isian perlu diperbaiki" in page.content()
        page.locator("[aria-invalid=true]").fill("0")
        with page.expect_navigation():
            page.locator("[aria-invalid=true]").press("Enter")
        assert "1 baris tersimpan." in page.content()
        press(page, page.get_by_role("button", name="Periksa dan kirim"))
        page.get_by_label("Data ini sesuai").check()
        press(page, page.get_by_role("button", name="Kirim untuk verifikasi"))
        assert ("Selanjutnya: Kolom 2" if number else "Menunggu 1 bidang lain") in page.content()
    assert values(submission) == ["98.75", "97", "0", "2.5", "4", "5000000"]
    place = fresh(submission).run.places()[0]
    sign_in(page, world.people[2])
    page.goto(f"{live_server.url}/berkas/{submission.pk}/verifikasi/{place['id']}/")
    press(page, page.get_by_role("button", name="Tandai semua"))
    press(page, page.get_by_role("button", name="Ya, verifikasi dan teruskan"))
    assert "Data terverifikasi." in page.content()
    assert fresh(submission).status == "verified"


@pytest.mark.parametrize("size", SIZES)
def test_sheet_and_last_look_are_accessible_and_fit(world, submission, live_server, page, sign_in, axe, size):
    unit = world.units[0].pk
    returned(world, submission)
    sign_in(page, world.clerks[unit])
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(live_server.url + address(submission, unit))
    page.locator("[data-cell=value]").nth(1).fill("n/a")
    page.locator("[data-cell=value]").nth(3).fill("1.250")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Maksud Anda 1,25?")).to_be_visible()
    expect(page.locator(".save-line")).to_contain_text("1 isian belum disimpan")
    page.locator("details.unfold summary").first.click()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.goto(f"{live_server.url}{address(submission, unit)}periksa/")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("size", SIZES)
def test_verification_is_accessible_and_fits(world, submission, live_server, page, sign_in, axe, size):
    submission = walk_to_step(world, submission, 2)
    sign_in(page, world.people[2])
    page.set_viewport_size({"width": size[0], "height": size[1]})
    place = submission.run.places()[0]
    page.goto(f"{live_server.url}/berkas/{submission.pk}/verifikasi/{place['id']}/")
    page.get_by_label("Perlu perbaikan").first.check()
    expect(page.get_by_label("Catatan untuk unit").first).to_be_visible()
    press(page, page.locator(".actions-bar [name=save]"))
    page.locator(".problems").wait_for()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_inputs_on_a_phone_are_48_pixels_high(world, submission, live_server, page, sign_in):
    unit = world.units[0].pk
    sign_in(page, world.clerks[unit])
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(live_server.url + address(submission, unit))
    for cell in page.locator("[data-cell=value]").all():
        assert cell.bounding_box()["height"] >= 48


def test_the_way_on_is_in_sight_on_a_phone_before_anything_is_scrolled(
    world, submission, live_server, page, sign_in
):
    unit = world.units[0].pk
    sign_in(page, world.clerks[unit])
    page.set_viewport_size({"width": 360, "height": 600})
    page.goto(live_server.url + address(submission, unit))
    button = page.get_by_role("button", name="Periksa dan kirim").bounding_box()
    assert button["y"] + button["height"] <= page.locator(".bottombar").bounding_box()["y"]
