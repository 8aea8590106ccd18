"""The recap as frozen data."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from kinerja.documents.parts import Amount, Heading, Stationery


@dataclass(frozen=True, slots=True)
class RecapCell:
    """One indicator in one column. `owed` is False where this unit or period has nothing to say about it.

    `provisional` marks figures that are not signed yet ("sementara").
    """

    realised: Amount
    target: Amount | None = None
    achievement: Decimal | None = None
    achievement_note: str = ""
    predicate: str = ""
    tone: str = "neutral"
    provisional: bool = False
    owed: bool = True


@dataclass(frozen=True, slots=True)
class RecapRow:
    """An indicator over all columns; `total` only where its aggregation rule allows one, `rule` names that rule.

    `formula` is a code of `kinerja.indicators.kinds.Formula`: the workbook keeps simple ones alive.
    """

    indicator: str
    measure: str
    cells: tuple[RecapCell, ...]
    total: RecapCell | None = None
    rule: str = ""
    formula: str = ""


@dataclass(frozen=True, slots=True)
class RecapGroup:
    headings: tuple[Heading, ...]
    rows: tuple[RecapRow, ...]


@dataclass(frozen=True, slots=True)
class RecapData:
    """Rekapitulasi: indicators down, `columns` (names of units, or of periods) across.

    `lacking` names the columns whose figures have not come in ("Belum masuk: …"). `rules` as in `Summary`.
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
