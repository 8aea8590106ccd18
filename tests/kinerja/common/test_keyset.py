import datetime as dt

import pytest
from django.http import QueryDict

from kinerja.common.keyset import address, page
from sop.offices.models import Holiday, Office, Unit

pytestmark = pytest.mark.django_db
NEWEST = ("-id",)


@pytest.fixture
def days() -> list[int]:
    """The keys of twelve rows, newest first."""
    first = dt.date(2026, 1, 1)
    rows = [Holiday(date=first + dt.timedelta(days=n), name=str(n)) for n in range(12)]
    return [row.pk for row in reversed(Holiday.objects.bulk_create(rows))]


def walk(rows, order, *, size=5):
    """All pages from the first on, by their "next" cursors; gives up where they lead in a circle."""
    pages = [page(rows, order, size=size)]
    while pages[-1].following and len(pages) < 20:
        pages.append(page(rows, order, pages[-1].following, size=size))
    return pages


def test_pages_forward_hold_every_row_once_and_in_order(days):
    pages = walk(Holiday.objects.all(), NEWEST)
    assert [[row.pk for row in found.rows] for found in pages] == [days[:5], days[5:10], days[10:]]
    assert pages[0].previous == ""


def test_going_back_gives_the_same_pages(days):
    *_, last = walk(Holiday.objects.all(), NEWEST)
    middle = page(Holiday.objects.all(), NEWEST, last.previous, size=5)
    first = page(Holiday.objects.all(), NEWEST, middle.previous, size=5)
    assert [row.pk for row in middle.rows] == days[5:10]
    assert [row.pk for row in first.rows] == days[:5]
    assert (first.previous, bool(first.following)) == ("", True)


def test_a_row_added_while_paging_moves_nothing(days):
    first = page(Holiday.objects.all(), NEWEST, size=5)
    Holiday.objects.create(date=dt.date(2027, 1, 1), name="baru")
    second = page(Holiday.objects.all(), NEWEST, first.following, size=5)
    assert [row.pk for row in second.rows] == days[5:10]


def test_rows_with_equal_first_keys_are_told_apart_by_their_id():
    office = Office.objects.create(code="a", name="A", letterhead="A", city="A")
    Unit.objects.bulk_create([Unit(office=office, code=str(n), name="Bidang", order=n % 2) for n in range(9)])
    pages = walk(Unit.objects.all(), ("order", "-id"), size=2)
    seen = [(row.order, row.pk) for found in pages for row in found.rows]
    assert seen == sorted(seen, key=lambda key: (key[0], -key[1]))
    assert (len(seen), len(set(seen))) == (9, 9)


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "a",
        "a~",
        "a~satu",
        "a~1~2",
        "a~1e3",
        "a~2026-10-10T00:00:00",
        "a~0001-01-01T00:00:00+23:00",
        "~" * 9,
    ],
)
def test_a_cursor_that_cannot_be_read_begins_at_the_first_row(days, cursor):
    assert [row.pk for row in page(Holiday.objects.all(), NEWEST, cursor, size=5).rows] == days[:5]


def test_a_cursor_beyond_every_key_gives_an_empty_page(days):
    found = page(Holiday.objects.all(), NEWEST, "a~0", size=5)
    assert (found.rows, found.previous, found.following) == ([], "", "")


def test_a_number_larger_than_the_database_holds_breaks_nothing(days):
    assert page(Holiday.objects.all(), NEWEST, f"a~{10**30}", size=5).rows is not None


def test_the_address_of_a_page_keeps_the_filters():
    query = QueryDict("status=terlambat&hal=lama")
    assert address(query, "a~7") == "?status=terlambat&hal=a~7"
    assert address(query, "") == ""
