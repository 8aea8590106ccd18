"""Appointing and ending an appointment. Nothing is deleted: what is over keeps its dates, and history its names."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from sop.offices.access import Keeping
from sop.offices.actions.records import lock_office, record
from sop.offices.errors import AlreadyEnded, AlreadyHeld
from sop.offices.models import Appointment
from sop.offices.staff import open_tasks


def appoint(post: Appointment, keeping: Keeping, *, reason: str) -> Appointment:
    """Save a new appointment to a post of this office.

    ValidationError where a rule of `Appointment.clean` is broken by now; AlreadyHeld where PostgreSQL refused it.
    """
    try:
        with transaction.atomic():
            lock_office(keeping)
            post.full_clean()
            post.save(force_insert=True)
            what = f"{post.user} ditugaskan sebagai {post.capacity}, {post.days}{_decree(post)}"
            record(keeping, what, reason=reason, tasks=open_tasks([post.position_id]))
    except IntegrityError as refusal:
        raise AlreadyHeld from refusal
    return post


@transaction.atomic
def end(post: Appointment, keeping: Keeping, *, until: dt.date, reason: str) -> Appointment:
    """Let an appointment end on this day, its last; AlreadyEnded where it ends then or before.

    ValidationError for a day before its beginning, or after the end it has.
    """
    lock_office(keeping)
    post = Appointment.objects.select_related("user", "position__office").get(pk=post.pk)
    if post.until is not None and (post.until <= until or post.until < keeping.day):
        raise AlreadyEnded(post.days)
    if until < post.since:
        raise ValidationError(
            {"until": f"Penugasan ini baru mulai {post.since:%d-%m-%Y}. Pilih tanggal itu atau sesudahnya."}
        )
    tasks = open_tasks([post.position_id])
    post.until, post.ended_reason = until, reason.strip()
    post.save(update_fields=["until", "ended_reason"])
    record(
        keeping,
        f"Penugasan {post.user} sebagai {post.capacity} berakhir {until:%d-%m-%Y}",
        reason=reason,
        tasks=tasks,
    )
    return post


def _decree(post: Appointment) -> str:
    if not post.decree_number:
        return ""
    dated = f" tanggal {post.decree_date:%d-%m-%Y}" if post.decree_date else ""
    return f" ({post.decree_number}{dated})"
