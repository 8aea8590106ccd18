"""The numbers of S17: exact, the same summed up or not, and each as many as its list says."""

import csv
import datetime as dt
import random
import re
from html import unescape
from statistics import median
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from kinerja.compliance.clock import WorkClock, percentile_rank
from kinerja.compliance.clock import median as exact_median
from kinerja.compliance.eventlog import cases_of
from kinerja.compliance.figures import figures_of
from kinerja.compliance.listed import RESULTS, Sought, found_by, how_many
from kinerja.compliance.logfiles import csv_lines, xes_lines
from kinerja.compliance.page import compliance_of
from kinerja.compliance.refreshing import refresh
from kinerja.compliance.scope import scope_of
from kinerja.compliance.variants import variants_of
from sop.durations.arithmetic import working_minutes_between
from sop.durations.calendar import Calendar
from sop.offices.models import Holiday, User
from sop.offices.queries import calendar_of, default_hours, forget_calendars
from sop.runs.models import Outcome, StepRun
from tests.makers import END, Detour, submission_at
from tests.worlds import load_world, person

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


@pytest.fixture
def world():
    """Musi Rawas with two finished files, one of them sent back outside the flow, and one that is being filled."""
    found = load_world("musi-rawas")
    submission_at(END, world=found, period=found.period_back(3))
    back = Detour(step=5, reason="Lampirkan sumbernya.")
    submission_at(END, world=found, period=found.period_back(2), detours=(back,))
    submission_at(4, world=found)
    past = dt.timedelta(days=40)
    for n, row in enumerate(StepRun.objects.order_by("pk")):
        row.opened_at -= past
        if row.closed_at:
            row.closed_at += dt.timedelta(minutes=97 * n) - past
            row.seen_at = row.opened_at + (row.closed_at - row.opened_at) / 3
        row.save()
    return found


def scope(world, user: User, **query: str):
    return scope_of(user, world.obligation.sop_id, query, timezone.now())


def test_working_time_by_the_clock_is_that_of_the_calendar():
    calendar = Calendar(
        "Asia/Makassar", default_hours(), frozenset({dt.date(2026, 3, 19), dt.date(2027, 1, 1)})
    )
    clock, chance = WorkClock(calendar), random.Random(7)  # noqa: S311
    for _ in range(300):
        start = dt.datetime(2026, 6, 1, tzinfo=dt.UTC) + dt.timedelta(
            seconds=chance.randint(-2 * 10**7, 2 * 10**7)
        )
        end = start + dt.timedelta(microseconds=chance.randint(-(10**10), 10**13))
        assert clock.minutes(start, end) == working_minutes_between(calendar, start, end)


def test_median_and_p90_are_exact():
    chance = random.Random(3)  # noqa: S311
    for size in range(1, 40):
        values = sorted(chance.randint(0, 500) for _ in range(size))
        assert exact_median(values) == int(median(values) + 0.5)
        p90 = values[percentile_rank(size, 90)]
        assert sum(value <= p90 for value in values) >= 0.9 * size > sum(value < p90 for value in values)


def test_numbers_are_the_same_before_and_after_they_are_summed_up(world, kasubag, django_assert_num_queries):
    asked = scope(world, kasubag)
    live = figures_of(asked).tallies
    rows = StepRun.objects.exclude(closed_at=None).exclude(outcome=Outcome.WITHDRAWN)
    calendar = calendar_of(world.office, timezone.now())
    minutes = sorted(working_minutes_between(calendar, row.opened_at, row.closed_at) for row in rows)
    assert figures_of(asked).all.minutes == minutes
    assert refresh(timezone.now()) == rows.count()
    assert refresh(timezone.now()) == 0
    assert figures_of(scope(world, kasubag)).tallies == live
    late = StepRun.objects.filter(closed_at=None).first()
    late.closed_at, late.outcome = timezone.now(), "done"
    late.save()
    assert figures_of(scope(world, kasubag)).all.n == len(minutes) + 1
    assert refresh(timezone.now() + dt.timedelta(hours=1)) == 1
    assert figures_of(scope(world, kasubag)).all.n == len(minutes) + 1
    # A day off that is entered afterwards counts at once, and the sums are made anew.
    day = rows.order_by("closed_at").first().closed_at.astimezone(world.office.tz).date()
    Holiday.objects.create(date=day, name="Libur", office=world.office)
    forget_calendars()
    fresh = figures_of(scope(world, kasubag)).all.minutes
    assert refresh(timezone.now() + dt.timedelta(hours=2)) == len(minutes) + 1
    assert figures_of(scope(world, kasubag)).all.minutes == fresh
    asked = scope(world, kasubag)
    assert [asked.calendar, asked.lines, asked.units]
    with django_assert_num_queries(3):
        compliance_of(asked)


