"""F7: the reply to a party who asked for the case to be allocated; a copy goes to the court, and to nobody else."""

from datetime import date
from enum import StrEnum

from correspondence.catalogue.facts.next_update import adviser_of, promised_to
from correspondence.catalogue.kind import Facts, Post, letter_part
from correspondence.catalogue.occasions.case import Occasion, kind_of
from correspondence.catalogue.reader import Reader
from correspondence.catalogue.recipients import COURT, REPRESENTATIVE, reader_of, safe_route
from correspondence.protocol.events import Adviser, RepresentationReceived, ReviewOutcome, ReviewRecorded
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.letters import Audience
from correspondence.protocol.owed import obligations
from correspondence.protocol.record import record


class CourtsView(StrEnum):
    """What the court thinks of the request, as far as we have been told."""

    AGREES = "agrees"
    CAN_WAIT = "can_wait"
    NOT_TOLD = "not_told"


_VIEWS = {True: CourtsView.AGREES, False: CourtsView.CAN_WAIT, None: CourtsView.NOT_TOLD}


@record
class ReplyFacts(Facts):
    """F7: how the request was looked at and what follows; nothing of what the party wrote.

    `last_review_on`: the last routine review that held the case. `adviser`: who has the case by now, None while nobody
    does. `has_solicitor`: a copy goes to the party's own. No update is owed any more once the court agrees.
    """

    looked_at_on: date
    last_review_on: date | None
    courts_view: CourtsView
    adviser: Adviser | None
    has_solicitor: bool
    next_update_on: date | None


def who_asked(occasion: Occasion) -> tuple[Reader, ...]:
    """The party who asked, by their safe route, with copies for their solicitor and for the court.

    Nobody where no party did: a carer is none, and no child is written to about a request.
    """
    person = occasion.case.person(occasion.event_as(RepresentationReceived).from_person)
    if person is None or not person.is_party:
        return ()
    copies = (COURT,) if person.representative is None else (REPRESENTATIVE, COURT)
    reader = reader_of(occasion, person, safe_route(occasion.case_file, person), copies=copies)
    return (reader,) if reader else ()


def _last_review_on(case_file: CaseFile) -> date | None:
    """The day of the last routine review of this stay that held the case, if a supervisor recorded it.

    One that answers information is left out: its day could tell that somebody had been in touch.
    """
    held = (r for r in case_file.stay if isinstance(r, ReviewRecorded) and r.outcome is ReviewOutcome.HOLD)
    days = [r.occurred_on for r in held if r.answers is None and r.is_by_supervisor]
    return days[-1] if days else None


def _courts_view(case_file: CaseFile, event: RepresentationReceived) -> CourtsView:
    """The last that the court said of this party's request, with this event or, since, with another of theirs."""
    requests = case_file.of_type(RepresentationReceived)
    since = requests[requests.index(event) :]
    said = [e.accepted_by_court for e in since if e.from_person == event.from_person]
    return _VIEWS[next((answer for answer in reversed(said) if answer is not None), None)]


def _facts(occasion: Occasion, reader: Reader) -> ReplyFacts:
    event = occasion.event_as(RepresentationReceived)
    view = _courts_view(occasion.case_file, event)
    return ReplyFacts(
        looked_at_on=event.occurred_on,
        last_review_on=_last_review_on(occasion.case_file),
        courts_view=view,
        adviser=adviser_of(occasion.case_file),
        has_solicitor=REPRESENTATIVE in reader.copies,
        next_update_on=None if view is CourtsView.AGREES else promised_to(occasion, reader),
    )


REPLY = kind_of(
    obligations.REPLY,
    documents=("F7",),
    title="Reply to a request for allocation",
    to=who_asked,
    recipients="the party who asked; copies to their representative and the court",
    facts=_facts,
    facts_type=ReplyFacts,
    signed_by=Post.PRACTICE_SUPERVISOR,
    versions=(Audience.ADULT,),
    parts=(letter_part(obligations.REPLY.code),),
    # It says how the case stands, which it may not while nobody has looked at something new (Protocol 3.2(vii)).
    waits_for_alerts=True,
    speaks_of_review=True,
    names_children=False,
)
