"""A quarter that runs late: the tick opens it, tells, reminds and escalates by mail; the file is sent through a link of that mail."""

import datetime as dt
import re
from email.message import Message
from itertools import groupby

import pytest
import time_machine
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Page, expect

from kinerja.jobs.ticks import run_duties
from kinerja.management.demo.people import PHRASE
from kinerja.management.ticks import DUTIES
from kinerja.notifications.hooks.models import OfficeNotices
from kinerja.notifications.models import Notification
from kinerja.periods.models import Obligation
from kinerja.submissions.models import Submission
from kinerja.submissions.watching.models import StepMark
from sop.ledger.models import Event
from sop.offices.models import Position, User
from sop.runs.models import StepRun
from tests.browser import press
from tests.engine.graphs import World, build, straight
from tests.kinerja.notifications.sink import Sink, free_port, running

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SMTP = "django.core.mail.backends.smtp.EmailBackend"
WIB = dt.timezone(dt.timedelta(hours=7))
MIDNIGHT = dt.datetime(2026, 10, 1, 0, 5, tzinfo=WIB)  # a Thursday
FILLER, CHECKER, HEAD = "petugas@contoh.go.id", "kasubag@contoh.go.id", "kadis@contoh.go.id"


@pytest.fixture
def office(settings, tmp_path, live_server) -> World:
    """One unit with its clerk, whose superior is the head; ten working days to fill, five of them by the sheet; mail to a real server."""
    settings.DATA_DIR = settings.MEDIA_ROOT = tmp_path
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", free_port()
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.PUBLIC_URL = live_server.url
    rows = straight()
    rows[0].time = "5 hari kerja"
    world = build(rows, units=1)
    Obligation.objects.update(
        opened_through=dt.date(2026, 9, 30), window_opens=1, window_closes=10, planner_closes=15
    )
    OfficeNotices.objects.create(office=world.office, remind_days=2, escalate_days=1)
    head = world.people[4].appointments.get().position
    Position.objects.filter(appointments__user__in=world.clerks.values()).update(superior=head)
    User.objects.update(password=make_password(PHRASE))
    for user, email in zip(
        [*world.clerks.values(), world.people[2], world.people[4]], (FILLER, CHECKER, HEAD), strict=True
    ):
        User.objects.filter(pk=user.pk).update(email=email)
    return world


def tick(at: dt.datetime) -> None:
    """Everything that is due, twice: the second time there is nothing left to do."""
    for _ in range(2):
        assert [outcome for outcome in run_duties(DUTIES, at) if outcome.failed] == []


def days(first: int, last: int) -> None:
    """A tick on each of these days of October, at eight in the morning of the office."""
    for day in range(first, last + 1):
        at = dt.datetime(2026, 10, day, 8, tzinfo=WIB)
        with time_machine.travel(at):
            tick(at)


def subjects(mails: list[Message]) -> dict[str, list[str]]:
    """By address, what came to it: "Isi realisasi", "Menjelang tenggat" …, in the order of arrival."""
    pairs = sorted((str(mail["To"]), n, str(mail["Subject"])) for n, mail in enumerate(mails))
    return {
        to: [re.split(r"[.:]", subject.partition("] ")[2])[0] for _, _, subject in same]
        for to, same in groupby(pairs, key=lambda pair: pair[0])
    }


def link_in(mail: Message) -> str:
    plain = next(part for part in mail.walk() if part.get_content_type() == "text/plain")
    text = bytes(plain.get_payload(decode=True) or b"").decode()
    return re.findall(r"https?://\S+", text)[0]


def history() -> list[object]:
    """All that an act would change, without what says that a page was read."""
    return [
        list(model.objects.order_by("pk").values_list(*names))
        for model, names in (
            (Event, ("pk", "hash")), (StepRun, ("pk", "closed_at", "due_at")), (StepMark, ("pk",)),
            (Notification, ("pk", "key")), (Submission, ("pk", "status")),
        )
    ]  # fmt: skip


def log_in(page: Page, link: str, user: User) -> None:
    """From the link of a mail through the door to the page it names; nothing is done by looking."""
    before = history()
    page.goto(link)
    page.fill("input[name=login]", user.username)
    page.fill("input[name=password]", PHRASE)
    press(page, page.locator("main button[type=submit]"))
    page.wait_for_url(link)
    assert history() == before


def fill_and_send(page: Page) -> None:
    page.locator("input[data-cell=value]").first.fill("95,5")
    press(page, page.locator("button[name=go]"))
    page.check("#id_declared")
    press(page, page.locator(".actions-bar .btn-primary"))
    page.wait_for_url(re.compile(r"/berkas/\d+/"))


def test_a_quarter_runs_late_and_everybody_hears_of_it_once(office, settings, new_context):
    clerk = next(iter(office.clerks.values()))
    with running(settings.EMAIL_PORT) as sink:
        with time_machine.travel(MIDNIGHT):
            tick(MIDNIGHT)
        file = Submission.objects.get()
        assert (file.period.slug, subjects(sink.mails)) == ("2026-TW3", {FILLER: ["Isi realisasi"]})
        due = StepRun.objects.get().due_at
        assert due.astimezone(WIB).date() == dt.date(2026, 10, 8)
        days(1, 12)
        told = {FILLER: ["Isi realisasi", "Menjelang tenggat", "Terlambat"], HEAD: ["Bawahan terlambat"]}
        assert subjects(sink.mails) == told
        assert "tenggat 8 Okt" in str(sink.mails[1]["Subject"])
        when_late(sink, clerk, office.people[4], new_context)
        for hour in (10, 13):
            with time_machine.travel(at := dt.datetime(2026, 10, 12, hour, tzinfo=WIB)):
                tick(at)
        assert subjects(sink.mails) == {**told, CHECKER: ["Perlu verifikasi"]}
        assert len({mail["Message-ID"] for mail in sink.mails}) == len(sink.mails) == 5


def when_late(sink: Sink, clerk: User, head: User, new_context) -> None:
    """On the twelfth the head reads what waits and with whom, and the clerk sends what he owes."""
    escalated = next(mail for mail in sink.mails if mail["To"] == HEAD)
    late = next(mail for mail in sink.mails if "Terlambat" in str(mail["Subject"]))
    above, below = (new_context(viewport={"width": 1280, "height": 900}).new_page() for _ in range(2))
    with time_machine.travel(dt.datetime(2026, 10, 12, 9, tzinfo=WIB)):
        log_in(above, link_in(escalated), head)
        expect(above.locator("main")).to_contain_text("terlambat 2 hari kerja")
        above.goto(f"{sink_url(link_in(escalated))}/pemberitahuan/")
        expect(above.locator("main")).to_contain_text("Bawahan terlambat")
        log_in(below, link_in(late), clerk)
        fill_and_send(below)
        expect(below.locator("main")).to_contain_text("Kolom 2")
        above.goto(f"{sink_url(link_in(escalated))}{Submission.objects.get().get_absolute_url()}")
        expect(above.locator("main")).not_to_contain_text("terlambat 2 hari kerja")


def sink_url(link: str) -> str:
    return "/".join(link.split("/")[:3])
