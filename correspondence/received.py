"""What somebody was sent, from the records: every letter and every copy, and what became of it.

Nothing here is worked out anew of what is kept. A sending that was recorded in error reached nobody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from correspondence.cases import case_file_of, events_of
from correspondence.catalogue.occasions.case import Occasion
from correspondence.catalogue.registry import CASE_KINDS
from correspondence.protocol.case.people import Route
from correspondence.protocol.directory import Directory
from correspondence.protocol.history.case_file import fold
from correspondence.protocol.letters import Status
from correspondence.storage import Register, StatusRecord, StoredDocument, StoredLetter, standing_steps

REPRESENTATIVE = "representative"


class NoSuchPerson(Exception):
    """The case never had anybody of that id."""

    def __init__(self) -> None:
        super().__init__("this case has nobody of that id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A letter that went to somebody by a day, or a copy of one to the court, with the files of it that went.

    `route` and `returned_on` are None for a copy: no record says by which way that went. `approved` is None where no
    step says so. The files are those in the language that was sent, with a copy for the reader's own solicitor.
    """

    letter: StoredLetter
    is_copy: bool
    route: Route | None
    approved: StatusRecord | None
    sent_on: date
    returned_on: date | None
    documents: tuple[StoredDocument, ...]

    @property
    def status(self) -> Status:
        """What had become of it by that day."""
        return Status.RETURNED if self.returned_on is not None else Status.SENT


def received_by(
    register: Register, directory: Directory, case_number: str, person_id: str, by: date = date.max
) -> tuple[Received, ...]:
    """All that went to a person of a case by that day, in the order in which it went. Raises `NoSuchPerson`."""
    letters = register.letters_of_case(case_number)
    case_file = case_file_of(register, case_number)
    known = case_file.held_values.keys() if case_file else ()
    if person_id not in {*known, *(letter.recipient for letter in letters)}:
        raise NoSuchPerson
    theirs = (x for x in letters if x.sent_on and person_id in (x.recipient, *_seen_by(register, directory, x)))
    found = (one for letter in theirs for one in _went(register, letter, person_id, by))
    return tuple(sorted(found, key=lambda each: (each.sent_on, each.letter.made_at, each.letter.letter_id)))


def _seen_by(register: Register, directory: Directory, letter: StoredLetter) -> tuple[str, ...]:
    """The people who get a letter or a copy, as was kept with it; of an older version's letter as its kind has it now.

    That asks how the case stood when it was written. Where the directory has lost the court nobody can say, and no copy
    is claimed.
    """
    if letter.seen_by is not None:
        return letter.seen_by
    events = events_of(register, letter.subject.key)
    then = fold(events[: 1 + [event.event_id for event in events].index(letter.event_id)])
    source = then.event(letter.given_by)
    if source is None or then.case.court not in directory.courts:
        return ()
    occasion = Occasion(event=source, made_by=letter.event_id, case_file=then, directory=directory, today=letter.dated)
    readers = (reader for reader in CASE_KINDS[letter.kind].to(occasion) if reader.key == letter.recipient)
    return tuple(person_id for reader in readers for person_id in reader.seen_by)


def _went(register: Register, letter: StoredLetter, person_id: str, by: date) -> Iterator[Received]:
    """The letter, if it had gone by that day."""
    steps = [step for step in standing_steps(register.steps(letter.letter_id)) if step.on <= by]
    last = {step.status: step for step in steps}
    sent = last.get(Status.SENT)
    if sent is None:
        return
    is_copy = letter.recipient != person_id
    returned = None if is_copy else last.get(Status.RETURNED)
    yield Received(
        letter=letter,
        is_copy=is_copy,
        route=None if is_copy else sent.route or letter.route,
        approved=last.get(Status.APPROVED),
        sent_on=sent.on,
        returned_on=returned.on if returned else None,
        documents=tuple(_files(letter, is_copy=is_copy)),
    )


def _files(letter: StoredLetter, *, is_copy: bool) -> Iterator[StoredDocument]:
    """The files that went: in the language that its reader's stand in, first, and what went to their solicitor."""
    for kept in letter.documents:
        own = kept.copy_to is None and kept.language == letter.documents[0].language
        if own or (kept.copy_to == REPRESENTATIVE and not is_copy):
            yield kept
