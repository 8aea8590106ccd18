"""Writing down what was done to people, appointments and working time, and telling those concerned."""

import datetime as dt
from collections.abc import Callable

from django.utils import timezone

from sop.offices.access import Keeping
from sop.offices.models import Office, StaffChange, Topic, User

Teller = Callable[[StaffChange, User, str], None]
_tellers: list[Teller] = []
Mover = Callable[[User, str], None]
_movers: list[Mover] = []


def told_by(teller: Teller) -> None:
    """Let this function tell people of what was done, inside the transaction of the act; registered once, at the start."""
    if teller not in _tellers:
        _tellers.append(teller)


def addresses_told_by(mover: Mover) -> None:
    """Let this function tell a person, also at his old address, that it was changed; registered once, at the start."""
    if mover not in _movers:
        _movers.append(mover)


def address_changed(user: User, old: str) -> None:
    for mover in _movers:
        mover(user, old)


def lock_office(keeping: Keeping, *, everywhere: bool = False) -> None:
    """One act on people at a time in an office. `everywhere`: in all, as circles over posts of several offices need."""
    offices = Office.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    list((offices if everywhere else offices.filter(pk=keeping.office.pk)).values_list("pk"))


def record(
    keeping: Keeping, what: str, *, reason: str = "", tasks: int = 0, at: dt.datetime | None = None,
    topic: Topic = Topic.STAFF, office: Office | None = None,
) -> StaffChange:  # fmt: skip
    """`office`: another one that reads of it too."""
    return StaffChange.objects.create(
        office=office or keeping.office, topic=topic, at=at or timezone.now(), by=keeping.user, by_name=keeping.name,
        what=what, reason=reason.strip(), tasks=tasks,
    )  # fmt: skip


def tell(change: StaffChange, whom: User, title: str) -> None:
    """Tell the person concerned in these words, and the other keepers what was done: no keeper acts unseen."""
    for teller in _tellers:
        teller(change, whom, title)
