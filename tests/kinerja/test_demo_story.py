"""What the demo tells of on any day, and that it keeps out of the way of real data."""

import datetime as dt
import os
import socket
from collections import Counter

import pytest
from django.core.management import CommandError, call_command

from kinerja.management.demo import build as building
from kinerja.management.demo import story
from kinerja.management.demo.build import build
from kinerja.management.demo.files import people_of, plans
from kinerja.management.demo.lanes import each_in_a_lane
from kinerja.management.demo.people import ADMIN, built_for
from kinerja.periods.queries import period_of
from kinerja.submissions.audit.proof import findings
from kinerja.submissions.models import Submission
from sop.durations.calendar import Calendar
from sop.offices.models import Office, User
from sop.offices.queries import default_hours
from tests.makers import tiny_document

CALENDAR = Calendar(tz="Asia/Jakarta", hours=default_hours())
DAYS = [dt.date(2026, 1, 1) + dt.timedelta(days=17 * count) for count in range(45)]


@pytest.mark.django_db
def test_a_build_that_was_interrupted_goes_on_where_it_stopped(monkeypatch):
    monkeypatch.setattr(building, "plans", lambda: {"kecamatan-iv-jurai": plans()["kecamatan-iv-jurai"]})
    today, drawn = dt.date(2024, 8, 20), []

    def fails_once(submission, by, at):
        drawn.append(submission.pk)
        if len(drawn) == 2:
            raise KeyboardInterrupt
        return tiny_document(submission, by, at)

    with pytest.raises(KeyboardInterrupt):
        build(today=today, prepare=fails_once, lanes=1, say=str)
    assert built_for() is None
    build(today=today, prepare=fails_once, lanes=1, say=str)
    assert built_for() == today
    assert drawn[1] == drawn[2]
    assert list(findings()) == []
    assert Counter(Submission.objects.values_list("status", flat=True)) == {
        "archived": 1,
        "signed": 1,
        "draft": 1,
    }


@pytest.mark.parametrize("office", plans())
@pytest.mark.parametrize("today", DAYS)
def test_on_any_day_the_story_reaches_from_two_years_ago_to_the_present(office, today):
    chapters = story.chapters(office, CALENDAR, today)
    periods = [chapter.period for chapter in chapters]
    assert periods == sorted(periods, key=lambda period: period.start)
    assert periods[0].start == story.obliged_since(office, today)
    assert all(chapter.begun <= story.present(CALENDAR, today) for chapter in chapters)
    current = period_of(plans()[office]["kind"], today)
    gap = {period.slug for period in _all_since(periods[0], today)} - {period.slug for period in periods}
    left = office in {"disdukcapil-musi-rawas", "disdukcapil-tasikmalaya"}
    assert gap == ({current.slug} if left else set())


def _all_since(first, today):
    return list(story._backwards(first.kind, today, first.start))


def test_the_demo_is_refused_outside_debug(settings):
    settings.DEBUG = settings.DEMO = False
    with pytest.raises(CommandError, match="DEBUG"):
        call_command("demo", no_serve=True)


@pytest.mark.django_db
@pytest.mark.parametrize("foreign", ["office", "user"])
def test_the_demo_is_refused_beside_other_data(settings, foreign):
    settings.DEMO = True
    if foreign == "office":
        Office.objects.create(code="kantor-nyata", name="Kantor Nyata", letterhead="K", city="K")
    else:
        User.objects.create_user("pegawai.nyata", name="Pegawai Nyata")
    with pytest.raises(CommandError, match="data lain"):
        call_command("demo", no_serve=True)
    assert not User.objects.filter(username=ADMIN).exists()


def test_a_port_in_use_is_told_before_anything_is_built(settings):
    settings.DEMO = True
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"Porta {port}"):
            call_command("demo", port=port)


def test_a_date_that_is_none_is_told_in_our_words(settings):
    settings.DEMO = True
    with pytest.raises(CommandError, match="2026-11-21"):
        call_command("demo", "--clock", "kemarin", "--no-serve")


@pytest.mark.django_db
def test_a_build_that_is_stopped_says_how_to_go_on(settings, monkeypatch):
    settings.DEMO = True
    monkeypatch.setattr(building, "load", _stopped)
    with pytest.raises(CommandError, match="Jalankan kembali"):
        call_command("demo", no_serve=True)
    assert built_for() is None


def _stopped(*args, **options):
    raise KeyboardInterrupt


def test_lanes_are_other_processes(monkeypatch):
    monkeypatch.setenv("DEBUG", "true")
    said: list[str] = []
    each_in_a_lane(_whisper, [("a",), ("b",)], lanes=2, say=said.append)
    assert sorted(line.split()[0] for line in said) == ["a", "b"]
    assert str(os.getpid()) not in {line.split()[1] for line in said}


def _whisper(word: str) -> str:
    return f"{word} {os.getpid()}"


def test_each_office_of_the_people_has_indicators():
    assert set(people_of()) == set(plans()) == set(story.NOW)
