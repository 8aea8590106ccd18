"""Issued papers on disk, under their sha256."""

from pathlib import Path

from django.conf import settings
from django.db.models import Q

from kinerja.common import blobs
from kinerja.letters.models import Letter
from kinerja.submissions.figures import ArchiveRecord
from kinerja.submissions.models import Submission
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


class LetterDestroyed(LetterDamaged):
    """The file was destroyed with a berita acara, its papers with it."""

    code = "letter_destroyed"

    def __init__(self, by: str) -> None:
        RuleError.__init__(
            self,
            f"Berkas ini sudah dimusnahkan dengan {by}. Naskahnya tidak dapat lagi dibuka, dibuat, atau diubah.",
        )


def insist_kept(submission: Submission) -> None:
    """LetterDestroyed where the file was destroyed, or the one whose taken back correction it is. One query."""
    here = Q(submission=submission.pk)
    if submission.withdrawn_at:
        here |= Q(submission__document=submission.replaces_id)
    rows = ArchiveRecord.objects.filter(here).exclude(destroyed="")
    if by := rows.values_list("destroyed", flat=True).first():
        raise LetterDestroyed(by)


def paths_of(submission: Submission) -> list[Path]:
    """Where the papers of a file lie, for whoever destroys it; no two files share them. One query."""
    rows = Letter.objects.filter(submission=submission).exclude(sha256="")
    return [Path(settings.MEDIA_ROOT) / letter.path for letter in rows.order_by("pk")]


def content_of(letter: Letter) -> bytes:
    """The bytes as issued; LetterDamaged where they are missing or were changed, LetterDestroyed where lawfully so."""
    insist_kept(letter.submission)
    try:
        return blobs.read(letter.path, letter.sha256)
    except blobs.BlobDamaged as error:
        raise LetterDamaged from error
