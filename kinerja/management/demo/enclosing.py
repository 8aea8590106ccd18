"""Files beside the demo's figures: a scanned summary and a paper of one page, drawn here, different for each row."""

import datetime as dt
import io

from PIL import Image, ImageDraw

from kinerja.submissions.evidence.actions import attach, describe
from kinerja.submissions.evidence.receiving import arrive
from kinerja.submissions.figures import Figure
from kinerja.submissions.models import Submission
from sop.offices.models import User

ROWS = 2  # of each unit have files
PAGE, MARGIN, LINE = (620, 877), 60, 26  # pixels of an A4 sheet at 75 dpi
INK, RULE, PAPER = (38, 50, 64), (150, 160, 170), (252, 251, 247)


def enclose(submission: Submission, unit: int, by: User, at: dt.datetime | None) -> None:
    """Attach files to the first rows of the unit that have none."""
    rows = Figure.objects.filter(submission=submission, unit=unit, evidence=None)
    for number, row in enumerate(rows.select_related("unit").order_by("order")[:ROWS]):
        kind = "pdf" if number == 0 else "png"
        name = f"Rekapitulasi {submission.period.short} - indikator {row.order}.{kind}"
        added = attach(submission, row.pk, [arrive(name, _sheet(row, submission, kind))], by=by, at=at).added
        for file in added:
            words = f"Rekapitulasi {row.unit}"
            describe(file, caption=words, dated=submission.period.end, by=by, at=at)


def _sheet(row: Figure, submission: Submission, kind: str) -> bytes:
    """A summary with its heading and a table of lines."""
    page = Image.new("RGB", PAGE, PAPER)
    pen = ImageDraw.Draw(page)
    lines = ("REKAPITULASI DATA", submission.period.name, str(row.unit), row.definition["name"][:80])
    for number, text in enumerate(lines):
        pen.text((MARGIN, MARGIN + number * LINE), text, fill=INK)
    top, right = MARGIN + (len(lines) + 1) * LINE, PAGE[0] - MARGIN
    for number in range(12):
        height = top + number * LINE
        pen.line((MARGIN, height, right, height), fill=RULE)
        pen.text((MARGIN + 8, height + 6), f"{number + 1}.", fill=INK)
    file = io.BytesIO()
    page.save(file, kind.upper())
    return file.getvalue()
