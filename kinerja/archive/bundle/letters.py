"""The one door for letters into a bundle: whoever keeps letters of a case registers how they are read."""

from collections.abc import Callable, Iterable

from kinerja.archive.bundle.zipping import Member
from kinerja.submissions.models import Submission

Reader = Callable[[Submission], Iterable[Member]]
FOLDER = "surat/"
_readers: list[Reader] = []


def letters_from(reader: Reader) -> Reader:
    """Register a reader (call it once, from `AppConfig.ready`); the names of its members begin with FOLDER.

    The same letters must always give the same bytes, and once a case is archived no letter of it may change.
    """
    if reader not in _readers:
        _readers.append(reader)
    return reader


def letters_of(submission: Submission) -> list[Member]:
    """The letters of this case, in the order in which their readers were registered."""
    return [member for reader in _readers for member in reader(submission)]
