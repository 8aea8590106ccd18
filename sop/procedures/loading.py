"""One load under way: entries become rows in the order of their references; see `loader.load`."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import models

from sop.offices.models import User
from sop.procedures import rows
from sop.procedures.actions import publish
from sop.procedures.binding import bind_by_name
from sop.procedures.checks import check
from sop.procedures.files import Contents, Entry
from sop.procedures.findings import Finding, Level
from sop.procedures.keys import MODELS, RANK, SHEET, Key, find, key_of, references, sheet_of
from sop.procedures.models import Publication, SopVersion
from sop.procedures.rows import Refused, complaint
from sop.procedures.strays import drop_strays, strays_of

READ_ONLY = "hanya untuk dibaca"
NEW_VERSION = "Naskah yang sudah terbit tidak dapat diubah; buat versi berikutnya (mis. version: 2)."


@dataclass
class LoadResult:
    """What was found and what became of it. `saved`: the files now stand in the database."""

    findings: list[Finding] = field(default_factory=list)
    created: int = 0
    changed: int = 0
    removed: int = 0
    published: list[str] = field(default_factory=list)
    saved: bool = False

    @property
    def errors(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.severity is Level.ERROR]

    @property
    def sentence(self) -> str:
        if self.errors:
            return f"Tidak ada yang disimpan: {len(self.errors)} hal perlu diperbaiki."
        counts = {"baris baru": self.created, "baris berubah": self.changed, "baris dihapus": self.removed}
        acts = [f"{count} {words}" for words, count in counts.items() if count]
        if self.published:
            readable = sum(READ_ONLY in name for name in self.published)
            acts.append(
                f"{len(self.published)} naskah diterbitkan"
                + (f", {readable} {READ_ONLY}" if readable else "")
            )
        done = "Tersimpan" if self.saved else "Diperiksa saja, tidak disimpan"
        return f"{done}: {', '.join(acts) or 'tidak ada perubahan'}."


class Loading:
    """The state of a load; the caller holds the transaction and rolls back where there are errors."""

    def __init__(self, *, publishing: bool) -> None:
        self._publishing = publishing
        self.result = LoadResult()
        self._rows: dict[tuple[str, Key], models.Model] = {}
        self._places: dict[tuple[str, Key], Entry] = {}
        self._broken: set[tuple[str, Key]] = set()
        self._new: set[Key] = set()
        self._frozen = set(Publication.objects.values_list("version", flat=True))

    def read(self, contents: Contents) -> None:
        """Turn every entry that can be turned into a row; the others are findings."""
        self.result.findings += contents.findings
        for entry in self._in_order(contents.entries):
            name = _name(entry)
            try:
                self._rows[name] = self._row(entry, name[1])
            except Refused as refused:
                self.result.findings += refused.findings
                self._broken.add(name)
        self.result.findings.sort(key=lambda finding: natural(finding.place))

    def versions(self) -> list[SopVersion]:
        """The sheets that stood in the files."""
        return [row for row in self._rows.values() if isinstance(row, SopVersion)]

    def finish(self, version: SopVersion) -> None:
        """Drop what the file no longer has, bind columns by name, and check the sheet as a whole."""
        strays = strays_of(version, {(type(row), row.pk) for row in self._rows.values()})
        if version.pk in self._frozen:
            self.result.findings += [
                Finding(
                    Level.ERROR,
                    "",
                    "",
                    f"‘{row}’ ada pada naskah terbit, tetapi tidak di berkas.",
                    NEW_VERSION,
                )
                for row in strays
            ]
            return
        self.result.removed += drop_strays(strays)
        found = [*bind_by_name(version), *check(version, drafting=not self._publishing).findings]
        default = str(version.sop) if len(self.versions()) > 1 else ""
        places = self._places_of_steps(version)
        for finding in found:
            grave = finding.severity in {Level.ERROR, Level.LACK}
            place = places.get(finding.step, default) if grave else default
            self.result.findings.append(replace(finding, place=place))

    def publish(self, version: SopVersion, *, by: User | None, at: dt.datetime) -> None:
        """Publish a sheet that is not published yet."""
        if version.pk not in self._frozen:
            publication = publish(version, by=by, at=at)
            way = "dapat dijalankan" if publication.runnable else READ_ONLY
            self.result.published.append(f"{version} ({way})")

    def _places_of_steps(self, version: SopVersion) -> dict[str, str]:
        """Where in a file each step stands, by the name that findings give it."""
        steps = {
            key[3]: entry
            for (model, key), entry in self._places.items()
            if model == "sop.step" and key[:3] == version.natural_key()
        }
        numbers = {
            str(entry.fields.get("number", "")).strip().rstrip("."): place for place, entry in steps.items()
        }
        names = {**{f"baris {place}": place for place in steps}, **numbers}
        return {name: steps[place].place for name, place in names.items() if name}

    def _in_order(self, entries: list[Entry]) -> Iterator[Entry]:
        """Known models, each key once; what is pointed to comes before what points to it."""
        pending = sorted((e for e in entries if self._welcome(e)), key=lambda e: RANK[e.model])
        while pending:
            ahead = {_name(entry) for entry in pending}
            ready = [entry for entry in pending if not ahead & set(references(entry.model, entry.fields))]
            yield from ready or pending
            pending = [entry for entry in pending if entry not in ready] if ready else []

    def _welcome(self, entry: Entry) -> bool:
        if entry.model not in MODELS:
            known = ", ".join(MODELS)
            sentence = f"Jenis data ‘{entry.model}’ tidak dikenal di sini."
            self._refuse(Finding(Level.ERROR, "", "", sentence, f"Yang dapat dimuat: {known}.", entry.place))
            return False
        earlier = self._places.setdefault(_name(entry), entry)
        shared = not issubclass(MODELS[entry.model], SHEET) and earlier.file != entry.file
        if earlier is entry or shared:
            return True
        sentence = f"Data yang sama sudah tertulis pada {earlier.place}."
        self._refuse(complaint(entry, "", sentence, "Hapus salah satu atau ubah nomornya."))
        return False

    def _refuse(self, finding: Finding) -> None:
        self.result.findings.append(finding)

    def _row(self, entry: Entry, key: Key) -> models.Model:
        rows.check_fields(entry)
        existing = None if self._is_new(entry, key) else find(entry.model, key)
        row = existing or MODELS[entry.model]()
        changed = rows.apply(entry, row, self._follow)
        if existing is not None and not changed:
            return row
        if sheet_of(row) in self._frozen:
            raise Refused(list(_differences(entry, existing, changed)))
        rows.check_rules(entry, row)
        row.save()
        if existing is None and isinstance(row, SopVersion):
            self._new.add(key)
        self.result.created += existing is None
        self.result.changed += existing is not None
        return row

    def _is_new(self, entry: Entry, key: Key) -> bool:
        """Whether the row cannot exist yet, because its sheet was made in this load."""
        return RANK[entry.model] > RANK["sop.sopversion"] and key[:3] in self._new

    def _follow(self, name: str, key: Key) -> models.Model | None:
        """The row a reference means: of a sheet that stands in the files, only what stands there too."""
        if (name, key) in self._broken:
            raise Refused([])
        row = self._rows.get((name, key))
        inside = (
            name in MODELS and issubclass(MODELS[name], SHEET) and ("sop.sopversion", key[:3]) in self._places
        )
        return row if row is not None or inside else find(name, key)


def natural(place: str) -> list[tuple[bool, int, str]]:
    """A key to sort places by: line 9 before line 10."""
    parts = re.split(r"(\d+)", place)
    return [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts]


def _name(entry: Entry) -> tuple[str, Key]:
    return entry.model, key_of(entry.model, entry.fields)


def _differences(entry: Entry, existing: object, changed: dict[str, tuple[Any, Any]]) -> Iterator[Finding]:
    """How an entry differs from the published sheet it would change."""
    if existing is None:
        yield complaint(entry, "", "Baris ini tidak ada pada naskah terbit.", NEW_VERSION)
        return
    for name, (before, after) in changed.items():
        if isinstance(before, str) and isinstance(after, str):
            said = f"Naskah terbit berbunyi ‘{before}’, berkas berbunyi ‘{after}’."
        else:
            said = f"Isian ‘{name}’ berbeda dari naskah terbit."
        yield complaint(entry, name, said, NEW_VERSION)
