"""Telling people: rows of the outbox, written in the caller's transaction."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from kinerja.notifications.models import Notification
from sop.offices.models import Office, User

LONGEST_TITLE = 200


@transaction.atomic
def notify(
    users: Iterable[User],
    *,
    office: Office,
    key: str,
    kind: str,
    title: str,
    text: str = "",
    url: str | Mapping[int, str],
    at: dt.datetime | None = None,
) -> list[User]:
    """Tell each of these people once; who was told under this key before is not told again.

    Call it inside the transaction of the act: if that fails, nobody was told. `url` is a path of this application, for
    all or for each by his pk; what may be seen there is decided there. Gives back those who are told now, in the order given.
    """
    asked = {user.pk: user for user in users}
    before = Notification.objects.filter(user__in=asked, key=key).values_list("user_id", flat=True)
    told = set(before)
    fresh = [user for pk, user in asked.items() if pk not in told]
    at = at or timezone.now()
    rows = [
        Notification(
            user=user, office=office, key=key, kind=kind, title=title[:LONGEST_TITLE], text=text,
            url=url if isinstance(url, str) else url[user.pk], created_at=at,
        )
        for user in fresh
    ]  # fmt: skip
    tell(rows)
    return fresh


def tell(rows: Iterable[Notification]) -> None:
    """Write these notices; what was told before stays as it is, read or not. One query for some hundred rows."""
    # Another may tell the same at this moment. Not `ignore_conflicts`: SQLite would then ignore every constraint.
    Notification.objects.bulk_create(
        list(rows), update_conflicts=True, unique_fields=["user", "key"], update_fields=["key"]
    )


def mark_read(user: User, *, up_to: int | None = None, one: int | None = None) -> int:
    """Mark one notice, or all up to the newest that was on the page: what came later was not seen. Safe to repeat."""
    rows = Notification.objects.of(user)
    rows = rows.filter(pk=one) if one is not None else rows.filter(pk__lte=up_to or 0)
    return rows.mark_read(timezone.now())
