"""The home page: what a person must do, and how the office is doing."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from kinerja.common.dates import format_date
from kinerja.insights.achieved import Achieved, last_achieved
from kinerja.insights.activity import Happening, latest
from kinerja.insights.inbox import Task, sorted_tasks, task_page
from kinerja.submissions.listing.presence import Presence
from kinerja.submissions.listing.standing import WORK, Standing, counts, standings
from kinerja.submissions.listing.startable import Opening, StartCard, start_cards
from kinerja.submissions.listing.table import FileRow, files_of, rows_of
from sop.offices.models import Office
from sop.runs.models import StepRun

TASKS, FILES = 5, 6
NEAR = 5  # days before a deadline on which the banner appears
DAYS = {0: "hari ini", 1: "besok"}


@dataclass(frozen=True)
class Tile:
    """A number that leads to its list."""

    text: str
    slug: str
    count: int


@dataclass(frozen=True)
class OfficeRow:
    """An office in the overview of all; the tiles in their order."""

    office: Office
    open: int
    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class Home:
    """Everything the page shows. `offices` only for someone who looks into several without a post."""

    presence: Presence
    banner: str
    tasks: list[Task]
    task_count: int
    tiles: list[Tile]
    files: list[FileRow]
    owed: list[tuple[StartCard, Opening]]
    achieved: Achieved | None
    activity: list[Happening]
    offices: list[OfficeRow]

    @property
    def bare(self) -> bool:
        """Nothing to show yet."""
        return not (self.tasks or self.files or self.owed or self.achieved or self.activity)


def home_of(presence: Presence) -> Home:
    """At most 24 queries, whatever the number of files, tasks and offices."""
    open_files = standings(presence.offices, presence.at)
    inbox = sorted_tasks(presence)
    tasks, _ = task_page(presence, inbox, size=TASKS)
    files = files_of(presence.offices).filter(run__closed_at=None).order_by("-id")[:FILES]
    office = presence.main_office
    return Home(
        presence=presence,
        banner=banner_for(presence),
        tasks=tasks,
        task_count=inbox.total,
        tiles=_tiles(open_files),
        files=rows_of(list(files), presence.at) if office else [],
        owed=_owed(start_cards(presence)) if office else [],
        achieved=last_achieved(office) if office else None,
        activity=latest(presence.offices, presence.at),
        offices=[] if presence.posts else _offices(presence.offices, open_files),
    )


def banner_for(presence: Presence) -> str:
    """The next deadline for filling in one's offices, from NEAR days before; "" otherwise. One query."""
    if not presence.posts:
        return ""
    nearest = (
        StepRun.objects.filter(
            office__in=presence.offices, closed_at=None, step__fills=True, due_at__gte=presence.at,
            due_at__lt=presence.at + dt.timedelta(days=NEAR + 1), run__submission__isnull=False,
        )
        .select_related("run__submission__period", "run__office")
        .defer("run__submission__snapshot", "run__submission__narrative")
        .order_by("due_at")
        .first()
    )  # fmt: skip
    if nearest is None or nearest.due_at is None:
        return ""
    tz = nearest.run.office.tz
    last = nearest.due_at.astimezone(tz).date()
    days = (last - presence.at.astimezone(tz).date()).days
    if days > NEAR:
        return ""
    when = DAYS.get(days, f"{days} hari lagi")
    return f"Tenggat pengisian {nearest.run.submission.period.name}: {format_date(last)}, {when}."


def _tiles(open_files: Sequence[Standing]) -> list[Tile]:
    numbers = counts(open_files, WORK)
    return [Tile(choice.text, choice.slug, numbers[choice.slug]) for choice in WORK]


def _owed(cards: Sequence[StartCard]) -> list[tuple[StartCard, Opening]]:
    """For each duty the newest period that has ended without a file, else the running one for those who may begin it."""
    found = []
    for card in cards:
        ended = next((opening for opening in card.openings if opening.ended), None)
        shown = ended or next((opening for opening in card.openings if opening.allowed), None)
        if shown:
            found.append((card, shown))
    return found


def _offices(offices: Sequence[Office], open_files: Sequence[Standing]) -> list[OfficeRow]:
    by_code: dict[str, list[Standing]] = {office.code: [] for office in offices}
    for file in open_files:
        by_code[file.office].append(file)
    return [
        OfficeRow(office, len(by_code[office.code]), tuple(_tiles(by_code[office.code])))
        for office in offices
    ]
