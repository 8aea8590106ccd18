"""Targets of a year and of its periods, out of the yearly ones in the data file."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kinerja.indicators.models import AggregationChoice


@dataclass(frozen=True)
class Goal:
    """An indicator of the data file at one office; `owners` is the number of units that share a sum."""

    row: dict[str, Any]
    factor: Decimal
    owners: int

    def year(self, years: int) -> Decimal:
        """Target at the end of the year so many years after the first one (-1: the year before)."""
        value = Decimal(str(self.row["targets"][years + 1]))
        if "scale" in self.row:
            return value
        value *= self.factor
        return self._rounded(value / self.owners if self._adds_up else value)

    def period(self, years: int, number: int, count: int) -> Decimal:
        """Target of the period with that number out of so many in the year: a share, a stage, or the same all year."""
        whole = self.year(years)
        if self._adds_up:
            share = self._rounded(whole / count)
            return whole - share * (count - 1) if number == count else share
        if "scale" in self.row or self.row["aggregation"] == AggregationChoice.AVERAGE:
            return whole
        before = self.year(years - 1)
        return self._rounded(before + (whole - before) * number / count)

    @property
    def _adds_up(self) -> bool:
        return bool(self.row["aggregation"] == AggregationChoice.SUM)

    def _rounded(self, value: Decimal) -> Decimal:
        return value.quantize(Decimal(1).scaleb(-int(self.row.get("decimals", 2))))
