"""Lists at a thousand and at a hundred thousand cases: a page by keys costs the same at every size."""

import datetime as dt
from collections.abc import Iterator

from django.db import connection
from django.urls import reverse

from kinerja.management.benchmark.pages import assert_page, client_of
from kinerja.management.benchmark.timing import Line, least_cpu
from kinerja.management.benchmark.world import World
from kinerja.periods.models import Period
from kinerja.submissions.models import Submission
from sop.runs.models import Run

SIZES = (1_000, 100_000)
BUDGET, FLAT = 60, 1.2
BATCH = 2_000
REVISIONS = 30_000  # of one period, so that every row is distinct
# By SQL, since no code of this house may write a status: what years of work leave behind.
DOCUMENTS = """
    INSERT INTO kinerja_signeddocument
        (office_id, code, title, period, sha256, size, path, data_hash, signed_at, signers, facts)
    SELECT s.office_id, 'B' || s.id, r.title, 'Tahun', '0', 1, '-', '0', r.opened_at, '[]', '[]'
    FROM kinerja_submission s JOIN sop_run r ON r.id = s.run_id
    WHERE s.status = 'draft' AND s.revision <> 1 AND s.document_id IS NULL
"""
ARCHIVED = """
    UPDATE kinerja_submission SET status = 'archived', data_hash = '0',
        document_id = (SELECT d.id FROM kinerja_signeddocument d WHERE d.code = 'B' || kinerja_submission.id)
    WHERE status = 'draft' AND revision <> 1
"""
OPENED = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def lines(world: World) -> Iterator[Line]:
    """The list of files at each size, and how much the last costs against the first."""
    client = client_of(world.people["sekretaris"])
    trivial = least_cpu(lambda: client.get("/ok/"))
    address = reverse("submissions:list")
    costs = []
    for size in SIZES:
        grow(world, size)
        costs.append(least_cpu(lambda: assert_page(client.get(address))))
        yield Line(f"list of files, {size:,} cases", costs[-1] / trivial, BUDGET)
    yield Line("growth of the list, last size against first", costs[-1] / costs[0], FLAT)


def grow(world: World, size: int) -> None:
    """Add archived cases until the office has this many; bare rows, which only a benchmark's own database may hold."""
    publication = world.obligation.sop.versions.get().publication
    periods = [
        Period.objects.get_or_create(kind="year", year=2001 + n)[0] for n in range(1 + size // REVISIONS)
    ]
    have = Submission.objects.count()
    for begin in range(have, size, BATCH):
        numbers = range(begin, min(begin + BATCH, size))
        runs = Run.objects.bulk_create(
            Run(
                office=world.obligation.office, publication=publication, year=2001, title=f"Berkas {number}",
                opened_at=OPENED + dt.timedelta(minutes=number),
            )
            for number in numbers
        )  # fmt: skip
        Submission.objects.bulk_create(
            Submission(
                office=world.obligation.office, obligation=world.obligation, run=run,
                period=periods[number // REVISIONS], revision=2 + number % REVISIONS, reason="Uji beban",
            )
            for number, run in zip(numbers, runs, strict=True)
        )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(DOCUMENTS)
        cursor.execute(ARCHIVED)
        if connection.vendor == "postgresql":  # as autovacuum does; an office's SQLite file has no statistics
            cursor.execute("ANALYZE")
