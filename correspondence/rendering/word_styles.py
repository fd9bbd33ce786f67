"""The styles of the Word masters: their fonts and colours, and where a page may break."""

from collections.abc import Mapping
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

ACCENT, GREY, BLACK = RGBColor(0x3C, 0x2A, 0x63), RGBColor(0x33, 0x33, 0x33), RGBColor(0, 0, 0)
FONT = "Arial"  # a Word file brings no fonts along: this one is on its reader's machine, with its Arabic letters

PARAGRAPHS = {  # style: (based on, size, bold, space before, space after)
    "Letter Marking": ("Normal", 12, True, 0, 0),
    "Letter Reference": ("Normal", 12, False, 0, 0),
    "Letter Date": ("Normal", 12, False, 0, 12),
    "Letter Salutation": ("Normal", 12, False, 0, 8),
    "Letter Closing": ("Normal", 12, False, 12, 14),
    "Letter Signature": ("Normal", 12, False, 0, 0),
    "Letter Contact": ("Normal", 12, False, 0, 0),
    "Letter Note": ("Normal", 10, False, 6, 3),
    "Letter Cell": ("Normal", 10.5, False, 2, 2),
}
SHEET = {
    "Letterhead": (25, True, ACCENT),
    "Letterhead Line": (8, False, ACCENT),
    "Letter Sender": (8.5, False, GREY),
    "Letter Address": (8, False, None),
    "Letter Foot": (8.5, False, GREY),
}
_TINT = "F2F0F7"
BLOCK_STYLES = ("Heading 1", "Heading 2", "Heading 3", "Normal", *(x for x in PARAGRAPHS if x != "Letter Cell"))
PLAIN_PARAGRAPHS = {  # of a court's own documents, and of the answers for a form
    "Form Line": ("Normal", 12, False, 0, 0),
    "Form Blank": ("Normal", 12, False, 16, 6),
    "Form Question": ("Normal", 12, True, 8, 0),
    "Form Answer": ("Normal", 12, False, 0, 2),
}


def set_styles(master: Any) -> None:
    """Gives a master the styles of letters."""
    normal = master.styles["Normal"]
    _font(normal, 12, bold=False, colour=None)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.18
    for level, height, space in ((1, 17, 4), (2, 13, 12), (3, 12, 10)):
        heading = master.styles[f"Heading {level}"]
        _font(heading, height, bold=True, colour=ACCENT)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(space), Pt(4)
    set_paragraph_styles(master, PARAGRAPHS)
    for name, (points, bold, colour) in SHEET.items():
        style = master.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _font(style, points, bold=bold, colour=colour)
        style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.line_spacing = Pt(8.4) if name == "Letter Address" else 1.1
    for name in ("List Bullet", "List Number"):
        master.styles[name].paragraph_format.space_after = Pt(4)
    _pages(master.styles)
    _tint(master.styles["Letter Contact"])
    master.styles["Letter Cell"].paragraph_format.right_indent = Mm(0)


def _pages(styles: Any) -> None:
    """No heading and no closing stands alone at the foot of a page, and no name at the head of one."""
    for name in ("Letter Salutation", "Letter Closing", "Letter Contact"):
        styles[name].paragraph_format.keep_with_next = True
    for name in ("Normal", "Letter Note", "Letter Contact"):
        styles[name].paragraph_format.keep_together = True


def _tint(style: Any) -> None:
    """The box of what a reader needs to reach us: the same tint as in the PDF."""
    shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{_TINT}"/>')
    style.element.get_or_add_pPr().insert_element_before(shade, "w:spacing", "w:ind", "w:jc")


def set_paragraph_styles(master: Any, described: Mapping[str, tuple[str, float, bool, float, float]]) -> None:
    """Gives a master paragraph styles, each with its base, points, weight, and points of space before and after."""
    for name, (base, size, bold, before, after) in described.items():
        style = master.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = master.styles[base]
        _font(style, size, bold=bold, colour=None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def set_plain_styles(master: Any) -> None:
    """Black headings, the first in the middle; a line to write on below each blank; questions kept with answers."""
    set_paragraph_styles(master, PLAIN_PARAGRAPHS)
    for level in (1, 2, 3):
        master.styles[f"Heading {level}"].font.color.rgb = BLACK
    for name in ("Heading 1", "Letter Marking"):
        master.styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    master.styles["Form Question"].paragraph_format.keep_with_next = True
    numbered = master.styles["List Number"].element.get_or_add_pPr()
    for closed_up in numbered.findall(qn("w:contextualSpacing")):
        numbered.remove(closed_up)
    line = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="4" w:space="4" w:color="000000"/>'
        f'<w:between w:val="single" w:sz="4" w:space="4" w:color="000000"/></w:pBdr>'
    )
    master.styles["Form Blank"].element.get_or_add_pPr().insert_element_before(line, "w:spacing", "w:ind", "w:jc")


def _font(style: Any, size: float, *, bold: bool, colour: RGBColor | None) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, False
    style.font.cs_bold = bold
    if colour is not None:
        style.font.color.rgb = colour
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FONT)
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    complex_size = OxmlElement("w:szCs")
    complex_size.set(qn("w:val"), str(round(size * 2)))
    properties.find(qn("w:sz")).addnext(complex_size)
