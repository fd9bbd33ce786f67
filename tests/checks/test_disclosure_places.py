"""A leak is found wherever it hangs in a document, and is named by its place, never by its value."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE

from correspondence.documents import Document, DocumentForm
from tests.checks import samples
from tests.checks.samples import MOTHER, html, leaks, pdf, saved, txt, unposted, word

SECRET = MOTHER["postcode"]


def _picture(alternative: str, words: str = "") -> str:
    """A picture with words in it, as HTML."""
    drawn = f"<svg xmlns='http://www.w3.org/2000/svg' width='200' height='20'><text y='10'>{words}</text></svg>"
    return f'<img alt="{alternative}" src="data:image/svg+xml,{drawn}">'


def _reopened(made: Document, change: Callable[[pikepdf.Pdf], None]) -> Document:
    """The same PDF after *change*, saved again."""
    buffer = BytesIO()
    with pikepdf.open(BytesIO(made.content)) as opened:
        change(opened)
        opened.save(buffer)
    return replace(made, content=buffer.getvalue())


def _attached(name: str, content: bytes) -> Callable[[pikepdf.Pdf], None]:
    def attach(opened: pikepdf.Pdf) -> None:
        opened.attachments[name] = pikepdf.AttachedFileSpec(
            opened, content, description="", filename=name, mime_type="", creation_date="", mod_date=""
        )

    return attach


def _annotate(opened: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Contents=SECRET, Rect=[0, 0, 9, 9])
    opened.pages[0].obj.Annots = opened.make_indirect(pikepdf.Array([opened.make_indirect(note)]))


def _stamp(opened: pikepdf.Pdf) -> None:
    """An annotation whose appearance shows the secret, which no page's own content draws."""
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    appearance = opened.make_stream(f"BT /F1 9 Tf ({SECRET}) Tj ET".encode())
    appearance.Type, appearance.Subtype, appearance.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 99, 9]
    appearance.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    stamp = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=[0, 0, 99, 9])
    stamp.AP = pikepdf.Dictionary(N=appearance)
    opened.pages[0].obj.Annots = opened.make_indirect(pikepdf.Array([opened.make_indirect(stamp)]))


def _in_utf_16(opened: pikepdf.Pdf) -> None:
    opened.docinfo["/Subject"] = pikepdf.String(b"\xfe\xff\x00C\x00O\x001\x001\x00J\x00N")


def _hide_behind_actual_text(opened: pikepdf.Pdf) -> None:
    """Say something harmless in ActualText over glyphs that show the secret."""
    content = opened.pages[0].Contents.read_bytes()
    assert b"<</MCID 0>>" in content
    opened.pages[0].Contents.write(content.replace(b"<</MCID 0>>", b"<</MCID 0 /ActualText (harmless)>>"))


def _replace_the_text(opened: pikepdf.Pdf) -> None:
    content = opened.pages[0].Contents.read_bytes()
    secret = SECRET.encode()
    opened.pages[0].Contents.write(content.replace(b"<</MCID 0>>", b"<</MCID 0 /ActualText (" + secret + b")>>"))


PDFS: dict[str, tuple[Callable[[], Document], str]] = {
    "in a paragraph": (lambda: pdf(f"<p>{SECRET}</p>"), "pdf page 1"),
    "on the second page": (lambda: pdf(f'<p>One</p><p style="break-before: page">{SECRET}</p>'), "pdf page 2"),
    "in a table": (lambda: pdf(f"<table><tr><td>{SECRET}</td></tr></table>"), "pdf page 1"),
    "in a margin box": (
        lambda: pdf("<p>One</p>", f'<style>@page {{ @top-left {{ content: "{SECRET}" }} }}</style>'),
        "pdf page 1",
    ),
    "in white": (lambda: pdf(f'<p style="color: white">{SECRET}</p>'), "pdf page 1"),
    "under a picture's opacity": (lambda: pdf(f'<p style="opacity: .01">{SECRET}</p>'), "pdf page 1"),
    "in a picture's text": (lambda: pdf(_picture("x", SECRET)), "pdf page 1"),
    "untagged": (lambda: pdf(f"<p>{SECRET}</p>", pdf_variant=None, pdf_tags=False), "pdf page 1"),
    "in the title": (lambda: pdf("<p>One</p>", f'<meta name="author" content="{SECRET}">'), "pdf metadata"),
    "in the keywords": (lambda: pdf("<p>One</p>", f'<meta name="keywords" content="{SECRET}">'), "pdf metadata"),
    "in a link": (lambda: pdf('<p><a href="https://example.org/?q=co1%201jn">One</a></p>'), "pdf page 1"),
    "in an alternative text": (lambda: pdf(_picture(SECRET)), "pdf page 1"),
    "in a bookmark": (lambda: pdf(f"<h1 style=\"bookmark-label: '{SECRET}'\">One</h1>"), "pdf bookmark"),
    "in a form field": (lambda: pdf(f'<p>One <input value="{SECRET}"></p>', pdf_forms=True), "pdf page 1"),
    "in an attachment": (
        lambda: _reopened(pdf("<p>One</p>"), _attached("notes.txt", f"Lives at {SECRET}".encode())),
        "pdf attachment",
    ),
    "in a note on the page": (lambda: _reopened(pdf("<p>One</p>"), _annotate), "pdf page 1"),
    "in a stamp's appearance": (lambda: _reopened(pdf("<p>One</p>"), _stamp), "pdf"),
    "in UTF-16": (lambda: _reopened(pdf("<p>One</p>"), _in_utf_16), "pdf metadata"),
    "shown but read otherwise": (lambda: _reopened(pdf(f"<p>{SECRET}</p>"), _hide_behind_actual_text), "pdf page 1"),
    "read but shown otherwise": (lambda: _reopened(pdf("<p>One</p>"), _replace_the_text), "pdf page 1"),
}


