"""The tabs Jabatan & pegawai and Penugasan: what a keeper does there, and what follows for the people concerned."""

import datetime as dt
import re
from html import unescape

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sop.offices.models import Appointment, KeeperPost, Position, StaffChange, User
from tests.engine.graphs import World, build, straight
from tests.engine.walking import walk_to_step

pytestmark = pytest.mark.django_db
SECRET = re.compile(r'class="staff-secret">([a-z0-9-]+)<')
OWN = "kopi-tubruk-pagi-sekali"
PERSON = {
    "name": "Sari Rekaan, S.E.",
    "employment": "pns",
    "nip": "19800101 200501 2 001",
    "rank": "Penata (III/c)",
}


@pytest.fixture
def world() -> World:
    world = build(straight(), units=1)
    User.objects.update(password=make_password(OWN))
    for user in world.people.values():
        user.refresh_from_db()
    KeeperPost.objects.create(position=world.people[2].appointments.get().position)
    return world


@pytest.fixture
def keeper(world) -> Client:
    client = Client()
    client.force_login(world.people[2])
    return client


def url(world: World, rest: str) -> str:
    return f"/pengaturan/{world.office.code}/{rest}"


def text(answer) -> str:
    return re.sub(r"\s+", " ", unescape(answer.content.decode()))


def vacancy(world: World) -> Position:
    return Position.objects.create(office=world.office, code="kosong", title="Perencana")


def hire(world: World, keeper: Client, **changes) -> tuple[User, str]:
    post = {**PERSON, "username": "sari", "position": vacancy(world).pk, "since": "2026-01-05", **changes}
    answer = keeper.post(url(world, "pegawai/baru/"), post)
    assert answer.status_code == 200, text(answer)
    found = SECRET.search(answer.content.decode())
    assert found
    return User.objects.get(username="sari"), found[1]


def log_in(password: str, name: str = "sari") -> tuple[Client, str]:
    client = Client()
    answer = client.post("/masuk/", {"login": name, "password": password}, follow=True)
    return client, answer.request["PATH_INFO"]


def test_a_first_password_is_made_shown_once_and_serves_for_choosing_ones_own(world, keeper):
    sari, secret = hire(world, keeper)
    assert (sari.nip, sari.appointments.get().capacity) == ("198001012005012001", "Perencana")
    assert secret not in "".join(StaffChange.objects.values_list("what", flat=True))
    client, path = log_in(secret)
    assert path == "/ganti-sandi/"
    assert client.get("/tugas/").url == "/ganti-sandi/"
    assert client.get("/tugas/", headers={"accept": "application/json"}).status_code == 403
    new = {"oldpassword": secret, "password1": OWN, "password2": OWN}
    client.post("/ganti-sandi/", new)
    sari.refresh_from_db()
    assert sari.first_secret_until is None
    assert log_in(OWN)[1] == "/"
    assert log_in(secret)[1] == "/masuk/"


def test_a_first_password_that_is_too_old_opens_nothing(world, keeper):
    sari, secret = hire(world, keeper)
    User.objects.filter(pk=sari.pk).update(first_secret_until=timezone.now() - dt.timedelta(minutes=1))
    client, path = log_in(secret)
    assert path == "/masuk/"
    assert "_auth_user_id" not in client.session


def test_what_is_typed_wrong_is_said_beside_the_field_and_saves_nothing(world, keeper):
    held = world.people[3].appointments.get().position
    for changes, sentence in (
        ({"nip": "123"}, "NIP harus 18 angka"),
        ({"username": world.people[3].username.upper()}, "Nama pengguna ini sudah dipakai"),
        ({"position": held.pk}, "sudah memiliki"),
        ({"position": "999999"}, "Pilih jabatan dari daftar"),
    ):
        post = {**PERSON, "username": "sari", "position": held.pk, "since": "2026-01-05"} | changes
        answer = keeper.post(url(world, "pegawai/baru/"), post)
        assert answer.status_code == 422
        assert sentence in text(answer)
    assert not User.objects.filter(username="sari").exists()
    assert not StaffChange.objects.exists()


def test_a_correction_keeps_old_and_new(world, keeper):
    who = world.people[3]
    answer = keeper.post(url(world, f"pegawai/{who.pk}/"), PERSON)
    assert answer.status_code == 302
    told = StaffChange.objects.get().what
    assert f"nama ‘{who.name}’ menjadi ‘Sari Rekaan, S.E.’" in told
    assert "Sari Rekaan" in text(keeper.get(url(world, "jabatan/")))


def test_switching_an_account_off_ends_its_rights_at_once_and_leaves_its_step_without_performer(
    world, keeper
):
    walk_to_step(world, world.begin(), 3)
    who, there = world.people[3], url(world, f"pegawai/{world.people[3].pk}/akun/")
    client = Client()
    client.force_login(who)
    assert client.get("/tugas/").status_code == 200
    assert "1 langkah menunggu jabatannya" in text(keeper.get(there))
    assert keeper.post(there, {"to": "nonaktif"}).status_code == 422
    assert keeper.post(there, {"to": "nonaktif", "reason": "Pensiun"}).status_code == 302
    assert keeper.post(there, {"to": "nonaktif", "reason": "Pensiun"}).status_code == 409
    assert client.get("/tugas/").status_code == 302
    assert StaffChange.objects.values_list("reason", "tasks").get() == ("Pensiun", 1)
    orphans = text(keeper.get(url(world, "tanpa-pelaksana/")))
    assert "Tugaskan" in orphans
    assert "Tanpa pelaksana" in text(keeper.get("/pengisian/"))
    keeper.post(there, {"to": "aktif", "reason": "Keliru"})
    assert "Semua langkah ada pelaksananya" in text(keeper.get(url(world, "tanpa-pelaksana/")))


