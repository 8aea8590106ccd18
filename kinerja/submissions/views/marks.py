"""What the session remembers of a sheet: rows just saved, and values whose reading still waits for a word."""

from collections.abc import Iterable

from django.contrib.sessions.backends.base import SessionBase

from kinerja.submissions.forms.entry import Read
from kinerja.submissions.rows.row import Row

_SAVED, _DOUBTS = "entry_saved", "entry_doubts"


def remember(session: SessionBase, *, saved: Iterable[int], doubts: dict[int, str], settled: str) -> None:
    """Keep what the next page shows. `settled` is the row whose doubt the person has answered; a saved row's old doubt ends."""
    saved = list(saved)
    ended = {settled, *(str(pk) for pk in saved)}
    kept = {pk: text for pk, text in session.get(_DOUBTS, {}).items() if pk not in ended}
    fresh = {str(pk): text for pk, text in doubts.items() if str(pk) != settled}
    session[_DOUBTS] = kept | fresh
    session[_SAVED] = saved


def just_saved(session: SessionBase) -> set[int]:
    """The rows of the last saving, told once."""
    return set(session.pop(_SAVED, ()) if _SAVED in session else ())


def open_doubts(session: SessionBase, rows: Iterable[Row]) -> set[int]:
    """Rows whose value is still the doubtful one and was not confirmed."""
    doubts = session.get(_DOUBTS, {})
    return {row.pk for row in rows if row.text and doubts.get(str(row.pk)) == row.text}


def weigh(session: SessionBase, row: Row, read: Read, *, confirmed: bool) -> bool:
    """Whether the value of a row saved by itself is doubtful and not confirmed; later pages ask about it too."""
    doubts, pk = session.get(_DOUBTS, {}), str(row.pk)
    known = bool(row.text) and doubts.get(pk) == row.text
    doubted = not confirmed and (known or (read.readable and read.doubtful))
    now = {pk: row.text} if doubted else {}
    kept = {other: text for other, text in doubts.items() if other != pk} | now
    if kept != doubts:
        session[_DOUBTS] = kept
    return doubted
