"""Antrean tanda tangan: the documents that wait for a paraf or a signature of one person, by deadline."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from django.db.models import DateTimeField, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from kinerja.common.dates import format_moment_short
from kinerja.common.keyset import SIZE, Page, page
from kinerja.signing.providers.choice import setup_of, setups_of
from kinerja.signing.setups import SigningSetup
from kinerja.submissions.listing.presence import Presence, presence_of
from kinerja.submissions.models import Submission
from kinerja.submissions.queue.models import Reading
from kinerja.submissions.wording import SIGN, kind_of_task, screen_for, task_url
from sop.offices.models import User
from sop.procedures.definition import Definition, Move, StepDef
from sop.procedures.models import Publication
from sop.procedures.queries import definition_of
from sop.runs.models import StepRun, StepRunQuerySet
from sop.runs.performers import Performer, performers_for
from sop.runs.records import record_kinds

QUEUED, ONWARD = "antrean", "lanjut"  # in an address: come from the queue; just signed
MOST = 20  # documents of one request; each of them is signed for about a second
SIGNS = frozenset({"paraf", "sign"})
BY_DEADLINE = ("due", "id")
NO_DEADLINE = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)
HEAVY = (
    "run__submission__snapshot", "run__submission__narrative", "run__submission__reason", "run__publication__text",
    "run__publication__step_ids", "run__publication__lacks",
)  # fmt: skip
OWN = "Anda ikut mengisi data ini; dokumen diparaf atau ditandatangani pejabat lain."
SEVERAL = "Langkah ini meminta keputusan atau pencatatan; kerjakan dari halaman dokumennya."
UNREAD = "Baca dokumennya dahulu."
OTHERWISE = "Dokumen ini ditandatangani dengan cara lain; kerjakan dari halaman dokumennya."
ELSEWHERE = "Berkas perangkat daerah lain diarsipkan dari halaman berkasnya."
# Which provider signs, where it answers, by which account it is asked: one secret serves the documents that share all.
Signing = tuple[str, str, str]


@dataclass(frozen=True)
class Waiting:
    """A document that waits. `opened`: when this person first had it before him; `why_not`: what keeps it from the queue.

    `seq` is where its step stands, `files`: signing it files it too (Sumenep 9). `signing`: by which provider, `final`:
    as the head.
    """

    step_run: StepRun
    submission: Submission
    kind: str
    activity: str
    capacity: str
    due: str
    late: bool
    opened: str
    why_not: str
    seq: int
    files: bool
    signing: Signing
    final: bool
    url: str

    @property
    def ready(self) -> bool:
        """Opened, and nothing keeps it."""
        return not self.why_not

    @property
    def unread(self) -> bool:
        """Could be chosen, had it been opened."""
        return self.why_not == UNREAD


def waiting_page(
    presence: Presence, cursor: str = "", *, size: int = SIZE
) -> tuple[list[Waiting], Page[StepRun]]:
    """A page of the queue, the most urgent first. Five queries, whatever its length."""
    found = urgent_first(presence, SIGN, cursor, size=size)
    return _told(found.rows, presence), found


def urgent_first(presence: Presence, screen: str, cursor: str, *, size: int) -> Page[StepRun]:
    """A page of the steps with this screen by their deadline, each with its file. Two queries."""
    due = Coalesce("due_at", Value(NO_DEADLINE), output_field=DateTimeField())
    rows = waiting_steps(presence, screen=screen).annotate(due=due)
    rows = rows.select_related("step", "run__publication", "run__office", "run__submission").defer(*HEAVY)
    return page(rows, BY_DEADLINE, cursor, size=size)


def waiting_steps(presence: Presence, *, screen: str = SIGN) -> StepRunQuerySet:
    """The open steps of this person's posts that have this screen: paraf and signature. One query, and lazily one."""
    mine = StepRun.objects.filter(
        pk__in=StepRun.objects.for_person(presence.user, presence.day).values("pk"),
        run__submission__isnull=False,
    )
    if not presence.posts:
        return mine.none()
    kinds = mine.values_list("step", "step__position", "run__publication__sha256").order_by().distinct()
    steps = [step for step, position, sha256 in kinds if _shown_on(screen, position, sha256)]
    return mine.filter(step__in=steps)


@dataclass(frozen=True)
class Following:
    """The document to read next, how many there are that nobody has read yet, and how many wait in all."""

    url: str
    unread: int
    waiting: int


def following(presence: Presence, done: int = 0) -> Following:
    """What comes after the document of this step: the first unread one, else the queue itself. Five queries."""
    rows, _ = waiting_page(presence)
    others = [row for row in rows if row.step_run.pk != done]
    unread = [row for row in others if row.unread]
    url = f"{unread[0].url}?{QUEUED}" if unread else reverse("submissions:queue")
    return Following(url, len(unread), len(others))


