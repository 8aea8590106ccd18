"""How bringing back a paper signed with a pen reads in the history of a file."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kinerja.submissions.case.events import DECISIONS, Entry, Ground, Kind


def _copy(base: Entry, data: Mapping[str, Any], _ground: Ground) -> Entry:
    return replace(base, what=f"mengunggah salinan bertanda tangan ‘{data['copy']['name']}’")


BOOK = {"copy": Kind("attachment", _copy, (DECISIONS,))}
