"""How the papers of the SOP, issued, numbered or called off, read in the history of a file."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kinerja.submissions.case.events import Entry, Ground, Kind

_WORDS = {
    "issue": "menerbitkan {paper}{number}", "number": "memberi nomor{number} pada {paper}",
    "cancel": "membatalkan {paper}{number}",
}  # fmt: skip


def _letter(base: Entry, data: Mapping[str, Any], _ground: Ground) -> Entry:
    """A paper of the SOP, or the number of the signed report."""
    paper = str(data["title"]).lower()
    number = f" {data['number']}" if data["number"] else ""
    what = _WORDS[data["what"]].format(paper=paper, number=number)
    return replace(base, what=what, reason=data.get("reason", ""))


BOOK = {"letter": Kind("document", _letter)}
