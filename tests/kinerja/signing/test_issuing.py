"""Certificates and their keys: who opens them, when they end, and where the passphrase never is."""

import datetime as dt
import io
import stat
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.utils import timezone

from kinerja.signing.authority import FOLDER, authority
from kinerja.signing.errors import CertificateExpired, CertificateRevoked, PassphraseTooShort, WrongPassphrase
from kinerja.signing.issuing import issue_certificate, revoke_certificates, revoke_departed, unlock
from kinerja.signing.models import Certificate
from kinerja.signing.trust import revoked_now
from sop.offices.models import Appointment, Office, Position, User
from tests.kinerja.signing.paper import PHRASE

NIP = "196703031998091001"
pytestmark = pytest.mark.django_db


@pytest.fixture
def official():
    return User.objects.create_user("kepala", password="x", name="Drs. Contoh, M.Si.", nip=NIP)


def test_a_certificate_names_the_person_and_may_only_sign(official):
    row = issue_certificate(official, PHRASE)
    issued = x509.load_pem_x509_certificate(row.pem.encode())
    assert issued.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value == official.name
    assert issued.subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)[0].value == NIP
    usage = issued.extensions.get_extension_for_class(x509.KeyUsage)
    assert usage.critical
    assert usage.value.digital_signature
    assert usage.value.content_commitment
    assert not usage.value.key_cert_sign
    issued.verify_directly_issued_by(authority().root.certificate)


def test_only_the_passphrase_opens_the_key(official):
    row = issue_certificate(official, PHRASE)
    opened = unlock(row, PHRASE, at=timezone.now())
    assert opened.key.key_size == 2048
    assert "key" not in repr(opened)
    with pytest.raises(WrongPassphrase):
        unlock(row, PHRASE + " ", at=timezone.now())


def test_a_short_passphrase_is_refused(official):
    with pytest.raises(PassphraseTooShort):
        issue_certificate(official, "kopi tubruk")
    assert not Certificate.objects.exists()


def test_what_is_revoked_or_over_signs_nothing(official):
    row = issue_certificate(official, PHRASE)
    with pytest.raises(CertificateExpired):
        unlock(row, PHRASE, at=timezone.now() + dt.timedelta(days=731))
    revoke_certificates(official, reason="frasa sandi lupa")
    row.refresh_from_db()
    with pytest.raises(CertificateRevoked):
        unlock(row, PHRASE, at=timezone.now())
    listed = x509.load_der_x509_crl(revoked_now())
    assert [f"{entry.serial_number:x}" for entry in listed] == [row.serial]


def test_a_new_certificate_takes_the_place_of_the_old_one(official):
    old = issue_certificate(official, PHRASE)
    new = issue_certificate(official, PHRASE)
    old.refresh_from_db()
    assert (old.revoked_at is None, new.revoked_at is None) == (False, True)
    assert Certificate.objects.newest_of(official.pk) == new
    with pytest.raises(IntegrityError):
        Certificate.objects.filter(pk=old.pk).update(revoked_at=None)


def test_the_keys_of_the_authority_are_readable_by_the_service_alone():
    authority()
    keys = list((Path(settings.DATA_DIR) / FOLDER).glob("*.key"))
    assert {"root.key", "clock.key"} <= {key.name for key in keys}
    assert {stat.S_IMODE(key.stat().st_mode) for key in keys} == {0o600}


def test_the_commands_issue_and_revoke(official, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PHRASE}\n"))
    call_command("issue_certificate", NIP)
    assert Certificate.objects.get().user == official
    assert PHRASE not in "".join(capsys.readouterr())
    call_command("revoke_certificate", "kepala", reason="frasa sandi lupa")
    assert Certificate.objects.get().reason == "frasa sandi lupa"
    with pytest.raises(CommandError, match="tidak memiliki sertifikat"):
        call_command("revoke_certificate", "kepala", reason="lagi")
    with pytest.raises(CommandError, match="Tidak ada pengguna"):
        call_command("issue_certificate", "tiada")
    monkeypatch.setattr("sys.stdin", io.StringIO("pendek\n"))
    with pytest.raises(CommandError, match="paling sedikit 12 huruf"):
        call_command("issue_certificate", "kepala")


def test_a_certificate_ends_with_the_last_appointment_and_only_then():
    office = Office.objects.create(code="dinas", name="Dinas", letterhead="D", city="K", zone="Asia/Jayapura")
    post = Position.objects.create(office=office, code="kepala", title="Kepala", shared=True)
    at = dt.datetime(2026, 10, 1, 16, 0, tzinfo=dt.UTC)  # the second of October in Jayapura
    today = dt.date(2026, 10, 2)
    spans = {
        "gone": [(2020, today - dt.timedelta(days=1))],
        "last day": [(2020, today)],
        "goes on": [(2020, today - dt.timedelta(days=1)), (2021, None)],
        "never": [],
    }
    for name, rows in spans.items():
        person = User.objects.create_user(name, password="x", name=name)
        issue_certificate(person, PHRASE)
        for since, until in rows:
            Appointment.objects.create(user=person, position=post, since=dt.date(since, 1, 1), until=until)
    locked_out = User.objects.create_user("inactive", password="x", name="inactive", is_active=False)
    issue_certificate(locked_out, PHRASE)
    assert revoke_departed(at) == 2
    assert revoke_departed(at + dt.timedelta(hours=1)) == 0
    ended = Certificate.objects.exclude(revoked_at=None)
    assert {row.user.name for row in ended.select_related("user")} == {"gone", "inactive"}
    assert {(row.revoked_at, row.reason) for row in ended} == {(at, "penugasan berakhir")}
    out = io.StringIO()
    call_command("revoke_certificate", departed=True, stdout=out)
    assert "sertifikat dicabut" in out.getvalue()
    for wrong in ({"departed": True, "user": "gone"}, {}):
        with pytest.raises(CommandError):
            call_command(
                "revoke_certificate",
                *([wrong["user"]] if "user" in wrong else []),
                departed="departed" in wrong,
            )
