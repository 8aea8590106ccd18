"""Files on disk under their sha256: written once, complete or not at all, and read back only if unchanged."""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

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


def store_pieces(pieces: Iterable[bytes], *, folder: str, ending: str) -> Stored:
    """The same for what is too large for the memory: written as it comes, found under its hash once it is whole.

    What `pieces` raises leaves nothing behind.
    """
    home = (
        Path(settings.MEDIA_ROOT) / folder / "part"
    )  # what a killed worker leaves there is swept like the rest
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=home, suffix=PART, delete=False) as file:
        try:
            digest = hashlib.sha256()
            for piece in pieces:
                digest.update(piece)
                file.write(piece)
            size = file.tell()
            path = path_of(digest.hexdigest(), folder=folder, ending=ending)
            _settle(file, Path(settings.MEDIA_ROOT) / path)
        finally:
            Path(file.name).unlink(missing_ok=True)  # there only where it did not get its name
    return Stored(digest.hexdigest(), size, path)


def opened(path: str, sha256: str) -> BinaryIO:
    """The stored file, read through once and wound back, whatever its size; BlobDamaged as for `read`."""
    try:
        file = (Path(settings.MEDIA_ROOT) / path).open("rb")
    except FileNotFoundError as error:
        raise BlobDamaged from error
    if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
        file.close()
        raise BlobDamaged
    file.seek(0)
    return file


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
            _settle(file, target)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise


def _settle(file: "tempfile._TemporaryFileWrapper[bytes]", target: Path) -> None:
    """All of it is on the disk before it has its name."""
    file.flush()
    os.fsync(file.fileno())
    Path(file.name).chmod(MODE)
    target.parent.mkdir(parents=True, exist_ok=True)
    Path(file.name).rename(target)
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """The new name must survive a power cut too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
