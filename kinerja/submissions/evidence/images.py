"""A picture that is whole, of a size that can be shown, and nothing else. Read part by part: nothing is unpacked unmeasured."""

import io
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError

from kinerja.submissions.evidence.refusals import Refused
from kinerja.submissions.evidence.tails import holds_archive, holds_program

PIXELS, SIDE = 50_000_000, 20_000
CUT = "Gambar ini terpotong atau rusak. Unggah ulang, atau simpan ulang dari aplikasi asalnya."
TRAILER = "Ada isi lain sesudah akhir gambar ini. Simpan ulang gambarnya, misalnya dengan tangkapan layar."
HIDDEN = "Gambar ini memuat program atau arsip di dalamnya. Simpan ulang gambarnya."
_FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_MARK, _SCAN, _END_MARK, _START = 0xFF, 0xDA, 0xD9, b"\xff\xd8\xff"
_SIZE = slice(1, 5)  # of a frame: height and width
_NEXT = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")  # the next mark behind packed pixels
_HEAD = struct.Struct(">IIBBBBB")
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # of the colour types of PNG
_FILTER = 1  # byte before each line


def check_jpeg(content: bytes) -> None:
    """Refused where the picture is huge, cut off or carries something else. A phone's second picture behind it may stay."""
    end = _end_of_jpeg(content)
    tail = content[end:]
    if holds_program(tail) or holds_archive(tail):
        raise Refused(HIDDEN)
    if tail.strip(b"\0\r\n ") and not tail.startswith(_START) and not tail.endswith(b"SEFT"):
        raise Refused(TRAILER)
    try:
        with Image.open(io.BytesIO(content[:end]), formats=["JPEG", "MPO"]) as picture:
            picture.draft("RGB", (picture.width // 8, picture.height // 8))
            picture.load()
    except (OSError, UnidentifiedImageError, SyntaxError, ValueError, struct.error) as problem:
        raise Refused(CUT) from problem


def check_png(content: bytes) -> None:
    """Refused where the picture is huge, cut off, swells when unpacked, or carries something else."""
    chunks = list(_chunks(content))
    if (
        not chunks
        or chunks[0].kind != b"IHDR"
        or len(chunks[0].data) != _HEAD.size
        or chunks[-1].kind != b"IEND"
    ):
        raise Refused(CUT)
    if chunks[-1].end != len(content):
        raise Refused(TRAILER)
    width, height, depth, colour, _, _, interlaced = _HEAD.unpack(chunks[0].data)
    _check_area(width, height)
    if any(holds_program(chunk.data) for chunk in chunks if chunk.kind != b"IDAT"):
        raise Refused(HIDDEN)
    bits = _CHANNELS.get(colour, 0) * depth
    if not bits:
        raise Refused(CUT)
    expected = height * (_FILTER + (width * bits + 7) // 8)
    # Seven passes have more, shorter lines.
    ceiling = expected + 2 * 7 * (_FILTER + 1) * height + 64 if interlaced else expected
    _check_pixels([chunk.data for chunk in chunks if chunk.kind == b"IDAT"], expected, ceiling)


def _check_area(width: int, height: int) -> None:
    if not width or not height:
        raise Refused(CUT)
    if width * height > PIXELS or max(width, height) > SIDE:
        raise Refused("Gambar ini lebih besar dari 50 megapiksel. Perkecil ukurannya, lalu unggah kembali.")


def _end_of_jpeg(content: bytes) -> int:
    """Where the first picture ends; its size and its texts are checked on the way."""
    place, seen = 2, False
    while place + 4 <= len(content):
        if content[place] != _MARK:
            raise Refused(CUT)
        mark = content[place + 1]
        if mark == _MARK:
            place += 1
            continue
        if mark == _END_MARK:
            break
        length = int.from_bytes(content[place + 2 : place + 4])
        segment = content[place + 4 : place + 2 + length]
        seen = _read_segment(mark, segment) or seen
        place = _after(content, place + 2 + length) if mark == _SCAN else place + 2 + length
    if content[place : place + 2] != b"\xff\xd9" or not seen:
        raise Refused(CUT)
    return place + 2


def _read_segment(mark: int, segment: bytes) -> bool:
    """Check one part before the pixels; whether it told the size."""
    if holds_program(segment):
        raise Refused(HIDDEN)
    if mark not in _FRAMES:
        return False
    size = segment[_SIZE]
    _check_area(int.from_bytes(size[2:]), int.from_bytes(size[:2]))
    return True


def _after(content: bytes, start: int) -> int:
    found = _NEXT.search(content, start)
    if found is None:
        raise Refused(CUT)
    return found.end() - 2


@dataclass(frozen=True)
class _Chunk:
    kind: bytes
    data: bytes
    end: int


def _chunks(content: bytes) -> Iterator[_Chunk]:
    place = 8
    while place + 12 <= len(content):
        length = int.from_bytes(content[place : place + 4])
        kind, end = content[place + 4 : place + 8], place + 12 + length
        data = content[place + 8 : end - 4]
        if end > len(content) or zlib.crc32(kind + data) != int.from_bytes(content[end - 4 : end]):
            raise Refused(CUT)
        yield _Chunk(kind, data, end)
        if kind == b"IEND":
            return
        place = end


def _check_pixels(parts: list[bytes], expected: int, ceiling: int) -> None:
    """Unpack the pixels in pieces and throw them away; they must be as many as the head says."""
    unpacker, total = zlib.decompressobj(), 0
    try:
        for part in parts:
            rest = part
            while rest and total <= ceiling:
                total += len(unpacker.decompress(rest, 1 << 20))
                rest = unpacker.unconsumed_tail
    except zlib.error as problem:
        raise Refused(CUT) from problem
    if total > ceiling:
        raise Refused("Isi gambar ini jauh lebih besar daripada ukurannya. Simpan ulang gambarnya.")
    if total < expected or not unpacker.eof:
        raise Refused(CUT)
