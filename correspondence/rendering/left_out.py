"""What python-docx's own template brings along and no letter of ours shows or says: it is taken out of the masters."""

from datetime import datetime
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

_STYLES_WITH_EFFECTS = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"


def take_out(master: Any) -> None:
    """Takes what the template says of itself out of a master, its picture, and the styles that nothing has."""
    for name in ("author", "comments", "keywords", "last_modified_by", "subject", "title"):
        setattr(master.core_properties, name, "")
    master.core_properties.created = master.core_properties.modified = datetime(2026, 1, 1)  # noqa: DTZ001
    _drop(master.part.package.rels, RELATIONSHIP_TYPE.THUMBNAIL)
    _drop(master.part.rels, _STYLES_WITH_EFFECTS)
    _drop_styles_of_tables(master)


def _drop(relations: Any, kind: str) -> None:
    for key in [key for key, relation in relations.items() if relation.reltype == kind]:
        del relations[key]


def _drop_styles_of_tables(master: Any) -> None:
    """A hundred styles that no table of the master has: most of what a Word file would weigh."""
    used = {named.get(qn("w:val")) for named in master.element.iter(qn("w:tblStyle"))}
    styles = master.styles.element
    for style in styles.findall(qn("w:style")):
        is_shown = style.get(qn("w:default")) == "1" or style.get(qn("w:styleId")) in used
        if style.get(qn("w:type")) == "table" and not is_shown:
            styles.remove(style)
