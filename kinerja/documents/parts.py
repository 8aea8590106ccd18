"""What several papers have in common, as frozen data. Figures are Decimal: None is "belum diisi", zero is a value."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Stationery:
    """What all papers of an office share: kop, kertas, zona waktu.

    `letterhead`: the lines of the kop; the last one is the office itself and is set larger. `paper` is one of
    "A4", "F4", "Letter", "Legal". `logo_png` is a picture that was re-encoded by us, never an upload as it came.
    """

    letterhead: tuple[str, ...]
    address: str = ""
    logo_png: bytes | None = None
    paper: str = "F4"
    zone: str = "Asia/Jakarta"


@dataclass(frozen=True, slots=True)
class Official:
    """A person in the post held on that day; `position` carries the "Plt.", "Plh." or "Pj." as it is printed."""

    position: str
    name: str
    nip: str = ""
    rank: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure on paper: a number, a range (`number` to `upper`), or a predicate (`label`, e.g. "WTP").

    A number is printed with at least `decimals` digits and never rounded. Without number and label `missing` is
    printed: "belum diisi" unless the caller knows better ("tidak ada data", "–").
    """

    number: Decimal | None = None
    upper: Decimal | None = None
    label: str = ""
    decimals: int = 2
    missing: str = "belum diisi"


@dataclass(frozen=True, slots=True)
class Heading:
    """A node above indicators: level "Sasaran", code "1.02" or "", name "Meningkatnya …"."""

    level: str
    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator (of one unit) with target, realisasi and capaian in per cent.

    `formula` is a sentence ("Capaian = realisasi ÷ target × 100 %."); `achievement_note` says why there is no
    capaian. `workings` says how the realisasi was computed, `budget` what was spent of which pagu. `tone` is success, info, warning, danger or neutral. Texts are plain; blank lines part paragraphs.
    """

    indicator: str
    measure: str
    target: Amount
    realised: Amount
    unit: str = ""
    formula: str = ""
    achievement: Decimal | None = None
    achievement_note: str = ""
    predicate: str = ""
    tone: str = "neutral"
    year_target: Amount | None = None
    previous: Amount | None = None
    previous_achievement: Decimal | None = None
    explanation: str = ""
    helped: str = ""
    hindered: str = ""
    follow_up: str = ""
    note: str = ""
    workings: str = ""
    budget: str = ""
    evidence: tuple[str, ...] = ()
    entered_by: str = ""
    entered_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class IndicatorGroup:
    """Indicators under one node; `headings` is the way down to it (tujuan, sasaran, program …)."""

    headings: tuple[Heading, ...]
    rows: tuple[IndicatorRow, ...]
