"""What a signature shows in its box: a small page of exactly that size, to be drawn into the signed file."""

from django.template.loader import render_to_string

from kinerja.documents.data import StampData
from kinerja.documents.engine import UNTAGGED, Box, lay_out
from kinerja.documents.report import qr_of

# Points; the first that fits is taken, so that a long name or post never falls off the edge.
SIZES, PARAF_SIZES = (10.5, 9.5, 8.5, 7.5, 6.5), (7.5, 6.5, 5.5)


def render_stamp(data: StampData, box: Box) -> bytes:
    """Draw the stamp of a paraf or, with an address, of the signature. NoPdfEngine."""
    qr = qr_of(data.address, data.code) if data.address else ""
    html = render_to_string("documents/stamp.html", {"data": data, "qr": qr})
    sizes = SIZES if data.address else PARAF_SIZES
    drawn = (lay_out(html, paper="A4", landscape=False, extra_css=_page(box, size)) for size in sizes)
    fitting = next(
        laid for size, laid in zip(sizes, drawn, strict=False) if laid.pages == 1 or size == sizes[-1]
    )
    return fitting.pdf(variant=UNTAGGED)


def _page(box: Box, size: float) -> str:
    width, height = box.size
    return (
        f"@page {{ size: {width:.2f}pt {height:.2f}pt; margin: 0; "
        "@bottom-left { content: none } @bottom-right { content: none } } "
        f".doc.doc-stamp {{ font-size: {size}pt }}"
    )
