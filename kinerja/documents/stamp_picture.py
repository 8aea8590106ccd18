"""The stamp as a picture, for a service that draws the signature itself and takes a PNG."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import segno
from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from kinerja.common.dates import format_date, format_moment
from kinerja.documents.data import StampData
from kinerja.documents.engine import Box
from sop.offices.nip import print_nip

DOTS = 4  # pixels to a point: 288 to the inch
SIZES = (10.5, 9.5, 8.5, 7.5, 6.5, 5.5)
LEADING = 1.3
QR_SHARE = 0.34  # of the width
_FONTS = {False: "LiberationSans-Regular.ttf", True: "LiberationSans-Bold.ttf"}


@dataclass(frozen=True)
class _Line:
    text: str
    bold: bool = False


def render_picture(data: StampData, box: Box) -> bytes:
    """The same words as the stamp of `render_stamp`, as PNG on white. The same data give the same bytes."""
    width, height = (round(edge * DOTS) for edge in box.size)
    picture = Image.new("RGB", (max(width, 1), max(height, 1)), "white")
    for size in SIZES:
        if _draw(picture, data, size) <= height or size == SIZES[-1]:
            break
        picture.paste("white", (0, 0, *picture.size))
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=False)
    return out.getvalue()


def _draw(picture: Image.Image, data: StampData, size: float) -> float:
    """Draw at this size; how far down it came, in pixels."""
    pen, y = ImageDraw.Draw(picture), 0.0
    for line in _wrapped(_above(data), size, picture.width):
        y = _write(pen, line, 0, y, size)
    if data.address:
        y = _beside_qr(picture, data, y, size)
    for line in _wrapped(_below(data), size, picture.width):
        y = _write(pen, line, 0, y, size)
    return y


def _above(data: StampData) -> list[_Line]:
    if not data.address:
        return [
            _Line(data.by.name, bold=True),
            _Line(data.by.position),
            _Line(format_moment(data.at, data.zone)),
        ]
    return [_Line(f"{data.place}, {format_date(data.day)}"), _Line(f"{data.by.position},")]


def _below(data: StampData) -> list[_Line]:
    if not data.address:
        return []
    rank, nip = data.by.rank, data.by.nip
    more = [_Line(rank)] if rank else []
    return [_Line(data.by.name, bold=True), *more, *([_Line(f"NIP {print_nip(nip)}")] if nip else [])]


def _beside_qr(picture: Image.Image, data: StampData, y: float, size: float) -> float:
    pen, gap = ImageDraw.Draw(picture), size * DOTS
    code = _qr(data.address, round(picture.width * QR_SHARE))
    picture.paste(code, (0, round(y + gap / 2)))
    left, down = code.width + gap / 2, y + gap
    words = [_Line("Ditandatangani secara elektronik"), _Line(format_moment(data.at, data.zone))]
    for line in _wrapped(words, size * 0.85, picture.width - left):
        down = _write(pen, line, left, down, size * 0.85)
    return max(y + code.height + gap, down)


def _qr(address: str, edge: int) -> Image.Image:
    """The address as a QR code of whole dots, not larger than this edge."""
    code, out = segno.make_qr(address, error="m"), io.BytesIO()
    code.save(out, kind="png", border=1, scale=max(edge // (code.symbol_size(border=1)[0]), 1))
    return Image.open(out).convert("RGB")


def _write(pen: ImageDraw.ImageDraw, line: _Line, x: float, y: float, size: float) -> float:
    pen.text((x, y), line.text, font=_font(size, bold=line.bold), fill="black")
    return y + size * DOTS * LEADING


def _wrapped(lines: list[_Line], size: float, width: float) -> Iterator[_Line]:
    for line in lines:
        font, rest = _font(size, bold=line.bold), ""
        for word in line.text.split():
            longer = f"{rest} {word}".strip()
            if rest and font.getlength(longer) > width:
                yield _Line(rest, line.bold)
                longer = word
            rest = longer
        yield _Line(rest, line.bold)


def _font(size: float, *, bold: bool) -> ImageFont.FreeTypeFont:
    folder = Path(settings.BASE_DIR) / "static" / "vendor" / "liberation-fonts"
    return ImageFont.truetype(folder / _FONTS[bold], round(size * DOTS))
