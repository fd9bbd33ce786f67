"""The parts of a Word file that are a letter's own: its words, the sheet around them, and the file's properties.

All others, such as the styles, are the same in each letter of a sort. So a master is opened once, and only these are
made of it, as docxtpl makes them.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from docx.opc.coreprops import CoreProperties
from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docxtpl import DocxTemplate
from jinja2 import Environment

from correspondence.protocol.record import record

_PROPERTIES = "docProps/core.xml"
_RENDERED = ("author", "comments", "identifier", "language", "subject", "title")
"""The properties that docxtpl takes for templates, and so writes."""


@record
class Master:
    """A master, opened: its parts that are templates, by name, and what is around the words of its body."""

    template: Any
    sources: dict[str, str]
    body: str
    around: Any


def opened(template: DocxTemplate) -> Master:
    """A master, opened to make own parts of it again and again."""
    template.render_init()
    document = template.docx.part
    body, sources = _name(document), {_name(document): template.patch_xml(template.get_xml())}
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(uri):
            sources[_name(part)] = template.patch_xml(template.get_part_xml(part))
    around = deepcopy(document.element)
    for child in list(around.body):
        around.body.remove(child)
    return Master(template=template, sources=sources, body=body, around=around)


def own_parts(
    master: Master, sight: Mapping[str, object], environment: Environment, describe: Callable[[Any], None]
) -> dict[str, bytes]:
    """A letter's own parts, by name. *sight*: what the master sees of it; *describe* sets the file's properties."""
    made = {}
    for name, source in master.sources.items():
        xml = master.template.render_xml_part(source, None, sight, environment)
        made[name] = serialize_part_xml(_with_words(master, xml) if name == master.body else parse_xml(xml.encode()))
    return {**made, _PROPERTIES: _properties(master, describe)}


def _with_words(master: Master, xml: str) -> Any:
    whole = deepcopy(master.around)
    whole.replace(whole.body, master.template.fix_tables(xml))
    return whole


def _properties(master: Master, describe: Callable[[Any], None]) -> bytes:
    """The properties of a file, as the master has them but for what is set."""
    known = master.template.docx.core_properties
    own = CoreProperties(deepcopy(known._element))
    for name in _RENDERED:
        setattr(own, name, getattr(known, name))
    describe(own)
    return bytes(serialize_part_xml(own._element))


def _name(part: Any) -> str:
    return str(part.partname)[1:]
