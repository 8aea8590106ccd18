"""Signed papers on disk, under their sha256."""

from kinerja.common import blobs
from kinerja.common.blobs import BlobDamaged, Stored
from kinerja.signing.models import Manuscript, SignedCopy, SignedDocument
from sop.errors import RuleError

FOLDER = "documents"


class DocumentDamaged(RuleError):
    """The stored bytes are missing, or are not those that were signed."""

    code = "document_damaged"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(
            "Berkas yang tersimpan tidak sama dengan yang ditandatangani, sehingga tidak dibagikan. "
            "Hubungi admin aplikasi agar dipulihkan dari cadangan."
        )


class DocumentDestroyed(DocumentDamaged):
    """The bytes were destroyed with a berita acara; row, hash and signers remain."""

    code = "document_destroyed"

    def __init__(self, by: str) -> None:
        RuleError.__init__(
            self, f"Berkas ini sudah dimusnahkan dengan {by}. Yang tersisa hanya catatan dan sidiknya."
        )


def store(content: bytes) -> Stored:
    """Put the bytes on the disk before any row names them; safe to repeat. OSError where the disk is full."""
    return blobs.store(content, folder=FOLDER, ending="pdf")


def content_of(document: SignedDocument | Manuscript) -> bytes:
    """The bytes as signed; DocumentDamaged where they are missing or were changed, DocumentDestroyed where lawfully so."""
    if isinstance(document, SignedDocument) and document.destroyed:
        raise DocumentDestroyed(document.destroyed)
    try:
        return blobs.read(document.path, document.sha256)
    except BlobDamaged as error:
        raise DocumentDamaged from error


def copy_content(copy: SignedCopy) -> bytes:
    """The bytes of a copy as they came; DocumentDamaged, DocumentDestroyed. One query where its paper is not known."""
    if copy.document.destroyed:
        raise DocumentDestroyed(copy.document.destroyed)
    try:
        return blobs.read(copy.path, copy.sha256)
    except BlobDamaged as error:
        raise DocumentDamaged from error


def is_intact(document: SignedDocument) -> bool:
    """Whether the stored file still is the one that was signed, or was destroyed as a berita acara says."""
    if document.destroyed:
        return True
    try:
        content_of(document)
    except DocumentDamaged:
        return False
    return True
