"""Whose names a person may read beside the times: those of the posts below his own; a keeper of the office reads all."""

from kinerja.submissions.listing.presence import Presence
from sop.offices.models import Appointment, KeeperPost, Office, Position


def named_users(presence: Presence, office: Office) -> set[int] | None:
    """The pk of everybody whose name may be shown; None for all. At most three queries."""
    mine = {post.position_id for post in presence.posts if post.position.office_id == office.pk}
    if presence.user.is_superuser or KeeperPost.objects.filter(position__in=mine).exists():
        return None
    below = _below(office, mine)
    users = Appointment.objects.filter(position__in=below).values_list("user", flat=True)
    return {presence.user.pk, *users}


def _below(office: Office, mine: set[int]) -> set[int]:
    above = dict(Position.objects.filter(office=office).values_list("pk", "superior"))
    found: set[int] = set()
    todo = set(mine)
    while todo:
        todo = {pk for pk, superior in above.items() if superior in todo} - found
        found |= todo
    return found