def test_a_one_time_password_ends_the_sessions_of_its_owner(world, keeper):
    who = next(iter(world.clerks.values()))
    client = Client()
    client.force_login(who)
    answer = keeper.post(url(world, f"pegawai/{who.pk}/sandi/"), {"reason": "Lupa kata sandi"})
    assert SECRET.search(answer.content.decode())
    assert client.get("/tugas/").status_code == 302
    assert StaffChange.objects.get().reason == "Lupa kata sandi"


def test_a_keeper_does_not_touch_himself_superusers_or_those_who_serve_elsewhere(world, keeper):
    other = build(straight(), units=1)
    who, admin = world.people[3], world.people[4]
    User.objects.filter(pk=admin.pk).update(is_superuser=True)
    Appointment.objects.create(user=who, position=vacancy(other), since=dt.date(2020, 1, 1))
    for person in (world.people[2], admin, who):
        for act in ("akun/", "sandi/"):
            answer = keeper.post(url(world, f"pegawai/{person.pk}/{act}"), {"reason": "x", "to": "nonaktif"})
            assert answer.status_code == 403, (person, act)
    assert keeper.get(url(world, f"pegawai/{other.people[3].pk}/")).status_code == 404
    assert not StaffChange.objects.exists()


def test_an_appointment_is_seen_as_it_will_be_printed_before_it_is_saved(world, keeper):
    walk_to_step(world, world.begin(), 3)
    head, deputy = world.people[3].appointments.get().position, world.people[4]
    Position.objects.filter(pk=head.pk).update(title="Kepala Dinas")
    there, today = url(world, "penugasan/baru/"), timezone.localdate()
    typed = {
        "position": head.pk, "user": deputy.pk, "kind": "plh", "since": today, "until": today + dt.timedelta(days=9),
    }  # fmt: skip
    assert "Isi nomor surat perintah" in text(keeper.post(there, typed))
    typed |= {"decree_number": "800.1.11.1/9", "decree_date": today}
    seen = text(keeper.post(there, typed))
    assert "Plh. Kepala Dinas," in seen
    assert "1 langkah jabatan ini" in seen
    assert keeper.post(there, typed | {"confirmed": "1"}).status_code == 422  # the reason is owed
    assert "Lihat pratinjau" in text(keeper.post(there, typed | {"back": "1"}))
    assert Appointment.objects.filter(kind="plh").count() == 0
    saved = keeper.post(there, typed | {"confirmed": "1", "reason": "Cuti"}, follow=True)
    assert "Dokumen akan mencetak “Plh. Kepala Dinas" in text(saved)
    again = keeper.post(there, typed | {"confirmed": "1", "reason": "Cuti"})
    assert again.status_code == 422
    assert "Kepala Dinas sudah memiliki Plh." in text(again)
    post = Appointment.objects.get(kind="plh")
    assert (
        keeper.post(
            url(world, f"penugasan/{post.pk}/akhiri/"), {"until": "2020-01-01", "reason": "x"}
        ).status_code
        == 422
    )
    ended = keeper.post(
        url(world, f"penugasan/{post.pk}/akhiri/"), {"until": today, "reason": "Sudah kembali"}
    )
    assert ended.status_code == 302
    assert StaffChange.objects.count() == 2


def test_the_pages_cost_the_same_for_few_and_many_people(world, keeper):
    def cost(rest: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert keeper.get(url(world, rest)).status_code == 200
        return len(captured)

    pages = ("jabatan/", "penugasan/", "tanpa-pelaksana/", "penugasan/baru/")
    cost(pages[0])  # the first request of a session writes it
    before = [cost(page) for page in pages]
    for n in range(5):
        post = Position.objects.create(office=world.office, code=f"baru-{n}", title=f"Baru {n}")
        user = User.objects.create(username=f"baru-{n}", name=f"Baru {n}", password="!")
        Appointment.objects.create(user=user, position=post, since=dt.date(2020, 1, 1))
    assert [cost(page) for page in pages] == before
    assert max(before) <= 12


def test_a_step_is_given_to_a_person_and_back_from_its_file(world, keeper):
    file = walk_to_step(world, world.begin(), 3)
    sari, _ = hire(world, keeper)
    User.objects.filter(pk=sari.pk).update(first_secret_until=None)
    step, page = file.run.places()[0], text(keeper.get(file.get_absolute_url()))
    there = f"/berkas/{file.pk}/tugaskan/{step['id']}/"
    assert there in page
    form = keeper.get(there).context["form"]
    typed = {
        "key": form.initial["key"],
        "expected_seq": form.initial["expected_seq"],
        "reason": "Pejabat sakit",
    }
    assert keeper.post(there, typed | {"to": world.people[3].pk}).status_code == 422
    told = text(keeper.post(there, typed | {"to": sari.pk}, follow=True))
    assert "ditugaskan kepada Sari Rekaan, S.E." in told
    assert "menugaskan langkah kepada Sari Rekaan, S.E. (Perencana (ditugaskan untuk Kolom 3))" in told
    again = keeper.post(there, typed | {"to": sari.pk}, follow=True)
    assert "tidak dicatat dua kali" in text(again)
    client = Client()
    client.force_login(User.objects.get(pk=sari.pk))
    assert "sebagai Perencana (ditugaskan untuk Kolom 3)" in text(client.get("/tugas/"))
    form = keeper.get(there).context["form"]
    typed = {
        "key": form.initial["key"],
        "expected_seq": form.initial["expected_seq"],
        "reason": "Sudah sembuh",
    }
    assert "kembali kepada Kolom 3" in text(keeper.post(there, typed | {"to": "kembalikan"}, follow=True))
    assert "task-body" not in text(client.get("/tugas/"))
