"""Who may consent to a reset, and which requests an office has."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from kinerja.accounts.resets.models import Outcome, Part, ResetQuerySet, ResetRequest
from kinerja.accounts.resets.resting import rests
from sop.offices.access import Keeping
from sop.offices.models import Appointment, Office, User

RECENT = 30
NOBODY = (
    "Tidak ada orang kedua di kantor ini. Minta pengelola server menjalankan manage.py reset_account untuk pegawai ini; "
    "reset itu tercatat dan diberitahukan juga."
)


def seconds_of(office: Office, day: dt.date, *, neither: Iterable[User]) -> dict[User, str]:
    """Who may be the second, each with his post: keepers and heads of the office, else superusers. At most two queries.

    A head holds a post that has no superior and leads others; a Plt. or Plh. of it is one too. Whose own account was
    reset a moment ago consents to nothing yet: whoever had it opened would be his own second.
    """
    without = [user.pk for user in neither]
    leads = Q(position__superior=None, position__subordinates__isnull=False)
    posts = Appointment.objects.on(day).filter(
        leads | Q(position__keeping__isnull=False), position__office=office
    )
    rows = (
        posts.exclude(user__in=without).exclude(user__signs_from__gt=timezone.now())
        .select_related("user", "position__office").order_by("pk").distinct()
    )  # fmt: skip
    found = {post.user: post.capacity for post in rows}
    return found or dict.fromkeys(_superusers(without), "admin aplikasi")


def _superusers(without: list[int]) -> QuerySet[User]:
    rested = User.objects.exclude(signs_from__gt=timezone.now())
    return rested.filter(is_superuser=True, is_active=True).exclude(pk__in=without).order_by("pk")


def who_may(seconds: dict[User, str]) -> str:
    """The sentence that names them; what is left where there is nobody."""
    if not seconds:
        return NOBODY
    return f"Yang dapat menyetujui: {'; '.join(f'{user.name} ({post})' for user, post in seconds.items())}."


def may_consent(reset: ResetRequest, keeping: Keeping) -> bool:
    """Keepers, heads and superusers, never the one who asked nor the person himself. At most two queries."""
    if keeping.user.pk in {reset.asked_by_id, reset.user_id} or rests(keeping.user, timezone.now()):
        return False
    neither = (reset.asked_by, reset.user)
    return keeping.user.is_superuser or keeping.user in seconds_of(reset.office, keeping.day, neither=neither)


def resets_of(office: Office) -> ResetQuerySet:
    return ResetRequest.objects.filter(office=office).select_related(
        "user", "asked_by", "decided_by", "office"
    )


def waiting_and_past(office: Office, at: dt.datetime) -> tuple[list[ResetRequest], list[ResetRequest]]:
    """What waits for a decision, and the latest others. Two queries."""
    waiting = resets_of(office).waiting(at)
    past = resets_of(office).exclude(pk__in=waiting.values("pk"))
    return list(waiting), list(past[:RECENT])


def standing(user: User, office: Office, part: Part, at: dt.datetime) -> ResetRequest | None:
    """The request of this part that waits, or was granted and is still to be carried out. One query."""
    alive = Q(outcome=Outcome.OPEN) | Q(outcome=Outcome.GRANTED, done_at=None)
    return resets_of(office).filter(alive, user=user, part=part, until__gt=at).first()
