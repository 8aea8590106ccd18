"""A paper that was approved here and signed by pen, or elsewhere: what comes back is kept as it came, and recorded."""

import datetime as dt
import hashlib

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from kinerja.common import blobs
from kinerja.signing.elsewhere import Came, came_back
from kinerja.signing.models import Kind, SignedCopy, SignedDocument
from kinerja.signing.storage import FOLDER, content_of
from kinerja.submissions.actions import locked
from kinerja.submissions.desk import fetch
from kinerja.submissions.errors import CopyKept, NoCopyOwed, NotInvolved
from kinerja.submissions.evidence.inspection import check_size, inspect
from kinerja.submissions.evidence.models import Kind as FileKind
from kinerja.submissions.evidence.names import clean_name
from kinerja.submissions.evidence.refusals import Refused
from kinerja.submissions.models import Submission
from sop.ledger.actions import Entry
from sop.offices.models import User
from sop.runs.actions import note
from sop.runs.performers import Performer, performer_for

EVENT = "copy"
_USELESS = {
    Came.UNSIGNED: "Berkas ini adalah naskah yang belum ditandatangani. Unggah yang sudah bertanda tangan.",
    Came.BROKEN: "Berkas ini naskah Anda, tetapi isinya diubah atau tanda tangan di dalamnya tidak utuh. Minta penanda tangan mengirim kembali berkas aslinya.",
}
MOST = 20  # copies of one paper
ACCEPTED = ".pdf,.jpg,.jpeg,.png"


def copies_of(document: SignedDocument | None) -> list[SignedCopy]:
    """What has come back so far, newest first. One query at most."""
    return document.listed_copies if document else []


def copy_of(user: User, pk: int, copy: int) -> SignedCopy:
    """One of them, in a file that this person may see; Http404 for any other. Three queries."""
    submission = fetch(user, pk)
    return get_object_or_404(SignedCopy, pk=copy, document__submission=submission)


def insist_owed(submission: Submission, performer: Performer) -> SignedDocument:
    """The paper that a pen signs. NotInvolved for colleagues without a part in this SOP, NoCopyOwed for other papers."""
    if not performer.duties:
        raise NotInvolved
    document = submission.document
    if document is None or document.kind != Kind.RECORD:
        raise NoCopyOwed
    return document


def receive_copy(document: SignedDocument, file: UploadedFile[bytes]) -> SignedCopy:
    """The unsaved row, its bytes on the disk; Refused where the file is not accepted. Outside of any transaction."""
    check_size(file.size or 0)
    name, content = clean_name(file.name or ""), bytes(file.read())
    kind, ours = _looked_at(name, content, document)
    stored = blobs.store(content, folder=FOLDER, ending=kind)
    return SignedCopy(name=name, sha256=stored.sha256, size=stored.size, path=stored.path, is_same_paper=ours)


def _looked_at(name: str, content: bytes, document: SignedDocument) -> tuple[FileKind, bool]:
    """Its kind, and whether it is our own file with signatures of others in it; Refused. The limits come first.

    Our own paper encloses data and a workbook, which a stranger's may not.
    """
    if hashlib.sha256(content).hexdigest() == document.sha256:
        raise Refused(_USELESS[Came.UNSIGNED])
    kind = inspect(name, content, enclosing=True)
    if kind is FileKind.XLSX:
        raise Refused("Unggah pindaian sebagai PDF, JPG, atau PNG.")
    came = came_back(content_of(document), content)
    if came in _USELESS:
        raise Refused(_USELESS[came])
    ours = came is Came.SIGNED
    return kind if ours else inspect(name, content), ours


@transaction.atomic
def add_copy(submission: Submission, copy: SignedCopy, *, by: User, at: dt.datetime | None = None) -> None:
    """Keep what came back, with an event; the same bytes again change nothing. NotInvolved, NoCopyOwed, CopyKept."""
    at = at or timezone.now()
    submission = locked(submission.pk)
    run = submission.run
    performer = performer_for(by, run.publication.version_id, at.astimezone(run.office.tz).date())
    document = insist_owed(submission, performer)
    kept = list(document.copies.values_list("sha256", flat=True))
    if copy.sha256 in kept or len(kept) >= MOST:
        raise CopyKept(full=len(kept) >= MOST)
    who = {"name": performer.name, "nip": performer.nip, "capacity": performer.duties[0].capacity}
    copy.document, copy.office_id, copy.added_at = document, submission.office_id, at
    copy.added_by = f"{who['name']}, {who['capacity']}"
    copy.save(force_insert=True)
    told = {"name": copy.name, "sha256": copy.sha256, "size": copy.size, "same_paper": copy.is_same_paper}
    note(run, [Entry(EVENT, {"copy": told, "by": who}, by.pk)], touched=[], at=at)
