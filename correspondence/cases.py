"""A case as the register has it: its events read again, how it stands by them, and a letter's files."""

from correspondence.documents import Document
from correspondence.protocol.case_file import CaseFile, fold
from correspondence.protocol.events import AnyEvent
from correspondence.reading import read_event
from correspondence.storage import Register, StoredLetter


def events_of(register: Register, case_number: str) -> list[AnyEvent]:
    """The events of a case in order of arrival; none for a case nobody has heard of."""
    return [read_event(body) for body in register.received(case_number)]


def case_file_of(register: Register, case_number: str) -> CaseFile | None:
    """How a case stands, or None for a case nobody has heard of."""
    events = events_of(register, case_number)
    return fold(events, register.records(case_number)) if events else None


def documents_of(register: Register, stored: StoredLetter) -> tuple[Document, ...]:
    """A letter's documents with the bytes that were kept. Raises `DocumentDamaged` when they are no longer those."""
    return tuple(
        Document(
            form=kept.form,
            language=kept.language,
            large_print=kept.large_print,
            content=register.document(stored.letter_id, kept.form, kept.language, kept.copy_to, kept.part),
            pages=kept.pages,
            copy_to=kept.copy_to,
            part=kept.part,
        )
        for kept in stored.documents
    )
