"""The process of a BPMN file: lanes, events, tasks, gateways and flows, with what the sheet says about each."""

from xml.etree.ElementTree import Element

from sop.flowchart.bpmn_arrivals import name_of, written_moves
from sop.flowchart.bpmn_graph import Flow, Graph, Kind, Node
from sop.flowchart.bpmn_measures import label_of, task_name
from sop.flowchart.bpmn_xml import add
from sop.procedures.definition import StepDef
from sop.procedures.labels import LABELS

# Read alike by the script languages that engines offer: JavaScript, Groovy and Python.
LANGUAGE = "javascript"
UNDRAWN = "Panah ini tidak tergambar pada naskah SOP."
WITHDRAWS = "Pengembalian ini menarik kembali pekerjaan cabang lain yang masih berjalan."
MANY_UNITS = "Dikerjakan setiap unit secara bersamaan; langkah selesai setelah semua unit selesai."


def write(parent: Element, graph: Graph, name: str) -> None:
    """Add the process with this id to the definitions; before it, the columns as resources."""
    definition = graph.definition
    for lane, label in enumerate(graph.lanes, start=1):
        add(parent, "bpmn:resource", id=f"resource_{lane}", name=label)
    process = add(parent, "bpmn:process", id=name, name=definition.title, isExecutable="true")
    if definition.number.strip():
        add(process, "bpmn:documentation", f"{LABELS['number']}: {definition.number}")
    _lanes(process, graph)
    for node in graph.nodes:
        _node(process, graph, node)
    for flow in graph.flows:
        _flow(process, graph, flow)


def _lanes(process: Element, graph: Graph) -> None:
    lanes = add(process, "bpmn:laneSet", id="lanes") if graph.lanes else process
    for number, label in enumerate(graph.lanes):
        lane = add(lanes, "bpmn:lane", id=f"lane_{number + 1}", name=label)
        for node in graph.nodes:
            if node.lane == number:
                add(lane, "bpmn:flowNodeRef", node.id)


def _node(process: Element, graph: Graph, node: Node) -> None:
    step = graph.definition.steps[node.step]
    element = add(
        process,
        f"bpmn:{node.kind.tag}",
        id=node.id,
        name=task_name(step) if node.kind is Kind.TASK else label_of(node, step),
        gatewayDirection=node.kind.direction,
    )
    if node.kind is Kind.TASK:
        _document(element, _documentation(graph, step))
        _choices(element, graph, step)
    _ends(element, graph, node)
    if node.kind is Kind.TASK:
        _performers(element, graph, step)
        _units(element, step)


def _document(element: Element, lines: list[str]) -> None:
    """One text: modellers show the first documentation of an element only."""
    if lines:
        add(element, "bpmn:documentation", "\n".join(lines))


def _ends(element: Element, graph: Graph, node: Node) -> None:
    for flow in graph.flows:
        if flow.target == node.id:
            add(element, "bpmn:incoming", flow.id)
    for flow in graph.flows:
        if flow.source == node.id:
            add(element, "bpmn:outgoing", flow.id)


def _documentation(graph: Graph, step: StepDef) -> list[str]:
    """What the sheet prints for a step, and what a single lane cannot show."""
    printed = (
        (LABELS["col_requirements"], step.requirements),
        (LABELS["col_time"], step.time),
        (LABELS["col_output"], step.output),
        (LABELS["col_note"], step.note),
        (LABELS["col_actors"], _names(graph, step.actors) if len(step.actors) > 1 else ""),
        ("Peserta", _names(graph, step.attendees)),
    )
    texts = [f"{label}: {text}" for label, text in printed if text.strip()]
    return [*texts, MANY_UNITS] if step.per_unit else texts


def _names(graph: Graph, actors: tuple[int, ...]) -> str:
    return "; ".join(graph.lanes[lane] for lane in _lane_numbers(graph, actors))


def _lane_numbers(graph: Graph, actors: tuple[int, ...]) -> list[int]:
    columns = sorted(graph.definition.actors)
    return [columns.index(actor) for actor in actors if actor in columns]


def _choices(task: Element, graph: Graph, step: StepDef) -> None:
    """Which variable decides at the gateway that follows, and what it may say."""
    moves = written_moves(graph.definition, step.position)
    if len(moves) > 1:
        extension = add(task, "bpmn:extensionElements")
        choice = add(extension, "sop:choice", variable=f"choice_{step.position}")
        for move in moves:
            add(choice, "sop:option", name_of(move), value=move.key)


def _performers(task: Element, graph: Graph, step: StepDef) -> None:
    for lane in _lane_numbers(graph, step.actors):
        owner = add(task, "bpmn:potentialOwner", id=f"owner_{step.position}_{lane + 1}")
        add(owner, "bpmn:resourceRef", f"resource_{lane + 1}")


def _units(task: Element, step: StepDef) -> None:
    """One instance for each unit; how many there are, the office knows and not the sheet."""
    if step.per_unit:
        loop = add(task, "bpmn:multiInstanceLoopCharacteristics", isSequential="false")
        _expression(loop, "bpmn:loopCardinality", f"unit_count_{step.position}")


def _expression(parent: Element, tag: str, text: str) -> None:
    add(parent, tag, text, xsi__type="bpmn:tFormalExpression", language=LANGUAGE)


def _flow(process: Element, graph: Graph, flow: Flow) -> None:
    element = add(
        process,
        "bpmn:sequenceFlow",
        id=flow.id,
        name=" ".join(flow.name.split()),
        sourceRef=flow.source,
        targetRef=flow.target,
    )
    edge = flow.edge
    if edge:
        notes = {UNDRAWN: not edge.drawn, WITHDRAWS: edge.key in graph.withdrawing}
        _document(element, [note for note, holds in notes.items() if holds])
    if edge and edge.effects:
        extension = add(element, "bpmn:extensionElements")
        for effect in edge.effects:
            add(extension, "sop:effect", name=effect)
    if flow.condition:
        _expression(element, "bpmn:conditionExpression", flow.condition)
