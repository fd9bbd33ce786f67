"""Makes the Word masters in `templates/shared/`: `python -m correspondence.rendering.master`.

`letter.docx` is the master of every letter, `plain.docx` that of a court's own documents, without a letterhead. A
master is a template of docxtpl: one paragraph for each style a block can have, in a loop over the blocks of a text. It
can also be opened and restyled in Word; then this module is history, and so is the test that they agree.
"""

from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Mm, Pt

from correspondence.shipped import SHARED

from . import boxed, left_out
from .archive import stable_zip
from .word_styles import ACCENT, BLOCK_STYLES, PLAIN_PARAGRAPHS, set_paragraph_styles, set_plain_styles, set_styles

MASTER, PLAIN_MASTER = SHARED / "letter.docx", SHARED / "plain.docx"

LEFT, RIGHT, TOP, BOTTOM = Mm(27.6), Mm(20), Mm(15), Mm(17)
ADDRESS = {"x": 27.6, "y": 42.5, "w": 89.4, "h": 20.8}  # letter_print_spec.json, 3 mm within
SENDER = {"x": 130.0, "y": 12.4, "w": 60.0, "h": 45.0}
MEASURE = Mm(18)
"""How far from the right margin a line of words ends: some 70 characters."""

BELOW_SENDER, BODY_TOP = Mm(57), Mm(95)

_LETTERHEAD_END = Mm(28)
_RULE = "8A80A3"


def make() -> bytes:
    """The master of letters, the same bytes each time."""
    master = docx.Document()
    set_styles(master)
    set_paragraph_styles(master, dict.fromkeys(boxed.STYLES, ("Normal", 12, False, 0, 3)))
    boxed.draw(master, ACCENT)
    section = _page(master)
    section.different_first_page_header_footer = True
    _letterhead(section.first_page_header)
    for foot in (section.first_page_footer, section.footer):
        _foot(foot)
    master.styles["Normal"].paragraph_format.right_indent = MEASURE
    cover = _address(master)
    _blocks(master, (*BLOCK_STYLES, *boxed.STYLES))
    _end_section(cover, section)
    return _saved(master, section)


def make_plain() -> bytes:
    """The master of documents without a letterhead, the same bytes each time."""
    master = docx.Document()
    set_styles(master)
    set_plain_styles(master)
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
    _room(header, BODY_TOP - _LETTERHEAD_END)
    header.add_paragraph("{%p elif sender %}", style="Letterhead Line")
    _room(header, BELOW_SENDER - _LETTERHEAD_END)
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
    for words in ("{%p if what_we_are %}", "{{ what_we_are }}", "{%p endif %}"):
        footer.add_paragraph(words, style="Letter Foot")


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
            table.cell(row, column).paragraphs[0].style = master.styles["Letter Cell"]
    table.cell(0, 1).paragraphs[0].runs[0].bold = True
    heading = table.rows[0]._tr.get_or_add_trPr()
    heading.append(OxmlElement("w:tblHeader"))
    _rules(table)


def _rules(table: Any) -> None:
    """Thin lines below the rows, as the PDF has them, and none beside the cells."""
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{_RULE}"'
    sides = "".join(f'<w:{side} w:val="nil"/>' for side in ("top", "left"))
    borders = f'{sides}<w:bottom {line}/><w:right w:val="nil"/><w:insideH {line}/><w:insideV w:val="nil"/>'
    table._tbl.tblPr.insert_element_before(
        parse_xml(f"<w:tblBorders {nsdecls('w')}>{borders}</w:tblBorders>"),
        "w:shd",
        "w:tblLayout",
        "w:tblCellMar",
        "w:tblLook",
    )


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
