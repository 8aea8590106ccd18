"""For whom one keeper alone makes no new password: other parts say whose word weighs that much; nobody does by default."""

from collections.abc import Callable

from sop.offices.models import User

Weigher = Callable[[User], bool]
_weighers: list[Weigher] = []


def weighed_by(weigher: Weigher) -> None:
    """Let this function say for whom a second person is owed; registered once, at the start."""
    if weigher not in _weighers:
        _weighers.append(weigher)


def second_owed(user: User) -> bool:
    """Whether a new password for this person needs the consent of a second one."""
    return any(weigher(user) for weigher in _weighers)
