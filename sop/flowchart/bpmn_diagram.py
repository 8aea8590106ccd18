"""The diagram of a BPMN file (BPMN DI): shapes with their bounds, edges with their way points."""

from xml.etree.ElementTree import Element

from sop.flowchart.bpmn_graph import Graph, Kind
from sop.flowchart.bpmn_layout import Layout
from sop.flowchart.bpmn_measures import Box
from sop.flowchart.bpmn_xml import add


def write(parent: Element, graph: Graph, layout: Layout) -> None:
    """Add the diagram of the collaboration to the definitions."""
    diagram = add(parent, "bpmndi:BPMNDiagram", id="diagram")
    plane = add(diagram, "bpmndi:BPMNPlane", id="plane", bpmnElement="collaboration")
    _shape(plane, "participant", layout.pool, isHorizontal="true")
    for number, box in enumerate(layout.lanes, start=1):
        _shape(plane, f"lane_{number}", box, isHorizontal="true")
    for node in graph.nodes:
        marked = "true" if node.kind in {Kind.CHOICE, Kind.MERGE} else ""
        shape = _shape(plane, node.id, layout.nodes[node.id], isMarkerVisible=marked)
        _label(shape, layout.labels.get(node.id))
    for flow in graph.flows:
        edge = add(plane, "bpmndi:BPMNEdge", id=f"{flow.id}_di", bpmnElement=flow.id)
        for x, y in layout.ways[flow.id]:
            add(edge, "di:waypoint", x=str(x), y=str(y))
        _label(edge, layout.labels.get(flow.id))


def _shape(plane: Element, name: str, box: Box, **attributes: str) -> Element:
    shape = add(plane, "bpmndi:BPMNShape", id=f"{name}_di", bpmnElement=name, **attributes)
    _bounds(shape, box)
    return shape


def _bounds(parent: Element, box: Box) -> None:
    add(parent, "dc:Bounds", x=str(box.x), y=str(box.y), width=str(box.width), height=str(box.height))


def _label(parent: Element, box: Box | None) -> None:
    if box:
        _bounds(add(parent, "bpmndi:BPMNLabel"), box)
