"""The bundle of a case on the disk: made once for a state of the case, under the hash of that state."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from kinerja.archive.bundle.bag import bag
from kinerja.archive.bundle.contents import info_of, payload_of
from kinerja.archive.bundle.letters import letters_of
from kinerja.archive.bundle.sealing import sealing
from kinerja.archive.bundle.zipping import CHUNK
from kinerja.common.blobs import MODE, PART
from kinerja.signing.storage import DocumentDestroyed
from kinerja.signing.trust import root_certificate
from kinerja.submissions.figures import ArchiveRecord
from sop.ledger.chain import canonical

FOLDER = "bundles"
FORMAT = "3"  # one more where the same case would give other bytes


def whole_record(pk: int) -> ArchiveRecord:
    """The record with all that its bundle tells. One query."""
    rows = ArchiveRecord.objects.select_related(
        "office", "submission__document", "submission__period", "submission__run__publication__version__sop"
    )
    return rows.get(pk=pk)


def name_of(record: ArchiveRecord) -> str:
    """What the bundle and its folder are called: by the code that is printed on the paper."""
    document = record.submission.document
    return f"arsip-{document.code if document else record.submission_id}"


def case_bundle(record: ArchiveRecord) -> Path:
    """Where the bundle lies; it is made where it does not yet. To be called outside a transaction, with `whole_record`.

    The same case gives the same bytes, also in another process. DocumentDestroyed, DocumentDamaged, EvidenceDamaged.
    """
    if record.destroyed:
        raise DocumentDestroyed(record.destroyed)
    path = _folder() / f"{record.submission_id}-{_key(record)}.zip"
    if not path.is_file():
        seal = sealing(name_of(record), record.office, record.submission_id)
        _write(path, bag(name_of(record), payload_of(record), info_of(record), seal))
        drop_bundles(record.submission_id, besides=path)
    return path


def pieces(path: Path) -> Iterator[bytes]:
    """The bytes of a file, a piece at a time."""
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece


def drop_bundles(submission: int, *, besides: Path | None = None) -> None:
    """Delete what was kept of a case: older states, or all of it."""
    for path in _folder().glob(f"{submission}-*.zip"):
        if path != besides:
            path.unlink(missing_ok=True)


def _folder() -> Path:
    folder = Path(settings.MEDIA_ROOT) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _key(record: ArchiveRecord) -> str:
    """Whatever the bytes follow from, in one hash: the head of the chain stands for figures, papers and evidence."""
    state = info_of(record) | {
        "format": FORMAT,
        "sop": record.submission.run.publication.sha256,
        "authority": hashlib.sha256(root_certificate()).hexdigest(),
        "letters": ",".join(letter.name for letter in letters_of(record.submission)),
    }
    return hashlib.sha256(canonical(state).encode()).hexdigest()[:32]


def _write(path: Path, content: Iterator[bytes]) -> None:
    """Under another name first: a reader never meets half a file, and a failure leaves none behind."""
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=PART, delete=False) as file:
        try:
            for piece in content:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).chmod(MODE)
            Path(file.name).rename(path)
        finally:
            Path(file.name).unlink(missing_ok=True)
