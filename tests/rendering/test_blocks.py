"""The HTML of a letter is small and known; whatever else a template holds is an error."""

import pytest

from correspondence.documents import Listing, Paragraph, Run, Table
from correspondence.rendering import Failure, RenderingFailed
from correspondence.rendering.blocks import read_blocks, title_of


def read(inside: str) -> tuple[object, ...]:
    return read_blocks(f"<article>{inside}</article>", "en", "x.html")


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ("<p>one<br/>two</p>", Failure.UNKNOWN_ELEMENT),
        ("<script>1</script>", Failure.UNKNOWN_ELEMENT),
        ("<p><a href='x'>y</a></p>", Failure.UNKNOWN_ELEMENT),
        ("<p style='x'>y</p>", Failure.UNKNOWN_ELEMENT),
        ("<p><img src='x'/></p>", Failure.UNKNOWN_ELEMENT),
        ("loose words", Failure.UNKNOWN_ELEMENT),
        ("<ul><p>x</p></ul>", Failure.UNKNOWN_ELEMENT),
        ("<p> </p>", Failure.EMPTY_ELEMENT),
        ("<p><strong> </strong></p>", Failure.EMPTY_ELEMENT),
        ("<ul></ul>", Failure.EMPTY_ELEMENT),
        ("<table><tr><th>x</th></tr></table>", Failure.EMPTY_ELEMENT),
        ("<table><caption>c</caption><tr><th>x</th></tr><tr><td></td></tr></table>", Failure.EMPTY_ELEMENT),
        (
            "<table><caption>c</caption><tr><th>x</th></tr><tr><td class='empty'> </td></tr></table>",
            Failure.EMPTY_ELEMENT,
        ),
        ("<p>x", Failure.NOT_WELL_FORMED),
        ("<p>a & b</p>", Failure.NOT_WELL_FORMED),
        ("<p>\x07</p>", Failure.NOT_WELL_FORMED),
        ("<h2>first</h2>", Failure.HEADINGS_OUT_OF_ORDER),
        ("<h1>a</h1><h3>b</h3>", Failure.HEADINGS_OUT_OF_ORDER),
    ],
)
def test_what_is_not_known_is_an_error_that_names_the_place(inside: str, code: Failure) -> None:
    with pytest.raises(RenderingFailed) as caught:
        read(inside)
    assert caught.value.code is code
    assert caught.value.where.startswith("x.html")


def test_a_letter_without_a_title_or_with_two_is_an_error() -> None:
    for inside in ("<p>x</p>", "<h1>x</h1><h1>y</h1>"):
        with pytest.raises(RenderingFailed):
            title_of(read_blocks(f"<article>{inside}</article>", "en", "x.html"), "x.html")


def test_white_space_is_collapsed_as_a_browser_would() -> None:
    block = read("<p>\n  one <strong> two</strong>\n three\u00a0four  </p>")[0]
    assert block == Paragraph(runs=(Run(text="one "), Run(text="two", strong=True), Run(text=" three\u00a0four")))


def test_a_paragraph_takes_the_role_of_what_it_stands_in() -> None:
    blocks = read('<footer class="notes"><p>a</p><div><p class="note">b</p></div></footer><p>c</p>')
    assert [b.role for b in blocks if isinstance(b, Paragraph)] == ["notes", "note", ""]


def test_a_cell_that_says_itself_that_it_is_empty_has_no_words() -> None:
    (table,) = read("<table><caption>c</caption><tr><th>x</th></tr><tr><td class='empty'></td></tr></table>")
    assert isinstance(table, Table)
    assert table.rows == (("",),)


def test_lists_tables_and_descriptions_are_read() -> None:
    blocks = read(
        "<ol><li>a</li><li><strong>b</strong></li></ol><dl><dt>term</dt><dd>said</dd></dl>"
        "<table><caption>Days</caption><thead><tr><th scope='col'>x</th><th>y</th></tr></thead>"
        "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
    )
    assert blocks == (
        Listing(items=((Run(text="a"),), (Run(text="b", strong=True),)), ordered=True),
        Paragraph(runs=(Run(text="term"),), role="term"),
        Paragraph(runs=(Run(text="said"),), role="description"),
        Table(caption="Days", header=("x", "y"), rows=(("1", "2"),)),
    )