def move_of(step: StepDef, definition: Definition, wanted: Set[str] = SIGNS) -> Move | None:
    """The one way that initials or signs; None where there are several, or the step owes more than a name."""
    moves = [
        move for move in definition.moves(step.position) if not move.is_return and wanted & set(move.effects)
    ]
    return moves[0] if len(moves) == 1 and not record_kinds(step) else None


def _shown_on(screen: str, position: int, sha256: str) -> bool:
    definition = definition_of(Publication(sha256=sha256))
    return screen_for(definition.steps[position], definition) == screen


def _told(rows: Sequence[StepRun], presence: Presence) -> list[Waiting]:
    performers = performers_for(presence.user, {row.run.publication.version_id for row in rows}, presence.day)
    read = Reading.objects.filter(user=presence.user, step_run__in=[row.pk for row in rows])
    opened = {(pk, sha256): at for pk, sha256, at in read.values_list("step_run", "data_hash", "at")}
    setups = setups_of({row.office_id for row in rows})
    told = [
        _row(row, performers[row.run.publication.version_id], opened, setups[row.office_id], presence)
        for row in rows
    ]
    first = next((row.signing for row in told if row.why_not in {"", UNREAD}), None)
    told = [replace(row, why_not=row.why_not or _otherwise(row, first)) for row in told]
    shelf = shelf_of(told)
    return [replace(row, why_not=row.why_not or _elsewhere(row, shelf)) for row in told]


def shelf_of(rows: Sequence[Waiting], ticked: Set[int] = frozenset()) -> int | None:
    """The office whose classifications a page files under: that of the first document that is signed and filed at once.

    What was ticked comes first: by now a document of another office may stand above it.
    """
    filed = [row for row in rows if row.files and row.step_run.pk in ticked]
    filed += [row for row in rows if row.files and row.why_not in {"", UNREAD}]
    return filed[0].submission.office_id if filed else None


def _elsewhere(row: Waiting, shelf: int | None) -> str:
    return ELSEWHERE if row.files and row.submission.office_id != shelf else ""


def signing_of(setup: SigningSetup, move: Move | None) -> Signing:
    """By whom this way is signed, where that service answers, and by which account it is asked."""
    final = bool(move and "sign" in move.effects)
    return setup.provider_for(final=final), setup.base_url, setup.account


def signing_asked(rows: Sequence[Waiting], step_runs: Iterable[int], user: User) -> Signing | None:
    """How the documents that were ticked are signed: the secret was typed for them, whatever comes first on the page by now.

    Three queries where none of them waits any more: a lost answer that is asked for again. None for what is not his.
    """
    known, asked = {row.step_run.pk: row.signing for row in rows}, list(step_runs)
    found = next((known[pk] for pk in asked if pk in known), None)
    if found is not None or not asked:
        return found
    presence = presence_of(user, timezone.now())
    gone = StepRun.objects.filter(pk__in=asked, office__in=presence.offices)
    row = gone.select_related("step", "run__publication").order_by("pk").first()
    if row is None:
        return None
    definition = definition_of(row.run.publication)
    return signing_of(setup_of(row.office_id), move_of(definition.steps[row.step.position], definition))


def _otherwise(row: Waiting, first: Signing | None) -> str:
    """One secret serves a page of the queue: a document that another provider signs is signed on its own page."""
    return "" if first in {None, row.signing} else OTHERWISE


def _row(
    row: StepRun, performer: Performer, opened: Mapping[tuple[int, str], dt.datetime], setup: SigningSetup,
    presence: Presence,
) -> Waiting:  # fmt: skip
    submission, definition = row.run.submission, definition_of(row.run.publication)
    step, zone = definition.steps[row.step.position], row.run.office.zone
    place = next((place for place in row.run.marking if place["id"] == row.pk), None)
    at, duty = opened.get((row.pk, submission.data_hash)), performer.duty_for(step, row.unit_id)
    move = move_of(step, definition)
    return Waiting(
        step_run=row,
        submission=submission,
        kind=kind_of_task(step, definition),
        activity=step.activity,
        capacity=duty.capacity if duty else "",
        due=format_moment_short(row.due_at, zone) if row.due_at else "",
        late=bool(row.due_at and row.due_at < presence.at),
        opened=format_moment_short(at, zone) if at else "",
        why_not=_why_not(move, own=presence.user.pk in submission.entrants, read=at is not None),
        seq=place["seq"] if place else 0,
        files=bool(move and "archive" in move.effects),
        signing=signing_of(setup, move),
        final=bool(move and "sign" in move.effects),
        url=task_url(submission, row, step, definition),
    )


def _why_not(move: Move | None, *, own: bool, read: bool) -> str:
    if own:
        return OWN
    if move is None:
        return SEVERAL
    return "" if read else UNREAD
