"""Every golden PDF can be printed and posted: window, margins, pages (`tests/data/letter_print_spec.json`)."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from tests.golden.scenarios import Place, kept_files, places

MM = 72 / 25.4
INSIDE_THE_WINDOW = 3.0
BOX_BEYOND_INK = 0.5
"""How far the box of an 8 pt letter reaches above and below what is printed of it."""


@cache
def spec() -> Any:
    path = Path(__file__).parents[1] / "data" / "letter_print_spec.json"
    return json.loads(path.read_text("utf-8"))["precompiled"]


def words(page: Any) -> list[tuple[str, float, float, float, float]]:
    """The words of a page with left, top, right and bottom in millimetres."""
    found = page.extract_words()
    return [(w["text"], w["x0"] / MM, w["top"] / MM, w["x1"] / MM, w["bottom"] / MM) for w in found]


def edges(page: Any) -> tuple[float, float]:
    """The right and the lower edge of what may be printed; of a page that is turned, from its own size."""
    margins = spec()["print_margins"]
    if page.width < page.height:
        return margins["right_edge"], margins["bottom_edge"]
    return page.width / MM - margins["left"], page.height / MM - margins["top"]


def in_window(word: tuple[str, float, float, float, float]) -> bool:
    window = spec()["address_search_box"]
    _, left, top, right, bottom = word
    return bool(
        left >= window["left"] + INSIDE_THE_WINDOW - 0.1
        and right <= window["right"] - INSIDE_THE_WINDOW + 0.1
        and top >= window["top"] + INSIDE_THE_WINDOW - BOX_BEYOND_INK
        and bottom <= window["bottom"] - INSIDE_THE_WINDOW + BOX_BEYOND_INK
    )


@pytest.mark.parametrize("place", places(), ids=str)
def test_every_letter_fits_the_printed_sheet(place: Place) -> None:
    scenario = place.read()
    margins, logo, sender = spec()["print_margins"], spec()["logo_area"], spec()["service_address_area"]
    posted = {letter.recipient: letter.envelope for letter in scenario.letters() if letter.envelope.lines}
    files = [path for name, path in kept_files(scenario).items() if name.endswith(".pdf")]
    assert files
    for path in files:
        with pdfplumber.open(path) as document:
            assert len(document.pages) <= spec()["max_pages"]
            for page in document.pages:
                right_edge, bottom_edge = edges(page)
                for _, left, top, right, bottom in words(page):
                    assert margins["left"] <= left <= right <= right_edge
                    assert margins["top"] <= top <= bottom <= bottom_edge
            person = path.name.split(".")[0]
            if person not in posted or "-copy" in path.name:
                continue
            between = [
                word
                for word in words(document.pages[0])
                if word[4] > logo["bottom"] and word[2] < spec()["body_top_first_page"] and word[1] < sender["left"]
            ]
            assert all(in_window(word) for word in between), path.name
            postcode = posted[person].lines[-1].replace(" ", "")
            assert "".join(word[0] for word in between).endswith(postcode), path.name
