"""The annual recap of 3,000 rows, as the worker makes it: a part of its drawing, the file of all parts, and the workbook."""

import resource
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import repeat

from kinerja.documents.data import Amount, Heading, RecapCell, RecapData, RecapGroup, RecapRow
from kinerja.documents.pdf import render_recap_part
from kinerja.documents.recap_book import recap_workbook
from kinerja.documents.recap_parts import parts_of, put_together
from kinerja.management.benchmark.timing import Line, least_cpu
from kinerja.management.benchmark.world import World
from kinerja.submissions.papers.report import stationery

ROWS, TENTH, IN_GROUP, QUARTERS = 3000, 300, 20, 4
LINEAR = 14


def lines(world: World) -> Iterator[Line]:
    """Memory is the most this process ever held, in megabytes; parts are drawn one by one, so it grows by their bytes alone."""
    large, small = _recap(world, ROWS), _recap(world, TENTH)
    base = least_cpu(lambda: recap_workbook(small), rounds=1, warm_up=1)
    made = least_cpu(lambda: recap_workbook(large), rounds=1, warm_up=0)
    yield Line(
        "recap of 3,000 rows against 300, workbook", made / base, LINEAR, f"{made:.1f} s, {_peak()} MB"
    )
    parts = parts_of(large)
    drawn = render_recap_part(parts[0])
    one = least_cpu(lambda: render_recap_part(parts[1]), rounds=1, warm_up=0)
    yield Line(f"recap of 3,000 rows: a part of {len(parts)}", 1, None, f"{one:.1f} s, {_peak()} MB")
    merged = least_cpu(lambda: put_together("Rekap", "Ukur", repeat(drawn, len(parts))), rounds=1, warm_up=0)
    yield Line(
        "all parts put together against one drawn", merged / one, None, f"{merged:.1f} s, {_peak()} MB"
    )


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _recap(world: World, rows: int) -> RecapData:
    cell = RecapCell(
        Amount(Decimal(90)), Amount(Decimal(95)), Decimal("94.736842"), predicate="Tinggi", provisional=True
    )
    row = RecapRow("Persentase layanan yang selesai tepat waktu", "%", (cell,) * QUARTERS, cell)
    group = RecapGroup((), (row,) * IN_GROUP)
    groups = tuple(
        replace(group, headings=(Heading("Program", f"Program {n}"),)) for n in range(rows // IN_GROUP)
    )
    return RecapData(
        stationery(world.obligation.office), "Rekapitulasi Capaian Kinerja", "Dinas", "Tahun 2030",
        tuple(f"TW {n}" for n in range(1, QUARTERS + 1)), groups, total_label="2030",
    )  # fmt: skip
