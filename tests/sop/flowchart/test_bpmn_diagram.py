"""The diagram of an exported file: everything is drawn, nothing lies on anything else."""

import re
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sop.flowchart.bpmn import bpmn
from sop.procedures.definition import Definition
from tests.sop.flowchart.bpmn_graphs import END, SMALL, on, seed_per_unit, sheets
from tests.sop.flowchart.sheets import SEEDS, sheet

MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
WAYPOINT = "{http://www.omg.org/spec/DD/20100524/DI}waypoint"
Rectangle = tuple[float, float, float, float]
Piece = tuple[float, float, float, float]


@dataclass
class Diagram:
    """Rectangles as (left, top, right, bottom) by the id they show; pieces of flows as (x, y, x, y)."""

    nodes: dict[str, Rectangle] = field(default_factory=dict)
    areas: dict[str, Rectangle] = field(default_factory=dict)
    labels: dict[str, Rectangle] = field(default_factory=dict)
    flows: dict[str, list[Piece]] = field(default_factory=dict)
    ends: dict[str, tuple[str, str]] = field(default_factory=dict)
    lane_of: dict[str, str] = field(default_factory=dict)
    elements: set[str] = field(default_factory=set)


def rectangle(element: Element) -> Rectangle:
    bounds = element.find(f"{DC}Bounds")
    x, y, width, height = (float(bounds.get(name)) for name in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def read(definition: Definition) -> Diagram:
    root = ElementTree.fromstring(bpmn(definition, key="contoh").encode())
    found = Diagram()
    read_process(found, root.find(f"{MODEL}process"))
    for shape in root.iter(f"{DI}BPMNShape"):
        name = shape.get("bpmnElement")
        kind = found.nodes if name in found.elements else found.areas
        assert name not in kind
        kind[name] = rectangle(shape)
        read_label(found, shape)
    for edge in root.iter(f"{DI}BPMNEdge"):
        points = [(float(point.get("x")), float(point.get("y"))) for point in edge.findall(WAYPOINT)]
        found.flows[edge.get("bpmnElement")] = [(*a, *b) for a, b in pairwise(points)]
        read_label(found, edge)
    return found


def read_process(found: Diagram, process: Element) -> None:
    for lane in process.iter(f"{MODEL}lane"):
        found.lane_of |= {ref.text: lane.get("id") for ref in lane}
    for element in process:
        if element.tag not in {f"{MODEL}laneSet", f"{MODEL}documentation"}:
            found.elements.add(element.get("id"))
        if element.tag == f"{MODEL}sequenceFlow":
            found.ends[element.get("id")] = (element.get("sourceRef"), element.get("targetRef"))


def read_label(found: Diagram, drawn: Element) -> None:
    if (label := drawn.find(f"{DI}BPMNLabel")) is not None:
        found.labels[drawn.get("bpmnElement")] = rectangle(label)


def overlap(one: Rectangle, other: Rectangle) -> bool:
    """Whether two rectangles, or a piece and a rectangle, share more than a border."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def upright(piece: Piece) -> Rectangle:
    """A piece with its lesser coordinates first."""
    return min(piece[0], piece[2]), min(piece[1], piece[3]), max(piece[0], piece[2]), max(piece[1], piece[3])


def crosses(piece: Piece, box: Rectangle) -> bool:
    """Whether a level or upright piece runs through the inside of a rectangle."""
    left, top, right, bottom = upright(piece)
    if top == bottom:
        return box[1] < top < box[3] and left < box[2] and box[0] < right
    return box[0] < left < box[2] and top < box[3] and box[1] < bottom


def shared(one: Piece, other: Piece) -> bool:
    """Whether two pieces run on each other for some length."""
    a, b = upright(one), upright(other)
    if a[0] == a[2] == b[0] == b[2]:
        return a[1] < b[3] and b[1] < a[3]
    return a[1] == a[3] == b[1] == b[3] and a[0] < b[2] and b[0] < a[2]


def on_border(x: float, y: float, box: Rectangle) -> bool:
    inside = box[0] <= x <= box[2] and box[1] <= y <= box[3]
    return inside and (x in (box[0], box[2]) or y in (box[1], box[3]))


def check(definition: Definition) -> None:
    """All that holds for the diagram of any SOP."""
    diagram = read(definition)
    assert set(diagram.nodes) | set(diagram.flows) == diagram.elements
    check_areas(diagram)
    for (one, box), (other, second) in combinations(diagram.nodes.items(), 2):
        assert not overlap(box, second), (one, other)
    for flow, pieces in diagram.flows.items():
        check_way(diagram, flow, pieces)
    for one, other in combinations(diagram.flows, 2):
        check_apart(diagram, one, other)


def check_areas(diagram: Diagram) -> None:
    pool = diagram.areas["participant"]
    lanes = [box for name, box in diagram.areas.items() if name != "participant"]
    assert [lane[1] for lane in lanes] == [pool[1], *(lane[3] for lane in lanes[:-1])]
    assert lanes[-1][3] == pool[3]
    for node, box in diagram.nodes.items():
        lane = diagram.areas[diagram.lane_of[node]]
        assert lane[0] < box[0] < box[2] < lane[2]
        assert lane[1] < box[1] < box[3] < lane[3]


def check_way(diagram: Diagram, flow: str, pieces: list[Piece]) -> None:
    """From border to border, straight up, down, left and right, past every other node and inside the pool."""
    source, target = diagram.ends[flow]
    assert on_border(*pieces[0][:2], diagram.nodes[source])
    assert on_border(*pieces[-1][2:], diagram.nodes[target])
    pool = diagram.areas["participant"]
    for piece in pieces:
        assert (piece[0] == piece[2]) != (piece[1] == piece[3])
        left, top, right, bottom = upright(piece)
        assert pool[0] < left
        assert pool[1] < top
        assert right < pool[2]
        assert bottom < pool[3]
        for node, box in diagram.nodes.items():
            assert not crosses(piece, box), (flow, node)


def check_apart(diagram: Diagram, one: str, other: str) -> None:
    """Two flows run on each other only before their common target, or out of a gateway with more ways than sides."""
    (source, target), (other_source, other_target) = diagram.ends[one], diagram.ends[other]
    if target == other_target:
        return
    pieces, others = diagram.flows[one], diagram.flows[other]
    if source == other_source and pieces[0][:2] == others[0][:2]:
        assert sum(end[0] == source for end in diagram.ends.values()) > 3
        pieces, others = pieces[1:], others[1:]
    assert not any(shared(a, b) for a in pieces for b in others), (one, other)


@pytest.mark.parametrize("name", SEEDS)
def test_nothing_lies_on_anything_else_in_a_seed(name):
    check(seed_per_unit(name))


@pytest.mark.parametrize("name", SMALL)
def test_nothing_lies_on_anything_else_among_forks_and_joins(name):
    check(SMALL[name])


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(definition=sheets())
def test_nothing_lies_on_anything_else_in_random_sops(definition):
    check(definition)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(name=st.sampled_from([*SMALL, *SEEDS]), data=st.data())
def test_nothing_lies_on_anything_else_whoever_does_the_steps(name, data):
    definition = SMALL.get(name) or seed_per_unit(name)
    columns = sorted(definition.actors)
    steps = {
        place: replace(step, actors=(data.draw(st.sampled_from(columns)),))
        for place, step in definition.steps.items()
    }
    check(replace(definition, steps=steps))


@pytest.mark.parametrize("name", SEEDS)
def test_names_stand_clear_of_nodes_and_of_each_other(name):
    diagram = read(seed_per_unit(name))
    for one, box in diagram.labels.items():
        assert not any(overlap(box, node) for node in diagram.nodes.values()), one
    for one, other in combinations(diagram.labels, 2):
        assert not overlap(diagram.labels[one], diagram.labels[other]), (one, other)


def test_every_name_beside_a_line_or_an_event_has_its_place():
    diagram = read(seed_per_unit("mojokerto"))
    assert set(diagram.labels) == {"start_1", "choice_3", "flow_3_1", "flow_3_2", "end_8_1"}


def test_tasks_are_as_large_as_the_longest_activity_needs():
    def size(letters: int) -> tuple[float, float]:
        definition = sheet({1: (1, [on(END)])}, 1, more={1: {"activity": "kata " * (letters // 5)}})
        left, top, right, bottom = read(definition).nodes["step_1"]
        return right - left, bottom - top

    assert size(20) == (180, 90)
    assert size(150)[0] == 180
    assert size(150)[1] > 100
    assert size(400)[0] == 240


def test_the_flow_goes_from_left_to_right_in_the_order_of_the_steps():
    diagram = read(seed_per_unit("musi-rawas"))
    tasks = sorted((box[0], name) for name, box in diagram.nodes.items() if name.startswith("step_"))
    assert [int(re.sub(r"\D", "", name)) for _, name in tasks] == list(range(1, 12))
