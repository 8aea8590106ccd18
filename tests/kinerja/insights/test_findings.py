"""Findings, roles and charts of the home page; the downloads; the quick search."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from kinerja.indicators.models import Indicator, Target
from kinerja.insights.findings import LateUnit, lateness
from kinerja.insights.graphs import UnitProgress, Week, by_unit, by_week
from kinerja.insights.overview import home_of
from kinerja.insights.pictures import Series, line_chart
from kinerja.insights.roles import role_of
from kinerja.periods.models import Period
from kinerja.submissions.listing.presence import presence_of
from sop.offices.models import KeeperPost, User
from sop.runs.models import StepRun
from tests.engine.graphs import build, straight
from tests.kinerja.insights.worlds import NEXT_WEEK, NOW, at, begin, begin_many, cost, get, reach

pytestmark = pytest.mark.django_db
TW3 = Period(kind="quarter", year=2026, number=3)


@pytest.fixture
def world():
    """The last two quarters signed, and before them one to be initialled, one to be verified, one being filled."""
    world = build(straight())
    states = ["signed", "signed", "verified", "waiting", "draft"]
    for file, status in zip(begin_many(world, 5), states, strict=True):
        reach(world, file, status)
    return world


def texts(user, moment=NOW, **query):
    return [finding.text for finding in home_of(presence_of(user, moment), query).findings]


def clerk(world):
    return next(iter(world.clerks.values()))


def test_each_post_gives_its_role(world):
    people = [clerk(world), world.people[2], world.people[3], world.people[4], world.stranger]
    assert [role_of(presence_of(user, NOW)).name for user in people] == [
        "pengisi", "pemeriksa", "pemeriksa", "pimpinan", "pegawai",
    ]  # fmt: skip


def test_what_waits_is_told_since_when_and_its_number_is_that_of_the_list(world):
    findings = home_of(presence_of(world.people[3], NOW)).findings
    (waiting,) = [finding for finding in findings if "paraf Anda" in finding.text]
    assert waiting.text == "1 berkas menunggu paraf Anda sejak 1 Okt"
    with at():
        assert len(get(world.people[3], waiting.url).context["tasks"]) == 1


def test_who_fills_reads_of_his_own_unit_first_and_who_is_late(world):
    told = texts(clerk(world), NEXT_WEEK)
    assert told[0] == "Bidang 1: 0 dari 1 indikator TW III 2025 terisi"
    assert next(text for text in told if "terlambat" in text).startswith("Bidang 1 terlambat ")
    assert "2 indikator di bawah target pada TW III 2026" in told


def test_the_head_reads_one_sentence_and_signs_first(world):
    home = home_of(presence_of(world.people[4], NOW))
    assert home.summary.startswith("5 berkas berjalan, ")
    assert home.summary.endswith("rata-rata capaian TW III 2026 90,00% (Tinggi).")
    other = build(straight())
    for file, status in zip(begin_many(other, 2), ["paraf", "waiting"], strict=True):
        reach(other, file, status)
    with at():
        page = get(other.people[4], "/")
    assert page.context["home"].signing
    text = page.content.decode()
    assert text.index("Menunggu tanda tangan Anda") < text.index('id="temuan"')


def test_a_keeper_reads_first_what_is_missing_in_the_data(world):
    keeper = world.people[2]
    KeeperPost.objects.create(position=keeper.appointments.get().position)
    Indicator.objects.filter(office=world.office).first().targets.all().delete()
    assert not Target.objects.filter(indicator__office=world.office, year=2026).exists()
    world.people[3].appointments.update(until=dt.date(2026, 9, 30))
    presence = presence_of(keeper, NOW)
    orphans, targets = home_of(presence).findings[:2]
    assert (orphans.text, targets.text) == (
        "1 langkah tanpa pelaksana hari ini",
        "1 indikator belum memiliki target 2026",
    )
    with at():
        assert get(keeper, orphans.url).status_code == get(keeper, targets.url).status_code == 200


def test_over_several_offices_lateness_is_told_per_office(world):
    user = User.objects.create(username="pengelola", name="Pengelola", is_superuser=True)
    build(straight())
    StepRun.objects.filter(closed_at=None, step__fills=True).update(due_at=NOW - dt.timedelta(days=2))
    (late,) = [row for row in home_of(presence_of(user, NOW)).findings if row.tone == "danger"]
    assert late.text == f"{world.office.name}: 2 isian terlambat, terlama 2 hari kerja"
    assert late.url.endswith(f"?status=terlambat&kantor={world.office.code}")


def test_of_many_late_units_three_are_named():
    rows = list(lateness([LateUnit(f"Unit {n} terlambat", "") for n in range(5)], "2026-TW3"))
    assert [row.text for row in rows][2:] == ["Unit 2 terlambat", "2 lainnya juga terlambat"]
    assert all("p=2026-TW3" in row.url for row in rows)


def test_the_period_of_the_address_narrows_counters_findings_and_pictures(world):
    with at():
        home = get(world.people[2], "/", p="2026-TW1").context["home"]
        lengths = [len(get(world.people[2], f"/pengisian/{tile.url}").context["rows"]) for tile in home.tiles]
        all_of_it = get(world.people[2], "/", p="omong").context["home"]
    assert [tile.count for tile in home.tiles] == lengths
    assert sum(tile.count for tile in home.tiles[:4]) == 1
    assert home.achieved is None
    assert all_of_it.view.asked is None
    assert sum(tile.count for tile in all_of_it.tiles[:4]) == 3


def test_the_charts_tell_their_finding_and_carry_title_description_and_table(world):
    home = home_of(presence_of(world.people[2], NOW))
    assert [graph.finding for graph in home.graphs][:2] == [
        "Rata-rata capaian TW III 2026 90,00%",
        "0 dari 2 unit selesai mengisi TW III 2025",
    ]
    assert home.graphs[2].finding.endswith(" langkah selesai dalam 8 pekan, semuanya tepat waktu")
    for graph in home.graphs:
        assert "<title" in graph.svg
        assert "<desc" in graph.svg
        assert "style=" not in graph.svg
        assert all(len(row) == len(graph.head) for row in graph.rows)


def test_drawings_of_plain_numbers():
    units = [UnitProgress(1, "Bidang A", 3, 3), UnitProgress(2, "Bidang <B>", 0, 4)]
    graph = by_unit(units, TW3)
    assert graph.finding == "1 dari 2 unit selesai mengisi TW III 2026"
    assert "Bidang &lt;B&gt;" in graph.svg
    weeks = [Week(dt.date(2026, 9, 28), 4, 1), Week(dt.date(2026, 10, 5), 0, 0)]
    assert by_week(weeks).finding == "4 langkah selesai dalam 2 pekan, 1 lewat tenggat"
    assert by_week([Week(dt.date(2026, 9, 28), 0, 0)]) is None
    drawing, height = line_chart(["a", "b"], [Series("S", (Decimal(80), None)), Series("T", (None, None))])
    assert (drawing.count("<circle"), height) == (1, 262)


def test_a_chart_is_downloaded_as_picture_and_as_table(world):
    with at():
        picture = get(clerk(world), reverse("insights:graph", args=[world.office.code, "capaian", "svg"]))
        table = get(clerk(world), reverse("insights:graph", args=[world.office.code, "capaian", "csv"]))
        absent = reverse("insights:graph", args=[world.office.code, "tidak-ada", "csv"])
        assert get(clerk(world), absent).status_code == 404
        strange = reverse("insights:graph", args=[build(straight()).office.code, "pengisian", "svg"])
        assert get(clerk(world), strange).status_code == 404
    assert (picture["Content-Type"], table["Content-Type"]) == ("image/svg+xml", "text/csv; charset=utf-8")
    assert 'width="720"' in picture.content.decode()
    assert table.content.decode() == "\ufeffSasaran;TW II 2026;TW III 2026\r\nSasaran;–;90,00%\r\n"


def test_search_finds_files_indicators_and_sops_of_ones_own_office_only(world):
    other = build(straight())
    begin_many(other, 1)
    with at():
        found = get(clerk(world), "/cari/", q="indikator 1").context["found"]
        by_period = get(clerk(world), "/cari/", q="tw 2 2026").context["found"]
        by_sop = get(clerk(world), "/cari/", q=world.obligation.sop.name).context["found"]
        foreign = get(clerk(world), "/cari/", q=other.obligation.sop.name).context["found"]
    assert (len(found.files), len(found.indicators), len(found.sops)) == (5, 1, 0)
    assert [row.submission.period.slug for row in by_period.files] == ["2026-TW2"]
    assert (len(by_sop.files), len(by_sop.sops)) == (5, 1)
    assert foreign.nothing


def test_search_needs_three_letters_and_costs_the_same_for_few_and_many(world):
    with at():
        assert get(clerk(world), "/cari/", q="tw").context["found"].short
        few, page = cost(clerk(world), "/cari/", q="triwulan")
    assert len(page.context["found"].files) == 5
    for number in (1, 2, 3, 4):
        begin(world, Period(kind="quarter", year=2024, number=number))
    with at():
        many, page = cost(clerk(world), "/cari/", q="triwulan")
    assert len(page.context["found"].files) == 9
    assert few == many
    assert few <= 14
