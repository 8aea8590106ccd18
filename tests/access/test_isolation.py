"""Nothing of an office is reached through another: ids of others inside an address, and rows of others inside a list."""

import pytest
from django.test import Client
from django.urls import reverse

from kinerja.submissions.models import Submission
from sop.ledger.models import Event
from sop.offices.models import Unit
from tests.access.asking import Door, form_for
from tests.access.moments import CLOSED
from tests.access.scenes import MOMENTS, Scene, go, scene

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


@pytest.fixture
def here() -> Scene:
    """The file of one office is being filled; the other office has a file of its own."""
    return scene("fill")


@pytest.fixture
def theirs(here) -> Submission:
    return go(here.other, here.other.begin(), MOMENTS["fill"])


@pytest.fixture
def door(here) -> Door:
    return Door(here.people)


@pytest.mark.parametrize("who", ["holder", "colleague", "superuser"])
@pytest.mark.parametrize("name", ["entry", "check", "form_pdf", "form_xlsx"])
def test_a_unit_of_another_office_is_no_sheet_of_this_file(here, door, who, name):
    url = here.url(f"submissions:{name}", unit=here.other.units[0].pk)
    assert door.get(who, url) == "404"
    if name in {"entry", "check"}:
        assert door.post(who, url, form_for(f"submissions:{name}", here)) == "404"


def test_a_unit_without_a_post_in_the_flow_is_empty_and_locked(here, door):
    unit = Unit.objects.create(office=here.world.office, code="baru", name="Bidang baru")
    url = here.url("submissions:entry", unit=unit.pk)
    assert door.get("holder", url) == "200"
    assert door.post("holder", url, form_for("submissions:entry", here)) == "409"


@pytest.mark.parametrize("name", CLOSED)
@pytest.mark.parametrize("who", ["holder", "colleague", "stranger", "superuser"])
def test_a_step_of_another_file_is_not_found_under_this_one(here, theirs, door, who, name):
    for file, step in ((here.submission, theirs), (theirs, here.submission)):
        place = step.run.places()[0]
        url = here.url(name, pk=file.pk, step_run=place["id"])
        assert door.get(who, url) == ("405" if CLOSED[name].startswith("405") else "404")
        assert door.post(who, url, form_for(name, here) | {"expected_seq": place["seq"]}) == "404"


def test_a_step_of_another_office_smuggled_into_the_last_look_is_not_acted_on(here, theirs, door):
    closed = scene_step(theirs)
    form = form_for("submissions:check", here) | {"step_run": closed, "declared": "on"}
    elsewhere = go(here.world, here.submission, MOMENTS["verify"])
    url = here.url("submissions:check", pk=elsewhere.pk)
    assert door.post("holder", url, form) == "404"


def scene_step(file: Submission) -> int:
    return file.run.places()[0]["id"]


def test_figures_of_another_office_are_not_touched_by_a_sheet_that_names_them(here, theirs, door):
    row = theirs.figures.get()
    form = {f"version-{row.pk}": "0", f"value-{row.pk}": "13"}
    assert door.post("holder", here.url("submissions:entry"), form) == "302"


def test_rows_of_another_office_are_not_judged_from_the_page_of_this_one(here, theirs, door):
    here = scene("verify")
    row = theirs.figures.get()
    form = {
        f"version-{row.pk}": f"{row.version}.{row.evidence_version}",
        f"verdict-{row.pk}": "object",
        f"note-{row.pk}": "Usil",
    }
    assert Door(here.people).post("holder", here.url("submissions:verify"), form) == "302"


def test_a_unit_of_another_office_cannot_be_sent_back(here):
    here = scene("paraf")
    form = form_for("submissions:return", here) | {"units": [str(here.other.units[0].pk)]}
    assert Door(here.people).post("holder", here.url("submissions:return"), form) == "422"


@pytest.mark.parametrize(("obligation", "status"), [("theirs", "404"), ("none", "404"), ("text", "404")])
def test_a_file_is_not_begun_for_another_office(here, door, obligation, status):
    number = {"theirs": here.other.obligation.pk, "none": 0, "text": "satu"}[obligation]
    url = reverse("submissions:start")
    assert door.post("holder", url, {"obligation": number, "period": "2026-TW2"}) == status


@pytest.mark.parametrize("period", ["2026-TW4-", "2031-TW1", "2026-09", "2024-TW1", ""])
def test_a_file_is_not_begun_for_a_period_that_is_not_offered(here, door, period):
    form = {"obligation": here.world.obligation.pk, "period": period}
    assert door.post("holder", reverse("submissions:start"), form) == "404"


def test_a_duty_to_report_of_another_office_is_not_begun_by_choosing_an_own_period(here):
    before = Event.objects.count()
    client = browser(here.people["holder"])
    client.post(reverse("submissions:start"), {"obligation": here.other.obligation.pk, "period": "2026-TW2"})
    assert Event.objects.count() == before


def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client
