"""The drawing in words, for those who do not see it: names of steps, symbols and arrows."""

from collections.abc import Iterable

from sop.flowchart.plan import Kind, Shape
from sop.procedures.definition import Definition, Edge
from sop.procedures.names import called, names_of

NAMES = {Kind.START: "Mulai", Kind.END: "Selesai", Kind.PROCESS: "Proses", Kind.DECISION: "Keputusan"}


class Numbers:
    """Steps as people call them (`sop.procedures.names`)."""

    def __init__(self, definition: Definition) -> None:
        steps = definition.steps.items()
        self._numbers = names_of((place, step.number, step.table) for place, step in steps)

    def __getitem__(self, place: int) -> str:
        return self._numbers[place]

    def target(self, place: int | None) -> str:
        """Such as "langkah 7", "baris 7" where it has no number of its own, or "selesai"."""
        return "selesai" if place is None else called(self[place])


def symbol_title(
    definition: Definition, shape: Shape, actor: int, edges: Iterable[Edge], *, inferred: bool = False
) -> str:
    """Such as "Keputusan, langkah 9, Kepala Dinas: Menandatangani data kinerja. Ya ke 10, Tidak ke 2"."""
    if shape.step is None:
        return NAMES[shape.kind]
    names, step = Numbers(definition), definition.steps[shape.step]
    lane = definition.actors[actor].strip() or f"pelaksana ke-{actor}"
    role = " (hadir)" if actor in step.attendees else ""
    doubt = " (dugaan, mohon dicek)" if inferred else ""
    ways = ", ".join(_short(names, edge) for edge in edges)
    said = f"{NAMES[shape.kind]}, {names.target(shape.step)}, {lane}{role}{doubt}: {step.activity.strip().rstrip('.')}."
    return f"{said} {ways[0].upper()}{ways[1:]}" if ways else said


def listed(words: list[str]) -> str:
    """Join words as in "2, 5 dan 7"."""
    return " dan ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _short(names: Numbers, edge: Edge) -> str:
    target = "selesai" if edge.target is None else names[edge.target]
    return f"{edge.label.strip()} ke {target}".strip()
