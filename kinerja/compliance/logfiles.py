"""The event log as CSV and as XES (IEEE 1849-2016), written line by line."""

import csv
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax.saxutils import quoteattr
from zoneinfo import ZoneInfo

from kinerja.compliance.cells import spreadsheet_safe
from kinerja.compliance.eventlog import Case, LogRow

HEAD = (
    "case:concept:name", "case:title", "case:period_end", "case:sop_version", "concept:name", "start_timestamp",
    "time:timestamp", "org:resource", "person", "unit", "outcome", "outside_flow", "round", "due", "note",
    "case:withdrawn",
)  # fmt: skip
EXTENSIONS = (
    ("Concept", "concept"), ("Time", "time"), ("Organizational", "org"), ("Lifecycle", "lifecycle"),
)  # fmt: skip
OPENING = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">
"""
GLOBALS = """  <global scope="trace"><string key="concept:name" value="-"/></global>
  <global scope="event"><string key="concept:name" value="-"/><date key="time:timestamp" value="1970-01-01T00:00:00+00:00"/><string key="lifecycle:transition" value="complete"/></global>
  <classifier name="Kegiatan" keys="concept:name"/>
"""


ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Echo:
    """Gives back what is written, so that `csv` can make single lines."""

    def write(self, text: str) -> str:
        return text


def csv_lines(cases: Iterable[Case], zone: ZoneInfo) -> Iterator[str]:
    """A header, then one line per finished step, its moments with the office's offset."""
    writer: Any = csv.writer(_Echo())
    yield writer.writerow(HEAD)
    for case in cases:
        for row in case.rows:
            cells = [*_case_cells(case), *_row_cells(row, zone), str(case.withdrawn).lower()]
            yield writer.writerow(
                [spreadsheet_safe(cell) if isinstance(cell, str) else cell for cell in cells]
            )


def xes_lines(cases: Iterable[Case], zone: ZoneInfo, title: str) -> Iterator[str]:
    """Start and completion of every step; an event starts where the step was opened."""
    yield OPENING
    for name, prefix in EXTENSIONS:
        uri = f"http://www.xes-standard.org/{prefix}.xesext"
        yield f'  <extension name="{name}" prefix="{prefix}" uri="{uri}"/>\n'
    yield GLOBALS
    yield f"  {_text('concept:name', title)}\n"
    for case in cases:
        yield _trace(case, zone)
    yield "</log>\n"


def _trace(case: Case, zone: ZoneInfo) -> str:
    head = [
        _text("concept:name", case.name),
        _text("title", case.title),
        _text("sop_version", str(case.version)),
        *([_text("period_end", case.period_end.isoformat())] if case.period_end else []),
        *(['<boolean key="withdrawn" value="true"/>'] if case.withdrawn else []),
    ]
    moments = [(row.started, 0, row) for row in case.rows] + [(row.ended, 1, row) for row in case.rows]
    moments.sort(key=lambda one: one[:2])
    events = [_event(row, at, "complete" if last else "start", zone) for at, last, row in moments]
    return f"  <trace>{''.join(head)}\n{''.join(events)}  </trace>\n"


def _event(row: LogRow, at: dt.datetime, transition: str, zone: ZoneInfo) -> str:
    parts = [
        _text("concept:name", row.activity),
        f'<date key="time:timestamp" value="{_moment(at, zone)}"/>',
        _text("lifecycle:transition", transition),
        _text("org:resource", row.resource),
        *[_text(key, value) for key, value in (("person", row.person), ("unit", row.unit)) if value],
    ]
    if transition == "complete":
        parts += [
            _text("outcome", row.outcome),
            f'<boolean key="outside_flow" value="{str(row.outside).lower()}"/>',
            f'<int key="round" value="{row.round}"/>',
            *([_text("note", row.note)] if row.note else []),
        ]
    return f"    <event>{''.join(parts)}</event>\n"


def _text(key: str, value: str) -> str:
    return f'<string key="{key}" value={quoteattr(_legal(value))}/>'


def _legal(value: str) -> str:
    """XML 1.0 has no control characters but tab and line breaks, no halves of pairs, and not the last two places."""
    return ILLEGAL.sub("", value)


def _moment(moment: dt.datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).isoformat(timespec="milliseconds")


def _case_cells(case: Case) -> list[object]:
    return [
        case.name,
        case.title,
        case.period_end.isoformat() if case.period_end else "",
        case.version,
    ]


def _row_cells(row: LogRow, zone: ZoneInfo) -> list[object]:
    return [
        row.activity, _moment(row.started, zone), _moment(row.ended, zone), row.resource, row.person, row.unit, row.outcome,
        str(row.outside).lower(), row.round, _moment(row.due, zone) if row.due else "", row.note,
    ]  # fmt: skip
