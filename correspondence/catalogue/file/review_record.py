"""R1: the record of a review, for the file: why the case stays or goes, and what is owed next. It is never sent."""

from collections.abc import Iterator
from datetime import date

from correspondence.catalogue.facts.matter import Matter, matter_without_people, number_among, post_in_words
from correspondence.catalogue.kind import OFFICE_FORMS, Facts, Post, letter_part
from correspondence.catalogue.occasions.case import CaseKind, Occasion, kind_of
from correspondence.catalogue.reader import Reader
from correspondence.catalogue.recipients import information_answered, the_file
from correspondence.protocol.case.case import Feature
from correspondence.protocol.case.people import Person, Role
from correspondence.protocol.days import clocks
from correspondence.protocol.events import Correction, ReviewOutcome, ReviewRecorded
from correspondence.protocol.history.more_time import allocation_clock
from correspondence.protocol.history.readers import days_reached, readers
from correspondence.protocol.letters import Audience
from correspondence.protocol.owed import obligations
from correspondence.protocol.owed.duties import next_review
from correspondence.protocol.owed.terms import TELL_WHEN_NEXT
from correspondence.protocol.record import record
from correspondence.protocol.words.prose import Said, paragraphs


@record
class RoleView:
    """A person by role. `number` counts those of that role where there are several, from 1; else it is None."""

    role: Role
    number: int | None


@record
class Told:
    """When a reader was last told how things stand (F1, F2, F3), None while never, and by when they next hear."""

    who: RoleView
    last_on: date | None
    next_by: date


@record
class Information:
    """The information that a review answers. `sender` is None where it came from outside the case."""

    received_on: date
    is_urgent: bool
    sender: RoleView | None


@record
class ReviewRecordFacts(Facts):
    """R1: a review. People stand by role; the reviewer by name. Days are given whether ahead or past.

    `information`: what caused it, None for a routine review. `next_review_by` is None once the case is passed back.
    What nobody but a supervisor can decide is told as a proposal where another recorded it: then `information_by` is
    the day by which a supervisor still has to look at what arrived.
    `corrected_on`: the day on which the record first made of this review was found wrong. The rationale is free text,
    but nothing here is approved or sent.
    """

    matter: Matter
    reviewed_on: date
    reviewer: str
    post: str
    is_by_supervisor: bool
    information: Information | None
    is_held: bool
    rationale: tuple[Said, ...]
    entered_hub_on: date | None
    days: int
    week: int
    features: tuple[Feature, ...]
    told: tuple[Told, ...]
    next_review_by: date | None
    information_by: date | None
    allocation_by: date | None
    apply_by: date | None
    corrected_on: date | None


def _by_role(occasion: Occasion, person: Person) -> RoleView:
    return RoleView(role=person.role, number=number_among(occasion.case.people, person))


def _information(occasion: Occasion) -> Information | None:
    answered = information_answered(occasion.case_file, occasion.event)
    if answered is None:
        return None
    sender = occasion.case.person(answered.from_person) if answered.from_person else None
    return Information(
        received_on=answered.occurred_on,
        is_urgent=answered.urgent,
        sender=_by_role(occasion, sender) if sender else None,
    )


def _told(occasion: Occasion) -> Iterator[Told]:
    """What each reader was sent of this stay; nobody without a decision on file."""
    case_file, decision = occasion.case_file, occasion.case_file.decision
    if decision is None:
        return
    for person in readers(case_file):
        days = days_reached(case_file, person.person_id, TELL_WHEN_NEXT)
        clock = clocks.update(days[-1]) if days else clocks.family_letter(decision.occurred_on)
        yield Told(who=_by_role(occasion, person), last_on=days[-1] if days else None, next_by=clock.due_on)


def _next_review_by(occasion: Occasion, review: ReviewRecorded) -> date | None:
    """The day this review sets; where nobody but a supervisor could set one, the day that stands."""
    if review.is_by_supervisor:
        is_held = review.outcome is ReviewOutcome.HOLD
        return clocks.review(review.occurred_on, review.next_review_on).due_on if is_held else None
    clock = next_review(occasion.case_file)
    return clock.due_on if clock is not None and occasion.case_file.is_in_hub else None


def _information_by(occasion: Occasion, review: ReviewRecorded) -> date | None:
    answered = information_answered(occasion.case_file, review)
    waits = answered in occasion.case_file.open_alerts and not review.is_by_supervisor
    return clocks.alert_review(answered.occurred_on).due_on if answered is not None and waits else None


def _corrected_on(occasion: Occasion) -> date | None:
    made_by = occasion.case_file.event(occasion.made_by)
    return made_by.occurred_on if isinstance(made_by, Correction) else None


def _facts(occasion: Occasion, _reader: Reader) -> ReviewRecordFacts:
    review, case_file, work = occasion.event_as(ReviewRecorded), occasion.case_file, occasion.case.ordered_work
    entered, lead = case_file.entered_hub_on, occasion.hub.allocation_lead_weeks
    days = max(0, (review.occurred_on - (entered or review.occurred_on)).days)
    return ReviewRecordFacts(
        matter=matter_without_people(occasion),
        reviewed_on=review.occurred_on,
        reviewer=review.recorded_by.name,
        post=post_in_words(review.recorded_by.role),
        is_by_supervisor=review.is_by_supervisor,
        information=_information(occasion),
        is_held=review.outcome is ReviewOutcome.HOLD,
        rationale=paragraphs(review.rationale),
        entered_hub_on=entered,
        days=days,
        week=days // 7 + 1,
        features=occasion.case.unresolved_features,
        told=tuple(_told(occasion)),
        next_review_by=_next_review_by(occasion, review),
        information_by=_information_by(occasion, review),
        allocation_by=allocation_clock(occasion.case_file, entered, lead).due_on if entered else None,
        apply_by=clocks.extension_application(work.filing_date).due_on if work.filing_date else None,
        corrected_on=_corrected_on(occasion),
    )


REVIEW_RECORD: CaseKind = kind_of(
    obligations.REVIEW_RECORD,
    documents=("R1",),
    title="Review record",
    to=the_file,
    recipients="the file; sent to nobody",
    facts=_facts,
    facts_type=ReviewRecordFacts,
    signed_by=Post.PRACTICE_SUPERVISOR,
    versions=(Audience.FILE,),
    parts=(letter_part(obligations.REVIEW_RECORD.code, OFFICE_FORMS),),
    waits_for_alerts=False,
)
