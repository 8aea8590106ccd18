"""The files inside a report: the frozen figures as they were hashed, and the same as a workbook to calculate with."""

from kinerja.documents.data import (
    IndicatorGroup,
    IndicatorRow,
    RecapCell,
    RecapData,
    RecapGroup,
    RecapRow,
    ReportData,
)
from kinerja.documents.engine import Enclosure
from kinerja.documents.recap_book import recap_workbook


def enclosures_of(data: ReportData) -> tuple[Enclosure, ...]:
    """data.json and rekapitulasi.xlsx; nothing while the report is a draft."""
    frozen = data.frozen
    if frozen is None:
        return ()
    figures = f"Data beku laporan {frozen.code}, sha256 {frozen.data_hash}"
    return (
        Enclosure("data.json", figures, frozen.snapshot.encode(), frozen.at),
        Enclosure(
            "rekapitulasi.xlsx", f"Rekapitulasi laporan {frozen.code}", recap_workbook(_recap(data)), frozen.at,
            "Alternative",
        ),
    )  # fmt: skip


def _recap(data: ReportData) -> RecapData:
    return RecapData(
        data.stationery, "Rekapitulasi Capaian Kinerja", data.office, data.period, (data.period,),
        tuple(_group(group) for group in data.groups), rules=data.summary.rules,
    )  # fmt: skip


def _group(group: IndicatorGroup) -> RecapGroup:
    return RecapGroup(group.headings, tuple(_row(row) for row in group.rows))


def _row(row: IndicatorRow) -> RecapRow:
    name = f"{row.indicator} ({row.unit})" if row.unit else row.indicator
    cell = RecapCell(row.realised, row.target, row.achievement, row.achievement_note, row.predicate, row.tone)
    return RecapRow(name, row.measure, (cell,))
