"""F8: the thank-you to who sent information, after the review it caused, and to nobody else."""

from datetime import date

from correspondence.protocol import clocks
from correspondence.protocol.case_file import CaseFile
from correspondence.protocol.clocks import Deadline
from correspondence.protocol.directory import Hub
from correspondence.protocol.events import AnyEvent, ReviewOutcome, ReviewRecorded
from correspondence.protocol.letters import Audience
from correspondence.protocol.people import Person

from .facts import ThankYouFacts
from .letters import LetterKind, Post
from .recipients import chosen_route, informant, information_answered, still_ahead
from .update import last_told


def _facts(case_file: CaseFile, event: AnyEvent, person: Person, hub: Hub, today: date) -> ThankYouFacts:
    information = information_answered(case_file, event)
    told = last_told(case_file, person.person_id)
    promised = clocks.promised_update(told.dated, hub.update_aim_days) if told else None
    return ThankYouFacts(
        received_on=information.occurred_on if information else event.occurred_on,
        reviewed_on=event.occurred_on,
        outcome=event.outcome if isinstance(event, ReviewRecorded) else ReviewOutcome.HOLD,
        next_update_on=still_ahead(promised, today),
    )


def _due(_case_file: CaseFile, event: AnyEvent, _person: Person) -> Deadline:
    return clocks.thank_you(event.occurred_on)


THANK_YOU = LetterKind(
    code="thank_you",
    title="Thank-you for information",
    source="3.2(vii)",
    sent_on=ReviewRecorded,
    to=informant,
    facts=_facts,
    facts_type=ThankYouFacts,
    due=_due,
    route=chosen_route,
    signed_by=Post.PRACTICE_SUPERVISOR,
    versions=(Audience.ADULT, Audience.OLDER, Audience.YOUNGER),
    copied_to_representative=False,
    waits_for_alerts=False,
)
