"""What happens around a signature before the file moves: a code is allotted, the paper is put on the disk."""

from kinerja.signing import storage
from kinerja.signing.codes import new_code
from kinerja.signing.models import SignedDocument


def allot_code() -> str:
    """A code no paper carries yet. Two at the same moment are told apart by the unique column."""
    while SignedDocument.objects.filter(code=(code := new_code())).exists():
        continue
    return code


def put_by(content: bytes, document: SignedDocument) -> SignedDocument:
    """Store the bytes of this unsaved document and note where and what they are; a row nobody saves leaves no trace."""
    stored = storage.store(content)
    document.sha256, document.size, document.path = stored.sha256, stored.size, stored.path
    return document
