"""What the signatures inside a file say, by pyHanko; and whether a file that was just signed may be believed."""

import datetime as dt
import hashlib
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from asn1crypto import cms
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffPolicy, StandardDiffPolicy
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError, SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext

from kinerja.common.collecting import without_collection
from kinerja.signing.errors import SignatureBroken
from kinerja.signing.trust import Anchors, bsre_trust, issued_here, trust, trust_in

ENCLOSED = "data.json"
# What pyHanko runs into in a file that was damaged, wherever the damage is.
UNREADABLE = (
    PdfError, SignatureValidationError, ValueError, LookupError, TypeError, AttributeError, AssertionError,
    ArithmeticError, NotImplementedError, RecursionError, zlib.error,
)  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """A signature, or a timestamp over the whole file. `sound`: nothing changed that it forbids, and we trust it.

    `local`: by a certificate of our authority, else by one that BSrE vouches for. `numbers` are what the certificate
    says of the person besides the name: serialNumber and UID. `place` is the page from 0 and the corners in points.
    """

    field: str
    signer: str
    serial: str
    at: dt.datetime | None
    sound: bool
    is_signature: bool = True
    local: bool = True
    numbers: frozenset[str] = frozenset()
    place: tuple[int, tuple[float, ...]] | None = None


class _Onward(StandardDiffPolicy):
    """Looks for changes after the state of this number only: up to there somebody looked before.

    For each signature pyHanko reads the whole state it covers, which is most of what an examination costs. What was
    allowed up to a state, and from there on, is allowed in all.
    """

    def __init__(self, state: int) -> None:
        usual = DEFAULT_DIFF_POLICY
        super().__init__(usual.global_rules, usual.form_rule)
        self.state = state

    def review_file(self, reader: PdfFileReader, base_revision: Any, *more: Any, **named: Any) -> Any:
        covered = base_revision if isinstance(base_revision, int) else base_revision.revision
        return super().review_file(reader, max(covered, self.state), *more, **named)


def marks_of(pdf: bytes, anchors: Anchors | None = None, *, looked_at: int = 0) -> tuple[Mark, ...]:
    """Every signature and timestamp, in their order. ValueError where the file cannot be read.

    With `anchors` these are trusted instead of the authority of this server, and no database is asked. `looked_at`: the
    length of an earlier state that was examined as these very bytes; changes are looked for after it alone.
    """
    try:
        with without_collection():
            reader = PdfFileReader(io.BytesIO(pdf))
            judge = _Judge(reader, anchors, _Onward(_state_at(reader, looked_at)))
            return tuple(_mark(judge, found) for found in reader.embedded_signatures)
    except UNREADABLE as error:
        raise ValueError(str(error)) from error


def insist_signed(
    sent: bytes, signed: bytes, *, field: str, serial: str, data_hash: str, examined: bool = False
) -> None:
    """SignatureBroken unless this is what was sent, then the signature asked for, over the figures that were frozen.

    `examined`: what was sent is known, by the history, to be what was examined after its last signature.
    """
    if len(signed) <= len(sent) or not signed.startswith(sent):
        raise SignatureBroken("berkas yang kembali bukan kelanjutan dari berkas yang dikirim")
    try:
        marks = marks_of(signed, looked_at=len(sent) if examined else 0)
        enclosed = enclosed_in(signed)
    except ValueError as error:
        raise SignatureBroken("berkas yang kembali tidak dapat dibaca") from error
    if broken := _what_is_wrong(marks, field, serial):
        raise SignatureBroken(broken)
    if hashlib.sha256(enclosed).hexdigest() != data_hash:
        raise SignatureBroken("data yang dilampirkan berbeda dari data yang diverifikasi")


def enclosed_in(pdf: bytes, name: str = ENCLOSED) -> bytes:
    """The frozen figures inside the file, or another file by its name; ValueError where there is none."""
    try:
        names = PdfFileReader(io.BytesIO(pdf)).root["/Names"]["/EmbeddedFiles"]["/Names"]
        files = {str(names[at]): names[at + 1] for at in range(0, len(names), 2)}
        found: bytes = files[name]["/EF"]["/F"].data
    except UNREADABLE as error:
        raise ValueError("no enclosed data") from error
    return found


