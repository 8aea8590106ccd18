"""Is this paper real: what anyone who holds a code may learn."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from kinerja.common.dates import format_moment
from kinerja.signing.codes import clean_code
from kinerja.signing.models import SignedDocument
from kinerja.signing.storage import is_intact

SAME, OTHER_PAPER, DIFFERENT, NO_PDF = "same", "other", "different", "no_pdf"
_ACTS = {"verify": "Diverifikasi", "paraf": "Diparaf", "sign": "Ditandatangani"}


@dataclass(frozen=True)
class Verdict:
    """`key`: original, replaced, damaged or unknown. `newer` is the code of the paper that took its place."""

    key: str
    heading: str
    sentence: str
    document: SignedDocument | None = None
    newer: str = ""

    @property
    def signers(self) -> list[dict[str, str]]:
        """Acts in their order, each with the word for it and the moment in the zone of the office."""
        return (
            [_signer(row, self.document.office.zone) for row in self.document.signers]
            if self.document
            else []
        )


@dataclass(frozen=True)
class Comparison:
    """A file held against the record. `code` names the other paper where the bytes belong to one."""

    key: str
    sentence: str
    code: str = ""


def _signer(row: dict[str, str], zone: str) -> dict[str, str]:
    moment = format_moment(dt.datetime.fromisoformat(row["at"]), zone)
    return {**row, "word": _ACTS.get(row["act"], row["act"]), "moment": moment}


UNKNOWN = Verdict(
    "unknown",
    "Kode ini tidak terdaftar",
    "Periksa huruf dan angkanya. Bila sudah tepat, dokumen itu bukan diterbitkan aplikasi ini.",
)


def verdict_for(typed: str) -> Verdict:
    """What is known of a code; the stored file itself is hashed again. One query."""
    code = clean_code(typed)
    document = (
        SignedDocument.objects.filter(code=code).select_related("office", "superseded_by").first()
        if code
        else None
    )
    if document is None:
        return UNKNOWN
    if not is_intact(document):
        return Verdict(
            "damaged",
            "Berkas yang tersimpan tidak utuh",
            "Kode ini terdaftar, tetapi berkas pada server berbeda dari yang ditandatangani. "
            "Jangan memakai salinannya; hubungi perangkat daerah penerbit.",
            document,
        )
    return _standing(document)


def _standing(document: SignedDocument) -> Verdict:
    newer: SignedDocument | None = getattr(document, "superseded_by", None)
    if newer is not None:
        return Verdict(
            "replaced",
            "Dokumen telah digantikan versi baru",
            "Dokumen ini pernah ditandatangani, lalu digantikan. Pakailah versi yang lebih baru.",
            document,
            newer.code,
        )
    return Verdict(
        "original",
        "Dokumen asli",
        "Dokumen dengan kode ini tercatat dan berkasnya masih sama dengan yang ditandatangani.",
        document,
    )


def compare(document: SignedDocument, chunks: Iterable[bytes]) -> Comparison:
    """Whether these bytes are the signed ones; nothing is kept. At most one query."""
    digest, head = hashlib.sha256(), b""
    for chunk in chunks:
        head = head or chunk[:5]
        digest.update(chunk)
    if digest.hexdigest() == document.sha256:
        return Comparison(SAME, "Berkas sama persis dengan yang ditandatangani.")
    if (
        other := SignedDocument.objects.filter(sha256=digest.hexdigest())
        .values_list("code", flat=True)
        .first()
    ):
        return Comparison(OTHER_PAPER, f"Berkas ini adalah dokumen lain, dengan kode {other}.", other)
    if head != b"%PDF-":
        return Comparison(NO_PDF, "Berkas ini bukan PDF. Pilih berkas PDF dokumen yang ingin dicocokkan.")
    return Comparison(DIFFERENT, "TIDAK SAH: isi berkas berbeda dari dokumen yang tercatat.")
