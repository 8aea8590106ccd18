"""On a phone: from the inbox to the paraf in four taps and a password; then the rest of the queue in a row, by script."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from kinerja.periods.models import Period
from kinerja.submissions.opening import start
from tests.access.scenes import MOMENTS, PASSWORD, go, scene
from tests.browser import press
from tests.engine.walking import fresh

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_four_taps_and_a_password_then_the_rest_in_a_row(live_server, sign_in, page):
    here = scene("paraf")
    clerk = next(iter(here.world.clerks.values()))
    files = [here.submission]
    for quarter in (1, 2):
        period = Period.objects.create(kind="quarter", year=2026, number=quarter)
        file = start(here.world.obligation, period, by=clerk)
        files.append(go(here.world, fresh(file), MOMENTS["paraf"]))
    page.set_viewport_size({"width": 360, "height": 640})
    sign_in(page, here.user("holder"))
    page.goto(live_server.url + reverse("insights:home"))
    press(page, page.get_by_role("link", name="Tugas Saya").locator("visible=true").first)
    press(page, page.locator(".task-end a").first)
    page.locator("[name=read]").check()
    page.locator("[name=password]").fill(PASSWORD)
    press(page, page.get_by_role("button", name="Paraf", exact=True))
    press(page, page.get_by_role("link", name="Berkas berikutnya (2)"))
    press(page, page.get_by_role("link", name="Sudah dibaca, berikutnya (1)"))
    press(page, page.get_by_role("link", name="Sudah dibaca, ke antrean"))
    press(page, page.get_by_role("link", name="Pilih semua yang sudah dibaca"))
    page.locator("[name=read]").check()
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Bubuhkan untuk yang dipilih").click()
    expect(page.locator(".bulk-progress")).to_have_text("2 dokumen selesai, 0 belum.")
    expect(page.locator(".bulk-outcomes .is-done")).to_have_count(2)
    assert page.locator("[name=password]").input_value() == ""
    assert {fresh(file).status for file in files} == {"paraf"}
