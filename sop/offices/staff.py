"""Posts and people of an office as its settings show them; each function is a fixed number of queries."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Max, Q, QuerySet

from sop.offices.models import Appointment, Office, Position, StaffChange, Topic, User
from sop.offices.nip import mask_nip
from sop.offices.queries import ONE_DAY

RECENT = 30
ENDED_SHOWN = 100
# How a post comes to open steps of running files, in the words of the ORM: this package knows nothing of runs.
STEP_RUNS = "bindings__actor__step_actors__step__step_runs"


@dataclass(frozen=True)
class PostRow:
    """A post today: who holds it, who acts. An appointment of a switched-off account counts as nobody."""

    position: Position
    holders: tuple[Appointment, ...]
    acting: tuple[Appointment, ...]

    @property
    def vacant(self) -> bool:
        """Nobody holds it and nobody acts: steps of this post wait without a performer."""
        return not any(post.user.is_active for post in (*self.holders, *self.acting))


@dataclass(frozen=True)
class PersonRow:
    """A person of the office with his posts here today."""

    person: User
    posts: tuple[Appointment, ...]

    @property
    def nip(self) -> str:
        return mask_nip(self.person.nip).replace(" ", "\u00a0")


def post_rows(office: Office, day: dt.date) -> list[PostRow]:
    """Every post of the office. Two queries."""
    today = _today(office, day)
    return [
        PostRow(
            position,
            tuple(post for post in today if post.position_id == position.pk and not post.is_acting),
            tuple(post for post in today if post.position_id == position.pk and post.is_acting),
        )
        for position in office.positions.select_related("unit").order_by("unit__order", "title", "pk")
    ]


def people_of(office: Office) -> QuerySet[User]:
    """Whoever has, had or will have a post in this office."""
    return User.objects.filter(pk__in=Appointment.objects.filter(position__office=office).values("user"))


def person_rows(office: Office, day: dt.date) -> list[PersonRow]:
    """Everybody of the office, those with an active account first. Two queries."""
    today = _today(office, day)
    people = people_of(office).order_by("-is_active", "name", "pk")
    return [
        PersonRow(person, tuple(post for post in today if post.user_id == person.pk)) for person in people
    ]


def appointments_of(office: Office) -> QuerySet[Appointment]:
    """Every appointment to a post of this office."""
    return Appointment.objects.filter(position__office=office).select_related("user", "position__office")


def running_and_coming(office: Office, day: dt.date) -> tuple[list[Appointment], list[Appointment]]:
    """In force that day, and to begin later. One query."""
    rows = appointments_of(office).filter(Q(until=None) | Q(until__gte=day))
    found = list(rows.order_by("position__unit__order", "position__title", "since", "pk"))
    return [post for post in found if post.since <= day], [post for post in found if post.since > day]


def ended(office: Office, day: dt.date) -> list[Appointment]:
    """Those that are over, the latest first; the older ones are on the page of each person. One query."""
    return list(appointments_of(office).filter(until__lt=day).order_by("-until", "-pk")[:ENDED_SHOWN])


def open_tasks(positions: Iterable[int]) -> int:
    """How many open steps of running files wait for the holders of these posts (pks). One query."""
    fits = Q(**{f"{STEP_RUNS}__unit": None}) | Q(**{f"{STEP_RUNS}__unit": F("unit")})
    rows = Position.objects.filter(
        fits, pk__in=list(positions), bindings__actor__step_actors__role="performs",
        **{f"{STEP_RUNS}__isnull": False, f"{STEP_RUNS}__closed_at": None},
    )  # fmt: skip
    return int(rows.order_by().aggregate(found=Count(STEP_RUNS, distinct=True))["found"])


def last_act(post: Appointment, until: dt.date) -> dt.date | None:
    """The last day on which the person did a step in this capacity after the day given; None where there is none. One query."""
    zone = post.position.office.tz
    done = Q(
        **{
            f"{STEP_RUNS}__closed_by": post.user_id,
            f"{STEP_RUNS}__closed_as": post.capacity,
            f"{STEP_RUNS}__closed_at__gte": dt.datetime.combine(until + ONE_DAY, dt.time(), zone),
        }
    )
    if post.until is not None:
        done &= Q(
            **{f"{STEP_RUNS}__closed_at__lt": dt.datetime.combine(post.until + ONE_DAY, dt.time(), zone)}
        )
    rows = Position.objects.filter(done, pk=post.position_id).order_by()
    last = rows.aggregate(last=Max(f"{STEP_RUNS}__closed_at"))["last"]
    return last.astimezone(zone).date() if last else None


def changes_of(office: Office, topic: Topic = Topic.STAFF) -> list[StaffChange]:
    """What was done lately, newest first. One query."""
    return list(StaffChange.objects.filter(office=office, topic=topic)[:RECENT])


def _today(office: Office, day: dt.date) -> list[Appointment]:
    rows = appointments_of(office).filter(Q(until=None) | Q(until__gte=day), since__lte=day)
    return list(rows.order_by("pk"))
