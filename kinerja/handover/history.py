"""How the receipts of other applications read in the history of a file."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kinerja.submissions.case.events import Entry, Ground, Kind


def _handover(base: Entry, data: Mapping[str, Any], _ground: Ground) -> Entry:
    """A receipt of another application, written down after the steps of the SOP."""
    number = f" nomor {data['number']}" if data["number"] else ""
    again = "mengganti catatan tanda terima" if data["replaces"] else "mencatat tanda terima"
    return replace(base, what=f"{again} {data['application']}{number}", note=data["note"])


BOOK = {"handover": Kind("send", _handover)}
