"""Who learns of what keepers do to people and posts: the person concerned, and the other keepers of the office."""

from django.urls import reverse
from django.utils import timezone

from kinerja.notifications.actions import notify
from kinerja.notifications.models import Kind
from sop.offices.models import Appointment, StaffChange, User


def tell_of(change: StaffChange, whom: User, title: str) -> None:
    """In the transaction of the act. Whoever did it is not told; a keeper who is concerned is told as such.

    Without a title the person concerned hears of it in another way.
    """
    office, by = change.office, change.by
    day = timezone.localdate(timezone=office.tz)
    holding = Appointment.objects.on(day).filter(position__office=office, position__keeping__isnull=False)
    keepers = (
        User.objects.filter(pk__in=holding.values("user")).exclude(pk__in=[whom.pk, by.pk]).order_by("pk")
    )
    text = f"Dicatat oleh {change.by_name}." + (f" Alasan: {change.reason}" if change.reason else "")
    url = reverse("offices:posts", args=[office.code])
    for people, words in (
        ([whom] if title and whom.pk != by.pk else [], title),
        (list(keepers), change.what),
    ):
        notify(people, office=office, key=f"staff:{change.pk}", kind=Kind.REMINDER, title=words, text=text, url=url, at=change.at)  # fmt: skip
