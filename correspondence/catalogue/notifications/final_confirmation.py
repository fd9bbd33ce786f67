"""A7: the Board has decided that the Hub opens. Those who were to be told hear when, and the courts in good time."""

from datetime import date

from correspondence.catalogue.board_decision import Decision
from correspondence.catalogue.facts.notices import ContactPoint, contact_of, first_list_by, hubs_opening, office_of
from correspondence.catalogue.kind import Facts
from correspondence.catalogue.occasions.area import AreaOccasion
from correspondence.catalogue.offices import OfficeReader, local_offices, national_offices, readers
from correspondence.catalogue.reader import Reader
from correspondence.protocol.areas import obligations
from correspondence.protocol.areas.events import OpeningConfirmed
from correspondence.protocol.areas.notice_clocks import COURT_NOTICE
from correspondence.protocol.record import record


@record
class FinalConfirmationFacts(Facts):
    """A7: the Hub opens. `contacts`: the Hubs that serve this reader's court, else the area's.

    `notice_days`: from the letter's day to the opening, of at least `least_notice_days`; 0 where it has passed.
    """

    decided_on: date
    checkpoint_on: date
    opening_on: date
    contacts: tuple[ContactPoint, ...]
    first_list_by: date
    list_every_days: int
    notice_days: int
    least_notice_days: int


def _facts(occasion: AreaOccasion, reader: Reader) -> FinalConfirmationFacts:
    event = occasion.event_as(OpeningConfirmed)
    hubs = hubs_opening(occasion, event.opening_on, office_of(reader).office.court)
    return FinalConfirmationFacts(
        decided_on=event.occurred_on,
        checkpoint_on=event.checkpoint_on,
        opening_on=event.opening_on,
        contacts=tuple(map(contact_of, hubs)),
        first_list_by=first_list_by(event.opening_on),
        list_every_days=hubs[0].list_every_days,
        notice_days=max(0, (event.opening_on - occasion.today).days),
        least_notice_days=COURT_NOTICE.days,
    )


def _nationally(occasion: AreaOccasion) -> tuple[OfficeReader, ...]:
    """The seven offices that the Chief Executive tells."""
    return readers(national_offices(occasion))


def _locally(occasion: AreaOccasion) -> tuple[OfficeReader, ...]:
    """The judges, the Directors of Children's Services, ADCS, the courts, and whom else the judges agreed to tell."""
    return readers(local_offices(occasion))


_FINAL_CONFIRMATION = Decision(
    title="Final confirmation",
    documents=("A7",),
    recipients="those of A5 and A6",
    facts=_facts,
    facts_type=FinalConfirmationFacts,
)
FINAL_CONFIRMATION_NATIONAL = _FINAL_CONFIRMATION.nationally(
    obligations.FINAL_CONFIRMATION_NATIONAL, _nationally, "those of A5"
)
FINAL_CONFIRMATION_LOCAL = _FINAL_CONFIRMATION.locally(obligations.FINAL_CONFIRMATION_LOCAL, _locally, "those of A6")
