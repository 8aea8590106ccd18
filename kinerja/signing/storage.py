"""Signed papers on disk, under their sha256: written once, complete or not at all, and read back only if unchanged."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from kinerja.signing.models import Manuscript, SignedDocument
from sop.errors import RuleError

FOLDER = "documents"
MODE = 0o640


class DocumentDamaged(RuleError):
    """The stored bytes are missing, or are not those that were signed."""

    code = "document_damaged"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(
            "Berkas yang tersimpan tidak sama dengan yang ditandatangani, sehingga tidak dibagikan. "
            "Hubungi admin aplikasi agar dipulihkan dari cadangan."
        )


@dataclass(frozen=True)
class Stored:
    """Where the bytes lie: `path` is relative to MEDIA_ROOT, `size` in bytes."""

    sha256: str
    size: int
    path: str


def store(content: bytes) -> Stored:
    """Put the bytes on the disk before any row names them; safe to repeat. OSError where the disk is full."""
    digest = hashlib.sha256(content).hexdigest()
    path = f"{FOLDER}/{digest[:2]}/{digest}.pdf"
    target = Path(settings.MEDIA_ROOT) / path
    if not (target.is_file() and target.read_bytes() == content):
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(target, content)
    return Stored(digest, len(content), path)


def content_of(document: SignedDocument | Manuscript) -> bytes:
    """The bytes as signed; DocumentDamaged where they are missing or were changed."""
    try:
        content = (Path(settings.MEDIA_ROOT) / document.path).read_bytes()
    except FileNotFoundError as error:
        raise DocumentDamaged from error
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise DocumentDamaged
    return content


def is_intact(document: SignedDocument) -> bool:
    """Whether the stored file still is the one that was signed."""
    try:
        content_of(document)
    except DocumentDamaged:
        return False
    return True


def _write(target: Path, content: bytes) -> None:
    """Write under another name and rename when all is on the disk: a reader never meets half a file."""
    with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".part", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).chmod(MODE)
            Path(file.name).rename(target)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """The new name must survive a power cut too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
