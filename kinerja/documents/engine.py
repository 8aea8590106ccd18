"""The PDF engine, imported late: an office without Pango must still be able to fill, verify and sign."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings

from kinerja.documents.glyphs import printable
from sop.errors import RuleError

VARIANT = "pdf/a-3a"
# A stamp becomes a picture inside another PDF, whose tags it must not bring along.
UNTAGGED = "pdf/a-3b"
MM_PER_PX = 25.4 / 96
PT_PER_PX = 72 / 96
STYLES = ("documents.css", "documents-letters.css", "flow.css", "documents-paper.css")
# Millimetres, upright; "Slip" is the lembar disposisi.
SIZES = {"A4": (210, 297), "F4": (215, 330), "Letter": (216, 279), "Legal": (216, 356), "Slip": (100, 160)}


class NoPdfEngine(RuleError):
    """Pango or another library of the PDF engine is not installed on this server."""

    code = "no_pdf_engine"
    http_status = 503


class ForeignResource(RuntimeError):
    """A template asked for a file that is not ours."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file inside the PDF (PDF/A-3); `relationship` is a word of ISO 32000: Data, Source, Alternative."""

    name: str
    description: str
    content: bytes
    at: dt.datetime
    relationship: str = "Data"


@cache
def engine_missing() -> str:
    """Say in a sentence why no PDF can be made on this server; "" when all is there."""
    try:
        import_module("weasyprint")
    except (ImportError, OSError):  # OSError: the package is there, its C libraries are not
        return (
            "Mesin PDF tidak tersedia pada server ini. Gunakan Cetak dari peramban, "
            "atau minta admin memasang pustaka Pango."
        )
    return ""


def write_pdf(
    html: str,
    *,
    paper: str,
    landscape: bool,
    logo_png: bytes | None = None,
    enclosures: tuple[Enclosure, ...] = (),
) -> bytes:
    """Draw a page of `templates/documents` as PDF/A-3a; the same arguments give the same bytes.

    NoPdfEngine where the libraries lack; ForeignResource where the page asks for anything but our own files.
    """
    laid = lay_out(html, paper=paper, landscape=landscape, logo_png=logo_png)
    return laid.pdf(enclosures)


@dataclass(frozen=True, slots=True)
class Place:
    """The page, counted from 1, and the distances from its upper edge in millimetres."""

    page: int
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Box:
    """The page, counted from 0, and a rectangle on it in points from its lower left corner, as PDF has it."""

    page: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.right - self.left, self.top - self.bottom


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A paper whose lines stand on their pages, not yet written."""

    document: Any

    @property
    def places(self) -> dict[str, Place]:
        """Where each element with an id first stands."""
        found: dict[str, Place] = {}
        for number, page in enumerate(self.document.pages, start=1):
            for anchor, (_, top, _, bottom) in page.anchors.items():
                found.setdefault(anchor, Place(number, top * MM_PER_PX, bottom * MM_PER_PX))
        return found

    @property
    def pages(self) -> int:
        """How many pages it takes."""
        return len(self.document.pages)

    @property
    def boxes(self) -> dict[str, Box]:
        """The rectangle of each element with an id."""
        found: dict[str, Box] = {}
        for number, page in enumerate(self.document.pages):
            for anchor, (left, top, right, bottom) in page.anchors.items():
                edges = (left, page.height - bottom, right, page.height - top)
                found.setdefault(anchor, Box(number, *(edge * PT_PER_PX for edge in edges)))
        return found

    def pdf(
        self, enclosures: tuple[Enclosure, ...] = (), *, variant: str = VARIANT, to_be_signed: bool = False
    ) -> bytes:
        """Write it as PDF/A-3a, or as another variant.

        To be signed, every object is written by itself: pyHanko reads a bundle of n objects in n² time, at each
        signature and at each examination.
        """
        attachments = [_attachment(enclosure) for enclosure in enclosures]
        written: bytes = self.document.write_pdf(
            pdf_variant=variant,
            attachments=attachments,
            uncompressed_pdf=to_be_signed,
            finisher=_compress_streams if to_be_signed else None,
        )
        return written


def lay_out(
    html: str, *, paper: str, landscape: bool, logo_png: bytes | None = None, extra_css: str = ""
) -> LaidOut:
    """Break a page of `templates/documents` into pages of paper; errors as in `write_pdf`."""
    if missing := engine_missing():
        raise NoPdfEngine(missing)
    from weasyprint.urls import FatalURLFetchingError

    try:
        return LaidOut(_document(html, f"{page_rule(paper, landscape=landscape)}\n{extra_css}", logo_png))
    except FatalURLFetchingError as refused:  # a BaseException: it would end the worker, not the request
        raise ForeignResource(str(refused)) from refused


def _document(html: str, own_css: str, logo_png: bytes | None) -> Any:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from kinerja.documents.fetcher import OwnFiles

    static = static_root()
    fetcher, fonts = OwnFiles.of(static, logo_png), FontConfiguration()
    sheets = [CSS(filename=static / name, url_fetcher=fetcher, font_config=fonts) for name in STYLES]
    sheets.append(CSS(string=own_css, base_url=f"{static.as_uri()}/", url_fetcher=fetcher))
    page = HTML(string=printable(html), base_url=f"{static.as_uri()}/", url_fetcher=fetcher)
    return page.render(stylesheets=sheets, font_config=fonts, pdf_variant=VARIANT)


def page_rule(paper: str, *, landscape: bool) -> str:
    """Write the size of the paper as a stylesheet; KeyError for a paper we do not know."""
    short, long = SIZES[paper]
    width, height = (long, short) if landscape else (short, long)
    return f"@page {{ size: {width}mm {height}mm }}"


def static_root() -> Path:
    """Where fonts and stylesheets lie unhashed."""
    return Path(settings.BASE_DIR) / "static"


def _compress_streams(_document: Any, pdf: Any) -> None:
    """Pages, fonts and enclosures stay small; what describes the document stays readable."""
    for item in pdf.objects:
        if hasattr(item, "compress") and item.extra.get("Type") != "/Metadata":
            item.compress = True


def _attachment(enclosure: Enclosure) -> object:
    from weasyprint import Attachment

    # WeasyPrint stamps the present time unless told otherwise, and writes "Z" whatever the zone.
    moment = enclosure.at.astimezone(dt.UTC)
    return Attachment(
        string=enclosure.content,
        name=enclosure.name,
        description=enclosure.description,
        created=moment,
        modified=moment,
        relationship=enclosure.relationship,
    )