@pytest.mark.parametrize("name", PDFS)
def test_a_leak_in_a_pdf_is_found_and_placed(name: str) -> None:
    make, where = PDFS[name]
    assert ("disclosure.address", where) in leaks(make())


def test_a_pdf_without_a_leak_has_no_finding() -> None:
    assert leaks(pdf("<h1>A letter</h1><p>We write to you about the children.</p>")) == set()


def test_what_no_text_can_be_read_from_is_a_finding() -> None:
    assert leaks(_reopened(pdf("<p>One</p>"), _attached("notes.zip", b"PK\x03\x04\xff\xfe"))) == {
        ("disclosure.unreadable", "pdf attachment")
    }


def test_glyphs_without_a_meaning_are_a_finding() -> None:
    def forget(opened: pikepdf.Pdf) -> None:
        for thing in opened.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing:
                del thing["/ToUnicode"]

    assert leaks(_reopened(pdf("<p>One</p>"), forget)) == {("disclosure.unreadable", "pdf page")}


def _in_header(opened: Any) -> None:
    opened.sections[0].header.paragraphs[0].text = SECRET


def _in_footer(opened: Any) -> None:
    opened.sections[0].footer.paragraphs[0].text = SECRET


def _in_link(opened: Any) -> None:
    opened.part.relate_to(f"mailto:{SECRET}", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)


def _in_runs(opened: Any) -> None:
    paragraph = opened.add_paragraph()
    for part in ("CO", "1 1", "JN"):
        paragraph.add_run(part)


def _in_cell(opened: Any) -> None:
    opened.add_table(1, 1).cell(0, 0).text = SECRET


def _in_comment(opened: Any) -> None:
    opened.add_comment(opened.paragraphs[0].runs, text=SECRET, author="Cafcass")


def _in_attribute(opened: Any) -> None:
    opened.styles["Normal"].element.set("note", SECRET)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (_in_header, "docx header"),
        (_in_footer, "docx footer"),
        (_in_link, "docx links"),
        (_in_runs, "docx body"),
        (_in_cell, "docx body"),
        (_in_comment, "docx comments"),
        (_in_attribute, "docx styles"),
    ],
)
def test_a_leak_in_a_word_file_is_found_and_placed(change: Callable[[Any], None], where: str) -> None:
    opened = word()
    change(opened)
    assert leaks(saved(opened)) == {("disclosure.address", where)}


@pytest.mark.parametrize("name", ["title", "author", "subject", "keywords", "comments", "last_modified_by"])
def test_a_leak_in_a_word_files_properties_is_found(name: str) -> None:
    assert leaks(saved(word(**{name: f"Letter for {SECRET}"}))) == {("disclosure.address", "docx properties")}


def test_a_leak_in_the_name_or_words_of_an_extra_part_is_found() -> None:
    made = saved(word(), {"customXml/CO1-1JN.xml": b"<a/>", "customXml/item9.xml": b"<a><!-- CO1 1JN --></a>"})
    assert leaks(made) == {("disclosure.address", "docx part name"), ("disclosure.address", "docx part")}


def test_a_part_of_a_word_file_that_is_no_text_is_a_finding() -> None:
    assert leaks(saved(word(), {"word/embeddings/book.xlsx": b"PK"})) == {("disclosure.unreadable", "docx part")}


def test_a_word_file_without_a_leak_has_no_finding() -> None:
    assert leaks(saved(word("We write to you about the children."))) == set()


