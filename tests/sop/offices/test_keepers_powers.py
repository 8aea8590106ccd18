"""What a keeper may not do with people and posts, and who learns of what he does."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from kinerja.notifications.models import Notification
from sop.offices.access import Keeping
from sop.offices.actions.appointments import appoint, end
from sop.offices.actions.people import correct, hire, insist_keeper_of, renew_secret
from sop.offices.errors import NotYourPerson, SelfAppointed
from sop.offices.models import Appointment, KeeperPost, Position, StaffChange, User
from sop.runs.models import StepRun
from tests.engine.graphs import World, build, straight
from tests.engine.walking import walk_to_step

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
AT = timezone.now()


@pytest.fixture
def world() -> World:
    """The second and the fourth person hold keeper posts."""
    world = build(straight(), units=1)
    for number in (2, 4):
        KeeperPost.objects.create(position=post_of(world, number))
    return world


def post_of(world: World, number: int) -> Position:
    return world.people[number].appointments.order_by("pk").first().position


def keeping(world: World) -> Keeping:
    day = timezone.localdate(timezone=world.office.tz)
    return Keeping(world.office, world.people[2], "Pengelola, Kolom 2", day, may_change=True)


def vacancy(world: World, code: str = "kosong") -> Position:
    return Position.objects.create(office=world.office, code=code, title="Kepala Dinas")


def told() -> dict[str, str]:
    return dict(Notification.objects.values_list("user__username", "title"))


def test_a_keeper_does_not_appoint_himself(world):
    kept = keeping(world)
    post = Appointment(user=kept.user, position=vacancy(world), since=kept.day)
    with pytest.raises(SelfAppointed):
        appoint(post, kept, reason="Ingin saja")
    assert not StaffChange.objects.exists()
    client = Client()
    client.force_login(kept.user)
    there = f"/pengaturan/{world.office.code}/penugasan/baru/"
    answer = client.get(there)
    offered = set(answer.context["form"].fields["user"].queryset)
    assert kept.user not in offered
    assert world.people[3] in offered
    assert "diri sendiri" in answer.content.decode()


def test_owner_and_other_keepers_learn_of_a_one_time_password(world):
    kept, owner = keeping(world), world.people[3]
    renew_secret(owner, kept, reason="Lupa", at=AT, second=world.people[4])
    titles = told()
    assert "Kata sandi sekali pakai" in titles[owner.username]
    assert owner.name in titles[world.people[4].username]
    assert kept.user.username not in titles
    assert "Pengelola, Kolom 2" in Notification.objects.get(user=owner).text


def test_those_concerned_learn_of_an_appointment_its_end_and_a_corrected_address(world):
    kept, who = keeping(world), world.people[3]
    post = Appointment(user=who, position=vacancy(world), since=kept.day)
    appoint(post, kept, reason="Mutasi")
    assert set(told()) == {who.username, world.people[4].username}
    end(post, kept, until=kept.day, reason="Keliru")
    who.email = "lain@contoh.go.id"
    correct(who, kept, ["email"])
    assert Notification.objects.filter(user=who).count() == 3


def test_whoever_is_stood_in_for_learns_by_whom(world):
    kept, who, head = keeping(world), world.people[3], vacancy(world)
    away = User.objects.create(username="kepala", name="Kepala")
    Appointment.objects.create(user=away, position=head, since=kept.day)
    post = Appointment(
        user=who, position=head, kind="plh", since=kept.day, until=kept.day,
        decree_number="800/1", decree_date=kept.day,
    )  # fmt: skip
    appoint(post, kept, reason="Dinas luar")
    titles = told()
    assert titles[who.username].startswith("Anda ditugaskan sebagai Plh.")
    assert titles[away.username].startswith(f"{who} menjalankan tugas Anda sebagai Plh.")


def test_whoever_will_serve_elsewhere_is_not_this_keepers_alone_and_both_offices_read_of_it(world):
    other, kept, who = build(straight(), units=1), keeping(world), world.people[3]
    coming = timezone.localdate() + dt.timedelta(days=9)
    there = Position.objects.create(office=other.office, code="camat", title="Camat")
    Appointment.objects.create(user=who, position=there, since=coming)
    with pytest.raises(NotYourPerson):
        insist_keeper_of(kept, who)
    who.rank = "Pembina (IV/a)"
    correct(who, kept, ["rank"])
    assert StaffChange.objects.filter(what__contains="pangkat").values_list("office").count() == 2


def test_an_appointment_does_not_end_before_what_was_done_in_it(world):
    walk_to_step(world, world.begin(), 3)
    done = world.people[2].appointments.get()
    admin = User.objects.create(username="admin-utama", name="Admin", is_superuser=True)
    kept = Keeping(
        world.office, admin, "Admin", timezone.localdate(timezone=world.office.tz), may_change=True
    )
    acted = StepRun.objects.get(closed_by=done.user).closed_at.astimezone(world.office.tz).date()
    before = acted - dt.timedelta(days=1)
    with pytest.raises(ValidationError, match="masih mengerjakan"):
        end(done, kept, until=before, reason="Mundur")
    end(world.people[4].appointments.get(), kept, until=before, reason="Belum mengerjakan apa pun")
    end(done, kept, until=acted, reason="Pindah")


def test_a_new_holder_closes_no_circle_either(world):
    ani, budi = world.people[3], world.people[4]
    empty, day = vacancy(world), timezone.localdate()
    until = day + dt.timedelta(days=5)
    Appointment.objects.create(user=ani, position=empty, kind="plh", since=day, until=until)
    with pytest.raises(ValidationError, match="Akhiri"):
        Appointment(user=ani, position=empty, since=day).full_clean()
    Appointment.objects.create(user=budi, position=post_of(world, 3), kind="plh", since=day, until=until)
    with pytest.raises(ValidationError, match="saling menggantikan"):
        Appointment(user=budi, position=empty, since=day).full_clean()
    Appointment(user=budi, position=empty, since=until + dt.timedelta(days=1)).full_clean()


def test_nothing_is_left_of_a_hiring_that_breaks(world, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError

    monkeypatch.setattr("sop.offices.actions.people.record", broken)
    new = User(username="baru", name="Baru", employment="other")
    with pytest.raises(RuntimeError):
        hire(new, Appointment(position=vacancy(world), since=dt.date(2026, 1, 5)), keeping(world), at=AT)
    assert not User.objects.filter(username="baru").exists()
