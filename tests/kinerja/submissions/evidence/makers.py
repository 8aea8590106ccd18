"""Small files of every accepted kind, honest ones and those that attackers send."""

import io
import struct
import zipfile
import zlib

from PIL import Image

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    '{main}"/></Types>'
)
MAIN, MACRO_MAIN = "spreadsheetml.sheet.main+xml", "ms-excel.sheet.macroEnabled.main+xml"
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
OUTSIDE = '<Relationship Id="r1" Type="http://x/{kind}" Target="http://x/" TargetMode="External"/>'


def pdf(*objects: bytes, catalog: bytes = b"", trailer: bytes = b"", text: str = "bukti") -> bytes:
    """A page without words; `objects` are added from number 4 on."""
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
        *objects,
    ]
    content, places = b"%PDF-1.7\n%" + text.encode() + b"\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1) + table
    return content + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(bodies) + 1, trailer, start,
    )  # fmt: skip


def stream(body: bytes, words: bytes = b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode") -> bytes:
    packed = zlib.compress(body)
    return b"<<" + words + b"/Length %d>>\nstream\n" % len(packed) + packed + b"\nendstream"


def picture(kind: str = "PNG", size: tuple[int, int] = (12, 8), **how) -> bytes:
    file = io.BytesIO()
    Image.effect_noise(size, 60).save(file, kind, **how)
    return file.getvalue()


def png_of(width: int, height: int, pixels: bytes, *, extra: bytes = b"") -> bytes:
    """A PNG whose head says what it likes; `extra` are chunks before the pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + extra
        + chunk(b"IDAT", zlib.compress(pixels))
        + chunk(b"IEND", b"")
    )


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def jpeg_with(segment: bytes) -> bytes:
    """A JPEG with a comment."""
    content = picture("JPEG")
    return content[:2] + b"\xff\xfe" + struct.pack(">H", len(segment) + 2) + segment + content[2:]


def jpeg_of(width: int, height: int) -> bytes:
    """A small JPEG that says it is that large."""
    content = bytearray(picture("JPEG"))
    place = content.index(b"\xff\xc0") + 5
    content[place : place + 4] = struct.pack(">HH", height, width)
    return bytes(content)


def book(parts: dict[str, str | bytes] | None = None, *, main: str = MAIN, comment: bytes = b"") -> bytes:
    """A workbook with some parts more."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES.format(main=main))
        archive.writestr("xl/workbook.xml", "<workbook/>")
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
        archive.comment = comment
    return file.getvalue()


def locked_book() -> bytes:
    """The directory and the part say that it is encrypted."""
    content = bytearray(book())
    for sign, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(sign) + flag] |= 1
    return bytes(content)


def lying_book() -> bytes:
    """The directory says that the last part is small."""
    content = bytearray(book({"xl/worksheets/sheet1.xml": b"0" * 100_000}))
    place = content.rindex(b"PK\x01\x02") + 24
    content[place : place + 4] = struct.pack("<I", 10)
    return bytes(content)


def archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("jahat.php", "<?php ?>")
    return file.getvalue()
