"""A filled form on its way from the upload to the decision: sealed, for one person, one sheet, and a short time.

Nothing of it is stored in between; what comes back is compared with the sheet once more, like a new upload.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core import signing

from kinerja.documents.entry_cells import Form, Found

SALT = "kinerja.importers.sheets"
LASTS = 4 * 60 * 60
LONGEST = 2_000_000  # letters of the sealed text: what a posted form may hold


@dataclass(frozen=True)
class Carried:
    """One row as it was read: where it stands (`number`), the version it was filled on, its inputs, and what is wrong."""

    id: int
    number: int
    version: str
    cells: Mapping[str, Found]
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Paper:
    """The rows of an upload by the pk of their figure, and what else was noticed: (address, sentence)."""

    name: str
    rows: Mapping[int, Carried]
    stray: tuple[tuple[str, str], ...] = ()
    notices: tuple[str, ...] = ()


def seal(paper: Paper, key: tuple[int, int, int]) -> str:
    """`key` is the user, the submission and the unit; "" for more than a form can carry."""
    rows = [
        [row.id, row.number, row.version, {k: [c.form, c.text] for k, c in row.cells.items()}, dict(row.problems)]
        for row in paper.rows.values()
    ]  # fmt: skip
    content = {"key": key, "name": paper.name, "rows": rows, "stray": paper.stray, "notices": paper.notices}
    sealed = signing.dumps(content, salt=SALT, compress=True)
    return sealed if len(sealed) <= LONGEST else ""


def unseal(sealed: str, key: tuple[int, int, int]) -> Paper | None:
    """The paper again; None where it is too old, altered, or somebody else's."""
    try:
        content = signing.loads(sealed, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    if tuple(content["key"]) != key:
        return None
    rows = [_carried(*row) for row in content["rows"]]
    stray = tuple((place, sentence) for place, sentence in content["stray"])
    return Paper(content["name"], {row.id: row for row in rows}, stray, tuple(content["notices"]))


def _carried(
    key: int, number: int, version: str, cells: Mapping[str, Any], problems: Mapping[str, str]
) -> Carried:
    found = {name: Found(Form(kind), text) for name, (kind, text) in cells.items()}
    return Carried(key, number, version, found, problems)
