"""Who sees and who keeps the indicators of an office: its people look, the holders of its planning posts change."""

import datetime as dt
from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone

from kinerja.common.requests import OfficeRequest
from kinerja.indicators.agreements import PlanningPost
from kinerja.indicators.errors import NotPlanner
from sop.offices.models import Appointment, Office, User
from sop.offices.queries import posts_of, today_of


@dataclass(frozen=True)
class Desk:
    """One office before one person today. `name` is the person with his post, as a record keeps it."""

    office: Office
    user: User
    name: str
    day: dt.date
    may_change: bool


def open_desk(request: OfficeRequest, code: str) -> Desk:
    """The office of this address; strangers find nothing (404)."""
    user, at = request.user, timezone.now()
    posts = [post for post in posts_of(user, at) if post.position.office.code == code]
    if posts:
        office: Office | None = posts[0].position.office
    else:
        office = Office.objects.filter(code=code).first() if user.is_superuser else None
    if office is None:
        raise Http404
    name = f"{user.name}, {posts[0].capacity}" if posts else user.name
    day = today_of(posts, at) if posts else timezone.localdate(timezone=office.tz)
    return Desk(office, user, name, day, user.is_superuser or _plans(posts))


def planner_desk(request: OfficeRequest, code: str) -> Desk:
    """The same for a change: colleagues without the post are told whose it is (403)."""
    desk = open_desk(request, code)
    if not desk.may_change:
        raise NotPlanner
    return desk


def _plans(posts: list[Appointment]) -> bool:
    return PlanningPost.objects.filter(position__in=[post.position_id for post in posts]).exists()
