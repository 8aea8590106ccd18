"""Writing XML: elements with their prefix, text without what XML 1.0 forbids."""

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

NAMESPACES = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "sop": "urn:sop-ap:bpmn:1",
}
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def root(tag: str, **attributes: str) -> Element:
    """The outermost element, with all namespaces."""
    spaces = {f"xmlns:{prefix}": address for prefix, address in NAMESPACES.items()}
    return Element(tag, {**spaces, **_clean(attributes)})


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """An element in another; attributes that are "" are left out."""
    child = SubElement(parent, tag, _clean(attributes))
    child.text = _FORBIDDEN.sub("", text) or None
    return child


def _clean(attributes: dict[str, str]) -> dict[str, str]:
    return {name.replace("__", ":"): _FORBIDDEN.sub("", value) for name, value in attributes.items() if value}


def text_of(element: Element) -> str:
    indent(element)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(element, encoding="unicode")}\n'
