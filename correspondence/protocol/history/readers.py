"""Who is owed letters, how they may be reached, and which letters reached them."""

from collections.abc import Iterable, Mapping
from datetime import date

from correspondence.protocol.case.people import LetterVersion, Person, Route, age_on
from correspondence.protocol.events import DetailsChanged
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


def reachable(case_file: CaseFile) -> tuple[Person, ...]:
    """To whom a letter can be written at all: `readers`, and a carer, who is thanked for what they told us."""
    return tuple(p for p in living(case_file) if not p.is_child or p.letter_version in _WRITTEN_VERSIONS)


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

    A child's letter needs the child's and that of the adult they live with, the first who is alive. One by which a
    letter came back leads nowhere.
    """
    adult = keeper_of(case_file, person)
    if not _has_route(person):
        return "no safe route is confirmed"
    if person.is_child and adult is None:
        return "no adult is named whom the child lives with"
    if adult is not None and not _has_route(adult):
        return "no safe route is confirmed for the adult the child lives with"
    if came_back_on(case_file, person) is not None:
        return "a letter came back from where they are written to, and nobody has confirmed that since"
    return ""


def came_back_on(case_file: CaseFile, person: Person) -> date | None:
    """The day on which a letter came back from where a person is still written to, the first; None where none did.

    Whoever has another address or route since, or has had theirs confirmed since that day, is written to again. What
    came back from an adult's home came back from that of the children whose letters go there.
    """
    adult = keeper_of(case_file, person)
    at_home = [person, *([adult] if person.is_child and adult is not None else [])]
    days = [
        on
        for x in case_file.letters
        for each in at_home
        if x.recipient == each.person_id and (on := _returned_on(x)) and _is_still_there(case_file, x, person, on)
    ]
    return min(days, default=None)


def _returned_on(letter: LetterRecord) -> date | None:
    return (letter.status_on or letter.sent_on) if letter.status is Status.RETURNED else None


def _is_still_there(case_file: CaseFile, returned: LetterRecord, person: Person, on: date) -> bool:
    """Whether a letter that was *returned* had gone where *person* is written to, unless confirmed since that day."""
    theirs = {person.person_id, *person.lives_with}
    learnt = (e for e in case_file.of_type(DetailsChanged) if e.occurred_on >= on)
    is_confirmed = person.safe_contact is not None and person.safe_contact.confirmed_on >= on
    if is_confirmed or any(p.person_id in theirs for e in learnt for p in e.people):
        return False
    then = {p.person_id: p for p in case_file.people_when(returned.event_id)}
    now = {p.person_id: p for p in case_file.case.people}
    before = then.get(returned.recipient)
    if before is None or before.safe_contact is None or person.safe_contact is None:
        return False
    route = returned.route or before.safe_contact.route
    return route == person.safe_contact.route and _end_of(route, before, then) == _end_of(route, person, now)


def _end_of(route: str, person: Person, people: Mapping[str, Person]) -> tuple[object, ...]:
    """Where a route leads to a person: a home, an e-mail, a solicitor or a number; a child's is an adult's too."""
    keeper = next((people[each] for each in person.lives_with if each in people), person)
    ends: Mapping[str, tuple[object, ...]] = {
        Route.POST: (keeper.address,),
        Route.EMAIL: (person.email, keeper.email),
        Route.REPRESENTATIVE: (person.representative,),
        Route.PHONE: (person.phone, keeper.phone),
    }
    return ends.get(route, ())


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
