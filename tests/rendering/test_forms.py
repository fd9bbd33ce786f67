"""Every form of a text holds its words, whatever they are, and none holds more than it should."""

import html
import os
import re
import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from jinja2 import Template

from correspondence.catalogue.letter import Letter
from correspondence.checks.pdf_contents import read_pdf
from correspondence.documents import DocumentForm, Text
from correspondence.protocol.letters import Audience
from correspondence.rendering import compose, fingerprint, render
from correspondence.rendering.docx import ENVIRONMENT, to_docx
from correspondence.rendering.html import to_html
from correspondence.rendering.master import MASTER, PLAIN_MASTER, make
from correspondence.rendering.plain import to_plain
from correspondence.shipped import FOLDER as ROOT

from .papers import words_on
from .samples import LETTER, VIEW, composer, to, to_child, words, words_of

HOSTILE = ("Ms <b>Bold</b> & Sons", "{{ 7*7 }}", "{% raw %}", "=1+1", "{_{ x }_}", "O’Sé-Łęcka Ọláyínká Nguyễn", "a\\b")
LETTERS = (LETTER, to_child(Audience.OLDER), to_child(Audience.YOUNGER, own_page=True))


def said_in_pdf(content: bytes, *, covered: bool) -> list[str]:
    """What is read out of the letter itself: the English of it stands on the paper in that order, head and foot apart.

    A posted letter's first page starts at 95 mm; the one after a cover at 30 mm.
    """
    pages = words_on(content)[1 if covered else 0 :]
    starts = [30 if covered else 95, *[0] * len(pages)]
    found = [w.text for page, start in zip(pages, starts, strict=False) for w in page if start <= w.top < 280]
    read = words("\n".join(element.text for element in read_pdf(content).elements() if element.tag == "Art"))
    assert list(filter(str.isascii, words(" ".join(found)))) == list(filter(str.isascii, read))
    return read


def said_in_docx(content: bytes) -> list[str]:
    paragraphs = docx.Document(BytesIO(content)).paragraphs
    return words(" ".join(p.text for p in paragraphs if p.style is None or p.style.name != "Letter Address"))


def said_in_html(content: bytes) -> list[str]:
    main = re.sub(r"</(?:p|li|h[123])>", " ", content.decode().split("<main>")[1].split("</main>")[0])
    return words(html.unescape(re.sub(r"<[^>]+>", "", main)))


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: str(letter.audience))
def test_every_form_has_the_same_words_in_the_same_order(letter: Letter) -> None:
    text = compose(letter, "en")
    expected = words_of(text)
    assert words(to_plain(text).decode()) == expected
    assert said_in_html(to_html(text, letter, large_print=False)) == expected
    assert said_in_docx(to_docx(text, letter, large_print=False, addressed=True)) == expected
    assert said_in_pdf(render(text, letter, DocumentForm.PDF).content, covered=letter.envelope.own_page) == expected


@pytest.mark.usefixtures("catalogues")
def test_an_arabic_letter_has_the_same_words_in_every_form() -> None:
    letter = to(children=("Zosia", "محمد"))
    text = compose(letter, "ar")
    assert words(to_plain(text).decode()) == words_of(text)
    assert said_in_html(to_html(text, letter, large_print=False)) == words_of(text)
    assert said_in_docx(to_docx(text, letter, large_print=False, addressed=True)) == words_of(text)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_appears_as_it_is_in_every_form(name: str) -> None:
    letter = to(name=name, lines=(name, "1 Example Street", "Chelmsford", "CM1 1QH"))
    text = compose(letter, "en")
    salutation = f"Dear {name},"
    assert salutation in to_plain(text).decode()
    main = re.sub(r"<[^>]+>", "", to_html(text, letter, large_print=False).decode())
    assert salutation in html.unescape(main)
    made = docx.Document(BytesIO(to_docx(text, letter, large_print=False, addressed=True)))
    said = [p.text.replace("\u00a0", " ") for p in made.paragraphs]
    assert salutation in said
    assert name in said
    page = " ".join(w.text for w in words_on(render(text, letter, DocumentForm.PDF).content)[0])
    assert page.count(name) == 2


