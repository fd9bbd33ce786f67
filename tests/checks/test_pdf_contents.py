"""What is read from a PDF is exactly what it holds."""

from io import BytesIO

import pikepdf
import pytest

from correspondence.checks.pdf_contents import PdfContents, read_pdf
from correspondence.checks.pdf_fonts import FontReader
from correspondence.rendering import tagging
from tests.checks.samples import pdf

tagging.install()


def _outline(body: str) -> list[str]:
    contents = read_pdf(pdf(body).content)
    return [line for root in contents.tree for _, line in root.outline()]


def test_the_tree_has_every_word_in_logical_order_with_its_tags() -> None:
    body = '<h1>One <b>two</b></h1><p>office <span lang="pl">żółw</span></p><ul><li>a</li></ul>'
    assert _outline(body) == [
        "Document",
        "  H1",
        "    Span",
        "      'One '",
        "    NonStruct",
        "      Span",
        "        'two'",
        "  P",
        "    Span",
        "      'office '",
        "    Span Lang='pl'",
        "      Span",
        "        'żółw'",
        "  L",
        "    LI",
        "      Lbl",
        "        Span",
        "          '• '",
        "      LBody",
        "        Span",
        "          'a'",
    ]


@pytest.mark.parametrize(
    "words",
    ["Wiśniewska affluent office", "Nguyễn Thị Ánh", "Żółć, Ó Súilleabháin & Sons’", "السلام عليكم 01632 960114"],
)
def test_text_is_exact_in_every_script(words: str) -> None:
    contents = read_pdf(pdf(f"<p>{words.replace('&', '&amp;')}</p>").content)
    assert contents.tree[0].text == words


def test_what_the_tree_does_not_hold_is_told_apart() -> None:
    contents = read_pdf(pdf("<style>@page { @top-left { content: 'Page one' } }</style><p>One</p>").content)
    assert [s.text for s in contents.untagged(contents.pages[0])] == ["Page one"]


def test_words_inside_forms_within_the_page_are_read_in_the_tree() -> None:
    assert read_pdf(pdf('<p style="opacity: .5">Faint</p>').content).tree[0].text == "Faint"


def _drawn(content: bytes) -> PdfContents:
    """What is read of a page that is drawn by *content*, in the fonts Win and Mac; Form says "formed"."""
    document, buffer = pikepdf.new(), BytesIO()
    page = document.add_blank_page()
    fonts = {
        name: pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, Encoding=encoding)
        for name, encoding in (("/Win", pikepdf.Name.WinAnsiEncoding), ("/Mac", pikepdf.Name.MacRomanEncoding))
    }
    form = document.make_stream(b"/Win 9 Tf (formed) Tj", Subtype=pikepdf.Name.Form)
    page.obj.Resources = pikepdf.Dictionary(Font=fonts, XObject={"/Form": form})
    form.Resources = page.obj.Resources
    page.obj.Contents = document.make_stream(b"1 0 0 1 0 0 cm BT 1 g " + content + b" ET 0 0 9 9 re f")
    document.save(buffer)
    return read_pdf(buffer.getvalue())


@pytest.mark.parametrize(
    ("content", "read"),
    [
        (b"/Win 9 Tf (caf\xe9) Tj", ["café"]),
        (b"/Win 9 Tf (caf\xe9) '", ["café"]),
        (b'/Win 9 Tf 1 2 (caf\xe9) "', ["café"]),
        (b"/Win 9 Tf [(ca) -20 (f\xe9)] TJ", ["café"]),
        (b"/Win 9 Tf q /Mac 9 Tf Q (caf\xe9) Tj", ["café"]),
        (b"q /Form Do Q", ["formed"]),
        (b"/Win 9 Tf /Span <</ActualText (said)>> BDC /Span BMC EMC (shown) Tj EMC (after) Tj", ["said", "after"]),
        (b"/Win 9 Tf BI /W 1 /H 1 /BPC 8 /CS /G ID x EI (after a picture) Tj", ["after a picture"]),
    ],
)
def test_whatever_operator_shows_something_it_is_read(content: bytes, read: list[str]) -> None:
    assert [stretch.text for stretch in _drawn(content).pages[0].stretches] == read


