"""Who is written to, and by which route: pure questions that several kinds of letter share."""

from datetime import date

from correspondence.protocol.case_file import CaseFile
from correspondence.protocol.events import AnyEvent, InformationReceived, ReplyRoute, ReviewRecorded
from correspondence.protocol.people import Person, Route
from correspondence.protocol.readers import lacking_route


def families(case_file: CaseFile, _event: AnyEvent) -> tuple[Person, ...]:
    """Every party and every child, in the order of the case (Protocol 3.2(iv), (v)). A carer is no party."""
    return tuple(p for p in case_file.case.people if p.is_party or p.is_child)


def informant(case_file: CaseFile, event: AnyEvent) -> tuple[Person, ...]:
    """Who sent the information that a review answers, and nobody else; nobody where no answer is wanted."""
    information = information_answered(case_file, event)
    if information is None or information.from_person is None or information.reply_route is ReplyRoute.NONE:
        return ()
    person = case_file.case.person(information.from_person)
    return () if person is None else (person,)


def information_answered(case_file: CaseFile, event: AnyEvent) -> InformationReceived | None:
    """The information that a review names as its cause, or None."""
    if not isinstance(event, ReviewRecorded) or event.answers is None:
        return None
    found = case_file.event(event.answers)
    return found if isinstance(found, InformationReceived) else None


def safe_route(case_file: CaseFile, _event: AnyEvent, person: Person) -> Route | None:
    """The route that a named person confirmed, or None while nobody has.

    A child's letter needs the child's route and that of the adult it lives with.
    """
    if person.safe_contact is None or lacking_route(case_file, person):
        return None
    return person.safe_contact.route


def chosen_route(case_file: CaseFile, event: AnyEvent, person: Person) -> Route | None:
    """The route that the informant chose, while a safe route is confirmed at all; else None."""
    information = information_answered(case_file, event)
    if information is None or safe_route(case_file, event, person) is None:
        return None
    return Route(information.reply_route)


def still_ahead(day: date | None, today: date) -> date | None:
    """*day* where it is later than *today*, else None: a letter promises no day that has passed."""
    return day if day is not None and day > today else None
