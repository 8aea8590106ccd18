"""What is decided about a checked file: it becomes a draft, or is published at once. All of it or nothing."""

import datetime as dt
import logging
from dataclasses import dataclass

from kinerja.importers.permits import narrow
from sop.offices.models import User
from sop.procedures.files import Contents
from sop.procedures.loader import load_contents
from sop.procedures.models import SopVersion

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Stored:
    """The sheets of the file and what became of them; empty where something was found that forbids it."""

    versions: tuple[int, ...]
    sentence: str


def store(contents: Contents, *, by: User, at: dt.datetime, publishing: bool) -> Stored:
    """Checked once more while it is stored: offices and posts may have changed since the report."""
    versions: list[SopVersion] = []
    contents = narrow(contents, by, at)
    result = load_contents(contents, at=at, by=by, publishing=publishing, look=versions.append)
    if not result.saved:
        return Stored((), result.sentence)
    logger.info("SOP versions %s loaded by user %s", [version.pk for version in versions], by.pk)
    return Stored(tuple(version.pk for version in versions), result.sentence)
