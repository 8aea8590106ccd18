"""The one door for letters into a bundle, and to their end: whoever keeps letters of a case registers how they are read."""

from collections.abc import Callable, Iterable

from kinerja.archive.bundle.zipping import Member, late
from kinerja.submissions.models import Submission

# The papers of a case: the name of each, and what reads its bytes when its turn comes.
Reader = Callable[[Submission], Iterable[tuple[str, Callable[[], bytes]]]]
FOLDER = "surat/"
_readers: list[Reader] = []
# Where their bytes lie, relative to MEDIA_ROOT: what goes when the case is destroyed.
Places = Callable[[Submission], Iterable[str]]
_places: list[Places] = []


def letters_from(reader: Reader) -> Reader:
    """Register a reader (call it once, from `AppConfig.ready`); the names of its papers stand below FOLDER.

    The same letters must always give the same bytes, and once a case is archived no letter of it may change.
    """
    if reader not in _readers:
        _readers.append(reader)
    return reader


def letters_of(submission: Submission) -> list[Member]:
    """The letters of this case, in the order in which their readers were registered."""
    return [late(f"{FOLDER}{name}", read) for reader in _readers for name, read in reader(submission)]


def letters_lie_at(places: Places) -> Places:
    """Register where the bytes of letters lie (call it once, from `AppConfig.ready`). No two cases may share them."""
    if places not in _places:
        _places.append(places)
    return places


def places_of(submission: Submission) -> list[str]:
    """Every stored letter of this case."""
    return [path for places in _places for path in places(submission)]
