"""The home page: what a person must do, and how the office is doing."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from kinerja.common.dates import format_date
from kinerja.insights.achieved import Achieved, picture_of, signed_periods
from kinerja.insights.activity import Happening, latest
from kinerja.insights.findings import Finding, summary_sentence
from kinerja.insights.graphs import Graph, by_goal, graphs_of, progress_of, weeks_of
from kinerja.insights.inbox import Task, task_page
from kinerja.insights.roles import HEAD, Role, role_of
from kinerja.insights.standing_out import Facts, findings_of
from kinerja.insights.waiting import SLUGS, Sorted, sorted_tasks
from kinerja.periods.models import Period
from kinerja.periods.queries import read_slug
from kinerja.submissions.labels import DRAFT, RETURNED, WAITING
from kinerja.submissions.listing.presence import Presence
from kinerja.submissions.listing.standing import WORK, Standing, counts, standings
from kinerja.submissions.listing.startable import Opening, StartCard, start_cards
from kinerja.submissions.listing.table import FileRow, Option, files_of, periods_with_files, rows_of
from kinerja.submissions.wording import SIGNATURE
from sop.offices.models import Office
from sop.runs.models import StepRun

TASKS, FILES = 5, 6
NEAR = 5  # days before a deadline on which the banner appears
DAYS = {0: "hari ini", 1: "besok"}
SIGNING = next(slug for slug, kind in SLUGS.items() if kind == SIGNATURE)


@dataclass(frozen=True)
class Tile:
    """A number that leads to its list."""

    text: str
    slug: str
    count: int
    url: str


@dataclass(frozen=True)
class OfficeRow:
    """An office in the overview of all; the tiles in their order."""

    office: Office
    open: int
    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class View:
    """Which office the pictures are of (None: none was chosen of several), and which period was asked for."""

    office: Office | None
    asked: Period | None
    periods: tuple[Option, ...]

    @property
    def slug(self) -> str:
        return self.asked.slug if self.asked else ""

    @property
    def query(self) -> str:
        return f"?{urlencode({'p': self.slug})}" if self.asked else ""


@dataclass(frozen=True)
class Home:
    """Everything the page shows. `offices` only for someone who looks into several without a post.

    `summary` is the state in one sentence, for the head; his signing then stands in `tasks` before all else.
    """

    presence: Presence
    role: Role
    view: View
    banner: str
    summary: str
    findings: list[Finding]
    tasks: list[Task]
    task_count: int
    tiles: list[Tile]
    files: list[FileRow]
    owed: list[tuple[StartCard, Opening]]
    achieved: Achieved | None
    graphs: list[Graph]
    activity: list[Happening]
    offices: list[OfficeRow]

    @property
    def signing(self) -> bool:
        """Whether the tasks shown are the signing queue."""
        return self.role.name == HEAD and any(task.kind == SIGNATURE for task in self.tasks)


def home_of(presence: Presence, query: Mapping[str, str] | None = None) -> Home:
    """At most 38 queries, whatever the number of files, tasks and offices. `query`: `p` and `kantor` of the address."""
    view = _view(presence, query or {})
    office, role = view.office, role_of(presence)
    open_files = [file for file in standings(presence.offices, presence.at) if _admitted(file, view)]
    inbox = sorted_tasks(presence)
    signed = signed_periods(office, view.asked) if office else []
    achieved = picture_of(signed, view.asked)
    running = view.asked or _running(open_files, office)
    units = progress_of(office, running) if office else []
    findings = findings_of(
        Facts(presence, role, view.asked, running, office, inbox, open_files, achieved, units)
    )
    weeks = weeks_of(office, presence.at) if office else []
    files = files_of((office,) if office else ()).filter(run__closed_at=None).order_by("-id")[:FILES]
    return Home(
        presence=presence, role=role, view=view, banner=banner_for(presence), findings=findings,
        summary=_summary(open_files, achieved) if role.name == HEAD else "",
        tasks=_first_tasks(presence, role, inbox), task_count=inbox.total,
        tiles=_tiles(open_files, view.slug),
        files=rows_of(list(files), presence.at) if office else [],
        owed=_owed(start_cards(presence)) if presence.main_office else [],
        achieved=achieved, graphs=graphs_of(signed, units, running, weeks),
        activity=latest(presence.offices, presence.at),
        offices=[] if presence.posts else _offices(presence.offices, open_files, view.slug),
    )  # fmt: skip


def graph_of(office: Office, name: str, period: str, at: dt.datetime) -> Graph | None:
    """One chart by its name in the address, as the home page shows it. Six queries."""
    view = _view_of(office, period)
    open_files = [file for file in standings([office], at) if _admitted(file, view)]
    running = view.asked or _running(open_files, office)
    signed, units = signed_periods(office, view.asked), progress_of(office, running)
    goals = by_goal(picture_of(signed, view.asked))
    graphs = [goals, *graphs_of(signed, units, running, weeks_of(office, at))]
    return next((graph for graph in graphs if graph and graph.slug == name), None)


def _view(presence: Presence, query: Mapping[str, str]) -> View:
    """One query, none where no office is looked at."""
    named = next((one for one in presence.offices if one.code == query.get("kantor")), None)
    office = named or presence.main_office
    return _view_of(office, query.get("p", "")) if office else View(None, None, ())


def _view_of(office: Office, period: str) -> View:
    periods = periods_with_files([office])
    asked = read_slug(period)
    found = next((one for one in periods if asked and one.slug == asked.slug), None)
    return View(office, found, tuple(Option(one.slug, one.name, one == found) for one in periods))


def _admitted(file: Standing, view: View) -> bool:
    return view.asked is None or file.period == view.slug


def _running(open_files: Sequence[Standing], office: Office | None) -> Period | None:
    """The newest period of the office that is still being filled, else the newest that was just filled."""
    own = [file for file in open_files if office and file.office == office.code]
    for labels in ({DRAFT, RETURNED}, {WAITING}):
        slugs = {file.period for file in own if file.label in labels}
        if periods := [period for slug in slugs if (period := read_slug(slug))]:
            return max(periods, key=lambda period: period.start)
    return None


def _summary(open_files: Sequence[Standing], achieved: Achieved | None) -> str:
    return summary_sentence(len(open_files), sum(file.late for file in open_files), achieved)


def _first_tasks(presence: Presence, role: Role, inbox: Sorted) -> list[Task]:
    """The most urgent; a head's signing goes before everything else."""
    signs = role.name == HEAD and inbox.counts.get(SIGNATURE, 0)
    return task_page(presence, inbox, wanted=SIGNING if signs else "", size=TASKS)[0]


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


def _tiles(open_files: Sequence[Standing], period: str, office: str = "") -> list[Tile]:
    numbers = counts(open_files, WORK)
    kept = {name: value for name, value in (("p", period), ("kantor", office)) if value}
    return [
        Tile(choice.text, choice.slug, numbers[choice.slug], f"?{urlencode({'status': choice.slug, **kept})}")
        for choice in WORK
    ]


def _owed(cards: Sequence[StartCard]) -> list[tuple[StartCard, Opening]]:
    """For each duty the newest period that has ended without a file, else the running one for those who may begin it."""
    found = []
    for card in cards:
        ended = next((opening for opening in card.openings if opening.ended), None)
        shown = ended or next((opening for opening in card.openings if opening.allowed), None)
        if shown:
            found.append((card, shown))
    return found


def _offices(offices: Sequence[Office], open_files: Sequence[Standing], period: str) -> list[OfficeRow]:
    by_code: dict[str, list[Standing]] = {office.code: [] for office in offices}
    for file in open_files:
        by_code[file.office].append(file)
    return [
        OfficeRow(office, len(by_code[office.code]), tuple(_tiles(by_code[office.code], period, office.code)))
        for office in offices
    ]
