"""The proof that all that was kept is whole, and would be made again as it was."""

from collections.abc import Iterator
from dataclasses import dataclass

from correspondence import writing
from correspondence.catalogue import reconcile
from correspondence.catalogue.letter import Letter
from correspondence.protocol.history.case_file import fold
from correspondence.protocol.letters import LetterRecord
from correspondence.service import Service
from correspondence.storage import Fault, StatusRecord, StoredLetter, is_of_hub, is_stream


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One thing that was kept. `made_again` is None where another version of the service made it."""

    event_id: str
    letter_id: str | None
    fault: Fault | None
    made_again: bool | None


def verify(service: Service, *, hashes_alone: bool = False) -> Iterator[Proof]:
    """Check every hash; make again every document that this very version made, and compare the bytes.

    *hashes_alone*: make nothing again. The rows are checked by the register itself (`Register.broken_rows`).
    """
    fingerprint = None if hashes_alone else writing.fingerprint()
    letter: Letter | None = None
    for checked in service.register.verify():
        again: bool | None = None
        if checked.document is not None and checked.letter_id is not None and checked.fingerprint == fingerprint:
            if letter is None or letter.letter_id != checked.letter_id:
                letter = _as_it_was(service, checked.letter_id)
            document = writing.render_kept(letter, checked.document) if letter is not None else None
            again = document is not None and document.sha256 == checked.document.sha256
        yield Proof(event_id=checked.event_id, letter_id=checked.letter_id, fault=checked.fault, made_again=again)


def _as_it_was(service: Service, letter_id: str) -> Letter | None:
    """The letter as the case file stood when it was written, composed from the events alone."""
    stored = service.register.letter(letter_id)
    assert stored is not None  # it was listed a moment ago
    if is_of_hub(stored.case_number):
        return service.lists.as_it_was(stored)
    if is_stream(stored.case_number):
        return service.areas.as_it_was(stored)
    events = service.events_of(stored.case_number)
    ids = [event.event_id for event in events]
    case_file = fold(events[: ids.index(stored.event_id) + 1], _records_then(service, stored))
    occasion = reconcile.occasion_of(stored.as_record, case_file, service.directory)
    return reconcile.as_it_was_written(stored.as_record, occasion) if occasion else None


def _records_then(service: Service, stored: StoredLetter) -> tuple[LetterRecord, ...]:
    """What was known of the case's letters the moment before *stored* was made."""
    earlier = (x for x in service.register.letters_of_case(stored.case_number) if x.made_at < stored.made_at)
    return tuple(x.record_after(_steps_before(service, x, stored)) for x in earlier)


def _steps_before(service: Service, letter: StoredLetter, stored: StoredLetter) -> Iterator[StatusRecord]:
    return (step for step in service.register.steps(letter.letter_id) if step.at < stored.made_at)
