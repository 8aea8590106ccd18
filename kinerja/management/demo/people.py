"""Invented people in the posts of the five offices; one password for all of them."""

import datetime as dt
from typing import Any

from django.contrib.auth.hashers import make_password

from kinerja.management.demo.files import people_of
from sop.offices.models import Appointment, AppointmentKind, Office, Position, User
from sop.offices.people import Employment

PHRASE = "demo-kinerja-2026"
ADMIN = "admin"
SINCE = dt.date(2023, 1, 2)


def hire(office: Office, *, today: dt.date) -> None:
    """Make the people of an office with their appointments; those who exist are left as they are."""
    data = people_of()[office.code]
    posts = {post.code: post for post in Position.objects.filter(office=office)}
    password = make_password(PHRASE)
    users = [_user(data["prefix"], row, password) for row in data["people"]]
    User.objects.bulk_create(users, ignore_conflicts=True)
    staff = {
        user.username: user for user in User.objects.filter(username__in=[user.username for user in users])
    }
    for row in data["people"]:
        _appoint(staff[login(data["prefix"], row)], posts[row["post"]], row)
    for row in data.get("acting", ()):
        _appoint(staff[login(data["prefix"], row)], posts[row["post"]], _dated(row, today))


def hire_admin(*, today: dt.date) -> User:
    """The superuser, who may come in once the demo is complete; the day he joined is the day it was built for."""
    user, _ = User.objects.get_or_create(
        username=ADMIN,
        defaults={
            "name": "Admin Aplikasi", "employment": Employment.OTHER, "is_staff": True, "is_superuser": True,
            "password": make_password(PHRASE), "is_active": False,
            "date_joined": dt.datetime.combine(today, dt.time(), tzinfo=dt.UTC),
        },
    )  # fmt: skip
    return user


def logins() -> list[str]:
    """User names of everybody the demo invents, the admin apart."""
    return [login(data["prefix"], row) for data in people_of().values() for row in data["people"]]


def built_for() -> dt.date | None:
    """The day the demo was built for, when it is complete; else None."""
    joined = User.objects.filter(username=ADMIN, is_active=True).values_list("date_joined", flat=True).first()
    return joined.date() if joined else None


def renew_acting(office: Office, *, today: dt.date) -> None:
    """Appoint the acting head anew where his last appointment has run out, so that the demo always has one."""
    data = people_of()[office.code]
    for row in data.get("acting", ()):
        running = Appointment.objects.on(today).filter(
            position__office=office, position__code=row["post"], kind=row["kind"]
        )
        if "from_today" in row and not running.exists():
            user = User.objects.get(username=login(data["prefix"], row))
            post = Position.objects.get(office=office, code=row["post"])
            _appoint(user, post, _dated(row, today))


def login(prefix: str, row: dict[str, Any]) -> str:
    """The user name: the office, a dot, the role."""
    return f"{prefix}.{row['login']}"


def _user(prefix: str, row: dict[str, Any], password: str) -> User:
    return User(
        username=login(prefix, row),
        name=row["name"],
        nip=row["nip"],
        rank=row["rank"],
        employment=Employment.PPPK if row.get("pppk") else Employment.PNS,
        password=password,
    )


def _dated(row: dict[str, Any], today: dt.date) -> dict[str, Any]:
    """Days counted from today become dates, and the decree gets its year."""
    if "from_today" not in row:
        return row
    first, last = row["from_today"]
    since = today + dt.timedelta(days=first)
    return row | {
        "since": since,
        "until": today + dt.timedelta(days=last),
        "decree": f"{row['decree']}/{since.year}",
    }


def _appoint(user: User, post: Position, row: dict[str, Any]) -> None:
    since = row.get("since", SINCE)
    Appointment.objects.get_or_create(
        user=user,
        position=post,
        kind=row.get("kind", AppointmentKind.DEFINITIVE),
        since=since,
        defaults={
            "until": row.get("until"),
            "decree_number": row.get("decree", ""),
            "decree_date": since - dt.timedelta(days=1) if "decree" in row else None,
        },
    )
