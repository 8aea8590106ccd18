"""Everything the sheet of a unit shows, put together for its template."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from kinerja.periods.queries import full_name, period_before
from kinerja.submissions.desk import Desk, deadline_of, notices_of, unit_tabs
from kinerja.submissions.entry.asking_back import may_ask, sent_step
from kinerja.submissions.forms.lines import ALL, EMPTY, RETURNED, WARNED, Line, sections, shown_lines
from kinerja.submissions.rows.sheet import Counts, called, counts
from kinerja.submissions.wording import straight_move
from sop.runs.withdrawing import why_not

FILTER = "saring"


@dataclass(frozen=True)
class Chip:
    """A filter of the sheet, with the number of rows it shows."""

    key: str
    label: str
    address: str
    number: int
    current: bool

    @property
    def offered(self) -> bool:
        """A filter that would show nothing is left out, until rows are filled that belong to it."""
        return bool(self.number) or self.current or self.key == ALL


def page(desk: Desk, lines: list[Line], *, chosen: str, saved: int = 0) -> dict[str, Any]:
    """The context of `entry/page.html`; `saved` rows were kept although others were refused. Two queries."""
    visible = shown_lines(lines, chosen)
    counted = counts([line.row for line in lines], {line.row.pk for line in lines if line.doubted})
    return {
        "desk": desk,
        "submission": desk.submission,
        "period": full_name(desk.submission.period),
        "now_name": called(desk.submission.period, desk.submission.period),
        "before_name": called(period_before(desk.submission.period), desk.submission.period),
        "sections": sections(visible),
        "counts": counted,
        "hidden": len(lines) - len(visible),
        "chips": _chips(desk, counted, chosen),
        "chosen": chosen,
        "tabs": unit_tabs(desk.submission),
        "notices": notices_of(desk),
        "is_sender": sent_step(desk) is not None,
        "may_ask": may_ask(desk),
        "may_take_back": _may_take_back(desk),
        "deadline": deadline_of(desk, timezone.now()),
        "onward": _onward(desk),
        "problems": _problems(lines),
        "saved_count": saved,
    }


def _may_take_back(desk: Desk) -> bool:
    """Whether this person's side may still withdraw what it sent. Two queries, and those for a closed sheet only."""
    if sent_step(desk) is None or desk.step_run is None:
        return False
    return not why_not(desk.submission.run, desk.step_run.pk)


def _problems(lines: list[Line]) -> list[tuple[str, str]]:
    """The summary above the sheet: (address of the input, sentence)."""
    problems = [(f"#{problem.anchor}", problem.sentence) for line in lines for problem in line.problems]
    clashes = [
        (f"#choice-{line.row.pk}", f"Pilih nilai untuk ‘{line.row.name}’.") for line in lines if line.clash
    ]
    return problems + clashes


def _onward(desk: Desk) -> bool:
    """Whether this person can hand the sheet on, after a last look at it."""
    if not desk.may_act or desk.step is None:
        return False
    return straight_move(desk.step, desk.definition) is not None


def _chips(desk: Desk, counted: Counts, chosen: str) -> list[Chip]:
    offered = [
        (ALL, "Semua", counted.total),
        (EMPTY, "Belum diisi", counted.empty),
        (WARNED, "Peringatan", counted.warned),
        (RETURNED, "Dikembalikan", counted.returned),
    ]
    return [Chip(key, label, address(desk, key), number, key == chosen) for key, label, number in offered]


def address(desk: Desk, chosen: str) -> str:
    """The sheet with this filter."""
    query = f"?{urlencode({FILTER: chosen})}" if chosen else ""
    return f"{reverse('submissions:entry', args=[desk.submission.pk, desk.unit.pk])}{query}"
