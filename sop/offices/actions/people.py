"""Adding people, changing what stands under their signatures, and switching accounts off and on."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from sop.offices.access import Keeping
from sop.offices.actions.records import address_changed, lock_office, record, tell
from sop.offices.actions.sign_ins import end_sessions
from sop.offices.circles import LAST, Span
from sop.offices.errors import AlreadySo, NotYourPerson, SecondOwed
from sop.offices.first_secret import give_first_secret
from sop.offices.models import Appointment, Office, User
from sop.offices.seconds import opened_by_others, second_owed
from sop.offices.staff import open_tasks

WORDS = {
    "name": "nama",
    "nip": "NIP",
    "employment": "status kepegawaian",
    "rank": "pangkat",
    "email": "surel",
}


@transaction.atomic
def hire(user: User, post: Appointment, keeping: Keeping, *, at: dt.datetime) -> str:
    """Save a new person with his first appointment; returns his one-time password. ValidationError as `Appointment.clean`.

    Whoever added him knows it: the account rests as after a reset.
    """
    lock_office(keeping, everywhere=True)
    secret = give_first_secret(user, at=at)
    user.save(force_insert=True)
    opened_by_others(user, keeping.office, at)
    post.user = user
    post.full_clean()
    post.save(force_insert=True)
    what = f"{user} ditambahkan sebagai {post.capacity}, {post.days}"
    change = record(keeping, what, tasks=open_tasks([post.position_id]), at=at)
    tell(change, user, f"Anda ditugaskan sebagai {post.capacity}, {post.days}")
    return secret


@transaction.atomic
def correct(user: User, keeping: Keeping, changed: Iterable[str]) -> None:
    """Save what was changed on a person (names of fields); papers and history keep what they said.

    Every office where he serves reads of it.
    """
    before = User.objects.get(pk=user.pk)
    names = [name for name in changed if name in WORDS]
    if not names:
        return
    told = _compared(before, user, names)
    user.save(update_fields=names)
    if "email" in names:
        address_changed(user, before.email)
    what = f"Data {before} diubah: {told}"
    for office in _serving_elsewhere(user, keeping):
        record(keeping, what, office=office)
    # Of his address he hears by itself, at the old one too.
    own = _compared(before, user, [name for name in names if name != "email"])
    tell(record(keeping, what), user, f"Data Anda diubah: {own}" if own else "")


@transaction.atomic
def switch(user: User, keeping: Keeping, *, active: bool, reason: str) -> None:
    """Switch the account off or on. Off, its sessions end at once; appointments keep their dates."""
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    insist_keeper_of(keeping, user)
    if user.is_active == active:
        raise AlreadySo(active=active)
    user.is_active = active
    user.save(update_fields=["is_active"])
    if not active:
        end_sessions(user)
    state = "diaktifkan kembali" if active else "dinonaktifkan"
    change = record(keeping, f"Akun {user} {state}", reason=reason, tasks=tasks_of(user, keeping))
    tell(change, user, f"Akun Anda {state}")


@transaction.atomic
def renew_secret(
    user: User, keeping: Keeping, *, reason: str, at: dt.datetime, second: User | None = None
) -> str:
    """Give a one-time password to one who has forgotten his; it ends his sessions, and the account rests. Returns it.

    SecondOwed where his word weighs so much that a `second` must have consented, who is neither of the two.
    """
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    insist_keeper_of(keeping, user)
    if second_owed(user) and (second is None or second.pk in {user.pk, keeping.user.pk}):
        raise SecondOwed
    secret = give_first_secret(user, at=at)
    user.save(update_fields=["password", "first_secret_until"])
    end_sessions(user)
    opened_by_others(user, keeping.office, at)
    change = record(keeping, f"{user} diberi kata sandi sekali pakai", reason=reason, at=at)
    tell(change, user, "Kata sandi sekali pakai dibuat untuk akun Anda")
    return secret


def tasks_of(user: User, keeping: Keeping) -> int:
    """Open steps that wait for the posts this person holds in the office today. Two queries."""
    posts = user.appointments.during_day(keeping.day).filter(position__office=keeping.office)
    return open_tasks(posts.values_list("position", flat=True))


def insist_keeper_of(keeping: Keeping, user: User, *, data_only: bool = False) -> None:
    """Refuse to change oneself, a superuser, or one who serves or will serve elsewhere (NotYourPerson). Two queries."""
    if user.is_superuser and not keeping.user.is_superuser:
        raise NotYourPerson("Akun admin aplikasi diubah oleh admin aplikasi sendiri.")
    posts = user.appointments.during(Span(keeping.day, LAST))
    elsewhere = posts.exclude(position__office=keeping.office).select_related("position__office").first()
    here = posts.filter(position__office=keeping.office).exists()
    if elsewhere is not None and not keeping.user.is_superuser and not (data_only and here):
        raise NotYourPerson(
            f"{user} juga bertugas di {elsewhere.position.office}. Akunnya diubah oleh admin aplikasi; "
            "di kantor ini Anda dapat mengakhiri penugasannya."
        )
    if user.pk == keeping.user.pk and not data_only:
        raise NotYourPerson(
            "Anda tidak dapat menonaktifkan akun atau membuat kata sandi sekali pakai untuk diri sendiri."
        )


def _compared(before: User, after: User, names: Iterable[str]) -> str:
    return ", ".join(
        f"{WORDS[name]} ‘{getattr(before, name) or 'kosong'}’ menjadi ‘{getattr(after, name) or 'kosong'}’"
        for name in names
    )


def _serving_elsewhere(user: User, keeping: Keeping) -> list[Office]:
    posts = user.appointments.during(Span(keeping.day, LAST))
    return list(
        Office.objects.filter(positions__appointments__in=posts).exclude(pk=keeping.office.pk).distinct()
    )
