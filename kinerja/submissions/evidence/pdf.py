"""A PDF that only shows pages: whole, not locked, and without anything that runs or hides another file.

Names are searched in the raw bytes, streams included, since a reader follows offsets and not the order of the file;
object streams are unpacked first, as most writers put their dictionaries there.
"""

import re
import zlib

from kinerja.submissions.evidence.refusals import Refused
from kinerja.submissions.evidence.tails import holds_archive

UNPACKED = 50 * 1024 * 1024  # bytes of all object streams together
_WHOLE = re.compile(rb"startxref\s+\d+\s+%%EOF")
_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF[\s\0]*\Z")
_TAIL = 2048
_TABLE = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_DICTIONARY = 2048  # bytes before a stream in which its dictionary is looked for
AGAIN = "Cetak ulang dokumennya ke PDF."


def _name(word: bytes) -> bytes:
    """A name of PDF; each letter may be written as "#4a"."""
    letters = (re.escape(bytes([c])) + b"|#" + b"".join(_hex(digit) for digit in f"{c:02x}") for c in word)
    return b"/" + b"".join(b"(?:" + letter + b")" for letter in letters) + rb"(?=[\s\0/<>\[\]()%]|\Z)"


def _hex(digit: str) -> bytes:
    return f"[{digit}{digit.upper()}]".encode()


_OBJECTS = re.compile(_name(b"ObjStm"))
_PLAIN = re.compile(rb"/Filter\s*(?:\[\s*)?/FlateDecode\s*(?:\])?\s*(?=[/>])")
_ODD = re.compile(_name(b"Predictor"))
_HARM = {
    re.compile(_name(b"Encrypt")): f"PDF ini dikunci. Simpan tanpa kata sandi dan pembatasan, atau: {AGAIN}",
    re.compile(_name(b"JavaScript")): f"PDF ini memuat program (JavaScript). {AGAIN}",
    re.compile(_name(b"Launch")): f"PDF ini memuat perintah menjalankan program lain. {AGAIN}",
    re.compile(
        _name(b"RichMedia") + b"|" + _name(b"XFA")
    ): f"PDF ini memuat isi yang bergerak sendiri. {AGAIN}",
}
_ENCLOSED = re.compile(_name(b"EmbeddedFile") + b"|" + _name(b"EmbeddedFiles"))
_FILE_NAME = re.compile(rb"(?:" + _name(b"UF") + rb"|" + _name(b"F") + rb")\s*(\([^)]*\)|<(?!<)[^>]*>)")
_DATA = re.compile(rb"\([\w .-]+\.(?:json|xml|csv|txt)\)")


def check_pdf(content: bytes) -> None:
    """Refused where the file is damaged, cut off, locked, active, or something else as well."""
    _check_ends(content)
    if holds_archive(content):
        raise Refused(f"PDF ini sekaligus dapat dibuka sebagai arsip ZIP. {AGAIN}")
    texts = (content, *_objects(content))
    for harm, sentence in _HARM.items():
        if any(harm.search(text) for text in texts):
            raise Refused(sentence)
    if any(_ENCLOSED.search(text) for text in texts) and not _only_data(texts):
        raise Refused(f"PDF ini memuat berkas lain di dalamnya. Unggah berkas itu tersendiri. {AGAIN}")


def _only_data(texts: tuple[bytes, ...]) -> bool:
    """Whether all enclosed files are data of a PDF/A-3, as in the signed reports of this application."""
    names = [found for text in texts for found in _FILE_NAME.findall(text)]
    return bool(names) and all(_DATA.fullmatch(name) for name in names)


def _check_ends(content: bytes) -> None:
    end = _END.search(content, max(0, len(content) - _TAIL))
    if end is None:
        raise Refused(_lacking_end(content))
    if not _TABLE.match(content, int(end[1])):
        raise Refused(f"Susunan PDF ini rusak. {AGAIN}")


def _lacking_end(content: bytes) -> str:
    """Why no end stands where the file ends: it came earlier, is not whole, or is not there at all."""
    if _WHOLE.search(content):
        return f"Ada isi lain sesudah akhir PDF ini. {AGAIN}"
    if b"%%EOF" in content:
        return "Berkas PDF ini tidak lengkap atau rusak. Simpan ulang sebagai PDF, lalu unggah kembali."
    return "PDF ini terpotong. Unggah ulang, atau simpan ulang dari aplikasi asalnya."


def _objects(content: bytes) -> list[bytes]:
    """The object streams, unpacked; their dictionaries stand before them."""
    found, left = [], UNPACKED
    for stream in _STREAM.finditer(content):
        dictionary = content[max(0, stream.start() - _DICTIONARY) : stream.start()].rpartition(b"obj")[2]
        if _OBJECTS.search(dictionary):
            found.append(_unpacked(dictionary, content, stream.end(), left))
            left -= len(found[-1])
    return found


def _unpacked(dictionary: bytes, content: bytes, start: int, left: int) -> bytes:
    if not _PLAIN.search(dictionary) or _ODD.search(dictionary):
        raise Refused(f"Susunan PDF ini tidak lazim, sehingga tidak dapat diperiksa. {AGAIN}")
    unpacker = zlib.decompressobj()
    try:
        text = unpacker.decompress(content[start:], left + 1)
    except zlib.error as problem:
        raise Refused(f"Susunan PDF ini rusak. {AGAIN}") from problem
    if len(text) > left:
        raise Refused(f"Isi PDF ini terlalu besar bila dibuka. {AGAIN}")
    return text
