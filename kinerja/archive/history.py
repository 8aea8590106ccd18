"""How the destruction of a file reads in its history."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kinerja.submissions.case.events import DECISIONS, Entry, Ground, Kind


def _destroyed(base: Entry, data: Mapping[str, Any], _ground: Ground) -> Entry:
    return replace(base, what=f"memusnahkan berkas dengan {data['destroyed']}")


BOOK = {"destroy": Kind("danger", _destroyed, (DECISIONS,))}
