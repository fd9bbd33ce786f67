"""Letters of the example case, and small documents that say whatever a test wants them to say."""

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx

from correspondence.catalogue.letter import Letter
from correspondence.catalogue.reader import Envelope
from correspondence.catalogue.reconcile import letters
from correspondence.checks import disclosure
from correspondence.checks.allowances import readers_of
from correspondence.documents import Document, DocumentForm, Finding, Text
from correspondence.protocol.case.people import Route
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.disclosure import kept_back
from correspondence.rendering.blocks import read_blocks
from correspondence.rendering.fonts import weasyprint
from tests import build

MOTHER = {
    "address": "2 Placeholder Close",
    "town": "Colchester",
    "postcode": "CO1 1JN",
    "email": "a.sample@example.org",
    "phone": "07700 900321",
    "school": "Example High School",
    "representative": "r.sample@samplelaw.cjsm.net",
}
"""What the father of the example may not know."""


def to(person_id: str, changes: build.Changes | None = None) -> tuple[Letter, CaseFile]:
    """The example's hub letter to that person, in English, and its case file; *changes* are to the decision."""
    event = build.decision(changes)
    case_file = build.case_file(event)
    written = letters(event, case_file, build.directory(), build.DECIDED_ON)
    letter = next(one for one in written if one.recipient == person_id)
    return replace(letter, language="en"), case_file


def unposted(letter: Letter) -> Letter:
    """The same letter as an e-mail."""
    return replace(letter, envelope=Envelope(route=Route.EMAIL, lines=()))


def document(form: DocumentForm, content: bytes, copy_to: str | None = None) -> Document:
    """A document of a letter in English."""
    return Document(form=form, language="en", large_print=False, content=content, copy_to=copy_to)


def pdf(body: str, head: str = "", **options: Any) -> Document:
    """A tagged PDF of that HTML."""
    html = f'<html lang="en"><head><title>A letter</title>{head}</head><body>{body}</body></html>'
    options = {"pdf_variant": "pdf/ua-1"} | options
    return document(DocumentForm.PDF, weasyprint.HTML(string=html, base_url="/").write_pdf(**options))


def html(body: str, head: str = "") -> Document:
    """An HTML document."""
    page = f'<!doctype html><html lang="en"><head><title>A letter</title>{head}</head><body>{body}</body></html>'
    return document(DocumentForm.HTML, page.encode())


def txt(words: str) -> Document:
    """A plain text document."""
    return document(DocumentForm.TXT, words.encode())


def word(words: str = "A letter", **properties: str) -> Any:
    """A Word file, still open, with one paragraph and the properties of a real letter."""
    opened = docx.Document()
    opened.add_paragraph(words)
    for name, value in ({"title": "A letter", "author": "Cafcass"} | properties).items():
        setattr(opened.core_properties, name, value)
    return opened


def saved(opened: Any, parts: Mapping[str, bytes] | None = None) -> Document:
    """The Word file as a document, with those parts put in besides."""
    buffer = BytesIO()
    opened.save(buffer)
    with ZipFile(buffer, "a") as archive:
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return document(DocumentForm.DOCX, buffer.getvalue())


def text(body: str = "<p>A letter</p>", sentences: tuple[str, ...] = (), **changes: Any) -> Text:
    """A Text of that HTML in English."""
    article = f"<article><h1>A letter</h1>{body}</article>"
    made = Text(
        title="A letter",
        language="en",
        direction="ltr",
        html=article,
        blocks=read_blocks(article, "en", "a test"),
        sentences=sentences,
    )
    return replace(made, **changes)


def leaks(
    made: Document, person_id: str = "p1", changes: build.Changes | None = None, sentences: tuple[str, ...] = ()
) -> set[tuple[str, str]]:
    """What the disclosure check finds in a document of the letter to that person: code and place."""
    letter, case_file = to(person_id, changes)
    return {(f.code, f.where) for f in found(letter, made, case_file, sentences)}


def found(letter: Letter, made: Document, case_file: CaseFile, sentences: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """The findings of the disclosure check."""
    secrets = disclosure.secrets_in(kept_back(case_file, readers_of(letter, case_file)))
    return disclosure.examine(letter, made, text(sentences=sentences), case_file, build.directory(), secrets)
