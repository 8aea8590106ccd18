"""What a signature shows in its box: a small page of exactly that size, to be drawn into the signed file."""

from django.template.loader import render_to_string

from kinerja.documents.data import StampData
from kinerja.documents.engine import UNTAGGED, Box, lay_out
from kinerja.documents.report import qr_of


def render_stamp(data: StampData, box: Box) -> bytes:
    """Draw the stamp of a paraf or, with an address, of the signature. NoPdfEngine."""
    width, height = box.size
    page = (
        f"@page {{ size: {width:.2f}pt {height:.2f}pt; margin: 0; "
        "@bottom-left { content: none } @bottom-right { content: none } }"
    )
    qr = qr_of(data.address, data.code) if data.address else ""
    html = render_to_string("documents/stamp.html", {"data": data, "qr": qr})
    return lay_out(html, paper="A4", landscape=False, extra_css=page).pdf(variant=UNTAGGED)
