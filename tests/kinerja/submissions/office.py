"""An office with one of the real SOPs, staffed, and files that are walked through it by `act()` alone."""

import datetime as dt
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from html import unescape
from typing import Any

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from kinerja.indicators.models import Indicator, Objective, Target
from kinerja.periods.models import Obligation, Period
from kinerja.submissions.actions import Papers, act
from kinerja.submissions.entry.filling import RowInput, judge, record_figures
from kinerja.submissions.errors import ChecksThese
from kinerja.submissions.figures import ArchiveRecord, Figure
from kinerja.submissions.models import Submission
from kinerja.submissions.opening import start
from kinerja.submissions.papers import report as papers
from sop.offices.models import Appointment, Office, Position, User
from sop.procedures.actions import publish
from sop.procedures.definition import Definition, Move
from sop.procedures.models import Publication, SopVersion
from sop.procedures.queries import definition_of
from sop.runs.engine import Request
from sop.runs.records import FIELDS, record_kinds
from tests import worlds

SINCE = dt.date(2020, 1, 1)
PASSWORD = "kopi-tubruk-pagi"
RECORD = {
    "application": "SILAKIP", "date": "2026-10-05", "officer": "Petugas", "receipt": "SLK-1", "number": "000.7/1",
    "recipients": "Bappeda", "attendees": "Semua",
}  # fmt: skip


@dataclass
class World:
    """The office, its people by the code of their post, its published sheet, and someone who has no business here."""

    office: Office
    people: dict[str, User]
    definition: Definition
    version: int
    obligation: Obligation
    stranger: User

    def holders(self, step: int, unit: int | None = None) -> list[User]:
        """Everyone who may do the step for the unit."""
        posts = Position.objects.filter(
            office=self.office,
            bindings__actor__version=self.version,
            bindings__actor__order__in=self.definition.steps[step].actors,
        )
        posts = posts.filter(unit=unit) if unit else posts
        return [self.people[code] for code in posts.order_by("pk").values_list("code", flat=True)]

    def holder(self, step: int, unit: int | None = None, *, besides: Iterable[int] = ()) -> User:
        """Someone who may do the step for the unit."""
        return next(user for user in self.holders(step, unit) if user.pk not in set(besides))


def found(slug: str = "sumenep", *, indicators: int = 2, kind: str = "quarter") -> World:
    """The office of a seed, published, with a person for every post; made once and then put back row by row."""
    if Office.objects.exists():
        _make(slug, indicators, kind)
    else:
        worlds._put_back(_rows(slug, indicators, kind))
    office = Office.objects.get(code=worlds.OFFICES[slug])
    publication = Publication.objects.get(version__sop__office=office)
    held = Appointment.objects.filter(position__office=office).select_related("position", "user")
    return World(
        office,
        {row.position.code: row.user for row in held},
        definition_of(publication),
        publication.version_id,
        Obligation.objects.select_related("office", "sop").get(office=office),
        User.objects.get(username=f"asing-{slug}"),
    )


@cache
def _rows(slug: str, indicators: int, kind: str) -> tuple[Any, ...]:
    """Every row of an office made in an empty database and taken back at once."""
    with transaction.atomic():
        _make(slug, indicators, kind)
        rows = [row for model in worlds._models() for row in model._default_manager.order_by("pk")]
        transaction.set_rollback(True)
    return tuple(rows)


def _make(slug: str, indicators: int, kind: str) -> None:
    call_command("loaddata", f"sop/{slug}.yaml", verbosity=0)
    version = SopVersion.objects.select_related("sop__office").latest("pk")
    office = version.sop.office
    publication = publish(version, by=None, at=timezone.now())
    for post in Position.objects.filter(office=office):
        _appoint(post, slug)
    User.objects.create_user(f"asing-{slug}", password=PASSWORD, name="Orang Asing")
    Obligation.objects.create(office=office, sop=version.sop, kind=kind, since=SINCE)
    _owe(office, version.pk, definition_of(publication), indicators)


def _appoint(post: Position, slug: str) -> None:
    name = f"{post.title.split('–')[0].strip()[:40]} Rekaan"
    user = User.objects.create_user(
        f"{slug}-{post.code}"[:140], password=PASSWORD, name=name, nip=f"19800101200501{post.pk:04d}"
    )
    Appointment.objects.create(user=user, position=post, since=SINCE)


