"""Reading evidence back, and sweeping files that no row ever came to name."""

import datetime as dt

from kinerja.common import blobs
from kinerja.common.blobs import BlobDamaged
from kinerja.common.sweeping import sweep_folder
from kinerja.jobs.once import once_a_day
from kinerja.submissions.evidence.models import FOLDER, Evidence
from kinerja.submissions.evidence.queries import known_hashes
from kinerja.submissions.evidence.refusals import EvidenceDamaged, EvidenceDestroyed


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
    return sweep_folder(FOLDER, known_hashes, now=now)


def sweep_daily(at: dt.datetime) -> str:
    """The same by the clock, once a day; says how many."""
    swept: list[str] = []
    once_a_day("sweep", at, lambda: swept.extend(sweep()))
    return f"{len(swept)} berkas tanpa catatan dihapus"
