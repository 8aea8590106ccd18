"""The list of files: counters equal their lists, offices are kept apart, pages cost the same whatever their length."""

import datetime as dt

import pytest

from kinerja.periods.models import Period
from kinerja.submissions.listing.presence import presence_of
from kinerja.submissions.listing.standing import WORK, next_effect, standings
from kinerja.submissions.listing.table import Filter, chips, choices, file_page
from kinerja.submissions.models import Submission
from sop.offices.models import Appointment, User
from sop.procedures.queries import definition_of
from tests.engine.graphs import Row, build, straight
from tests.engine.walking import fresh, take
from tests.kinerja.insights.worlds import NEXT_WEEK, NOW, at, begin, begin_many, cost, get, put, reach

pytestmark = pytest.mark.django_db

LABELS = ["draft", "waiting", "verified", "paraf", "signed", "archived"]


@pytest.fixture
def office():
    """An office with a file in every state, one of them returned; the newest is the draft."""
    world = build(straight())
    files = begin_many(world, len(LABELS) + 1)
    for file, label in zip(files, LABELS, strict=False):
        reach(world, file, label)
    returned = reach(world, files[-1], "waiting")
    place = returned.run.places()[0]
    way_back = definition_of(returned.run.publication).moves(place["step"])[-1]
    take(world, returned, place, way_back)
    return world


def listed(world, moment=NOW, **asked):
    presence = presence_of(world.people[2], moment)
    rows, _ = file_page(presence, standings(presence.offices, moment), Filter.read(asked), "")
    return rows


def newest_first(files):
    """Year by year, in a year the file begun last first."""
    return [file.pk for file in sorted(files, key=lambda file: (file.period.year, file.pk), reverse=True)]


def test_the_list_shows_every_file_with_its_label_newest_first(office):
    rows = listed(office)
    assert sorted(row.label.key for row in rows) == sorted(["returned", *LABELS])
    assert [row.submission.pk for row in rows] == newest_first(row.submission for row in rows)


@pytest.mark.parametrize("narrowed", [{}, {"tahun": "2026"}, {"p": "2026-TW3"}])
def test_each_counter_is_the_length_of_its_list(office, narrowed):
    presence = presence_of(office.people[2], NEXT_WEEK)
    open_files = standings(presence.offices, NEXT_WEEK)
    lengths = {}
    for choice in WORK:
        asked = Filter.read({"status": choice.slug, **narrowed})
        lengths[choice.text] = len(file_page(presence, open_files, asked, "")[0])
    counted = {chip.text: chip.count for chip in chips(open_files, Filter.read(narrowed))}
    assert counted == {"Semua": None, **lengths}
    assert sum(lengths.values()) > 0


def test_a_choice_lists_the_files_it_names(office):
    for slug, labels in {
        "belum-diisi": ["draft", "returned"],
        "menunggu-verifikasi": ["waiting"],
        "menunggu-paraf": ["verified"],
        "menunggu-tanda-tangan": ["paraf"],
        "draf": ["draft"],
        "dikembalikan": ["returned"],
        "terverifikasi": ["verified"],
        "diparaf": ["paraf"],
        "ditandatangani": ["signed"],
        "diarsipkan": ["archived"],
    }.items():
        assert (slug, [row.label.key for row in listed(office, status=slug)]) == (slug, labels)


def test_a_file_is_late_when_an_open_step_has_passed_its_deadline(office):
    assert listed(office, status="terlambat") == []
    late = listed(office, NEXT_WEEK, status="terlambat")
    assert {row.label.key for row in late} == {"draft", "returned", "waiting", "verified", "paraf", "signed"}
    assert all(row.tags[0].text.startswith("Terlambat ") for row in late)
    assert all(row.tags == () for row in listed(office, NEXT_WEEK, status="diarsipkan"))


def test_period_and_year_narrow_the_list(office):
    assert [row.submission.period.slug for row in listed(office, p="2026-TW3")] == ["2026-TW3"]
    assert {row.submission.period.year for row in listed(office, tahun="2025")} == {2025}
    assert listed(office, p="2031-TW1") == []


@pytest.mark.parametrize(
    "asked", [{"status": "x"}, {"p": "x"}, {"tahun": "abcd"}, {"tahun": "20266"}, {"hal": "x"}]
)
def test_a_value_that_names_nothing_counts_as_not_asked(asked):
    assert Filter.read(asked) == Filter()


def test_the_progress_of_a_draft_counts_zero_as_filled():
    world = build(straight(), units=1, indicators=2)
    file = begin(world, Period(kind="quarter", year=2026, number=3))
    (unit,) = world.units
    assert listed(world)[0].label.subline == "0 dari 2 indikator terisi"
    put(file, world.clerks[unit.pk], unit.pk, {"Indikator 1": "0"})
    assert listed(world)[0].label.subline == "1 dari 2 indikator terisi"