def test_every_number_of_the_page_is_the_count_of_its_list(world, kasubag):
    refresh(timezone.now())
    client = Client()
    client.force_login(kasubag)
    at_once = StepRun.objects.exclude(closed_at=None).order_by("-closed_at").first()
    StepRun.objects.filter(pk=at_once.pk).update(closed_at=timezone.now())  # ended since the summing up
    checked = 0
    for grouping in ("", "?per=unit", "?per=jabatan"):
        page = client.get(f"/kepatuhan/{world.obligation.sop_id}/{grouping}").content.decode()
        links = re.findall(
            r'href="(/kepatuhan/\d+/langkah/[^"]*)">(\d+)(?:×| berkas)?(?: di luar alur)?</a>', page
        )
        for url, number in links:
            listed = client.get(unescape(url)).content.decode()
            assert (url, re.search(r": (\d+) pelaksanaan", listed)[1]) == (url, number)
            checked += 1
    assert checked > 30
    assert "belum cukup untuk disimpulkan" in page
    listed = client.get(f"/kepatuhan/{world.obligation.sop_id}/langkah/?hasil=luar").content.decode()
    assert "Lampirkan sumbernya." in listed


def test_the_count_of_a_list_is_that_of_its_rows_summed_up_or_not(world, kasubag):
    asked = scope(world, kasubag)
    kinds = [Sought(result, line, unit, post) for result in RESULTS for line in (None, asked.lines[3]) for unit in (None, 0) for post in (None, "Sekretaris Dinas")]  # fmt: skip
    before = [found_by(asked, one).count() for one in kinds]
    assert [how_many(asked, one) for one in kinds] == before
    refresh(timezone.now())
    assert [how_many(scope(world, kasubag), one) for one in kinds] == before
    assert sum(before) > 20


def test_no_cell_of_the_log_runs_as_a_formula_and_no_text_breaks_the_xml(world, kasubag):
    row = StepRun.objects.exclude(closed_at=None).first()
    User.objects.filter(pk=row.closed_by_id).update(name='=HYPERLINK("http://x")')
    StepRun.objects.filter(pk=row.pk).update(closed_as="@SUM(A1)", note="a\ufffe\ud7ff\x0b<b>&")
    cases = list(cases_of(scope(world, kasubag)))
    cells = [cell for line in csv.reader(csv_lines(cases, world.office.tz)) for cell in line]
    assert {"'@SUM(A1)", '\'=HYPERLINK("http://x")'} <= set(cells)
    assert not [cell for cell in cells if cell[:1] in {"=", "@"}]
    tree = ElementTree.fromstring("".join(xes_lines(cases, world.office.tz, "SOP & kantor")))  # noqa: S314
    assert "a\ud7ff<b>&" in {node.get("value") for node in tree.iter()}


def test_names_are_read_by_superiors_and_keepers_only(musi_rawas, kepala_dinas):
    submission_at(4, world=musi_rawas)
    address = f"/kepatuhan/{musi_rawas.obligation.sop_id}/langkah/"
    name = person("musirawas.operator").name
    shown = {}
    for user in (kepala_dinas, person("musirawas.staf-capil")):
        client = Client()
        client.force_login(user)
        shown[user.username] = name in client.get(address).content.decode()
    assert shown == {"musirawas.kepala": True, "musirawas.staf-capil": False}


@pytest.mark.filterwarnings("ignore")  # the tool's own
def test_the_log_is_read_by_a_process_mining_tool_and_shows_the_same_ways(world, kasubag, tmp_path):
    pm4py = pytest.importorskip("pm4py")
    client = Client()
    client.force_login(kasubag)
    base = f"/kepatuhan/{world.obligation.sop_id}"
    for tail in ("csv", "xes"):
        answer = client.get(f"{base}/log.{tail}")
        (tmp_path / f"log.{tail}").write_bytes(b"".join(answer.streaming_content))
    ours: dict[tuple[str, ...], int] = {}
    for case in cases_of(scope(world, kasubag)):
        ours[case.variant] = ours.get(case.variant, 0) + 1
    xes = pm4py.read_xes(str(tmp_path / "log.xes"), return_legacy_log_object=False)
    done = xes[xes["lifecycle:transition"] == "complete"]
    assert counted(pm4py.get_variants(done)) == ours
    assert len(xes) == 2 * len(done)
    pandas = pytest.importorskip("pandas")
    table = pandas.read_csv(tmp_path / "log.csv", dtype={"case:concept:name": str})
    table["time:timestamp"] = pandas.to_datetime(table["time:timestamp"], format="ISO8601")
    assert counted(pm4py.get_variants(table)) == ours
    found = variants_of(cases_of(scope(world, kasubag)))
    assert sum(variant.count for variant in found.found) == sum(ours.values()) == 3
    assert found.cases_with("Di luar alur tertulis") == found.cases_with("Berulang") == 1
    page = client.get(f"{base}/alur/").content.decode()
    assert "dikembalikan 1× di luar alur tertulis" in page


def counted(variants) -> dict[tuple[str, ...], int]:
    return {way: number if isinstance(number, int) else len(number) for way, number in variants.items()}
