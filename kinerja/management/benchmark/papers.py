"""Papers as multiples of a page with one line in the same PDF variant."""

import dataclasses
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from kinerja.documents.canonical import sheet_data
from kinerja.documents.engine import write_pdf
from kinerja.documents.pdf import render_report, render_sheet
from kinerja.management.benchmark.timing import Line, least_cpu
from kinerja.management.benchmark.world import World
from kinerja.management.demo.walker import walk
from kinerja.submissions.models import Submission
from kinerja.submissions.papers.report import draft_of
from sop.flowchart.drawing import draw
from sop.flowchart.markup import drawn_rows
from sop.procedures.queries import data_of, definition_of

SIGN_STEP = 9
FEW, LINEAR = 35, 11
DRAWING, SHEET = 2, 35


def lines(world: World) -> Iterator[Line]:
    """The report of 30 indicators against one line, and of 300 against 30."""
    submission = walk(world.begin(), SIGN_STEP, guide=world.guide)
    report: Any = draft_of(submission, at=timezone.now()).report
    page = "<html lang='id'><title>Satu baris</title><p>Satu baris.</p></html>"
    one_line = least_cpu(lambda: write_pdf(page, paper="A4", landscape=False), rounds=5)
    thirty = least_cpu(lambda: render_report(report), rounds=3, warm_up=1)
    yield Line("report of 30 indicators", thirty / one_line, FEW, f"{thirty:.2f} s")
    long = dataclasses.replace(report, groups=report.groups * 10)
    yield from _sheet(submission, one_line)
    yield Line(
        "report of 300 against 30",
        least_cpu(lambda: render_report(long), rounds=1, warm_up=0) / thirty,
        LINEAR,
    )


def _sheet(submission: Submission, one_line: float) -> Iterator[Line]:
    """The sheet of 11 steps: its lines alone, laid anew each time, and the whole paper."""
    version = submission.run.publication.version
    definition = definition_of(submission.run.publication)
    drawn = least_cpu(lambda: drawn_rows(draw(definition)))
    yield Line("drawing of an SOP of 11 steps", drawn / one_line, DRAWING, f"{1000 * drawn:.0f} ms")
    data = sheet_data(data_of(version), paper="F4")
    paper = least_cpu(lambda: render_sheet(data), rounds=3, warm_up=1)
    yield Line("SOP sheet of 11 steps, drawn, on paper", paper / one_line, SHEET, f"{paper:.2f} s")
