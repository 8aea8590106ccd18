"""The recap as frozen data."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from kinerja.documents.parts import Amount, Heading, Stationery


@dataclass(frozen=True, slots=True)
class RecapPart:
    """What a rolled-up cell was made of: a month of a quarter, a unit of the office. `realised` None: not filled."""

    name: str
    target: Decimal | None
    realised: Decimal | None


@dataclass(frozen=True, slots=True)
class RecapCell:
    """One indicator in one column. `owed` is False where this unit or period has nothing to say about it.

    `provisional` marks figures that are not signed yet, or rolled up from too few periods ("sementara"). `status` is the
    label of the file for this unit. `coverage` says how much of a rolled-up cell is there ("2 dari 3 bulan"), `parts`
    what it was made of; `own_target` that its target was set for the longer period itself.
    """

    realised: Amount
    target: Amount | None = None
    achievement: Decimal | None = None
    achievement_note: str = ""
    predicate: str = ""
    tone: str = "neutral"
    provisional: bool = False
    owed: bool = True
    status: str = ""
    coverage: str = ""
    own_target: bool = False
    parts: tuple[RecapPart, ...] = ()


@dataclass(frozen=True, slots=True)
class RecapRow:
    """An indicator over all columns; `total` only where its aggregation rule allows one, `rule` names that rule.

    `formula` and `aggregation` are codes of `kinerja.indicators.kinds`: the workbook keeps them alive.
    `through_quarters`: the total goes from twelve months through their quarters.
    """

    indicator: str
    measure: str
    cells: tuple[RecapCell, ...]
    total: RecapCell | None = None
    rule: str = ""
    formula: str = ""
    aggregation: str = ""
    through_quarters: bool = False


@dataclass(frozen=True, slots=True)
class RecapGroup:
    headings: tuple[Heading, ...]
    rows: tuple[RecapRow, ...]


@dataclass(frozen=True, slots=True)
class RecapData:
    """Rekapitulasi: indicators (or units) down, `columns` (names of units, or of periods) across.

    `lacking` names the columns whose figures have not come in ("Belum masuk: …"). `rules` as in `Summary`.
    `means`: mean achievement below each column, the total's last; that one is
    the mean `mean_over_columns`, else of the column of totals. `row_label`, `value_label` head rows and values. Of a long
    recap in parts: `part` ("Bagian 2 dari 12") and the number of its `first` row.
    """

    stationery: Stationery
    title: str
    office: str
    period: str
    columns: tuple[str, ...]
    groups: tuple[RecapGroup, ...]
    total_label: str = ""
    lacking: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    as_of: dt.datetime | None = None
    mean_over_columns: bool = False
    means: tuple[Decimal | None, ...] = ()
    row_label: str = "Indikator kinerja"
    value_label: str = "Realisasi"
    first: int = 1
    part: str = ""
