"""A ZIP whose bytes follow from its members alone: stored as they are, in their order, with one and the same time."""

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

CHUNK = 256 * 1024
TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a ZIP knows; when things happened stands in the files
_READABLE = 0o100644 << 16
_UNIX = 3


@dataclass(frozen=True)
class Member:
    """A file of a ZIP. `read` gives its bytes in pieces and is called once, when its turn comes."""

    name: str
    read: Callable[[], Iterator[bytes]]


def late(name: str, make: Callable[[], bytes]) -> Member:
    """A member that is made when its turn comes."""

    def read() -> Iterator[bytes]:
        yield make()

    return Member(name, read)


@dataclass
class Tally:
    """What was written of a member: its size in bytes and sha256."""

    size: int = 0
    sha256: str = ""


class _Outlet(io.RawIOBase):
    """Takes what zipfile writes and hands it on; it cannot be read or wound back."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: "ReadableBuffer") -> int:
        piece = bytes(data)
        self.waiting += piece
        return len(piece)

    def taken(self) -> bytes:
        data, self.waiting = bytes(self.waiting), bytearray()
        return data


def plain(name: str, content: bytes) -> Member:
    """A member that is in memory already."""
    return Member(name, lambda: iter([content]))


def zipped(members: Iterator[Member], tallies: dict[str, Tally]) -> Iterator[bytes]:
    """The bytes of the ZIP, piece by piece; `tallies` learns of each member once it is through.

    Nothing is compressed: PDF, pictures and workbooks are already, and another zlib would give other bytes.
    """
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_STORED) as archive:
        for member in members:
            tally, digest = Tally(), hashlib.sha256()
            with archive.open(_entry(member.name), "w", force_zip64=False) as file:
                for piece in member.read():
                    file.write(piece)
                    digest.update(piece)
                    tally.size += len(piece)
                    yield outlet.taken()
            tally.sha256 = digest.hexdigest()
            tallies[member.name] = tally
            yield outlet.taken()
    yield outlet.taken()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, TIME)
    entry.create_system, entry.external_attr, entry.compress_type = _UNIX, _READABLE, zipfile.ZIP_STORED
    return entry
