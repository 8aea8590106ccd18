"""What happens around a signature before the file moves: a code is allotted, the paper is put on the disk."""

from typing import TypeVar

from kinerja.signing import storage
from kinerja.signing.codes import new_code
from kinerja.signing.models import Manuscript, SignedDocument

Paper = TypeVar("Paper", SignedDocument, Manuscript)


def allot_code() -> str:
    """A code no paper carries yet. Two at the same moment are told apart by the unique column."""
    code = new_code()
    while any(model.objects.filter(code=code).exists() for model in (SignedDocument, Manuscript)):
        code = new_code()
    return code


def put_by(content: bytes, document: Paper) -> Paper:
    """Store the bytes of this unsaved document and note where and what they are; a row nobody saves leaves no trace."""
    stored = storage.store(content)
    document.sha256, document.size, document.path = stored.sha256, stored.size, stored.path
    return document
