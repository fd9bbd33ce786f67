"""The net holds: whatever a reader could notice makes the comparison fail, and says where."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pikepdf
import pytest

from correspondence.rendering import languages, tagging
from tests.checks.samples import pdf, saved, word
from tests.golden import reference
from tests.golden.compare import compare
from tests.golden.scenarios import GOLDEN_FILES
from tests.golden.word_files import as_text, parts_of

tagging.install()

MOST_FRAMES = 5 * len(languages())
"""A version, a size of print and a language have styles of their own, and so a few frames: none for each letter."""

LETTER = """
    <h1>A letter</h1>
    <p>We write to you about the children.</p>
    <h2 style="color: #3c2a63">What happens</h2>
    <p>We will write again by <b>Monday</b>.</p>
    <p lang="pl">Do widzenia</p>
    <ul><li>One</li><li>Two</li></ul>
"""


FONT = "<style>html { font-family: 'Noto Sans'; line-height: 1.4 }</style>"


def _made(body: str = LETTER, head: str = "") -> bytes:
    return pdf(body, FONT + head).content


def _compared(other: bytes, folder: Path, name: str = "p1.en.pdf") -> str:
    found = compare(name, _made(), other, folder)
    assert found is not None
    return found


def test_equal_bytes_are_equal_and_leave_nothing_behind(tmp_path: Path) -> None:
    assert compare("p1.en.pdf", _made(), _made(), tmp_path / "none") is None
    assert not (tmp_path / "none").exists()


def test_a_file_that_reads_and_looks_the_same_is_the_same(tmp_path: Path) -> None:
    again = pdf(LETTER, FONT, uncompressed_pdf=True).content
    assert again != _made()
    assert compare("p1.en.pdf", _made(), again, tmp_path) is None


def test_on_the_reference_machine_other_bytes_are_a_difference_even_where_nothing_is_seen(tmp_path: Path) -> None:
    again = pdf(LETTER, FONT, uncompressed_pdf=True).content
    said = compare("p1.en.pdf", _made(), again, tmp_path, exactly=True)
    assert said == "p1.en.pdf: its bytes differ, and nothing that is read or seen"
    assert (tmp_path / "got.p1.en.pdf").read_bytes() == again


def test_the_suite_says_which_comparison_it_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference, "here", lambda: reference.REFERENCE)
    assert "byte for byte, as on Debian 12 (Pango 1.50.12" in reference.in_words([(3, 0), (2, 0)])
    monkeypatch.setattr(reference, "here", lambda: reference.REFERENCE | {"Pango": "1.58.0"})
    said = reference.in_words([(3, 1), (2, 4)])
    assert "places to 0.5 pt, pictures at 100 dpi to 32 of 255" in said
    assert "Pango 1.58.0" in said
    assert said.endswith("5 are equal in their bytes, 5 alike")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("write again", "write once more", "text 'We will write again by ' became 'We will write once more by '"),
        ("Do widzenia", "Goodbye", "text 'Do widzenia' became 'Goodbye'"),
        ("<p>We write", '<p style="padding-top: 1mm">We write', "word 'We' moved by 2.83 pt"),
        ("<h2 style", '<p style="font-size: 1.5em; font-weight: bold; margin: .83em 0', "-page 1:   H2"),
        ("color: #3c2a63", "color: #3c2a73", "looked"),
        ("<p>We write", '<p style="color: #222">We write', "pixels differ"),
        ("<p>We write", '<p style="color: #010101">We write', "looked"),
        ('lang="pl"', "", "Lang='pl'"),
        ("<li>Two</li>", "", "page 1: text '• '"),
        ("<b>Monday</b>", "Monday", "became 'We will write again by Monday.'"),
        ("We will", '<span style="border-bottom: .3mm solid #999">We will</span>', "nearest word"),
    ],
    ids=[
        "a changed word",
        "a missing translation",
        "a line moved by a millimetre",
        "a lost heading",
        "another accent",
        "grey for black",
        "hardly grey for black",
        "a lost language",
        "a lost item",
        "a lost emphasis",
        "a line that is drawn",
    ],
)
def test_a_difference_in_a_pdf_is_found_and_placed(before: str, after: str, said: str, tmp_path: Path) -> None:
    assert before in LETTER
    body = LETTER.replace(before, after)
    if after.startswith('<p style="font-size'):
        body = body.replace("</h2>", "</p>").replace('0="', "0; ")
    found = _compared(_made(body), tmp_path)
    assert said in found
    assert "page 1" in found


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ('<meta name="author" content="Us">', "information"),
        ("<style>@page { size: A5 }</style>", "box"),
        ("<style>@page { @top-left { content: 'x' } }</style>", "untagged"),
        ("<style>h1 { font-family: Vazirmatn }</style>", "fonts"),
    ],
)
def test_a_difference_in_what_a_pdf_is_made_of_is_found(head: str, said: str, tmp_path: Path) -> None:
    assert said in _compared(_made(LETTER, head), tmp_path)


def test_another_title_is_found(tmp_path: Path) -> None:
    changed = BytesIO()
    with pikepdf.open(BytesIO(_made())) as opened:
        opened.docinfo["/Title"] = "Another"
        opened.save(changed)
    assert "title: 'A letter' became 'Another'" in _compared(changed.getvalue(), tmp_path)


def test_another_page_is_found(tmp_path: Path) -> None:
    found = _compared(_made(LETTER + '<p style="break-before: page">More</p>'), tmp_path)
    assert "pages: 1 became 2" in found


def test_what_differs_is_left_to_be_looked_at(tmp_path: Path) -> None:
    folder = tmp_path / "hub_letter" / "example"
    found = _compared(_made(LETTER.replace("One", "Three")), folder)
    assert found.startswith("p1.en.pdf: ")
    assert sorted(path.name for path in folder.iterdir()) == [
        "difference.p1.en.pdf.page-1.png",
        "expected.p1.en.pdf",
        "got.p1.en.pdf",
    ]


def test_a_difference_in_html_or_text_is_shown_line_by_line(tmp_path: Path) -> None:
    for name in ("c1.en.txt", "c1.en.html", "findings.json"):
        found = compare(name, b"One\nTwo\n", b"One\nThree\n", tmp_path)
        assert found is not None
        assert "-Two\n+Three" in found


NAME = "c1.en.docx.xml"


def repacked(content: bytes, change: Callable[[str, bytes], bytes], compression: int = ZIP_DEFLATED) -> bytes:
    """A Word file with each part as *change* makes it of its name and bytes."""
    packed = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(packed, "w", compression) as after:
        for name in before.namelist():
            after.writestr(name, change(name, before.read(name)))
    return packed.getvalue()


def of_word_files(expected: bytes, got: bytes, folder: Path) -> str | None:
    return compare(NAME, as_text(expected), as_text(got), folder)


def test_a_difference_in_a_word_file_is_found_in_its_part(tmp_path: Path) -> None:
    expected = saved(word("One")).content
    found = of_word_files(expected, saved(word("Two")).content, tmp_path)
    assert found is not None
    assert "expected word/document.xml" in found
    assert "-<w:r><w:t>One</w:t></w:r></w:p>\n+<w:r><w:t>Two</w:t></w:r></w:p>" in found
    extra = of_word_files(expected, saved(word("One"), {"word/extra.xml": b"<a/>"}).content, tmp_path)
    assert extra == f"{NAME}: part word/extra.xml is new"
    styled = word("One")
    styled.styles["Normal"].font.name = "Courier New"
    font = of_word_files(expected, saved(styled).content, tmp_path)
    assert font == f"{NAME}: part word/styles.xml differs in its bytes"


PARTS = ZipFile(BytesIO(saved(word("One")).content)).namelist()


@pytest.mark.parametrize("part", PARTS)
def test_one_byte_in_any_part_of_a_word_file_is_found_and_named(part: str, tmp_path: Path) -> None:
    expected = saved(word("One")).content
    other = repacked(expected, lambda name, content: content + b"\n" if name == part else content)
    assert of_word_files(expected, other, tmp_path) == f"{NAME}: part {part} differs in its bytes"


def test_parts_in_another_order_or_packed_twice_are_found(tmp_path: Path) -> None:
    expected = saved(word("One")).content
    turned, twice = BytesIO(), BytesIO(expected)
    with ZipFile(BytesIO(expected)) as before, ZipFile(turned, "w") as after:
        for name in reversed(before.namelist()):
            after.writestr(name, before.read(name))
    assert of_word_files(expected, turned.getvalue(), tmp_path) == f"{NAME}: its parts stand in another order"
    with ZipFile(twice, "a") as after, pytest.warns(UserWarning, match="Duplicate name"):
        after.writestr("word/document.xml", b"<other/>")
    assert of_word_files(expected, twice.getvalue(), tmp_path) == f"{NAME}: part word/document.xml (2) is new"


def test_a_words_own_line_end_is_no_line_of_the_golden_file() -> None:
    """So two files that differ in it can never have the same text."""
    text = as_text(saved(word("One\u2028Two")).content)
    broken = as_text(repacked(saved(word("OneTwo")).content, lambda _, content: content.replace(b"eT", b"e\nT")))
    assert b"One\xe2\x80\xa8Two</w:t>" in text
    assert b"One&#xA;Two</w:t>" in broken
    assert all(part.lines[0].startswith("<") for part in parts_of(text).values() if part.lines)


def test_every_part_that_a_letter_changes_can_be_read_in_its_golden_file() -> None:
    """Else a changed word would show as another hash, and nothing more."""
    by_frame: dict[str, set[str]] = {}
    for path in GOLDEN_FILES.glob("*/*/*.docx.xml"):
        for name, part in parts_of(path.read_bytes()).items():
            if not part.lines:
                by_frame.setdefault(name, set()).add(part.sha256)
    assert by_frame
    assert {name for name, seen in by_frame.items() if len(seen) > MOST_FRAMES} == set()


def test_a_word_file_that_is_only_packed_otherwise_is_the_same(tmp_path: Path) -> None:
    made = saved(word("One")).content
    packed = repacked(made, lambda _, content: content, compression=ZIP_STORED)
    assert packed != made
    assert of_word_files(made, packed, tmp_path) is None
