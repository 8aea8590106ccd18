"""Mail: read from a real SMTP server, at once or as a summary, once also when the server or the sender fails."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.utils import timezone

from kinerja.notifications.actions import notify
from kinerja.notifications.choosing import choose
from kinerja.notifications.mail import sending
from kinerja.notifications.mail.models import Mail, Mode, Posting
from kinerja.notifications.mail.queueing import queue_mail, send_digests
from kinerja.notifications.mail.sending import send_mail
from kinerja.notifications.models import Kind, MailState, Notification
from kinerja.notifications.posting import LEASE, pause_after, send_again
from sop.offices.models import Office, User
from tests.kinerja.notifications.sink import free_port, running

NOW = dt.datetime(2026, 10, 1, 4, 0, tzinfo=dt.UTC)
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def port(settings):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", free_port()
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.PUBLIC_URL = "https://kinerja.contoh.go.id"
    return settings.EMAIL_PORT


def office() -> Office:
    return Office.objects.create(code="dinas", name="Dinas Contoh", letterhead="DINAS", city="Kota")


def person(name: str = "sari") -> User:
    return User.objects.create(username=name, name=name.title(), password="!", email=f"{name}@contoh.go.id")


def tell(of: Office, *users: User, key: str = "langkah:1:reached") -> None:
    notify(
        users, office=of, key=key, kind=Kind.REACHED, title="Perlu paraf: Laporan TW III", text="Realisasi 97,25 persen",
        url="/berkas/7/", at=NOW,
    )  # fmt: skip
    Notification.objects.update(due_at=NOW + dt.timedelta(days=6))


@pytest.mark.django_db
def test_a_mail_says_what_and_until_when_with_a_link_and_without_figures(port):
    tell(office(), person())
    with running(port) as sink:
        assert send_mail(NOW) == 1
        assert send_mail(NOW) == 0
    (mail,) = sink.mails
    assert mail["Subject"] == "[Kinerja Dinas Contoh] Perlu paraf: Laporan TW III (tenggat 7 Okt)"
    assert mail["To"] == "sari@contoh.go.id"
    plain, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    for body in (plain, html):
        assert "https://kinerja.contoh.go.id/berkas/7/" in body
        assert "97" not in body
    assert Notification.objects.get().mail == MailState.QUEUED


@pytest.mark.django_db
def test_a_server_that_is_down_for_an_hour_delays_mail_and_doubles_nothing(port):
    tell(office(), person(), person("budi"))
    at = NOW
    while at < NOW + dt.timedelta(hours=1):
        assert send_mail(at) == 0
        at += dt.timedelta(minutes=5)
    stuck = Mail.objects.all()
    assert {mail.state for mail in stuck} == {Posting.WAITING}
    assert all(3 <= mail.attempts < 12 and "Peladen surel" in mail.problem for mail in stuck)
    with running(port) as sink:
        assert send_again(Mail.objects.all(), at) == 2
        assert [send_mail(at), send_mail(at)] == [2, 0]
    assert sorted(mail["To"] for mail in sink.mails) == ["budi@contoh.go.id", "sari@contoh.go.id"]
    assert [pause_after(n) for n in (1, 2, 3, 20)] == [dt.timedelta(minutes=n) for n in (1, 2, 4, 60)]


@pytest.mark.django_db
def test_a_sender_killed_between_sending_and_marking_repeats_under_the_same_message_id(port, monkeypatch):
    tell(office(), person())

    class Killed(BaseException):
        pass

    def die(*_):
        raise Killed

    with running(port) as sink:
        with monkeypatch.context() as patch:
            patch.setattr(sending, "mark_sent", die)
            with pytest.raises(Killed):
                send_mail(NOW)
        assert Mail.objects.get().state == Posting.CLAIMED
        assert send_mail(NOW + dt.timedelta(minutes=1)) == 0  # perhaps it still lives
        assert send_mail(NOW + LEASE + dt.timedelta(minutes=1)) == 1
    first, second = (mail["Message-ID"] for mail in sink.mails)
    assert first == second
    assert Mail.objects.get().state == Posting.SENT


@pytest.mark.django_db
def test_each_person_is_mailed_as_he_chose(port):
    here, sari, budi, nila = office(), person(), person("budi"), person("nila")
    choose(sari, email=sari.email, mode=Mode.DIGEST)
    choose(budi, email=budi.email, mode=Mode.OFF)
    choose(nila, email="", mode=Mode.AT_ONCE)
    for n in (1, 2):
        tell(here, sari, budi, nila, key=f"langkah:{n}:reached")
    early = dt.datetime(2026, 10, 1, 23, 30, tzinfo=dt.UTC)  # half past six at the office
    with running(port) as sink:
        assert (send_mail(NOW), send_digests(early)) == (0, 0)
        later = early + dt.timedelta(hours=1)
        assert (send_digests(later), send_digests(later), send_mail(later)) == (1, 0, 1)
    (mail,) = sink.mails
    assert mail["Subject"] == "[Kinerja Dinas Contoh] Ringkasan 2 Okt: 2 pemberitahuan"
    assert mail.get_body(("plain",)).get_content().count("- Perlu paraf: Laporan TW III (tenggat 7 Okt)") == 2


@pytest.mark.django_db
def test_what_concerns_an_account_is_mailed_at_once_whatever_was_chosen(port):
    sari, budi, of = person(), person("budi"), office()
    for who, mode in ((sari, Mode.DIGEST), (budi, Mode.OFF)):
        choose(who, email=who.email, mode=mode)
    tell(of, sari, budi)
    notify(
        [sari, budi],
        office=of,
        key="reset 1",
        kind=Kind.ACCOUNT,
        title="Reset diusulkan",
        url="/profil/",
        at=NOW,
    )
    assert queue_mail(NOW) == 2
    assert set(Mail.objects.values_list("user__username", flat=True)) == {"sari", "budi"}
    assert Mail.objects.filter(subject__contains="Reset diusulkan").count() == 2


@pytest.mark.django_db
def test_without_a_server_people_are_told_in_the_application_alone(settings):
    settings.MAIL_CONFIGURED = False
    tell(office(), person())
    assert send_mail(NOW) == 0
    assert Notification.objects.unread().count() == 1
    assert not Mail.objects.exists()


@pytest.mark.django_db
def test_an_address_that_is_none_holds_up_no_other_and_an_account_that_was_closed_is_left_alone(port):
    odd, gone, good = person("aneh"), person("pergi"), person("sari")
    User.objects.filter(pk=odd.pk).update(email="sari@contoh.go.id\nBcc: lain@contoh.go.id")
    tell(office(), odd, gone, good)
    queue_mail(NOW)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    with running(port) as sink:
        assert send_mail(NOW) == 1
    assert [mail["To"] for mail in sink.mails] == ["sari@contoh.go.id"]
    states = {mail.user.username: (mail.state, mail.attempts) for mail in Mail.objects.select_related("user")}
    assert states["aneh"] == (Posting.WAITING, 1)
    assert states["pergi"] == (Posting.FAILED, 0)  # nobody has to look, and nobody sends it again
    assert send_again(Mail.objects.all(), NOW) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_each_mail_once(port):
    here = office()
    tell(here, *(person(f"orang{n}") for n in range(40)))
    start = threading.Barrier(2)

    def run() -> None:
        start.wait()
        send_mail(timezone.now())
        connection.close()

    Notification.objects.update(created_at=timezone.now())
    with running(port) as sink:
        senders = [threading.Thread(target=run) for _ in range(2)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
    assert len(sink.mails) == 40
    assert len({mail["To"] for mail in sink.mails}) == 40
