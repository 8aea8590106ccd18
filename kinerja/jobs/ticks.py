"""Running the duties of a tick: each by itself, so that one that fails keeps no other from being done."""

import datetime as dt
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import close_old_connections
from django.utils.module_loading import import_string

logger = logging.getLogger("kinerja.jobs")

# Name, and the dotted path of a callable that takes the moment and may say what it did.
Duty = tuple[str, str]


@dataclass(frozen=True)
class Outcome:
    """What a duty said; `failed` where it raised."""

    name: str
    said: str
    failed: bool = False


def run_duties(duties: Sequence[Duty], at: dt.datetime) -> list[Outcome]:
    """Do each of them now. They are idempotent: what was done under the same (kind, object, date) is not done again."""
    outcomes = []
    for name, path in duties:
        close_old_connections()
        outcomes.append(_run(name, path, at))
    return outcomes


def _run(name: str, path: str, at: dt.datetime) -> Outcome:
    try:
        duty: Callable[[dt.datetime], object] = import_string(path)
        return Outcome(name, str(duty(at) or ""))
    except Exception as problem:
        logger.exception("tick: %s failed", name)
        return Outcome(name, f"gagal: {type(problem).__name__}", failed=True)
