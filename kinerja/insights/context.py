"""What the frame around every page shows of the person who is logged in."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from kinerja.notifications.queries import unread_count
from sop.offices.models import Appointment, AppointmentKind, User
from sop.offices.queries import posts_of, today_of
from sop.runs.models import StepRun

KEEPER = "Pengelola aplikasi"


@dataclass(frozen=True)
class Shell:
    """The person at this moment. The first post is the one shown; tasks of all posts are counted.

    `counted`: how many tasks there are, where the page has counted them already.
    """

    user: User
    posts: tuple[Appointment, ...]
    at: dt.datetime
    counted: int | None = None

    @property
    def office_name(self) -> str:
        return self.posts[0].position.office.name if self.posts else ""

    @property
    def position(self) -> str:
        if self.posts:
            return self.posts[0].position.title
        return KEEPER if self.user.is_superuser else ""

    @property
    def acting(self) -> str:
        """Pj., Plt. or Plh.; "" for a definitive holder."""
        if not self.posts or self.posts[0].kind == AppointmentKind.DEFINITIVE:
            return ""
        return str(AppointmentKind(self.posts[0].kind).label)

    @cached_property
    def task_count(self) -> int:
        """Length of the inbox; without a post nothing is asked."""
        if self.counted is not None:
            return self.counted
        if not self.posts:
            return 0
        day = today_of(self.posts, self.at)
        return StepRun.objects.for_person(self.user, day).order_by().values("pk").count()

    @cached_property
    def unread(self) -> int:
        """Notices that wait unseen."""
        return unread_count(self.user)


def shell(request: HttpRequest) -> dict[str, Any]:
    """At most three queries, and none before a template asks."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"shell": {}}
    return {"shell": SimpleLazyObject(lambda: _shell(user))}


def _shell(user: User) -> Shell:
    at = timezone.now()
    return Shell(user, tuple(posts_of(user, at)), at)
