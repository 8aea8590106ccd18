"""A pack too large for the answer to a click: made by the worker, file by file, and kept for its owner."""

import hashlib

from django.db import transaction
from django.utils import timezone

from kinerja.akip.items import Pack, pack_of
from kinerja.akip.pack import index_pdf, pack_name, pack_pieces
from kinerja.akip.records import Records
from kinerja.jobs.actions import ask
from kinerja.jobs.ending import File, Result
from kinerja.jobs.models import Job
from kinerja.jobs.working import Working, long_task
from kinerja.submissions.papers.report import stationery
from sop.errors import RuleError
from sop.offices.models import User

ZIP, PDF = "zip", "pdf"
NAMES = {ZIP: "Bukti dukung AKIP", PDF: "Indeks bukti dukung AKIP"}
TYPES = {ZIP: "application/zip", PDF: "application/pdf"}
# The sheet, four reports with their ways, recap, compliance and evaluation of a quarterly year are twelve; months are 28
# and take the better part of a minute, for each sheet and each page of the index is drawn.
MOST_FILES = 16


class PackGone(RuleError):
    code = "pack_gone"

    def __init__(self) -> None:
        super().__init__(
            "Bukti ini tidak dapat lagi Anda susun: penugasan Anda pada perangkat daerah ini sudah berakhir."
        )


def is_large(pack: Pack) -> bool:
    """Whether the worker makes it; the index too, for it names the hash of every file."""
    return pack.count > MOST_FILES


@transaction.atomic
def order(pack: Pack, form: str, *, by: User) -> Job:
    """Have it made. The same pack asked for twice on a day by one person is one job."""
    office, year = pack.records.office, pack.records.year
    return ask(
        pack_file, by=by, office=office, kind="akip", title=f"{NAMES[form]} tahun {year}",
        key=f"akip:{form}:{by.pk}:{office.pk}:{year}:{_fingerprint(pack)}", arguments={"form": form, "year": year},
    )  # fmt: skip


@long_task
def pack_file(work: Working) -> Result:
    """With what there is, and the rights of the owner, at this moment. PackGone where he serves there no more."""
    job, form, year = work.job, work.job.arguments["form"], int(work.job.arguments["year"])
    if not Job.objects.visible_to(job.owner, timezone.now()).filter(pk=job.pk).exists():
        raise PackGone
    work.progress(0, 1, "Mengumpulkan bukti")
    pack = pack_of(Records(job.office, year))

    def told(done: int, total: int) -> None:
        last = done >= total - 1
        work.progress(done, total, "Menyusun indeks" if last else f"Berkas {done} dari {total}")

    content = pack_pieces(pack, told) if form == ZIP else index_pdf(pack, told)
    return File(content, f"{pack_name(job.office, year)}.{form}", TYPES[form], form)


def _fingerprint(pack: Pack) -> str:
    """Of what would stand in it. The day too: a report that was restored from a backup is asked for again."""
    office = pack.records.office
    parts = [
        (part.criterion.code, part.criterion.text, part.criterion.points, part.criterion.expects, part.criterion.checked, part.missing,
         [(pack.path_of(item), item.title, item.note, item.code) for item in part.items])
        for part in pack.parts
    ]  # fmt: skip
    today = timezone.now().astimezone(office.tz).date()
    text = repr((today, pack.records.as_of.isoformat(), stationery(office), parts))
    return hashlib.sha256(text.encode()).hexdigest()[:32]
