"""Every readable string of a finished document, whatever its form, with the place where it stands.

What is read in one go is one group, so that a value is also found where it runs over from line to line.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import unescape

from correspondence.catalogue.letter import Letter
from correspondence.documents import Document, DocumentForm, file_name

from .docx_contents import DocxReader
from .html_contents import HtmlReader
from .pdf_contents import PdfContents, read_pdf
from .searching import Piece, percent_decoded

Group = tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """All that can be read in a document: `running` texts, `apart` what stands by itself, and `markup`.

    `unreadable` names the places that hold something no text could be read from.
    """

    running: tuple[Group, ...]
    apart: Group
    markup: Group
    unreadable: tuple[str, ...]


def read(letter: Letter, document: Document) -> Contents:
    """All that can be read in *document* and in its file name. Raises when the document is not of its form."""
    running: Iterable[Group]
    apart: Iterable[Piece]
    unreadable: Iterable[str] = ()
    if document.form is DocumentForm.PDF:
        pdf = read_pdf(document.content)
        running, apart, unreadable = _read_out(pdf), _hanging(pdf), pdf.unreadable
    elif document.form is DocumentForm.DOCX:
        docx = DocxReader(document.content)
        running, apart, unreadable = docx.running, docx.apart, docx.unreadable
    elif document.form is DocumentForm.HTML:
        html = HtmlReader(document.content.decode("utf-8"))
        running, apart, unreadable = [tuple(html.running)], html.apart, html.unreadable
    else:
        running, apart = [(Piece(where=str(document.form), text=document.content.decode("utf-8")),)], ()
    groups = tuple(dict.fromkeys(group for group in running if group))
    alone = (*apart, Piece(where="file name", text=file_name(letter, document), is_markup=True))
    decoded = [decoding for group in (alone, *groups) for piece in group for decoding in _decodings(piece)]
    every = dict.fromkeys((*alone, *decoded))
    return Contents(
        running=groups,
        apart=tuple(piece for piece in every if not piece.is_markup),
        markup=tuple(piece for piece in every if piece.is_markup),
        unreadable=tuple(dict.fromkeys(unreadable)),
    )


def _decodings(piece: Piece) -> Iterator[Piece]:
    """What a text also says once its percent-encoding or its entities are undone."""
    percent = percent_decoded(piece.text)
    if percent is not None:
        yield replace(piece, text=percent)
    if "&" in piece.text and (plain := unescape(piece.text)) != piece.text:
        yield replace(piece, text=plain)


def _read_out(pdf: PdfContents) -> Iterator[Group]:
    """The tree as it is read out and as its glyphs say, and what stands outside of the tree, page by page."""
    leaves = [leaf for root in pdf.tree for leaf in root.leaves()]
    yield tuple(Piece(where=f"pdf page {leaf.page}", text=leaf.text) for leaf in leaves)
    yield tuple(Piece(where=f"pdf page {leaf.page}", text=leaf.shown) for leaf in leaves)
    for page in pdf.pages:
        untagged, where = pdf.untagged(page), f"pdf page {page.number}"
        yield tuple(Piece(where=where, text=s.text) for s in untagged)
        yield tuple(Piece(where=where, text=s.shown) for s in untagged)


def _hanging(pdf: PdfContents) -> Iterator[Piece]:
    """Links, alternative texts, metadata, bookmarks, attachments: every string that no page shows."""
    for page in pdf.pages:
        yield from (Piece(where=f"pdf page {page.number}", text=link) for link in page.links)
    yield from (Piece(where=one.where, text=one.text, is_markup=one.is_markup) for one in pdf.strings)
