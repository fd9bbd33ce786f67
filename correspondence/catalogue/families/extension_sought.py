"""F6, sought: each party and child hears that the court is asked for more time; it goes with the application."""

from dataclasses import replace
from datetime import date

from correspondence.catalogue.facts.aims import Aims, aims_told, needed_by
from correspondence.catalogue.facts.changes import Changes, changes_since_told
from correspondence.catalogue.facts.days_ahead import still_ahead
from correspondence.catalogue.facts.next_update import adviser_told, promised_to
from correspondence.catalogue.facts.versions import to_adults, where_changed
from correspondence.catalogue.kind import Facts, Post, letter_part
from correspondence.catalogue.occasions.case import Occasion, kind_of
from correspondence.catalogue.reader import Reader
from correspondence.catalogue.recipients import families
from correspondence.protocol.events import Adviser, ExtensionNeeded, HearingEffect, ReasonCode
from correspondence.protocol.letters import Audience
from correspondence.protocol.owed import obligations
from correspondence.protocol.record import record


@record
class ExtensionSoughtFacts(Facts):
    """F6: what is asked of the court, and why in one of four ways. The court's own reason is not among them.

    `filing_date` is the day that the court had set. `hearing_effect`: None where the hearing would stay as it is.
    `adviser`: who has the case by now, None while nobody does; `aims` while nobody does, and `needed_by`, the last day
    to name one for the work to be done by the day asked for: as the court is told it. A younger child is told of the
    day asked for alone, and of a hearing that has moved.
    """

    filing_date: date | None
    proposed_on: date
    reason: ReasonCode
    hearing_effect: HearingEffect | None
    hearing_on: date | None
    adviser: Adviser | None
    aims: Aims | None
    needed_by: date | None
    next_update_on: date | None
    changes: Changes


def _hearing_effect(event: ExtensionNeeded, hearing_on: date | None, reader: Reader) -> HearingEffect | None:
    """What is asked for the hearing, where it would not stay as it is; a younger child is told nothing of it."""
    moves = hearing_on is not None and event.hearing_effect in (HearingEffect.RELIST, HearingEffect.VACATE)
    return event.hearing_effect if moves and reader.audience is not Audience.YOUNGER else None


def _facts(occasion: Occasion, reader: Reader) -> ExtensionSoughtFacts:
    event = occasion.event_as(ExtensionNeeded)
    changes = changes_since_told(occasion, reader)
    is_younger = reader.audience is Audience.YOUNGER
    hearing_on = still_ahead(occasion.case.ordered_work.next_hearing_on, occasion.today)
    return ExtensionSoughtFacts(
        filing_date=None if is_younger else event.case.ordered_work.filing_date,
        proposed_on=event.proposed_filing_date,
        reason=event.reason_code,
        hearing_effect=_hearing_effect(event, hearing_on, reader),
        hearing_on=where_changed(hearing_on, changes.hearing_on_before, reader) if is_younger else hearing_on,
        adviser=adviser_told(occasion, reader),
        aims=aims_told(occasion, reader),
        needed_by=to_adults(needed_by(occasion, event.proposed_filing_date), reader),
        next_update_on=promised_to(occasion, reader),
        # A child is told the day that holds and the day asked for: a third would be one too many.
        changes=changes if reader.audience is Audience.ADULT else replace(changes, filing_date_before=None),
    )


EXTENSION_SOUGHT = kind_of(
    obligations.EXTENSION_SOUGHT,
    documents=("F6",),
    title="More time is asked for",
    to=families,
    recipients="each party; each child with a version decided",
    facts=_facts,
    facts_type=ExtensionSoughtFacts,
    signed_by=Post.PRACTICE_SUPERVISOR,
    versions=(Audience.ADULT, Audience.OLDER, Audience.YOUNGER),
    parts=(letter_part(obligations.EXTENSION_SOUGHT.code),),
    waits_for_alerts=True,
)
