"""Definitions to draw: the five seeds out of their fixtures, and small ones said in a few words."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sop.durations.standard import Kind, Standard
from sop.procedures.definition import Definition, Edge, StepDef

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "sop"
SEEDS = ("sumenep", "musi-rawas", "tasikmalaya", "iv-jurai", "mojokerto")
Out = tuple[int | None, str, bool]


def _rows(seed: str, model: str) -> list[dict[str, Any]]:
    rows = yaml.safe_load((FIXTURES / f"{seed}.yaml").read_text(encoding="utf-8"))
    return [row["fields"] for row in rows if row["model"] == f"sop.{model}"]


@cache
def seed(name: str) -> Definition:
    """A seed sheet as the engine and the drawing read it."""
    version = _rows(name, "sopversion")[0]
    standards = {row["step"][-1]: row for row in _rows(name, "qualitystandard")}
    marks: dict[int, list[tuple[int, str]]] = {}
    for row in _rows(name, "stepactor"):
        marks.setdefault(row["step"][-1], []).append((row["actor"][-1], row.get("role", "performs")))
    steps = [_step(row, marks.get(row["position"], []), standards) for row in _rows(name, "step")]
    return Definition(
        steps={step.position: step for step in steps},
        edges=tuple(_edge(row) for row in _rows(name, "flow")),
        actors={row["order"]: row["label"] for row in _rows(name, "actor")},
        title=version["title"],
        number=version["number"],
        rhythm=version.get("rhythm", "quarter"),
    )


def _step(row: dict[str, Any], marks: list[tuple[int, str]], standards: dict[int, Any]) -> StepDef:
    standard = standards.get(row["position"], {})
    return step(
        row["position"],
        tuple(actor for actor, role in marks if role == "performs"),
        attendees=tuple(actor for actor, role in marks if role == "attends"),
        activity=row["activity"],
        number=row["number"],
        nature=row.get("nature", "process"),
        table=row.get("table", 1),
        starts=row.get("starts", False),
        fills=row.get("fills", False),
        is_meeting=row.get("is_meeting", False),
        requirements=standard.get("requirements", ""),
        time=standard.get("time", ""),
        output=standard.get("output", ""),
        note=row.get("note", ""),
    )


def _edge(row: dict[str, Any]) -> Edge:
    source, target = row["source"][-1], row.get("target")
    return Edge(
        key=f"{source}.{row.get('order', 1)}",
        source=source,
        target=target[-1] if target else None,
        label=row.get("label", ""),
        effects=tuple(row.get("effects", ())),
        is_return=row.get("is_return", False),
        drawn=row.get("drawn", True),
    )


def step(position: int, actors: tuple[int, ...], **fields: Any) -> StepDef:
    given = {
        "number": str(position), "activity": f"Mengerjakan kegiatan {position}", "nature": "process", "table": 1,
        "starts": position == 1, "fills": False, "per_unit": False, "is_meeting": False, "record": "",
        "attendees": (), "requirements": "Berkas", "time": "1 hari", "output": "Hasil", "note": "",
        "standard": Standard("", Kind.BLANK), **fields,
    }  # fmt: skip
    return StepDef(position=position, actors=actors, **given)


def sheet(
    rows: dict[int, tuple[Any, list[Out]]], lanes: int, **fields: dict[int, dict[str, Any]]
) -> Definition:
    """Rows as {place: (actors, [(target, label, is_return), …])}; a row with more than one label is a decision.

    `fields`: further fields of steps, as place → fields, under the name `more`.
    """
    more = fields.get("more", {})
    steps, edges = {}, []
    for place, (actors, out) in rows.items():
        who = actors if isinstance(actors, tuple) else (actors,)
        nature = "decision" if len({label for _, label, _ in out}) > 1 else "process"
        steps[place] = step(place, who, **{"nature": nature, **more.get(place, {})})
        for order, (target, label, is_return) in enumerate(out, start=1):
            edges.append(Edge(f"{place}.{order}", place, target, label, (), is_return, drawn=True))
    names = {lane: f"Pelaksana {lane}" for lane in range(1, lanes + 1)}
    return Definition(steps, tuple(edges), names, "SOP contoh", "1/SOP", "quarter")
