"""A BPMN file run by SpiffWorkflow, an engine that knows nothing of this application."""

from io import BytesIO

from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser, BpmnValidator
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from sop.procedures.definition import Definition


def parse(text: str) -> BpmnParser:
    """Read the file as a stranger would, after checking it against the schema of the OMG."""
    parser = BpmnParser(validator=BpmnValidator())
    parser.add_bpmn_io(BytesIO(text.encode()))
    return parser


class Case:
    """A run of the file; `units`: how many units there are at steps per unit."""

    def __init__(self, text: str, definition: Definition, units: int = 1) -> None:
        parser = parse(text)
        [process] = parser.get_process_ids()
        self.workflow = BpmnWorkflow(parser.get_spec(process))
        counts = {f"unit_count_{place}": units for place, step in definition.steps.items() if step.per_unit}
        self.workflow.task_tree.data.update(counts)
        self.workflow.do_engine_steps()

    @property
    def ended(self) -> bool:
        return bool(self.workflow.completed)

    @property
    def steps(self) -> dict[int, int]:
        """The places of the steps that are open, with the number of their open instances."""
        found: dict[int, int] = {}
        for task in self._ready():
            found[place_of(task)] = found.get(place_of(task), 0) + 1
        return found

    def complete(self, place: int, move: str) -> None:
        """Finish one instance of an open step and choose this move."""
        task = next(task for task in self._ready() if place_of(task) == place)
        task.data[f"choice_{place}"] = move
        task.run()
        self.workflow.do_engine_steps()

    def _ready(self) -> list[Task]:
        return [task for task in self.workflow.get_tasks(state=TaskState.READY) if task.task_spec.manual]


def place_of(task: Task) -> int:
    return int(task.task_spec.name.removesuffix(" [child]").removeprefix("step_"))
