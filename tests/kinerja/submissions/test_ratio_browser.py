"""A figure that is computed, typed in a real browser: digits and Enter alone, the server's answer in its place."""

import pytest
from playwright.sync_api import expect

from kinerja.indicators.models import Indicator
from kinerja.submissions.figures import Figure
from tests.kinerja.submissions.sheets import address, begun, office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_both_parts_are_typed_one_after_the_other_and_the_notes_follow(live_server, sign_in, page):
    world = office(units=1, indicators=2)
    Indicator.objects.filter(name="Indikator 1").update(
        numerator_name="Anak berakta", denominator_name="anak seluruhnya"
    )
    unit = world.units[0].pk
    submission = begun(world, i2="90")
    Figure.objects.exclude(submission=submission).update(hindered="Mesin rusak")
    sign_in(page, world.clerks[unit])
    page.goto(live_server.url + address(submission, unit))
    page.locator("[data-cell=numerator]").focus()
    for text in ("475", "500", "88"):
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    expect(page.locator("output[data-out=echo]")).to_have_text("= 95 %")
    expect(page.locator("[data-filled]")).to_have_text("2")
    page.locator("nav.papers summary").click()
    page.locator("nav.papers [name=copy]").click()
    expect(page.locator("main")).to_contain_text("Keterangan TW II 2026 disalin ke 2 baris.")
    values = Figure.objects.filter(submission=submission).order_by("order").values_list("value", "hindered")
    assert list(values) == [(95, "Mesin rusak"), (88, "Mesin rusak")]


def test_a_pasted_column_passes_over_a_computed_row_without_shifting_the_rest(live_server, sign_in, page):
    world = office(units=1, indicators=3)
    Indicator.objects.filter(name="Indikator 2").update(
        numerator_name="Anak berakta", denominator_name="anak seluruhnya"
    )
    unit = world.units[0].pk
    submission = begun(world)
    sign_in(page, world.clerks[unit])
    page.goto(live_server.url + address(submission, unit))
    page.locator("[data-cell=value]").first.focus()
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text/plain", "81\\n82\\n83\\n84");
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }"""
    )
    dialog = page.get_by_role("dialog", name="Tempel 2 nilai?")
    row = dialog.get_by_role("row", name="Indikator 2")
    expect(row).to_contain_text("Baris ini dihitung dari pembilang dan penyebut; nilai ini dilewati.")
    expect(dialog).to_contain_text("1 nilai melebihi baris yang ada")
    dialog.get_by_role("button", name="Tempel").click()
    expect(page.locator(".is-saved .state-mark")).to_have_count(2)
    values = Figure.objects.filter(submission=submission).order_by("order").values_list("value", flat=True)
    assert list(values) == [81, None, 83]
