"""Lists, counters, recap, archive and catalogue show the rows of one's own office only, whatever the address asks for."""

import datetime as dt
import io
from html import unescape
from itertools import product

import pytest
from django.test import Client
from openpyxl import load_workbook

from kinerja.insights.recap import BY_TIME, BY_UNIT
from kinerja.insights.waiting import SLUGS
from kinerja.periods.queries import period_for
from kinerja.submissions.figures import ArchiveRecord
from kinerja.submissions.listing.standing import CHOICES
from kinerja.submissions.models import Submission
from kinerja.submissions.opening import start
from sop.offices.models import Appointment, User
from tests.access.scenes import NOW, Scene, go, scene
from tests.engine.graphs import World
from tests.makers import END, TINY

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
OURS, THEIRS = "Terbuka", "Rahasia"
LAST_WEEK = NOW - dt.timedelta(days=7)


@pytest.fixture
def here() -> Scene:
    """Two offices with files in every state; each writes its own word into everything it names."""
    found = scene("verify")
    for world, word in ((found.world, OURS), (found.other, THEIRS)):
        mark(world, word)
        busy(world, word)
    return found


def mark(world: World, word: str) -> None:
    world.office.name = f"Dinas {word}"
    world.office.save()
    sop = world.obligation.sop
    sop.name = f"SOP {word}"
    sop.save()
    world.office.indicators.update(name=f"Indikator {word}")
    world.office.units.update(name=f"Bidang {word}")
    for user in (*world.people.values(), *world.clerks.values()):
        User.objects.filter(pk=user.pk).update(name=f"Pegawai {word}")


def busy(world: World, word: str) -> None:
    """Files of earlier quarters: being filled, waiting for paraf, returned to nobody, and in the archive."""
    clerk = User.objects.get(pk=next(iter(world.clerks.values())).pk)
    world.obligation.refresh_from_db()
    for number, until in enumerate((1, 4, END), start=1):
        file = start(world.obligation, period_for("quarter", 2025, number), by=clerk, at=LAST_WEEK)
        file = go(world, file, until)
    ArchiveRecord.objects.filter(submission=file).update(location=f"Lemari {word}", number=f"{word}/1")


def told(user: User, url: str) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(url)
    assert answer.status_code == 200, url
    if answer["Content-Type"].startswith("text/html"):
        return unescape(answer.content.decode())
    book = load_workbook(io.BytesIO(answer.content))
    return " ".join(str(cell.value) for page in book for row in page.iter_rows() for cell in row)


def addresses(here: Scene) -> list[str]:
    """Every list with every filter that could reach over the fence."""
    fence = ["", f"&kantor={here.other.office.code}"]
    found = [f"/pengisian/?status={status}{more}" for status, more in product(("", *CHOICES), fence)]
    found += [f"/tugas/?jenis={kind}" for kind in SLUGS] + [
        "/",
        "/tugas/?tab=diteruskan",
        "/tugas/?tab=selesai",
    ]
    found += [f"/arsip/?q={words}{more}" for words, more in product(("", "Lemari", "/1", code(here)), fence)]
    found += [f"/rekap/?tampilan={look}{more}" for look, more in product((BY_UNIT, BY_TIME), fence)]
    return [
        *found,
        f"/rekap/unduh.xlsx?kantor={here.other.office.code}",
        *(f"/sop/?q=SOP{more}" for more in fence),
    ]


def code(here: Scene) -> str:
    return Submission.objects.exclude(document=None).get(office=here.other.office).document.code


@pytest.mark.parametrize("who", ["holder", "colleague"])
def test_no_list_shows_a_row_of_another_office(here, who):
    user = here.user(who)
    assert [url for url in addresses(here) if THEIRS in told(user, url)] == []
    # The other office would have shown its word: the test above can fail.
    other = User.objects.get(pk=here.other.people[2].pk)
    for url in (
        "/",
        "/pengisian/",
        "/tugas/?tab=diteruskan",
        "/arsip/",
        "/rekap/",
        "/rekap/unduh.xlsx",
        "/sop/",
    ):
        assert THEIRS in told(other, url), url
        assert OURS not in told(other, url), url


def test_a_superuser_looks_into_all_offices(here):
    for url in ("/", "/pengisian/", "/arsip/", "/sop/"):
        text = told(here.user("superuser"), url)
        assert OURS in text
        assert THEIRS in text


@pytest.mark.parametrize("who", ["ended", "stranger"])
def test_whoever_serves_here_no_more_finds_nothing_of_it_in_any_list(here, who):
    user = here.user(who)
    ours = [url.replace(here.other.office.code, here.world.office.code) for url in addresses(here)]
    ours = [
        url for url in ours if who == "stranger" or "unduh" not in url
    ]  # no recap at all without an office
    assert [url for url in ours if OURS in told(user, url)] == []


def test_whoever_moved_to_another_office_leaves_his_old_files_behind(here):
    user = User.objects.get(pk=here.other.people[2].pk)
    assert THEIRS in told(user, "/tugas/?tab=diteruskan")
    today = NOW.date()
    user.appointments.update(until=today - dt.timedelta(days=1))
    post = here.user("holder").appointments.get().position
    Appointment.objects.create(user=user, position=post, kind="plt", since=today)
    User.objects.filter(pk=user.pk).update(name="Pindahan")
    pages = [
        "/",
        "/tugas/",
        "/tugas/?tab=diteruskan",
        "/tugas/?tab=selesai",
        "/pengisian/",
        "/arsip/",
        "/rekap/",
    ]
    assert [url for url in pages if THEIRS in told(user, url)] == []
    assert OURS in told(user, "/tugas/")


def test_the_recap_on_paper_holds_the_rows_of_the_own_office_only(here, monkeypatch):
    drawn = []
    monkeypatch.setattr(
        "kinerja.insights.views.recap.render_recap", lambda data: drawn.append(repr(data)) or TINY
    )
    client = Client()
    client.force_login(here.user("colleague"))
    client.get("/rekap/cetak.pdf", {"kantor": here.other.office.code})
    assert OURS in drawn[0]
    assert THEIRS not in drawn[0]
