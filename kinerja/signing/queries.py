"""Is this paper real: what anyone who holds a code may learn."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q

from kinerja.common.dates import format_moment
from kinerja.signing.codes import clean_code
from kinerja.signing.inside import Inside, look_inside
from kinerja.signing.models import Kind, Manuscript, SignedDocument
from kinerja.signing.storage import is_intact

_ACTS = {"verify": "Diverifikasi", "paraf": "Diparaf", "sign": "Ditandatangani"}


@dataclass(frozen=True)
class Verdict:
    """`key`: original, replaced, damaged, destroyed, unsigned or unknown. `newer` is the code of the paper that took its place.

    `inside` is what the signatures in the file say; empty where it carries none.
    """

    key: str
    heading: str
    sentence: str
    document: SignedDocument | None = None
    newer: str = ""
    inside: tuple[Inside, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether the file, and every signature in it, holds."""
        return self.key in {"original", "replaced"}

    @property
    def signers(self) -> list[dict[str, str]]:
        """Acts in their order, each with the word for it and the moment in the zone of the office."""
        return [_signer(row, self.document) for row in self.document.signers] if self.document else []


def _signer(row: dict[str, str], document: SignedDocument) -> dict[str, str]:
    """Where a pen signs on paper, what was done here is an approval."""
    moment = format_moment(dt.datetime.fromisoformat(row["at"]), document.office.zone)
    word = _ACTS.get(row["act"], row["act"])
    wet = row["act"] == "sign" and document.kind == Kind.RECORD
    return {**row, "word": "Disetujui" if wet else word, "moment": moment}


CORRECTING = (
    "Penerbitnya sedang menyusun perbaikan; sampai perbaikan itu ditandatangani, dokumen ini tetap berlaku."
)
UNKNOWN = Verdict(
    "unknown",
    "Kode ini tidak terdaftar",
    "Periksa huruf dan angkanya. Bila sudah tepat, dokumen itu bukan diterbitkan aplikasi ini.",
)


UNSIGNED = Verdict(
    "unsigned",
    "Dokumen belum ditandatangani",
    "Kode ini milik naskah yang baru diparaf. Naskah itu belum menjadi dokumen resmi; jangan memakainya.",
)


def verdict_for(typed: str) -> Verdict:
    """What is known of a code; the stored file is hashed again and its signatures are examined. One or two queries."""
    code = clean_code(typed)
    document = (
        SignedDocument.objects.filter(code=code)
        .select_related("office", "superseded_by")
        .annotate(
            under_correction=Count(
                "corrections", filter=Q(corrections__document=None, corrections__withdrawn_at=None)
            )
        )
        .first()
        if code
        else None
    )
    if document is None:
        return UNSIGNED if code and Manuscript.objects.filter(code=code).exists() else UNKNOWN
    if document.destroyed:
        return _destroyed(document)
    if not is_intact(document):
        return Verdict(
            "damaged",
            "Berkas yang tersimpan tidak utuh",
            "Kode ini terdaftar, tetapi berkas pada server berbeda dari yang ditandatangani. "
            "Jangan memakai salinannya; hubungi perangkat daerah penerbit.",
            document,
        )
    inside = look_inside(document)
    if not all(row.sound for row in inside):
        return Verdict(
            "damaged",
            "Tanda tangan di dalam berkas tidak sah",
            "Kode ini terdaftar, tetapi tanda tangan di dalam berkasnya tidak lolos pemeriksaan. "
            "Jangan memakai salinannya; hubungi perangkat daerah penerbit.",
            document,
            inside=inside,
        )
    return _standing(document, inside)


def _destroyed(document: SignedDocument) -> Verdict:
    return Verdict(
        "destroyed",
        "Dokumen telah dimusnahkan",
        "Dokumen ini pernah ditandatangani dan diarsipkan. Setelah masa simpannya berakhir, berkasnya "
        f"dimusnahkan dengan {document.destroyed}. Catatan dan sidik di bawah ini tetap disimpan.",
        document,
    )


def _standing(document: SignedDocument, inside: tuple[Inside, ...]) -> Verdict:
    newer: SignedDocument | None = getattr(document, "superseded_by", None)
    if newer is not None:
        return Verdict(
            "replaced",
            "Dokumen telah digantikan versi baru",
            "Dokumen ini pernah ditandatangani, lalu digantikan. Pakailah versi yang lebih baru.",
            document,
            newer.code,
            inside,
        )
    sentence = "Dokumen dengan kode ini tercatat dan berkasnya masih sama dengan yang ditandatangani."
    return Verdict(
        "original",
        "Dokumen asli",
        f"{sentence} {CORRECTING}" if getattr(document, "under_correction", 0) else sentence,
        document,
        inside=inside,
    )
