"""Bukti kirim: the proof that a sheet was sent, as frozen data and as HTML."""

import datetime as dt
from dataclasses import dataclass

from django.template.loader import render_to_string

from kinerja.documents.parts import Stationery


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """A value as it was sent, written as its indicator writes it; without one the reason stands."""

    unit: str
    indicator: str
    measure: str
    value: str
    no_data_reason: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptData:
    """Who sent what, in which capacity, when; `event` and `event_hash` lead to the entry of the history."""

    stationery: Stationery
    office: str
    number: str
    title: str
    period: str
    unit: str
    sender: str
    nip: str
    capacity: str
    at: dt.datetime
    activity: str
    rows: tuple[ReceiptRow, ...]
    statement: str
    checked: tuple[tuple[str, str], ...]
    note: str
    sha256: str
    event: str
    event_hash: str


def receipt_page(data: ReceiptData) -> str:
    """Return the whole HTML page that becomes the PDF."""
    context = {
        "data": data,
        "logo_url": "logo:kop" if data.stationery.logo_png else "",
        "title": f"Bukti kirim {data.number}",
        "author": data.office,
        "created": data.at.isoformat(),
        "foot": f"Bukti kirim {data.number}",
    }
    return render_to_string("documents/receipt.html", context)
