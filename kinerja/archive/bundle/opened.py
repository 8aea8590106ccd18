"""A bag in a ZIP, opened without trust: every byte of it is accounted for before anything in it is believed."""

import hashlib
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from kinerja.archive.bundle.bag import BAGIT, DATA, DECLARATION, INFO, MANIFEST, SEAL, TAGS
from kinerja.archive.bundle.zipping import CHUNK, Member, zipped

WELL_KNOWN = (DECLARATION, INFO, MANIFEST, TAGS, SEAL)
LARGEST_TAG = 64 * 1024 * 1024
UNSEALED = (
    "tidak ada di dalam ZIP: arsip ini tidak bersegel. Bila diunduh sebelum arsip diberi segel, unduh kembali dari "
    "aplikasinya"
)


class Broken(Exception):
    """The first thing that is wrong: the `member` it is in, and a sentence."""

    def __init__(self, member: str, sentence: str) -> None:
        super().__init__(f"{member}: {sentence}")
        self.member, self.sentence = member, sentence


@dataclass
class Bag:
    """An open bag. `sums`: sha256 of each file in it by its name inside the folder; `info`: its labels."""

    file: IO[bytes]
    archive: zipfile.ZipFile
    folder: str
    sums: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    info: dict[str, str] = field(default_factory=dict)

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a file; Broken where the ZIP says that they changed."""
        try:
            with self.archive.open(f"{self.folder}{name}") as file:
                while piece := file.read(CHUNK):
                    yield piece
        except (
            zipfile.BadZipFile,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise Broken(name, "isinya rusak di dalam ZIP") from error
        except KeyError as error:
            raise Broken(name, "tidak ada di dalam ZIP") from error

    def close(self) -> None:
        """Nothing can be read any more."""
        self.archive.close()
        self.file.close()

    def read(self, name: str) -> bytes:
        """All of a file."""
        return b"".join(self.pieces(name))

    def payload(self) -> list[str]:
        """The files under data/, by the names inside it, in their order."""
        return [name.removeprefix(DATA) for name in self.sums if name.startswith(DATA)]


def open_bag(path: Path) -> Bag:
    """A bag whose manifests, counts and very layout are right. Broken names the first that is not.

    It stays open until `close()`.
    """
    with ExitStack() as unless_sound:
        bag = _opened(path)
        unless_sound.callback(bag.close)
        _sum(bag)
        _check_tags(bag)
        _check_payload(bag)
        bag.info = _labels(bag)
        _check_count(bag)
        _check_layout(bag, path)
        unless_sound.pop_all()
    return bag


def _opened(path: Path) -> Bag:
    if not path.is_file():
        raise Broken(path.name, "tidak ada")
    with ExitStack() as unless_whole:
        file = unless_whole.enter_context(path.open("rb"))
        bag = _looked_over(file, path)
        unless_whole.pop_all()
    return bag


def _looked_over(file: IO[bytes], path: Path) -> Bag:
    """One folder, no name twice, nothing packed."""
    try:
        archive = zipfile.ZipFile(file)
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise Broken(path.name, "bukan ZIP yang utuh") from error
    names = archive.namelist()
    folder = names[0].split("/")[0] + "/" if names else "/"
    odd = next((name for name in names if not name.startswith(folder) or ".." in name.split("/")), "")
    packed = next((row.filename for row in archive.infolist() if row.compress_type != zipfile.ZIP_STORED), "")
    if not names or odd or packed or len(set(names)) < len(names):
        raise Broken(odd or packed or path.name, "susunan ZIP ini bukan dari aplikasi Kinerja")
    if sum(row.file_size for row in archive.infolist()) > path.stat().st_size:
        raise Broken(
            path.name, "isinya lebih besar daripada berkasnya sendiri"
        )  # files that overlap: a ZIP bomb
    return Bag(file, archive, folder)


def _sum(bag: Bag) -> None:
    """Read everything once."""
    for entry in bag.archive.namelist():
        name, digest, size = entry.removeprefix(bag.folder), hashlib.sha256(), 0
        for piece in bag.pieces(name):
            digest.update(piece)
            size += len(piece)
        bag.sums[name], bag.sizes[name] = digest.hexdigest(), size
    for name in WELL_KNOWN:
        if name not in bag.sums:
            raise Broken(name, UNSEALED if name == SEAL else "tidak ada di dalam ZIP")
        if bag.sizes[name] > LARGEST_TAG:
            raise Broken(name, "terlalu besar")


def _check_tags(bag: Bag) -> None:
    listed = _manifest(bag, TAGS)
    if set(listed) != set(WELL_KNOWN) - {TAGS, SEAL}:
        raise Broken(TAGS, "tidak menyebut tepat berkas-berkas keterangannya")
    for name, sha256 in listed.items():
        if bag.sums[name] != sha256:
            raise Broken(name, f"berubah: sidiknya tidak sama dengan yang tertulis pada {TAGS}")
    if bag.read(DECLARATION) != BAGIT:
        raise Broken(DECLARATION, "bukan BagIt 1.0")


def _check_payload(bag: Bag) -> None:
    listed = _manifest(bag, MANIFEST)
    there = {name for name in bag.sums if name not in WELL_KNOWN}
    for name in sorted(there ^ set(listed)):
        raise Broken(
            name,
            "tidak tercatat pada manifes" if name in there else "tercatat pada manifes, tetapi tidak ada",
        )
    for name, sha256 in listed.items():
        if bag.sums[name] != sha256:
            raise Broken(name, "berubah: sidiknya tidak sama dengan yang tercatat pada manifes")


def _manifest(bag: Bag, name: str) -> dict[str, str]:
    rows: dict[str, str] = {}
    for line in _text(bag, name).splitlines():
        sha256, _, file = line.partition("  ")
        if not file or file in rows:
            raise Broken(name, "tidak dapat dibaca")
        rows[file] = sha256
    return rows


def _labels(bag: Bag) -> dict[str, str]:
    rows = (line.partition(": ") for line in _text(bag, INFO).splitlines())
    return {label: value for label, _, value in rows}


def _text(bag: Bag, name: str) -> str:
    try:
        return bag.read(name).decode()
    except UnicodeDecodeError as error:
        raise Broken(name, "tidak dapat dibaca") from error


def _check_count(bag: Bag) -> None:
    sizes = [size for name, size in bag.sizes.items() if name.startswith(DATA)]
    if bag.info.get("Payload-Oxum") != f"{sum(sizes)}.{len(sizes)}":
        raise Broken(INFO, "jumlah berkas atau bitanya (Payload-Oxum) tidak sama")


def _check_layout(bag: Bag, path: Path) -> None:
    """Write the same members once more: what differs is a byte of the ZIP itself, of a header or between two files."""
    names = bag.archive.namelist()
    again = zipped((Member(name, _reader(bag, name)) for name in names), {})
    with path.open("rb") as file:
        if any(file.read(len(piece)) != piece for piece in again) or file.read(1):
            raise Broken(path.name, "bita di luar isi berkas berubah, atau ada tambahan sesudahnya")


def _reader(bag: Bag, name: str) -> "_Read":
    return _Read(bag, name.removeprefix(bag.folder))


@dataclass(frozen=True)
class _Read:
    bag: Bag
    name: str

    def __call__(self) -> Iterator[bytes]:
        return self.bag.pieces(self.name)
