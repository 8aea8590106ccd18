"""Reading evidence back, and sweeping files that no row ever came to name."""

import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from kinerja.common import blobs
from kinerja.common.blobs import BlobDamaged
from kinerja.jobs.once import once_a_day
from kinerja.submissions.evidence.models import FOLDER, Evidence
from kinerja.submissions.evidence.queries import known_hashes
from kinerja.submissions.evidence.refusals import EvidenceDamaged, EvidenceDestroyed

OLD = 24 * 60 * 60  # seconds; an upload that takes longer than this is none
BATCH = 500


def content_of(evidence: Evidence) -> bytes:
    """The bytes as uploaded; EvidenceDamaged where they are missing or were changed, EvidenceDestroyed where lawfully so."""
    if evidence.destroyed:
        raise EvidenceDestroyed(evidence.destroyed)
    try:
        return blobs.read(evidence.path, evidence.sha256)
    except BlobDamaged as error:
        raise EvidenceDamaged from error


def is_intact(evidence: Evidence) -> bool:
    """Whether the stored file still is the one that was uploaded, or was destroyed as a berita acara says."""
    if evidence.destroyed:
        return True
    try:
        content_of(evidence)
    except EvidenceDamaged:
        return False
    return True


def sweep(*, now: float | None = None) -> list[str]:
    """Delete evidence files older than a day that no row names (a full disk, a request cut off); returns their names."""
    before = (time.time() if now is None else now) - OLD
    swept = []
    for batch in _batches(before):
        known = known_hashes([path.stem for path in batch])
        # Looked at again: the same bytes may have arrived once more meanwhile, which makes the file young.
        for path in batch:
            if path.stem not in known and _is_old(path, before):
                path.unlink(missing_ok=True)
                swept.append(path.name)
    return swept


def sweep_daily(at: dt.datetime) -> str:
    """The same by the clock, once a day; says how many."""
    swept: list[str] = []
    once_a_day("sweep", at, lambda: swept.extend(sweep()))
    return f"{len(swept)} berkas tanpa catatan dihapus"


def _batches(before: float) -> Iterator[list[Path]]:
    batch: list[Path] = []
    for path in sorted((Path(settings.MEDIA_ROOT) / FOLDER).glob("*/*")):
        if _is_old(path, before):
            batch.append(path)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _is_old(path: Path, before: float) -> bool:
    return path.is_file() and path.stat().st_mtime < before
