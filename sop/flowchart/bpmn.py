"""An SOP as BPMN 2.0 XML: a process that engines can run and modellers can open."""

import hashlib
import re

from sop.flowchart import bpmn_diagram, bpmn_process
from sop.flowchart.bpmn_build import build
from sop.flowchart.bpmn_layout import lay_out
from sop.flowchart.bpmn_xml import add, root, text_of
from sop.flowchart.errors import NoProcess
from sop.procedures.definition import Definition
from sop.procedures.models import SopVersion
from sop.procedures.pages import definition_of
from sop.procedures.queries import data_of
from sop.procedures.sheets import Sheet

__all__ = ["bpmn", "bpmn_of", "process_id"]


def bpmn_of(version: SopVersion) -> str:
    """The file of one version, as published or as drafted; NoProcess where there is nothing to run."""
    definition = definition_of(Sheet(data_of(version)))
    if definition is None or not definition.steps:
        raise NoProcess
    return bpmn(definition, key="-".join(str(part) for part in version.natural_key()))


def bpmn(definition: Definition, *, key: str) -> str:
    """The whole file; the same definition and key give the same text. `key` names the SOP and its version.

    Each column is a lane, each step a user task; at a step with several ways out the variable `choice_<place>`
    holds the key of the move (`Move.key`), and a step per unit runs `unit_count_<place>` times at once. What the
    sheet does not say, the official's right to return a document, is left out.
    """
    graph = build(definition)
    process = process_id(key)
    definitions = root("bpmn:definitions", id="definitions", targetNamespace="urn:sop-ap:procedures")
    collaboration = add(definitions, "bpmn:collaboration", id="collaboration")
    add(collaboration, "bpmn:participant", id="participant", name=definition.title, processRef=process)
    bpmn_process.write(definitions, graph, process)
    bpmn_diagram.write(definitions, graph, lay_out(graph))
    return text_of(definitions)


def process_id(key: str) -> str:
    """The id of the process: an NCName; keys that differ only in other signs stay apart by their hash."""
    plain = re.sub(r"[^A-Za-z0-9_-]+", "_", key)
    mark = "" if plain == key else "_" + hashlib.sha256(key.encode()).hexdigest()[:8]
    return f"sop_{plain}{mark}"
