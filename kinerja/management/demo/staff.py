"""Who of an office would do a step on a day: the posts of all its people, read once."""

import datetime as dt
from collections.abc import Container
from dataclasses import dataclass

from sop.offices.models import Appointment, AppointmentKind, User
from sop.procedures.definition import StepDef

NOBODY: frozenset[int] = frozenset()


class NobodyMay(LookupError):
    """No person holds a post that may do the step on that day."""


@dataclass(frozen=True)
class Post:
    """An appointment as seen from one column of the SOP (`actor` is the place of the column)."""

    user: User
    actor: int
    unit: int | None
    kind: str
    shared: bool
    since: dt.date
    until: dt.date | None

    def held_on(self, day: dt.date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    @property
    def acting(self) -> bool:
        return self.kind != AppointmentKind.DEFINITIVE


@dataclass(frozen=True)
class Staff:
    """Everybody who stands for a column of one version of an SOP, on whatever day."""

    posts: tuple[Post, ...]

    @classmethod
    def of(cls, version_id: int) -> "Staff":
        """Read the posts bound to this version; two queries."""
        rows = (
            Appointment.objects.filter(position__bindings__actor__version=version_id, user__is_active=True)
            .order_by("position__bindings__actor__order", "position__code", "pk")
            .values_list(
                "user", "position__bindings__actor__order", "position__unit", "kind", "position__shared",
                "since", "until",
            )
        )  # fmt: skip
        people = User.objects.in_bulk([row[0] for row in rows])
        return cls(
            tuple(
                Post(people[user], actor, unit, kind, shared, since, until)
                for user, actor, unit, kind, shared, since, until in rows
            )
        )

    def who(self, step: StepDef, unit: int | None, day: dt.date, *, avoid: Container[int] = NOBODY) -> User:
        """The person who would do the step. Acting officials go first: the holder of the post is away.

        Figures are entered by staff, so that the officials above them may check; `avoid` holds the pk of people who may not.
        """
        fitting = [
            post
            for post in self.posts
            if post.actor in step.actors
            and (unit is None or post.unit == unit)
            and post.held_on(day)
            and post.user.pk not in avoid
        ]
        if not fitting:
            raise NobodyMay(f"{day}: {step.number} {step.activity} (unit {unit})")
        return min(fitting, key=lambda post: _rank(post, step)).user


def _rank(post: Post, step: StepDef) -> tuple[int, bool, bool]:
    by_staff = post.shared if step.fills else not post.shared
    return step.actors.index(post.actor), not by_staff, not post.acting
