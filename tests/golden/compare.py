"""Compares a document with its golden file, layer by layer, and says where they differ.

Equal bytes are equal, and on the reference machine nothing else is. Elsewhere a PDF is compared by `compare_pdf`, the
text of a Word file part by part, HTML and text line by line.
What differs is left in a folder: the expected file, the one we got and, for a PDF, a coloured picture of each page.
"""

from collections.abc import Sequence
from difflib import unified_diff
from pathlib import Path

from . import word_files
from .compare_pdf import differences_of_pdfs, write_pictures

MOST_LINES = 40


def compare(name: str, expected: bytes, got: bytes, failures: Path, *, exactly: bool = False) -> str | None:
    """Where *got* differs from *expected*, in words, or None. *name* is the golden file's.

    With *exactly* other bytes are a difference even where nothing that is read or seen differs.
    On a difference both are written to *failures*, which is made where it is missing.
    """
    found = differences(name, expected, got, exactly=exactly)
    if not found:
        return None
    failures.mkdir(parents=True, exist_ok=True)
    (failures / f"expected.{name}").write_bytes(expected)
    (failures / f"got.{name}").write_bytes(got)
    if name.endswith(".pdf"):
        write_pictures(expected, got, failures / f"difference.{name}")
    return f"{name}: " + "\n".join(found)


def differences(name: str, expected: bytes, got: bytes, *, exactly: bool) -> list[str]:
    """The same, a line a difference, with nothing written."""
    if expected == got:
        return []
    ways = {".pdf": differences_of_pdfs, word_files.SUFFIX: _differences_of_word_files}
    found = ways.get(Path(name).suffix, _differences_of_text)(expected, got)
    if not found and exactly:
        return ["its bytes differ, and nothing that is read or seen"]
    return list(found)


def _differences_of_text(expected: bytes, got: bytes) -> list[str]:
    before, after = (content.decode("utf-8", "replace").splitlines() for content in (expected, got))
    return _diff(before, after, "text")


def _differences_of_word_files(expected: bytes, got: bytes) -> list[str]:
    """The parts that are missing or new, and for each that changed its XML where it stands, a line a run."""
    before, after = word_files.parts_of(expected), word_files.parts_of(got)
    found = [f"part {name} is missing" for name in sorted(before.keys() - after.keys())]
    found += [f"part {name} is new" for name in sorted(after.keys() - before.keys())]
    for name in sorted(before.keys() & after.keys()):
        if before[name].lines != after[name].lines:
            found += _diff(before[name].lines, after[name].lines, name)
        elif before[name] != after[name]:
            found.append(f"part {name} differs in its bytes")
    return found or ["its parts stand in another order"]


def _diff(expected: Sequence[str], got: Sequence[str], name: str) -> list[str]:
    shown = list(unified_diff(expected, got, f"expected {name}", f"got {name}", "", "", 1, ""))
    more = [f"... and {len(shown) - MOST_LINES} lines more"] if len(shown) > MOST_LINES else []
    return shown[:MOST_LINES] + more
