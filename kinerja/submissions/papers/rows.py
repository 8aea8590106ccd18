"""Figures on paper: from the frozen content of a submission (`snapshots.content`) to the rows of its report. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from kinerja.common.numbers import format_number
from kinerja.documents.data import Amount, Heading, IndicatorGroup, IndicatorRow, Summary
from kinerja.documents.lines import amount_text, has_value
from kinerja.indicators.aggregation import average_capped
from kinerja.indicators.arithmetic import HUNDRED
from kinerja.indicators.bands import DEFAULT_BANDS, Band, band_for, bands_in_words, thawed
from kinerja.indicators.kinds import formula_in_words
from kinerja.indicators.models import Level
from kinerja.indicators.ratios import legible, ratio_of
from kinerja.indicators.scales import Scale
from kinerja.submissions.rows.budget import Budget

Content = Mapping[str, Any]
MEAN_RULE = "Rata-rata capaian dihitung dari capaian setiap indikator, masing-masing dibatasi 0 sampai 100 %."
_COMPARED = 3  # indicators named on the public page beside the two figures of the whole


@dataclass(frozen=True)
class Basis:
    """What a report is made from: the content, and that of the signed report before it (or None)."""

    content: Content
    before: Content | None

    @property
    def bands(self) -> tuple[Band, ...]:
        """The bands that were in force when the period was opened: part of what is frozen, like the targets."""
        rows = self.content["rows"]
        return thawed(rows[0]["bands"]) if rows else DEFAULT_BANDS


def groups_of(basis: Basis) -> tuple[IndicatorGroup, ...]:
    """All rows under their sasaran or program, in the order of the content."""
    earlier = {(row["indicator"], row["unit"]): row for row in (basis.before or {}).get("rows", [])}
    return tuple(
        IndicatorGroup(
            (Heading(Level(level).label, objective),),
            tuple(_row(row, earlier.get((row["indicator"], row["unit"])), basis.bands) for row in rows),
        )
        for (level, objective), rows in groupby(
            basis.content["rows"], key=lambda row: (row["level"], row["objective"])
        )
    )


def summary_of(groups: Sequence[IndicatorGroup], bands: Sequence[Band]) -> Summary:
    """Mean, predicate and how many reached their target."""
    rows = [row for group in groups for row in group.rows]
    known = [row.achievement for row in rows if row.achievement is not None]
    average = average_capped(known)
    band = band_for(average, bands)
    return Summary(
        average=average,
        predicate=band.label if band else "",
        reached=sum(value >= HUNDRED for value in known),
        counted=len(known),
        total=len(rows),
        rules=(MEAN_RULE, f"Predikat: {bands_in_words(bands)}."),
    )


def below_target(groups: Sequence[IndicatorGroup]) -> list[str]:
    """Names of the indicators that missed their target."""
    rows = [row for group in groups for row in group.rows]
    return [row.indicator for row in rows if row.achievement is not None and row.achievement < HUNDRED]


def average_text(summary: Summary) -> str:
    """Write "96,40% (Sangat Tinggi)"; words where there is no mean."""
    if summary.average is None:
        return "Tidak dapat dihitung"
    return f"{format_number(summary.average, 2)}% ({summary.predicate})"


def facts_of(groups: Sequence[IndicatorGroup], summary: Summary) -> list[list[str]]:
    """Five figures anyone can compare with the printed paper: [label, text]."""
    rows = [row for group in groups for row in group.rows][:_COMPARED]
    return [
        ["Rata-rata capaian", average_text(summary)],
        ["Indikator mencapai target", f"{summary.reached} dari {summary.counted}"],
        *([f"{row.indicator} ({row.unit})", _with_measure(row)] for row in rows),
    ]


def _with_measure(row: IndicatorRow) -> str:
    """Write "99,60 %"; words for a missing figure take no unit."""
    text = amount_text(row.realised)
    return f"{text} {row.measure}".strip() if has_value(row.realised) else text


def _row(row: Content, earlier: Content | None, bands: Sequence[Band]) -> IndicatorRow:
    achieved = _number(row["achievement"])
    band = band_for(achieved, bands)
    return IndicatorRow(
        indicator=row["name"],
        measure=row["measure"],
        target=_target(row),
        realised=_realised(row),
        unit=row["unit_name"],
        formula=_formula(row),
        achievement=achieved,
        achievement_note=row["achievement_note"],
        predicate=band.label if band else "",
        tone=band.tone if band else "neutral",
        previous=_realised(earlier) if earlier else None,
        previous_achievement=_number(earlier["achievement"]) if earlier else None,
        explanation=_explanation(row),
        helped=row["helped"],
        hindered=row["hindered"],
        follow_up=row["follow_up"],
        workings=_workings(row),
        budget=_budget(row),
        entered_by=row["entered_by"],
    )


def _formula(row: Content) -> str:
    ratio, words = ratio_of(row), formula_in_words(row["formula"], row["zero_policy"])
    return f"{ratio.in_words} {words}" if ratio else words


def _workings(row: Content) -> str:
    ratio = ratio_of(row)
    return ratio.workings(_number(row["numerator"]), _number(row["denominator"])) if ratio else ""


def _budget(row: Content) -> str:
    """What was spent; snapshots made before money was counted say nothing of it."""
    if not row.get("budgeted"):
        return ""
    return Budget(_number(row["budget"]), _number(row["spent"]), _number(row["achievement"])).sentence


def _explanation(row: Content) -> str:
    no_data = f"Tidak ada data: {row['no_data_reason']}" if row["no_data_reason"] else ""
    return "\n\n".join(text for text in (no_data, row["explanation"]) if text)


def _realised(row: Content) -> Amount:
    return _amount(row, row["value"], missing="tidak ada data" if row["no_data_reason"] else "belum diisi")


def _target(row: Content) -> Amount:
    if row["target_lower"] is not None:
        upper = _number(row["target_upper"])
        return Amount(_number(row["target_lower"]), upper=upper, decimals=row["decimals"])
    return _amount(row, row["target"], missing="–")


def _amount(row: Content, text: str | None, *, missing: str) -> Amount:
    number = _number(text)
    label = Scale.from_data(row["scale"]).label(number) if row["scale"] and number is not None else ""
    number = None if number is None else legible(number, row)
    return Amount(number, label=label, decimals=row["decimals"], missing=missing)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
