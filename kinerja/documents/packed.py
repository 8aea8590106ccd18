"""What a workbook from outside may hold, judged by its archive before openpyxl sees it: openpyxl guards against nothing.

A part is unpacked here once, at most to the size the directory of the archive promises (zipfile reads no further).
"""

import io
import re
import zipfile
import zlib

from openpyxl.utils.cell import range_boundaries

ENTRIES, UNPACKED, RATIO = 200, 50 * 1024 * 1024, 100
TAGS = 600_000  # of all parts; a form of 3,000 rows has half of them
SPANNED = 20_000  # cells under merged ranges and links: openpyxl makes an object for each
ACTIVE = ("vbaproject", "macrosheets/", "externallinks/", "embeddings/", "activex/", "ctrlprops/")
DAMAGED = "Berkas tidak dapat dibuka sebagai XLSX. Simpan ulang dari Excel sebagai ‘Excel Workbook (.xlsx)’."
TOO_LARGE = "Isi berkas ini terlalu besar. Salin tabelnya saja ke templat yang baru."
UNUSUAL = "Susunan berkas ini tidak wajar. Salin isinya ke templat yang baru."
# What zipfile and openpyxl raise for files that are not what they say.
FAILURES = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError),
    *(KeyError, IndexError, ValueError, TypeError, AttributeError, SyntaxError, OverflowError),
)
_SPAN = re.compile(rb"<(?:[\w.-]+:)?(?:mergeCell|hyperlink)\s[^>]*?\bref\s*=\s*[\"']([^\"']*)")
_DECLARED = re.compile(rb"encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE)


class UnreadableBook(Exception):
    """Says in a sentence why this file is not read."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def check_book(data: bytes) -> None:
    """Raise UnreadableBook for an archive that could hurt, or one of FAILURES for what is no archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        _check_directory(archive, len(data))
        tags = spanned = 0
        for part in archive.infolist():
            content = archive.read(part)
            if not _is_xml(content):
                continue
            _check_letters(content)
            tags += content.count(b"<")
            spanned += sum(_cells(span) for span in _SPAN.findall(content))
            if tags > TAGS or spanned > SPANNED:
                raise UnreadableBook(TOO_LARGE)


def _check_directory(archive: zipfile.ZipFile, packed: int) -> None:
    parts = archive.infolist()
    names = [part.filename.casefold() for part in parts]
    size = sum(part.file_size for part in parts)
    if any(word in name for name in names for word in ACTIVE):
        raise UnreadableBook("Berkas memuat makro atau objek lain. Simpan tanpa makro sebagai .xlsx.")
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableBook("Berkas dikunci dengan kata sandi. Simpan tanpa kata sandi.")
    if len(parts) > ENTRIES or len(set(names)) < len(names):
        raise UnreadableBook(UNUSUAL)
    if size > UNPACKED or size > RATIO * max(packed, 1):
        raise UnreadableBook(TOO_LARGE)


def _is_xml(content: bytes) -> bool:
    """By its first letters: a relation may lead openpyxl to a part of any name."""
    start = content[:64].lstrip(b"\xef\xbb\xbf \t\r\n\0")
    return start.startswith((b"<", b"\xfe\xff", b"\xff\xfe"))


def _check_letters(content: bytes) -> None:
    """Only UTF-8 can be searched for ranges here; no office suite writes anything else, and none a DOCTYPE."""
    head = content[:200]
    declared = _DECLARED.search(head)
    odd = head.startswith((b"\xfe\xff", b"\xff\xfe")) or b"\0" in head
    if odd or b"<!DOCTYPE" in content or (declared and declared[1].lower() not in {b"utf-8", b"us-ascii"}):
        raise UnreadableBook(UNUSUAL)


def _cells(span: bytes) -> int:
    left, top, right, bottom = range_boundaries(span.decode().replace("$", ""))
    if left is None or top is None or right is None or bottom is None:
        return SPANNED + 1
    return (right - left + 1) * (bottom - top + 1)
