"""What the charts of the page are made of, and the same as tables that can be downloaded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.safestring import SafeString

from kinerja.compliance.charts import Dumbbell, HeatCell, Spot, dumbbells, heatmap, trend
from kinerja.compliance.figures import SMALL, Measured
from kinerja.compliance.lines import StepLine
from kinerja.compliance.page import Compliance, list_url, quarters_of
from kinerja.compliance.tallying import Key
from sop.durations.standard import Kind, Standard
from sop.durations.units import Unit

WEEK = 5  # working days, as in sop.durations


@dataclass(frozen=True)
class Charts:
    """The charts of a page; each is "" where it would show nothing."""

    page: Compliance

    @cached_property
    def measured(self) -> list[tuple[StepLine, Measured, int]]:
        """Steps with enough cases whose standard is a length of time, with its minutes."""
        found = []
        for line in self.page.scope.lines:
            here, standard = (
                self.page.by_step.get(line.pk),
                standard_minutes(line.step.standard, self._length),
            )
            if here and here.n >= SMALL and standard:
                found.append((line, here, standard))
        return found

    @cached_property
    def against_standard(self) -> SafeString | str:
        rows = [_dumbbell(line, here, standard) for line, here, standard in self.measured]
        return dumbbells(rows) if rows else ""

    @cached_property
    def quarters(self) -> list[Spot]:
        found = quarters_of(self.page.scope, self.page.figures)
        return [
            Spot(name, here.share, here.share_words, f"{url}&hasil=dinilai", here.sums.judged < SMALL)
            for _, name, here, url in found
        ]

    @cached_property
    def over_time(self) -> SafeString | str:
        return trend(self.quarters) if sum(spot.share is not None for spot in self.quarters) > 1 else ""

    @cached_property
    def heat(self) -> list[tuple[str, list[HeatCell]]]:
        """A row for each unit, and for each post that works without one; a cell for each step."""
        home = {pk: line.pk for line in self.page.scope.lines for pk in line.ids}
        found = self.page.figures.grouped(lambda key: (home[key.step], _row_of(key)))
        rows = dict.fromkeys(row for _, row in found)
        return [
            (
                self._called(row),
                [self._cell(line, row, found.get((line.pk, row))) for line in self.page.scope.lines],
            )
            for row in sorted(rows, key=self._order)
        ]

    @cached_property
    def heated(self) -> SafeString | str:
        return heatmap([line.number for line in self.page.scope.lines], self.heat) if self.heat else ""

    @property
    def _length(self) -> int:
        return self.page.figures.length

    def _called(self, row: tuple[int | None, str]) -> str:
        unit, post = row
        return self.page.scope.units[unit].name if unit else post or "Tanpa jabatan"

    def _order(self, row: tuple[int | None, str]) -> tuple[bool, int, str]:
        unit, post = row
        return (not unit, list(self.page.scope.units).index(unit) if unit else 0, post)

    def _cell(self, line: StepLine, row: tuple[int | None, str], here: Measured | None) -> HeatCell:
        if here is None or not here.n:
            return HeatCell()
        unit, post = row
        url = list_url(self.page.scope, line.pk, unit=unit or "-", jabatan="" if unit else post or "-")
        told = f"{self._called(row)}, langkah {line.number}: {here.share_words}, n = {here.n}"
        words = str(here.share) if here.share is not None else "○"
        few = here.share is not None and here.sums.judged < SMALL
        return HeatCell(f"{here.sums.on_time}/{here.sums.judged}" if few else words, here.tone, url, told)


def standard_minutes(standard: Standard, length: int) -> int | None:
    """The upper end of a standard in working minutes, a day being as long as the office's; None where it is no length.

    A month is no length in working time, and a date ("tanggal 5") none at all.
    """
    if standard.kind not in {Kind.FIXED, Kind.RANGE} or standard.explicit_calendar or not standard.maximum:
        return None
    sizes = {Unit.MINUTE: 1, Unit.HOUR: 60, Unit.DAY: length, Unit.WEEK: WEEK * length}
    if any(amount.unit not in sizes for amount in standard.maximum):
        return None
    return int(sum((amount.value * sizes[amount.unit] for amount in standard.maximum), Decimal()))


def _dumbbell(line: StepLine, here: Measured, standard: int) -> Dumbbell:
    median, p90 = here.median or 0, here.p90 or 0
    words = f"mutu baku {line.standard} · median {here.words(median)} · P90 {here.words(p90)}"
    return Dumbbell(line.called, median / standard, p90 / standard, words)


def _row_of(key: Key) -> tuple[int | None, str]:
    return (key.unit, "") if key.unit else (None, key.post)


Table = tuple[Sequence[str], Iterable[Sequence[object]]]
HEAD = (
    "Mutu baku", "n", "Median (menit kerja)", "P90 (menit kerja)", "Dinilai", "Dalam mutu baku", "Persen", "Dikembalikan",
    "Dikembalikan di luar alur tertulis", "Ditarik", "Rata-rata menunggu (menit kerja)",
)  # fmt: skip


def step_table(page: Compliance) -> Table:
    """The table of the page in plain numbers, minutes instead of words."""
    rows = (
        [row.line.number, row.line.step.activity, row.name, *plain(row.line.standard, row.measured)]
        for row in page.rows
    )
    return ("No.", "Kegiatan", "Unit atau jabatan", *HEAD), rows


def quarter_table(page: Compliance) -> Table:
    found = quarters_of(page.scope, page.figures)
    return ("Triwulan", *HEAD[1:]), ([name, *plain("", here)[1:]] for _, name, here, _ in found)


def heat_table(page: Compliance) -> Table:
    """On time of judged, by unit or post and step."""
    charts = Charts(page)
    return (
        ("Unit atau jabatan", *(line.number for line in page.scope.lines)),
        ([name, *(cell.words for cell in cells)] for name, cells in charts.heat),
    )


TABLES = {"langkah": step_table, "triwulan": quarter_table, "unit": heat_table}


def plain(standard: str, here: Measured) -> list[object]:
    sums = here.sums
    return [
        standard, here.n, here.median, here.p90, sums.judged, sums.on_time, here.share, sums.drawn, sums.outside,
        sums.withdrawn, here.waiting,
    ]  # fmt: skip
