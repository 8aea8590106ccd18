"""Asking for a reset, deciding it as a second person, taking it back, and making the password that was consented to."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction
from django.urls import reverse

from kinerja.accounts.actions import take_off
from kinerja.accounts.errors import NoFactor
from kinerja.accounts.queries import has_factor
from kinerja.accounts.resets.errors import AlreadyAsked, NotAsker, NotGranted, NotSecond, NotWaiting
from kinerja.accounts.resets.models import Outcome, Part, ResetRequest
from kinerja.accounts.resets.queries import may_consent, seconds_of, who_may
from kinerja.accounts.resets.resting import let_rest
from kinerja.common.signing_in import log
from kinerja.notifications.actions import notify
from kinerja.notifications.models import Kind
from sop.offices.access import Keeping, NotKeeper
from sop.offices.actions.people import insist_keeper_of, renew_secret
from sop.offices.actions.records import record, tell
from sop.offices.first_secret import give_first_secret
from sop.offices.models import Office, User

WAITS = dt.timedelta(days=3)
GRANTED_FOR = dt.timedelta(days=1)
NOT_YOU = "Bila bukan Anda yang memintanya, buka permintaan ini dan tolak sekarang juga."


@transaction.atomic
def ask(user: User, part: Part, keeping: Keeping, *, reason: str, at: dt.datetime) -> ResetRequest:
    """Ask for a reset of this person; he, and everybody who may consent, is told at once.

    NotYourPerson as every act of a keeper, NoFactor where there is nothing to take off, AlreadyAsked.
    """
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    insist_keeper_of(keeping, user)
    if part == Part.FACTORS and not has_factor(user):
        raise NoFactor
    ResetRequest.objects.filter(user=user, part=part, outcome=Outcome.OPEN, until__lte=at).update(
        outcome=Outcome.LAPSED
    )
    if ResetRequest.objects.filter(user=user, part=part, outcome=Outcome.OPEN).exists():
        raise AlreadyAsked
    reset = ResetRequest.objects.create(
        office=keeping.office, user=user, part=part, reason=reason.strip(), asked_by=keeping.user,
        asked_name=keeping.name, asked_at=at, until=at + WAITS,
    )  # fmt: skip
    what = f"Reset {_part(reset)} {user} diusulkan, menunggu persetujuan orang kedua"
    record(keeping, what, reason=reason, at=at)
    seconds = seconds_of(keeping.office, keeping.day, neither=(user, keeping.user))
    _tell([user], reset, f"Reset {_part(reset)} Anda diusulkan", f"Oleh {reset.asked_name}. Alasan: {reset.reason}. {NOT_YOU}", at)  # fmt: skip
    _tell(seconds, reset, f"Perlu persetujuan: reset {_part(reset)} {user}", f"Diusulkan {reset.asked_name}. Alasan: {reset.reason}. Pastikan {user} sendiri yang memintanya.", at)  # fmt: skip
    log("reset_asked", user, part=part, by=keeping.user.pk)
    return reset


@transaction.atomic
def decide(reset: ResetRequest, keeping: Keeping, *, grant: bool, note: str, at: dt.datetime) -> ResetRequest:
    """Consent as the second person, or refuse; the person himself may refuse too. Factors are taken off at once.

    NotSecond for everybody else, NotWaiting where it was decided meanwhile; NotYourPerson where the person has become
    one meanwhile whom the asker may not change.
    """
    reset = _waiting(reset, at)
    himself = keeping.user.pk == reset.user_id
    if (grant or not himself) and not may_consent(reset, keeping):
        raise NotSecond(_who_may(reset, keeping))
    if grant:
        insist_keeper_of(replace(keeping, user=reset.asked_by), reset.user)
    reset.outcome = Outcome.GRANTED if grant else Outcome.REFUSED
    reset.decided_by, reset.decided_name, reset.decided_at = keeping.user, keeping.name, at
    reset.note, reset.until = note.strip(), at + GRANTED_FOR if grant else reset.until
    if grant and reset.part == Part.FACTORS:
        take_off(reset.user)
        let_rest(reset.user, reset.office, at)
        reset.done_at = at
    reset.save()
    word = "disetujui" if grant else "ditolak"
    record(
        keeping, f"Reset {_part(reset)} {reset.user} {word}, diusulkan {reset.asked_name}", reason=note, at=at
    )
    log("reset_decided", reset.user, part=reset.part, outcome=reset.outcome, by=keeping.user.pk)
    by = f"Oleh {keeping.name}." + (f" Catatan: {reset.note}" if reset.note else "")
    _tell([reset.asked_by], reset, f"Reset {_part(reset)} {reset.user} {word}", by, at)
    _tell([] if himself else [reset.user], reset, f"Reset {_part(reset)} Anda {word}", f"{by} Diusulkan {reset.asked_name}.", at)  # fmt: skip
    return reset


@transaction.atomic
def withdraw(reset: ResetRequest, keeping: Keeping, *, at: dt.datetime) -> ResetRequest:
    """Take one's own request back. NotAsker, NotWaiting."""
    reset = _waiting(reset, at)
    if keeping.user.pk != reset.asked_by_id:
        raise NotAsker
    reset.outcome, reset.decided_by = Outcome.WITHDRAWN, keeping.user
    reset.decided_name, reset.decided_at = keeping.name, at
    reset.save()
    record(keeping, f"Usul reset {_part(reset)} {reset.user} ditarik", at=at)
    _tell([reset.user], reset, f"Usul reset {_part(reset)} Anda ditarik", f"Oleh {keeping.name}.", at)
    return reset


