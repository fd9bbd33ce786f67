"""A9: the four-weekly report on an open Hub, with the statement of assurance of the Director of Operations."""

from datetime import date

from correspondence.catalogue.facts.since_opening import Comparison, since_last_review, this_opening
from correspondence.catalogue.kind import OFFICE_FORMS, Facts, Post, letter_part
from correspondence.catalogue.occasions.area import AreaOccasion, area_kind_of
from correspondence.catalogue.offices import OfficeReader, readers, signer, the_board
from correspondence.catalogue.reader import Reader
from correspondence.protocol.areas import obligations
from correspondence.protocol.areas.area_file import AreaFile
from correspondence.protocol.areas.events import AnyAreaEvent, Assurance, DeactivationDecided, HubOpened, StatusReviewed
from correspondence.protocol.areas.report_clocks import next_report
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Inconsistent, Reason
from correspondence.protocol.words.prose import Said, paragraphs

STANDARDS = {
    "takes_only_lower_priority": "3.2(i)",
    "allocates_within_20_weeks": "3.2(ii)",
    "asks_extensions_4_weeks_before": "3.2(iii)",
    "files_section_7_within_26_weeks": "3.2(iii)",
    "writes_within_5_working_days": "3.2(iv)",
    "updates_every_6_weeks": "3.2(v)",
    "reviews_every_2_weeks": "3.2(vi)",
    "reviews_alerts_within_1_working_day": "3.2(vii)",
    "completes_within_6_weeks": "5.1",
    "has_required_staff": "5.1",
    "lists_sent_to_courts": "Annex B 3",
}
"""What the Director of Operations answers for, and the paragraph that asks it (Protocol 6.2)."""


@record
class Standard:
    """One of the eleven standards, by its name in `Assurance`, and whether it was kept."""

    name: str
    paragraph: str
    is_kept: bool


@record
class OperationReportFacts(Facts):
    """A9: the figures, what came of the measures, and the assurance since `since`, standards not kept first.

    `is_first`: the first since the Hub opened, so that `since` is its opening. `next_report_by` is None where the Hub
    closes before.
    """

    reviewed_on: date
    assistant_director: str
    comparison: Comparison
    impact_of_measures: tuple[Said, ...]
    progress_to_deactivation: tuple[Said, ...]
    since: date
    is_first: bool
    standards: tuple[Standard, ...]
    not_kept: int
    exceptions: tuple[Said, ...]
    next_report_by: date | None


def standards_of(assurance: Assurance) -> tuple[Standard, ...]:
    """The eleven standards, those not kept first, else in the Protocol's order."""
    every = (
        Standard(name=name, paragraph=paragraph, is_kept=getattr(assurance, name))
        for name, paragraph in STANDARDS.items()
    )
    return tuple(sorted(every, key=lambda standard: standard.is_kept))


def _opened_on(occasion: AreaOccasion, opening: tuple[AnyAreaEvent, ...]) -> date:
    """The day from which the Hub has been open: as an event says, else as the directory does.

    Raises `Inconsistent` where neither does.
    """
    today = occasion.event.occurred_on
    recorded = [e.occurred_on for e in opening if isinstance(e, HubOpened)]
    hubs = occasion.directory.hubs.values()
    known = [hub.open_from for hub in hubs if hub.service_area == occasion.area_key and hub.is_open_on(today)]
    days = recorded or known
    if not days:
        detail = f"the day is unknown since when a Hub of this service area is open on {today.isoformat()}"
        raise Inconsistent([Reason(rule="opening_unknown", field="directory.hubs", detail=detail, source="6.2")])
    return min(days)


def _next_report_by(area_file: AreaFile, event: StatusReviewed) -> date | None:
    """The day of the next report, where the Hub will still be open then."""
    due_on = next_report(event.occurred_on).due_on
    past = area_file.events[: area_file.events.index(event)]
    closings = [e.closes_on for e in past if isinstance(e, DeactivationDecided) and e.closes_on is not None]
    return None if any(event.occurred_on < on <= due_on for on in closings) else due_on


def _to(occasion: AreaOccasion) -> tuple[OfficeReader, ...]:
    """The Covid-19 Board."""
    return readers((the_board(occasion),))


def _facts(occasion: AreaOccasion, _reader: Reader) -> OperationReportFacts:
    event, opening = (
        occasion.event_as(StatusReviewed),
        this_opening(occasion.area_file, occasion.event_as(StatusReviewed)),
    )
    reviewed = [e.occurred_on for e in opening if isinstance(e, StatusReviewed)]
    standards = standards_of(event.assurance)
    return OperationReportFacts(
        reviewed_on=event.occurred_on,
        assistant_director=signer(Post.ASSISTANT_DIRECTOR, occasion).name,
        comparison=since_last_review(event.measures, opening),
        impact_of_measures=paragraphs(event.impact_of_measures),
        progress_to_deactivation=paragraphs(event.progress_to_deactivation),
        since=reviewed[-1] if reviewed else _opened_on(occasion, opening),
        is_first=not reviewed,
        standards=standards,
        not_kept=[each.is_kept for each in standards].count(False),
        exceptions=paragraphs(*event.assurance.exceptions),
        next_report_by=_next_report_by(occasion.area_file, event),
    )


OPERATION_REPORT = area_kind_of(
    obligations.OPERATION_REPORT,
    documents=("A9",),
    title="Operation report with statement of assurance",
    to=_to,
    recipients="Covid-19 Board",
    facts=_facts,
    facts_type=OperationReportFacts,
    signed_by=Post.DIRECTOR_OF_OPERATIONS,
    parts=(letter_part(obligations.OPERATION_REPORT.code, OFFICE_FORMS),),
)
