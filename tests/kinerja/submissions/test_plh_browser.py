"""A Plh. takes over in mid-case and goes: open work comes to him and returns, his name stays on what he signed."""

import datetime as dt
import re

import pytest
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from playwright.sync_api import Page, expect

from kinerja.periods.models import Period
from kinerja.submissions.models import Submission
from kinerja.submissions.opening import start
from sop.offices.models import Appointment, KeeperPost, Position, User
from tests.browser import press
from tests.engine.graphs import OPENED, World, build, straight
from tests.engine.walking import fresh, walk_to_step

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
PASSWORD = "kopi-tubruk-pagi"


@pytest.fixture
def office() -> World:
    world = build(straight(), units=1)
    Position.objects.filter(appointments__user=world.people[4]).update(title="Kepala Dinas")
    User.objects.update(password=make_password(PASSWORD))
    for order, name in ((2, "Kasubag Rekaan"), (3, "Kabid Rekaan, S.E."), (4, "Kadis Rekaan")):
        User.objects.filter(pk=world.people[order].pk).update(name=name)
        world.people[order].refresh_from_db()
    KeeperPost.objects.create(position=world.people[2].appointments.get().position)
    return world


def begun(world: World, quarter: int) -> Submission:
    """A file of this quarter that waits for its signature."""
    period, _ = Period.objects.get_or_create(kind="quarter", year=2026, number=quarter)
    file = start(world.obligation, period, by=next(iter(world.clerks.values())), at=OPENED)
    return walk_to_step(world, file, 4)


def appoint(page: Page, world: World, address: str) -> None:
    """The keeper records a Plh. for the head, sees the signature block, and confirms."""
    today = timezone.localdate()
    page.goto(f"{address}penugasan/baru/")
    page.select_option("#id_position", label="Kepala Dinas")
    page.select_option("#id_user", label="Kabid Rekaan, S.E.")
    page.select_option("#id_kind", "plh")
    page.fill("#id_decree_number", "800.1.11.1/12")
    page.fill("#id_decree_date", f"{today:%Y-%m-%d}")
    page.fill("#id_since", f"{today - dt.timedelta(days=2):%Y-%m-%d}")
    page.fill("#id_until", f"{today + dt.timedelta(days=5):%Y-%m-%d}")
    press(page, page.get_by_role("button", name="Lihat pratinjau"))
    expect(page.locator(".staff-print")).to_contain_text("Plh. Kepala Dinas")
    page.fill("#id_reason", "Kepala Dinas cuti tahunan")
    press(page, page.get_by_role("button", name="Simpan penugasan"))


def end(page: Page, address: str) -> None:
    page.goto(f"{address}penugasan/")
    press(page, page.get_by_role("link", name=re.compile("Akhiri.*Plh. Kepala Dinas")))
    page.fill("#id_until", f"{timezone.localdate():%Y-%m-%d}")
    page.fill("#id_reason", "Kepala Dinas sudah kembali")
    press(page, page.locator(".actions-bar .btn-primary"))
    # He signed today, so today is his last day; let that day be over.
    Appointment.objects.filter(kind="plh").update(until=timezone.localdate() - dt.timedelta(days=1))


def sign(page: Page, url: str, file: Submission) -> None:
    page.goto(f"{url}/tugas/")
    press(page, page.locator(f"a.btn[href^='/berkas/{file.pk}/']").locator("visible=true").first)
    page.locator("input[name=read]").check()
    page.fill("input[name=password]", PASSWORD)
    press(page, page.locator("button[name=move][value='4.1']"))


def test_a_plh_takes_over_in_mid_case_and_goes(office, live_server, new_context, sign_in, axe):
    world, url = office, live_server.url
    first, second = begun(world, 3), begun(world, 2)
    keeper, deputy, head = (new_context().new_page() for _ in range(3))
    for page, order in ((keeper, 2), (deputy, 3), (head, 4)):
        sign_in(page, world.people[order])
    settings = f"{url}/pengaturan/{world.office.code}/"

    appoint(keeper, world, settings)
    assert axe(keeper) == []
    deputy.goto(f"{url}/tugas/")
    expect(deputy.locator(".task").get_by_text("sebagai Plh. Kepala Dinas")).to_have_count(2)
    head.goto(f"{url}/tugas/")
    expect(head.locator(".task").get_by_text("dijalankan Plh. Kabid Rekaan, S.E.")).to_have_count(2)
    sign(deputy, url, first)
    assert fresh(first).status == "signed"
    paper = deputy.request.get(f"{url}{first.get_absolute_url()}laporan.pdf").body()

    end(keeper, settings)
    deputy.goto(f"{url}/tugas/")
    expect(deputy.locator(".task")).to_have_count(0)
    head.goto(f"{url}/tugas/")
    expect(head.locator(".task")).to_have_count(1)
    expect(head.get_by_text("dijalankan Plh.")).to_have_count(0)
    expect(head.locator(f".chosen a[href^='/berkas/{second.pk}/tandatangan/']")).to_be_visible()
    head.goto(f"{url}{first.get_absolute_url()}")
    expect(head.locator("#riwayat, .history").first).to_contain_text("Plh. Kepala Dinas")
    assert head.request.get(f"{url}{first.get_absolute_url()}laporan.pdf").body() == paper
    assert Appointment.objects.get(kind="plh").ended_reason == "Kepala Dinas sudah kembali"
