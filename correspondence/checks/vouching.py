"""Whether somebody vouches for every sentence of a letter that is in another language than English."""

import re
from collections.abc import Iterator, Sequence

from correspondence.documents import Document, DocumentForm, Finding, Text
from correspondence.ledger import Standing, stands_in
from correspondence.ledger.placeholders import PLACE

from .codes import Code, finding

_MARKUP = re.compile(r"<[^<>]*>")
_KEPT_WHOLE = re.compile(rb'<span class="whole">([^<>]*)</span>')
"""A word that a screen keeps on one line (`rendering/joined_words.py`): no other word for that."""


def examine(texts: Sequence[Text], documents: Sequence[Document]) -> tuple[Finding, ...]:
    """`translation_unreviewed`, to acknowledge, for each sentence that the ledger of its language does not vouch for.

    The place is its number and its English, with the names of places and no value; the whole language where nobody
    vouches for any of it, or where *documents*, kept from an earlier day, have other words than those of today.
    """
    translated = [text for text in texts if text.language != "en"]
    places = dict.fromkeys(place for text in translated for place in _places(text, documents))
    return tuple(finding(Code.TRANSLATION_UNREVIEWED, place) for place in places)


def _places(text: Text, documents: Sequence[Document]) -> Iterator[str]:
    open_ones = [key for key in text.looked_up if stands_in(text.language, key) is not Standing.REVIEWED]
    if len(open_ones) == len(text.looked_up) or not _is_as_kept(text, documents):
        yield "language"
        return
    for _, english in open_ones:
        yield f"sentence {_number(text, english)}: “{_MARKUP.sub('', PLACE.sub(_named, english))}”"


def _named(place: re.Match[str]) -> str:
    return f"[{place[1]}]"


def _number(text: Text, english: str) -> int:
    """The number of a sentence in its letter; those around a letter's own words are counted after them."""
    if english in text.sentences:
        return text.sentences.index(english) + 1
    around = [each for _, each in text.looked_up if each not in text.sentences]
    return len(text.sentences) + around.index(english) + 1


def _is_as_kept(text: Text, documents: Sequence[Document]) -> bool:
    """Whether the words that were kept are those of today: only for these can today's ledger vouch."""
    kept = [one for one in documents if one.form is DocumentForm.HTML and one.language == text.language]
    said = (_KEPT_WHOLE.sub(rb"\1", one.content) for one in kept if one.part == text.part)
    return all(text.html.encode() in each for each in said)
