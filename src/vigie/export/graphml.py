"""Who acts on whom, as a GraphML network: a node an actor, an edge the acts of one type between two."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from vigie.records import Tie

_SPACE = "http://graphml.graphdrawing.org/xmlns"
_KEYS = (("type", "string"), ("acts", "int"), ("score", "double"), ("first", "string"), ("last", "string"))


def to_graphml(ties: Sequence[Tie]) -> bytes:
    """The bytes of the network."""
    root = Xml.Element("graphml", xmlns=_SPACE)
    for name, kind in _KEYS:
        Xml.SubElement(root, "key", {"id": name, "for": "edge", "attr.name": name, "attr.type": kind})
    graph = Xml.SubElement(root, "graph", edgedefault="directed")
    for code in sorted({code for tie in ties for code in (tie.actor, tie.recipient)}):
        Xml.SubElement(graph, "node", id=code)
    for tie in ties:
        edge = Xml.SubElement(graph, "edge", source=tie.actor, target=tie.recipient)
        for name, _ in _KEYS:
            Xml.SubElement(edge, "data", key=name).text = str(getattr(tie, name))
    Xml.indent(root)
    data: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"
