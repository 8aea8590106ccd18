"""Who is looking, and over which offices: the first question of every list."""

import datetime as dt
from dataclasses import dataclass

from sop.offices.models import Appointment, Office, User
from sop.offices.queries import posts_of, today_of


@dataclass(frozen=True)
class Presence:
    """A person at a moment: the posts held today, today's date at the office, the offices whose files may be seen."""

    user: User
    at: dt.datetime
    posts: tuple[Appointment, ...]
    day: dt.date
    offices: tuple[Office, ...]

    @property
    def main_office(self) -> Office | None:
        """The office of the first post; of several offices without a post none is the main one."""
        if self.posts:
            return self.posts[0].position.office
        return self.offices[0] if len(self.offices) == 1 else None

    @property
    def many(self) -> bool:
        return len(self.offices) > 1

    @property
    def zone(self) -> str:
        office = self.main_office
        return office.zone if office else ""


def presence_of(user: User, at: dt.datetime) -> Presence:
    """One query; two for a superuser, who may look into all offices and act in none."""
    posts = tuple(posts_of(user, at))
    if user.is_superuser:
        offices = tuple(Office.objects.order_by("name"))
    else:
        offices = tuple({post.position.office_id: post.position.office for post in posts}.values())
    return Presence(user, at, posts, today_of(posts, at), offices)
