"""From a letter to its words, and from its words to each form its reader needs.

    text = compose(letter, "pl")
    document = render(text, letter, DocumentForm.PDF)

Nothing here asks what day it is: the same letter gives the same bytes.
"""

from correspondence.catalogue.letter import Letter
from correspondence.documents import Document, DocumentForm, Text

from . import fonts as _fonts  # noqa: F401  # before anything that loads WeasyPrint
from .address import printed
from .composer import Composer, compose
from .csv import to_csv
from .docx import to_docx
from .failures import Failure, RenderingFailed
from .html import to_html
from .languages import direction, languages, written
from .made_with import fingerprint
from .pdf import paper, to_pdf, try_out
from .plain import to_plain

__all__ = [
    "Composer",
    "Failure",
    "RenderingFailed",
    "compose",
    "direction",
    "fingerprint",
    "languages",
    "paper",
    "printed",
    "render",
    "try_out",
    "written",
]


def render(
    text: Text, letter: Letter, form: DocumentForm, *, large_print: bool = False, copy_to: str | None = None
) -> Document:
    """One form of a text. PDF and DOCX carry the envelope's address; HTML, plain text and copies never do.

    Raises `RenderingFailed` where the form cannot be made as it should be. Only a PDF has its pages counted.
    """
    addressed = copy_to is None
    pages = None
    match form:
        case DocumentForm.PDF:
            content, pages = to_pdf(text, letter, large_print=large_print, addressed=addressed)
        case DocumentForm.DOCX:
            content = to_docx(text, letter, large_print=large_print, addressed=addressed)
        case DocumentForm.HTML:
            content = to_html(text, letter, large_print=large_print)
        case DocumentForm.TXT:
            content = to_plain(text)
        case DocumentForm.CSV:
            content = to_csv(letter)
    return Document(
        form=form,
        language=text.language,
        large_print=large_print,
        content=content,
        pages=pages,
        copy_to=copy_to,
        part=text.part,
    )
