"""The sheet of an SOP as HTML: cover, identity page, step tables, arrows in words, remarks on the source."""

from dataclasses import dataclass
from itertools import groupby

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from kinerja.documents.sheet import SheetData, SheetFlow, SheetStep


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A row of a step table. `lanes` are the drawn cells of the columns; without them plain marks are printed.

    A row without `step` belongs to the drawing alone: a capsule ("capsule"), or connectors at the foot ("out") or the
    head ("in") of a page, with their `words`. With `breaks` a new page begins.
    """

    anchor: str
    kind: str = "step"
    table: int = 1
    breaks: bool = False
    step: SheetStep | None = None
    lanes: SafeString | None = None
    css: str = ""
    words: str = ""


def sheet_page(data: SheetData, drawn: tuple[tuple[PaperRow, ...], ...] = ()) -> str:
    """Return the whole HTML page that becomes the PDF; `drawn` are the rows of each table with its flow."""
    plain = tuple(tuple(PaperRow(step.anchor, step=step) for step in table.steps) for table in data.tables)
    context = {
        "data": data,
        "tables": list(zip(data.tables, drawn or plain, strict=True)),
        "drawn": bool(drawn),
        "undrawable": data.definition is not None and not drawn,
        "box_rows": list(zip(data.boxes[::2], data.boxes[1::2], strict=True)),
        "flows": flow_lines(data.flows),
        "logo_url": "logo:kop" if data.logo_png else "",
        "title": f"SOP {data.title_line.value}",
        "author": " ".join(data.agency),
        "foot": data.footer,
    }
    return render_to_string("documents/sheet.html", context)


def flow_lines(flows: tuple[SheetFlow, ...]) -> list[str]:
    """Write the arrows of each step on one line: "6 → 7 Ya; 6 → 3 Tidak (di luar alur tertulis)"."""
    return ["; ".join(map(_arrow, group)) for _, group in groupby(flows, key=lambda flow: flow.source)]


def _arrow(flow: SheetFlow) -> str:
    words = [f"{flow.source} → {flow.target or 'selesai'}", flow.label]
    if not flow.drawn:
        words.append("(di luar alur tertulis)")
    return " ".join(word for word in words if word)
