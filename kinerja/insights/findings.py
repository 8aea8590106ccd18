"""Findings as titles: what stands out today, in a sentence each that leads to its list. Pure functions of counted facts."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from kinerja.common.dates import format_date_short
from kinerja.insights.achieved import Achieved
from kinerja.insights.graphs import UnitProgress
from kinerja.insights.waiting import SLUGS, Sorted
from kinerja.submissions.wording import ARCHIVE, CHECK, INITIAL, SIGNATURE

# How a waiting task is told: "2 berkas menunggu paraf Anda sejak 3 Okt".
WAITS = {
    SIGNATURE: "tanda tangan Anda",
    INITIAL: "paraf Anda",
    CHECK: "verifikasi Anda",
    ARCHIVE: "diarsipkan",
}
SLUG_OF = {kind: slug for slug, kind in SLUGS.items()}
NAMED = 3  # late units called by name; more are only counted


@dataclass(frozen=True)
class Finding:
    """A sentence with its list. Tone: danger, warning, info or success."""

    tone: str
    icon: str
    text: str
    url: str


@dataclass(frozen=True)
class LateUnit:
    """What is past its deadline, of the office of that code: "Bidang Capil terlambat 2 hari kerja"."""

    text: str
    office: str


@dataclass(frozen=True)
class Quality:
    """What a keeper mends: indicators without a target this year, and steps nobody may do."""

    year: int
    untargeted: int
    orphans: int


def waiting(inbox: Sorted, zone: dt.tzinfo) -> Iterator[Finding]:
    """What waits for the person himself, since the oldest of it."""
    for kind, words in WAITS.items():
        if count := inbox.counts.get(kind, 0):
            since = format_date_short(inbox.since[kind].astimezone(zone).date())
            yield Finding(
                "info", "inbox", f"{count} berkas menunggu {words} sejak {since}",
                _at("insights:inbox", jenis=SLUG_OF[kind]),
            )  # fmt: skip


def lateness(late: Sequence[LateUnit], period: str) -> Iterator[Finding]:
    """Units (or offices) that are late with filling, the worst first."""
    for unit in late[:NAMED]:
        url = _at("submissions:list", status="terlambat", p=period, kantor=unit.office)
        yield Finding("danger", "overdue", unit.text, url)
    if len(late) > NAMED:
        url = _at("submissions:list", status="terlambat", p=period)
        yield Finding("danger", "overdue", f"{len(late) - NAMED} lainnya juga terlambat", url)


def returned(count: int, period: str) -> Iterator[Finding]:
    """Files that went back to be mended."""
    if count:
        text = f"{count} berkas dikembalikan untuk diperbaiki"
        yield Finding("warning", "returned", text, _at("submissions:list", status="dikembalikan", p=period))


def below_target(below: int, counted: int, short: str, url: str) -> Iterator[Finding]:
    """Of the last signed period: how many indicators missed their target."""
    if below:
        yield Finding("warning", "chart", f"{below} indikator di bawah target pada {short}", url)
    elif counted:
        yield Finding("success", "check-circle", f"Semua indikator mencapai target pada {short}", url)


def own_units(units: Sequence[UnitProgress], own: Collection[int | None], short: str) -> Iterator[Finding]:
    """How far the person's own units have come."""
    for unit in units:
        if unit.unit in own:
            done = unit.filled == unit.total
            text = f"{unit.name}: {unit.filled} dari {unit.total} indikator {short} terisi"
            yield Finding("success" if done else "info", "edit", text, _at("insights:inbox", jenis="isi"))


def quality(found: Quality | None, office: str) -> Iterator[Finding]:
    """What a keeper of the settings should look after."""
    if found is None:
        return
    if found.orphans:
        text = f"{found.orphans} langkah tanpa pelaksana hari ini"
        yield Finding("danger", "people", text, reverse("assigning:orphans", args=[office]))
    if found.untargeted:
        text = f"{found.untargeted} indikator belum memiliki target {found.year}"
        yield Finding("warning", "edit", text, reverse("indicators:sheet", args=[office, found.year]))
    if not (found.orphans or found.untargeted):
        text = f"Data {found.year} lengkap: setiap langkah ada pelaksananya, setiap indikator ada targetnya"
        yield Finding("success", "check-circle", text, reverse("indicators:sheet", args=[office, found.year]))


def summary_sentence(running: int, late: int, achieved: Achieved | None) -> str:
    """The state of the office in one sentence, for its head."""
    text = f"{running} berkas berjalan" if running else "Tidak ada berkas berjalan"
    if running:
        text += f", {late} terlambat" if late else ", semuanya dalam tenggat"
    return f"{text}; rata-rata capaian {achieved.short} {achieved.average}." if achieved else f"{text}."


def _at(name: str, **asked: str) -> str:
    wanted: Mapping[str, str] = {key: value for key, value in asked.items() if value}
    return f"{reverse(name)}?{urlencode(wanted)}" if wanted else reverse(name)
