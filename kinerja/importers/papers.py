"""An uploaded SOP on its way from the check to the decision: signed, for one person, for a short time.

Nothing of it is stored in between; what comes back is read and checked again like a new file.
"""

from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.core import signing

from kinerja.importers.texts import read_fixture
from sop.offices.models import User
from sop.procedures.files import Contents, Entry

SALT = "kinerja.importers.papers"
LASTS = 4 * 60 * 60
FIXTURES = (".yaml", ".yml", ".json")


@dataclass(frozen=True)
class Paper:
    """A file as it was read. `text` of a fixture, or `entries` (model, fields, place) of a workbook."""

    name: str
    text: str = ""
    entries: tuple[tuple[str, dict[str, Any], str], ...] = ()

    def contents(self) -> Contents:
        if self.text:
            return read_fixture(self.name, self.text.encode())
        return Contents([Entry(model, fields, self.name, place) for model, fields, place in self.entries])


def paper_of(name: str, contents: Contents, data: bytes) -> Paper:
    """What is carried to the decision: the text of a fixture, the objects of a workbook."""
    if PurePath(name).suffix.lower() in FIXTURES:
        return Paper(name, text=data.decode("utf-8-sig", errors="replace"))
    return Paper(name, entries=tuple((entry.model, entry.fields, entry.place) for entry in contents.entries))


def seal(paper: Paper, user: User) -> str:
    content = {"user": user.pk, "name": paper.name, "text": paper.text, "entries": paper.entries}
    return signing.dumps(content, salt=SALT, compress=True)


def unseal(sealed: str, user: User) -> Paper | None:
    """The paper again; None where it is too old, altered, or was checked by somebody else."""
    try:
        content = signing.loads(sealed, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    if content["user"] != user.pk:
        return None
    entries = tuple((model, fields, place) for model, fields, place in content["entries"])
    return Paper(content["name"], content["text"], entries)
