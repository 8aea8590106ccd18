"""Who sees and who keeps the settings of an office: its people look, the holders of its keeper posts change."""

import datetime as dt
from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone

from sop.errors import RuleError
from sop.offices.models import KeeperPost, Office, User
from sop.offices.queries import posts_of, today_of


class NotKeeper(RuleError):
    code = "not_keeper"
    http_status = 403

    def __init__(self) -> None:
        super().__init__(
            "Pengaturan ini diubah oleh pemegang jabatan pengelola di perangkat daerah Anda. Sampaikan usul Anda kepadanya."
        )


@dataclass(frozen=True)
class Keeping:
    """The settings of one office before one person today. `name` is the person with his post, as a record keeps it."""

    office: Office
    user: User
    name: str
    day: dt.date
    may_change: bool


def offices_of(user: User, at: dt.datetime) -> list[Office]:
    """Where this person holds a post today; a superuser may look into all."""
    if user.is_superuser:
        return list(Office.objects.order_by("name"))
    posts = posts_of(user, at)
    return list({post.position.office_id: post.position.office for post in posts}.values())


def open_settings(user: User, code: str) -> Keeping:
    """The settings of the office of this address, for reading; strangers find nothing (404)."""
    at = timezone.now()
    posts = [post for post in posts_of(user, at) if post.position.office.code == code]
    if posts:
        office: Office | None = posts[0].position.office
    else:
        office = Office.objects.filter(code=code).first() if user.is_superuser else None
    if office is None:
        raise Http404
    name = f"{user.name}, {posts[0].capacity}" if posts else user.name
    day = today_of(posts, at) if posts else timezone.localdate(timezone=office.tz)
    keeps = KeeperPost.objects.filter(position__in=[post.position_id for post in posts]).exists()
    return Keeping(office, user, name, day, user.is_superuser or keeps)


def keep_settings(user: User, code: str) -> Keeping:
    """The same for a change: colleagues without the post are told whose it is (NotKeeper, 403)."""
    keeping = open_settings(user, code)
    if not keeping.may_change:
        raise NotKeeper
    return keeping