def test_a_note_that_marks_a_point_is_read() -> None:
    assert "pinned" in {placed.text for placed in _drawn(b"/Note <</Contents (pinned)>> DP").strings}


def test_metadata_links_and_fonts_are_read() -> None:
    contents = read_pdf(
        pdf('<p><a href="https://example.org/">One</a></p>', '<meta name="author" content="Us">').content
    )
    assert (contents.language, contents.title, contents.displays_title, contents.is_marked) == (
        "en",
        "A letter",
        True,
        True,
    )
    assert ("Author", "Us") in contents.information
    assert "A letter" in contents.metadata
    assert contents.pages[0].links == ("https://example.org/",)
    assert contents.pages[0].box == (0.0, 0.0, 595.28, 841.89)
    assert [font.embedded for font in contents.fonts] == [True]


def test_identifiers_are_read_where_there_are_any() -> None:
    assert read_pdf(pdf("<p>One</p>").content).identifiers == ()
    identified = read_pdf(pdf("<p>One</p>", pdf_identifier=b"abc").content)
    assert identified.identifiers[0] == b"abc".hex()


def test_a_file_that_is_no_pdf_is_refused() -> None:
    with pytest.raises(pikepdf.PdfError):
        read_pdf(b"no pdf")


def test_a_tree_in_a_ring_is_refused() -> None:
    buffer = BytesIO()
    with pikepdf.open(BytesIO(pdf("<p>One</p>").content)) as opened:
        document = opened.Root.StructTreeRoot.K[0]
        document.K = pikepdf.Array([document])
        opened.save(buffer)
    with pytest.raises(RecursionError):
        read_pdf(buffer.getvalue())


CMAP = b"""
1 begincodespacerange <00> <ff> endcodespacerange
2 beginbfchar <01> <0041> <02> <00660066> endbfchar
2 beginbfrange <10> <12> <0061> <20> <21> [<0058> <D83DDE00>] endbfrange
"""


def _font(**entries: object) -> FontReader:
    document = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1)
    for key, value in entries.items():
        font[f"/{key}"] = document.make_stream(value) if isinstance(value, bytes) else value
    return FontReader(font)


def test_a_fonts_own_map_is_read_in_all_its_forms() -> None:
    assert _font(ToUnicode=CMAP).text(b"\x01\x02\x10\x11\x12\x20\x21") == "AffabcX😀"


PAIRS = b"""
1 begincodespacerange <0000> <ffff> endcodespacerange
4 beginbfchar <0001> <0061> <d83d> <0062> <de00> <00660066> <dc00> <0064> endbfchar
"""


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        ([b"\x00\x01", b"\xd8\x3d"], "ab"),
        ([b"\xd8\x3d\xde\x00\x00\x01"], "bffa"),
        ([b"\xd8\x3d", b"\xde\x00"], "bff"),
        ([b"\xdc\x00\xd8\x3d"], "db"),
        ([b"\xd8\x3d\xdf\xff"], "b\ufffd"),
        ([b"\x00", b"\x01\x00\x01"], "\ufffd\ufffd\ufffd"),
        ([], ""),
    ],
)
def test_codes_of_two_bytes_are_read_whatever_characters_they_would_be(shown: list[bytes], text: str) -> None:
    assert _font(ToUnicode=PAIRS).texts(shown) == "".join(map(_font(ToUnicode=PAIRS).text, shown)) == text


def test_a_code_without_a_meaning_reads_as_unreadable() -> None:
    assert _font(ToUnicode=CMAP).text(b"\x01\x7f") == "A\ufffd"
    assert _font(Subtype=pikepdf.Name.Type0).text(b"\x00\x01") == "\ufffd"


def test_a_font_without_a_map_is_read_by_its_encoding() -> None:
    assert _font(Encoding=pikepdf.Name.WinAnsiEncoding).text(b"caf\xe9") == "café"
    differences = pikepdf.Dictionary(Differences=pikepdf.Array([65, pikepdf.Name.eacute, pikepdf.Name.fi]))
    assert _font(Encoding=differences).text(b"ABC") == "éﬁC"
