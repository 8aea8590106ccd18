"""Issued papers on disk, under their sha256."""

from kinerja.common import blobs
from kinerja.letters.models import Letter
from sop.errors import RuleError


class LetterDamaged(RuleError):
    """The stored bytes are missing, or are not those that were issued."""

    code = "letter_damaged"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(
            "Berkas naskah yang tersimpan tidak sama dengan yang diterbitkan, sehingga tidak dibagikan. "
            "Hubungi admin aplikasi agar dipulihkan dari cadangan."
        )


def content_of(letter: Letter) -> bytes:
    """The bytes as issued; LetterDamaged where they are missing or were changed."""
    try:
        return blobs.read(letter.path, letter.sha256)
    except blobs.BlobDamaged as error:
        raise LetterDamaged from error
