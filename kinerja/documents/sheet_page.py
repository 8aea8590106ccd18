"""The sheet of an SOP as HTML: cover, identity page, step tables, arrows in words, remarks on the source."""

from itertools import groupby

from django.template.loader import render_to_string

from kinerja.documents.sheet import SheetData, SheetFlow


def sheet_page(data: SheetData) -> str:
    """Return the whole HTML page that becomes the PDF."""
    context = {
        "data": data,
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
