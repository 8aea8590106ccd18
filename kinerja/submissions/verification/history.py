"""How judging rows and answering what was said of them reads in the history of a file."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kinerja.submissions.case.events import VALUES, Entry, Ground, Kind


def _judgement(base: Entry, data: Mapping[str, Any], ground: Ground) -> Entry:
    objections = [row for row in data["rows"] if not row["agreed"]]
    what = f"menilai {len(data['rows'])} baris"
    if objections:
        what = f"{what}, {len(objections)} perlu perbaikan"
    notes = "\n".join(f"{ground.row(row['figure'])}: {row['note']}" for row in objections)
    return replace(base, what=what, note=notes)


def _reply(base: Entry, data: Mapping[str, Any], ground: Ground) -> Entry:
    said = "\n".join(f"{ground.row(row['figure'])}: {row['text']}" for row in data["rows"])
    what = f"menanggapi {len(data['rows'])} catatan"
    return replace(base, what=what, unit=ground.unit(data["unit"]), note=said)


BOOK = {"judgement": Kind("eye", _judgement, (VALUES,)), "reply": Kind("note", _reply, (VALUES,))}
