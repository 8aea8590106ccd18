"""What is asked of the archive, and what may be chosen: read from the address, narrowed in one table."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from itertools import groupby

from django.db.models import F, Q, QuerySet

from kinerja.common.typed import number_of
from kinerja.periods.models import Period, PeriodKind
from kinerja.submissions.figures import ArchiveRecord
from kinerja.submissions.listing.presence import Presence
from kinerja.submissions.listing.table import Option

SHORT = 3  # fewer letters would match nearly everything; they are looked for as a whole word or as a number's beginning
WORDS = 6
ACTIVE, INACTIVE, OVER, GONE = "aktif", "inaktif", "habis", "musnah"
RETENTIONS = {
    ACTIVE: "Masih aktif", INACTIVE: "Inaktif", OVER: "Masa simpan habis", GONE: "Sudah dimusnahkan",
}  # fmt: skip
# A choice of the page: the column that it narrows.
_COLUMNS = {
    "year": "submission__period__year",
    "sop": "submission__obligation__sop",
    "classification": "classification",
    "signer": "signer",
    "office": "office__code",
}


@dataclass(frozen=True)
class Sought:
    """What the address asks for; a value that names nothing counts as not asked."""

    words: str = ""
    year: int | None = None
    period: str = ""
    unit: str = ""
    sop: int | None = None
    signer: str = ""
    classification: str = ""
    retention: str = ""
    office: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Sought":
        query = {
            name: value.replace("\0", "") for name, value in query.items()
        }  # PostgreSQL knows no such letter
        year, period = query.get("tahun", ""), query.get("periode", "")
        return cls(
            words=query.get("q", "").strip()[:200],
            year=int(year) if year.isdecimal() and len(year) == len("2026") else None,
            period=period if _period(period) else "",
            unit=query.get("unit", "").replace("|", ""),
            sop=number_of(query.get("sop", "")),
            signer=query.get("penandatangan", ""),
            classification=query.get("klasifikasi", ""),
            retention=query.get("retensi", "") if query.get("retensi", "") in RETENTIONS else "",
            office=query.get("kantor", ""),
        )

    @property
    def any(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))

    @property
    def narrow(self) -> bool:
        """Whether one of the choices is made that are folded away at first."""
        return bool(self.period or self.unit or self.sop or self.signer or self.retention)


def narrowed(records: QuerySet[ArchiveRecord], sought: Sought, day: dt.date) -> QuerySet[ArchiveRecord]:
    """The records that fit every word and every choice; `day` decides what retention is over."""
    for word in sought.words.lower().split()[:WORDS]:
        records = records.filter(_matching(word))
    chosen = {column: getattr(sought, name) for name, column in _COLUMNS.items() if getattr(sought, name)}
    records = records.filter(**chosen)
    if sought.unit:
        records = records.filter(units__contains=f"|{sought.unit}|")
    if sought.period:
        kind, number = _period(sought.period) or ("", 0)
        records = records.filter(submission__period__kind=kind, submission__period__number=number)
    return records.filter(_kept(sought.retention, day)) if sought.retention else records


def _matching(word: str) -> Q:
    if len(word) < SHORT:
        return Q(number__istartswith=word) | Q(search__contains=f" {word} ")
    return Q(search__contains=word)


def _kept(retention: str, day: dt.date) -> Q:
    if retention == GONE:
        return ~Q(destroyed="")
    spans = {
        ACTIVE: Q(active_until__gte=day),
        INACTIVE: Q(active_until__lt=day, inactive_until__gte=day),
        OVER: Q(inactive_until__lt=day),
    }
    return Q(destroyed="") & spans[retention]


def facets(presence: Presence, sought: Sought) -> dict[str, list[Option]]:
    """What occurs in the archives this person may see. Four queries."""
    records = ArchiveRecord.objects.filter(office__in=presence.offices).order_by()
    times = records.values_list(
        "submission__period__year", "submission__period__kind", "submission__period__number"
    )
    sops = records.values_list("submission__obligation__sop", "submission__obligation__sop__name")
    persons = records.values_list("signer", "units")
    found = set(times.distinct())
    signers, units = _persons(persons.distinct())
    codes = records.values_list("classification", F("classified_as")).distinct()
    offices = presence.offices if presence.many else ()
    return {
        "years": _options(((str(year), str(year)) for year in sorted({row[0] for row in found}, reverse=True)), sought.year),
        "periods": _options(sorted({(f"{kind}-{number}", _called(kind, number)) for _, kind, number in found}), sought.period),
        "sops": _options(sorted({(str(pk), name) for pk, name in sops.distinct()}, key=lambda row: row[1]), sought.sop),
        "classifications": _options(_codes(codes), sought.classification),
        "signers": _options(((name, name) for name in signers), sought.signer),
        "units": _options(((name, name) for name in units), sought.unit),
        "retentions": _options(RETENTIONS.items(), sought.retention),
        "offices": _options(((office.code, office.name) for office in offices), sought.office),
    }  # fmt: skip


def _options(rows: Iterable[tuple[str, str]], chosen: object) -> list[Option]:
    return [Option(value, label, value == str(chosen)) for value, label in rows]


def _persons(rows: Iterable[tuple[str, str]]) -> tuple[list[str], list[str]]:
    signers: set[str] = set()
    units: set[str] = set()
    for signer, listed in rows:
        signers.add(signer)
        units.update(listed.split("|"))
    return sorted(signers - {""}), sorted(units - {""})


def _codes(rows: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each code once, with its words where anybody wrote them."""
    ordered = sorted(rows, key=lambda row: row[0])
    named = [(code, max(name for _, name in same)) for code, same in groupby(ordered, key=lambda row: row[0])]
    return [(code, f"{code} – {name}" if name else code) for code, name in named]


def _period(text: str) -> tuple[str, int] | None:
    kind, _, number = text.partition("-")
    return (kind, int(number)) if kind in PeriodKind.values and number_of(number) is not None else None


def _called(kind: str, number: int) -> str:
    """Write "Triwulan III", "Oktober" or "Tahun": the period without its year."""
    return Period(kind=kind, year=2000, number=number).name.removesuffix(" 2000")
