"""The charts of the home page: each a finding as its heading, a picture, and the table behind it."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q
from django.utils.safestring import SafeString

from kinerja.common.dates import format_date_short
from kinerja.common.numbers import format_number
from kinerja.insights.achieved import Achieved, Signed
from kinerja.insights.pictures import COLOURS, Series, Stack, framed, line_chart, stacked_chart
from kinerja.periods.models import Period
from kinerja.submissions.figures import Figure
from kinerja.submissions.models import Status, Submission
from sop.offices.models import Office
from sop.runs.models import Outcome, Run, StepRun

WEEKS = 8
DONE, LATE = "#196bcd", "#c8323a"
GOALS = ("Sasaran", "Capaian", "Predikat", "Indikator tercapai")


@dataclass(frozen=True)
class Graph:
    """A chart with its table: `head` names the columns of `rows`; `note` says how to read the picture."""

    slug: str
    finding: str
    note: str
    svg: SafeString
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class UnitProgress:
    """A unit (its pk) of a period that is being filled: rows filled, and rows in all."""

    unit: int
    name: str
    filled: int
    total: int


@dataclass(frozen=True)
class Week:
    """Steps that were finished in a week, and those of them after their deadline."""

    first: dt.date
    done: int
    late: int


def over_time(signed: Sequence[Signed]) -> Graph | None:
    """The mean of each sasaran over the signed periods; None before the second of them."""
    if len(signed) <= 1:
        return None
    names = list(dict.fromkeys(row.name for one in signed for row in one.reading.objectives))
    values = [{row.name: row.average for row in one.reading.objectives} for one in signed]
    series = [Series(name, tuple(known.get(name) for known in values)) for name in names]
    periods = [one.file.period.short for one in signed]
    drawing, height = line_chart(periods, series[: len(COLOURS)])
    means = [one.reading.summary.average for one in signed]
    rows = [
        (line.name, *("–" if value is None else f"{format_number(value, 2)}%" for value in line.values))
        for line in series
    ]
    return Graph(
        "capaian",
        _trend(periods, means[-2:]),
        "Garis tegas mendatar: target 100%. Setiap indikator dibatasi 0 sampai 100%.",
        framed("runtun", "Capaian per sasaran antarperiode", _told(rows, ["Sasaran", *periods]), height, drawing),
        ("Sasaran", *periods),
        tuple(rows),
    )  # fmt: skip


def by_goal(achieved: Achieved | None) -> Graph | None:
    """The picture of the last signed period, as the others are, for its files; None without one."""
    if achieved is None:
        return None
    rows = tuple(
        (row.name, row.text, row.predicate or "–", f"{row.reached}/{row.counted}")
        for row in achieved.objectives
    )
    note = f"Capaian per sasaran pada {achieved.period}"
    return Graph("sasaran", achieved.finding, note, achieved.chart, GOALS, rows)


def by_unit(units: Sequence[UnitProgress], period: Period | None) -> Graph | None:
    """How far each unit has filled the period that runs; None where nothing is being filled."""
    if not units or period is None:
        return None
    stacks = [
        Stack(row.name, ((row.filled, DONE),), row.total, f"{row.filled} dari {row.total}") for row in units
    ]
    drawing, height = stacked_chart(stacks)
    ready = sum(row.filled == row.total for row in units)
    rows = tuple((row.name, str(row.filled), str(row.total - row.filled), str(row.total)) for row in units)
    head = ("Unit", "Terisi", "Belum terisi", "Jumlah indikator")
    finding = f"{ready} dari {len(units)} unit selesai mengisi {period.short}"
    title = f"Kemajuan pengisian {period.name} per unit"
    return Graph(
        "pengisian", finding, "Indikator yang sudah terisi, dari semua indikator unit itu.",
        framed("kemajuan", title, _told(rows, head), height, drawing), head, rows,
    )  # fmt: skip


def by_week(weeks: Sequence[Week]) -> Graph | None:
    """How many steps were finished week by week; None where there was none."""
    total, late = sum(week.done for week in weeks), sum(week.late for week in weeks)
    if not total:
        return None
    most = max(week.done for week in weeks)
    stacks = [
        Stack(
            f"Pekan {format_date_short(week.first)}",
            ((week.done - week.late, DONE), (week.late, LATE)),
            most,
            f"{week.done}, {week.late} terlambat" if week.late else str(week.done),
        )
        for week in weeks
    ]
    drawing, height = stacked_chart(stacks)
    rows = tuple((format_date_short(week.first), str(week.done), str(week.late)) for week in weeks)
    head = ("Pekan mulai", "Langkah selesai", "Lewat tenggat")
    finding = f"{total} langkah selesai dalam {len(weeks)} pekan, " + (
        f"{late} lewat tenggat" if late else "semuanya tepat waktu"
    )
    return Graph(
        "beban", finding, "Biru: tepat waktu. Merah: lewat tenggat.",
        framed("pekan", "Langkah yang selesai per pekan", _told(rows, head), height, drawing), head, rows,
    )  # fmt: skip


def progress_of(office: Office, period: Period | None) -> list[UnitProgress]:
    """Units of the drafts of a period, the least filled first. One query, none without a period."""
    if period is None:
        return []
    same = {"period__kind": period.kind, "period__year": period.year, "period__number": period.number}
    drafts = Submission.objects.standing().filter(office=office, status=Status.DRAFT, **same)
    rows = (
        Figure.objects.filter(submission__in=drafts)
        .order_by()
        .values_list("unit", "unit__name")
        .annotate(done=Count("pk", filter=Q(value__isnull=False) | Q(no_data=True)), total=Count("pk"))
    )
    found = [UnitProgress(*row) for row in rows]
    return sorted(found, key=lambda row: (row.filled / row.total, row.name))


def weeks_of(office: Office, at: dt.datetime) -> list[Week]:
    """The last WEEKS weeks of the office, this one last. One query."""
    tz = office.tz
    today = at.astimezone(tz).date()
    monday = today - dt.timedelta(days=today.weekday())
    mondays = [monday - dt.timedelta(weeks=n) for n in reversed(range(WEEKS))]
    since = dt.datetime.combine(mondays[0], dt.time(), tz)
    # By way of the runs, which have an index by their beginning; one takes less than a year.
    runs = Run.objects.filter(office=office, opened_at__gte=since - dt.timedelta(days=365)).order_by()
    closed = StepRun.objects.filter(
        run__in=runs.values("pk"), closed_at__gte=since, outcome__in=[Outcome.DONE, Outcome.RETURNED]
    )
    rows = closed.order_by().values_list("closed_at", "due_at")
    moments = [(closed_at, due) for closed_at, due in rows if closed_at]
    return _counted(mondays, moments, lambda moment: moment.astimezone(tz).date())


def graphs_of(
    signed: Sequence[Signed], units: Sequence[UnitProgress], running: Period | None, weeks: Sequence[Week]
) -> list[Graph]:
    """All that can be drawn."""
    found = (over_time(signed), by_unit(units, running), by_week(weeks))
    return [graph for graph in found if graph is not None]


def _counted(
    mondays: Sequence[dt.date],
    moments: Iterable[tuple[dt.datetime, dt.datetime | None]],
    day_of: Callable[[dt.datetime], dt.date],
) -> list[Week]:
    done, late = dict.fromkeys(mondays, 0), dict.fromkeys(mondays, 0)
    for closed, due in moments:
        day = day_of(closed)
        monday = day - dt.timedelta(days=day.weekday())
        if monday in done:
            done[monday] += 1
            late[monday] += bool(due and closed > due)
    return [Week(monday, done[monday], late[monday]) for monday in mondays]


def _trend(periods: Sequence[str], means: Sequence[Decimal | None]) -> str:
    before, last = means
    if last is None:
        return f"Capaian {periods[-1]} belum dapat dihitung"
    way = "" if before is None else "tetap " if before == last else _way(before, last)
    return f"Rata-rata capaian {periods[-1]} {way}{format_number(last, 2)}%"


def _way(before: Decimal, last: Decimal) -> str:
    return "naik menjadi " if last > before else "turun menjadi "


def _told(rows: Iterable[Sequence[str]], head: Sequence[str]) -> str:
    """The table as text, for those who do not see the picture."""
    lines = (
        f"{row[0]}: " + ", ".join(f"{name} {value}" for name, value in zip(head[1:], row[1:], strict=True))
        for row in rows
    )
    return "; ".join(lines) + "."
