"""How giving an open step to a named person reads in the history of a file."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kinerja.submissions.case.events import DECISIONS, Entry, Ground, Kind
from sop.runs.reassigning import KIND


def _reassign(base: Entry, data: Mapping[str, Any], ground: Ground) -> Entry:
    """To whom the step went; withdrawn, it went back to its column."""
    old, new = data["old"], data["new"]
    from_whom = f" dari {old['name']} ({old['capacity']})" if old else ""
    to_whom = f"{new['name']} ({new['capacity']})" if new else "pelaksananya menurut SOP"
    verb = "menugaskan langkah" if new else "mengembalikan langkah"
    step = ground.definition.steps[data["step"]]
    return replace(
        base, what=f"{verb}{from_whom} kepada {to_whom}", step=f"Langkah {step.position}: {step.activity}",
        unit=ground.unit(data["unit"]), reason=data["reason"],
    )  # fmt: skip


BOOK = {KIND: Kind("people", _reassign, (DECISIONS,))}
