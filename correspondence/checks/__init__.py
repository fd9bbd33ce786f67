"""What a finished document must pass before it is kept, and again whenever it is released or made anew.

Every check answers with findings: a stable code, whether it blocks, and a place. None of them holds a person's value.
A check that breaks is a finding too, and blocks: nothing is released because nobody could look.
"""

import logging
from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from traceback import extract_tb

from correspondence.catalogue.letter import Letter
from correspondence.documents import Document, Finding, Text, in_order
from correspondence.ledger import languages_of
from correspondence.protocol.directory import Directory
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.disclosure import kept_back

from . import (
    accessibility,
    assuring,
    disclosure,
    drawable,
    lists,
    own_words,
    readiness,
    repeats,
    reviewing,
    vouching,
    wording,
)
from .allowances import readers_of
from .codes import Code, Meaning, finding, meaning, not_rendered
from .drawable import fields_with_undrawable
from .wording import accepted_sentences, wording_of

_LOG = logging.getLogger(__name__)

OPEN_ALERT = readiness.OPEN_ALERT
OUT_OF_DATE = finding(Code.OUT_OF_DATE, "letter")
"""A letter that would no longer be written, or not to this reader, as its case stands now."""

__all__ = [
    "OPEN_ALERT",
    "OUT_OF_DATE",
    "Code",
    "Meaning",
    "accepted_sentences",
    "examine",
    "examine_assurance",
    "examine_list",
    "examine_official",
    "fields_with_undrawable",
    "finding",
    "meaning",
    "not_rendered",
    "told_once",
    "wording_of",
]


def examine(
    letter: Letter,
    texts: Sequence[Text],
    documents: Sequence[Document],
    case_file: CaseFile,
    directory: Directory,
    on: date | None = None,
) -> tuple[Finding, ...]:
    """Everything that any check finds in *letter* and its finished *documents*, sorted, each once.

    *texts* are its words, part by part and language by language; *case_file* tells who may know what, and what its
    reader was last told; *on*: the day on which it would go, its own unless said. Never raises for what it examines: a
    check that breaks gives `check_failed.<name>`, blocking.
    """
    languages = languages_of(letter.kind)
    found = set(_held(Code.NOT_CHECKED_READINESS, lambda: readiness.examine(letter, languages, case_file)))
    found.update(_held(Code.NOT_CHECKED_WORDING, lambda: _words(letter, texts, case_file, directory)))
    found.update(_held(Code.NOT_CHECKED_WORDING, lambda: repeats.examine(letter, case_file, directory)))
    found.update(_held(Code.NOT_CHECKED_WORDING, lambda: reviewing.examine(texts, case_file, on or letter.dated)))
    found.update(_held(Code.NOT_CHECKED_WORDING, lambda: vouching.examine(texts, documents)))
    kept = cache(lambda: kept_back(case_file, readers_of(letter, case_file)))  # where it raises, it does for each check
    found.update(_held(Code.NOT_CHECKED_DISCLOSURE, lambda: own_words.examine(letter, case_file, directory, kept())))
    secrets = cache(lambda: disclosure.secrets_in(kept()))
    found.update(_held(Code.NOT_CHECKED_WORDING, lambda: drawable.examine(letter, texts, case_file)))
    for document in documents:
        text = next((t for t in texts if (t.part, t.language) == (document.part, document.language)), None)
        found.update(_examine_document(letter, text, document, case_file, directory, secrets))
    return in_order(found)


def examine_official(letter: Letter, texts: Sequence[Text], documents: Sequence[Document]) -> tuple[Finding, ...]:
    """Everything that any check finds in a document that is of no case: its words, and whether it shuts anybody out.

    Nothing of a case is in its reach. Never raises for what it examines, as `examine`.
    """
    found = set(_held(Code.NOT_CHECKED_WORDING, lambda: wording.examine_official(letter, texts)))
    found.update(_held(Code.NOT_CHECKED_WORDING, lambda: drawable.examine(letter, texts, None)))
    if letter.free_text:
        found.add(readiness.FREE_TEXT)
    for document in documents:
        found.update(_shuts_out(document))
    return in_order(found)


def examine_assurance(letter: Letter, not_kept: Callable[[date, date], Collection[str]]) -> tuple[Finding, ...]:
    """What a report on a Hub says that the register contradicts (`assuring.examine`); nothing, of any other letter.

    Never raises for what it examines, as `examine`.
    """
    return _held(Code.NOT_CHECKED_WORDING, lambda: assuring.examine(letter, not_kept))


def examine_list(
    letter: Letter, texts: Sequence[Text], documents: Sequence[Document], case_files: Sequence[CaseFile]
) -> tuple[Finding, ...]:
    """Everything that any check finds in a court's list: nobody of *case_files* may be found in any of *documents*.

    Never raises for what it examines, as `examine`.
    """
    found = {*examine_official(letter, texts, documents)}
    found.discard(lists.NOT_POSTED)
    found.update(_held(Code.NOT_CHECKED_DISCLOSURE, lambda: lists.examine(letter, texts, documents, case_files)))
    return in_order(found)


def _words(letter: Letter, texts: Sequence[Text], case_file: CaseFile, directory: Directory) -> tuple[Finding, ...]:
    return wording.examine(letter, texts, case_file, directory.hubs[case_file.hub])


def told_once(findings: Collection[Finding]) -> tuple[Finding, ...]:
    """Findings in order: where a character is named that cannot be drawn, no page is named that lacks one."""
    is_named = any(found.code == Code.NOT_DRAWABLE for found in findings)
    return in_order(found for found in findings if not (is_named and found.code == Code.MISSING_GLYPH))


def _shuts_out(document: Document) -> tuple[Finding, ...]:
    return _held(Code.NOT_CHECKED_READING, lambda: accessibility.examine(document))


def _examine_document(
    letter: Letter,
    text: Text | None,
    document: Document,
    case_file: CaseFile,
    directory: Directory,
    secrets: Callable[[], disclosure.Secrets],
) -> tuple[Finding, ...]:
    """What the checks of finished files find in one of them."""
    return (
        *_held(
            Code.NOT_CHECKED_DISCLOSURE,
            lambda: disclosure.examine(letter, document, text, case_file, directory, secrets()),
        ),
        *_shuts_out(document),
    )


def _held(otherwise: Code, check: Callable[[], tuple[Finding, ...]]) -> tuple[Finding, ...]:
    """What *check* finds; *otherwise*, which blocks, when it breaks. The log names the place in our code, no value."""
    try:
        return check()
    except MemoryError:
        raise  # of the whole process, and for its keeper to deal with
    except Exception as error:  # a broken check of any kind must hold the letter
        name = otherwise.partition(".")[2]
        place = extract_tb(error.__traceback__)[-1]
        _LOG.error("check %s failed: %s at %s:%s", name, type(error).__name__, Path(place.filename).name, place.lineno)
        return (finding(otherwise, name),)
