"""The pages in a real browser: they fit a phone, break no rule of WCAG, and one act stands out."""

import pytest
from playwright.sync_api import expect

from kinerja.submissions.models import Submission
from sop.offices.models import User
from tests.engine.graphs import build, straight
from tests.kinerja.insights.worlds import begin_many, fill_all, reach

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = [
    "/", "/tugas/", "/tugas/?tab=diteruskan", "/tugas/?tab=selesai", "/pengisian/", "/pengisian/?status=terlambat&p=2026-TW3",
    "/rekap/", "/rekap/?p=2026-TW3&tampilan=waktu", "/rekap/?tampilan=unit-waktu&isi=status", "/pemberitahuan/",
    "/arsip/", "/arsip/?q=tidak+ada", "/cari/?q=SOP",
]  # fmt: skip
# Everybody's pages are of the same templates; each is looked at on one screen by two of the four.
VIEWERS = {"phone": ("clerk", "stranger"), "desk": ("verifier", "keeper")}
SIZES = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1280, "height": 900}}


@pytest.fixture
def world():
    world = build(straight(), indicators=3)
    files = begin_many(world, 6)
    for file, status in zip(
        files, ["archived", "signed", "paraf", "verified", "waiting", "draft"], strict=True
    ):
        reach(world, file, status)
    fill_all(world, Submission.objects.get(pk=files[-1].pk), "0")
    return world


def people(world):
    keeper = User.objects.create(username="pengelola", name="Pengelola", is_superuser=True, is_staff=True)
    return {
        "clerk": next(iter(world.clerks.values())),
        "verifier": world.people[2],
        "keeper": keeper,
        "stranger": world.stranger,
    }


@pytest.mark.parametrize("size", SIZES)
def test_every_page_fits_and_is_accessible(world, new_context, sign_in, axe, live_server, size):
    faults = []
    viewers = people(world)
    for name in VIEWERS[size]:
        page = new_context(viewport=SIZES[size]).new_page()
        sign_in(page, viewers[name])
        for url in PAGES:
            page.goto(live_server.url + url)
            wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            if page.evaluate(wide):
                faults.append((name, url, "wider than the screen"))
            faults += [(name, url, fault) for fault in axe(page)]
            if page.locator(".btn-primary").count() > 1:
                faults.append((name, url, "more than one primary act"))
    assert faults == []


def test_the_whole_inbox_works_by_keyboard(world, new_context, sign_in, live_server):
    page = new_context(viewport=SIZES["desk"]).new_page()
    sign_in(page, world.people[2])
    page.goto(live_server.url)
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.wait_for_url("**/tugas/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.wait_for_url("**/tugas/?pilih=*")
    assert page.locator(".task.is-chosen").count() == 1
    assert page.locator(".task").nth(1).get_attribute("aria-current") == "true"
    page.keyboard.press("Control+k")
    page.wait_for_url("**/cari/")
    expect(page.locator("#id_q")).to_be_focused()
    page.keyboard.type("jjkk?")  # letters in a field are letters
    assert page.locator("#id_q").input_value() == "jjkk?"
    page.go_back()
    page.keyboard.press("?")
    assert page.locator("#daftar-pintasan").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/berkas/**")


def test_a_table_that_becomes_cards_keeps_its_roles_and_labels(world, new_context, sign_in, live_server):
    page = new_context(viewport=SIZES["phone"]).new_page()
    sign_in(page, world.people[2])
    page.goto(f"{live_server.url}/pengisian/")
    assert page.get_by_role("table").count() == 1
    label = "getComputedStyle(document.querySelector('td[data-label=Status]'), '::before').content"
    assert page.evaluate(label) == '"Status"'


def test_the_head_reaches_the_paper_to_sign_by_one_press_from_the_home_page(
    world, new_context, sign_in, live_server
):
    page = new_context(viewport=SIZES["phone"]).new_page()
    sign_in(page, world.people[4])
    page.goto(live_server.url)
    page.locator(".btn-primary").click()
    page.wait_for_url("**/tandatangan/**")
