"""C6: the answer to a court that disputes the decision to hold a case, or asks why it was taken."""

from datetime import date

from correspondence.catalogue.facts.days_ahead import still_ahead
from correspondence.catalogue.facts.matter import (
    Kept,
    Matter,
    category_in_words,
    kept_from_a_party,
    left_hub_on,
    matter_for_the_court_alone,
    matter_of,
    post_in_words,
)
from correspondence.catalogue.kind import OFFICE_FORMS, Facts, Post, letter_part
from correspondence.catalogue.occasions.case import Occasion, kind_of
from correspondence.catalogue.reader import Reader
from correspondence.catalogue.recipients import the_court, the_court_alone
from correspondence.protocol.days import clocks
from correspondence.protocol.events import (
    ChallengeKind,
    CourtChallenged,
    HubAllocationDecided,
    ReviewOutcome,
    ReviewRecorded,
)
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.filing_times import filing_times
from correspondence.protocol.history.more_time import day_the_court_set
from correspondence.protocol.letters import Audience
from correspondence.protocol.owed import obligations
from correspondence.protocol.record import record
from correspondence.protocol.words.prose import Said, paragraphs


@record
class Placing:
    """How the decision to hold a case came about, by day and post, never by name and never in anybody's words.

    `screened_by`: the post of who screened it, where the record tells it. `priority_status` and `category` are those of
    that day: what has become known since, and perhaps to one party alone, is in none of them.
    """

    decided_on: date
    decided_by: str
    screened_on: date | None
    screened_by: str | None
    priority_status: int
    category: str


@record
class Deferral:
    """How a case that was held stands. `last_review_on`: the last routine review by a supervisor.

    `has_left`: it was passed back, `left_hub_on` the day where every party may know it.
    """

    last_review_on: date | None
    has_left: bool
    left_hub_on: date | None
    list_every_days: int


@record
class AnswerToCourtFacts(Facts):
    """C6: the court disputes or asks. `direction`: its own words, in their paragraphs. `deferral`: where it asks.

    `placing`: why the case waited; None without a decision on file. `allocate_by` is the last day that the court set,
    `allocation_by` ours while it lies ahead; `filing_date` and `apply_by`, the last day to ask for another, likewise.
    `adviser`: who has the case by now, if anybody has. `kept`: why a party may not know that the case has moved.
    """

    matter: Matter
    is_challenge: bool
    received_on: date
    direction: tuple[Said, ...]
    allocate_by: date | None
    allocation_by: date | None
    filing_date: date | None
    apply_by: date | None
    adviser: str | None
    allocated_on: date | None
    placing: Placing | None
    deferral: Deferral | None
    kept: Kept | None

    @property
    def quoted(self) -> tuple[str, ...]:
        """The court's own words."""
        return self.direction


def _is_challenge(occasion: Occasion) -> bool:
    return occasion.event_as(CourtChallenged).kind is ChallengeKind.CHALLENGE


def _kept(occasion: Occasion) -> Kept | None:
    """Why the answer would tell a party what that party may not know. One to a challenge tells of that alone."""
    return None if _is_challenge(occasion) else kept_from_a_party(occasion)


def _to(occasion: Occasion) -> tuple[Reader, ...]:
    return the_court_alone(occasion) if _kept(occasion) else the_court(occasion)


def _screened_by(decision: HubAllocationDecided) -> str | None:
    """The post of who screened a case: known where it was they who recorded the decision."""
    recorded = decision.recorded_by
    same = decision.screened is not None and decision.screened.by == recorded.name
    return post_in_words(recorded.role) if same else None


def _last_review(case_file: CaseFile) -> date | None:
    """The day of the last routine review of the stay that a supervisor recorded.

    One that answers information is left out: its day could tell the parties that somebody had been in touch.
    """
    held = (e for e in case_file.stay if isinstance(e, ReviewRecorded) and e.outcome is ReviewOutcome.HOLD)
    return max((e.occurred_on for e in held if e.answers is None and e.is_by_supervisor), default=None)


def _placing(case_file: CaseFile) -> Placing | None:
    decision = case_file.decision
    if decision is None:
        return None
    return Placing(
        decided_on=decision.occurred_on,
        decided_by=post_in_words(decision.recorded_by.role),
        screened_on=decision.screened.on if decision.screened else None,
        screened_by=_screened_by(decision),
        priority_status=decision.case.priority_status,
        category=category_in_words(decision.case.category),
    )


def _deferral(occasion: Occasion) -> Deferral | None:
    """How the case stands; None for a challenge, after which it waits no more, and without a decision on file."""
    if occasion.case_file.decision is None or _is_challenge(occasion):
        return None
    return Deferral(
        last_review_on=_last_review(occasion.case_file),
        has_left=occasion.case_file.passed_back_by is not None,
        left_hub_on=left_hub_on(occasion),
        list_every_days=occasion.hub.list_every_days,
    )


def _facts(occasion: Occasion, _reader: Reader) -> AnswerToCourtFacts:
    event, today, kept = occasion.event_as(CourtChallenged), occasion.today, _kept(occasion)
    matter = matter_for_the_court_alone(occasion) if kept else matter_of(occasion)
    times = filing_times(occasion.case_file, occasion.hub.allocation_lead_weeks, today)
    filing, allocation = matter.filing_date, occasion.case_file.allocation
    return AnswerToCourtFacts(
        matter=matter,
        is_challenge=_is_challenge(occasion),
        received_on=event.occurred_on,
        direction=paragraphs(event.direction or ""),
        allocate_by=day_the_court_set(occasion.case_file),
        allocation_by=times.allocate_by if times else None,
        filing_date=still_ahead(filing, today),
        apply_by=still_ahead(clocks.extension_application(filing).due_on, today) if filing else None,
        adviser=allocation.adviser.name if allocation else None,
        allocated_on=allocation.occurred_on if allocation else None,
        placing=_placing(occasion.case_file),
        deferral=_deferral(occasion),
        kept=kept,
    )


ANSWER_TO_COURT = kind_of(
    obligations.ANSWER_TO_COURT,
    documents=("C6",),
    title="Answer to the court's challenge or question",
    to=_to,
    recipients="the court; copied to each party",
    facts=_facts,
    facts_type=AnswerToCourtFacts,
    signed_by=Post.PRACTICE_SUPERVISOR,
    versions=(Audience.COURT,),
    parts=(letter_part(obligations.ANSWER_TO_COURT.code, OFFICE_FORMS),),
    waits_for_alerts=False,
)
