"""How adding, describing and removing evidence reads in the history of a file."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kinerja.submissions.case.events import VALUES, Entry, Ground, Kind

_VERBS = {
    "add": "melampirkan", "describe": "mengubah keterangan", "remove": "menghapus", "restore": "memulihkan",
}  # fmt: skip


def _evidence(base: Entry, data: Mapping[str, Any], ground: Ground) -> Entry:
    verb = "membawa" if data.get("carried") else _VERBS[data["what"]]
    names = ", ".join(f"‘{file['name']}’" for file in data["files"])
    what, row = f"{verb} bukti dukung {names}", ground.row(data["figure"])
    return replace(base, what=what, unit=ground.unit(data["unit"]), note=row)


BOOK = {"evidence": Kind("attachment", _evidence, (VALUES,))}
