"""The picture of a signature above the name of who signs, where the directory has one: in PDF and Word."""

from collections.abc import Mapping
from html import escape
from io import BytesIO
from typing import Any

from docx.shared import Mm

from correspondence.catalogue.letter import Letter

from .composer import signature_of

HEIGHT_MM, WIDTH_MM = 12, 60
"""As high as it is printed, unless it would be wider than that."""

PICTURE = "signature.png"
_NAME = '<p class="signature">'
_STYLE = "Letter Signature"


def pictures_of(letter: Letter) -> Mapping[str, bytes]:
    """The pictures that a letter brings along beside those that ship with us, by the names it asks for them by."""
    return {PICTURE: letter.view.signature} if letter.view.signature else {}


def signed(html: str, letter: Letter, language: str) -> str:
    """*html* with the signature above the name; the same where there is none."""
    if not letter.view.signature:
        return html
    said = escape(signature_of(letter.view.signed_by, language))
    return html.replace(_NAME, f'<div class="hand"><img src="{PICTURE}" alt="{said}"/></div>{_NAME}', 1)


def sign(document: Any, letter: Letter, language: str) -> None:
    """Puts the signature above the name in a Word file, with its alternative text, where there is one."""
    if letter.view.signature is None:
        return
    style = document.styles[_STYLE].style_id
    name = next((p for p in document.paragraphs if p._p.style == style), None)
    if name is None:
        return
    picture = name.insert_paragraph_before(style=_STYLE).add_run().add_picture(BytesIO(letter.view.signature))
    shrunk = min(Mm(HEIGHT_MM) / picture.height, Mm(WIDTH_MM) / picture.width)
    picture.width, picture.height = round(picture.width * shrunk), round(picture.height * shrunk)
    described = picture._inline.docPr
    described.set("descr", signature_of(letter.view.signed_by, language))
