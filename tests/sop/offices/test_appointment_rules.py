"""Who may hold and act for a post on which days; what is only unusual is said, not refused."""

import datetime as dt
import itertools
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from sop.errors import RuleError
from sop.offices.access import Keeping
from sop.offices.actions.appointments import appoint, end
from sop.offices.cautions import cautions
from sop.offices.circles import Span, StandIn, circle_with
from sop.offices.errors import AlreadyEnded
from sop.offices.models import Appointment, Office, Position, StaffChange, User

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
DAY = dt.date(2026, 10, 1)
_count = itertools.count(1)


def day(number: int) -> dt.date:
    return DAY + dt.timedelta(days=number - 1)


@pytest.fixture
def office():
    return Office.objects.create(code="kantor", name="Dinas Contoh", letterhead="PEMERINTAH", city="Kota")


def somebody(name: str) -> User:
    return User.objects.create(username=f"{name.lower()}-{next(_count)}", name=name)


def post_of(office: Office, holder: User | None = None, **fields) -> Position:
    n = next(_count)
    post = Position.objects.create(office=office, code=f"j{n}", title=f"Jabatan {n}", **fields)
    if holder is not None:
        Appointment.objects.create(user=holder, position=post, since=dt.date(2020, 1, 1))
    return post


def acting(
    user: User, post: Position, first: int = 1, last: int | None = 10, kind: str = "plh"
) -> Appointment:
    until = day(last) if last else None
    return Appointment(user=user, position=post, kind=kind, since=day(first), until=until)


def keeping(office: Office) -> Keeping:
    return Keeping(office, somebody("Pengelola"), "Pengelola, Kasubag", DAY, may_change=True)


def refusal(post: Appointment) -> str:
    with pytest.raises(ValidationError) as refused:
        post.clean()
    return " ".join(refused.value.messages)


@pytest.mark.parametrize(
    ("there", "new", "clash"),
    [
        ("definitif", "definitif", True), ("definitif", "pj", True), ("pj", "definitif", True),
        ("plh", "plh", True), ("plh", "plt", True), ("plt", "plh", True),
        ("definitif", "plh", False), ("pj", "plh", False), ("plt", "definitif", False),
    ],
)  # fmt: skip
def test_a_post_has_one_holder_and_one_acting_official_a_day(office, there, new, clash):
    post, first, second = post_of(office), somebody("Ani"), somebody("Budi")
    acting(first, post, 1, 10, there).save()
    wanted = acting(second, post, 10, 20, new)
    if clash:
        assert f"{post.title} sudah memiliki" in refusal(wanted)
        assert "(Ani) pada 01-10-2026 – 10-10-2026" in refusal(wanted)
    else:
        wanted.clean()
    acting(second, post, 11, 20, new).clean()


def test_a_shared_post_is_held_by_several_but_by_nobody_twice(office):
    team, ani = post_of(office, shared=True), somebody("Ani")
    acting(ani, team, 1, None, "definitif").save()
    acting(somebody("Budi"), team, 1, None, "definitif").clean()
    assert "sudah memiliki" in refusal(acting(ani, team, 5, None, "definitif"))


def test_a_plh_ends_and_nobody_acts_for_his_own_post(office):
    ani = somebody("Ani")
    post = post_of(office, ani)
    assert "Plh. hanya untuk sementara" in refusal(acting(somebody("Budi"), post, 1, None))
    for kind in ("plh", "plt"):
        assert "tidak dapat menjadi" in refusal(acting(ani, post, 1, 10, kind))


def test_two_people_do_not_stand_in_for_each_other_also_over_a_third(office):
    ani, budi, citra = somebody("Ani"), somebody("Budi"), somebody("Citra")
    of_ani, of_budi, of_citra = post_of(office, ani), post_of(office, budi), post_of(office, citra)
    acting(ani, of_budi, 1, 10).save()
    assert "saling menggantikan" in refusal(acting(budi, of_ani, 10, 20))
    acting(budi, of_ani, 11, 20).clean()
    acting(budi, of_citra, 5, 8).save()
    assert "saling menggantikan" in refusal(acting(citra, of_ani, 8, 9))
    acting(citra, of_ani, 9, 10).clean()  # on these days Budi stands in for nobody
    assert any(
        "sendiri digantikan Plh." in sentence for sentence in cautions(acting(budi, of_ani, 1, 2), DAY)
    )


