"""What was achieved in the last signed period, sasaran by sasaran, read from the frozen content and never recomputed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from kinerja.common.numbers import format_number
from kinerja.documents.data import IndicatorGroup, Summary
from kinerja.indicators.aggregation import average_capped
from kinerja.indicators.arithmetic import HUNDRED
from kinerja.indicators.bands import Band, band_for
from kinerja.insights.charts import Bar, bullet_chart
from kinerja.submissions.models import Status, Submission
from kinerja.submissions.papers.rows import Basis, average_text, groups_of, summary_of
from sop.offices.models import Office

NOT_COMPUTABLE = "Tidak dapat dihitung"


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
class Achieved:
    """The picture of a signed period: `finding` is its heading, `objectives` its table."""

    period: str
    finding: str
    average: str
    objectives: tuple[Objective, ...]
    chart: SafeString
    url: str


def last_achieved(office: Office) -> Achieved | None:
    """Of the office's signed files the one with the latest period; None before the first signature. One query."""
    signed = (
        Submission.objects.filter(office=office, status__in=[Status.SIGNED, Status.ARCHIVED])
        .select_related("period")
        .order_by("-run__period_end", "-revision", "-id")
        .first()
    )
    if signed is None:
        return None
    basis = Basis(json.loads(signed.snapshot), None)
    groups = groups_of(basis)
    return _achieved(signed, groups, summary_of(groups, basis.bands), basis.bands)


def _achieved(
    file: Submission, groups: Sequence[IndicatorGroup], summary: Summary, bands: Sequence[Band]
) -> Achieved:
    objectives = tuple(_objective(group, bands) for group in groups)
    period = file.period.name
    described = "; ".join(f"{objective.name}: {objective.text}" for objective in objectives)
    bars = [
        Bar(row.name, row.average, row.text if row.average is not None else "–", row.tone)
        for row in objectives
    ]
    title = f"Rata-rata capaian per sasaran, {period}"
    return Achieved(
        period=period,
        finding=_finding(summary),
        average=average_text(summary),
        objectives=objectives,
        chart=bullet_chart("capaian", title, f"Dibandingkan dengan target 100%. {described}.", bars),
        url=file.get_absolute_url(),
    )


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
