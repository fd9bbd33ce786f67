"""Makes the Word masters in `templates/shared/`: `python -m correspondence.rendering.master`.

`letter.docx` is the master of every letter, `plain.docx` that of a court's own documents, without a letterhead. A
master is a template of docxtpl: one paragraph for each style a block can have, in a loop over the blocks of a text. It
can also be opened and restyled in Word; then this module is history, and so is the test that they agree.
"""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Mm, Pt, RGBColor

from correspondence.shipped import SHARED

from . import left_out
from .archive import stable_zip

MASTER, PLAIN_MASTER = SHARED / "letter.docx", SHARED / "plain.docx"

ACCENT, GREY, BLACK = RGBColor(0x3C, 0x2A, 0x63), RGBColor(0x33, 0x33, 0x33), RGBColor(0, 0, 0)
FONT = "Arial"  # a Word file brings no fonts along: this one is on its reader's machine, with its Arabic letters
LEFT, RIGHT, TOP, BOTTOM = Mm(27.6), Mm(20), Mm(15), Mm(17)
ADDRESS = {"x": 27.6, "y": 42.5, "w": 89.4, "h": 20.8}  # letter_print_spec.json, 3 mm within
SENDER = {"x": 130.0, "y": 12.4, "w": 60.0, "h": 15.0}
BODY_TOP = Mm(95)

PARAGRAPHS = {  # style: (based on, size, bold, space before, space after)
    "Letter Marking": ("Normal", 12, True, 0, 0),
    "Letter Reference": ("Normal", 12, False, 0, 0),
    "Letter Date": ("Normal", 12, False, 0, 12),
    "Letter Salutation": ("Normal", 12, False, 0, 8),
    "Letter Closing": ("Normal", 12, False, 12, 14),
    "Letter Signature": ("Normal", 12, False, 0, 0),
    "Letter Note": ("Normal", 10, False, 6, 3),
}
SHEET = {
    "Letterhead": (25, True, ACCENT),
    "Letterhead Line": (8, False, ACCENT),
    "Letter Sender": (8.5, False, GREY),
    "Letter Address": (8, False, None),
    "Letter Foot": (8.5, False, GREY),
}
BLOCK_STYLES = ("Heading 1", "Heading 2", "Heading 3", "Normal", *PARAGRAPHS)
PLAIN_PARAGRAPHS = {  # of a court's own documents, and of the answers for a form
    "Form Line": ("Normal", 12, False, 0, 0),
    "Form Blank": ("Normal", 12, False, 16, 6),
    "Form Question": ("Normal", 12, True, 8, 0),
    "Form Answer": ("Normal", 12, False, 0, 2),
}


def make() -> bytes:
    """The master of letters, the same bytes each time."""
    master = docx.Document()
    _styles(master)
    section = _page(master)
    section.different_first_page_header_footer = True
    _letterhead(section.first_page_header)
    for foot in (section.first_page_footer, section.footer):
        _foot(foot)
    cover = _address(master)
    _blocks(master, BLOCK_STYLES)
    _end_section(cover, section)
    return _saved(master, section)


def make_plain() -> bytes:
    """The master of documents without a letterhead, the same bytes each time."""
    master = docx.Document()
    _styles(master)
    _plain_styles(master)
    section = _page(master)
    _foot(section.footer)
    _blocks(master, (*BLOCK_STYLES, *PLAIN_PARAGRAPHS))
    return _saved(master, section)


def _page(master: Any) -> Any:
    section = master.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.header_distance, section.footer_distance = Mm(11), Mm(8.5)
    return section


def _saved(master: Any, section: Any) -> bytes:
    _numbered_from_one(section)
    left_out.take_out(master)
    saved = BytesIO()
    master.save(saved)
    return stable_zip(saved.getvalue())


def _styles(master: Any) -> None:
    normal = master.styles["Normal"]
    _font(normal, 12, bold=False, colour=None)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.18
    for level, height, space in ((1, 17, 4), (2, 13, 12), (3, 12, 10)):
        heading = master.styles[f"Heading {level}"]
        _font(heading, height, bold=True, colour=ACCENT)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(space), Pt(4)
    _paragraph_styles(master, PARAGRAPHS)
    for name, (points, bold, colour) in SHEET.items():
        style = master.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _font(style, points, bold=bold, colour=colour)
        style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.line_spacing = Pt(8.4) if name == "Letter Address" else 1.1
    for name in ("List Bullet", "List Number"):
        master.styles[name].paragraph_format.space_after = Pt(4)


