"""A file that comes back to a paper of ours: is it that paper, and did anybody sign it.

Whoever signs elsewhere may do so with a certificate nobody here vouches for. What can be told without trust is told:
that the pages and the enclosed files are ours, and that the signatures are whole and cover them.
"""

import io
from enum import StrEnum

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext

from kinerja.common.collecting import without_collection
from kinerja.signing.sameness import same_paper
from kinerja.signing.validation import UNREADABLE


class Came(StrEnum):
    """What came: another paper (a scan, most likely), ours unsigned, ours with a signature that is broken, ours signed."""

    OTHER = "other"
    UNSIGNED = "unsigned"
    BROKEN = "broken"
    SIGNED = "signed"


def came_back(original: bytes, content: bytes) -> Came:
    """Judge a file of whose harmlessness one is sure already; all of it is read."""
    if not content.startswith(b"%PDF-"):
        return Came.OTHER
    with without_collection():
        if not same_paper(original, content):
            return Came.BROKEN if content.startswith(original) else Came.OTHER
        return _by_its_signatures(content)


def _by_its_signatures(content: bytes) -> Came:
    try:
        found = PdfFileReader(io.BytesIO(content)).embedded_regular_signatures
        whole = [_is_whole(signature) for signature in found]
    except UNREADABLE:
        return Came.BROKEN
    if not whole:
        return Came.UNSIGNED
    return Came.SIGNED if all(whole) else Came.BROKEN


def _is_whole(signature: EmbeddedPdfSignature) -> bool:
    """Over these very bytes, and nothing after it but what it allows; who signed is not asked."""
    trusting_nobody = ValidationContext(trust_roots=[], allow_fetching=False)
    status = validate_pdf_signature(signature, trusting_nobody)
    level = status.modification_level
    allowed = level is None or level <= ModificationLevel.FORM_FILLING
    return bool(status.intact and status.valid and status.docmdp_ok and allowed)
