"""A letter written in every language and form its reader and our staff need, and examined. Nothing is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from correspondence import checks, rendering
from correspondence.catalogue import kinds
from correspondence.catalogue.letters import Letter
from correspondence.documents import Document, DocumentForm, Finding, Severity, Text, WrittenLetter, in_order
from correspondence.protocol.case_file import CaseFile
from correspondence.protocol.directory import Directory
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.letters import Status
from correspondence.protocol.people import Form
from correspondence.storage import StoredDocument

COMPANION = "en"
REPRESENTATIVE = "representative"


def write_given(event: AnyEvent, case_file: CaseFile, directory: Directory, today: date) -> tuple[WrittenLetter, ...]:
    """The letters an event gives. One letter's trouble is a finding on that letter and never stops another's."""
    letters = kinds.letters(event, case_file, directory.hubs[case_file.hub], today)
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
    for rewritten in kinds.written_anew(event, case_file, directory.hubs[case_file.hub], today):
        old = rewritten.instead_of
        written = write(rewritten.letter, case_file, directory) if rewritten.letter else None
        if written and old and rewritten.was_held and written.status is Status.HELD:
            held[old] = written.findings
            continue
        letters += [written] if written else []
        withdrawn += [old] if old else []
    return Anew(letters=tuple(letters), withdrawn=tuple(withdrawn), held=held)


def write(letter: Letter, case_file: CaseFile, directory: Directory) -> WrittenLetter:
    """One letter in every language and form its reader and our staff need, with what the checks found."""
    texts: dict[str, Text] = {}
    documents: list[Document] = []
    failures: list[Finding] = []
    for language in languages_of(letter):
        try:
            texts[language] = rendering.compose(letter, language)
            documents += _documents(letter, texts[language])
        except rendering.RenderingFailed as failed:
            failures.append(Finding(code=f"rendering.{failed.code}", severity=Severity.BLOCKING, where=failed.where))
    return WrittenLetter(
        letter=letter,
        documents=tuple(documents),
        findings=in_order({*failures, *examine(letter, texts, documents, case_file, directory)}),
        wording=checks.wording_of(texts[COMPANION]) if COMPANION in texts else "",
    )


def examine(
    letter: Letter, texts: Mapping[str, Text], documents: Sequence[Document], case_file: CaseFile, directory: Directory
) -> tuple[Finding, ...]:
    """What every check finds in a letter's finished documents, as the case stands."""
    return checks.examine(letter, texts, documents, case_file, directory)


def languages_of(letter: Letter) -> tuple[str, ...]:
    """The reader's language, where we write it, and the English companion that staff and representatives read."""
    own = rendering.written(letter.language)
    return (COMPANION,) if own in (None, COMPANION) else (own, COMPANION)


def _documents(letter: Letter, text: Text) -> list[Document]:
    large = text.language == languages_of(letter)[0] and letter.form is Form.LARGE_PRINT
    documents = [rendering.render(text, letter, form, large_print=large) for form in DocumentForm]
    if letter.representative and text.language == COMPANION:
        documents.append(rendering.render(text, letter, DocumentForm.PDF, copy_to=REPRESENTATIVE))
    return documents


def render_kept(letter: Letter, kept: StoredDocument) -> Document:
    """A document made again, as the register says it was made."""
    text = rendering.compose(letter, kept.language)
    return rendering.render(text, letter, kept.form, large_print=kept.large_print, copy_to=kept.copy_to)
