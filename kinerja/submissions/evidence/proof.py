"""Whether the rows of evidence, and the bytes they name, are those of the history."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kinerja.submissions.evidence.models import Evidence
from kinerja.submissions.evidence.storage import is_intact
from kinerja.submissions.models import Submission

_BLANK = {"caption": "", "dated": None, "removed": False}
_GONE = {"add": False, "remove": True, "restore": False}  # describing a file leaves it where it is


@dataclass
class FilesTold:
    """What the events alone say of each file: its sha256 and name, its words, whether it is there.

    `destroyed`: the berita acara by which all of them were.
    """

    files: dict[int, dict[str, Any]] = field(default_factory=dict)
    destroyed: str = ""

    def hear(self, data: Mapping[str, Any]) -> None:
        """Take in the next event; those about other things say nothing of files."""
        self.destroyed = data.get("destroyed", self.destroyed)
        for file in data.get("files", ()):
            known = self.files.setdefault(file["evidence"], dict(_BLANK))
            known |= {name: file[name] for name in ("name", "sha256", "size")}
            known |= {"figure": data["figure"]}
            known["removed"] = _GONE.get(data["what"], known["removed"])
            known |= file.get("new", {})


def fault_of(submission: Submission, told: FilesTold) -> str:
    """The first file whose row or bytes differ from the history, in a sentence; "" where none does."""
    rows = {row.pk: row for row in Evidence.objects.filter(figure__submission=submission).order_by("pk")}
    if set(rows) != set(told.files):
        return "daftar bukti dukung tidak sama dengan riwayatnya"
    for row in rows.values():
        if _said(row) != told.files[row.pk]:
            return f"bukti dukung ‘{row.name}’ tidak sama dengan riwayatnya"
        if row.destroyed != told.destroyed:
            return f"pemusnahan bukti dukung ‘{row.name}’ tidak sama dengan riwayatnya"
        if not is_intact(row):
            return f"berkas bukti dukung ‘{row.name}’ hilang atau berubah"
    return ""


def _said(row: Evidence) -> dict[str, Any]:
    return {
        "caption": row.caption, "dated": row.dated.isoformat() if row.dated else None, "name": row.name,
        "sha256": row.sha256, "size": row.size, "figure": row.figure_id, "removed": row.removed,
    }  # fmt: skip
