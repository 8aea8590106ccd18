"""A file that somebody holds, against the paper on record: the same, an earlier state of it, or altered, and from where.

Bytes decide, not what an upload says of itself: whoever alters a file can sign it too.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kinerja.signing.models import SignedDocument
from kinerja.signing.storage import DocumentDamaged, content_of

SAME, OLDER, OTHER_PAPER, DIFFERENT, NO_PDF = "same", "older", "other", "different", "no_pdf"
ALTERED = "TIDAK SAH: isi berkas berbeda dari dokumen yang tercatat."


@dataclass(frozen=True)
class Comparison:
    """A file held against the record. `code` names the other paper where the bytes belong to one.

    `detail` says of an altered file how far it may be trusted.
    """

    key: str
    sentence: str
    code: str = ""
    detail: str = ""


def compare(document: SignedDocument, chunks: Iterable[bytes]) -> Comparison:
    """Whether these bytes are the signed ones; nothing is kept. At most two queries."""
    content = b"".join(chunks)
    digest = hashlib.sha256(content).hexdigest()
    if digest == document.sha256:
        return Comparison(SAME, "Berkas sama persis dengan yang ditandatangani.")
    if any(copy.sha256 == digest for copy in document.listed_copies):
        return Comparison(SAME, "Berkas sama persis dengan salinan bertanda tangan yang diunggah.")
    states = [row["sha256"] for row in document.revisions]
    if digest in states:
        return _earlier(len(states) - 1 - states.index(digest))
    if other := SignedDocument.objects.filter(sha256=digest).values_list("code", flat=True).first():
        return Comparison(OTHER_PAPER, f"Berkas ini adalah dokumen lain, dengan kode {other}.", other)
    # One whose first bytes were altered is a PDF all the same.
    if not content.startswith(b"%PDF-") and b"startxref" not in content:
        return Comparison(NO_PDF, "Berkas ini bukan PDF. Pilih berkas PDF dokumen yang ingin dicocokkan.")
    return Comparison(DIFFERENT, ALTERED, detail=_where_trust_ends(document, content))


def _earlier(missing: int) -> Comparison:
    last = f"{missing} tanda tangan" if missing > 1 else "tanda tangan"
    return Comparison(
        OLDER,
        f"Versi lebih awal dari dokumen ini, sebelum {last} terakhir. "
        "Isinya asli, tetapi belum lengkap; mintalah berkas yang terakhir.",
    )


def _where_trust_ends(document: SignedDocument, content: bytes) -> str:
    try:
        stored = content_of(document)
    except DocumentDamaged:
        return ""
    same = _common(stored, content)
    if same == len(stored):
        return (
            "Dokumen asli ada utuh di dalamnya, tetapi sesudah tanda tangan terakhir ditambahkan "
            f"{len(content) - same} bita. Tambahan itu bukan bagian dari dokumen; jangan dipercaya."
        )
    kept = [row for row in document.revisions if row["size"] <= same and row["field"]]
    if not kept:
        return (
            f"Isinya berbeda sejak bita ke-{same + 1}; tidak ada tanda tangan yang berlaku atas berkas ini."
        )
    return f"Yang masih asli hanya isi sampai {_named(kept[-1])}; sesudah itu, sejak bita ke-{same + 1}, berbeda."


def _named(row: dict[str, Any]) -> str:
    return f"{'paraf' if row['field'].startswith('paraf') else 'tanda tangan'} {row['name']}"


def _common(one: bytes, other: bytes) -> int:
    """How many bytes from the beginning are the same."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
