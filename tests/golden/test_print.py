"""Every golden PDF can be printed, and posted where its route may be the post: window, margins, pages, last pages.

What post allows is in `tests/data/letter_print_spec.json`. Some hundreds of files: they are read by PDFium, which needs
a twentieth of pdfplumber's time.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pypdfium2
import pytest

from correspondence.catalogue.letter import Letter
from correspondence.catalogue.registry import CATALOGUE
from correspondence.checks.pdf_contents import PdfContents, read_pdf
from correspondence.checks.pdf_structure import Element
from correspondence.making.letters import languages_for
from correspondence.protocol.letters import Audience
from tests.golden.scenario import Scenario
from tests.golden.scenarios import Place, kept_files, places

MM = 72 / 25.4
INSIDE_THE_WINDOW = 3.0
BOX_BEYOND_INK = 0.5
"""How far the box of an 8 pt letter reaches above and below what is printed of it."""
DOTS_PER_MM = 3
"""How fine a page is drawn, to see what is printed of it beside its letters: rules, tints, pictures."""
NOT_WHITE = 250
LEAST_ON_A_LAST_PAGE = 150
"""As many letters as three lines of a family's letter have."""


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


def ink(page: Any) -> tuple[float, float, float, float]:
    """How far what is printed of a page reaches: its left, upper, right and lower end in millimetres."""
    drawn = np.asarray(page.render(scale=DOTS_PER_MM / MM).to_pil().convert("L")) < NOT_WHITE
    rows, columns = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
    ends = columns[0] + 1, rows[0] + 1, columns[-1], rows[-1]  # a dot at the edge may be half printed
    left, top, right, bottom = (float(dot) / DOTS_PER_MM for dot in ends)
    return left, top, right, bottom


def kept_clear(page: list[Mark]) -> list[Mark]:
    """What stands on a first page where nothing may but what the window shows: beside the sender, above the words."""
    logo, sender = spec()["logo_area"], spec()["service_address_area"]
    return [
        mark
        for mark in page
        if mark.bottom > logo["bottom"] and mark.top < spec()["body_top_first_page"] and mark.left < sender["left"]
    ]


def uppermost(scenario: Scenario) -> list[tuple[Letter, Path]]:
    """The letters that may go in an envelope, each with the PDF that lies uppermost: in each language."""
    kept = kept_files(scenario)
    return [
        (letter, path)
        for letter in scenario.letters()
        if letter.may_be_posted
        for name, path in kept.items()
        if name.endswith(".pdf") and "-copy" not in name and name.startswith(_beginnings(letter))
    ]


def _beginnings(letter: Letter) -> tuple[str, ...]:
    return tuple(f"{letter.recipient.replace(':', '-')}.{language}." for language in languages_for(letter))


def body_letters(pdf: PdfContents) -> int:
    """How many letters of a letter's own words its last page has: above the closing, the name and the small print."""
    (article,) = (each for each in pdf.elements() if each.tag == "Art")
    parts = [child for child in article.children if isinstance(child, Element)]
    farewell = max(place for place, part in enumerate(parts) if part.tag == "Sect")
    leaves = (leaf for part in parts[:farewell] for leaf in part.leaves() if leaf.page == len(pdf.pages))
    return sum(character.isalpha() for leaf in leaves for character in leaf.text)


@pytest.mark.parametrize("place", places(), ids=str)
def test_every_letter_fits_the_printed_sheet(place: Place) -> None:
    margins = spec()["print_margins"]
    files = [path for name, path in kept_files(place.read()).items() if name.endswith(".pdf")]
    assert files
    for path in files:
        with pypdfium2.PdfDocument(path) as document:
            printed = [(ink(page), edges(page)) for page in document]
        assert len(printed) <= spec()["max_pages"]
        for (left, top, right, bottom), (right_edge, bottom_edge) in printed:
            assert margins["left"] <= left < right <= right_edge, path.name
            assert margins["top"] <= top < bottom <= bottom_edge, path.name


@pytest.mark.parametrize("kind", [code for code, kind in CATALOGUE.items() if {*kind.versions} != {Audience.FILE}])
def test_what_may_be_posted_shows_its_reader_in_the_window_and_nothing_beside_it(kind: str) -> None:
    seen = [(letter, path) for place in places(kind) for letter, path in uppermost(place.read())]
    assert seen, "none of its scenarios has a letter that may be posted"
    for letter, path in seen:  # what goes by e-mail has its words there too, and leaves no window free
        with pypdfium2.PdfDocument(path) as document:
            shown = kept_clear(marks(document[0]))
        assert shown, path
        assert letter.view.by_email or all(map(in_window, shown)), path
        if letter.envelope.lines:
            postcode = letter.envelope.lines[-1].replace(" ", "")
            assert "".join(mark.text for mark in shown).endswith(postcode), path


@pytest.mark.parametrize("place", [each for each in places() if CATALOGUE[each.kind].is_for_families], ids=str)
def test_no_familys_letter_ends_on_a_page_of_small_print_or_with_a_name_alone(place: Place) -> None:
    for name, path in kept_files(place.read()).items():
        if name.endswith(".pdf"):
            pdf = read_pdf(path.read_bytes())
            assert len(pdf.pages) == 1 or body_letters(pdf) >= LEAST_ON_A_LAST_PAGE, name
