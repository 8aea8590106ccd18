"""What a paper says, as frozen data: whoever prints fills these, and `pdf` and `xlsx` turn them into bytes.

No ORM object enters. Figures are Decimal, None is "belum diisi" and zero is a value; moments carry a time zone;
`zone` is the IANA zone of the office. The sheet of an SOP has its own data in `kinerja.documents.sheet`.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

from kinerja.documents.parts import Amount, Heading, IndicatorGroup, IndicatorRow, Official, Stationery
from kinerja.documents.recap import RecapCell, RecapData, RecapGroup, RecapPart, RecapRow
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
    "RecapPart",
    "RecapRow",
    "ReportData",
    "SheetData",
    "StampData",
    "Stationery",
    "Summary",
]


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
    """A place for initials that the SOP asks for; name and moment stay empty until they are given.

    `field` is the name of its signature field where the paper has fields.
    """

    position: str
    name: str = ""
    at: dt.datetime | None = None
    field: str = ""


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
    """What is added when the head signs, or before the first signature in the file. The same data give the same bytes.

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

    With `field`, the name of the signature field of the head, the paper is made before its signatures: what they
    will say (who, when, the date) is left to the stamps in their boxes. `owner` is who issues the certificates.
    `seal` is the kind of the head's signature: "local", "bsre", "record", or "" where it is recorded in the system.
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
    field: str = ""
    owner: str = ""
    seal: str = ""


@dataclass(frozen=True, slots=True)
class StampData:
    """What a signature shows in its box. `place` and `address` are empty for a paraf, which has no room for them."""

    by: Official
    at: dt.datetime
    zone: str
    place: str = ""
    address: str = ""
    code: str = ""

    @property
    def day(self) -> dt.date:
        """The date of the document: the day of the signature where the office is."""
        return self.at.astimezone(ZoneInfo(self.zone)).date()


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
