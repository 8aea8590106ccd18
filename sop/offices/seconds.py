"""What an account that others opened may not do at once. Other parts say it; by default nobody is held back."""

import datetime as dt
from collections.abc import Callable

from sop.offices.models import Office, User

Weigher = Callable[[User], bool]
_weighers: list[Weigher] = []
Rester = Callable[[User, Office, dt.datetime], None]
_resters: list[Rester] = []


def weighed_by(weigher: Weigher) -> None:
    """Let this function say for whom a second person is owed; registered once, at the start."""
    if weigher not in _weighers:
        _weighers.append(weigher)


def rested_by(rester: Rester) -> None:
    """Let this function hold an account back whose password was made by somebody else; registered once, at the start."""
    if rester not in _resters:
        _resters.append(rester)


def second_owed(user: User) -> bool:
    """Whether a new password for this person needs the consent of a second one."""
    return any(weigher(user) for weigher in _weighers)


def opened_by_others(user: User, office: Office, at: dt.datetime) -> None:
    """Somebody else knows this password, in the transaction in which it was made."""
    for rester in _resters:
        rester(user, office, at)