def _paragraph_styles(master: Any, described: Mapping[str, tuple[str, float, bool, float, float]]) -> None:
    for name, (base, size, bold, before, after) in described.items():
        style = master.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = master.styles[base]
        _font(style, size, bold=bold, colour=None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _plain_styles(master: Any) -> None:
    """Black headings, the first in the middle; a line to write on below each blank; questions kept with answers."""
    _paragraph_styles(master, PLAIN_PARAGRAPHS)
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


def _place(paragraph: Any, x: float, y: float, w: float, h: float) -> None:
    """Puts a paragraph at a place on the sheet, in millimetres from its corner, whatever the words around it do."""
    left, top, width, height = (round(value * 1440 / 25.4) for value in (x, y, w, h))  # twips
    frame = parse_xml(
        f'<w:framePr {nsdecls("w")} w:w="{width}" w:h="{height}" w:hRule="exact" w:hSpace="0" w:wrap="around" '
        f'w:vAnchor="page" w:hAnchor="page" w:x="{left}" w:y="{top}"/>'
    )
    paragraph._p.get_or_add_pPr().insert_element_before(
        frame, "w:widowControl", "w:numPr", "w:spacing", "w:ind", "w:jc"
    )


def _letterhead(header: Any) -> None:
    """The letterhead, and below it the room for the address, where there is one."""
    header.is_linked_to_previous = False
    first = header.paragraphs[0]
    first.style, first.text = "Letterhead", "Cafcass"
    header.add_paragraph("Children and Family Court Advisory and Support Service", style="Letterhead Line")
    for words in ("{%p for line in sender %}", "{{ line }}", "{%p endfor %}"):
        _place(header.add_paragraph(words, style="Letter Sender"), **SENDER)
    header.add_paragraph("{%p if posted %}", style="Letterhead Line")
    _room(header, BODY_TOP - Mm(28))
    header.add_paragraph("{%p else %}", style="Letterhead Line")
    _room(header, Mm(10))
    header.add_paragraph("{%p endif %}", style="Letterhead Line")


def _room(header: Any, height: int) -> None:
    space = header.add_paragraph(style="Letterhead Line").paragraph_format
    space.line_spacing = Emu(height)


def _foot(footer: Any) -> None:
    footer.is_linked_to_previous = False
    line = footer.paragraphs[0]
    line.style = "Letter Foot"
    line.paragraph_format.tab_stops.clear_all()
    line.paragraph_format.tab_stops.add_tab_stop(Mm(210) - LEFT - RIGHT, WD_TAB_ALIGNMENT.RIGHT)
    line.add_run("{{ reference }}")
    line.add_run("\t{{ page_line[0] }}")
    _field(line, "PAGE")
    line.add_run("{{ page_line[1] }}")
    _field(line, "{{ total }}")
    line.add_run("{{ page_line[2] }}")


def _field(paragraph: Any, instruction: str) -> None:
    field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{instruction}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    paragraph._p.append(field)


def _address(master: Any) -> Any:
    """The address, where there is one; the paragraph at which a cover ends is returned."""
    for words in ("{%p for line in address %}", "{{ line }}", "{%p endfor %}"):
        line = master.add_paragraph(words, style="Letter Address")
        if words == "{{ line }}":
            _place(line, **ADDRESS)
    master.add_paragraph("{%p if address %}", style="Letter Address")
    anchor = master.add_paragraph("", style="Letter Address")  # the frame hangs on it: a right-to-left paragraph
    anchor.paragraph_format.line_spacing = Pt(1)  # would mirror the frame
    master.add_paragraph("{%p endif %}", style="Letter Address")
    master.add_paragraph("{%p if covered %}", style="Normal")
    cover = master.add_paragraph("", style="Normal")
    master.add_paragraph("{%p endif %}", style="Normal")
    return cover


def _blocks(master: Any, styles: tuple[str, ...]) -> None:
    def line(words: str, style: str = "Normal") -> None:
        master.add_paragraph(words, style=style)

    line("{%p for block in blocks %}")
    word = "if"
    for style in styles:
        line(f'{{%p {word} block.style == "{style}" %}}')
        line("{{r block.runs }}", style)
        word = "elif"
    for kind in ("List Bullet", "List Number"):
        line(f'{{%p elif block.style == "{kind}" %}}')
        line("{%p for item in block.lines %}", kind)
        line("{{r item }}", kind)
        line("{%p endfor %}", kind)
    line("{%p else %}")
    _table(master)
    line("{%p endif %}")
    line("{%p endfor %}")


def _table(master: Any) -> None:
    master.add_paragraph("{{ block.caption }}", style="Caption")
    table = master.add_table(rows=4, cols=3, style="Table Grid")
    for row, marks in enumerate(
        (
            ("{%tc for cell in block.header %}", "{{ cell }}", "{%tc endfor %}"),
            ("{%tr for row in block.rows %}", "", ""),
            ("{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}"),
            ("{%tr endfor %}", "", ""),
        )
    ):
        for column, mark in enumerate(marks):
            table.cell(row, column).text = mark
    table.cell(0, 1).paragraphs[0].runs[0].bold = True
    heading = table.rows[0]._tr.get_or_add_trPr()
    heading.append(OxmlElement("w:tblHeader"))


def _end_section(paragraph: Any, section: Any) -> None:
    """Ends a first section at *paragraph*: the cover, with the letterhead and nothing at its foot."""
    cover = parse_xml(section._sectPr.xml)
    for foot in cover.findall(qn("w:footerReference")):
        cover.remove(foot)
    paragraph._p.get_or_add_pPr().append(cover)


def _numbered_from_one(section: Any) -> None:
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    section._sectPr.find(qn("w:pgMar")).addnext(numbers)


if __name__ == "__main__":
    MASTER.write_bytes(make())
    PLAIN_MASTER.write_bytes(make_plain())
