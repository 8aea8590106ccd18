"""A PDF that only shows pages: whole, not locked, and without anything that runs or hides another file.

Names are searched in the raw bytes, streams included, since a reader follows offsets and not the order of the file;
object streams are unpacked first, as most writers put their dictionaries there.
"""

import re
import zlib

from kinerja.submissions.evidence.refusals import Refused
from kinerja.submissions.evidence.tails import holds_archive

UNPACKED = 20 * 1024 * 1024  # bytes of all object streams together
MOST_OBJECTS = 5_000  # object streams; each holds some hundred objects
MOST_ESCAPES = 200_000  # letters written as "#4a"
_WHOLE = re.compile(rb"startxref\s+\d+\s+%%EOF")
_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF[\s\0]*\Z")
_TAIL = 2048
_TABLE = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_DICTIONARY = 2048  # bytes in which the dictionary of an object stream begins and ends
AGAIN = "Cetak ulang dokumennya ke PDF."
BROKEN = f"Susunan PDF ini rusak. {AGAIN}"
ODD = f"Susunan PDF ini tidak lazim, sehingga tidak dapat diperiksa. {AGAIN}"
ACTIVE = f"PDF ini memuat isi yang bergerak sendiri. {AGAIN}"

_DELIMITED = rb"(?=[\s\0/<>\[\]()%]|\Z)"
_ESCAPED = re.compile(rb"#([46][1-9A-Fa-f]|[57][0-9Aa])")


def _name(word: bytes) -> re.Pattern[bytes]:
    """A name of PDF, with a literal beginning: such a search takes the same time whatever the file is made of."""
    return re.compile(b"/" + word + _DELIMITED)


def _spelled(word: bytes) -> re.Pattern[bytes]:
    """A name in the raw file, where each letter may be written as "#4a"."""
    letters = (re.escape(bytes([c])) + b"|#" + b"".join(_hex(digit) for digit in f"{c:02x}") for c in word)
    return re.compile(b"/" + b"".join(b"(?:" + letter + b")" for letter in letters) + _DELIMITED)


def _hex(digit: str) -> bytes:
    return f"[{digit}{digit.upper()}]".encode()


_OBJECTS = _spelled(b"ObjStm")
_FILTER = _spelled(b"Filter")
_PREDICTOR = _spelled(b"Predictor")
_PLAIN = re.compile(rb"/Filter\s*(?:\[\s*)?/FlateDecode\s*(?:\])?\s*(?=[/>])")
_HEAD = re.compile(rb"[\r\n]\s*\d+\s+\d+\s+\Z")  # a line of its own: inside a comment there is none
_HARM = {
    _name(b"Encrypt"): f"PDF ini dikunci. Simpan tanpa kata sandi dan pembatasan, atau: {AGAIN}",
    _name(b"JavaScript"): f"PDF ini memuat program (JavaScript). {AGAIN}",
    _name(b"Launch"): f"PDF ini memuat perintah menjalankan program lain. {AGAIN}",
    _name(b"RichMedia"): ACTIVE,
    _name(b"XFA"): ACTIVE,
}
_ENCLOSED = (_name(b"EmbeddedFile"), _name(b"EmbeddedFiles"))
_FILE_NAME = re.compile(rb"/U?F" + _DELIMITED + rb"\s*(\([^()]*[()]?|<(?!<)[^<>]*>?)")
_DATA = re.compile(rb"\([\w .-]+\.(?:json|xml|csv|txt)\)")


def check_pdf(content: bytes, *, enclosing: bool = False) -> None:
    """Refused where the file is damaged, cut off, locked, active, or something else as well.

    Files inside it are refused but for data; with `enclosing` whoever asks answers for them.
    """
    _check_ends(content)
    if holds_archive(content):
        raise Refused(f"PDF ini sekaligus dapat dibuka sebagai arsip ZIP. {AGAIN}")
    outside = _unescaped(content)
    _check_harm(outside)
    inside = _unescaped(b"\n".join(_objects(content)))
    _check_harm(inside)
    texts = (outside, inside)
    enclosed = any(name.search(text) for name in _ENCLOSED for text in texts)
    if enclosed and not enclosing and not _only_data(texts):
        raise Refused(f"PDF ini memuat berkas lain di dalamnya. Unggah berkas itu tersendiri. {AGAIN}")


