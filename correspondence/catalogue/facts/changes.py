"""What has changed since a reader was last told how things stand, so that a change is told once and not twice."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from correspondence.catalogue.occasions.case import Occasion
from correspondence.catalogue.reader import Reader
from correspondence.protocol.case.case import OrderedWork
from correspondence.protocol.case.people import Address, Route
from correspondence.protocol.case.places import is_written_alike
from correspondence.protocol.events import AdviserAllocated, AnyEvent, Correction, ExtensionDecided
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.letters import Audience, LetterRecord, Status, Told
from correspondence.protocol.owed.obligations import (
    ADVISER_LETTER,
    BROUGHT_FORWARD,
    EXTENSION_DECIDED,
    EXTENSION_SOUGHT,
    HUB_CLOSING,
    HUB_LETTER,
    UPDATE,
)
from correspondence.protocol.record import record


@record
class Changes:
    """What is another than the reader was last told; None (or False) where it is the same or nothing was told.

    `adviser_before`: the adviser they were last told of, where another takes the case now. `address_is_new`: an adult's
    letter goes by post, and to another place than the last one did.
    """

    filing_date_before: date | None
    hearing_on_before: date | None
    adviser_before: str | None
    address_is_new: bool


STATING_CODES = tuple(
    each.code
    for each in (HUB_LETTER, UPDATE, ADVISER_LETTER, BROUGHT_FORWARD, EXTENSION_SOUGHT, EXTENSION_DECIDED, HUB_CLOSING)
)
"""The kinds that tell a family dates: what the last of them told is what a change is measured by (Protocol 3.2(v))."""


def last_statement(case_file: CaseFile, recipient: str) -> LetterRecord | None:
    """The last letter that told a person dates, or None. One that came back told them nothing."""
    return _last_that_arrived(case_file, recipient, STATING_CODES)


def work_told(case_file: CaseFile, recipient: str) -> OrderedWork | None:
    """The ordered work with the days that a person was last told, or None where they were told nothing.

    A day that no letter told a reader is taken as their last one had it: what its case said on the event that made us
    write it. The court's answer to a request for more time told the filing date it granted, whether or not the case
    had it yet.
    """
    told = last_statement(case_file, recipient)
    event = case_file.event(told.event_id) if told else None
    if told is None or event is None:
        return None
    work, answer = event.case.ordered_work, case_file.event(told.given_by)
    if told.kind == EXTENSION_DECIDED.code and isinstance(answer, ExtensionDecided) and answer.granted:
        work = replace(work, filing_date=answer.filing_date or work.filing_date)
    return replace(
        work,
        filing_date=last_day_told(case_file, recipient, Told.FILING) or work.filing_date,
        next_hearing_on=last_day_told(case_file, recipient, Told.HEARING) or work.next_hearing_on,
    )


_HOLDS_NO_MORE: Mapping[Told, Told] = MappingProxyType(
    {
        Told.HEARING: Told.HEARING_BEFORE,
        Told.ADVISER: Told.ADVISER_BEFORE,
        Told.GUARDIAN: Told.GUARDIAN_BEFORE,
        Told.REALISTIC: Told.REALISTIC_BEFORE,
    }
)
"""By which a letter says that a day told before holds no more, whether or not it has another."""


def last_day_told(case_file: CaseFile, recipient: str, what: Told) -> date | None:
    """The last day of that sort that a letter told a person, as far as they know it holds; None where there is none.

    A letter that came back told nothing.
    """
    arrived = (x for x in case_file.letters if x.recipient == recipient and x.sent_on and x.status is Status.SENT)
    for letter in sorted(arrived, key=lambda x: x.sent_on or x.dated, reverse=True):
        days = letter.days_told(what)
        if days or (what in _HOLDS_NO_MORE and letter.days_told(_HOLDS_NO_MORE[what])):
            return days[0] if days else None
    return None


def changes_since_told(occasion: Occasion, reader: Reader) -> Changes:
    """What is another now than that reader was last told, as far as their version tells it.

    A younger child's tells of no filing date, and of a hearing only where it has another day.
    """
    told, work = work_told(occasion.case_file, reader.key), occasion.case.ordered_work
    mistaken = _mistaken(occasion.case_file)
    is_younger = reader.audience is Audience.YOUNGER
    hears_of_hearing = work.next_hearing_on is not None or not is_younger
    return Changes(
        filing_date_before=None if is_younger else _unless_mistaken(_filing_date_before(told, work), mistaken),
        hearing_on_before=_unless_mistaken(_hearing_on_before(told, work, occasion.today), mistaken)
        if hears_of_hearing
        else None,
        adviser_before=_adviser_before(occasion, reader),
        address_is_new=_address_is_new(occasion, reader),
    )


def was_told_wrongly(occasion: Occasion, reader: Reader) -> bool:
    """Whether a day that the court set stands otherwise now only because what was recorded of it was wrong.

    No court changed it, so it is no change: the letter that puts it right says so (section 8).
    """
    told, work = work_told(occasion.case_file, reader.key), occasion.case.ordered_work
    if told is None:
        return False
    days = ((told.filing_date, work.filing_date), (told.next_hearing_on, work.next_hearing_on))
    return any(before != now and before in _mistaken(occasion.case_file) for before, now in days)


def _mistaken(case_file: CaseFile) -> frozenset[date]:
    """The days of the court that an event was recorded with, and was not once it had been put right."""
    recorded = {event.event_id: event for event in case_file.received if not isinstance(event, Correction)}
    mistaken: set[date] = set()
    for event_id in {each.replaces for each in case_file.of_type(Correction)}:
        put_right = [each.event for each in case_file.of_type(Correction) if each.replaces == event_id]
        *wrong, right = (_days_of_court(each) for each in (recorded[event_id], *put_right))
        mistaken.update(frozenset().union(*wrong) - right)
    return frozenset(mistaken)


def _days_of_court(event: AnyEvent) -> frozenset[date]:
    """The filing date and the hearing that an event was recorded with, and the filing date that it tells."""
    granted = event.filing_date if isinstance(event, ExtensionDecided) else None
    work = event.case.ordered_work
    return frozenset(filter(None, (work.filing_date, work.next_hearing_on, granted)))


def _last_that_arrived(case_file: CaseFile, recipient: str, kinds: tuple[str, ...]) -> LetterRecord | None:
    arrived = [x for x in case_file.sent_to(recipient, kinds) if x.status is Status.SENT]
    return arrived[-1] if arrived else None


def _filing_date_before(told: OrderedWork | None, work: OrderedWork) -> date | None:
    if told is None or work.filing_date is None or told.filing_date == work.filing_date:
        return None
    return told.filing_date


def _unless_mistaken(before: date | None, mistaken: frozenset[date]) -> date | None:
    """The day before, where it was the court's: none that was only recorded by mistake is called changed."""
    return None if before in mistaken else before


