"""What tests read out of finished PDFs: words with their places, in millimetres from the sheet's corner."""

from io import BytesIO
from typing import Any, NamedTuple

import pdfplumber
import pikepdf

MM = 25.4 / 72


class Word(NamedTuple):
    """A word on a sheet."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    points: float


def words_on(content: bytes) -> list[list[Word]]:
    """The words of each page, in reading order."""
    with pdfplumber.open(BytesIO(content)) as pdf:
        return [
            [
                Word(w["text"], w["x0"] * MM, w["top"] * MM, w["x1"] * MM, w["bottom"] * MM, w["size"])
                for w in page.extract_words(extra_attrs=["size"], use_text_flow=True)
            ]
            for page in pdf.pages
        ]


def elements(content: bytes) -> list[tuple[str, dict[str, str]]]:
    """The structure tree of a tagged PDF, top to bottom: each element's type with its language and scope."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return list(_walk(pdf.Root.StructTreeRoot.K))


def _walk(node: Any) -> list[tuple[str, dict[str, str]]]:
    if isinstance(node, pikepdf.Array):
        return [found for child in node for found in _walk(child)]
    if not isinstance(node, pikepdf.Dictionary) or "/S" not in node:
        return []
    facts = {"Lang": str(node.Lang)} if "/Lang" in node else {}
    attributes = node.get("/A")
    if isinstance(attributes, pikepdf.Dictionary) and "/Scope" in attributes:
        facts["Scope"] = str(attributes.Scope)
    return [(str(node.S), facts), *(_walk(node.K) if "/K" in node else [])]


def actual_texts(content: bytes) -> str:
    """The letters that marked runs say they stand for, in the order of painting."""
    with pikepdf.open(BytesIO(content)) as pdf:
        painted = [each for page in pdf.pages for each in pikepdf.parse_content_stream(page)]
        marks = [x.operands[1] for x in painted if str(x.operator) == "BDC" and len(x.operands) > 1]
        return "".join(str(mark.ActualText) for mark in marks if "/ActualText" in mark)


def everything_in(content: bytes) -> str:
    """Every string and stream of a PDF outside the words it paints: properties, metadata, structure, destinations."""
    with pikepdf.open(BytesIO(content)) as pdf:
        metadata = pdf.Root.Metadata.read_bytes().decode()
        return metadata + str(dict(pdf.docinfo)) + "".join(repr(thing) for thing in pdf.objects)
