"""The tokens of a BPMN file, moved as BPMN 2.0 says (chapter 13), to compare them with the game the engine plays.

Written for the elements that an exported SOP has, and for them without leniency: a parallel gateway takes one token
from each flow, and what is left over stays.
"""

import re
from collections import Counter
from functools import cached_property

from defusedxml import ElementTree

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
CONDITION = re.compile(r'(choice_\d+) == "([^"]+)"')


class Tokens:
    """A case on a BPMN file: `on` counts the tokens of each flow, `open` those in each task."""

    def __init__(self, text: str) -> None:
        process = ElementTree.fromstring(text.encode()).find(f"{BPMN}process")
        elements = [element for element in process if element.get("id")]
        self.tags = {element.get("id"): element.tag.removeprefix(BPMN) for element in elements}
        self.flows = {
            element.get("id"): (element.get("sourceRef"), element.get("targetRef"))
            for element in elements
            if element.tag == f"{BPMN}sequenceFlow"
        }
        self.conditions = {
            element.get("id"): CONDITION.fullmatch(condition.text).groups()
            for element in elements
            if (condition := element.find(f"{BPMN}conditionExpression")) is not None
        }
        self.on: Counter[str] = Counter()
        self.open: Counter[str] = Counter()
        self.chosen: dict[str, str] = {}

    def start(self, event: str) -> None:
        self._send(event)
        self._settle()

    def complete(self, task: str, choice: tuple[str, str]) -> None:
        """Finish an open task; `choice`: the variable that decides at the gateway behind it, and its value."""
        assert self.open[task]
        self.chosen.update([choice])
        self.open[task] -= 1
        self._send(task)
        self._settle()

    @property
    def steps(self) -> dict[int, int]:
        """The places of the open steps, with how often each is open."""
        return {int(task.removeprefix("step_")): count for task, count in self.open.items() if count}

    @property
    def left_over(self) -> int:
        return sum(self.on.values())

    @cached_property
    def incoming(self) -> dict[str, list[str]]:
        return {node: [f for f, (_, target) in self.flows.items() if target == node] for node in self.tags}

    def _send(self, node: str) -> None:
        for flow, (source, _) in self.flows.items():
            if source == node and self._holds(flow):
                self.on[flow] += 1

    def _holds(self, flow: str) -> bool:
        if flow not in self.conditions:
            return True
        variable, value = self.conditions[flow]
        return self.chosen[variable] == value

    def _settle(self) -> None:
        while self._moved():
            pass

    def _moved(self) -> bool:
        """One thing that can happen, inclusive gateways last of all."""
        nodes = sorted(self.incoming, key=lambda node: (self.tags[node] == "inclusiveGateway", node))
        return any(self._passed(node) for node in nodes if any(self.on[f] for f in self.incoming[node]))

    def _passed(self, node: str) -> bool:
        flows = [flow for flow in self.incoming[node] if self.on[flow]]
        match self.tags[node]:
            case "parallelGateway":
                ready = len(flows) == len(self.incoming[node])
            case "inclusiveGateway":
                ready = self._gathered(node, flows)
            case _:
                ready, flows = True, flows[:1]
        if ready:
            self.on.subtract(flows)
            if self.tags[node] == "userTask":
                self.open[node] += 1
            else:
                self._send(node)
        return ready

    def _gathered(self, node: str, filled: list[str]) -> bool:
        """Nothing can still come to an empty flow, unless it could come to a filled one as well."""
        to_filled = self._before(node, filled)
        to_empty = self._before(node, [flow for flow in self.incoming[node] if flow not in filled])
        starts = {flow for flow, count in self.on.items() if count and self.flows[flow][1] != node}
        starts |= {f for f, (source, _) in self.flows.items() if self.open[source]}
        return not (starts & to_empty) - to_filled

    def _before(self, gateway: str, flows: list[str]) -> set[str]:
        """The flows from which these can be reached without a visit to the gateway."""
        found, todo = set(flows), list(flows)
        while todo:
            source = self.flows[todo.pop()][0]
            if source != gateway:
                new = set(self.incoming[source]) - found
                found |= new
                todo += new
        return found
