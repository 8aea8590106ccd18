"""Reading a PDF back as a person would: its words, its fonts, its enclosures."""

import io
import re
from collections.abc import Iterator

from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject

MM = 72 / 25.4


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def pages(pdf: bytes) -> list[str]:
    """The words of each page, all white space made single."""
    return [re.sub(r"\s+", " ", page.extract_text()) for page in read(pdf).pages]


def words(pdf: bytes) -> str:
    return " ".join(pages(pdf))


def size(pdf: bytes) -> tuple[int, int]:
    """Width and height of the first page in millimetres."""
    box = read(pdf).pages[0].mediabox
    return round(float(box.width) / MM), round(float(box.height) / MM)


def fonts(pdf: bytes) -> set[str]:
    """Names of all fonts, without the six letters of the subset."""
    return {name.split("+")[-1] for name, _ in _fonts(pdf)}


def unembedded_fonts(pdf: bytes) -> set[str]:
    return {name for name, embedded in _fonts(pdf) if not embedded}


def _fonts(pdf: bytes) -> Iterator[tuple[str, bool]]:
    for page in read(pdf).pages:
        resources = page["/Resources"].get_object()
        assert isinstance(resources, DictionaryObject)
        for font in resources.get("/Font", DictionaryObject()).get_object().values():
            described = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = described["/FontDescriptor"].get_object()
            yield (
                str(described["/BaseFont"]).lstrip("/"),
                "/FontFile2" in descriptor or "/FontFile3" in descriptor,
            )


def watermarked(pdf: bytes) -> list[bool]:
    """Whether each page draws the outlines of RANCANGAN behind its text."""
    return [_draws_a_form(page) for page in read(pdf).pages]


def _draws_a_form(page: PageObject) -> bool:
    contents = page.get_contents()
    return contents is not None and re.search(rb"/x\d+ Do", contents.get_data()) is not None