@pytest.mark.parametrize(
    ("made", "where"),
    [
        (html(f"<p>{SECRET}</p>"), "html"),
        (html("<p>CO1<br>1JN</p>"), "html"),
        (html("<p>CO<b>1</b> 1J<i>N</i></p>"), "html"),
        (html("<p>&#67;O1&nbsp;1JN</p>"), "html"),
        (html("<p>One</p>", f"<style>p::after {{ content: '{SECRET}' }}</style>"), "html"),
        (html(f"<p>One</p><!-- {SECRET} -->"), "html comment"),
        (html(f"<p>One</p><?note {SECRET}?>"), "html comment"),
        (html(f"<p>One</p><![if {SECRET}]>"), "html comment"),
        (html(f"<p>One</p><![CDATA[{SECRET}]]>"), "html comment"),
        (html(f"<p>One</p><!entity {SECRET}>"), "html comment"),
        (html(f"<p>One</p><!-- One --!> {SECRET}"), "html"),
        (html(f"<p>One</p></html><!-- {SECRET}"), "html comment"),
        (html(f"<p>One</p></ {SECRET}>"), "html comment"),
        (html(f"<p>One</p {SECRET}>"), "html attribute"),
        (html(f'<p title="One" title="{SECRET}">One</p>'), "html attribute"),
        (html(f"<p/{SECRET.replace(' ', '')}/>"), "html attribute"),
        (html(f"<p>One</p><p title='{SECRET}"), "html attribute"),
        (html(f"<p>One</p><p title='1 > 2 {SECRET}"), "html attribute"),
        (html(f"<p>1 < 2 {SECRET}</p>"), "html"),
        (html(f"<table>{SECRET}<tr><td>One</table>"), "html"),
        (html(f"<template><p>{SECRET}</p></template>"), "html"),
        (html(f"<script>'<p>{SECRET}'</script>"), "html"),
        (html(f"<noscript>{SECRET}</noscript>"), "html"),
        (html(f"<plaintext><p>{SECRET}"), "html"),
        (html("<p>One</p>", f"<!doctype html {SECRET}>"), "html comment"),
        (html(f'<p title="{SECRET}">One</p>'), "html attribute"),
        (html('<p><a href="https://example.org/co1%201jn">One</a></p>'), "html attribute"),
        (html('<p data-co11jn="">One</p>'), "html attribute"),
        (html("<p>One</p>", f'<meta name="description" content="{SECRET}">'), "html attribute"),
        (html("<p>One</p>", f"<title>{SECRET}</title>"), "html"),
        (html('<a href="data:text/plain,CO1%201JN">One</a>'), "html attribute"),
        (txt(f"Dear Mr Sample,\n\n{SECRET}\n"), "txt"),
    ],
)
def test_a_leak_in_html_or_text_is_found_and_placed(made: Document, where: str) -> None:
    assert leaks(made) == {("disclosure.address", where)}


def test_data_in_html_that_is_no_text_is_a_finding() -> None:
    made = html('<a href="data:application/zip;base64,UEsDBA==">One</a>')
    assert leaks(made) == {("disclosure.unreadable", "html attribute")}


def test_a_leak_in_a_files_name_is_found() -> None:
    made = samples.document(DocumentForm.TXT, b"A letter", copy_to="CO11JN")
    assert leaks(made) == {("disclosure.address", "file name")}


@pytest.mark.parametrize(("detail", "value"), MOTHER.items())
def test_every_detail_is_named_by_its_rule(detail: str, value: str) -> None:
    rule = "address" if detail in ("town", "postcode") else detail
    assert leaks(txt(f"Before {value} after")) == {(f"disclosure.{rule}", "txt")}


def test_a_finding_never_holds_the_value(caplog: pytest.LogCaptureFixture) -> None:
    letter, case_file = samples.to("p1")
    said = "\n".join(MOTHER.values())
    findings = samples.found(letter, txt(said), case_file)
    assert len(findings) == 5
    for value in MOTHER.values():
        assert value not in repr(findings)
        assert value not in caplog.text


def test_a_childs_cover_may_hold_the_households_address_and_no_other_page_may() -> None:
    letter, case_file = samples.to("c1")
    assert letter.envelope.own_page
    lines = "".join(f"<p>{line}</p>" for line in letter.envelope.lines)
    rest = '<p style="break-before: page">Dear Zosia</p>'
    assert samples.found(letter, pdf(f"<div>{lines}</div>{rest}"), case_file) == ()
    twice = samples.found(letter, pdf(f"<div>{lines}</div>{rest}<p>CO1 1JN</p>"), case_file)
    assert {f.where for f in twice} == {"pdf page 2"}
    elsewhere = samples.found(letter, pdf(f"<p>One</p>{rest}<div>{lines}</div>"), case_file)
    assert {f.where for f in elsewhere} == {"pdf page 2"}


