"""Whatever letter with whatever mark a font of ours draws, it is read from the PDF as it was written."""

import shutil
import subprocess
import unicodedata
from io import BytesIO
from typing import Literal

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from correspondence.checks.pdf_contents import read_pdf
from correspondence.documents import DocumentForm
from correspondence.rendering import clusters, compose, render, tagging
from correspondence.shipped import FONTS
from tests.checks.samples import leaks, pdf
from tests.rendering.samples import to, words, words_of

tagging.install()
clusters.install()

STYLE = "<style>html { font-family: 'Noto Sans', Vazirmatn }</style>"
PLAIN = "This is in it, quite as it was"
NAMES = (
    *("Ayọ̀", "Ifẹ̀olúwa Ọbáfẹ́mi", "Ṣọlá", "Gbẹ́mi", "Ọ́kọ́", "M̀bẹ́"),  # Yoruba
    *("Ị́fe", "Chị̄", "Ụ̀zọ̀", "Ǹnẹ́kà", "M̀bádíwé"),  # Igbo
    "Ɖẽ̀dzi",  # Ewe
    *("Thị", "Nguyễn Thị Ánh", "Nguyệt Đặng"),  # Vietnamese
    *("Dąbrowska", "Żółć Wiśniewski", "Çağlı Işık İnan", "Êzîdî Şêrîn", "Žižek Čapek", "Ștefan Țepeș"),
    *("Dom̧uti q̃ ẹ̈̄", "Ḫāḍir ʿAbd", "Lǚ Ǹ", "j́ i̊ ḯ ị ı i"),
    *("Ѓорѓи Фёдоръ а́", "Ἀθηνᾶ ΐ"),
    *("مُحَمَّد", "شُكْرًا عليّ"),
)


def drawn(starts: str, category: str, face: str) -> list[str]:
    """The characters of a script that a font of ours has."""
    with TTFont(FONTS / face, lazy=True) as font:
        every = [chr(character) for character in sorted(font.getBestCmap())]
    return [c for c in every if unicodedata.name(c, "").startswith(starts) and unicodedata.category(c) in category]


NOTO, VAZIRMATN = "NotoSans-Regular.ttf", "Vazirmatn-Regular.ttf"
COMBINING = [c for c in drawn("COMBINING", "Mn", NOTO) if "\u0300" <= c <= "\u036f" and c != "\u034f"]
SCRIPTS = {
    "Latin": (drawn("LATIN", "LlLu", NOTO), COMBINING),
    "Cyrillic": (drawn("CYRILLIC", "LlLu", NOTO), COMBINING),
    "Greek": (drawn("GREEK", "LlLu", NOTO), COMBINING),
    "Arabic": (drawn("ARABIC LETTER", "Lo", VAZIRMATN), drawn("ARABIC", "Mn", VAZIRMATN)),
}


def marked_words(script: str) -> st.SearchStrategy[str]:
    """A few letters of a script, each with up to three marks."""
    letters, marks = SCRIPTS[script]
    letter = st.builds(
        lambda base, over: base + "".join(over), st.sampled_from(letters), st.lists(st.sampled_from(marks), max_size=3)
    )
    return st.lists(letter, min_size=1, max_size=5).map("".join)


def read_out(*words: str) -> list[str]:
    """What a screen reader reads of a PDF with these paragraphs."""
    contents = read_pdf(pdf("".join(f"<p>{word}</p>" for word in words), STYLE).content)
    return [element.text for element in contents.elements() if element.tag == "P"]


def test_our_fonts_have_letters_and_marks_of_every_script() -> None:
    assert all(len(letters) > 30 and len(marks) > 7 for letters, marks in SCRIPTS.values())


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_read_as_it_was_written_in_whatever_form(name: str) -> None:
    written = (name, unicodedata.normalize("NFD", name), unicodedata.normalize("NFC", name))
    assert read_out(*written, PLAIN) == [*written, PLAIN]


