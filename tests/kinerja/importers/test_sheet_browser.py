"""The journey of a form that was filled outside, in a real browser."""

import io

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from kinerja.documents.entry_columns import SHEET
from tests.kinerja.importers.filled import address, clerk_of, download, typed
from tests.kinerja.submissions.sheets import address as sheet_address
from tests.kinerja.submissions.sheets import begun, browser_of, office, posted, sheet

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# As high as the page: axe counts what a sticky bar covers as too small to touch.
SIZES = [(1280, 3000), (360, 7000)]


@pytest.fixture
def world():
    return office()


@pytest.fixture
def submission(world):
    return begun(world, i1="98.10")


@pytest.fixture
def filled(world, submission, tmp_path):
    """A form with a formula, a figure of two readings, and one that somebody else has typed meanwhile."""
    unit, clerk = clerk_of(world)
    cells = {"value_1": "=1+1", "value_2": "1.250", "value_3": 12, "helped_3": "Jemput bola ke desa"}
    file = tmp_path / "isian.xlsx"
    file.write_bytes(typed(download(world, submission), cells))
    browser_of(clerk).post(sheet_address(submission, unit), posted(sheet(submission, unit), value_3="9"))
    return file


def check_looks(page, axe):
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_differences_are_shown_the_wrong_cell_comes_back_marked_and_the_rest_is_saved(
    world, submission, filled, live_server, page, sign_in, axe
):
    unit, clerk = clerk_of(world)
    sign_in(page, clerk)
    page.goto(live_server.url + address(submission, unit))
    check_looks(page, axe)
    page.get_by_label("Formulir yang sudah diisi").set_input_files(filled)
    page.get_by_role("button", name="Lihat perubahan").click()
    expect(page.get_by_role("heading", name="1 hal perlu diperbaiki di berkas")).to_be_visible()
    expect(page.get_by_text("Lembar Isian, sel I5")).to_be_visible()
    check_looks(page, axe)

    with page.expect_download() as download_:
        page.get_by_role("button", name="Unduh salinan bercatatan").click()
    copy = load_workbook(io.BytesIO(download_.value.path().read_bytes()))
    assert "Sel berisi rumus" in copy[SHEET]["I5"].comment.text

    page.get_by_label("Pakai isian saya").check()
    page.get_by_label("1,25 %", exact=True).check()
    page.get_by_role("button", name="Simpan yang dapat dibaca (2 baris)").click()
    expect(page.get_by_text("2 baris tersimpan")).to_be_visible()
    assert [row.text for row in sheet(submission, unit)[:3]] == ["", "1,25", "12"]