def _owe(office: Office, version: int, definition: Definition, indicators: int) -> None:
    actors = {actor for place in definition.fill_steps for actor in definition.steps[place].actors}
    units = list(office.units.filter(
        positions__bindings__actor__version=version, positions__bindings__actor__order__in=actors
    ).distinct())  # fmt: skip
    objective = Objective.objects.create(office=office, name="Meningkatnya kualitas layanan", order=1)
    for number in range(1, indicators + 1):
        row = Indicator.objects.create(
            office=office, objective=objective, name=f"Indikator {number}", measure="%", order=number
        )
        row.units.set(units)
        for unit in units:
            for month in range(1, 13):
                kinds = [("month", month)] + ([("quarter", month)] if month <= 4 else [])
                for kind, n in kinds:
                    Target.objects.create(indicator=row, unit=unit, kind=kind, year=2026, number=n, value=100)


def begin(world: World, number: int = 3) -> Submission:
    """A file of this period at its first step."""
    period, _ = Period.objects.get_or_create(kind=world.obligation.kind, year=2026, number=number)
    return fresh(start(world.obligation, period, by=world.holder(world.definition.starts[0])))


def fresh(submission: Submission) -> Submission:
    return Submission.objects.select_related("run__publication", "run__office", "period").get(
        pk=submission.pk
    )


def fill(submission: Submission, unit: int, by: User, value: str = "90") -> None:
    rows = Figure.objects.filter(submission=submission, unit=unit)
    record_figures(
        submission, [RowInput(r.pk, r.version, {"value": Decimal(value)}) for r in rows], unit=unit, by=by
    )


def agree(submission: Submission, by: User) -> None:
    judge(submission, dict.fromkeys(submission.figures.values_list("pk", flat=True), (True, "")), by=by)


def papers_for(submission: Submission, move: Move, by: User) -> Papers:
    document = papers.prepare(submission, by, timezone.now()) if "sign" in move.effects else None
    filing = (
        ArchiveRecord(classification="000.8.6.3", location="Rak 1") if "archive" in move.effects else None
    )
    return Papers(data_hash=submission.data_hash, document=document, filing=filing)


def take(world: World, submission: Submission, place: dict[str, Any], move: Move, **more: Any) -> Submission:
    """Do one open step with all it owes, as its first holder who entered nothing."""
    checks = move.is_return or {"verify", "paraf", "sign"} & set(move.effects)
    by = world.holder(place["step"], place["unit"], besides=submission.entrants if checks else ())
    if world.definition.steps[place["step"]].fills and not move.is_return:
        by = _filled_by(world, submission, place)
    if "verify" in move.effects:
        agree(submission, by)
    submission = fresh(submission)
    row = next(row for row in submission.run.places() if row["id"] == place["id"])
    owed = [name for kind in record_kinds(world.definition.steps[place["step"]]) for name in FIELDS[kind]]
    record = {} if move.is_return else {name: RECORD[name] for name in owed}
    request = Request(row["id"], move.key, row["seq"], record=record, **more)
    act(submission, request, by=by, papers=papers_for(submission, move, by))
    return fresh(submission)


def _filled_by(world: World, submission: Submission, place: dict[str, Any]) -> User:
    """Whoever may fill: a post that also checks the figures may not (Mojokerto)."""
    for user in world.holders(place["step"], place["unit"]):
        with suppress(ChecksThese):
            fill(submission, place["unit"], user)
            return user
    raise LookupError(place)


def walk(world: World, submission: Submission, until: int | str) -> Submission:
    """Go the straight way until the step is open, the status is reached, or ("end") nothing is open."""
    submission = fresh(submission)
    while not _arrived(submission, until):
        place = submission.run.places()[0]
        submission = take(world, submission, place, world.definition.moves(place["step"])[0])
    return submission


def _arrived(submission: Submission, until: int | str) -> bool:
    if until == "end":
        return not submission.run.marking
    return submission.status == until or any(place["step"] == until for place in submission.run.places())


def at_step(world: World, step: int | str) -> Submission:
    """A new file that stands at this step."""
    return walk(world, begin(world), step)


def place_of(submission: Submission, step: int, unit: int | None = None) -> dict[str, Any]:
    """The open place of a step."""
    rows = fresh(submission).run.places()
    return next(row for row in rows if row["step"] == step and unit in {None, row["unit"]})


def form_of(page: Any, action: str = "") -> dict[str, str]:
    """The hidden and filled fields of the form on a page whose action ends so (none: the form of the page itself)."""
    text = page.content.decode()
    forms = re.findall(r"<form[^>]*>.*?</form>", text, re.DOTALL)
    body = next(form for form in forms if (action in form.split(">")[0] if action else 'name="key"' in form))
    fields = re.findall(r"<input[^>]*>", body)
    posted: dict[str, str] = {}
    for field in fields:
        name, value = re.search(r'name="([^"]*)"', field), re.search(r'value="([^"]*)"', field)
        if name and 'type="checkbox"' not in field and 'type="radio"' not in field:
            posted[name[1]] = unescape(value[1]) if value else ""
    return posted
