"""How entering figures and the text of the report reads in the history of a file."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kinerja.submissions.case.events import VALUES, Change, Entry, Ground, Kind, day_of


def _figures(base: Entry, data: Mapping[str, Any], ground: Ground) -> Entry:
    changes = tuple(
        Change(ground.row(change["figure"]), _shown(change["old"].get(name)), _shown(new))
        for change in data["changes"]
        for name, new in change["new"].items()
    )
    if source := data.get("carried"):  # a correction begins with what was signed
        return replace(base, what=f"membawa {len(changes)} isian dari dokumen {source}", changes=changes)
    late = data.get("late")
    return replace(
        base, what=f"mengisi {len(changes)} isian", unit=ground.unit(data["unit"]), changes=changes,
        note=f"Setelah pengisian ditutup, dengan perpanjangan sampai {day_of(late['until'])}." if late else "",
    )  # fmt: skip


def _narrative(base: Entry, _data: Mapping[str, Any], _ground: Ground) -> Entry:
    return replace(base, what="mengubah uraian laporan")


def _shown(value: object) -> str:
    """A stored value as text: numbers with a comma, yes and no, "kosong" for nothing."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if value is None or value == "":
        return "kosong"
    text = str(value)
    return text.replace(".", ",") if text.replace(".", "", 1).lstrip("-").isdigit() else text


BOOK = {"figures": Kind("edit", _figures, (VALUES,)), "narrative": Kind("note", _narrative, (VALUES,))}
