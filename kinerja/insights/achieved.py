"""What was achieved in the signed periods, sasaran by sasaran, read from the frozen content and never recomputed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from django.utils.safestring import SafeString

from kinerja.common.numbers import format_number
from kinerja.documents.data import IndicatorGroup, Summary
from kinerja.indicators.aggregation import average_capped
from kinerja.indicators.arithmetic import HUNDRED
from kinerja.indicators.bands import Band, band_for
from kinerja.insights.charts import Bar, bullet_chart
from kinerja.periods.models import Period
from kinerja.submissions.models import Status, Submission
from kinerja.submissions.papers.rows import Basis, average_text, groups_of, summary_of
from sop.offices.models import Office

NOT_COMPUTABLE = "Tidak dapat dihitung"
PERIODS = 8


@dataclass(frozen=True)
class Objective:
    """A sasaran or program with the mean of its indicators, each held between 0 and 100 %."""

    level: str
    name: str
    average: Decimal | None
    reached: int
    counted: int
    predicate: str
    tone: str

    @property
    def text(self) -> str:
        return NOT_COMPUTABLE if self.average is None else f"{format_number(self.average, 2)}%"


@dataclass(frozen=True)
class Reading:
    """A frozen content in brief."""

    objectives: tuple[Objective, ...]
    summary: Summary


@dataclass(frozen=True)
class Signed:
    """A signed file of a period with what was achieved in it."""

    file: Submission
    reading: Reading


@dataclass(frozen=True)
class Achieved:
    """The picture of a signed period: `finding` is its heading, `objectives` its table."""

    period: str
    short: str
    slug: str
    finding: str
    below: int
    average: str
    objectives: tuple[Objective, ...]
    chart: SafeString
    url: str


def signed_periods(office: Office, until: Period | None = None) -> list[Signed]:
    """The newest revision of the last PERIODS signed periods, oldest first. One query.

    `until`: the last of them, where one was asked for; else the kind of the latest period decides.
    """
    files = (
        Submission.objects.filter(office=office, status__in=[Status.SIGNED, Status.ARCHIVED])
        .select_related("period", "run")
        .only("snapshot", "period", "obligation", "office", "revision", "run__period_end")
        .order_by("-run__period_end", "-revision", "-id")
    )
    if until is not None:
        files = files.filter(run__period_end__lte=until.end, period__kind=until.kind)
    found: dict[int, Submission] = {}
    for file in files[: PERIODS * 2]:
        latest = next(iter(found.values()), file)
        if (file.period.kind, file.obligation_id) == (latest.period.kind, latest.obligation_id):
            found.setdefault(file.period_id, file)
    return [Signed(file, reading_of(file.snapshot)) for file in list(found.values())[:PERIODS]][::-1]


def last_achieved(office: Office) -> Achieved | None:
    """The picture of the latest signed period of the office; None before the first signature. One query."""
    return picture_of(signed_periods(office))


def picture_of(signed: Sequence[Signed], asked: Period | None = None) -> Achieved | None:
    """The picture of the last of these periods; None without one, or where another period was asked for."""
    if not signed or (asked is not None and signed[-1].file.period.slug != asked.slug):
        return None
    file, reading = signed[-1].file, signed[-1].reading
    described = "; ".join(f"{objective.name}: {objective.text}" for objective in reading.objectives)
    bars = [
        Bar(row.name, row.average, row.text if row.average is not None else "–", row.tone)
        for row in reading.objectives
    ]
    title = f"Rata-rata capaian per sasaran, {file.period.name}"
    return Achieved(
        period=file.period.name,
        short=file.period.short,
        slug=file.period.slug,
        finding=_finding(reading.summary),
        below=reading.summary.counted - reading.summary.reached,
        average=average_text(reading.summary),
        objectives=reading.objectives,
        chart=bullet_chart("capaian", title, f"Dibandingkan dengan target 100%. {described}.", bars),
        url=file.get_absolute_url(),
    )


@lru_cache(maxsize=128)  # what is frozen says the same for ever
def reading_of(snapshot: str) -> Reading:
    """The brief of a frozen content, by its own text."""
    basis = Basis(json.loads(snapshot), None)
    groups = groups_of(basis)
    return Reading(tuple(_objective(group, basis.bands) for group in groups), summary_of(groups, basis.bands))


def _finding(summary: Summary) -> str:
    if not summary.counted:
        return "Capaian belum dapat dihitung"
    finding = f"{summary.reached} dari {summary.counted} indikator mencapai target"
    return f"{finding}, {summary.uncounted} tidak dapat dihitung" if summary.uncounted else finding


def _objective(group: IndicatorGroup, bands: Sequence[Band]) -> Objective:
    known = [row.achievement for row in group.rows if row.achievement is not None]
    average = average_capped(known)
    band = band_for(average, bands)
    return Objective(
        level=group.headings[-1].level,
        name=group.headings[-1].name,
        average=average,
        reached=sum(value >= HUNDRED for value in known),
        counted=len(known),
        predicate=band.label if band else "",
        tone=band.tone if band else "neutral",
    )
