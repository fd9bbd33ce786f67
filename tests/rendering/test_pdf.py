"""The PDF: where its words stand on the sheet, how it is tagged, and what stops it."""

import logging
from dataclasses import replace
from io import BytesIO
from logging.handlers import BufferingHandler
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest

from correspondence.catalogue.letter import Letter
from correspondence.documents import Document, DocumentForm
from correspondence.protocol.letters import Audience
from correspondence.rendering import Failure, RenderingFailed, assets, compose, render
from correspondence.rendering import composer as shipped
from correspondence.rendering.assets import BASE_URL, AssetRefused, OurAssets
from correspondence.rendering.composer import what_we_are
from correspondence.rendering.pdf import strictly

from .papers import MM, actual_texts, elements, everything_in, words_on
from .samples import LETTER, LINES, VIEW, WHAT_WE_ARE, composer, to, to_child

TINGED = 60
"""How much more blue than red a dot of a drawing is."""
SEVEN = ("Ms Amira Sample-Haddad", "Flat 12b", "The Old Example Works", "18 Example Street", "Sampleton", "Colchester")


def pdf(letter: Letter, language: str = "en", *, large_print: bool = False, copy_to: str | None = None) -> Document:
    text = compose(letter, language)
    return render(text, letter, DocumentForm.PDF, large_print=large_print, copy_to=copy_to)


@pytest.mark.usefixtures("catalogues")
@pytest.mark.parametrize("lines", [LINES, (*SEVEN, "CO1 1JN")])
@pytest.mark.parametrize(("language", "large_print"), [("en", False), ("en", True), ("pl", False), ("ar", True)])
def test_the_address_stands_in_the_window_alone_and_is_never_enlarged(
    lines: tuple[str, ...], language: str, large_print: bool
) -> None:
    first = words_on(pdf(to(lines=lines), language, large_print=large_print).content)[0]
    window = [w for w in first if 30 < w.top < 95 and w.left < 125]
    assert " ".join(w.text for w in window) == " ".join((*lines[:-2], lines[-2].upper(), lines[-1]))
    for word in window:
        assert 27.6 - 0.01 <= word.left < word.right <= 117
        assert 42 < word.top < word.bottom < 63.8
        assert word.points == pytest.approx(8, abs=0.01)
    assert min(w.left for w in window) == pytest.approx(27.6, abs=0.3)


@pytest.mark.usefixtures("catalogues")
@pytest.mark.parametrize(("language", "large_print"), [("en", False), ("en", True), ("ar", False)])
def test_the_words_of_a_posted_letter_start_below_the_window_and_keep_the_margins(
    language: str, large_print: bool
) -> None:
    pages = words_on(pdf(LETTER, language, large_print=large_print).content)
    assert min(w.top for w in pages[0] if w.top > 64) >= 95
    for page in pages:
        assert min(w.left for w in page) >= 15
        assert max(w.right for w in page) <= 195
        assert min(w.top for w in page) >= 5
        assert max(w.bottom for w in page) <= 292


def test_the_sender_and_where_to_write_to_stand_where_they_may() -> None:
    hub = VIEW.hub
    block = [w for w in words_on(pdf(LETTER).content)[0] if w.left >= 125 and w.top < 95]
    said = (hub.name, *hub.address, hub.phone, hub.email, "www.cafcass.gov.uk")
    assert " ".join(w.text for w in block) == " ".join(said)
    assert all(w.right <= 195 and w.top >= 5 for w in block)


def test_every_page_says_what_we_are_but_a_childs_and_the_courts_own_documents() -> None:
    letter, child = pdf(LETTER), pdf(to_child(Audience.OLDER))
    feet = [" ".join(w.text for w in page if w.top > 280) for page in words_on(letter.content)]
    assert all(what_we_are("en") in foot for foot in feet)
    assert not [w for page in words_on(child.content) for w in page if w.text == "non-departmental"]


def test_a_letter_by_email_says_so_above_its_reference_and_shows_no_window() -> None:
    letter = to(lines=(), by_email=True)
    first = words_on(pdf(letter).content)[0]
    place = [w.text for w in first].index("email")
    assert [w.text for w in first[place - 1 : place + 2]] == ["By", "email", "Our"]
    assert not [w for w in first if 62 < w.top < 90 and w.left > 125]
    assert "By email" not in " ".join(w.text for w in words_on(pdf(LETTER).content)[0])


