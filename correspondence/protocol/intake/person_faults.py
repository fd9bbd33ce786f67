"""What an event may not say of one person of its case. A fault names its field and never that person's value."""

from collections.abc import Iterator
from datetime import date

from correspondence.protocol.case.case import Case
from correspondence.protocol.case.people import Person, Route, age_on
from correspondence.protocol.events import CaseEvent
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

ADULT_FROM_AGE = 18


def faults_of_person(
    person: Person, event: CaseEvent, at: str, known_on: date, *, of_age_allowed: bool
) -> Iterator[Reason]:
    """The faults of *person*, whose fields lie under *at*.

    *known_on*: the last day of which anything is recorded, this event's or a later one's. *of_age_allowed*: a child who
    has come of age since is no fault, so that their case can be closed.
    """
    yield from _role_faults(person, at)
    if person.is_child:
        yield from _age_faults(person, event, at, known_on, of_age_allowed=of_age_allowed)
    yield from _home_faults(person, event.case, at)
    yield from _contact_faults(person, event, at, known_on)


def _role_faults(person: Person, at: str) -> Iterator[Reason]:
    adult = not person.is_child
    return broken(
        (adult and bool(person.lives_with), "lives_with_of_adult", at + "lives_with", "only a child has it"),
        (
            adult and person.letter_version is not None,
            "letter_version_of_adult",
            at + "letter_version",
            "only a child has it",
        ),
        (
            person.representative is not None and not person.is_party,
            "representative_of_no_party",
            at + "representative",
            "only a party has one",
        ),
    )


def _age_faults(child: Person, event: CaseEvent, at: str, known_on: date, *, of_age_allowed: bool) -> Iterator[Reason]:
    born, day, field = child.date_of_birth, event.occurred_on, at + "date_of_birth"
    of_age = born is not None and age_on(born, day) >= ADULT_FROM_AGE
    return broken(
        (born is None, "date_of_birth_missing", field, "a child has a date of birth"),
        (
            born is not None and born > known_on,
            "born_after_event",
            field,
            _after(known_on),
        ),
        (of_age and not of_age_allowed, "not_a_child", field, f"a child is under {ADULT_FROM_AGE} on {day}"),
    )


def _home_faults(person: Person, case: Case, at: str) -> Iterator[Reason]:
    adults = {p.person_id for p in case.people if not p.is_child}
    homes = person.lives_with
    for place, each in enumerate(homes):
        field = f"{at}lives_with.{place}"
        yield from broken(
            (each not in adults, "lives_with_unknown", field, "names no adult of the case"),
            (homes.index(each) < place, "lives_with_repeated", field, "named already"),
        )


def _contact_faults(person: Person, event: CaseEvent, at: str, known_on: date) -> Iterator[Reason]:
    contact, field = person.safe_contact, at + "safe_contact."
    if contact is None:
        return iter(())
    adult = event.case.person(person.lives_with[0]) if person.lives_with else None
    has_email = person.email is not None or (adult is not None and adult.email is not None)
    return broken(
        (
            contact.route is Route.EMAIL and not has_email,
            "route_without_email",
            field + "route",
            "the route email needs an email",
        ),
        (
            contact.route is Route.REPRESENTATIVE and person.representative is None,
            "route_without_representative",
            field + "route",
            "the route representative needs a representative",
        ),
        (
            contact.confirmed_on > known_on,
            "confirmed_after_event",
            field + "confirmed_on",
            _after(known_on),
        ),
    )


def _after(known_on: date) -> str:
    return f"after the last day of which anything is recorded, {known_on}"