@pytest.mark.parametrize("script", SCRIPTS)
@settings(max_examples=12)
@given(data=st.data())
def test_any_marks_over_any_letters_are_read_as_they_were_written(script: str, data: st.DataObject) -> None:
    words = data.draw(st.lists(marked_words(script), min_size=6, max_size=12))
    assert read_out(*words, PLAIN) == [*words, PLAIN]


def test_a_letter_to_such_a_name_reads_as_it_was_written_by_its_tree_and_by_its_glyphs() -> None:
    name = "Ms Thị Ọbáfẹ́mi-Ị́fe"
    letter = to(name, (name, "2 Ayọ̀ Close", "Colchester", "CO1 1JN"))
    text = compose(letter, "en")
    contents = read_pdf(render(text, letter, DocumentForm.PDF).content)
    leaves = [leaf for root in contents.tree for leaf in root.leaves()]
    expected = words_of(text)
    assert words(" ".join(leaf.text for leaf in leaves))[-len(expected) :] == expected
    glyphs = unicodedata.normalize("NFC", " ".join(leaf.shown.replace("\n", "") for leaf in leaves))
    told = [word for word in expected if not tagging.JOINED.search(word)]  # glyphs of other scripts need their text
    assert [word for word in words(glyphs) if not tagging.JOINED.search(word)][-len(told) :] == told


def read_by_place(content: bytes) -> dict[str, str]:
    """What those read of a PDF who put together what stands on one line: PDFium, and Poppler where it is installed."""
    document = pypdfium2.PdfDocument(content)
    read = {"PDFium": "\n".join(page.get_textpage().get_text_bounded() for page in document)}
    if poppler := shutil.which("pdftotext"):
        done = subprocess.run([poppler, "-", "-"], input=content, capture_output=True, check=True)
        read["Poppler"] = done.stdout.decode()
    return {reader: unicodedata.normalize("NFC", text) for reader, text in read.items()}


@pytest.mark.parametrize("name", [name for name in NAMES if not tagging.JOINED.search(name)])
def test_a_letter_to_such_a_name_has_every_mark_with_its_letter_also_for_those_who_read_by_place(name: str) -> None:
    for written in dict.fromkeys((name, unicodedata.normalize("NFD", name), unicodedata.normalize("NFC", name))):
        letter = to(f"Ms {written}", (f"Ms {written}", f"2 {written} Close", "Colchester", "CO1 1JN"))
        read = read_by_place(render(compose(letter, "en"), letter, DocumentForm.PDF).content)
        composed = unicodedata.normalize("NFC", written)
        for text in (f"Dear Ms {composed}", f"2 {composed} Close"):
            assert [reader for reader in read if text not in read[reader]] == []


@settings(max_examples=12)
@given(marked=st.lists(marked_words("Latin"), min_size=6, max_size=12))
def test_whatever_mark_is_raised_stands_in_marked_content_that_says_its_line(marked: list[str]) -> None:
    content = pdf("".join(f"<p>{word}</p>" for word in marked), STYLE).content
    assert silent(content) == 0


def silent(content: bytes) -> int:
    """How many glyphs of a PDF are drawn above or below their line where no /ActualText says what the line is."""
    found, says = 0, False
    with pikepdf.open(BytesIO(content)) as opened:
        for page in opened.pages:
            for instruction in pikepdf.parse_content_stream(page, "BDC Ts"):
                if str(instruction.operator) == "BDC":
                    properties = instruction.operands[1]
                    says = isinstance(properties, pikepdf.Dictionary) and "/ActualText" in properties
                else:
                    found += float(instruction.operands[0]) != 0 and not says
    return found


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_withheld_address_with_marks_is_found_in_a_pdf(form: Literal["NFC", "NFD"]) -> None:
    kept = {"line_1": "2 Ọbáfẹ́mi Thị Close", "post_town": "Colchester", "postcode": "CO1 1JN"}
    made = pdf(f"<p>{unicodedata.normalize(form, 'at 2 Ọbáfẹ́mi Thị Close')}</p>", STYLE)
    assert ("disclosure.address", "pdf page 1") in leaks(made, changes={"case.people.1.address": kept})