def test_a_letter_that_is_not_posted_has_no_address_and_starts_higher() -> None:
    for document in (pdf(to(lines=())), pdf(LETTER, copy_to="representative")):
        first = words_on(document.content)[0]
        assert not {"CHELMSFORD", "Flat", "1QH"} & {w.text for w in first}
        assert min(w.top for w in first if w.text == "Private") < 60


def test_large_print_enlarges_every_word_but_those_of_the_sheet() -> None:
    page = words_on(pdf(LETTER, large_print=True).content)[1]
    assert {round(w.points, 1) for w in page if w.bottom < 280} >= {18.0}
    assert min(w.points for w in page if w.bottom < 280) >= 18


def test_after_a_cover_nothing_tells_where_the_household_lives() -> None:
    letter = to_child(Audience.YOUNGER, own_page=True)
    document = pdf(letter)
    pages = [[w.text for w in page] for page in words_on(document.content)]
    assert {"Placeholder", "COLCHESTER"} <= set(pages[0])
    assert pages[0][0] == "Cafcass"
    assert not {"Dear", "Page"} & set(pages[0]), "a cover has the letterhead and the address alone"
    later = " ".join(word for page in pages[1:] for word in page).lower()
    rest = (later + everything_in(document.content)).lower()
    for part in ("placeholder", "colchester", "co1", "1jn", "wiśniewska"):
        assert part not in rest


@pytest.mark.parametrize("large_print", [False, True])
def test_pages_are_numbered_without_the_cover(large_print: bool) -> None:
    document = pdf(to_child(Audience.OLDER, own_page=True), large_print=large_print)
    feet = [" ".join(w.text for w in page if w.top > 280) for page in words_on(document.content)]
    total = (document.pages or 0) - 1
    assert feet == ["", *(f"Page {n} of {total}" for n in range(1, total + 1))]


@pytest.mark.usefixtures("catalogues")
def test_the_foot_of_a_page_is_in_the_letters_language() -> None:
    document = pdf(LETTER, "pl")
    foot = " ".join(w.text for w in words_on(document.content)[0] if w.top > 280)
    assert foot.startswith(VIEW.reference)
    assert foot.endswith(f"Strona 1 z {document.pages}")


@pytest.mark.parametrize("said", ["Strona {{ page }} ({{ pages }})", "{{ page }} ze {{ pages }}"])
def test_what_stood_under_a_letter_before_stands_under_no_other(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = compose(LETTER, "pl")
    monkeypatch.setattr(shipped, "_shipped", composer("", {}, **{"shared/page_line.html": said}))
    document = render(text, LETTER, DocumentForm.PDF, large_print=False)
    foot = " ".join(w.text for w in words_on(document.content)[0] if w.top > 280)
    expected = said.replace("{{ pages }}", str(document.pages)).replace("{{ page }}", "1")
    assert foot == f"{VIEW.reference} {WHAT_WE_ARE} {expected}"


@pytest.mark.usefixtures("catalogues")
def test_a_pdf_says_its_title_language_and_day_and_no_author() -> None:
    with pikepdf.open(BytesIO(pdf(LETTER, "pl").content)) as opened:
        assert str(opened.Root.Lang) == "pl"
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        info = {key: str(value) for key, value in opened.docinfo.items()}
    assert info.pop("/Title") == compose(LETTER, "pl").title
    assert info.pop("/CreationDate").startswith("D:20261123")
    assert info.pop("/ModDate").startswith("D:20261123")
    assert info == {"/Producer": "WeasyPrint 70.0"}


@pytest.mark.usefixtures("catalogues")
def test_english_words_in_a_polish_letter_are_tagged_as_english() -> None:
    found = elements(pdf(LETTER, "pl").content)
    assert ("/Art", {"Lang": "pl"}) in found
    assert ("/Span", {"Lang": "en"}) in found


def test_every_list_item_has_a_label_and_a_body_and_headings_start_at_the_first_level() -> None:
    kinds = [kind for kind, _ in elements(pdf(LETTER).content)]
    assert kinds.count("/LI") == kinds.count("/LBody") == kinds.count("/Lbl") > 3
    assert next(kind for kind in kinds if kind.startswith("/H")) == "/H1"


def test_a_table_tells_which_headers_are_whose() -> None:
    text = composer(
        "<table><caption>Days</caption><tr><th scope='col'>Day</th><th scope='col'>What</th></tr>"
        "<tr><th scope='row'>1</th><td>Review</td></tr></table>"
    ).compose(LETTER, "en")
    found = elements(render(text, LETTER, DocumentForm.PDF).content)
    assert [facts["Scope"] for kind, facts in found if kind == "/TH"] == ["/Column", "/Column", "/Row"]


@pytest.mark.usefixtures("catalogues")
def test_the_letters_of_arabic_can_be_read_back() -> None:
    said = actual_texts(pdf(LETTER, "ar").content)
    for words in ("خاص وسري", "رقمنا المرجعي:", "السيد/السيدة", "صفحة"):
        assert words in said


def test_a_character_without_a_glyph_is_an_error_that_does_not_show_it() -> None:
    with pytest.raises(RenderingFailed) as caught:
        pdf(to(name="Ms ☂ Sample"))
    assert caught.value.code is Failure.MISSING_GLYPH
    assert "☂" not in str(caught.value)
    assert pdf(LETTER).pages == 2, "and the next letter is none the worse"


def test_a_record_in_the_log_is_an_error_and_goes_no_further() -> None:
    heard = BufferingHandler(100)
    logging.getLogger().addHandler(heard)
    for name in ("weasyprint", "fontTools.subset"):
        with pytest.raises(RenderingFailed) as caught, strictly("here"):
            logging.getLogger(name).warning("cannot draw %s", "Ms Sample")
        assert caught.value.code is Failure.LAYOUT_WARNING
        assert "Sample" not in str(caught.value)
    logging.getLogger().removeHandler(heard)
    assert not heard.buffer


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/logo.png",
        "https://example.org/logo.png",
        "data:image/png;base64,AAAA",
        "file:///etc/passwd",
        "file://example.org/logo.png",
        f"{BASE_URL}../letters/hub_letter/adult.html",
        f"{BASE_URL}fonts/NotoSans-Regular.ttf",
        f"{BASE_URL}letter.docx",
        f"{BASE_URL}missing.png",
        f"{BASE_URL}%2e%2e/%2e%2e/pyproject.toml",
    ],
)
def test_nothing_but_our_own_pictures_is_fetched(url: str) -> None:
    with pytest.raises(AssetRefused):
        OurAssets().fetch(url)


