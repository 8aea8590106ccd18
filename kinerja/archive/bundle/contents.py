"""What goes into the bundle of a case. Every part is read when its turn comes: one file at a time is in memory."""

import json
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from kinerja.archive.bundle.letters import letters_of
from kinerja.archive.bundle.sheets import sheet_of
from kinerja.archive.bundle.words import case_words
from kinerja.archive.bundle.zipping import Member, late, plain
from kinerja.signing.models import SignedCopy
from kinerja.signing.storage import content_of, copy_content
from kinerja.signing.trust import Anchors, anchors_as_of
from kinerja.signing.validation import Mark, enclosed_in, marks_of
from kinerja.submissions.evidence import storage as evidence_storage
from kinerja.submissions.evidence.models import Evidence
from kinerja.submissions.figures import ArchiveRecord
from sop.ledger.models import Event

WORKBOOK = "rekapitulasi.xlsx"
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def payload_of(record: ArchiveRecord) -> Iterator[Member]:
    """The files under data/, in their order. DocumentDamaged, EvidenceDamaged, SheetDamaged and NoPdfEngine where one is missing."""
    submission = record.submission
    anchors = anchors_as_of(record.filed_at)
    yield plain("BACA-SAYA.txt", case_words(record))
    yield from _paper(record, anchors)
    yield plain("data.json", submission.snapshot.encode())
    yield plain("sop.json", submission.run.publication.text.encode())
    yield late("sop.pdf", lambda: sheet_of(record))
    yield from _evidence(record)
    yield from _copies(record)
    yield from letters_of(submission)
    yield Member("events.jsonl", lambda: _events(record))
    yield plain("otoritas.crt", anchors.root)
    yield plain("otoritas.crl", anchors.revoked)


def info_of(record: ArchiveRecord) -> dict[str, str]:
    """What `bag-info.txt` says of a case."""
    submission, tz = record.submission, record.office.tz
    document, run = submission.document, submission.run
    return {
        "Source-Organization": record.office.name,
        "External-Description": run.title,
        "External-Identifier": document.code if document else "",
        "Bagging-Date": record.filed_at.astimezone(tz).date().isoformat(),
        "Jenis": "berkas",
        "Kode-Klasifikasi": record.classification,
        "Isi-Klasifikasi": record.classified_as,
        "Nomor-Arsip": record.number,
        "Lokasi-Simpan": record.location,
        "Retensi-Aktif": f"{record.active_years} tahun, sampai {record.active_until.isoformat()}",
        "Retensi-Inaktif": f"{record.inactive_years} tahun, sampai {record.inactive_until.isoformat()}",
        "Nasib-Akhir": record.get_disposition_display(),
        "Jenis-Tanda-Tangan": document.kind if document else "",
        "Riwayat-Jumlah": str(run.seq),
        "Riwayat-Sidik-Akhir": run.head,
    }


def _paper(record: ArchiveRecord, anchors: Anchors) -> Iterator[Member]:
    """The signed report, what its signatures say by the enclosed authority, and its workbook."""
    document = record.submission.document
    if document is None:
        return
    content = content_of(document)
    yield plain("laporan.pdf", content)
    marks = marks_of(content, anchors) if document.revisions else ()
    yield plain("tanda-tangan.json", _written([told(mark) for mark in marks]))
    try:
        yield plain(WORKBOOK, enclosed_in(content, WORKBOOK))
    except ValueError:
        return  # a paper that encloses nothing


def told(mark: Mark) -> dict[str, Any]:
    """A signature as the report of the examination tells of it."""
    return {
        "bidang": mark.field, "jenis": "tanda tangan" if mark.is_signature else "stempel waktu",
        "penanda_tangan": mark.signer, "sertifikat": mark.serial,
        "waktu": mark.at.isoformat() if mark.at else None, "sah": mark.sound, "lokal": mark.local,
    }  # fmt: skip


def _copies(record: ArchiveRecord) -> Iterator[Member]:
    """What came back from the printer, as it was uploaded."""
    rows = SignedCopy.objects.filter(document=record.submission.document_id).select_related("document")
    for row in rows.order_by("pk"):
        name = f"salinan/{row.pk}-{_UNSAFE.sub('_', row.name)}"
        yield late(name, partial(copy_content, row))


def _evidence(record: ArchiveRecord) -> Iterator[Member]:
    """Every file that was uploaded, removed ones too: the history speaks of them. Their true names are in the list."""
    rows = Evidence.objects.filter(figure__submission=record.submission_id).select_related("figure__unit")
    listed = []
    for row in rows.order_by("pk"):
        name = f"bukti/{row.pk}-{_UNSAFE.sub('_', row.name)}"
        listed.append(_listed(row, name))
        yield late(name, partial(evidence_storage.content_of, row))
    yield plain("bukti.json", _written(listed))


def _listed(row: Evidence, name: str) -> dict[str, Any]:
    return {
        "berkas": name, "nama": row.name, "sha256": row.sha256, "keterangan": row.caption,
        "tanggal": row.dated.isoformat() if row.dated else None, "dihapus": row.removed,
        "indikator": row.figure.definition.get("name", ""), "unit": row.figure.unit.name,
    }  # fmt: skip


def _events(record: ArchiveRecord) -> Iterator[bytes]:
    """The stored texts, one on a line, never written anew."""
    texts = Event.objects.filter(run=record.submission.run_id).order_by("seq").values_list("text", flat=True)
    for text in texts.iterator(chunk_size=500):
        yield f"{text}\n".encode()


def _written(rows: list[dict[str, Any]]) -> bytes:
    return json.dumps(rows, ensure_ascii=False, indent=1).encode() + b"\n"
