"""Catalogues brought up to the sentences of the templates: what is new comes in, what is gone goes.

A translation whose English has changed stays as a draft of the new sentence, marked fuzzy, with the English that it is
of (`#| msgid`): no letter says it, and whoever translates sees both.
"""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

from babel.messages import Catalog, Message
from babel.messages.pofile import read_po, unescape, write_po

from correspondence.ledger.catalogue import Key, english_of

from .templates import Place, places

_MADE = re.compile(
    r'^"(?:PO-Revision-Date|POT-Creation-Date|Last-Translator|Language-Team|Report-Msgid[^:]*|Generated-By):.*\n', re.M
)
_OWN = re.compile(r'^"X-[A-Za-z-]+:.*"\n', re.M)
_ONE_LINE = 1_000_000
_PREVIOUS = re.compile(r'\| msgid(?:_plural)? (".*")')
_FUZZY = "fuzzy"

_Forms: TypeAlias = str | tuple[str, ...]


def key_of(message: Message) -> Key:
    """What a message is known by."""
    return (message.context or "", english_of(message)[0])


def opened(text: str) -> Catalog:
    """A catalogue, with the English that each draft in it was of, which Babel takes for a comment."""
    catalogue = read_po(BytesIO(text.encode()))
    for message in catalogue:
        quoted = [found[1] for line in message.user_comments if (found := _PREVIOUS.fullmatch(line))]
        message.user_comments = [line for line in message.user_comments if not _PREVIOUS.fullmatch(line)]
        message.previous_id = [unescape(each) for each in quoted] if message.fuzzy else []
    return catalogue


def as_po(catalogue: Catalog, before: str) -> str:
    """A catalogue as its file has it: *before*, the file as it was, gives the headers that are our own."""
    written = BytesIO()
    write_po(written, catalogue, no_location=True, width=_ONE_LINE, include_previous=True)
    head, rest = _MADE.sub("", written.getvalue().decode()).split("\n\n", 1)
    own = "".join(_OWN.findall(before.split("\n\n", 1)[0] + "\n"))
    return f"{_OWN.sub('', head + chr(10))}{own}\n{rest}"


def brought_up_to_date(text: str, wanted: Iterable[Place] | None = None) -> str:
    """What the catalogue *text* should hold, for the sentences *wanted*: those of the templates, unless said."""
    catalogue = opened(text)
    before = {key_of(message): message for message in catalogue if message.id}
    template = Catalog()
    for place in places() if wanted is None else wanted:
        flags = ["python-format"] if "%(" in place.english[0] else []
        forms = place.english if len(place.english) > 1 else place.english[0]
        template.add(forms, context=place.context or None, flags=flags)
    catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False)
    catalogue.obsolete.clear()
    _keep_what_was_said(catalogue, before)
    return as_po(catalogue, text)


def _keep_what_was_said(catalogue: Catalog, before: dict[Key, Message]) -> None:
    """Have each sentence whose English or context is another say what it said, as a draft.

    One that is new has the translation of the one that it most likely was, which is in the catalogue no more.
    """
    now = {key_of(message): message for message in catalogue if message.id}
    for key in now.keys() & before.keys():
        message, old = now[key], before[key]
        if english_of(message) == english_of(old):
            message.previous_id = old.previous_id if message.fuzzy else []
            continue
        message.flags.discard(_FUZZY)  # Babel's own word for a sentence that came to depend on a number
        if _is_said(old):
            _take_over(message, old, catalogue.num_plurals)
    gone = {key: message for key, message in before.items() if key not in now and _is_said(message)}
    for key, message in now.items():
        if key in before or not gone:
            continue
        by_words = {each[1]: each for each in sorted(gone, key=lambda each: each[0] == key[0])}
        close = get_close_matches(key[1], by_words, 1)
        if close:
            _take_over(message, gone.pop(by_words[close[0]]), catalogue.num_plurals)


def _take_over(message: Message, old: Message, forms: int) -> None:
    was = tuple(old.previous_id) or english_of(old)
    message.string = _in_forms(message, old, forms)
    if was != english_of(message) or message.context != old.context:  # else it is again what this is of
        message.flags |= {_FUZZY}
        message.previous_id = list(was)


def _in_forms(message: Message, old: Message, forms: int) -> _Forms:
    said = tuple(old.string) if isinstance(old.string, tuple | list) else (str(old.string),)
    if len(english_of(message)) == 1:
        return said[0]
    return (*said, *[""] * forms)[:forms]


def _is_said(message: Message) -> bool:
    return any(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


def update(path: Path) -> None:
    """Bring the catalogue at *path* up to the templates; a file that is so already is left alone."""
    text = path.read_text("utf-8")
    made = brought_up_to_date(text)
    if made != text:
        path.write_text(made, "utf-8")
