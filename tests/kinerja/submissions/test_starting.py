"""Starting files: what is offered, to whom, and what is refused."""

import datetime as dt

import pytest

from kinerja.periods.models import Period
from kinerja.submissions.listing.presence import presence_of
from kinerja.submissions.listing.startable import in_force, start_cards
from kinerja.submissions.models import Submission
from sop.offices.models import User
from sop.procedures.actions import new_version, publish
from sop.procedures.models import Publication, SopVersion
from sop.runs.queries import publication_in_force
from tests.engine.graphs import OPENED, build, straight
from tests.kinerja.insights.worlds import NOW, at, begin, client_of, get

pytestmark = pytest.mark.django_db
URL = "/pengisian/mulai/"


@pytest.fixture
def world():
    return build(straight())


def clerk(world):
    return next(iter(world.clerks.values()))


def offered(world, user, moment=NOW):
    cards = start_cards(presence_of(user, moment))
    return [opening for card in cards for opening in card.openings]


def press(world, user, period="2026-TW3", obligation=None):
    with at():
        data = {"obligation": obligation or world.obligation.pk, "period": period}
        return client_of(user).post(URL, data)


def test_the_current_period_and_the_elapsed_ones_without_a_file_are_offered(world):
    begin(world, Period(kind="quarter", year=2026, number=2))
    found = offered(world, clerk(world))
    assert [(opening.period.slug, opening.ended) for opening in found] == [
        ("2026-TW4", False),
        ("2026-TW3", True),
        ("2026-TW1", True),
    ]


def test_only_those_of_the_first_step_get_a_button_and_others_read_who_does(world):
    with at():
        mine, theirs = get(clerk(world), "/pengisian/"), get(world.people[2], "/pengisian/")
    assert mine.content.decode().count(">Mulai<") == 4
    assert theirs.content.decode().count(">Mulai<") == 0
    assert "Dimulai oleh Kolom 1" in theirs.content.decode()


def test_one_button_of_the_page_is_primary_that_of_the_newest_ended_period(world):
    assert [opening.period.slug for opening in offered(world, clerk(world)) if opening.primary] == [
        "2026-TW3"
    ]
    with at():
        assert get(clerk(world), "/pengisian/").content.decode().count("btn-primary") == 1
        assert get(world.people[2], "/pengisian/").content.decode().count("btn-primary") == 0


def test_starting_opens_the_file_and_leads_to_it(world):
    response = press(world, clerk(world))
    (file,) = Submission.objects.all()
    assert (response.status_code, response["Location"]) == (302, file.get_absolute_url())
    assert file.period.slug == "2026-TW3"


def test_starting_twice_is_refused_and_makes_no_second_file(world):
    press(world, clerk(world))
    again = press(world, clerk(world))
    assert again.status_code == 409
    assert "sudah dimulai" in again.content.decode()
    assert Submission.objects.count() == 1


def test_a_person_of_another_step_is_refused(world):
    refused = press(world, world.people[2])
    assert (refused.status_code, Submission.objects.count()) == (403, 0)


def test_another_office_answers_as_if_there_were_nothing(world):
    other = build(straight())
    assert press(other, clerk(world), obligation=other.obligation.pk).status_code == 404
    assert press(world, world.stranger).status_code == 404
    assert Submission.objects.count() == 0


@pytest.mark.parametrize("period", ["", "x", "2026-09", "2025-TW4", "2027-TW1", "2026"])
def test_a_period_that_is_not_offered_cannot_be_started(world, period):
    assert press(world, clerk(world), period).status_code == 404
    assert Submission.objects.count() == 0


@pytest.mark.parametrize("obligation", ["x", "-1", "0", "9" * 30])
def test_an_obligation_that_is_no_number_is_not_found(world, obligation):
    assert press(world, clerk(world), obligation=obligation).status_code == 404


def test_a_file_is_started_by_post_only(world):
    with at():
        assert get(clerk(world), URL).status_code == 405


def test_a_superuser_may_look_but_not_start(world):
    keeper = User.objects.create(username="pengelola", name="Pengelola", is_superuser=True)
    assert [opening.allowed for opening in offered(world, keeper)] == [False] * 4
    assert press(world, keeper).status_code == 403


def test_a_withdrawn_sop_offers_nothing(world):
    world.obligation.sop.withdrawn_on = dt.date(2026, 1, 1)
    world.obligation.sop.save()
    assert offered(world, clerk(world)) == []


def test_a_later_sheet_leaves_the_earlier_periods_to_the_older_one(world):
    sheet = new_version(world.obligation.sop.versions.get(), by=None)
    SopVersion.objects.filter(pk=sheet.pk).update(effective_on=dt.date(2026, 7, 1))
    publish(SopVersion.objects.get(pk=sheet.pk), by=None, at=OPENED)
    assert len(offered(world, clerk(world))) == 4  # the older sheet still covers the older periods


@pytest.mark.parametrize("day", [dt.date(2026, 6, 30), dt.date(2026, 7, 1), dt.date(2027, 1, 1)])
def test_the_sheet_chosen_from_those_already_read_is_the_one_the_engine_would_choose(world, day):
    first = world.obligation.sop.versions.get()
    second = new_version(first, by=None)
    SopVersion.objects.filter(pk=second.pk).update(effective_on=dt.date(2026, 7, 1))
    publish(SopVersion.objects.get(pk=second.pk), by=None, at=OPENED)
    sheets = list(Publication.objects.filter(version__sop=world.obligation.sop).select_related("version"))
    assert len(sheets) == 2
    assert in_force(sheets, day) == publication_in_force(world.obligation.sop_id, day)
