"""Writing down what was done to people, appointments and working time."""

import datetime as dt

from django.utils import timezone

from sop.offices.access import Keeping
from sop.offices.models import Office, StaffChange, Topic


def lock_office(keeping: Keeping) -> None:
    """One act on people at a time in an office, so that circles over several posts are seen too."""
    Office.objects.select_for_update(of=("self",), no_key=True).get(pk=keeping.office.pk)


def record(
    keeping: Keeping, what: str, *, reason: str = "", tasks: int = 0, at: dt.datetime | None = None,
    topic: Topic = Topic.STAFF,
) -> StaffChange:  # fmt: skip
    return StaffChange.objects.create(
        office=keeping.office, topic=topic, at=at or timezone.now(), by=keeping.user, by_name=keeping.name, what=what,
        reason=reason.strip(), tasks=tasks,
    )  # fmt: skip