@transaction.atomic
def make_password(reset: ResetRequest, keeping: Keeping, *, at: dt.datetime) -> str:
    """The one-time password, for the one who asked, once. NotAsker, NotGranted; NotKeeper where he is none any more."""
    reset = _locked(reset)
    if keeping.user.pk != reset.asked_by_id:
        raise NotAsker
    if not keeping.may_change:
        raise NotKeeper
    if reset.part != Part.PASSWORD or reset.outcome != Outcome.GRANTED or reset.done_at or reset.until <= at:
        raise NotGranted
    secret = renew_secret(reset.user, keeping, reason=reset.reason, at=at, second=reset.decided_by)
    reset.done_at = at
    reset.save(update_fields=["done_at"])
    return secret


@transaction.atomic
def reset_by_server(user: User, office: Office | None, *, reason: str, at: dt.datetime) -> str:
    """Factors and password of one for whom there is no second person: whoever rules the server rules the database too.

    Returns the one-time password. It is recorded, told to him and to the keepers, and the account rests as after two; of
    an admin without a post (`office` None) the security log alone knows.
    """
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    take_off(user)
    secret = give_first_secret(user, at=at)
    user.save(update_fields=["password", "first_secret_until"])
    log("reset_by_server", user, office=office.code if office else "")
    if office is not None:
        let_rest(user, office, at)
        _record_server(user, office, reason, at)
    return secret


def _record_server(user: User, office: Office, reason: str, at: dt.datetime) -> None:
    name, day = "pengelola server (manage.py reset_account)", at.astimezone(office.tz).date()
    keeping = Keeping(office, user, name, day, may_change=True)
    change = record(keeping, f"Faktor kedua dan kata sandi {user} direset", reason=reason, at=at)
    tell(change, user, "")
    text = f"Oleh {name}. Alasan: {reason}"
    notify([user], office=office, key=f"server_reset {change.pk}", kind=Kind.ACCOUNT, title="Akun Anda direset", text=text, url="/profil/", at=at)  # fmt: skip


def _locked(reset: ResetRequest) -> ResetRequest:
    rows = ResetRequest.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("user", "asked_by", "decided_by", "office").get(pk=reset.pk)


def _waiting(reset: ResetRequest, at: dt.datetime) -> ResetRequest:
    reset = _locked(reset)
    if reset.outcome != Outcome.OPEN:
        raise NotWaiting(reset.get_outcome_display())
    if reset.until <= at:
        raise NotWaiting(Outcome.LAPSED.label)
    return reset


def _who_may(reset: ResetRequest, keeping: Keeping) -> str:
    return who_may(seconds_of(reset.office, keeping.day, neither=(reset.user, reset.asked_by)))


def _part(reset: ResetRequest) -> str:
    return str(reset.get_part_display()).lower()


def _tell(people: Iterable[User], reset: ResetRequest, title: str, text: str, at: dt.datetime) -> None:
    """Each state of a request is told once."""
    notify(
        people, office=reset.office, key=f"reset {reset.pk} {reset.outcome}", kind=Kind.ACCOUNT, title=title, text=text,
        url=reverse("resets:decide", args=[reset.office.code, reset.pk]), at=at,
    )  # fmt: skip
