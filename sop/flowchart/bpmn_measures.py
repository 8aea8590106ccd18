"""How large things are in the diagram, in points of the modeller; text is estimated for its usual 12 px font."""

import math
import textwrap
from dataclasses import dataclass

from sop.flowchart.bpmn_graph import Graph, Kind, Node
from sop.procedures.definition import StepDef

GATEWAY, EVENT = 50, 36
TRACK = 14
MARGIN = 20
BAND = 30  # the strip with the name at the left of the pool and of each lane
LETTER, TEXT_LINE = 6.2, 14
LONG_TEXT = 220
LABEL_LETTERS = 16
CHOICE_LETTERS = 10


@dataclass(frozen=True)
class Box:
    """A rectangle: left, top, width, height."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height


def plain_number(step: StepDef) -> str:
    """The number as printed, without the dot that some sheets have."""
    return step.number.strip().rstrip(".")


def task_name(step: StepDef) -> str:
    """Number and activity in one line."""
    number = plain_number(step)
    return " ".join(f"{number}. {step.activity}".split()) if number else " ".join(step.activity.split())


def label_of(node: Node, step: StepDef) -> str:
    """What stands beside an event, or beside the choice that follows a step."""
    if node.kind is Kind.CHOICE:
        return f"Hasil langkah {plain_number(step) or step.position}"
    return {Kind.START: "Mulai", Kind.END: "Selesai"}.get(node.kind, "")


def task_size(graph: Graph) -> tuple[int, int]:
    """One size for all tasks, so that the longest activity fits."""
    names = [task_name(step) for step in graph.definition.steps.values()]
    width = 240 if any(len(name) > LONG_TEXT for name in names) else 180
    letters = int((width - 2 * MARGIN // 2) / LETTER)
    lines = max((len(textwrap.wrap(name, letters)) for name in names), default=1)
    # Room for the sign of a task above the text and that of many units below.
    return width, max(90, even(lines * TEXT_LINE + 50))


def size(node: Node, task: tuple[int, int]) -> tuple[int, int]:
    if node.kind is Kind.TASK:
        return task
    return (GATEWAY, GATEWAY) if node.kind.is_gateway else (EVENT, EVENT)


def label_size(text: str, letters: int = LABEL_LETTERS) -> tuple[int, int]:
    """Width and height of a name beside its line or node; long ones get wider, not higher."""
    lines = textwrap.wrap(text, max(letters, len(text) // 2 + 4)) or [""]
    return even(max(len(line) for line in lines) * LETTER + 6), TEXT_LINE * len(lines)


def band_length(name: str) -> int:
    """What a name needs along its strip, which holds two lines of it."""
    return even(math.ceil(len(name) / 2 + 6) * LETTER + MARGIN)


def even(length: float) -> int:
    """The next even number, so that the middle of every shape is a whole one."""
    return 2 * math.ceil(length / 2)
