"""The berita acara of a destruction as it is printed for the pens of the panel; what comes back is its scan."""

from collections.abc import Sequence

from kinerja.archive.models import Disposal, DisposalItem
from kinerja.common.dates import format_date
from kinerja.documents.letter import LetterData, render_letter
from kinerja.submissions.papers.report import stationery
from sop.offices.models import Office

COLUMNS = ("Uraian arsip", "Klasifikasi", "Nomor arsip", "Disimpan sampai", "Kode periksa")
LAYOUT, WITNESSES = "disposal", 2


def minutes_paper(disposal: Disposal, items: Sequence[DisposalItem]) -> bytes:
    """The PDF; number, day and signatures are left to be written. NoPdfEngine."""
    return render_letter(minutes_data(disposal, items))


def minutes_data(disposal: Disposal, items: Sequence[DisposalItem]) -> LetterData:
    """Who judged, what is destroyed and why; the last lines are for witnesses (saksi)."""
    office, count = disposal.office, len(items)
    members = [line.strip() for line in disposal.members.splitlines() if line.strip()]
    return LetterData(
        stationery=stationery(office),
        layout=LAYOUT,
        title="Berita acara pemusnahan arsip",
        office=office.name,
        place=office.city,
        number="",
        to=(*members, *("Saksi: ",) * WITNESSES),
        opening=_opening(office, count),
        columns=COLUMNS,
        rows=tuple(_row(item) for item in items),
        sections=(("Pertimbangan", disposal.note),) if disposal.note else (),
        closing=f"Demikian berita acara ini dibuat dengan sebenarnya di {office.city} untuk dipergunakan sebagaimana mestinya.",
        case=f"usul tanggal {format_date(disposal.proposed_at.astimezone(office.tz).date())}, {count} berkas",
        at=disposal.proposed_at,
    )


def _opening(office: Office, count: int) -> str:
    return (
        "Pada hari ini, ......................., tanggal ......................., yang bertanda tangan di bawah ini telah "
        f"menilai dan memusnahkan {count} berkas arsip {office.name} yang masa simpannya habis menurut jadwal retensi arsip, "
        "sehingga tidak dapat dikenali lagi isinya, sebagaimana daftar berikut."
    )


def _row(item: DisposalItem) -> tuple[str, ...]:
    record = item.record
    document = record.submission.document
    return (
        record.submission.run.title, record.classification, record.number or "–", format_date(record.inactive_until),
        document.code if document else "–",
    )  # fmt: skip
