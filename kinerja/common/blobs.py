"""Files on disk under their sha256: written once, complete or not at all, and read back only if unchanged."""

import hashlib
import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

MODE = 0o640
PART = ".part"
FRESH = 60 * 60  # seconds; a file younger than this is nowhere near being swept


class BlobDamaged(Exception):
    """The stored bytes are missing, or are not those that were put there."""


@dataclass(frozen=True)
class Stored:
    """Where the bytes lie: `path` is relative to MEDIA_ROOT, `size` in bytes."""

    sha256: str
    size: int
    path: str


def path_of(sha256: str, *, folder: str, ending: str) -> str:
    """Where the bytes of this hash lie, relative to MEDIA_ROOT."""
    return f"{folder}/{sha256[:2]}/{sha256}.{ending}"


def store(content: bytes, *, folder: str, ending: str) -> Stored:
    """Put the bytes on the disk before any row names them; safe to repeat. OSError where the disk is full."""
    digest = hashlib.sha256(content).hexdigest()
    path = path_of(digest, folder=folder, ending=ending)
    target = Path(settings.MEDIA_ROOT) / path
    if target.is_file() and target.read_bytes() == content:
        _keep_from_sweeping(target)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(target, content)
    return Stored(digest, len(content), path)


def read(path: str, sha256: str) -> bytes:
    """The bytes as they were stored; BlobDamaged where they are missing or were changed."""
    try:
        content = (Path(settings.MEDIA_ROOT) / path).read_bytes()
    except FileNotFoundError as error:
        raise BlobDamaged from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise BlobDamaged
    return content


def _keep_from_sweeping(target: Path) -> None:
    """An old file that no row names yet is about to be named by one."""
    if time.time() - target.stat().st_mtime > FRESH:
        os.utime(target)


def _write(target: Path, content: bytes) -> None:
    """Write under another name and rename when all is on the disk: a reader never meets half a file."""
    with tempfile.NamedTemporaryFile(dir=target.parent, suffix=PART, delete=False) as file:
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