def test_a_month_in_the_letter_is_no_second_town_on_a_childs_cover() -> None:
    """A line of the address runs from right to left on the page as it is drawn, so that the lines make no one run."""
    changes = {"case.people.1.address.line_1": "دار السلام", "case.people.1.address.post_town": "December"}
    letter, case_file = samples.to("c1", changes)
    assert letter.envelope.lines[1:3] == ("دار السلام", "DECEMBER")
    drawn = (letter.envelope.lines[0], "مالسلا راد", *letter.envelope.lines[2:])
    lines = "".join(f"<p>{line}</p>" for line in drawn)
    rest = '<p style="break-before: page">I will write again by Thursday 24 December 2026.</p>'
    assert samples.found(letter, pdf(f"<div>{lines}</div>{rest}"), case_file) == ()
    elsewhere = samples.found(letter, pdf(f"<div>{lines}</div>{rest}<p>You live in December</p>"), case_file)
    assert {f.where for f in elsewhere} == {"pdf page 2"}


def test_an_address_of_several_lines_is_known_on_a_cover_under_a_name_that_runs_from_right_to_left() -> None:
    letter, case_file = samples.to(
        "c1", {"case.people.1.address.line_1": "Flat 3", "case.people.1.address.line_2": "9 Up Close"}
    )
    lines = "".join(f"<p>{line}</p>" for line in ("فسوي", *letter.envelope.lines[1:]))
    rest = '<p style="break-before: page">Dear Zosia</p>'
    assert samples.found(letter, pdf(f"<div>{lines}</div>{rest}"), case_file) == ()
    twice = samples.found(letter, pdf(f"<div>{lines}<p>Flat 3, 9 Up Close</p></div>{rest}"), case_file)
    assert {f.where for f in twice} == {"pdf page 1"}


def test_a_childs_cover_may_not_hold_the_other_households_secrets() -> None:
    letter, case_file = samples.to("c1", {"case.people.0.may_be_known_by_others": []})
    findings = samples.found(letter, pdf("<p>18 Example Street</p>"), case_file)
    assert {(f.code, f.where) for f in findings} == {("disclosure.address", "pdf page 1")}


def _cover(*, ends: str = "", style: str = "Letter Address") -> Document:
    opened = word("")
    opened.styles.add_style("Letter Address", 1)
    opened.add_paragraph("2 Placeholder Close", style=style)
    opened.add_paragraph("CO1 1JN", style=style)
    if ends == "break":
        opened.add_page_break()
    elif ends:
        opened.add_section(WD_SECTION.NEW_PAGE if ends == "section" else WD_SECTION.CONTINUOUS)
    opened.add_paragraph("Dear Zosia,").paragraph_format.page_break_before = ends == "before"
    return saved(opened)


def test_in_a_childs_word_file_the_address_stands_in_its_style_before_the_first_page_break() -> None:
    letter, case_file = samples.to("c1")
    for ends in ("break", "section", "before"):
        assert samples.found(letter, _cover(ends=ends), case_file) == ()
    for made in (_cover(), _cover(ends="continuous"), _cover(ends="break", style="Normal")):
        assert {f.where for f in samples.found(letter, made, case_file)} == {"docx body"}


@pytest.mark.parametrize("made", [html("<p>18 Example Street</p>"), txt("CM1 1QH")])
def test_html_and_plain_text_hold_not_even_the_readers_own_address(made: Document) -> None:
    assert {code for code, _ in leaks(made)} == {"disclosure.address"}


def test_a_letter_that_is_not_posted_is_searched_all_the_same() -> None:
    letter, case_file = samples.to("p1")
    assert samples.found(unposted(letter), txt("CO1 1JN"), case_file)


IN_EVERY_FORM: dict[DocumentForm, Callable[[str], Document]] = {
    DocumentForm.PDF: lambda words: pdf(f"<p>{words}</p>"),
    DocumentForm.DOCX: lambda words: saved(word(words)),
    DocumentForm.HTML: lambda words: html(f"<p>{words}</p>"),
    DocumentForm.TXT: txt,
    DocumentForm.CSV: lambda words: samples.document(DocumentForm.CSV, f"a,b\r\n{words},x\r\n".encode()),
}


@pytest.mark.parametrize("form", DocumentForm)
@pytest.mark.parametrize(
    "protection", [{}, {"case.people.1.in_refuge": True}, {"case.people.1.identity_withheld": True}]
)
@pytest.mark.parametrize("detail", MOTHER)
def test_whatever_protects_a_value_it_is_looked_for_in_every_form(
    form: DocumentForm, protection: dict[str, object], detail: str
) -> None:
    value = MOTHER[detail]
    assert leaks(IN_EVERY_FORM[form](f"We say {value} here"), changes=protection), f"{detail} was not found"
