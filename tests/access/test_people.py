"""People come and go while a file is on its way: rights are those of the moment, history stays, nothing is left orphaned."""

import datetime as dt
from html import unescape

import pytest
from django.test import Client

from kinerja.submissions.models import Submission
from sop.ledger.models import Event
from sop.offices.models import Appointment, Position, User
from tests.access.asking import Door, form_for, typing
from tests.access.scenes import MOMENTS, NOW, PASSWORD, Scene, go, scene
from tests.engine.graphs import person
from tests.engine.walking import trail
from tests.kinerja.submissions.sheets import posted, sheet

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
TODAY = NOW.date()
NOBODY = "belum ada pejabat yang ditugaskan hari ini; hubungi pengelola pengaturan di kantor Anda"


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User, url: str) -> str:
    return unescape(browser(user).get(url).content.decode())


def appointed(here: Scene, username: str, post: Position, **more) -> User:
    user = person(username, **more)
    user.set_password(PASSWORD)
    user.save()
    Appointment.objects.create(user=user, position=post, kind="plt", since=TODAY)
    return user


def test_whoever_is_moved_to_another_unit_fills_there_and_no_longer_here():
    here = scene("fill", units=2)
    clerk = here.user("holder")
    mine, theirs = (unit.pk for unit in here.world.units)
    assert here.unit == mine
    before = list(Event.objects.filter(run=here.submission.run_id).values_list("text", "hash"))
    clerk.appointments.update(until=TODAY - dt.timedelta(days=1))
    post = Position.objects.get(office=here.world.office, unit=theirs)
    Appointment.objects.create(user=clerk, position=post, kind="plt", since=TODAY)
    door = Door({"clerk": clerk})
    typed = typing(here, value_1="55")
    assert door.post("clerk", here.url("submissions:entry", unit=mine), typed) == "403"
    assert (
        door.post("clerk", here.url("submissions:check", unit=mine), form_for("submissions:check", here))
        == "403"
    )
    typed = posted(sheet(here.submission, theirs), value_1="55")
    assert door.post("clerk", here.url("submissions:entry", unit=theirs), typed) == "302+"
    assert list(Event.objects.filter(run=here.submission.run_id).values_list("text", "hash")) == before


@pytest.mark.parametrize("moment", ["verify", "paraf", "sign"])
def test_a_task_of_somebody_deactivated_is_shown_without_a_holder_and_can_be_given_to_another(moment):
    here = scene(moment)
    holder = here.user("holder")
    User.objects.filter(pk=holder.pk).update(is_active=False)
    before = trail(here.submission)
    url = here.submission.get_absolute_url()
    assert NOBODY in page(here.user("colleague"), url)
    assert trail(here.submission) == before
    successor = appointed(here, f"pengganti-{moment}", holder.appointments.get().position)
    assert "Pengganti" in page(here.user("colleague"), url)
    assert here.submission.run.title in page(successor, "/tugas/")
    assert go(here.world, here.submission, MOMENTS["end"]).status == "archived"
    done = Event.objects.filter(run=here.submission.run_id, user=successor)
    assert done.filter(kind=moment).exists()


def test_an_office_called_otherwise_changes_no_paper_that_was_signed():
    here = scene("end")
    url = f"{here.submission.get_absolute_url()}laporan.pdf"
    reader = browser(here.user("colleague"))
    paper, before = reader.get(url).content, trail(here.submission)
    office = here.world.office
    office.name, office.letterhead = "Badan Baru", "BADAN BARU"
    office.save()
    assert reader.get(url).content == paper
    assert trail(here.submission) == before
    snapshot = Submission.objects.values_list("snapshot", flat=True).get(pk=here.submission.pk)
    assert "Badan Baru" not in snapshot
