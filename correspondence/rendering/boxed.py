"""The styles of a panel in a Word file: one box around its paragraphs, whichever way they run.

The master has them. A file without a panel is the same as if no master had.
"""

from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

LEFT_TO_RIGHT, RIGHT_TO_LEFT = STYLES = ("Letter Panel", "Letter Panel Right To Left")

_SPACES = {"top": 6, "left": 8, "bottom": 3, "right": 8}
"""How far the words keep from each side of the box, in points."""


def draw(master: Any, colour: RGBColor) -> None:
    """Gives the styles of a master their box."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="10" w:space="{space}" w:color="{colour}"/>' for side, space in _SPACES.items()
    )
    for name in STYLES:
        style = master.styles[name]
        style.paragraph_format.left_indent = style.paragraph_format.right_indent = Pt(_SPACES["left"])
        style.paragraph_format.keep_together = style.paragraph_format.keep_with_next = True
        box = parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>")
        style.element.get_or_add_pPr().insert_element_before(box, "w:spacing", "w:ind", "w:jc")
    master.styles[RIGHT_TO_LEFT].element.pPr.find(qn("w:spacing")).addprevious(OxmlElement("w:bidi"))


def take_out(document: Any) -> None:
    """Takes the styles out of a file that has no panel."""
    for style in [style for style in document.styles if style.name in STYLES]:
        style.element.getparent().remove(style.element)
