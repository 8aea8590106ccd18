"""The pages of SOPs in a real browser: on a phone and on a desk, accessible, nothing wider than the screen."""

import pytest

from sop.offices.models import User
from sop.procedures.actions import new_version, publish
from sop.procedures.models import SopVersion
from sop.procedures.steps import Step
from tests.browser import press
from tests.sop.procedures.conftest import NOW

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.urls("tests.house.urls"),
]
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
sizes = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])


@pytest.fixture
def keeper(seed) -> User:
    publish(seed("tasikmalaya"), by=None, at=NOW)
    return User.objects.create(username="admin", name="Admin", is_superuser=True, is_staff=True)


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@sizes
def test_catalogue_and_sheet_are_accessible_and_fit(size, keeper, live_server, page, sign_in, axe):
    sign_in(page, keeper)
    page.set_viewport_size(size)
    page.goto(f"{live_server.url}/sop/")
    assert axe(page) == []
    assert fits(page)
    press(page, page.get_by_role("link", name="Penyusunan Pengukuran Kinerja Dinas"))
    assert axe(page) == []
    assert fits(page)


def test_a_phone_shows_the_list_and_a_desk_the_table(keeper, live_server, page, sign_in):
    sign_in(page, keeper)
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/sop/")
    press(page, page.get_by_role("link", name="Penyusunan Pengukuran Kinerja Dinas"))
    table, steps = page.locator(".sheet-table"), page.locator(".sheet-steps")
    assert (table.is_visible(), steps.is_visible()) == (False, True)
    page.set_viewport_size(DESK)
    assert (table.is_visible(), steps.is_visible()) == (True, False)
    press(page, page.get_by_role("link", name="Daftar langkah"))
    assert (table.count(), steps.is_visible()) == (0, True)


def test_two_versions_are_compared_from_the_page_of_the_sheet(keeper, live_server, page, sign_in, axe):
    draft = new_version(SopVersion.objects.get(), by=None)
    Step.objects.filter(version=draft, position=2).update(activity="Menyusun format bersama seluruh bidang")
    sign_in(page, keeper)
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        page.goto(f"{live_server.url}/sop/{draft.pk}/")
        page.get_by_text("Riwayat versi (2)").click()
        assert axe(page) == []
        assert fits(page)
        press(page, page.get_by_role("button", name="Bandingkan"))
        assert page.get_by_role("heading", name="Langkah 2 diubah").is_visible()
        page.get_by_text("6 langkah tidak berubah").click()
        page.evaluate("scrollTo(0, 0)")  # nothing under the bar at the top
        assert axe(page) == []
        assert fits(page)