def _what_is_wrong(marks: tuple[Mark, ...], field: str, serial: str) -> str:
    signatures = [mark for mark in marks if mark.is_signature]
    if not signatures or signatures[-1].field != field:
        return "tanda tangan tidak berada pada kotaknya"
    if signatures[-1].serial != serial:
        return "penanda tangan bukan pemilik sertifikat"
    if not all(mark.sound for mark in marks):
        return "salah satu tanda tangan tidak sah"
    return ""


@dataclass(frozen=True)
class _Judge:
    """What the signatures of one file are judged by."""

    reader: PdfFileReader
    anchors: Anchors | None
    policy: DiffPolicy


def _state_at(reader: PdfFileReader, size: int) -> int:
    """The number, from 0, of the last state that ends within so many bytes; 0 where none does."""
    xrefs = reader.xrefs
    ends = [xrefs.get_xref_container_info(state).end_location for state in range(xrefs.total_revisions)]
    return max(sum(end <= size for end in ends) - 1, 0)


def _mark(judge: _Judge, found: EmbeddedPdfSignature) -> Mark:
    at, who = _moment(found), found.signer_cert
    local = issued_here(who, judge.anchors)
    trusting = _contexts(judge.reader, at, judge.anchors, local=local)
    is_signature = found.sig_object_type == "/Sig"
    if is_signature:
        status = validate_pdf_signature(found, next(trusting), next(trusting), diff_policy=judge.policy)
        sound = status.bottom_line
    else:
        stamp = validate_pdf_timestamp(found, next(trusting))
        sound = stamp.intact and stamp.valid and stamp.trusted
    told, serial = who.subject.native, f"{who.serial_number:x}"
    return Mark(
        found.field_name, told.get("common_name", ""), serial, at, sound, is_signature, local,
        _numbers(told), _place(judge.reader, found),
    )  # fmt: skip


def _numbers(subject: dict[str, str | list[str]]) -> frozenset[str]:
    said = [subject.get(name) for name in ("serial_number", "user_id", "unique_identifier")]
    return frozenset(str(value) for value in said if value)


def _place(reader: PdfFileReader, found: EmbeddedPdfSignature) -> tuple[int, tuple[float, ...]] | None:
    """Where the signature shows; None where it shows nowhere."""
    corners = tuple(float(edge) for edge in found.sig_field.get("/Rect", ()))
    page = found.sig_field.get_value_as_reference("/P", optional=True)
    count = int(reader.root["/Pages"]["/Count"])
    pages = [reader.find_page_for_modification(at)[0].reference for at in range(count)] if page else []
    return (pages.index(page), corners) if page in pages and corners else None


def _moment(found: EmbeddedPdfSignature) -> dt.datetime | None:
    """When, by the timestamp inside; judged as of then, since every certificate ends some day."""
    if found.sig_object_type == "/DocTimeStamp":
        return _told(found.signed_data)
    for attribute in found.signer_info["unsigned_attrs"] or ():
        if attribute["type"].native == "signature_time_stamp_token":
            return _told(attribute["values"][0]["content"])
    return found.self_reported_timestamp


def _told(token: cms.SignedData) -> dt.datetime:
    moment: dt.datetime = token["encap_content_info"]["content"].parsed["gen_time"].native
    return moment


def _contexts(
    reader: PdfFileReader, at: dt.datetime | None, anchors: Anchors | None, *, local: bool
) -> Iterator[ValidationContext]:
    """Contexts for the signer and the clock: lists of revocation from the file and from today."""
    more = {"moment": at, "retroactive_revinfo": True}
    ours = trust_in(anchors, **more) if anchors else trust(**more)
    arguments = ours if local else bsre_trust(**more)
    while True:
        try:
            yield DocumentSecurityStore.read_dss(reader).as_validation_context(arguments)
        except NoDSSFoundError:
            yield ValidationContext(**arguments)
