"""A year too large for the answer to a click: its ZIP is made by the worker, case by case, and kept for its owner."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction

from kinerja.archive.bundle.cases import FORMAT
from kinerja.archive.bundle.years import year_name, year_pieces
from kinerja.archive.models import Disposal, State
from kinerja.archive.queries import of_year
from kinerja.jobs.actions import ask
from kinerja.jobs.ending import File, Result
from kinerja.jobs.models import Job
from kinerja.jobs.working import Working, long_task
from kinerja.submissions.models import Submission
from sop.ledger.chain import canonical
from sop.offices.access import open_settings
from sop.offices.models import Office, User

MOST_CASES = 10  # a bundle that is not made yet takes half a second to two
ZIP, KIND = "application/zip", "archive"


@transaction.atomic
def order(office: Office, year: int, *, by: User) -> Job:
    """Have it made. The same archive asked for twice by one person is one job."""
    return ask(
        year_file, by=by, office=office, kind=KIND, title=f"Arsip kinerja tahun {year}",
        key=f"archive:{by.pk}:{office.pk}:{year}:{_fingerprint(office, year)}",
        arguments={"office": office.code, "year": year},
    )  # fmt: skip


@long_task
def year_file(work: Working) -> Result:
    """With the rights of the owner at this moment. CaseDamaged fails the job with the name of the case."""
    office = open_settings(work.job.owner, work.job.arguments["office"]).office
    year = int(work.job.arguments["year"])
    pieces = year_pieces(
        office, year, lambda done, total: work.progress(done, total, f"Berkas {done} dari {total}")
    )
    return File(pieces, f"{year_name(office, year)}.zip", ZIP, "zip")


def results_with(case: Submission) -> Iterator[Path]:
    """Years that were begun before this case was destroyed: it lies in them, and they can be asked for again. Two queries."""
    lists = Disposal.objects.filter(items__record__submission=case, state=State.DONE)
    moment = lists.values_list("recorded_at", flat=True).first()
    if moment is None:
        return
    rows = Job.objects.filter(kind=KIND, office=case.office_id, arguments__year=case.period.year)
    for path in rows.filter(started_at__lte=moment).exclude(path="").values_list("path", flat=True):
        yield Path(settings.MEDIA_ROOT) / path


def _fingerprint(office: Office, year: int) -> str:
    """Of the cases and their history, and of the shape of a bundle: what an earlier release made is made anew."""
    rows = of_year(office, year).values_list("pk", "submission__run__head")
    state = {str(pk): head for pk, head in rows} | {"format": FORMAT}
    return hashlib.sha256(canonical(state).encode()).hexdigest()[:32]
