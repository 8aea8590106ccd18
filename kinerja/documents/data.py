"""What a paper says, as frozen data: whoever prints fills these, and `pdf` and `xlsx` turn them into bytes.

No ORM object enters. Figures are Decimal, None is "belum diisi" and zero is a value; moments carry a time zone;
`zone` is the IANA zone of the office. The sheet of an SOP has its own data in `kinerja.documents.sheet`.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from kinerja.documents.sheet import SheetData

__all__ = [
    "Act",
    "Amount",
    "FormData",
    "Frozen",
    "Heading",
    "IndicatorGroup",
    "IndicatorRow",
    "Official",
    "Paraf",
    "Passage",
    "RecapCell",
    "RecapData",
    "RecapGroup",
    "RecapRow",
    "ReportData",
    "SheetData",
    "Stationery",
    "Summary",
]


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


NOTHING = Amount(missing="–")


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
    capaian. `tone` is success, info, warning, danger or neutral. Texts are plain; blank lines part paragraphs.
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
    evidence: tuple[str, ...] = ()
    entered_by: str = ""
    entered_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class IndicatorGroup:
    """Indicators under one node; `headings` is the way down to it (tujuan, sasaran, program …)."""

    headings: tuple[Heading, ...]
    rows: tuple[IndicatorRow, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Rata-rata capaian with its predicate. `rules` are the sentences printed below: how the mean and the bands work.

    `reached` of `counted` indicators reached their target; `total` includes those without a capaian.
    """

    average: Decimal | None
    predicate: str
    reached: int
    counted: int
    total: int
    rules: tuple[str, ...] = ()

    @property
    def uncounted(self) -> int:
        return self.total - self.counted


@dataclass(frozen=True, slots=True)
class Paraf:
    """A place for initials that the SOP asks for; name and moment stay empty until they are given."""

    position: str
    name: str = ""
    at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """Who did what in which capacity: kind "Verifikasi", "Paraf" or "Tanda tangan"."""

    kind: str
    by: Official
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Passage:
    """A line of the history up to the freeze: step number as printed, kegiatan or event, person, capacity, note."""

    at: dt.datetime
    step: str
    event: str
    person: str
    capacity: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Frozen:
    """What is added when the head signs. The same data always give the same bytes.

    `snapshot` is the stored canonical JSON whose sha256 is `data_hash`; it is attached as data.json. `address` is
    the full public address ("https://…/v/7K3M9QXZ") that the QR repeats; `ledger_head` the hash of the last event.
    """

    code: str
    address: str
    at: dt.datetime
    snapshot: str
    data_hash: str
    ledger_head: str
    acts: tuple[Act, ...]
    history: tuple[Passage, ...]

    @property
    def signature(self) -> Act:
        """The act of signing: the last one."""
        return self.acts[-1]


@dataclass(frozen=True, slots=True)
class ReportData:
    """Laporan Pengukuran Kinerja. Without `frozen` it is a draft: watermark RANCANGAN, no code, no QR.

    `period` in full ("Triwulan III (Juli–September 2026)"); `date` is the date of the document, which is not the
    signing time. `parafs` is empty where the SOP has no paraf step: then no paraf box is printed.
    """

    stationery: Stationery
    title: str
    office: str
    period: str
    sop: str
    groups: tuple[IndicatorGroup, ...]
    summary: Summary
    place: str
    signer: Official
    date: dt.date | None = None
    number: str = ""
    narrative: str = ""
    previous_period: str = ""
    parafs: tuple[Paraf, ...] = ()
    revision: int = 1
    replaces: str = ""
    reason: str = ""
    frozen: Frozen | None = None


@dataclass(frozen=True, slots=True)
class FormData:
    """Formulir pengumpulan data kinerja of one unit. `blank` prints writing lines instead of the figures."""

    stationery: Stationery
    title: str
    office: str
    unit: str
    period: str
    sop: str
    groups: tuple[IndicatorGroup, ...]
    blank: bool = False
    due: dt.datetime | None = None
    status: str = ""
    place: str = ""


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
