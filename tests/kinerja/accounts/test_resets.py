"""Two people before an account is opened anew: who asks, who consents, what follows, and what nobody does alone."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinerja.accounts.resets import actions as acts
from kinerja.accounts.resets.errors import AlreadyAsked, NotAsker, NotGranted, NotSecond, NotWaiting, Resting
from kinerja.accounts.resets.models import Outcome, Part, ResetRequest
from kinerja.accounts.resets.resting import let_rest
from kinerja.notifications.models import Notification
from sop.offices.access import Keeping, NotKeeper
from sop.offices.actions.people import hire, renew_secret
from sop.offices.errors import NotYourPerson, SecondOwed
from sop.offices.models import Appointment, KeeperPost, Office, Position, StaffChange, User
from sop.procedures.queries import definition_of
from tests.engine.graphs import OPENED, World
from tests.engine.walking import fresh, take, walk_to_step
from tests.kinerja.accounts.conftest import enter, is_in
from tests.kinerja.accounts.devices import code_of, give_app

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
AT = dt.datetime(2026, 10, 2, 3, 0, tzinfo=dt.UTC)  # a Friday
MONDAY = dt.datetime(2026, 10, 5, 0, 30, tzinfo=dt.UTC)  # 07.30 WIB


def as_(world: World, user: User) -> Keeping:
    day = AT.astimezone(world.office.tz).date()
    return Keeping(world.office, user, f"{user.name}, Jabatan", day, may_change=True)


def asked(world: World, part: Part = Part.FACTORS) -> ResetRequest:
    """The keeper asks for the signer, who has an app."""
    if part == Part.FACTORS:
        give_app(world.people[4])
    return acts.ask(world.people[4], part, as_(world, world.people[2]), reason="Ponsel hilang", at=AT)


def second(world: World) -> Keeping:
    """The third person leads the office."""
    head = world.people[3].appointments.get().position
    Position.objects.filter(office=world.office).exclude(pk=head.pk).update(superior=head)
    return as_(world, world.people[3])


def test_a_reset_is_asked_consented_and_lets_the_account_rest(world):
    signer, head = world.people[4], second(world)
    with time_machine.travel(AT, tick=False):
        theirs, keeper = enter(signer), enter(world.people[2])
        give_app(signer)
        path = f"/pengaturan/{world.office.code}/pegawai/{signer.pk}/faktor/"
        assert head.user.name in keeper.get(path).content.decode()
        assert keeper.post(path, {"reason": ""}).status_code == 422
        there = keeper.post(path, {"reason": "Ponsel hilang"}).url
        assert keeper.post(path, {"reason": "Ponsel hilang"}).status_code == 409
        mine = keeper.get(there).content.decode()
        assert ("Tarik permintaan" in mine, "Setujui" in mine) == (True, False)
        assert keeper.post(there, {"decision": "setuju"}).status_code == 403
        assert is_in(theirs)
        assert "Ponsel hilang" in Notification.objects.get(user=signer).text
        assert (
            "Reset akun"
            in enter(head.user).get(Notification.objects.get(user=head.user).url).content.decode()
        )
        consenting = enter(head.user)
        assert consenting.post(there, {"decision": "tolak"}).status_code == 422
        assert consenting.post(there, {"decision": "setuju", "note": "Sudah ditelepon"}).status_code == 302
        assert consenting.post(there, {"decision": "setuju"}).status_code == 409
        assert not is_in(theirs)
    assert not Authenticator.objects.filter(user=signer).exists()
    signer.refresh_from_db()
    assert signer.signs_from == MONDAY
    assert Notification.objects.filter(user=signer, title="Reset faktor kedua Anda disetujui").exists()
    assert set(StaffChange.objects.values_list("reason", flat=True)) == {"Ponsel hilang", "Sudah ditelepon"}


def test_only_a_second_one_consents_and_the_person_himself_may_refuse(world):
    head, reset = second(world), asked(world)
    for user in (world.people[2], world.people[4], world.clerks[world.units[0].pk]):
        with pytest.raises(NotSecond, match=head.user.name):
            acts.decide(reset, as_(world, user), grant=True, note="", at=AT)
    with pytest.raises(NotSecond):
        acts.decide(reset, as_(world, world.people[2]), grant=False, note="Batal", at=AT)
    with pytest.raises(NotAsker):
        acts.withdraw(reset, head, at=AT)
    with pytest.raises(AlreadyAsked):
        acts.ask(world.people[4], Part.FACTORS, as_(world, world.people[2]), reason="Lagi", at=AT)
    with pytest.raises(NotYourPerson):
        acts.ask(world.people[2], Part.PASSWORD, as_(world, world.people[2]), reason="Saya", at=AT)
    with pytest.raises(NotWaiting, match="lewat waktu"):
        acts.decide(reset, head, grant=True, note="", at=AT + acts.WAITS)
    acts.decide(reset, as_(world, world.people[4]), grant=False, note="Bukan saya", at=AT)
    with pytest.raises(NotWaiting, match="ditolak"):
        acts.decide(reset, head, grant=True, note="", at=AT)
    assert Authenticator.objects.filter(user=world.people[4]).exists()
    assert Notification.objects.get(user=world.people[2]).text.endswith("Catatan: Bukan saya")
    again = acts.ask(world.people[4], Part.FACTORS, as_(world, world.people[2]), reason="Lagi", at=AT)
    acts.withdraw(again, as_(world, world.people[2]), at=AT)
    late = acts.ask(world.people[4], Part.FACTORS, as_(world, world.people[2]), reason="Lagi", at=AT)
    acts.ask(world.people[4], Part.FACTORS, as_(world, world.people[2]), reason="Lagi", at=AT + acts.WAITS)
    assert ResetRequest.objects.get(pk=late.pk).outcome == Outcome.LAPSED


def test_nobody_makes_a_password_alone_for_one_who_signs(world, client):
    keeper, signer, head = as_(world, world.people[2]), world.people[4], second(world)
    for alone in (None, keeper.user, signer):
        with pytest.raises(SecondOwed):
            renew_secret(signer, keeper, reason="Lupa", at=AT, second=alone)
    client.force_login(User.objects.create_superuser("akar", name="Akar"))
    assert client.get(f"/admin/sop/user/{signer.pk}/password/").url.endswith(f"/{signer.pk}/change/")
    reset = asked(world, Part.PASSWORD)
    with pytest.raises(NotGranted):
        acts.make_password(reset, keeper, at=AT)
    acts.decide(reset, head, grant=True, note="", at=AT)
    with pytest.raises(NotAsker):
        acts.make_password(reset, head, at=AT)
    with pytest.raises(NotGranted):
        acts.make_password(reset, keeper, at=AT + acts.GRANTED_FOR)
    give_app(signer)
    secret = acts.make_password(reset, keeper, at=AT)
    with pytest.raises(NotGranted):
        acts.make_password(reset, keeper, at=AT)
    with time_machine.travel(AT, tick=False):
        door = Client()
        door.post("/masuk/", {"login": signer.username, "password": secret})
        assert not is_in(door)  # the second factor is asked for all the same
        door.post("/masuk/faktor-kedua/", {"code": code_of()})
        assert door.get("/").url == "/ganti-sandi/"
    clerk = world.clerks[world.units[0].pk]
    assert renew_secret(clerk, keeper, reason="Lupa", at=AT)


def test_nobody_is_his_own_second_by_an_account_he_opened(world):
    """Neither by that of the head, nor by one he gave a password to, or added, a moment ago."""
    head, keeper = second(world), as_(world, world.people[2])
    with pytest.raises(SecondOwed):  # he leads, whether or not his own steps weigh
        renew_secret(world.people[3], keeper, reason="Lupa", at=AT)
    reset, at = asked(world), timezone.now()
    clerk, office = world.clerks[world.units[0].pk], world.office
    renew_secret(clerk, keeper, reason="Lupa", at=at)
    top = head.user.appointments.get().position
    Appointment.objects.create(
        user=clerk, position=top, kind="plh", since=AT.date(), until=AT.date() + dt.timedelta(days=99)
    )
    empty = Position.objects.create(office=office, code="lowong", title="Perencana")
    new, post = (
        User(username="baru", name="Baru", employment="other"),
        Appointment(position=empty, since=AT.date()),
    )
    hire(new, post, keeper, at=at)
    KeeperPost.objects.create(position=empty)
    for user in (clerk, new):
        user.refresh_from_db()
        assert user.signs_from > at
        with pytest.raises(NotSecond, match=head.user.name) as refused:
            acts.decide(reset, as_(world, user), grant=True, note="", at=AT)
        assert user.name not in str(refused.value)
    User.objects.filter(pk=clerk.pk).update(signs_from=at)
    clerk.refresh_from_db()
    assert acts.decide(reset, as_(world, clerk), grant=True, note="", at=AT).outcome == Outcome.GRANTED


def test_what_was_consented_to_is_carried_out_by_a_keeper_on_one_he_may_still_change(world):
    head, keeper = second(world), as_(world, world.people[2])
    password, factors = asked(world, Part.PASSWORD), asked(world)
    acts.decide(password, head, grant=True, note="", at=AT)
    with pytest.raises(NotKeeper):
        acts.make_password(password, replace(keeper, may_change=False), at=AT)
    User.objects.filter(pk=world.people[4].pk).update(is_superuser=True)
    with pytest.raises(NotYourPerson):
        acts.decide(factors, head, grant=True, note="", at=AT)
    assert acts.decide(factors, head, grant=False, note="Admin", at=AT).outcome == Outcome.REFUSED


def test_who_rests_reads_until_when_in_the_zone_of_his_office_and_a_second_reset_ends_no_longer_rest(world):
    signer = world.people[4]
    Office.objects.filter(pk=world.office.pk).update(zone="Asia/Jayapura")
    signer.signs_from = timezone.now() + dt.timedelta(days=400)
    signer.save()
    page = enter(signer).get("/profil/")
    assert page.status_code == 200
    assert page.content.decode().count("WIT.") == 1
    let_rest(signer, world.office, timezone.now())
    assert signer.signs_from > timezone.now() + dt.timedelta(days=399)


@pytest.mark.parametrize(
    ("days", "words"), [(0, ""), (1, "hari kerja berikutnya"), (3, "hari kerja ke-3 sesudahnya")]
)
def test_the_words_say_what_the_installation_has_set(world, settings, days, words):
    settings.RESET_RESTS_WORKDAYS = days
    keeper = enter(world.people[2])
    path = f"/pengaturan/{world.office.code}/pegawai/{world.people[4].pk}/sandi/"
    for text in (keeper.get(path).content.decode(), keeper.get("/bantuan/").content.decode()):
        assert ("menandatangani" in text and words in text) if words else "lagi mulai" not in text


def test_an_admin_without_a_post_is_reset_at_the_server(capsys):
    root = User.objects.create_superuser("akar", name="Akar")
    give_app(root)
    call_command("reset_account", "akar", "--reason", "Ponsel hilang")
    assert "Akar" in capsys.readouterr().out
    assert not Authenticator.objects.filter(user=root).exists()


def test_the_pages_cost_the_same_for_few_and_many_requests(world, django_assert_num_queries):
    head, keeper = second(world), enter(world.people[2])
    path = f"/pengaturan/{world.office.code}/reset/"
    asked(world)
    keeper.get(path)
    with CaptureQueriesContext(connection) as few:
        keeper.get(path)
    for _ in range(3):
        reset = acts.ask(world.people[4], Part.PASSWORD, as_(world, world.people[2]), reason="Lupa", at=AT)
        acts.decide(reset, head, grant=False, note="Bukan dia", at=AT)
    acts.ask(head.user, Part.PASSWORD, as_(world, world.people[2]), reason="Lupa", at=AT)
    with django_assert_num_queries(len(few)):
        keeper.get(path)
    assert len(few) <= 16


def test_one_keeper_alone_finds_a_second_or_is_told_of_the_server(world, capsys):
    keeper, signer = enter(world.people[2]), world.people[4]
    path = f"/pengaturan/{world.office.code}/pegawai/{signer.pk}/sandi/"
    assert "manage.py reset_account" in keeper.get(path).content.decode()
    root = User.objects.create_superuser("akar", name="Akar")
    assert "Akar (admin aplikasi)" in keeper.get(path).content.decode()
    there = keeper.post(path, {"reason": "Lupa"}).url
    assert Notification.objects.filter(user=root, url=there).exists()
    give_app(signer)
    call_command("reset_account", signer.username, "--reason", "Lupa semuanya")
    assert signer.name in capsys.readouterr().out
    assert not Authenticator.objects.filter(user=signer).exists()
    assert Notification.objects.filter(user=signer, title="Akun Anda direset").exists()


def test_an_account_that_rests_sends_back_and_signs_nothing(world):
    submission = world.begin()
    walk_to_step(world, submission, 2)
    by = world.people[2]
    by.signs_from = OPENED + dt.timedelta(days=9999)
    by.save()
    submission = fresh(submission)
    place = submission.run.marking[0]
    forth, back = definition_of(submission.run.publication).moves(2)
    with pytest.raises(Resting, match="baru dibuat atau direset"):
        take(world, submission, place, forth)
    take(world, submission, place, back)
    assert fresh(submission).status == "draft"


def test_the_database_knows_the_rule_and_a_fault_leaves_everything_as_it_was(world, monkeypatch):
    head, reset = second(world), asked(world)
    for wrong in (world.people[2], world.people[4], None):
        with pytest.raises(IntegrityError), transaction.atomic():
            ResetRequest.objects.update(outcome="granted", decided_by=wrong, decided_at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        ResetRequest.objects.update(asked_by=world.people[4])
    monkeypatch.setattr(acts, "notify", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        acts.decide(reset, head, grant=True, note="", at=AT)
    world.people[4].refresh_from_db()
    assert world.people[4].signs_from is None
    assert Authenticator.objects.filter(user=world.people[4]).exists()
    assert ResetRequest.objects.get().outcome == Outcome.OPEN


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_a_consent_and_a_refusal_at_once_one_stands(world):
    KeeperPost.objects.create(position=world.people[3].appointments.get().position)
    reset, start = asked(world), Barrier(2)

    def decide(user: User) -> bool:
        start.wait()
        try:
            acts.decide(reset, as_(world, user), grant=user == world.people[3], note="Putusan", at=AT)
        except NotWaiting:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(decide, (world.people[3], world.people[4]))) == [False, True]
    granted = ResetRequest.objects.get().outcome == Outcome.GRANTED
    assert granted != Authenticator.objects.filter(user=world.people[4]).exists()
