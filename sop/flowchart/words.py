"""The drawing in words: names of symbols for those who do not see them, and the list that says the same."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sop.flowchart.plan import Kind, Shape
from sop.procedures.definition import Definition, Edge, StepDef

NAMES = {Kind.START: "Mulai", Kind.END: "Selesai", Kind.PROCESS: "Proses", Kind.DECISION: "Keputusan"}
UNDRAWN = "di luar alur tertulis"


@dataclass(frozen=True)
class StepWords:
    """A step of the ordered list: its number as printed, the columns that do it, and its ways out as sentences."""

    position: int
    number: str
    kind: str
    actors: tuple[str, ...]
    activity: str
    time: str
    ways: tuple[str, ...]


def in_words(definition: Definition) -> tuple[StepWords, ...]:
    """All steps in the order of the sheet."""
    names = Numbers(definition)
    return tuple(
        StepWords(
            position=place,
            number=names[place],
            kind=_kind(step),
            actors=tuple(definition.actors[actor] for actor in step.actors),
            activity=step.activity,
            time=step.time,
            ways=tuple(
                way(names, edge) for move in definition.moves(place) for edge in move.edges if edge.drawn
            ),
        )
        for place, step in sorted(definition.steps.items())
    )


class Numbers:
    """Steps as people call them: the printed number, or the row where that is blank or repeated."""

    def __init__(self, definition: Definition) -> None:
        printed = {place: step.number.strip().rstrip(".") for place, step in definition.steps.items()}
        uses = Counter(printed.values())
        self._numbers = {
            place: number if number and uses[number] == 1 else f"baris {place}"
            for place, number in printed.items()
        }

    def __getitem__(self, place: int) -> str:
        return self._numbers[place]

    def target(self, place: int | None) -> str:
        """Such as "langkah 7", "baris 7" where it has no number of its own, or "selesai"."""
        if place is None:
            return "selesai"
        number = self[place]
        return number if number.startswith("baris") else f"langkah {number}"


def way(names: Numbers, edge: Edge) -> str:
    """An arrow as a sentence: "Tidak: kembali ke langkah 3"."""
    back = "kembali ke " if edge.is_return and edge.target is not None else ""
    target = f"{back}{names.target(edge.target)}"
    said = f"{edge.label.strip()}: {target}" if edge.label.strip() else f"{target[0].upper()}{target[1:]}"
    return said if edge.drawn else f"{said} ({UNDRAWN})"


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


def _kind(step: StepDef) -> str:
    if step.nature == "decision":
        return "Keputusan"
    return "Mulai" if step.starts else "Proses"
