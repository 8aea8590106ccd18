"""The one door for further papers into a bundle: whoever keeps papers of a case registers how they are read."""

from collections.abc import Callable, Iterable

from kinerja.archive.bundle.zipping import Member, late
from kinerja.submissions.models import Submission

# The papers of a case: the name of each, and what reads its bytes when its turn comes.
Reader = Callable[[Submission], Iterable[tuple[str, Callable[[], bytes]]]]
_readers: dict[Reader, str] = {}


def letters_from(reader: Reader, *, folder: str) -> Reader:
    """Register a reader (`kinerja.rooms` calls it, once); the names of its papers stand below `folder` ("surat/").

    The same paper must always give the same bytes, and whatever adds one to an archived case must tell its ledger.
    """
    _readers.setdefault(reader, folder)
    return reader


def letters_of(submission: Submission) -> list[Member]:
    """The papers of this case, in the order in which their readers were registered."""
    return [
        late(f"{folder}{name}", read)
        for reader, folder in _readers.items()
        for name, read in reader(submission)
    ]
