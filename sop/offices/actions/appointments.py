"""Appointing and ending an appointment. Nothing is deleted: what is over keeps its dates, and history its names."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from sop.offices.access import Keeping
from sop.offices.actions.records import lock_office, record, tell
from sop.offices.errors import AlreadyEnded, AlreadyHeld, SelfAppointed
from sop.offices.models import Appointment, StaffChange
from sop.offices.models.appointments import HOLDING
from sop.offices.staff import last_act, open_tasks


def appoint(post: Appointment, keeping: Keeping, *, reason: str) -> Appointment:
    """Save a new appointment to a post of this office.

    ValidationError where a rule of `Appointment.clean` is broken by now; AlreadyHeld where PostgreSQL refused it;
    SelfAppointed (403) for oneself: rights come from posts.
    """
    if post.user_id == keeping.user.pk and not keeping.user.is_superuser:
        raise SelfAppointed
    try:
        with transaction.atomic():
            lock_office(keeping, everywhere=True)
            post.full_clean()
            post.save(force_insert=True)
            what = f"{post.user} ditugaskan sebagai {post.capacity}, {post.days}{_decree(post)}"
            change = record(keeping, what, reason=reason, tasks=open_tasks([post.position_id]))
            tell(change, post.user, f"Anda ditugaskan sebagai {post.capacity}, {post.days}")
            _tell_holders(change, post)
    except IntegrityError as refusal:
        raise AlreadyHeld from refusal
    return post


@transaction.atomic
def end(post: Appointment, keeping: Keeping, *, until: dt.date, reason: str) -> Appointment:
    """Let an appointment end on this day, its last; AlreadyEnded where it ends then or before.

    ValidationError for a day before its beginning, or before the last act that was done in this capacity.
    """
    lock_office(keeping)
    post = Appointment.objects.select_related("user", "position__office").get(pk=post.pk)
    if post.until is not None and (post.until <= until or post.until < keeping.day):
        raise AlreadyEnded(post.days)
    if until < post.since:
        raise ValidationError(
            {"until": f"Penugasan ini baru mulai {post.since:%d-%m-%Y}. Pilih tanggal itu atau sesudahnya."}
        )
    _refuse_before_acts(post, until, keeping.day)
    tasks = open_tasks([post.position_id])
    post.until, post.ended_reason = until, reason.strip()
    post.save(update_fields=["until", "ended_reason"])
    what = f"Penugasan {post.user} sebagai {post.capacity} berakhir {until:%d-%m-%Y}"
    change = record(keeping, what, reason=reason, tasks=tasks)
    tell(change, post.user, f"Penugasan Anda sebagai {post.capacity} berakhir {until:%d-%m-%Y}")
    return post


def _tell_holders(change: StaffChange, post: Appointment) -> None:
    """Nobody is stood in for unseen: whose post it is learns who has a mandate for it."""
    if not post.is_acting:
        return
    held = Appointment.objects.during(post.span).filter(position=post.position_id, kind__in=HOLDING)
    for other in held.exclude(user=post.user_id).select_related("user"):
        tell(change, other.user, f"{post.user} menjalankan tugas Anda sebagai {post.capacity}, {post.days}")


def _refuse_before_acts(post: Appointment, until: dt.date, today: dt.date) -> None:
    """What was done in a capacity was done with a mandate: no appointment ends before it, after the fact."""
    last = last_act(post, until) if until < today else None
    if last is not None:
        raise ValidationError(
            {
                "until": f"{post.user} masih mengerjakan langkah sebagai {post.capacity} pada {last:%d-%m-%Y}. "
                "Pilih tanggal itu atau sesudahnya."
            }
        )


def _decree(post: Appointment) -> str:
    if not post.decree_number:
        return ""
    dated = f" tanggal {post.decree_date:%d-%m-%Y}" if post.decree_date else ""
    return f" ({post.decree_number}{dated})"
