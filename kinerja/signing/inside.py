"""The signatures in a stored file, as the public page tells of them: examined once a day, not at every visit."""

from dataclasses import dataclass

from django.core.cache import cache

from kinerja.common.dates import format_moment
from kinerja.signing.models import SignedDocument
from kinerja.signing.storage import content_of
from kinerja.signing.validation import Mark, marks_of

A_DAY = 24 * 60 * 60
_KINDS = {"paraf": "Paraf", "ttd": "Tanda tangan"}


@dataclass(frozen=True)
class Inside:
    """One signature or timestamp in the file; `sound` where it holds and is the one that was recorded."""

    kind: str
    signer: str
    moment: str
    sound: bool


def look_inside(document: SignedDocument) -> tuple[Inside, ...]:
    """What the file itself says; a file that should carry signatures and cannot be read has one that does not hold."""
    if not document.revisions:
        return ()
    key = f"inside:{document.sha256}"
    found: tuple[Inside, ...] | None = cache.get(key)
    if found is None:
        found = _examine(document)
        cache.set(key, found, A_DAY)
    return found


def _examine(document: SignedDocument) -> tuple[Inside, ...]:
    try:
        marks = marks_of(content_of(document))
    except ValueError:
        return (Inside("Tanda tangan", "", "", sound=False),)
    # A service gives its field a name of its own; ours says what it is.
    ours = {row.get("mark") or row["field"]: row["field"] for row in document.revisions if row["field"]}
    recorded = [
        (row.get("mark") or row["field"], row["serial"]) for row in document.revisions if row["field"]
    ]
    same = recorded == [(mark.field, mark.serial) for mark in marks if mark.is_signature]
    return tuple(
        _told(mark, ours.get(mark.field, mark.field), document.office.zone, known=same) for mark in marks
    )


def _told(mark: Mark, field: str, zone: str, *, known: bool) -> Inside:
    kind = (
        _KINDS.get(field.split("_", maxsplit=1)[0], "Tanda tangan") if mark.is_signature else "Stempel waktu"
    )
    moment = format_moment(mark.at, zone) if mark.at else ""
    return Inside(kind, mark.signer, moment, mark.sound and known)
