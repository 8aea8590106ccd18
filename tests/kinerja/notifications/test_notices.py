"""Notices: told once, in the transaction of the act, read by their own person alone."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from kinerja.common import keyset
from kinerja.notifications.actions import mark_read, notify
from kinerja.notifications.models import Kind, Notification
from kinerja.notifications.queries import notice_page, unread_count

pytestmark = pytest.mark.django_db
LIST = "/pemberitahuan/"


@pytest.fixture
def tell(musi_rawas):
    def tell(*users, key="ingat:1", **said):
        said = {
            "title": "Isi realisasi Triwulan III",
            "text": "Dua belas baris belum terisi.",
            "url": "/berkas/7/",
        } | said
        return notify(users, office=musi_rawas.office, key=key, kind=Kind.REMINDER, **said)

    return tell


def test_the_same_thing_is_told_to_a_person_once(tell, kasubag, operator):
    assert tell(kasubag) == [kasubag]
    assert tell(kasubag, operator) == [operator]
    assert [unread_count(kasubag), unread_count(operator)] == [1, 1]
    assert tell(kasubag, key="ingat:2") == [kasubag]


def test_what_never_happened_is_not_told(tell, kasubag):
    def fail():
        with transaction.atomic():
            tell(kasubag)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert unread_count(kasubag) == 0


@pytest.mark.parametrize("url", ["https://lain.example/", "//lain.example/", "berkas/7/"])
def test_a_notice_leads_to_a_page_of_ours(tell, kasubag, url):
    with pytest.raises(IntegrityError), transaction.atomic():
        tell(kasubag, url=url)


def test_the_bell_counts_and_the_list_shows_by_day_what_is_for_this_person(tell, kasubag, operator, client):
    tell(kasubag)
    tell(operator, title="Milik orang lain")
    Notification.objects.of(kasubag).update(created_at=dt.datetime(2026, 10, 3, 17, 30, tzinfo=dt.UTC))
    client.force_login(kasubag)
    page = client.get(LIST).content.decode()
    assert 'class="count">1<' in page
    assert "Minggu, 4 Oktober 2026" in page  # half past midnight at the office
    assert "00.30" in page
    assert 'href="/berkas/7/"' in page
    assert "Milik orang lain" not in page


def test_reading_marks_one_row_or_all_that_were_on_the_page(tell, kasubag, operator, client):
    for number in range(3):
        tell(kasubag, operator, key=f"ingat:{number}")
    first, second, _ = Notification.objects.of(kasubag).order_by("pk")
    others = Notification.objects.of(operator).first()
    client.force_login(kasubag)
    url = reverse("notifications:read")
    assert client.post(url, {"satu": first.pk}).url == LIST
    assert unread_count(kasubag) == 2
    client.post(url, {"satu": others.pk})
    client.post(url, {"satu": "semua"})
    assert (unread_count(kasubag), unread_count(operator)) == (2, 3)
    client.post(url, {"sampai": second.pk})
    assert unread_count(kasubag) == 1  # what came after the page was built is still new
    assert unread_count(operator) == 3


def test_the_moment_of_reading_stays_the_first(tell, kasubag):
    tell(kasubag)
    row = Notification.objects.get()
    assert mark_read(kasubag, one=row.pk) == 1
    assert mark_read(kasubag, up_to=row.pk) == 0


def test_nothing_yet_says_so(kasubag, client):
    client.force_login(kasubag)
    page = client.get(LIST).content.decode()
    assert "Belum ada pemberitahuan." in page
    assert "Tandai semua dibaca" not in page


def test_a_long_list_has_pages_and_costs_the_same(musi_rawas, kasubag, client, django_assert_num_queries):
    now = timezone.now()
    Notification.objects.bulk_create(
        Notification(
            user=kasubag, office=musi_rawas.office, key=f"n:{n}", kind=Kind.REMINDER, title=f"Hal {n}", url="/",
            created_at=now - dt.timedelta(hours=n),
        )
        for n in range(keyset.SIZE + 3)
    )  # fmt: skip
    with django_assert_num_queries(1):
        page = notice_page(kasubag)
    with django_assert_num_queries(1):
        rest = notice_page(kasubag, cursor=page.following)
    assert [sum(len(day.notices) for day in some.days) for some in (page, rest)] == [keyset.SIZE, 3]
    client.force_login(kasubag)
    client.get(LIST)
    with django_assert_num_queries(6):
        client.get(LIST)
