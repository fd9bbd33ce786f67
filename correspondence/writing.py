"""A letter written in every language and form its reader and our staff need, and examined. Nothing is stored."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from correspondence import checks, rendering
from correspondence.catalogue import kinds
from correspondence.catalogue.court_list import write_list
from correspondence.catalogue.letters import Letter, Part
from correspondence.documents import Document, DocumentForm, Finding, Text, WrittenLetter, in_order
from correspondence.protocol.case_file import CaseFile
from correspondence.protocol.court_lists import CourtListMade
from correspondence.protocol.directory import Directory
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.letters import Status
from correspondence.protocol.people import Form
from correspondence.rendering.uncollected import uncollected
from correspondence.storage import NewLetter, StoredDocument

COMPANION = "en"


def write_given(event: AnyEvent, case_file: CaseFile, directory: Directory, today: date) -> tuple[WrittenLetter, ...]:
    """The letters an event gives. One letter's trouble is a finding on that letter and never stops another's."""
    letters = kinds.letters(event, case_file, directory, today)
    return tuple(write(letter, case_file, directory) for letter in letters)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anew:
    """Letters written anew, the unsent ones they replace, and those that stay held, with what was found now."""

    letters: tuple[WrittenLetter, ...]
    withdrawn: tuple[str, ...]
    held: dict[str, tuple[Finding, ...]]


def write_anew(event: AnyEvent, case_file: CaseFile, directory: Directory, today: date) -> Anew:
    """What an event does to the letters that are still on their way: a held one is tried again, a stale one replaced.

    Where a held letter would be held again, it stays, with what was found now.
    """
    letters: list[WrittenLetter] = []
    withdrawn: list[str] = []
    held: dict[str, tuple[Finding, ...]] = {}
    for rewritten in kinds.written_anew(event, case_file, directory, today):
        old = rewritten.instead_of
        written = write(rewritten.letter, case_file, directory) if rewritten.letter else None
        if written and old and rewritten.was_held and written.status is Status.HELD:
            held[old] = written.findings
            continue
        letters += [written] if written else []
        withdrawn += [old] if old else []
    return Anew(letters=tuple(letters), withdrawn=tuple(withdrawn), held=held)


def write(letter: Letter, case_file: CaseFile, directory: Directory) -> WrittenLetter:
    """One letter in every part, language and form its reader and our staff need, with what the checks found."""
    return _written(letter, lambda texts, documents: checks.examine(letter, texts, documents, case_file, directory))


def write_to_office(letter: Letter) -> WrittenLetter:
    """One document that is of no case: it is made of the directory and of figures alone."""
    return _written(letter, lambda texts, documents: checks.examine_official(letter, texts, documents))


def write_court_list(
    made: CourtListMade, directory: Directory, today: date, case_files: Sequence[CaseFile]
) -> WrittenLetter:
    """A court's list and the letter with it, dated *today*. *case_files*: every case that the list may speak of.

    Raises `Inconsistent` when nobody holds the signing post that day.
    """
    letter = write_list(made, directory, today)
    return _written(letter, lambda texts, documents: checks.examine_list(letter, texts, documents, case_files))


@uncollected()
def _written(
    letter: Letter, examine: Callable[[Sequence[Text], Sequence[Document]], tuple[Finding, ...]]
) -> WrittenLetter:
    texts: list[Text] = []
    documents: list[Document] = []
    failures: list[Finding] = []
    for part, language in product(letter.kind.parts, languages_of(letter)):
        try:
            text = rendering.compose(letter, language, part)
            documents += _documents(letter, text, part)
            texts.append(text)
        except rendering.RenderingFailed as failed:
            failures.append(checks.not_rendered(failed.code, failed.where))
    return WrittenLetter(
        letter=letter,
        documents=tuple(documents),
        findings=in_order({*failures, *examine(texts, documents)}),
        wording=checks.wording_of(text for text in texts if text.language == COMPANION),
    )


def examine_again(
    letter: Letter, documents: Sequence[Document], case_file: CaseFile, directory: Directory
) -> tuple[Finding, ...]:
    """What every check finds in a letter's kept documents, as the case stands."""
    return checks.examine(letter, _texts(letter), documents, case_file, directory)


def examine_list_again(
    letter: Letter, documents: Sequence[Document], case_files: Sequence[CaseFile]
) -> tuple[Finding, ...]:
    """What every check finds in a court list's kept documents, as the cases stand that it may speak of."""
    return checks.examine_list(letter, _texts(letter), documents, case_files)


def examine_office_again(letter: Letter, documents: Sequence[Document]) -> tuple[Finding, ...]:
    """What every check finds in the kept documents of a letter that is of no case."""
    return checks.examine_official(letter, _texts(letter), documents)


def _texts(letter: Letter) -> tuple[Text, ...]:
    every = product(letter.kind.parts, languages_of(letter))
    return tuple(rendering.compose(letter, language, part) for part, language in every)


def languages_of(letter: Letter) -> tuple[str, ...]:
    """The reader's language, where we write it, and the English companion that staff and representatives read."""
    own = rendering.written(letter.language)
    return (COMPANION,) if own in (None, COMPANION) else (own, COMPANION)


def _documents(letter: Letter, text: Text, part: Part) -> list[Document]:
    large = text.language == languages_of(letter)[0] and letter.form is Form.LARGE_PRINT
    documents = [rendering.render(text, letter, form, large_print=large) for form in part.forms]
    if text.language == COMPANION:
        documents += [rendering.render(text, letter, DocumentForm.PDF, copy_to=copy) for copy in letter.copies]
    return documents


def render_kept(letter: Letter, kept: StoredDocument) -> Document:
    """A document made again, as the register says it was made. Raises `LookupError` for a part that is no more."""
    text = rendering.compose(letter, kept.language, letter.kind.part(kept.part))
    return rendering.render(text, letter, kept.form, large_print=kept.large_print, copy_to=kept.copy_to)


def as_new(written: WrittenLetter, hub: str) -> NewLetter:
    """A written letter as the register keeps it, with the Hub that writes it and what made its bytes."""
    return NewLetter(written=written, hub=hub, wording=written.wording, fingerprint=rendering.fingerprint())
