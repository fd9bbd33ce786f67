"""A Word file whose table needs the whole width of the paper: turned sideways, and fit to be printed on many pages.

The header of a table stands on every page of it (the master says so), and no row is split. A cell that the text marks
as changed, with an asterisk at its end, is bold.
"""

from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

WIDTH, HEIGHT, SIDE, TOP, BOTTOM = Mm(297), Mm(210), Mm(15), Mm(12), Mm(15)
MARK = "*"
SHARES = (14, 42, 26, 38, 70, 45, 37, 37, 37, 37, 37, 44, 38, 34)
"""How wide the columns of a court's list are, as in `list.css`. Those of any other table are all alike."""

_CELL, _CELL_ID = "List Cell", "ListCell"
_TWIPS = 1440 / 25.4


def lay_out(document: Any) -> None:
    """Turns the paper of a finished Word file, leaves the letterhead off, and lays out each table."""
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, WIDTH, HEIGHT
    section.left_margin = section.right_margin = SIDE
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.different_first_page_header_footer = False
    _widen_feet(document)
    _add_style(document)
    for table in document.element.body.iter(qn("w:tbl")):
        _lay_out_table(table)


def _widen_feet(document: Any) -> None:
    """Puts the page line at the right margin: in the feet that docxtpl has made, not those `section.footer` finds."""
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FOOTER:
            for stops in relation.target_part.element.iter(qn("w:tabs")):
                for stop in stops:
                    stop.set(qn("w:pos"), str(round((WIDTH - 2 * SIDE) / Mm(1) * _TWIPS)))


def _add_style(document: Any) -> None:
    style = document.styles.add_style(_CELL, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.font.size = Pt(8)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.right_indent = Mm(0)
    style.paragraph_format.line_spacing = 1.1


def _lay_out_table(table: Any) -> None:
    grid = list(table.tblGrid.iter(qn("w:gridCol")))
    shares = SHARES if len(grid) == len(SHARES) else (1,) * len(grid)
    columns = [round((WIDTH - 2 * SIDE) / Mm(1) * _TWIPS * share / sum(shares)) for share in shares]
    properties = table.tblPr
    properties.find(qn("w:tblW")).set(qn("w:type"), "dxa")
    properties.find(qn("w:tblW")).set(qn("w:w"), str(sum(columns)))
    layout = OxmlElement("w:tblLayout")
    layout.set(qn("w:type"), "fixed")
    properties.find(qn("w:tblLook")).addprevious(layout)
    for column, width in zip(grid, columns, strict=True):
        column.set(qn("w:w"), str(width))
    for row in table.iter(qn("w:tr")):
        row.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))
        for cell, width in zip(row.iter(qn("w:tc")), columns, strict=True):
            _lay_out_cell(cell, width)


def _lay_out_cell(cell: Any, width: int) -> None:
    size = cell.get_or_add_tcPr().find(qn("w:tcW"))
    size.set(qn("w:type"), "dxa")
    size.set(qn("w:w"), str(width))
    runs = list(cell.iter(qn("w:r")))
    for paragraph in cell.iter(qn("w:p")):
        paragraph.get_or_add_pPr().get_or_add_pStyle().val = _CELL_ID
    if "".join(text.text or "" for text in cell.iter(qn("w:t"))).endswith(MARK):
        for run in runs:
            run.get_or_add_rPr()._add_b()
