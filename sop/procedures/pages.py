"""The official page of a sheet (screen S15), ready to be laid out: every word as printed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sop.durations.standard import Standard
from sop.durations.totals import total
from sop.durations.wording import describe
from sop.procedures.definition import Definition
from sop.procedures.labels import LABELS, label
from sop.procedures.names import called
from sop.procedures.phases import EFFECT_LABELS
from sop.procedures.sheets import Sheet

# the two columns of boxes, row by row (PermenPANRB 35/2012)
BOXES = ("legal_basis", "qualification", "related", "equipment", "warning", "recording")
ROLES = {"performs": "dikerjakan", "attends": "dihadiri", "second_reading": "bacaan kedua:"}


@dataclass(frozen=True)
class Box:
    """One of the six boxes; an empty one stays empty. `items` are (marker, text)."""

    heading: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Mark:
    """A symbol in a cell: `shape` is start, process, decision, attends or second; `words` says it in full."""

    shape: str
    words: str


@dataclass(frozen=True)
class Way:
    """An arrow in words. `drawn` False: it is not on the sheet."""

    sentence: str
    is_return: bool
    drawn: bool


@dataclass(frozen=True)
class Row:
    """A step. `cells` has one entry for each column, None where it is empty; `reading` is how waktu was understood.

    `called` is how arrows name it where that is not its place in the list.
    """

    position: int
    number: str
    heading: str
    activity: str
    cells: tuple[Mark | None, ...]
    performers: tuple[str, ...]
    inferred: bool
    requirements: str
    time: str
    reading: str
    output: str
    note: str
    ways: tuple[Way, ...]
    called: str = ""


@dataclass(frozen=True)
class SheetPage:
    """The whole sheet. `identity` are (label, lines) of the right upper block, `headings` the column headings by key.

    `definition` is what the flow is drawn from, None where the data are not sound; `guesses` are the steps and columns
    that were read by inference.
    """

    title: str
    number: str
    version: int
    agency: tuple[str, ...]
    cover: tuple[str, ...]
    attachment: tuple[str, ...]
    identity: tuple[tuple[str, tuple[str, ...]], ...]
    boxes: tuple[Box, ...]
    table_title: str
    headings: Mapping[str, str]
    column_numbers: tuple[str, ...]
    actors: tuple[str, ...]
    rows: tuple[Row, ...]
    total: str
    inferred: bool
    remarks: tuple[tuple[str, str], ...]
    definition: Definition | None = None
    guesses: frozenset[tuple[int, int]] = frozenset()


def page(data: Mapping[str, Any], *, bare_day_is_working: bool = True) -> SheetPage:
    """Lay out the data of `canonical_data` or of a publication; `bare_day_is_working` is the office's setting."""
    header = data["header"]
    sheet = Sheet(data)
    rows = _rows(sheet, bare_day_is_working=bare_day_is_working)
    return SheetPage(
        title=data["title"],
        number=data["number"],
        version=data["version"],
        agency=_lines(header["agency"]),
        cover=_lines(header["cover"]),
        attachment=_lines(header["attachment_of"]),
        identity=tuple(_identity(data, header)),
        boxes=_boxes(data),
        table_title=header["table_title"],
        headings={key: label(header["labels"], key) for key in LABELS},
        column_numbers=tuple(label(header["labels"], "col_numbers").split()),
        actors=tuple(actor["label"] for actor in data["actors"]),
        rows=rows,
        total=total(Standard.from_json(step["standard"]) for step in data["steps"]),
        inferred=any(row.inferred for row in rows),
        remarks=tuple((remark["severity"], remark["text"]) for remark in data["remarks"]),
        definition=definition_of(sheet),
        guesses=guesses(data),
    )


def definition_of(sheet: Sheet) -> Definition | None:
    """The graph of a sheet, None where a draft is not sound yet."""
    try:
        return sheet.definition
    except KeyError:
        return None


def guesses(data: Mapping[str, Any]) -> frozenset[tuple[int, int]]:
    """Steps and columns read by inference."""
    return frozenset(
        (step["position"], actor["actor"])
        for step in data["steps"]
        for actor in step["actors"]
        if actor["source"] == "inferred"
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.splitlines())


def _identity(data: Mapping[str, Any], header: Mapping[str, Any]) -> Iterable[tuple[str, tuple[str, ...]]]:
    approved = ("approver_post", "approver_name", "approver_rank", "approver_nip")
    values = {
        "number": (data["number"],),
        "created": (header["created_printed"],),
        "revised": (header["revised_printed"],),
        "effective": (header["effective_printed"],),
        "approved_by": tuple(header[name] for name in approved if header[name]),
        "title": (data["title"],),
        "purpose": _lines(header["purpose"]),
    }
    for key, lines in values.items():
        if key != "purpose" or lines:
            yield label(header["labels"], key), lines


def _boxes(data: Mapping[str, Any]) -> tuple[Box, ...]:
    items = defaultdict(list)
    for item in data["items"]:
        items[item["section"]].append((item["marker"], item["text"]))
    return tuple(Box(label(data["header"]["labels"], key), tuple(items[key])) for key in BOXES)


def _rows(sheet: Sheet, *, bare_day_is_working: bool) -> tuple[Row, ...]:
    columns = [actor["order"] for actor in sheet.data["actors"]]
    return tuple(
        Row(
            position=step["position"],
            number=step["number"],
            heading=step["table_heading"],
            activity=step["activity"],
            cells=_cells(sheet, step, columns),
            performers=tuple(sheet.column(a["actor"]) for a in step["actors"] if a["role"] == "performs"),
            inferred=any(actor["source"] == "inferred" for actor in step["actors"]),
            requirements=step["requirements"],
            time=step["time"],
            reading=describe(Standard.from_json(step["standard"]), bare_day_is_working=bare_day_is_working),
            output=step["output"],
            note=step["note"],
            ways=tuple(way_of(sheet, flow) for flow in sheet.flows if flow["source"] == step["position"]),
            called=_called(sheet, step["position"]),
        )
        for step in sheet.steps
    )


def _called(sheet: Sheet, place: int) -> str:
    name = sheet.number(place)
    return "" if name == str(place) else called(name)


def _cells(sheet: Sheet, step: Mapping[str, Any], columns: list[int]) -> tuple[Mark | None, ...]:
    marks = {actor["actor"]: _mark(sheet, step, actor) for actor in step["actors"]}
    return tuple(marks.get(column) for column in columns)


def _mark(sheet: Sheet, step: Mapping[str, Any], actor: Mapping[str, Any]) -> Mark:
    shapes = {"attends": "attends", "second_reading": "second"}
    shape = shapes.get(actor["role"]) or ("start" if step["starts"] else step["nature"])
    kind = {"decision": "Keputusan", "start": "Mulai"}.get(shape, "Proses")
    doubt = f", dugaan {actor['confidence'] or '?'} %" if actor["source"] == "inferred" else ""
    return Mark(shape, f"{kind}, {ROLES[actor['role']]} {sheet.column(actor['actor'])}{doubt}")


def way_of(sheet: Sheet, flow: Mapping[str, Any]) -> Way:
    """An arrow of the data in words."""
    target = called(sheet.number(flow["target"])) if flow["target"] else "selesai"
    said = f"{flow['label']}: {target}" if flow["label"] else target
    acts = [EFFECT_LABELS[effect] for effect in flow["effects"] if effect != "revise"]
    if flow["is_return"]:
        acts.insert(0, "dikembalikan dengan alasan")
    return Way(f"{said} ({', '.join(acts)})" if acts else said, flow["is_return"], flow["drawn"])
