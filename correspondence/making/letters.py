"""Letters made, examined and made again: all that loads the renderer. A server has it in its workers alone."""

import logging
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from traceback import extract_tb
from typing import Any

from correspondence import checks, rendering
from correspondence.catalogue.days_told import days_told
from correspondence.catalogue.kind import Part
from correspondence.catalogue.letter import Letter
from correspondence.checks import Code
from correspondence.documents import Document, DocumentForm, Finding, Text
from correspondence.ledger import languages_of
from correspondence.protocol.case.people import Form
from correspondence.rendering.uncollected import uncollected

from .orders import Beside, Examine, Made, MakeAgain, OfCase, OfList, Order, SayFingerprint, TryOut, Write

COMPANION = "en"
_LOG = logging.getLogger(__name__)


def warm() -> None:
    """Load all that letters share, so that the first takes no longer than another."""
    for language in rendering.languages():
        rendering.try_out(language)


def fulfil(order: Order[Any]) -> Any:
    """Do what an order asks."""
    match order:
        case Write(letter=letter, beside=beside):
            return write(letter, beside)
        case Examine(letter=letter, documents=documents, beside=beside):
            return _examined(letter, _texts(letter), documents, beside)
        case MakeAgain():
            return _made_again(order)
        case SayFingerprint():
            return rendering.fingerprint()
        case TryOut():
            return rendering.try_out(COMPANION)
    raise TypeError(f"nobody knows how to do {type(order).__name__}")


@uncollected()
def write(letter: Letter, beside: Beside) -> Made:
    """One letter in every part, language and form, with what the checks found. One part's trouble stops no other.

    A letter that nobody can sign is not written at all.
    """
    texts: list[Text] = []
    documents: list[Document] = []
    failures: list[Finding] = []
    for part, language in () if letter.is_unsigned else product(letter.kind.parts, languages_for(letter)):
        try:
            text = rendering.compose(letter, language, part)
            texts.append(text)
            documents += _documents(letter, text, part)
        except MemoryError:
            raise  # of the whole process, and for its keeper to deal with
        except Exception as error:
            failures.append(_failure(error))
    return Made(
        documents=tuple(documents),
        findings=checks.told_once({*failures, *_examined(letter, texts, documents, beside)}),
        wording=checks.wording_of(text for text in texts if text.language == COMPANION),
        fingerprint=rendering.fingerprint(),
        told=days_told(day for text in texts if text.language == COMPANION for day in text.days),
    )


def _failure(error: Exception) -> Finding:
    """Why a part is not there: what rendering says, or else the place in our code, never a value."""
    if isinstance(error, rendering.RenderingFailed):
        return checks.not_rendered(error.code, error.where)
    place = extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    _LOG.error("a letter failed: %s at %s", type(error).__name__, where)
    return checks.finding(Code.BROKE, where)


def languages_for(letter: Letter) -> tuple[str, ...]:
    """The reader's language, where its kind is written in it, and the English that staff and representatives read."""
    own = rendering.written(letter.language)
    if own is None or own == COMPANION or own not in languages_of(letter.kind):
        return (COMPANION,)
    return own, COMPANION


def _documents(letter: Letter, text: Text, part: Part) -> list[Document]:
    large = text.language == languages_for(letter)[0] and letter.form is Form.LARGE_PRINT
    documents = [rendering.render(text, letter, form, large_print=large) for form in part.forms]
    if text.language == COMPANION:
        documents += [rendering.render(text, letter, DocumentForm.PDF, copy_to=copy) for copy in letter.copies]
    return documents


def _texts(letter: Letter) -> tuple[Text, ...]:
    every = product(letter.kind.parts, languages_for(letter))
    return tuple(rendering.compose(letter, language, part) for part, language in every)


def _examined(
    letter: Letter, texts: Sequence[Text], documents: Sequence[Document], beside: Beside
) -> tuple[Finding, ...]:
    match beside:
        case OfCase(case_file=case_file, directory=directory, on=on):
            return checks.examine(letter, texts, documents, case_file, directory, on)
        case OfList(case_files=case_files):
            return checks.examine_list(letter, texts, documents, case_files)
        case _:
            return checks.examine_official(letter, texts, documents)


def _made_again(order: MakeAgain) -> Document | None:
    letter = order.letter
    try:
        text = rendering.compose(letter, order.language, letter.kind.part(order.part))
        return rendering.render(text, letter, order.form, large_print=order.large_print, copy_to=order.copy_to)
    except (LookupError, rendering.RenderingFailed):
        return None
