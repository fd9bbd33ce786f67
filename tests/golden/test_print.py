"""Every golden PDF can be printed and posted: window, margins, pages (`tests/data/letter_print_spec.json`).

Some thousand files: they are read by PDFium, which needs a twentieth of pdfplumber's time.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pytest

from tests.golden.scenarios import Place, kept_files, places

MM = 72 / 25.4
INSIDE_THE_WINDOW = 3.0
BOX_BEYOND_INK = 0.5
"""How far the box of an 8 pt letter reaches above and below what is printed of it."""


class Mark(NamedTuple):
    """A character that is seen, and its box in millimetres from the top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@cache
def spec() -> Any:
    path = Path(__file__).parents[1] / "data" / "letter_print_spec.json"
    return json.loads(path.read_text("utf-8"))["precompiled"]


def marks(page: Any) -> list[Mark]:
    """What is printed of a page, in the order in which it is read."""
    read, height, found = page.get_textpage(), page.get_height(), []
    for index in range(read.count_chars()):
        left, bottom, right, top = read.get_charbox(index)
        text = read.get_text_range(index, 1)
        if text.strip() and left < right and bottom < top:
            box = (left, height - top, right, height - bottom)
            found.append(Mark(text, *(edge / MM for edge in box)))
    return found


def edges(page: Any) -> tuple[float, float]:
    """The right and the lower edge of what may be printed; of a page that is turned, from its own size."""
    margins, (width, height) = spec()["print_margins"], page.get_size()
    if width < height:
        return margins["right_edge"], margins["bottom_edge"]
    return width / MM - margins["left"], height / MM - margins["top"]


def in_window(mark: Mark) -> bool:
    window = spec()["address_search_box"]
    return bool(
        mark.left >= window["left"] + INSIDE_THE_WINDOW - 0.1
        and mark.right <= window["right"] - INSIDE_THE_WINDOW + 0.1
        and mark.top >= window["top"] + INSIDE_THE_WINDOW - BOX_BEYOND_INK
        and mark.bottom <= window["bottom"] - INSIDE_THE_WINDOW + BOX_BEYOND_INK
    )


@pytest.mark.parametrize("place", places(), ids=str)
def test_every_letter_fits_the_printed_sheet(place: Place) -> None:
    scenario = place.read()
    margins, logo, sender = spec()["print_margins"], spec()["logo_area"], spec()["service_address_area"]
    posted = {letter.recipient: letter.envelope for letter in scenario.letters() if letter.envelope.lines}
    files = [path for name, path in kept_files(scenario).items() if name.endswith(".pdf")]
    assert files
    for path in files:
        with pypdfium2.PdfDocument(path) as document:
            printed = [(marks(page), edges(page)) for page in document]
        assert len(printed) <= spec()["max_pages"]
        for page, (right_edge, bottom_edge) in printed:
            assert page
            for mark in page:
                assert margins["left"] <= mark.left <= mark.right <= right_edge
                assert margins["top"] <= mark.top <= mark.bottom <= bottom_edge
        person = path.name.split(".")[0]
        if person not in posted or "-copy" in path.name:
            continue
        between = [
            mark
            for mark in printed[0][0]
            if mark.bottom > logo["bottom"] and mark.top < spec()["body_top_first_page"] and mark.left < sender["left"]
        ]
        assert all(map(in_window, between)), path.name
        postcode = posted[person].lines[-1].replace(" ", "")
        assert "".join(mark.text for mark in between).endswith(postcode), path.name
