"""The canonical data of an SOP (`sop.procedures.canonical`, also the text of a publication) as a sheet to print."""

from collections.abc import Mapping
from typing import Any

from kinerja.documents.sheet import (
    Approval,
    Box,
    ColumnLabels,
    HeaderLine,
    Item,
    Mark,
    SheetData,
    SheetFlow,
    SheetRemark,
    SheetStep,
    SheetTable,
)
from sop.procedures.definition import Definition
from sop.procedures.labels import label
from sop.procedures.names import names_of

BOXES = ("legal_basis", "qualification", "related", "equipment", "warning", "recording")
SEVERITIES = {"warning": "Peringatan", "info": "Info"}
SHOWN_ROLES = {"performs", "attends"}


def sheet_data(
    data: Mapping[str, Any], *, paper: str, logo_png: bytes | None = None, footer: str = ""
) -> SheetData:
    """Read what `canonical_data()` gives, or the parsed text of a publication; KeyError where a part is missing."""
    head, labels = data["header"], data["header"]["labels"]
    places = [row["order"] for row in data["actors"]]
    return SheetData(
        paper=paper,
        logo_png=logo_png,
        footer=footer,
        agency=_lines(head["agency"]),
        cover=_lines(head["cover"]),
        attachment_of=_lines(head["attachment_of"]),
        header=_header(data, labels),
        approval=_approval(head, labels),
        title_line=HeaderLine(label(labels, "title"), data["title"]),
        purpose=HeaderLine(label(labels, "purpose"), head["purpose"]) if head["purpose"] else None,
        boxes=tuple(_box(data["items"], section, label(labels, section)) for section in BOXES),
        actors=tuple(row["label"] for row in data["actors"]),
        labels=_columns(labels),
        tables=_tables(data, places),
        flows=_flows(data),
        definition=Definition.from_data(dict(data)),
        remarks=tuple(SheetRemark(SEVERITIES[row["severity"]], row["text"]) for row in data["remarks"]),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _header(data: Mapping[str, Any], labels: Mapping[str, str]) -> tuple[HeaderLine, ...]:
    head = data["header"]
    dates = [
        HeaderLine(label(labels, key), head[f"{key}_printed"]) for key in ("created", "revised", "effective")
    ]
    return (HeaderLine(label(labels, "number"), data["number"]), *dates)


def _approval(head: Mapping[str, Any], labels: Mapping[str, str]) -> Approval:
    keys = {"position": "post", "name": "name", "rank": "rank", "nip": "nip"}
    printed = {name: head[f"approver_{key}"] for name, key in keys.items()}
    return Approval(label=label(labels, "approved_by"), **printed)


def _box(items: list[Mapping[str, Any]], section: str, heading: str) -> Box:
    return Box(heading, tuple(Item(row["text"], row["marker"]) for row in items if row["section"] == section))


def _columns(labels: Mapping[str, str]) -> ColumnLabels:
    names = ("number", "activity", "actors", "standard", "requirements", "time", "output", "note")
    printed = {name: label(labels, f"col_{name}") for name in names}
    return ColumnLabels(**printed, numbers=tuple(label(labels, "col_numbers").split()))


def _tables(data: Mapping[str, Any], places: list[int]) -> tuple[SheetTable, ...]:
    ends = {row["source"] for row in data["flows"] if row["target"] is None}
    tables: dict[int, list[SheetStep]] = {}
    headings: dict[int, str] = {}
    for row in data["steps"]:
        tables.setdefault(row["table"], []).append(_step(row, places, ends=row["position"] in ends))
        headings[row["table"]] = headings.get(row["table"]) or row["table_heading"]
    first = min(tables, default=0)
    headings[first] = headings.get(first) or data["header"]["table_title"]
    return tuple(SheetTable(headings[number], tuple(steps)) for number, steps in sorted(tables.items()))


def _step(row: Mapping[str, Any], places: list[int], *, ends: bool) -> SheetStep:
    marks = {
        actor["actor"]: Mark(actor["role"], inferred=actor["source"] == "inferred")
        for actor in row["actors"]
        if actor["role"] in SHOWN_ROLES
    }
    same = ("position", "number", "activity", "nature", "starts", "is_meeting")
    return SheetStep(
        **{name: row[name] for name in (*same, "requirements", "time", "output", "note")},
        ends=ends,
        marks=tuple(marks.get(place, Mark()) for place in places),
    )


def _flows(data: Mapping[str, Any]) -> tuple[SheetFlow, ...]:
    numbers = names_of((row["position"], row["number"], row["table"]) for row in data["steps"])
    return tuple(
        SheetFlow(
            source=numbers[row["source"]],
            target=numbers[row["target"]] if row["target"] is not None else "",
            label=row["label"],
            is_return=row["is_return"],
            drawn=row["drawn"],
        )
        for row in data["flows"]
    )
