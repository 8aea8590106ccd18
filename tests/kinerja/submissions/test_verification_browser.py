"""Checking, sending, judging and returning in a real browser."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from kinerja.submissions.figures import Judgement
from sop.runs.models import StepRun
from tests.engine.walking import fill, fresh, walk_to_step
from tests.kinerja.submissions.sheets import address, begun, office, returned

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# As high as the page: axe counts what a sticky bar covers as too small to touch.
SIZES = [(1280, 4000), (360, 9000)]
# Resolves when the page's observers have been told of a request.
SEEN = """(end) => new Promise((done) => new PerformanceObserver((list) => {
  if (list.getEntries().some(({ name }) => name.endsWith(end))) done();
}).observe({ type: "resource", buffered: true }))"""


@pytest.fixture
def world():
    return office(indicators=2)


def verify_url(submission):
    return reverse("submissions:verify", args=[submission.pk, fresh(submission).run.places()[0]["id"]])


def test_rows_are_judged_by_keys_and_each_word_is_saved_at_once(world, live_server, page, sign_in):
    submission = walk_to_step(world, begun(world), 2)
    sign_in(page, world.people[2])
    page.goto(live_server.url + verify_url(submission))
    rows = page.locator("[data-row]")
    expect(rows).to_have_count(4)
    for number in range(3):
        page.keyboard.press("n")
        expect(rows.nth(number)).to_be_focused()
        page.keyboard.press("s")
        expect(rows.nth(number).locator("[data-kept]")).to_contain_text("Tersimpan")
    page.keyboard.press("j")
    page.keyboard.press("p")
    reason = rows.nth(3).get_by_label("Alasan")
    expect(reason).to_be_focused()
    reason.select_option("Salah satuan")
    expect(rows.nth(3).locator("[data-kept]")).to_contain_text("Tersimpan")
    expect(page.get_by_role("button", name=re.compile(r"kembalikan.*\(1 catatan\)"))).to_be_visible()
    expect(page.locator("[data-forward]")).to_be_hidden()
    assert Judgement.objects.filter(agreed=True).count() == 3
    rows.nth(3).get_by_label("Sesuai", exact=True).check()
    expect(page.locator("[data-judged]")).to_have_text("4")
    expect(page.locator("[data-forward]")).to_be_enabled()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Data terverifikasi.")).to_be_visible()
    assert fresh(submission).status == "verified"


def test_a_word_that_could_not_be_sent_is_sent_again_by_itself(world, live_server, page, sign_in):
    submission = walk_to_step(world, begun(world), 2)
    sign_in(page, world.people[2])
    page.goto(live_server.url + verify_url(submission))
    page.route("**/nilai/", lambda route: route.abort())
    row = page.locator("[data-row]").first
    row.get_by_label("Sesuai", exact=True).check()
    expect(row.locator("[data-kept]")).to_contain_text("Belum terkirim")
    page.unroute("**/nilai/")
    expect(row.locator("[data-kept]")).to_contain_text("Tersimpan", timeout=15000)
    assert Judgement.objects.count() == 1


def test_a_remark_goes_back_is_answered_and_comes_again_with_only_its_row_open(
    world, live_server, page, sign_in
):
    submission, unit = begun(world), world.units[0].pk
    returned(world, submission, "Lampirkan rekap")
    sign_in(page, world.clerks[unit])
    page.goto(live_server.url + address(submission, unit))
    page.get_by_label("Tanggapan Anda").fill("Rekap sudah dilampirkan")
    page.get_by_role("button", name="Tanggapi").click()
    expect(page.get_by_text("1 tanggapan tersimpan.")).to_be_visible()
    expect(page.get_by_text("Sudah ditanggapi")).to_be_visible()
    page.goto(f"{live_server.url}{address(submission, unit)}periksa/")
    page.get_by_label("Data ini sesuai").check()
    page.get_by_role("button", name="Kirim untuk verifikasi").click()
    expect(page.get_by_role("heading", name="Terkirim untuk verifikasi")).to_be_visible()
    sign_in(page, world.people[2])
    page.goto(live_server.url + verify_url(submission))
    expect(page.get_by_text("Rekap sudah dilampirkan")).to_be_visible()
    expect(page.get_by_text("Sesuai (putaran 1)")).to_have_count(3)
    expect(page.locator("[data-judged]")).to_have_text("3")


@pytest.mark.parametrize("size", SIZES)
def test_last_look_receipt_and_withdrawal_are_accessible_and_fit(
    world, live_server, page, sign_in, axe, size
):
    submission, (first, second) = begun(world, i1="30"), [unit.pk for unit in world.units]
    fill(submission, first, world.clerks[first])
    sign_in(page, world.clerks[first])
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{live_server.url}{address(submission, first)}periksa/")
    page.get_by_label("Data ini sesuai").check()
    page.get_by_role("button", name="Kirim untuk verifikasi").click()
    expect(page.locator(".problems")).to_be_visible()
    assert_fits(page, axe, size)
    page.get_by_label("Sudah diperiksa").check()
    page.get_by_label("Data ini sesuai").check()
    page.get_by_role("button", name="Kirim untuk verifikasi").click()
    expect(page.get_by_role("heading", name="Terkirim untuk verifikasi")).to_be_visible()
    assert_fits(page, axe, size)
    page.get_by_role("link", name="Tarik kembali").click()
    expect(page.get_by_role("heading", name="Tarik kembali isian")).to_be_visible()
    assert_fits(page, axe, size)
    assert StepRun.objects.filter(run=submission.run, unit=second, closed_at=None).exists()


@pytest.mark.parametrize("size", SIZES)
def test_verification_and_return_are_accessible_and_fit(world, live_server, page, sign_in, axe, size):
    submission, unit = begun(world, i1="30"), world.units[0].pk
    returned(world, submission, "Lampirkan rekap")
    fill(submission, unit, world.clerks[unit], "45")
    submission = walk_to_step(world, submission, 2)
    sign_in(page, world.people[2])
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{live_server.url}{verify_url(submission)}?banding=kembali")
    expect(page.get_by_text("Sudah diperbaiki")).to_be_visible()
    assert_fits(page, axe, size)
    page.locator(".actions-bar .btn-outline-danger").click()
    expect(page.get_by_role("heading", name="Kembalikan berkas")).to_be_visible()
    assert_fits(page, axe, size)


def assert_fits(page, axe, size):
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_the_beat_of_an_open_page_is_no_sign_of_a_person(world, live_server, page, sign_in):
    deputy, position = world.people[3], world.people[2].appointments.get().position
    deputy.appointments.create(position=position, kind="plh", since="2020-01-01")
    submission = walk_to_step(world, begun(world), 2)
    sign_in(page, deputy)
    page.clock.install()
    page.goto(live_server.url + verify_url(submission))
    active = "localStorage.getItem('kinerja-terakhir-aktif')"
    before = page.evaluate(active)
    with page.expect_response("**/hadir/"):
        page.clock.run_for(61_000)
    page.evaluate(SEEN, "/hadir/")
    assert page.evaluate(active) == before
    page.evaluate("fetch('/bantuan/').then((answer) => answer.text()).then(() => null)")
    page.evaluate(SEEN, "/bantuan/")
    assert page.evaluate(active) > before
