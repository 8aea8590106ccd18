"""What waits for a person, counted by kind; a page of it and its counters come from the same rows."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Min, Q

from kinerja.submissions.listing.presence import Presence
from kinerja.submissions.queue.rows import move_of
from kinerja.submissions.queue.to_file import FILES
from kinerja.submissions.wording import (
    ARCHIVE,
    CHECK,
    FILL,
    INITIAL,
    KINDS,
    OTHER,
    SIGNATURE,
    kind_of_task,
)
from sop.procedures.models import Publication
from sop.procedures.queries import definition_of
from sop.runs.models import StepRun, StepRunQuerySet

SLUGS = {
    "isi": FILL, "verifikasi": CHECK, "paraf": INITIAL, "tanda-tangani": SIGNATURE, "arsipkan": ARCHIVE,
    "langkah-lain": OTHER,
}  # fmt: skip
LATE = "terlambat"
FEW = 200  # tasks that are read one by one; of more the database counts


@dataclass(frozen=True)
class Sorted:
    """The inbox by kind: how many of each, since when, how many late, and which steps are of which kind.

    `found`: the open step runs by kind and those that are late (LATE); None where there are more than FEW.
    `to_file`: how many signed files can be filed in a row; where the step owes a receipt, each is filed by itself.
    """

    counts: Mapping[str, int]
    late: int
    steps: Mapping[str, tuple[int, ...]]
    since: Mapping[str, dt.datetime] = field(default_factory=dict)
    found: Mapping[str, tuple[int, ...]] | None = None
    to_file: int = 0

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def to_sign(self) -> int:
        """How many documents wait for a paraf or a signature; they have a queue of their own."""
        return self.counts[INITIAL] + self.counts[SIGNATURE]


def sorted_tasks(presence: Presence) -> Sorted:
    """The inbox counted by kind. One query; a second where there are more than FEW."""
    if not presence.posts:
        return Sorted(dict.fromkeys(KINDS, 0), 0, {}, found={})
    rows = _waiting(presence).values_list(
        "step", "step__position", "run__publication__sha256", "pk", "due_at", "opened_at"
    )
    few = list(rows.order_by()[: FEW + 1])
    if len(few) > FEW:
        return _counted(presence)
    found: dict[str, list[int]] = {kind: [] for kind in (*KINDS, LATE)}
    since: dict[str, dt.datetime] = {}
    to_file = 0
    for _, position, sha256, pk, due_at, opened_at in few:
        kind = _kind(sha256, position)
        found[kind].append(pk)
        if due_at and due_at < presence.at:
            found[LATE].append(pk)
        since[kind] = min(opened_at, since.get(kind, opened_at))
        to_file += kind == ARCHIVE and _in_a_row(sha256, position)
    kept = {kind: tuple(pks) for kind, pks in found.items()}
    return Sorted({kind: len(kept[kind]) for kind in KINDS}, len(kept[LATE]), {}, since, kept, to_file)


def _counted(presence: Presence) -> Sorted:
    """The same where there are many: a row for each step of an SOP instead of one for each task."""
    rows = (
        _waiting(presence)
        .values_list("step", "step__position", "run__publication__sha256")
        .annotate(
            number=Count("pk"), late=Count("pk", filter=Q(due_at__lt=presence.at)), since=Min("opened_at")
        )
        .order_by("step")
    )
    counts, late, to_file = dict.fromkeys(KINDS, 0), 0, 0
    steps: dict[str, list[int]] = {kind: [] for kind in KINDS}
    since: dict[str, dt.datetime] = {}
    for step, position, sha256, number, overdue, opened in rows:
        kind = _kind(sha256, position)
        counts[kind] += number
        steps[kind].append(step)
        late += overdue
        to_file += number if kind == ARCHIVE and _in_a_row(sha256, position) else 0
        since[kind] = min(opened, since.get(kind, opened))
    return Sorted(counts, late, {kind: tuple(ids) for kind, ids in steps.items()}, since, None, to_file)


def _kind(sha256: str, position: int) -> str:
    definition = definition_of(Publication(sha256=sha256))
    return kind_of_task(definition.steps[position], definition)


def _in_a_row(sha256: str, position: int) -> bool:
    """Whether a file is filed there by nothing but the act, as many others at once."""
    definition = definition_of(Publication(sha256=sha256))
    return move_of(definition.steps[position], definition, FILES) is not None


def _waiting(presence: Presence) -> StepRunQuerySet:
    """Open steps of this person's posts."""
    mine = StepRun.objects.for_person(presence.user, presence.day)
    return mine.filter(office__in=presence.offices, run__submission__isnull=False)


def wanted_of(presence: Presence, inbox: Sorted, wanted: str) -> StepRunQuerySet:
    """Those of a kind, late ones, or all: by their keys where they are known, else searched for anew."""
    kind = SLUGS.get(wanted, wanted if wanted == LATE else "")
    if inbox.found is not None:
        kinds = [kind] if kind else KINDS
        return StepRun.objects.filter(pk__in=[pk for one in kinds for pk in inbox.found[one]], closed_at=None)
    waiting = _waiting(presence)
    if kind == LATE:
        return waiting.filter(due_at__lt=presence.at)
    return waiting.filter(step__in=inbox.steps[kind]) if kind else waiting
