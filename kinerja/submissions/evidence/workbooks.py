"""A workbook of cells alone: no macros, no other files, no links that fetch, and no more inside than it says."""

import io
import re
import zipfile
import zlib

from kinerja.submissions.evidence.refusals import Refused

ENTRIES, UNPACKED, RATIO = 1000, 100 * 1024 * 1024, 100
PIECE = 1 << 20
_END, _END_SIZE = b"PK\x05\x06", 22  # the end of an archive without a comment
_TYPES, _BOOK = "[content_types].xml", "xl/workbook.xml"
_MAIN = b"spreadsheetml.sheet.main+xml"
_ENCRYPTED = 1
_MACROS = ("vbaproject", "macrosheets/", "vbadata")
_OBJECTS = ("embeddings/", "activex/", "ctrlprops/", "oleobject")
_LINKS = ("externallinks/",)
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_HARMLESS = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']")
_OUTSIDE = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']", re.IGNORECASE)
_XML = (".xml", ".rels", ".vml")
_FAILURES = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)

DAMAGED = "Buku kerja ini rusak atau terpotong. Simpan ulang dari Excel sebagai ‘Excel Workbook (.xlsx)’."
MACRO = "Buku kerja ini memuat makro. Simpan tanpa makro sebagai .xlsx."
OBJECT = "Buku kerja ini memuat berkas atau kendali lain di dalamnya. Hapus objek itu, lalu simpan ulang."
LINKED = "Buku kerja ini mengambil data dari berkas lain. Putuskan tautannya (Data › Edit Tautan), lalu simpan ulang."
LOCKED = "Buku kerja ini dikunci dengan kata sandi. Simpan tanpa kata sandi."
ODD = "Susunan buku kerja ini tidak wajar. Salin isinya ke buku kerja baru."
SWOLLEN = "Isi buku kerja ini terlalu besar bila dibuka. Salin tabel yang diperlukan saja ke buku kerja baru."
MIXED = "Ada isi lain sebelum atau sesudah buku kerja ini. Simpan ulang dari Excel."


def check_workbook(content: bytes) -> None:
    """Refused by the directory of the archive first, then by unpacking with a measure; no XML is parsed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _check_ends(content, parts)
            _check_directory(parts, len(content))
            left = UNPACKED
            for part in parts:
                text = _unpacked(archive, part, left)
                left -= len(text)
                _check_part(part.filename.casefold(), text)
    except _FAILURES as problem:
        raise Refused(DAMAGED) from problem


def _check_ends(content: bytes, parts: list[zipfile.ZipInfo]) -> None:
    """The first part begins the file and the directory ends it: nothing is hidden around them."""
    end = content[-_END_SIZE:]
    whole = end.startswith(_END) and end.endswith(b"\0\0")
    if not whole or not parts or min(part.header_offset for part in parts) != 0:
        raise Refused(MIXED)


def _check_directory(parts: list[zipfile.ZipInfo], packed: int) -> None:
    names = [part.filename.casefold() for part in parts]
    _check_names(names)
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise Refused(LOCKED)
    size = sum(part.file_size for part in parts)
    if size > UNPACKED or size > RATIO * packed:
        raise Refused(SWOLLEN)


def _check_names(names: list[str]) -> None:
    for words, sentence in ((_MACROS, MACRO), (_OBJECTS, OBJECT), (_LINKS, LINKED)):
        if any(word in name for name in names for word in words):
            raise Refused(sentence)
    if len(names) > ENTRIES or len(set(names)) < len(names) or any(_wanders(name) for name in names):
        raise Refused(ODD)
    if _TYPES not in names or _BOOK not in names:
        raise Refused("Arsip ini bukan buku kerja. Simpan dari Excel sebagai ‘Excel Workbook (.xlsx)’.")


def _wanders(name: str) -> bool:
    """Whether an unpacker would leave its folder for this name."""
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> bytes:
    """The bytes of a part; directories lie, so they are counted while unpacking."""
    text = bytearray()
    with archive.open(part) as stream:
        while piece := stream.read(PIECE):
            text += piece
            if len(text) > left:
                raise Refused(SWOLLEN)
    return bytes(text)


def _check_part(name: str, text: bytes) -> None:
    if name.endswith(_XML) and (b"<!DOCTYPE" in text or b"\0" in text[:200]):
        raise Refused(ODD)
    if name == _TYPES and (b"macroEnabled" in text or _MAIN not in text):
        raise Refused(MACRO if b"macroEnabled" in text else ODD)
    if name.endswith(".rels"):
        outside = [found for found in _RELATION.findall(text) if _OUTSIDE.search(found)]
        if not all(_HARMLESS.search(found) for found in outside):
            raise Refused(LINKED)
