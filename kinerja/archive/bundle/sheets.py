"""The printed sheet of the pinned SOP: drawn for the first bundle that needs it, and the same bytes ever after."""

import hashlib

from kinerja.archive.seals import KeptSheet
from kinerja.common import blobs
from kinerja.documents.canonical import sheet_data
from kinerja.documents.pdf import render_sheet
from kinerja.submissions.figures import ArchiveRecord
from sop.errors import RuleError
from sop.procedures.queries import data_of

FOLDER = "sheets"


class SheetDamaged(RuleError):
    """The kept sheet is gone or was changed, and what would be drawn today is another file."""

    code = "sheet_damaged"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(
            "Lembar SOP yang tersimpan untuk arsip hilang atau berubah. Hubungi admin aplikasi agar dipulihkan dari cadangan."
        )


def sheet_of(record: ArchiveRecord) -> bytes:
    """The sheet as a PDF. SheetDamaged, NoPdfEngine. Two queries, more where it is drawn."""
    publication, paper = record.submission.run.publication, record.office.paper
    kept = KeptSheet.objects.filter(publication=publication, paper=paper).first()
    if kept is None:
        return _kept(record)
    try:
        return blobs.read(kept.path, kept.sha256)
    except blobs.BlobDamaged as error:
        again = _drawn(record)  # the same renderer draws the same bytes
        if hashlib.sha256(again).hexdigest() != kept.sha256:
            raise SheetDamaged from error
        blobs.store(again, folder=FOLDER, ending="pdf")
        return again


def _kept(record: ArchiveRecord) -> bytes:
    """Drawn and kept; where two did so at once, the sheet of the first counts."""
    content = _drawn(record)
    stored = blobs.store(content, folder=FOLDER, ending="pdf")
    row, fresh = KeptSheet.objects.get_or_create(
        publication=record.submission.run.publication, paper=record.office.paper,
        defaults={"office": record.office, "sha256": stored.sha256, "path": stored.path},
    )  # fmt: skip
    return content if fresh else blobs.read(row.path, row.sha256)


def _drawn(record: ArchiveRecord) -> bytes:
    """As the page of the SOP prints it."""
    version = record.submission.run.publication.version
    footer = ", versi ".join(part for part in (version.number or version.title, str(version.version)) if part)
    return render_sheet(sheet_data(data_of(version), paper=record.office.paper, footer=footer))
