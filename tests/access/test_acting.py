"""Pelaksana harian (Plh.): acts on the days of the decree only, never on his own figures, and stays named as he was."""

import datetime as dt
from html import unescape

import pytest
from django.test import Client

from kinerja.signing.storage import content_of
from kinerja.submissions.models import Submission
from sop.ledger.models import Event
from sop.offices.models import Appointment, Office, Position, User
from sop.runs.models import StepRun
from tests.access.asking import form_for
from tests.access.scenes import MOMENTS, Scene, go, scene
from tests.engine.walking import trail

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
WIB = dt.timezone(dt.timedelta(hours=7))
FIRST, LAST = dt.date(2026, 10, 5), dt.date(2026, 10, 7)
OWN = "Anda ikut mengisi data ini. Verifikasi, paraf, dan tanda tangan harus dilakukan pejabat lain"


def plh(here: Scene, user: User, *, since: dt.date = FIRST, until: dt.date | None = LAST) -> User:
    """The user stands in for the head of the office on these days."""
    post = here.world.people[4].appointments.get().position
    Position.objects.filter(pk=post.pk).update(title="Kepala Dinas")
    Appointment.objects.create(
        user=user, position=post, kind="plh", since=since, until=until, decree_number="800.1.11.1/7",
        decree_date=since - dt.timedelta(days=1),
    )  # fmt: skip
    return user


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def sign(here: Scene, user: User) -> int:
    url = here.url("submissions:sign")
    return browser(user).post(url, form_for("submissions:sign", here) | {"note": "Catatan saya"}).status_code


def moment(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=WIB)


ONE = dt.timedelta(days=1)
DAYS = [
    ("the last minute before", moment(FIRST - ONE, 23, 59), 403),
    ("the first minute", moment(FIRST, 0, 0), 302),
    ("the last minute", moment(LAST, 23, 59), 302),
    ("the first minute after", moment(LAST + ONE, 0, 0), 403),
]


@pytest.mark.parametrize(("at", "status"), [row[1:] for row in DAYS], ids=[row[0] for row in DAYS])
def test_plh_may_sign_on_the_days_of_the_appointment_only(clock, at, status):
    here = scene("sign")
    user = plh(here, here.user("colleague"))
    clock.move_to(at)
    looked = browser(user).get(here.url("submissions:sign"))
    assert looked.status_code == (200 if status == 302 else 403)
    assert sign(here, user) == status
    assert Submission.objects.get(pk=here.submission.pk).status == ("signed" if status == 302 else "paraf")


@pytest.mark.parametrize(("at", "status"), [(moment(FIRST - ONE, 12), 404), (moment(LAST + ONE, 12), 404)])
def test_plh_from_another_office_finds_nothing_on_other_days(clock, at, status):
    here = scene("sign")
    user = plh(here, here.user("stranger"))
    clock.move_to(at)
    assert sign(here, user) == status
    clock.move_to(moment(LAST, 12))
    assert sign(here, user) == 302


def test_the_days_are_those_of_the_office_not_of_the_server(clock):
    here = scene("sign")
    Office.objects.filter(pk=here.world.office.pk).update(zone="Asia/Jayapura")
    user = plh(here, here.user("colleague"))
    clock.move_to(moment(LAST, 22, 30))  # half past midnight in Jayapura: the decree is over there
    assert sign(here, user) == 403
    clock.move_to(moment(FIRST - ONE, 22, 30))
    assert sign(here, user) == 302


def test_a_plh_of_an_earlier_week_does_not_sign_this_one(clock):
    here = scene("sign")
    user = plh(here, here.user("colleague"), since=dt.date(2026, 9, 1), until=dt.date(2026, 9, 4))
    assert sign(here, user) == 403


def test_the_page_and_the_history_say_in_which_capacity_he_acted(clock):
    here = scene("sign")
    user = plh(here, here.user("colleague"))
    clock.move_to(moment(LAST, 9))
    assert "Plh. Kepala Dinas" in browser(user).get(here.url("submissions:sign")).content.decode()
    assert "sebagai Plh. Kepala Dinas (s.d. 7 Okt)" in browser(user).get("/tugas/").content.decode()
    assert sign(here, user) == 302
    file = Submission.objects.select_related("document").get(pk=here.submission.pk)
    assert file.document.signers[-1]["capacity"] == "Plh. Kepala Dinas"
    assert StepRun.objects.get(pk=here.place["id"]).closed_as == "Plh. Kepala Dinas"
    assert "Plh. Kepala Dinas" in Event.objects.get(run=file.run_id, kind="sign").text


