"""What staff are told of protection when an event is taken: what it kept, loosened, or put in somebody else's hands."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum

from correspondence.protocol.case.people import Guarded
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.record import record

from .as_told import as_told
from .protections import Guards, Seen, asked_of, cases_seen, guards_after


class Noted(StrEnum):
    """What happened to a protection. `anothers`: a value came to somebody after it was protected for another."""

    KEPT = "kept"
    LOOSENED = "loosened"
    IN_VAIN = "in_vain"
    ANOTHERS = "anothers"


_WORDS = {
    Noted.KEPT: "stays protected, since the event loosens it and no override names it",
    Noted.LOOSENED: "is loosened by the override of this event",
    Noted.IN_VAIN: "is named by the override, which loosens nothing by it",
    Noted.ANOTHERS: "was protected for somebody else of this case: what shows it is held until an override names it",
}


@record
class ProtectionNote:
    """What an event did to one protection of one person, or would have done."""

    person_id: str
    what: Guarded
    noted: Noted

    @property
    def in_words(self) -> str:
        """For staff, by id and never by value."""
        return f"{self.person_id}: {self.what} {_WORDS[self.noted]}"


_ORDER = sorted(Guarded, key=lambda what: (what in (Guarded.IDENTITY_WITHHELD, Guarded.IN_REFUGE), what))


def protection_notes(received: Sequence[AnyEvent]) -> tuple[ProtectionNote, ...]:
    """What the last of *received*, the events of one case in order of arrival, did to the protection of its people."""
    *earlier, event = as_told(received)
    guards, notes = guards_after(earlier), list[ProtectionNote]()
    for seen in cases_seen([event]):
        before, guards = guards, guards.after(seen)
        notes += _noted(before, guards, seen)
    loosened = {(n.person_id, n.what) for n in notes if n.noted is Noted.LOOSENED}
    vain = [n for n in notes if n.noted is Noted.IN_VAIN and (n.person_id, n.what) in loosened]
    return tuple(note for note in dict.fromkeys(notes) if note not in vain)  # a correction gives its case twice


def _noted(before: Guards, now: Guards, seen: Seen) -> Iterator[ProtectionNote]:
    without = before.after(replace(seen, loosens=frozenset())) if seen.loosens else now
    for person in seen.case.people:
        asked, held = asked_of(person), now.of(seen.case, person)
        named, unnamed = seen.named_of(person.person_id), without.of(seen.case, person)
        anothers = now.anothers_of(person.person_id)
        for what in _ORDER:
            is_loosened = unnamed.closes(what) and not held.closes(what)
            is_theirs = what in without.anothers_of(person.person_id) - anothers
            noted = {
                Noted.LOOSENED: what in named and (is_loosened or is_theirs),
                Noted.IN_VAIN: what in named and not (is_loosened or is_theirs),
                Noted.KEPT: what not in named and held.closes(what) and not asked.closes(what),
                Noted.ANOTHERS: what in anothers - before.anothers_of(person.person_id),
            }
            for how in (each for each, is_so in noted.items() if is_so):
                yield ProtectionNote(person_id=person.person_id, what=what, noted=how)
