"""All that an office filed for a year, as one bag whose files are the bundles of the cases."""

import csv
import io
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from kinerja.archive.bundle.bag import bag
from kinerja.archive.bundle.cases import case_bundle, name_of, pieces, whole_record
from kinerja.archive.bundle.sealing import sealing
from kinerja.archive.bundle.words import year_words
from kinerja.archive.bundle.zipping import Member, plain
from kinerja.archive.queries import of_year
from kinerja.signing.trust import root_certificate
from kinerja.submissions.figures import ArchiveRecord
from sop.errors import RuleError
from sop.offices.models import Office

HEADER = (
    "Judul", "Kode periksa", "Nomor arsip", "Klasifikasi", "Diarsipkan", "Disimpan sampai", "Nasib akhir",
    "Berkas", "Keterangan",
)  # fmt: skip
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
Progress = Callable[[int, int], None]


def year_name(office: Office, year: int) -> str:
    """What the bag and its folder are called."""
    return f"arsip-{office.code}-{year}"


def year_pieces(office: Office, year: int, progress: Progress | None = None) -> Iterator[bytes]:
    """The ZIP of a year piece by piece; `progress(done, total)` is told after each case.

    The same archive gives the same bytes. To be called outside a transaction; bounded memory. CaseDamaged where a file cannot be read.
    """
    info = {
        "Source-Organization": office.name,
        "External-Description": f"Arsip kinerja tahun {year}",
        "External-Identifier": year_name(office, year),
        "Jenis": "tahun",
        "Tahun": str(year),
    }
    name = year_name(office, year)
    return bag(name, _payload(office, year, progress), info, sealing(name, office))


class CaseDamaged(RuleError):
    """A file of one case cannot be read; the sentence names the case."""

    code = "case_damaged"
    http_status = 409

    def __init__(self, title: str, why: str) -> None:
        super().__init__(f"Arsip tahun ini belum dapat disusun karena berkas ‘{title}’: {why}")


def prepare_year(office: Office, year: int, progress: Progress | None = None) -> None:
    """Make the bundle of every case, so that what is damaged is said before anything is sent. CaseDamaged names it."""
    keys = list(of_year(office, year).values_list("pk", flat=True))
    for done, pk in enumerate(keys, start=1):
        _made(pk)
        if progress is not None:
            progress(done, len(keys))


def _made(pk: int) -> tuple[ArchiveRecord, Path]:
    record = whole_record(pk)
    try:
        return record, case_bundle(record)
    except RuleError as refused:
        raise CaseDamaged(record.submission.run.title, refused.sentence) from refused


def _payload(office: Office, year: int, progress: Progress | None) -> Iterator[Member]:
    keys = list(of_year(office, year).values_list("pk", flat=True))
    yield plain("BACA-SAYA.txt", year_words(office.name, year))
    yield plain("daftar.csv", _list(office, year))
    yield plain("otoritas.crt", root_certificate())
    for done, pk in enumerate(keys, start=1):
        record, path = _made(pk)
        yield Member(f"{name_of(record)}.zip", partial(pieces, path))
        if progress is not None:
            progress(done, len(keys))


def _list(office: Office, year: int) -> bytes:
    """Everything that was filed for the year, what was destroyed too."""
    rows = ArchiveRecord.objects.filter(office=office, submission__period__year=year)
    rows = rows.select_related("office", "submission__run", "submission__document").order_by("filed_at", "pk")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for record in rows.defer("submission__snapshot", "search"):
        writer.writerow([_harmless(cell) for cell in _line(record)])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _line(record: ArchiveRecord) -> list[str]:
    document = record.submission.document
    return [
        record.submission.run.title, document.code if document else "", record.number, record.classification,
        record.filed_at.astimezone(record.office.tz).date().isoformat(), record.inactive_until.isoformat(),
        record.get_disposition_display(), "" if record.destroyed else f"{name_of(record)}.zip",
        f"Dimusnahkan dengan {record.destroyed}" if record.destroyed else "",
    ]  # fmt: skip


def _harmless(cell: str) -> str:
    """A spreadsheet takes such a beginning for a formula."""
    return f"'{cell}" if cell.startswith(_DANGEROUS) else cell