def test_html_and_plain_text_have_no_postal_address() -> None:
    for form in (DocumentForm.HTML, DocumentForm.TXT):
        content = render(compose(LETTER, "en"), LETTER, form).content.decode().lower()
        assert "18 example" not in content
        assert "cm1" not in content


def test_a_copy_has_no_postal_address() -> None:
    for form in DocumentForm:
        document = render(compose(LETTER, "en"), LETTER, form, copy_to="representative")
        assert document.copy_to == "representative"
        content = document.content
        if form is DocumentForm.DOCX:
            with ZipFile(BytesIO(content)) as files:
                content = b"".join(files.read(name) for name in files.namelist())
        assert b"18 example" not in content.lower()
        assert b"cm1" not in content.lower()


def test_html_is_one_file_that_asks_nothing_of_a_network() -> None:
    content = render(compose(LETTER, "en"), LETTER, DocumentForm.HTML).content.decode()
    assert content.startswith("<!DOCTYPE html>")
    assert '<html lang="en" dir="ltr">' in content
    assert "default-src 'none'" in content
    assert not re.search(r"(?i)\b(?:src|href|action)=|<script|@import|url\(", content)


@pytest.mark.usefixtures("catalogues")
def test_what_runs_left_to_right_is_isolated_in_arabic_plain_text() -> None:
    said = to_plain(compose(LETTER, "ar")).decode()
    for value in (VIEW.reference, VIEW.hub.phone, VIEW.hub.email):
        assert f"\u2066{value}\u2069" in said
    assert said.count("\u2066") == said.count("\u2069")


def test_an_arabic_name_is_isolated_in_english_plain_text() -> None:
    assert "\u2067محمد\u2069: our work will start" in to_plain(compose(to(children=("محمد",)), "en")).decode()


def test_plain_text_has_72_columns_and_breaks_no_number() -> None:
    said = to_plain(compose(LETTER, "en")).decode()
    assert said.endswith("\n")
    assert "\r" not in said
    assert max(map(len, said.splitlines())) <= 72
    for value in (VIEW.hub.phone, VIEW.helplines.domestic_abuse, "Friday 19 March 2027"):
        assert value in said


def test_a_list_that_is_numbered_and_a_table_have_their_words_in_every_form() -> None:
    text: Text = composer(
        "<ol><li>first</li><li>second</li></ol><h2>Section</h2><h3>Part</h3>"
        "<table><caption>Days</caption><tr><th>Day</th><th>What</th></tr><tr><td>1</td><td>Review</td></tr>"
        "<tr><td>2</td><td>List</td></tr></table>"
    ).compose(LETTER, "en")
    assert "1. first\n2. second\n\nSection\n-------\n\nPart\n\nDays\nDay | What\n1 | Review" in to_plain(text).decode()
    made = docx.Document(BytesIO(to_docx(text, LETTER, large_print=False, addressed=True)))
    assert [p.text for p in made.paragraphs if p.style is not None and p.style.name == "List Number"] == [
        "first",
        "second",
    ]
    assert [[cell.text for cell in row.cells] for row in made.tables[0].rows] == [
        ["Day", "What"],
        ["1", "Review"],
        ["2", "List"],
    ]


@pytest.mark.usefixtures("catalogues")
def test_a_word_file_says_its_title_language_and_day_and_no_author() -> None:
    text = compose(LETTER, "ar")
    made = docx.Document(BytesIO(to_docx(text, LETTER, large_print=False, addressed=True)))
    properties = made.core_properties
    assert (properties.title, properties.language) == (text.title, "ar")
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert {str(properties.created.date()), str(properties.modified.date())} == {"2026-11-23"}
    normal = made.styles["Normal"].element.xml
    assert '<w:bidi w:val="1"/>' in normal
    assert '<w:bidi w:val="0"/>' in made.styles["Letter Address"].element.xml


