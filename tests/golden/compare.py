"""Compares a document with its golden file, layer by layer, and says where they differ.

Equal bytes are equal. Otherwise a PDF is compared by `compare_pdf`, a DOCX part by part, HTML and text line by line.
What differs is left in a folder: the expected file, the one we got and, for a PDF, a coloured picture of each page.
"""

from difflib import unified_diff
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from .compare_pdf import differences_of_pdfs, write_pictures

MOST_LINES = 40


def compare(name: str, expected: bytes, got: bytes, failures: Path) -> str | None:
    """Where *got* differs from *expected*, in words, or None. *name* is the document's file name.

    On a difference both are written to *failures*, which is made where it is missing.
    """
    if expected == got:
        return None
    ways = {".pdf": differences_of_pdfs, ".docx": _differences_of_docx}
    found = ways.get(Path(name).suffix, _differences_of_text)(expected, got)
    if not found:
        return None
    failures.mkdir(parents=True, exist_ok=True)
    (failures / f"expected.{name}").write_bytes(expected)
    (failures / f"got.{name}").write_bytes(got)
    if name.endswith(".pdf"):
        write_pictures(expected, got, failures / f"difference.{name}")
    return f"{name}: " + "\n".join(found)


def _differences_of_text(expected: bytes, got: bytes) -> list[str]:
    return _diff(expected.decode("utf-8", "replace"), got.decode("utf-8", "replace"), "text")


def _differences_of_docx(expected: bytes, got: bytes) -> list[str]:
    """The parts that are missing or new, and for each that changed its XML, an element a line."""
    before, after = _parts(expected), _parts(got)
    found = [f"part {name} is missing" for name in sorted(before.keys() - after.keys())]
    found += [f"part {name} is new" for name in sorted(after.keys() - before.keys())]
    for name in sorted(before.keys() & after.keys()):
        if before[name] != after[name]:
            found += _diff(before[name], after[name], name) if _is_xml(name) else [f"part {name} differs"]
    return found


def _parts(content: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: _plain(name, archive.read(name)) for name in archive.namelist()}


def _plain(name: str, content: bytes) -> str:
    if not _is_xml(name):
        return content.hex()
    canonical = etree.tostring(etree.fromstring(content), method="c14n").decode("utf-8")
    return canonical.replace("><", ">\n<")


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _diff(expected: str, got: str, name: str) -> list[str]:
    lines = unified_diff(expected.splitlines(), got.splitlines(), f"expected {name}", f"got {name}", "", "", 1, "")
    shown = list(lines)
    more = [f"... and {len(shown) - MOST_LINES} lines more"] if len(shown) > MOST_LINES else []
    return shown[:MOST_LINES] + more
