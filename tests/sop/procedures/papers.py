"""Small SOP sheets written in a few words, as plain data, for the checks."""

from typing import Any

from sop.durations.amounts import header_unit
from sop.durations.grammar import parse
from sop.procedures.canonical import HEADER
from sop.procedures.checks import examine
from sop.procedures.findings import Level, Report
from sop.procedures.labels import label
from sop.procedures.sheets import Post, Sheet

END = None
STAFFED = {1: (Post("Kepala", None),), 2: (Post("Staf Bidang A", 1), Post("Staf Bidang B", 2))}


def to(target: int | None, *effects: str, label: str = "", back: bool = False, drawn: bool = True):
    """An arrow; `back` is a return, for which a reason is owed."""
    return {"target": target, "effects": list(effects), "label": label, "is_return": back, "drawn": drawn}


def row(*out: dict[str, Any], actor: int = 1, **cells: Any) -> dict[str, Any]:
    """A step with its arrows; `cells` are flags and texts of the row."""
    marks = [{"actor": actor, "role": "performs", "source": "printed", "confidence": None}] if actor else []
    plain = {
        "table": 1,
        "table_heading": "",
        "activity": "Mengerjakan",
        "note": "",
        "nature": "process",
        "starts": False,
        "fills": False,
        "per_unit": False,
        "is_meeting": False,
        "record": "",
        "actors": marks,
        "requirements": "Formulir",
        "time": "1 hari",
        "output": "Laporan",
    }
    return {**plain, **cells, "out": out}


def paper(
    *rows: dict[str, Any],
    actors: tuple[str, ...] = ("Kepala", "Bidang"),
    posts: dict[int, tuple[Post, ...]] | None = None,
    **header: Any,
) -> Sheet:
    """A sheet of these rows; the first one starts unless a row says so itself."""
    labels = header.pop("labels", {})
    unit = header_unit(label(labels, "col_time"))
    explicit = any(r["starts"] for r in rows)
    steps, flows = [], []
    for place, cells in enumerate(rows, start=1):
        step = {"number": str(place), **cells, "position": place}
        out = step.pop("out")
        step["starts"] = cells["starts"] or (place == 1 and not explicit)
        step["standard"] = parse(step["time"], unit).to_json()
        steps.append(step)
        flows += [{"source": place, "order": n, "basis": "order", **arrow} for n, arrow in enumerate(out, 1)]
    data = {
        "format": 1,
        "version": 1,
        "title": header.pop("title", "SOP Uji"),
        "number": header.pop("number", "SOP/1"),
        "rhythm": "",
        "items": header.pop("items", [{"section": "related", "order": 1, "marker": "", "text": "SOP lain"}]),
        "remarks": header.pop("remarks", []),
        "actors": [{"order": n, "label": name, "is_group": False} for n, name in enumerate(actors, 1)],
        "header": {**dict.fromkeys(HEADER, ""), "labels": labels, "effective_on": None, **header},
        "steps": steps,
        "flows": flows,
    }
    return Sheet(data, STAFFED if posts is None else posts)


def performance(**changes: dict[str, Any]) -> list[dict[str, Any]]:
    """A small runnable SOP: start, fill per unit, verify, paraf, sign, archive; r1=… replaces row 1 and so on."""
    rows = {
        "r1": row(to(2)),
        "r2": row(to(3), actor=2, fills=True, per_unit=True),
        "r3": row(to(4, "verify", label="Ya"), to(2, "revise", label="Tidak", back=True), nature="decision"),
        "r4": row(to(5, "paraf")),
        "r5": row(to(6, "sign")),
        "r6": row(to(END, "archive")),
    }
    return list({**rows, **changes}.values())


def report(*rows: dict[str, Any], **options: Any) -> Report:
    return examine(paper(*rows, **options))


def said(found: Report, level: Level) -> list[str]:
    """The sentences of one level, each after its step."""
    return [f"{finding.step}: {finding.sentence}" for finding in found.at(level)]


def errors(*rows: dict[str, Any], **options: Any) -> list[str]:
    return said(report(*rows, **options), Level.ERROR)


def lacks(*rows: dict[str, Any], **options: Any) -> list[str]:
    return said(report(*rows, **options), Level.LACK)


def warnings(*rows: dict[str, Any], **options: Any) -> list[str]:
    return said(report(*rows, **options), Level.WARNING)


def infos(*rows: dict[str, Any], **options: Any) -> list[str]:
    return said(report(*rows, **options), Level.INFO)
