"""How leaves to fill late, and attempts without one, read in the history of a file."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kinerja.submissions.case.events import DECISIONS, Entry, Ground, Kind, day_of


def _extension(base: Entry, data: Mapping[str, Any], ground: Ground) -> Entry:
    what = f"memperpanjang pengisian sampai {day_of(data['until'])}"
    return replace(base, what=what, unit=ground.unit(data["unit"]), reason=data["reason"])


def _extension_end(base: Entry, data: Mapping[str, Any], ground: Ground) -> Entry:
    what = f"mencabut perpanjangan pengisian sampai {day_of(data['until'])}"
    return replace(base, what=what, unit=ground.unit(data["unit"]))


def _refused_entry(base: Entry, data: Mapping[str, Any], ground: Ground) -> Entry:
    what = "mencoba mengisi di luar masa pengisian; ditolak"
    return replace(base, what=what, unit=ground.unit(data["unit"]))


BOOK = {
    "extension": Kind("calendar", _extension, (DECISIONS,)),
    "extension_end": Kind("calendar", _extension_end, (DECISIONS,)),
    "refused_entry": Kind("lock", _refused_entry, (DECISIONS,)),
}
