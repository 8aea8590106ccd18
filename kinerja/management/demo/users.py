"""The list of demo users: for the login page, and for the terminal."""

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from django.conf import settings

from kinerja.management.demo.files import people_of
from kinerja.management.demo.people import ADMIN, PHRASE, login
from sop.offices.models import Appointment, Office

FIRST = "disdukcapil-musi-rawas"  # where the current period waits for whoever tries the demo
FILE = "demo-users.json"


@dataclass(frozen=True)
class DemoUser:
    """A row of the list; the field names are those that the login page reads."""

    login: str
    password: str
    position: str
    office: str
    try_: str


def demo_users(today: dt.date) -> list[DemoUser]:
    """Everybody with something to try, office by office, with the posts held on that day; the admin comes last."""
    offices = dict(Office.objects.filter(code__in=people_of()).values_list("code", "name"))
    posts = _posts(today)
    rows = [
        DemoUser(name, PHRASE, "; ".join(posts[name]), offices[code], row["try"])
        for code in sorted(offices, key=lambda code: (code != FIRST, code))
        for name, row in _named(code)
        if "try" in row
    ]
    admin = DemoUser(
        ADMIN, PHRASE, "Admin aplikasi", "Semua perangkat daerah", "Lihat semua kantor; ubah pengaturan"
    )
    return [*rows, admin]


def write_list(users: Sequence[DemoUser]) -> None:
    """Put the list where the login page looks for it."""
    rows = [{name.rstrip("_"): value for name, value in asdict(user).items()} for user in users]
    path = settings.DATA_DIR / FILE
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")


def table(users: Sequence[DemoUser]) -> Iterator[str]:
    """The list as lines of text: a heading per office, then name, post and what to try."""
    width = max(len(user.login) for user in users)
    office = ""
    for user in users:
        if user.office != office:
            office = user.office
            yield f"\n{office}"
        yield f"  {user.login:<{width}}  {user.position}"
        yield f"  {'':<{width}}  → {user.try_}"


def _named(office: str) -> Iterator[tuple[str, dict[str, str]]]:
    data = people_of()[office]
    return ((login(data["prefix"], row), row) for row in data["people"])


def _posts(today: dt.date) -> dict[str, list[str]]:
    posts: dict[str, list[str]] = {}
    rows = Appointment.objects.on(today).select_related("user", "position").order_by("pk")
    for row in rows:
        posts.setdefault(row.user.username, []).append(row.capacity)
    return posts
