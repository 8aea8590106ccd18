"""The one door for letters into a bundle: whoever keeps letters of a case registers how they are read."""

from collections.abc import Callable, Iterable

from kinerja.archive.bundle.zipping import Member, late
from kinerja.submissions.models import Submission

# The papers of a case: the name of each, and what reads its bytes when its turn comes.
Reader = Callable[[Submission], Iterable[tuple[str, Callable[[], bytes]]]]
FOLDER = "surat/"
_readers: list[Reader] = []


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