def _hearing_on_before(told: OrderedWork | None, work: OrderedWork, today: date) -> date | None:
    """The hearing they were told of, where it will not be on that day. One whose day has passed was not moved."""
    before, now = (told.next_hearing_on if told else None), work.next_hearing_on
    if before is None or before < today or before == now:
        return None
    return before if now is None or now > today else None


def _adviser_before(occasion: Occasion, reader: Reader) -> str | None:
    """The adviser they were last told of in this stay, by another letter than the one that this puts right."""
    case_file, now = occasion.case_file, occasion.case_file.allocation
    here = {e.event_id for e in case_file.stay if isinstance(e, AdviserAllocated)} - {occasion.event.event_id}
    sent = (x for x in case_file.sent_to(reader.key, (ADVISER_LETTER.code,)) if x.status is Status.SENT)
    told = [case_file.event(x.given_by) for x in sent if x.given_by in here]
    if now is None or not told or not isinstance(told[-1], AdviserAllocated):
        return None
    before = told[-1].adviser.name
    return before if before != now.adviser.name else None


def _address_is_new(occasion: Occasion, reader: Reader) -> bool:
    """Whether an adult's letter is posted to another place than the last one was, however that was laid out."""
    told = last_statement(occasion.case_file, reader.key)
    if told is None or reader.audience is not Audience.ADULT or reader.envelope.route is not Route.POST:
        return False
    before, now = _posted_to(occasion, told, reader.key), occasion.person(reader).address
    return before is not None and now is not None and before != now and not is_written_alike(before, now)


def _posted_to(occasion: Occasion, told: LetterRecord, person_id: str) -> Address | None:
    """Where a letter was posted to; None where it did not go by post."""
    event = occasion.case_file.event(told.event_id)
    person = event.case.person(person_id) if event else None
    if person is None or person.safe_contact is None or person.safe_contact.route is not Route.POST:
        return None
    return person.address
