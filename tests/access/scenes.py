"""One office with a file at a chosen moment, a second office beside it, and a person of every kind before both."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import make_password
from django.urls import reverse
from django.utils import timezone

from kinerja.management.demo.pace import AtOnce
from kinerja.management.demo.staff import Staff
from kinerja.management.demo.walker import END, Guide, fresh, walk
from kinerja.submissions.entry.filling import judge
from kinerja.submissions.evidence.actions import attach
from kinerja.submissions.evidence.receiving import arrive
from kinerja.submissions.figures import Figure
from kinerja.submissions.models import Submission
from sop.offices.models import Appointment, Position, User
from sop.procedures.definition import Definition, Move
from sop.procedures.queries import definition_of
from sop.runs.models import StepRun
from tests.engine.graphs import Row, World, build, person
from tests.engine.walking import fill
from tests.kinerja.submissions.evidence.makers import pdf
from tests.makers import tiny_document

PASSWORD = "kopi-tubruk-pagi"
NOW = dt.datetime(2026, 10, 1, 4, 0, tzinfo=dt.UTC)  # a Thursday morning, two hours after the file was begun
ROWS = [
    Row(1, [(2, [], "", False)], fills=True, per_unit=True),
    Row(2, [(3, ["verify"], "Ya", False), (1, ["revise"], "Tidak", True)], nature="decision"),
    Row(3, [(4, [], "", False)]),
    Row(3, [(5, ["paraf"], "", False)]),
    Row(4, [(6, ["sign"], "", False)]),
    Row(2, [(None, ["archive"], "", False)]),
]
# The moments at which a file can stand, with the place of the step that is open then.
MOMENTS: dict[str, int | str] = {
    "fill": 1, "verify": 2, "step": 3, "paraf": 4, "sign": 5, "archive": 6, "end": END,
}  # fmt: skip


@dataclass
class Scene:
    """A file of `world` with its open step (`place`, None at the end), and everybody who may come by."""

    world: World
    other: World
    submission: Submission
    people: dict[str, User | None]

    @property
    def definition(self) -> Definition:
        return definition_of(self.submission.run.publication)

    @property
    def place(self) -> dict[str, Any] | None:
        return next(iter(self.submission.run.places()), None)

    @property
    def move(self) -> Move | None:
        return self.definition.moves(self.place["step"])[0] if self.place else None

    @property
    def unit(self) -> int:
        """The unit of the open step, or the first one."""
        return (self.place or {}).get("unit") or self.world.units[0].pk

    @property
    def row(self) -> Figure:
        """The first row of that unit; it has evidence."""
        return self.submission.figures.filter(unit=self.unit).order_by("order")[0]

    @property
    def closed(self) -> StepRun | None:
        """A step of this file that is over, if there is one."""
        return (
            StepRun.objects.filter(run=self.submission.run_id).exclude(closed_at=None).order_by("pk").first()
        )

    def user(self, who: str) -> User:
        found = self.people[who]
        assert found is not None
        return found

    def url(self, name: str, **changes: Any) -> str:
        """The address of a step, a sheet or a file of this scene."""
        known = {
            "pk": self.submission.pk,
            "unit": self.unit,
            "step_run": self.place["id"] if self.place else 0,
        }
        wanted = KEYWORDS.get(name.partition(":")[2], ("pk", "step_run"))
        return reverse(name, kwargs={key: changes.get(key, known[key]) for key in wanted})

    def again(self) -> "Scene":
        """The same with the file as it stands now."""
        return Scene(self.world, self.other, fresh(self.submission), self.people)


KEYWORDS = {
    "detail": ("pk",), "narrative": ("pk",), "correct": ("pk",), "take_back": ("pk",), "report": ("pk",), "entry": ("pk", "unit"), "check": ("pk", "unit"), "ask_back": ("pk", "unit"),
    "form_pdf": ("pk", "unit"), "form_xlsx": ("pk", "unit"),
}  # fmt: skip


def scene(moment: str = "fill", *, units: int = 1) -> Scene:
    """The file stands at this moment; whatever the act of the moment owes has been entered already."""
    world, other = build(ROWS, units=units), build(ROWS, units=1)
    people = _people(world, other)
    User.objects.update(password=make_password(PASSWORD))
    submission = world.begin()
    enclose(world, submission)
    submission = go(world, submission, MOMENTS[moment])
    found = Scene(world, other, submission, people)
    people["holder"] = holder_of(found)
    for user in filter(None, [*people.values(), *world.people.values(), *world.clerks.values()]):
        user.refresh_from_db()
    if moment == "fill":
        fill(submission, found.unit, found.user("holder"))
    if moment == "verify":
        rows = submission.figures.values_list("pk", flat=True)
        judge(submission, dict.fromkeys(rows, (True, "")), by=found.user("holder"))
    return found.again()


def enclose(world: World, submission: Submission) -> None:
    """Each unit shows where its first figure comes from."""
    for unit in world.units:
        row = submission.figures.filter(unit=unit).order_by("order").first()
        assert row is not None
        arrival = arrive("rekap.pdf", pdf(text=unit.code))
        attach(submission, row.pk, [arrival], by=world.clerks[unit.pk])


def go(world: World, submission: Submission, until: int | str) -> Submission:
    """Walk on by the acts of the right people."""
    version = fresh(submission).run.publication.version_id
    return walk(submission, until, guide=Guide(Staff.of(version), tiny_document, AtOnce(None)))


def holder_of(here: Scene) -> User:
    """Who may do the open step; of an ended file who filed it."""
    if here.place is None:
        return here.world.people[2]
    actor = here.definition.steps[here.place["step"]].actors[0]
    return here.world.clerks[here.place["unit"]] if actor == 1 else here.world.people[actor]


def deputy_for(here: Scene, name: str = "Wakil Rekaan") -> User:
    """A second person who may do the open step: he acts for its holder."""
    deputy = person(f"wakil-{here.world.office.pk}")
    deputy.name, deputy.password = name, make_password(PASSWORD)
    deputy.save()
    Appointment.objects.create(
        user=deputy,
        position=here.user("holder").appointments.get().position,
        kind="plh",
        since=dt.date(2020, 1, 1),
    )
    return deputy


def _people(world: World, other: World) -> dict[str, User | None]:
    """Everybody, by the words of the table; the holder depends on the moment."""
    today = timezone.localdate(timezone=world.office.tz)
    posts = Position.objects.filter(office=world.office, code__startswith="kolom-")
    posts.update(shared=True)  # several people of the table act for each of them at a time
    office = world.office.pk
    superuser = person(f"admin-{office}", is_staff=True, is_superuser=True)
    return {
        "anonymous": None,
        "stranger": other.people[2],
        "colleague": _colleague(world),
        "superuser": superuser,
        "ended": _served(f"mantan-{office}", posts, until=today - dt.timedelta(days=1)),
        "deactivated": _served(f"nonaktif-{office}", posts, is_active=False),
    }


def _colleague(world: World) -> User:
    """Somebody of the office whose post stands for no column of the SOP."""
    post = Position.objects.create(office=world.office, code="lain", title="Jabatan lain")
    user = person(f"rekan-{world.office.pk}")
    Appointment.objects.create(user=user, position=post, since=dt.date(2020, 1, 1))
    return user


def _served(username: str, posts: Any, *, until: dt.date | None = None, **fields: Any) -> User:
    """Somebody who holds, or held, every post that does something."""
    user = person(username, **fields)
    for post in posts:
        Appointment.objects.create(
            user=user, position=post, kind="plt", since=dt.date(2020, 1, 1), until=until
        )
    return user