def test_a_picture_of_ours_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "SHARED", tmp_path)
    (tmp_path / "mark.svg").write_text("<svg/>")
    found = OurAssets().fetch(f"{tmp_path.as_uri()}/mark.svg")
    assert (found.read(), found.content_type) == (b"<svg/>", "image/svg+xml")


def test_a_letter_that_asks_for_something_from_a_network_is_not_made() -> None:
    text = replace(compose(LETTER, "en"), html='<article><img src="http://example.org/x.png" alt="x"></article>')
    with pytest.raises(RenderingFailed) as caught:
        render(text, LETTER, DocumentForm.PDF)
    assert caught.value.code is Failure.ASSET_REFUSED


def test_only_the_bundled_fonts_are_embedded() -> None:
    with pikepdf.open(BytesIO(pdf(to(children=("محمد",))).content)) as opened:
        fonts = [font for page in opened.pages for font in page.Resources.get("/Font", {}).values()]
        names = {str(font.BaseFont).split("+")[1].replace("-Regular", "") for font in fonts}
    asked_in = {"Noto-Sans-Gurmukhi", "Noto-Sans-Bengali", "Noto-Sans-Gujarati"}
    assert names == {"Noto-Sans", "Noto-Sans-Bold", "Vazirmatn", "Vazirmatn-Bold", *asked_in}


def test_a_younger_child_has_a_drawing_beside_each_way_to_get_help_that_no_reading_program_meets() -> None:
    content = pdf(to_child(Audience.YOUNGER)).content
    drawn = 0
    with pypdfium2.PdfDocument(content) as opened:
        for page, words in zip(opened, words_on(content), strict=True):
            below = max((w.bottom for w in words if w.text == "Dear"), default=0)
            dots = np.asarray(page.render(scale=MM * 4).to_pil().convert("RGB")).astype(int)
            per_mm = dots.shape[1] / 210
            gutter = dots[round(below * per_mm) :, : round(36 * per_mm)]
            teal = ((gutter[..., 2] - gutter[..., 0]) > TINGED).any(axis=1)
            drawn += int((np.diff(teal.astype(int), prepend=0) == 1).sum())
    assert drawn == 3
    assert "/Figure" not in [kind for kind, _ in elements(content)]


def test_a_younger_child_reads_16_points() -> None:
    page = words_on(pdf(to_child(Audience.YOUNGER)).content)[0]
    assert {round(w.points) for w in page if w.text in ("Dear", "Cafcass.")} == {16}
