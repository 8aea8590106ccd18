"""Arsip: found by words and facets, each office its own, nothing twice and nothing left out."""

import datetime as dt

import pytest

from kinerja.archive.queries import filed_page
from kinerja.archive.reindexing import reindex
from kinerja.archive.search import Sought, facets
from kinerja.periods.models import Period
from kinerja.submissions.figures import ArchiveRecord
from kinerja.submissions.listing.presence import presence_of
from sop.offices.models import User
from tests.engine.graphs import build, straight
from tests.engine.walking import LATER
from tests.kinerja.insights.worlds import NOW, at, begin, begin_many, client_of, cost, get, reach

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """Three files in the archive, with numbers and classifications of their own."""
    world = build(straight(), units=1)
    numbers = [("12/2026", "000.8.6.3"), ("78/2026", "000.7.2.8"), ("113/2025", "000.8.6.3")]
    for file, (number, code) in zip(begin_many(world, 3), numbers, strict=True):
        reach(world, file, "archived")
        ArchiveRecord.objects.filter(submission=file).update(
            number=number, classification=code, location="Rak 4"
        )
    reindex()
    return world


def found(world, **asked):
    rows, _ = filed_page(presence_of(world.people[2], NOW), Sought.read(asked), "")
    return [row.record.number for row in rows]


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ({}, {"12/2026", "78/2026", "113/2025"}),
        ({"q": "triwulan iii"}, {"12/2026"}),
        ({"q": "2026 triwulan"}, {"12/2026", "78/2026", "113/2025"}),
        ({"q": "113"}, {"113/2025"}),
        ({"q": "12"}, {"12/2026"}),
        ({"q": "78"}, {"78/2026"}),
        ({"q": "rak"}, {"12/2026", "78/2026", "113/2025"}),
        ({"q": "000.7"}, {"78/2026"}),
        ({"q": "tidak ada"}, set()),
        ({"q": "%"}, set()),
        ({"tahun": "2026"}, {"12/2026", "78/2026", "113/2025"}),
        ({"tahun": "2025"}, set()),
        ({"klasifikasi": "000.8.6.3"}, {"12/2026", "113/2025"}),
        ({"klasifikasi": "x"}, set()),
        ({"klasifikasi": "000.8.6.3", "q": "113"}, {"113/2025"}),
        ({"q": "kepala dinas"}, {"12/2026", "78/2026", "113/2025"}),
        ({"q": "indikator"}, {"12/2026", "78/2026", "113/2025"}),
        ({"periode": "quarter-3"}, {"12/2026"}),
        ({"periode": "quarter-9"}, set()),
        ({"periode": "dasawarsa"}, {"12/2026", "78/2026", "113/2025"}),
        ({"unit": "Bidang Tak Ada"}, set()),
        ({"sop": "0"}, {"12/2026", "78/2026", "113/2025"}),
        ({"penandatangan": "Orang Lain"}, set()),
        ({"retensi": "aktif"}, {"12/2026", "78/2026", "113/2025"}),
        ({"retensi": "inaktif"}, set()),
        ({"retensi": "habis"}, set()),
        ({"retensi": "musnah"}, set()),
    ],
)
def test_words_and_facets_find_what_they_name(world, asked, numbers):
    assert set(found(world, **asked)) == numbers


def test_a_row_says_who_signed_when_and_how_long_it_is_kept(world):
    rows, _ = filed_page(presence_of(world.people[2], NOW), Sought(), "")
    row = rows[0]
    assert row.signer == f"{world.people[4].name}, Kepala Dinas"
    assert row.signed_on == LATER.date()
    assert row.kept_until == dt.date(2026 + 2 + 3, 12, 31)
    with at():
        text = get(world.people[2], "/arsip/").content.decode()
    assert f"/v/{row.code}" in text
    assert f"/berkas/{row.record.submission_id}/laporan.pdf" in text
    assert "lalu musnah" in text


def test_the_facets_offer_what_occurs(world):
    offered = facets(presence_of(world.people[2], NOW), Sought(year=2026))
    assert [(option.value, option.selected) for option in offered["years"]] == [("2026", True)]
    assert [option.value for option in offered["classifications"]] == ["000.7.2.8", "000.8.6.3"]
    assert offered["offices"] == []
    assert [option.text for option in offered["periods"]] == ["Triwulan I", "Triwulan II", "Triwulan III"]
    assert [option.text for option in offered["signers"]] == [f"{world.people[4].name}, Kepala Dinas"]
    assert [option.text for option in offered["units"]] == [unit.name for unit in world.units]
    assert len(offered["sops"]) == 1


def test_the_archive_of_another_office_stays_closed(world):
    other = build(straight())
    with at():
        assert get(other.people[2], "/arsip/").context["rows"] == []
        assert get(other.people[2], "/arsip/", kantor=world.office.code).context["rows"] == []


def test_a_superuser_searches_all_offices_and_may_choose_one(world):
    other = build(straight(), units=1)
    reach(other, begin(other, Period(kind="quarter", year=2026, number=3)), "archived")
    keeper = User.objects.create(username="pengelola", name="Pengelola", is_superuser=True)
    with at():
        assert len(get(keeper, "/arsip/").context["rows"]) == 4
        assert len(get(keeper, "/arsip/", kantor=other.office.code).context["rows"]) == 1


def test_an_empty_search_repeats_what_was_sought_and_an_empty_archive_says_how_it_fills(world):
    empty = build(straight())
    with at():
        searched = get(world.people[2], "/arsip/", q="<nihil>").content.decode()
        bare = get(empty.people[2], "/arsip/").content.decode()
    assert "Tidak ada arsip yang cocok dengan ‘&lt;nihil&gt;’" in searched
    assert "Belum ada arsip" in bare


def test_fifty_five_documents_come_on_two_pages_without_gap_or_repetition_at_the_same_cost():
    small, large = build(straight(), units=1), build(straight(), units=1)
    for world, count in ((small, 2), (large, 55)):
        for n, file in enumerate(begin_many(world, count)):
            ArchiveRecord.objects.create(
                submission=file, office=world.office, classification="000", location="Rak", number=str(n),
                filed_at=NOW - dt.timedelta(days=n // 2),
            )  # fmt: skip
    with at():
        few, _ = cost(small.people[2], "/arsip/")
        many, first = cost(large.people[2], "/arsip/")
        second = client_of(large.people[2]).get(f"/arsip/{first.context['next_url']}")
    numbers = [row.record.number for page in (first, second) for row in page.context["rows"]]
    assert len(numbers) == 55
    assert sorted(numbers, key=int) == [str(n) for n in range(55)]
    assert few == many <= 12
