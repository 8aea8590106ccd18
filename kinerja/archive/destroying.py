"""The bytes of a destroyed case: the signed paper in its states, copies, evidence, bundles, years, and what was registered."""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from kinerja.archive.bundle.cases import drop_bundles
from kinerja.archive.year_jobs import results_with
from kinerja.common.blobs import FRESH, path_of
from kinerja.signing.models import SignedCopy, SignedDocument
from kinerja.signing.storage import FOLDER
from kinerja.submissions.evidence.models import Evidence
from kinerja.submissions.evidence.queries import known_hashes
from kinerja.submissions.figures import ArchiveRecord
from kinerja.submissions.models import Submission

# The stored files of a case that nobody else keeps.
Finder = Callable[[Submission], Iterable[Path]]
_finders: list[Finder] = []


def destroyed_with_a_case(finder: Finder) -> Finder:
    """Register what else goes with a case (`kinerja.rooms` calls it, once); it is asked again whenever bytes stayed."""
    if finder not in _finders:
        _finders.append(finder)
    return finder


def destroy_bytes(submission: int) -> int:
    """Delete what the berita acara destroyed; returns how many files went. Safe to repeat, and only after its commit.

    Bytes that another case keeps stay for it. Evidence younger than an hour may be on its way into another case: the
    daily sweep takes it.
    """
    rows = Submission.objects.select_related("document", "manuscript", "filing", "period")
    case = rows.get(pk=submission)
    if not case.filing.destroyed:
        return 0
    files = [case, *taken_back_of(case).select_related("document", "manuscript")]
    papers = [*results_with(case), *(path for file in files for path in _paths(file))]
    gone = {path for path in papers if path.is_file()}
    for path in gone:
        path.unlink(missing_ok=True)
    drop_bundles(submission)
    return len(gone)


def taken_back_of(case: Submission) -> QuerySet[Submission]:
    """Corrections of its document that were taken back: never filed themselves, they hold copies of its evidence and go with it."""
    return Submission.objects.filter(replaces__submission=case.pk).exclude(withdrawn_at=None).order_by("run")


def finish_destroying() -> int:
    """The same for every destroyed case: a service that stopped between the commit and the deletion is caught up with."""
    rows = ArchiveRecord.objects.exclude(destroyed="").order_by("pk").values_list("submission", flat=True)
    return sum(destroy_bytes(submission) for submission in rows.iterator(chunk_size=500))


def _paths(case: Submission) -> Iterator[Path]:
    yield from (*_papers(case), *_copies(case), *_evidence(case))
    for finder in _finders:
        yield from finder(case)


def _papers(case: Submission) -> Iterator[Path]:
    """Every state of the paper was put on the disk under a hash of its own."""
    papers = [paper for paper in (case.document, case.manuscript) if paper is not None]
    hashes = {paper.sha256 for paper in papers} | {
        row["sha256"] for paper in papers for row in paper.revisions
    }
    kept = SignedDocument.objects.filter(sha256__in=hashes, destroyed="").values_list("sha256", flat=True)
    for sha256 in sorted(hashes - set(kept)):
        yield _path(path_of(sha256, folder=FOLDER, ending="pdf"))


def _copies(case: Submission) -> Iterator[Path]:
    """Scans of the paper; the same bytes may be the scan of another paper that is kept."""
    rows = SignedCopy.objects.filter(document=case.document)
    for row in rows:
        others = SignedCopy.objects.filter(sha256=row.sha256, document__destroyed="")
        if not others.exists():
            yield _path(row.path)


def _evidence(case: Submission) -> Iterator[Path]:
    rows = list(Evidence.objects.filter(figure__submission=case).order_by("pk"))
    kept = known_hashes([row.sha256 for row in rows])
    for row in rows:
        path = _path(row.path)
        if row.sha256 not in kept and path.is_file() and time.time() - path.stat().st_mtime > FRESH:
            yield path


def _path(relative: str) -> Path:
    return Path(settings.MEDIA_ROOT) / relative