def _check_harm(text: bytes) -> None:
    for harm, sentence in _HARM.items():
        if harm.search(text):
            raise Refused(sentence)


def _unescaped(text: bytes) -> bytes:
    """The letters of names written plainly; what else this changes is in packed data, where no name is looked for."""
    plain, count = _ESCAPED.subn(lambda found: bytes([int(found[1], 16)]), text, MOST_ESCAPES)
    if count == MOST_ESCAPES:
        raise Refused(ODD)
    return plain


def _only_data(texts: tuple[bytes, ...]) -> bool:
    """Whether all enclosed files are data of a PDF/A-3, as in the signed reports of this application."""
    names = [found for text in texts for found in _FILE_NAME.findall(text)]
    return bool(names) and all(_DATA.fullmatch(name) for name in names)


def _check_ends(content: bytes) -> None:
    end = _END.search(content, max(0, len(content) - _TAIL))
    if end is None:
        raise Refused(_lacking_end(content))
    if not _TABLE.match(content, min(int(end[1]), len(content))):
        raise Refused(BROKEN)


def _lacking_end(content: bytes) -> str:
    """Why no end stands where the file ends: it came earlier, is not whole, or is not there at all."""
    if _WHOLE.search(content):
        return f"Ada isi lain sesudah akhir PDF ini. {AGAIN}"
    if b"%%EOF" in content:
        return "Berkas PDF ini tidak lengkap atau rusak. Simpan ulang sebagai PDF, lalu unggah kembali."
    return "PDF ini terpotong. Unggah ulang, atau simpan ulang dari aplikasi asalnya."


def _objects(content: bytes) -> list[bytes]:
    """The object streams, unpacked. No byte belongs to two of them, so that all together is read once."""
    texts: list[bytes] = []
    view, last, left = memoryview(content), 0, UNPACKED
    for found in _OBJECTS.finditer(content):
        stream = _STREAM.search(content, found.end(), found.end() + _DICTIONARY)
        if stream is None or found.start() < last or len(texts) == MOST_OBJECTS:
            raise Refused(ODD)
        _check_dictionary(content, last, found.start(), stream.start())
        last = content.find(b"endstream", stream.end())
        texts.append(_unpacked(view[stream.end() : max(last, stream.end())], left))
        left -= len(texts[-1])
    return texts


def _check_dictionary(content: bytes, last: int, place: int, end: int) -> None:
    """Refused where more than one dictionary can be read here, or where readers unpack differently than we do.

    It begins on a line of its own, thus in no comment, and has no closing bracket of a string, thus is in no string.
    """
    start = content.rfind(b"obj", max(last, place - _DICTIONARY), place)
    head = content[max(last, start - 32) : max(start, 0)]
    dictionary = content[start + 3 : end]
    plain = start >= 0 and _HEAD.search(head) and _PLAIN.search(dictionary)
    if not plain or any(sign in dictionary for sign in (b"(", b")", b"%", b"obj")):
        raise Refused(ODD)
    if len(_FILTER.findall(dictionary)) != 1 or _PREDICTOR.search(dictionary):
        raise Refused(ODD)


def _unpacked(packed: memoryview, left: int) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        text = unpacker.decompress(packed, left + 1)
    except zlib.error as problem:
        raise Refused(BROKEN) from problem
    if len(text) > left:
        raise Refused(f"Isi PDF ini terlalu besar bila dibuka. {AGAIN}")
    if not unpacker.eof:
        raise Refused(BROKEN)
    return text
