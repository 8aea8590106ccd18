"""The check before the decision: every finding, and each sheet as it would stand, with nothing stored."""

import datetime as dt
from dataclasses import dataclass

from django.core.cache import cache

from kinerja.importers.permits import narrow
from sop.flowchart import screen
from sop.offices.models import User
from sop.procedures import queries
from sop.procedures.files import Contents
from sop.procedures.findings import Finding, Level
from sop.procedures.keys import find, key_of
from sop.procedures.loader import load_contents
from sop.procedures.models import Publication, SopVersion
from sop.procedures.pages import SheetPage

WORDS = {Level.ERROR: "Kesalahan", Level.LACK: "Kekurangan", Level.WARNING: "Peringatan", Level.INFO: "Info"}
KINDS = {Level.ERROR: "danger", Level.LACK: "warning", Level.WARNING: "warning", Level.INFO: "info"}
KEPT = 4 * 60 * 60


@dataclass(frozen=True)
class Preview:
    """A sheet as it would stand. Only the first of a file is drawn: two drawings would share their styles."""

    name: str
    page: SheetPage
    flow: screen.FlowTable | None


@dataclass(frozen=True)
class Examination:
    """What was found in a file. `clean`: it may be stored; `sentence` says what storing it would do."""

    findings: tuple[Finding, ...]
    previews: tuple[Preview, ...]
    clean: bool
    sentence: str

    @property
    def groups(self) -> list[tuple[str, str, list[Finding]]]:
        """The levels that have findings: words, kind of notice, findings."""
        found = {level: [f for f in self.findings if f.severity is level] for level in Level}
        return [(WORDS[level], KINDS[level], rows) for level, rows in found.items() if rows]

    @property
    def runnable(self) -> bool:
        return self.clean and not any(finding.severity is Level.LACK for finding in self.findings)


def examine(contents: Contents, *, by: User, at: dt.datetime) -> Examination:
    """Load it, look at it, and take everything back."""
    previews: list[Preview] = []

    def look(version: SopVersion) -> None:
        page = queries.sheet(version)
        flow = screen.flow_table(page, None) if not previews else None
        previews.append(Preview(str(version), page, flow))

    contents = narrow(contents, by, at)
    replaced = _drafts(contents)
    result = load_contents(contents, at=at, by=by, only_check=True, look=look)
    if previews:
        _keep_lines(previews[0].page, by)  # only now: the cache is a table, and was taken back with the rest
    return Examination((*result.findings, *replaced), tuple(previews), not result.errors, result.sentence)


def lines_of(user: User, token: str) -> str | None:
    """The stylesheet of a drawing this person looked at a moment ago."""
    found: str | None = cache.get(_key(user, token))
    return found


def _keep_lines(page: SheetPage, user: User) -> None:
    """A page may hold no style, and this sheet has no address yet: its lines wait in the cache."""
    drawing = screen.drawing_of(page, None)
    if drawing is not None:
        css = screen.screen_css(drawing)
        cache.set(_key(user, screen.token(css)), css, KEPT)


def _key(user: User, token: str) -> str:
    return f"sop-preview-{user.pk}-{token}"


def _drafts(contents: Contents) -> list[Finding]:
    """Drafts that would be replaced: whoever wrote them should know."""
    found = []
    for entry in contents.entries:
        row = (
            find(entry.model, key_of(entry.model, entry.fields)) if entry.model == "sop.sopversion" else None
        )
        if row is not None and not Publication.objects.filter(version=row.pk).exists():
            sentence = f"Rancangan {row} sudah ada; seluruh isinya diganti dengan isi berkas ini."
            found.append(
                Finding(Level.WARNING, "", "", sentence, "Unduh dahulu bila masih diperlukan.", entry.place)
            )
    return found
