"""Signature fields and PAdES signatures in a PDF. Every step only appends: what was there stays, byte for byte."""

import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.x509 import load_pem_x509_certificate
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import (
    AxisAlignment,
    BoxConstraints,
    InnerScaling,
    Margins,
    SimpleBoxLayoutRule,
)
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_signer import DSSContentSettings
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.errors import PathError, ValidationError

from kinerja.common.collecting import without_collection
from kinerja.signing import trust
from kinerja.signing.errors import SignatureBroken
from kinerja.signing.hands import OpenKey
from kinerja.signing.issuing import Unlocked

# What pyHanko raises over a damaged paper, a field that is not there, or a certificate without a chain that holds.
UNSIGNED = (PdfError, PathError, ValidationError, ValueError, LookupError)
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Field:
    """A place for a signature: page from 0, corners in points (left, bottom, right, top). The final one locks all."""

    name: str
    label: str
    page: int
    corners: tuple[float, float, float, float]
    final: bool = False


@dataclass(frozen=True)
class Order:
    """What is to be signed: the field, what it shows (a PDF of one page), why, and how the paper goes on after it.

    `first` certifies the paper: from then on only prepared fields may be filled. `final` allows nothing after it.
    A service makes its own field at `corners` (left, bottom, right, top) of the `page` (from 0) that is `height` points
    high, and its `stamp` is a PNG.
    """

    field: str
    stamp: bytes
    reason: str
    first: bool = False
    final: bool = False
    page: int = 0
    corners: tuple[float, float, float, float] = (0, 0, 0, 0)
    height: float = 0


class StampPage(PdfContent):
    """A page of another PDF, kept in memory, as the picture of a signature."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self.pdf = pdf

    def render(self) -> bytes:
        """Bring the page over as one object, and draw it."""
        drawn = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self.pdf)))
        self.resources.xobject["/Stempel"] = drawn
        left, bottom, right, top = drawn.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return b"/Stempel Do"


def with_fields(pdf: bytes, places: Sequence[Field]) -> bytes:
    """Add empty fields, all in one update and before the first signature: a later field would break it."""
    writer, out = IncrementalPdfFileWriter(io.BytesIO(pdf)), io.BytesIO()
    for place in places:
        fields.append_signature_field(writer, _spec(place))
    writer.write(out)
    return out.getvalue()


def sign(pdf: bytes, order: Order, unlocked: Unlocked) -> bytes:
    """The paper with one more signature: PAdES B-T for a paraf, B-LTA for the final one. SignatureBroken."""
    signer = signers.PdfSigner(
        _metadata(order, unlocked), _signer(unlocked), timestamper=trust.clock(),
        stamp_style=_appearance(order.stamp),
    )  # fmt: skip
    out = io.BytesIO()
    try:
        with without_collection():
            signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), output=out)
    except UNSIGNED as error:
        log.exception("signing %s", order.field)
        raise SignatureBroken("berkas atau sertifikatnya tidak dapat dipakai") from error
    return out.getvalue()


def height_of(pdf: bytes, page: int) -> float:
    """How high this page (from 0) is, in points."""
    reader = PdfFileReader(io.BytesIO(pdf))
    node = reader.find_page_for_modification(page)[0].get_object()
    while "/MediaBox" not in node:
        node = node["/Parent"]
    _, bottom, _, top = (float(edge) for edge in node["/MediaBox"])
    return top - bottom


def _appearance(stamp: bytes) -> StaticStampStyle:
    """The stamp fills its box to the edge; without a rule pyHanko leaves a margin and shrinks it."""
    edge = SimpleBoxLayoutRule(
        AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MAX, Margins(), InnerScaling.STRETCH_TO_FIT
    )
    return StaticStampStyle(background=StampPage(stamp), background_layout=edge, border_width=0)


def _spec(place: Field) -> fields.SigFieldSpec:
    lock = fields.FieldMDPSpec(fields.FieldMDPAction.ALL) if place.final else None
    return fields.SigFieldSpec(
        place.name,
        on_page=place.page,
        box=tuple(round(edge) for edge in place.corners),  # type: ignore[arg-type]
        field_mdp_spec=lock,
        doc_mdp_update_value=fields.MDPPerm.NO_CHANGES if place.final else None,
        readable_field_name=place.label,
    )


def _metadata(order: Order, unlocked: Unlocked) -> signers.PdfSignatureMetadata:
    return signers.PdfSignatureMetadata(
        field_name=order.field,
        md_algorithm="sha256",
        name=unlocked.certificate.user.name,
        reason=order.reason,
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=order.first and not order.final,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES if order.final else fields.MDPPerm.FILL_FORMS,
        embed_validation_info=order.final,
        use_pades_lta=order.final,
        # Without entries per signature nothing is written after the timestamp, which then covers the whole file.
        dss_settings=DSSContentSettings(include_vri=False),
        validation_context=trust.context() if order.final else None,
    )


def _signer(unlocked: Unlocked) -> OpenKey:
    issued = load_pem_x509_certificate(unlocked.certificate.pem.encode())
    return OpenKey(trust.certificate_of(issued), unlocked.key, trust.chain())