def test_a_circle_is_one_day_long_at_least_and_a_chain_without_end_is_none():
    def link(deputy, absent, first, last):
        return StandIn(deputy, absent, Span(day(first), day(last)))

    assert circle_with(link(1, 2, 1, 9), [link(2, 3, 1, 5), link(3, 1, 6, 9)]) == ()
    assert [row.span for row in circle_with(link(1, 2, 1, 9), [link(2, 3, 1, 5), link(3, 1, 5, 9)])] == [
        Span(day(1), day(9)), Span(day(1), day(5)), Span(day(5), day(5)),
    ]  # fmt: skip
    assert circle_with(link(1, 2, 1, 9), [link(2, 3, 1, 9), link(3, 2, 1, 9)]) == ()


def test_what_practice_does_otherwise_is_said_and_not_refused(office):
    held, vacant = post_of(office, somebody("Ani")), post_of(office)
    budi = somebody("Budi")
    assert "masih menjabat" in cautions(acting(budi, held, 1, 10, "plt"), DAY)[0]
    assert "kosong pada tanggal itu" in cautions(acting(budi, vacant), DAY)[0]
    assert "berlaku surut" in cautions(acting(budi, held), day(3))[0]
    assert cautions(acting(budi, held), DAY) == cautions(acting(budi, vacant, 1, 10, "plt"), DAY) == []


def test_appointing_and_ending_are_recorded_with_reason_and_never_delete(office):
    post, by = post_of(office, somebody("Ani")), keeping(office)
    made = appoint(acting(somebody("Budi"), post), by, reason="Cuti tahunan")
    ended = end(made, by, until=day(3), reason="Pulang lebih awal")
    assert (ended.until, ended.ended_reason) == (day(3), "Pulang lebih awal")
    told = list(StaffChange.objects.order_by("pk").values_list("what", "reason", "by_name"))
    assert told == [
        (f"Budi ditugaskan sebagai Plh. {post.title}, 01-10-2026 – 10-10-2026", "Cuti tahunan", by.name),
        (f"Penugasan Budi sebagai Plh. {post.title} berakhir 03-10-2026", "Pulang lebih awal", by.name),
    ]
    with pytest.raises(AlreadyEnded):
        end(made, by, until=day(3), reason="Sekali lagi")
    with pytest.raises(ValidationError):
        end(made, by, until=DAY - dt.timedelta(days=1), reason="Salah")
    assert StaffChange.objects.count() == 2


def test_a_fault_while_appointing_leaves_nothing(office, monkeypatch):
    post, by = post_of(office, somebody("Ani")), keeping(office)
    monkeypatch.setattr("sop.offices.actions.appointments.record", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        appoint(acting(somebody("Budi"), post), by, reason="Cuti")
    assert post.appointments.count() == 1


@pytest.mark.postgres
def test_postgresql_refuses_an_overlap_that_passes_by_the_act(office):
    post = post_of(office, somebody("Ani"))
    with pytest.raises(IntegrityError), transaction.atomic():
        acting(somebody("Budi"), post, 1, None, "pj").save()
    acting(somebody("Budi"), post, 1, 5).save()
    later = acting(somebody("Citra"), post, 6, 9)
    later.save()
    later.since = day(5)
    with pytest.raises(IntegrityError), transaction.atomic():
        later.save()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("circle", [False, True], ids=["one post", "a circle"])
def test_of_two_appointments_at_once_that_exclude_each_other_one_is_made(office, circle):
    ani, budi, citra = somebody("Ani"), somebody("Budi"), somebody("Citra")
    of_ani, of_budi = post_of(office, ani), post_of(office, budi)
    wanted = [acting(ani, of_budi), acting(budi if circle else citra, of_ani if circle else of_budi)]
    by, line, found = keeping(office), threading.Barrier(2), []

    def go(post):
        try:
            line.wait()
            found.append(appoint(post, by, reason="Cuti"))
        except (ValidationError, RuleError) as refused:
            found.append(refused)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=(post,)) for post in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(isinstance(row, Appointment) for row in found) == [False, True], found
    assert Appointment.objects.filter(kind="plh").count() == 1
