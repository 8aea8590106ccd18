"""How the open files of offices stand: one small row per file, from which filters and counters are both made."""

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kinerja.submissions.labels import (
    ARCHIVED,
    DRAFT,
    PARAF,
    RETURNED,
    SIGNED,
    TEXT_WITHDRAWN,
    TEXTS,
    VERIFIED,
    WAITING,
    WITHDRAWN,
    key_of,
)
from kinerja.submissions.models import Submission
from kinerja.submissions.wording import forward_effects
from sop.offices.models import Office
from sop.procedures.definition import Definition
from sop.procedures.queries import definition_of
from sop.runs.models import Run, StepRun

HEAVY = (
    "snapshot",
    "narrative",
    "entrants",
    "reason",
    "run__publication__text",
    "run__publication__step_ids",
    "run__publication__lacks",
)


@dataclass(frozen=True)
class Standing:
    """An open file: code of its office, slug of its period, key of its label, and whether a step is late.

    `awaits` is the effect that comes next: "verify", "paraf", "sign" or "archive".
    """

    pk: int
    office: str
    period: str
    year: int
    label: str
    awaits: str
    late: bool


@dataclass(frozen=True)
class Choice:
    """A way to filter the list: its value in the address, its name, and the open files that belong to it."""

    slug: str
    text: str
    holds: Callable[[Standing], bool]


def _labelled(key: str) -> Callable[[Standing], bool]:
    return lambda file: file.label == key


def _awaiting(effect: str) -> Callable[[Standing], bool]:
    return lambda file: file.label in {VERIFIED, PARAF} and file.awaits == effect


# What is waited for: the tiles of the home page and the chips of the list.
WORK = (
    Choice("belum-diisi", "Belum diisi", lambda file: file.label in {DRAFT, RETURNED}),
    Choice("menunggu-verifikasi", "Menunggu verifikasi", _labelled(WAITING)),
    Choice("menunggu-paraf", "Menunggu paraf", _awaiting("paraf")),
    Choice("menunggu-tanda-tangan", "Menunggu tanda tangan", _awaiting("sign")),
    Choice("terlambat", "Terlambat", lambda file: file.late),
)
# The other labels a file may wear. Archived and withdrawn files are not open: the list asks the database for them.
_NAMES = {key: TEXTS[key] for key in (DRAFT, RETURNED, VERIFIED, PARAF, SIGNED, ARCHIVED)}
LABELS = tuple(
    Choice(text.lower(), text, _labelled(key)) for key, text in (_NAMES | {WITHDRAWN: TEXT_WITHDRAWN}).items()
)
CHOICES = {choice.slug: choice for choice in (*WORK, *LABELS)}


def standings(offices: Sequence[Office], at: dt.datetime) -> list[Standing]:
    """All open files of these offices. Two queries, and one for each version of an SOP this process has not yet read."""
    # By way of the open steps, whose index holds nothing else: by the status SQLite would read every file of the office.
    here = StepRun.objects.filter(office__in=offices, closed_at=None).order_by()
    overdue = set(here.filter(due_at__lt=at).values_list("run", flat=True))
    files = (
        Submission.objects.filter(run__in=here.values("run"))
        .select_related("office", "period", "run__publication")
        .defer(*HEAVY)
    )
    # Put in order here: asked to sort, SQLite would walk all files by number instead of the few that are open.
    found = sorted(files.order_by(), key=lambda file: file.pk)
    return [_standing(file, late=file.run_id in overdue) for file in found]


def counts(files: Iterable[Standing], choices: Iterable[Choice]) -> dict[str, int]:
    """How many of the files each choice holds, by its slug."""
    files = list(files)
    return {choice.slug: sum(choice.holds(file) for file in files) for choice in choices}


def next_effect(run: Run, definition: Definition) -> str:
    """The first thing that happens to the status on the way forward from where the file stands; "" at the end."""
    todo = deque(place["step"] for place in run.marking)
    seen = set(todo)
    while todo:
        place = todo.popleft()
        effects = forward_effects(definition.steps[place], definition)
        if effects:
            return next(effect for effect in ("verify", "paraf", "sign", "archive") if effect in effects)
        ahead = {
            edge.target
            for move in definition.moves(place)
            if not move.is_return
            for edge in move.edges
            if edge.target is not None
        }
        todo.extend(sorted(ahead - seen))
        seen |= ahead
    return ""


def _standing(file: Submission, *, late: bool) -> Standing:
    definition = definition_of(file.run.publication)
    return Standing(
        pk=file.pk,
        office=file.office.code,
        period=file.period.slug,
        year=file.period.year,
        label=key_of(file, definition),
        awaits=next_effect(file.run, definition),
        late=late,
    )