def test_a_letter_in_panjabi_has_both_weights_of_its_font_and_its_latin_words_those_of_every_letter() -> None:
    text: Text = composer("<p>ਸਾਡਾ <strong>ਕੰਮ</strong>: Zosia, <strong>999</strong>।</p>").compose(LETTER, "pa")
    drawn = {font.name.split("+")[-1] for font in read_pdf(render(text, LETTER, DocumentForm.PDF).content).fonts}
    assert drawn == {"Noto-Sans", "Noto-Sans-Bold", "Noto-Sans-Gurmukhi", "Noto-Sans-Gurmukhi-Bold"}
    styles = docx.Document(BytesIO(to_docx(text, LETTER, large_print=False, addressed=True))).styles
    fonts = styles["Normal"].element.rPr.find(qn("w:rFonts"))
    assert [fonts.get(qn(f"w:{kind}")) for kind in ("ascii", "cs")] == ["Arial", "Nirmala UI"]
    assert {said.get(qn("w:bidi")) for said in styles.element.iter(qn("w:lang"))} == {"pa"}


def test_large_print_enlarges_a_word_file_but_not_its_address() -> None:
    made = docx.Document(BytesIO(to_docx(compose(LETTER, "en"), LETTER, large_print=True, addressed=True)))
    sizes = {name: made.styles[name].font.size.pt for name in ("Normal", "Letter Note", "Letter Address")}
    assert sizes == {"Normal": 18.0, "Letter Note": 18.0, "Letter Address": 8.0}


def test_a_word_file_with_a_cover_numbers_its_pages_from_the_letter() -> None:
    letter = to_child(Audience.YOUNGER, own_page=True)
    made = docx.Document(BytesIO(to_docx(compose(letter, "en"), letter, large_print=False, addressed=True)))
    assert len(made.sections) == 2
    assert 'w:instr="SECTIONPAGES"' in made.sections[1].footer.paragraphs[0]._p.xml
    assert made.sections[0].footer.is_linked_to_previous, "nothing stands at the foot of the cover"


def test_of_a_word_file_only_the_masters_parts_are_compiled_and_each_once() -> None:
    def compiled(name: str) -> dict[str, Template]:
        letter = to(name)
        to_docx(compose(letter, "en"), letter, large_print=True, addressed=True)
        return dict(ENVIRONMENT.compiled)

    before = compiled("Mr Never-Seen")
    assert compiled("Ms Not-Seen-Either") == before
    assert not [source for source in before if "Seen" in source]


def test_the_word_master_is_what_its_maker_makes() -> None:
    assert make() == MASTER.read_bytes()


@pytest.mark.parametrize("master", [MASTER, PLAIN_MASTER], ids=["letter", "plain"])
def test_a_word_master_has_no_styles_that_nothing_in_it_has_and_none_twice(master: Path) -> None:
    opened = docx.Document(str(master))
    named = {style.name for style in opened.styles if style.type == WD_STYLE_TYPE.TABLE}
    assert named == {"Normal Table", *(table.style.name for table in opened.tables if table.style)}
    with ZipFile(master) as parts:
        assert [name for name in parts.namelist() if "styles" in name.lower()] == ["word/styles.xml"]


def test_the_same_letter_gives_the_same_bytes_in_any_process() -> None:
    here = [made for letter in LETTERS for made in hashes(letter)]
    program = "from tests.rendering.test_forms import *; print(*[x for y in LETTERS for x in hashes(y)], fingerprint())"
    for seed in ("0", "4711"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"}
        said = subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, check=True, text=True
        )
        assert said.stdout.split() == [*here, fingerprint()]


def hashes(letter: Letter) -> list[str]:
    """The hash of each form of a letter, in large print too."""
    text = compose(letter, "en")
    documents = [render(text, letter, form, large_print=large) for form in DocumentForm for large in (False, True)]
    return [sha256(document.content).hexdigest() for document in documents]
