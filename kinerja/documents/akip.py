"""Bukti dukung AKIP: the index of the pack as frozen data and as HTML."""

import datetime as dt
from dataclasses import dataclass

from django.template.loader import render_to_string

from kinerja.documents.parts import Stationery


@dataclass(frozen=True, slots=True)
class PackItem:
    """A file of the pack: `name` is its path there, `code` the one printed on the paper ("" where it has none)."""

    title: str
    note: str
    name: str
    code: str
    sha256: str


@dataclass(frozen=True, slots=True)
class PackPart:
    """A part with its criteria (`points`). `unchecked`: nobody has compared its wording with the regulation yet, and the paper says so."""

    code: str
    text: str
    points: tuple[str, ...]
    expects: str
    unchecked: bool
    items: tuple[PackItem, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackStep:
    """A line of a timeline, in words; `verdict` is "tepat", "terlambat" or "" where the step has no deadline."""

    at: dt.datetime
    step: str
    what: str
    who: str
    took: str
    standard: str
    verdict: str


@dataclass(frozen=True, slots=True)
class PackCase:
    """A file of the year with its way through the SOP, oldest first."""

    title: str
    state: str
    code: str
    sop: str
    summary: str
    steps: tuple[PackStep, ...]


@dataclass(frozen=True, slots=True)
class PackData:
    """The index; `as_of` is the moment of the last thing that happened in what it lists."""

    stationery: Stationery
    office: str
    year: int
    as_of: dt.datetime
    parts: tuple[PackPart, ...]
    cases: tuple[PackCase, ...]
    remark: str


def pack_page(data: PackData) -> str:
    """Return the whole HTML page that becomes the PDF."""
    title = f"Bukti Dukung AKIP Tahun {data.year}"
    context = {
        "data": data,
        "logo_url": "logo:kop" if data.stationery.logo_png else "",
        "title": f"{title} – {data.office}",
        "author": data.office,
        "created": data.as_of.isoformat(),
        "foot": f"{title} · {data.office}",
    }
    return render_to_string("documents/akip.html", context)