def test_the_next_effect_is_found_over_steps_that_change_nothing():
    rows = straight()
    rows[1:1] = [Row(2, [(3, [], "", False)])]
    rows[2:] = [
        Row(2, [(4, ["verify"], "Ya", False), (1, ["revise"], "Tidak", True)], nature="decision"),
        Row(2, [(5, [], "", False)]),
        Row(4, [(6, ["sign"], "", False)]),
        Row(2, [(None, ["archive"], "", False)]),
    ]
    world = build(rows, units=1)
    file = begin(world, Period(kind="quarter", year=2026, number=3))
    effects = []
    for _ in range(6):
        file = fresh(file)
        definition = definition_of(file.run.publication)
        effects.append(next_effect(file.run, definition))
        place = file.run.places()[0]
        take(world, file, place, definition.moves(place["step"])[0])
    assert effects == ["verify", "verify", "verify", "sign", "sign", "archive"]
    assert next_effect(fresh(file).run, definition) == ""


def test_files_of_another_office_are_neither_listed_nor_counted(office):
    other = build(straight())
    theirs = begin(other, Period(kind="quarter", year=2026, number=3))
    with at():
        page = get(office.people[2], "/pengisian/")
        assert theirs.pk not in {row.submission.pk for row in page.context["rows"]}
        assert [row.submission.pk for row in get(other.people[2], "/pengisian/").context["rows"]] == [
            theirs.pk
        ]
        assert get(office.people[2], "/pengisian/", kantor=other.office.code).context["rows"] == []


def test_a_person_without_a_post_sees_an_empty_list_and_why(office):
    with at():
        page = get(office.stranger, "/pengisian/")
    assert page.context["rows"] == []
    assert "Anda belum memiliki penugasan" in page.content.decode()


def test_a_post_that_has_ended_opens_nothing(office):
    Appointment.objects.filter(user=office.people[2]).update(until=dt.date(2026, 9, 30))
    with at():
        assert get(office.people[2], "/pengisian/").context["rows"] == []


def test_a_superuser_sees_all_offices_and_may_choose_one(office):
    other = build(straight())
    begin(other, Period(kind="quarter", year=2026, number=3))
    keeper = User.objects.create(username="pengelola", name="Pengelola", is_superuser=True, is_staff=True)
    with at():
        rows = get(keeper, "/pengisian/").context["rows"]
        assert {row.submission.office_id for row in rows} == {office.office.pk, other.office.pk}
        one = get(keeper, "/pengisian/", kantor=other.office.code)
    assert [row.submission.office_id for row in one.context["rows"]] == [other.office.pk]


def test_only_offices_of_several_are_offered_for_choice(office):
    presence = presence_of(office.people[2], NOW)
    assert choices(presence, Filter())["offices"] == []


def test_the_page_asks_the_same_number_of_questions_for_few_and_for_many_files():
    counted = []
    for number in (5, 60):
        world = build(straight())
        begin_many(world, number)
        with at(NEXT_WEEK):
            number_of_queries, page = cost(world.people[2], "/pengisian/")
        assert len(page.context["rows"]) == min(number, 50)
        counted.append(number_of_queries)
    assert counted[0] == counted[1]
    assert counted[0] <= 20


def test_pages_follow_each_other_without_gap_or_repetition():
    world = build(straight())
    files = begin_many(world, 55)
    with at():
        first = get(world.people[2], "/pengisian/")
        second = get(world.people[2], f"/pengisian/{first.context['next_url']}")
    seen = [row.submission.pk for page in (first, second) for row in page.context["rows"]]
    assert seen == newest_first(files)
    assert first.content.decode().count('scope="rowgroup"') == len(
        {row.submission.period.year for row in first.context["rows"]}
    )
    assert (first.context["previous_url"], second.context["next_url"]) == ("", "")


def test_a_newer_signed_revision_is_named_beside_the_older_file(office):
    old = Submission.objects.get(status="archived")
    newer = begin(office, Period(kind="quarter", year=2019, number=1))
    Submission.objects.filter(pk=newer.pk).update(revision=2, reason="Salah ketik", replaces=old.document)
    newer = reach(office, newer, "signed")
    row = next(row for row in listed(office) if row.submission.pk == old.pk)
    assert [tag.text for tag in row.tags] == ["Digantikan revisi 2"]


def test_a_return_shows_who_sent_the_file_back(office):
    (row,) = listed(office, status="dikembalikan")
    assert row.label.subline.startswith("oleh kolom-2")


def test_a_file_is_not_late_at_the_moment_of_its_deadline(office):
    file = next(row.submission for row in listed(office) if row.label.key == "draft")
    due = file.run.step_runs.filter(closed_at=None).first().due_at
    assert [s.late for s in standings([office.office], due) if s.pk == file.pk] == [False]
    assert [s.late for s in standings([office.office], due + dt.timedelta(seconds=1)) if s.pk == file.pk] == [
        True
    ]
