"""Who is owed letters, how they may be reached, and which letters reached them."""

from collections.abc import Iterable
from datetime import date

from correspondence.protocol.case.people import LetterVersion, Person, Route, age_on
from correspondence.protocol.letters import LetterRecord, Status

from .case_file import CaseFile

OLDER_FROM_AGE = 10
"""The age from which the older version is suggested. It only suggests: a practitioner decides for each child."""

GROWN_UP_AGE = 18
"""The age from which nobody is a child, and no version is suggested."""

_WRITTEN_VERSIONS = frozenset({LetterVersion.YOUNGER, LetterVersion.OLDER})


def living(case_file: CaseFile) -> tuple[Person, ...]:
    """The people of the case who live: the dead are never written to."""
    return tuple(p for p in case_file.case.people if p.person_id not in case_file.dead)


def readers(case_file: CaseFile) -> tuple[Person, ...]:
    """Who is owed letters: each party, and each child for whom a version was decided. A carer is no party."""
    return tuple(p for p in living(case_file) if p.is_party or (p.is_child and p.letter_version in _WRITTEN_VERSIONS))


def undecided_children(case_file: CaseFile) -> tuple[Person, ...]:
    """The children for whom nobody has decided yet which letter they get, if any."""
    return tuple(p for p in living(case_file) if p.is_child and p.letter_version is None)


def days_reached(case_file: CaseFile, person_id: str, kinds: Iterable[str]) -> tuple[date, ...]:
    """The days on which letters of those kinds were sent to that person during this stay, oldest first.

    A letter that came back reached nobody.
    """
    earlier = {e.event_id for e in case_file.events} - {e.event_id for e in case_file.stay}
    letters = (x for x in case_file.sent_to(person_id, kinds) if x.given_by not in earlier)
    return tuple(x.sent_on for x in letters if x.sent_on is not None and x.status is Status.SENT)


def days_told(letters: Iterable[LetterRecord]) -> dict[str, date]:
    """Who was reached by any of *letters*, and the day they first were."""
    first: dict[str, date] = {}
    for letter in letters:
        if letter.sent_on is not None and letter.status is Status.SENT:
            first[letter.recipient] = min(first.get(letter.recipient, letter.sent_on), letter.sent_on)
    return first


def keeper_of(case_file: CaseFile, child: Person) -> Person | None:
    """The adult to whose home a child's letter goes: the first named whom it lives with and who is alive."""
    alive = {p.person_id: p for p in living(case_file)}
    return next((alive[each] for each in child.lives_with if each in alive), None)


def lacking_route(case_file: CaseFile, person: Person) -> str:
    """Whose safe route is missing, in words; empty where none is.

    A child's letter needs the child's and that of the adult they live with, the first who is alive.
    """
    adult = keeper_of(case_file, person)
    if not _has_route(person):
        return "no safe route is confirmed"
    if person.is_child and adult is None:
        return "no adult is named whom the child lives with"
    if adult is not None and not _has_route(adult):
        return "no safe route is confirmed for the adult the child lives with"
    return ""


def _has_route(person: Person) -> bool:
    return person.safe_contact is not None and person.safe_contact.route is not Route.NONE


def suggested_version(child: Person, day: date) -> str:
    """What the child's age on *day* suggests, in words: "age 7 suggests the younger version"."""
    if child.date_of_birth is None:
        return "no age suggests a version"
    age = age_on(child.date_of_birth, day)
    if age >= GROWN_UP_AGE:
        return f"age {GROWN_UP_AGE} or over suggests no version"
    version = LetterVersion.OLDER if age >= OLDER_FROM_AGE else LetterVersion.YOUNGER
    return f"age {age} suggests the {version} version"