CHECKS = [
    ("verify", "submissions:verify", 2),
    ("paraf", "submissions:sign", 3),
    ("sign", "submissions:sign", 4),
]


@pytest.mark.parametrize(("when", "name", "column"), CHECKS)
def test_whoever_entered_the_figures_is_refused_as_plh_and_told_who_may_act(when, name, column):
    here = scene(when)
    clerk, official = here.world.clerks[here.world.units[0].pk], here.world.people[column]
    post = official.appointments.get().position
    Appointment.objects.create(user=clerk, position=post, kind="plh", since=dt.date(2026, 9, 30))
    before = trail(here.submission)
    page = unescape(browser(clerk).get(here.url(name)).content.decode())
    assert OWN in page
    assert official.name in page
    answer = browser(clerk).post(here.url(name), form_for(name, here) | {"note": "Catatan saya"})
    text = unescape(answer.content.decode())
    assert answer.status_code == 403
    assert OWN in text
    assert "Catatan saya" in text
    assert trail(here.submission) == before


def test_a_plh_who_entered_nothing_of_this_file_may_sign_it_though_he_fills_others():
    here = scene("sign", units=2)
    clerk = here.world.clerks[here.world.units[1].pk]
    assert clerk.pk in here.submission.entrants
    newcomer = plh(here, here.user("colleague"), since=dt.date(2026, 9, 30))
    post = clerk.appointments.get().position
    Appointment.objects.create(user=newcomer, position=post, kind="plt", since=dt.date(2026, 9, 30))
    assert sign(here, newcomer) == 302


@pytest.fixture
def signed(clock) -> Scene:
    """Signed by a Plh. and archived; then his days are over, and he, his post and the office are called otherwise."""
    here = scene("sign")
    user = plh(here, here.user("colleague"))
    User.objects.filter(pk=user.pk).update(name="Nama Lama, S.E.", nip="198001012005011001")
    clock.move_to(moment(LAST, 9))
    assert sign(here, User.objects.get(pk=user.pk)) == 302
    here.submission = go(here.world, here.submission, MOMENTS["end"])
    here.people["signer"] = user
    return here


def renamed(here: Scene) -> None:
    user = here.user("signer")
    Appointment.objects.filter(user=user, kind="plh").update(until=LAST)
    User.objects.filter(pk=user.pk).update(name="Nama Baru, M.M.", nip="199902022022022002")
    Position.objects.filter(office=here.world.office, title="Kepala Dinas").update(title="Kepala Badan")
    Office.objects.filter(pk=here.world.office.pk).update(name="Badan Baru", letterhead="PEMERINTAH BARU")


def test_names_in_history_stay_after_the_days_are_over_and_the_person_is_renamed(clock, signed):
    file = Submission.objects.select_related("document").get(pk=signed.submission.pk)
    content, before = content_of(file.document), trail(file)
    renamed(signed)
    clock.move_to(moment(LAST, 9) + dt.timedelta(days=40))
    reader = browser(signed.world.people[2])
    for url in (file.get_absolute_url(), f"{file.get_absolute_url()}?riwayat=keputusan", "/arsip/"):
        text = unescape(reader.get(url).content.decode())
        assert "Nama Lama, S.E." in text, url
        assert "Plh. Kepala Dinas" in text, url
        assert "Nama Baru" not in text, url
        assert "Kepala Badan" not in text, url
    public = unescape(Client().get(f"/v/{file.document.code}/").content.decode())
    assert "Nama Lama, S.E." in public
    assert "Nama Baru" not in public
    assert reader.get(f"{file.get_absolute_url()}laporan.pdf").content == content
    assert trail(file) == before


def test_the_one_who_comes_second_months_later_is_still_told_the_name_of_that_day(clock, signed):
    place = StepRun.objects.get(run=signed.submission.run_id, closed_as="Plh. Kepala Dinas")
    renamed(signed)
    url = signed.url("submissions:sign", step_run=place.pk)
    answer = browser(signed.world.people[4]).post(url, {"key": "baru", "move": "5.1", "note": "Terlambat"})
    assert answer.status_code == 409
    assert "sudah diselesaikan oleh Nama Lama, S.E. (Plh. Kepala Dinas)" in unescape(answer.content.decode())
