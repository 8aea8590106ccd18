"""The versions of one SOP: how each stands, how many files follow it, and which two are to be compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.formats import date_format

from sop.procedures.asked import IN_FORCE, READ_ONLY, REPLACED
from sop.procedures.catalogue import state_of
from sop.procedures.models import Publication, SopVersion

OLD, NEW = "dari", "ke"
SINGLE = "SOP ini baru mempunyai satu versi. Perbandingan tersedia setelah ada versi berikutnya."


@dataclass(frozen=True)
class VersionRow:
    """One version. `files` follow it, `running` of them are not finished; `before` is the number of the one before."""

    version: SopVersion
    state: str
    files: int
    running: int
    before: int | None


@dataclass(frozen=True)
class Choice:
    """The two versions to be compared, the older one first; `problem` says why there are not two.

    `wanted` are the numbers that the two lists of the page show.
    """

    wanted: tuple[str, str]
    old: VersionRow | None = None
    new: VersionRow | None = None
    problem: str = ""


def versions_of(version: SopVersion) -> list[VersionRow]:
    """All versions of the same SOP, newest first; two queries."""
    versions = SopVersion.objects.filter(sop=version.sop_id).select_related("sop", "publication")
    rows = list(versions.defer("publication__text").order_by("-version"))
    counts = _counts(version.sop_id)
    found, newest = [], True
    for row, older in zip(rows, [*rows[1:], None], strict=True):
        files, running = counts.get(row.pk, (0, 0))
        before = older.version if older else None
        found.append(VersionRow(row, state_of(row, newest=newest), files, running, before))
        newest = newest and getattr(row, "publication", None) is None
    return found


def _counts(sop: int) -> dict[int, tuple[int, int]]:
    """For each published version the files that follow it, and those not finished."""
    counted = Publication.objects.filter(version__sop=sop).annotate(
        files=Count("runs"), running=Count("runs", filter=Q(runs__closed_at=None))
    )
    rows = counted.order_by().values_list("version", "files", "running")
    return {version: (files, running) for version, files, running in rows}


def chosen(rows: Sequence[VersionRow], version: SopVersion, query: Mapping[str, str]) -> Choice:
    """Which two versions an address asks for (`?dari=1&ke=2`); by itself this version and the one before it."""
    numbered = {str(row.version.version): row for row in rows}
    usual = _usual(rows, version)
    wanted = (query.get(OLD) or usual[0], query.get(NEW) or usual[1])
    if len(rows) == 1:
        return Choice(wanted, problem=SINGLE)
    if missing := [number for number in wanted if number not in numbered]:
        sentence = f"Versi {missing[0]} tidak ada pada SOP ini. Pilih dua versi dari daftar."
        return Choice(usual, problem=sentence)
    if wanted[0] == wanted[1]:
        return Choice(wanted, problem="Pilih dua versi yang berbeda.")
    old, new = sorted((numbered[number] for number in wanted), key=lambda row: row.version.version)
    return Choice((str(old.version.version), str(new.version.version)), old, new)


def _usual(rows: Sequence[VersionRow], version: SopVersion) -> tuple[str, str]:
    """The version before this one; the first version is held against the next one."""
    numbers = [row.version.version for row in reversed(rows)]
    place = max(numbers.index(version.version), 1)
    return str(numbers[place - 1]), str(numbers[min(place, len(numbers) - 1)])


def replacement(rows: Sequence[VersionRow], version: SopVersion) -> str:
    """What became of a version that takes no new files: replaced or withdrawn, and who still follows it; else ""."""
    here = next(row for row in rows if row.version.pk == version.pk)
    if day := version.sop.withdrawn_on:
        told = f"SOP ini dicabut sejak {date_format(day, 'j F Y')}."
    elif here.state == REPLACED:
        newer = next(row.version.version for row in rows if row.state in {IN_FORCE, READ_ONLY})
        told = f"Versi {version.version} sudah digantikan versi {newer}."
    else:
        return ""
    if not here.running:
        return f"{told} Tidak ada berkas berjalan yang memakainya."
    return f"{told} {here.running} berkas tetap memakai versi {version.version}."
