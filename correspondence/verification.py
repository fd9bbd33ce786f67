"""The proof that all that was kept is whole, and would be made again as it was."""

from collections.abc import Iterator
from dataclasses import dataclass

from correspondence import writing
from correspondence.catalogue.letter import Letter
from correspondence.service import Service
from correspondence.storage import Fault


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
    """The letter, composed again as things stood when it was written."""
    stored = service.register.letter(letter_id)
    assert stored is not None  # it was listed a moment ago
    return service.letters_about(stored.subject).as_it_was(stored)
