"""C2 and C3: the lists a court has of the children's cases that its Hub holds, with a letter to go with each."""

from collections import Counter
from dataclasses import fields
from datetime import date

from correspondence.catalogue.kind import LETTER_PART, OFFICE_FORMS, DocumentForm, Facts, Part, Post, Sheet
from correspondence.catalogue.occasions.court_list import ListKind, ListOccasion, list_kind_of
from correspondence.catalogue.reader import Envelope, Reader
from correspondence.protocol.addressees import to_court
from correspondence.protocol.case.people import Route
from correspondence.protocol.directory import Hub
from correspondence.protocol.letters import Audience
from correspondence.protocol.lists.court_lists import Action, CourtListMade, ListRow, Standing, is_lost
from correspondence.protocol.lists.sections import ListSection, Section, in_sections
from correspondence.protocol.owed import list_obligations
from correspondence.protocol.owed.list_obligations import LastList, ListObligation
from correspondence.protocol.record import record

LIST_PART = "list"
"""The name of the part that is the list itself."""


_FIELDS = tuple(each.name for each in fields(ListRow))


def columns() -> tuple[str, ...]:
    """The names of a spreadsheet's columns, in their order."""
    return ("list_made_on", *_FIELDS, "section", "number")


@record
class Outlook:
    """What is likely to become of the filing dates of the cases still with us (Protocol Annex B, 5.1).

    Each has the rows of its cases, as they follow each other on paper. `kept`: an adviser would have the lead weeks,
    were the case allocated today. `asked`: the court has the matter. `to_apply`: an application will be needed, the
    first by `first_apply_by`; `too_late`: its last day has passed.
    """

    kept: tuple[ListRow, ...]
    asked: tuple[ListRow, ...]
    to_apply: tuple[ListRow, ...]
    first_apply_by: date | None
    too_late: tuple[ListRow, ...]
    undated: tuple[ListRow, ...]


@record
class CourtListFacts(Facts):
    """C2 and C3: the list, and its sums. `to_decide` and the three after it: how many cases ask that of the court.

    `new`: how many the court sees for the first time, `new_leaving` those of them that are to be transferred out or
    were passed back. `ready` and `passed_back` count them as well. `hearing_first`: in how many cases still with us the
    next hearing does not wait for the work. `contact_role`: of the Hub's single point of contact. `closed_on`: the Hub
    has closed, and there is no next list.
    """

    made_on: date
    week_of: date
    last_list_on: date | None
    next_list_by: date | None
    closed_on: date | None
    contact_role: str
    lead_weeks: int
    sections: tuple[ListSection, ...]
    new: int
    new_leaving: int
    held: int
    ready: int
    passed_back: int
    gone: int
    held_back: int
    changed: int
    to_decide: int
    to_consider: int
    without_filing_date: int
    without_hearing: int
    hearing_first: int
    outlook: Outlook

    @property
    def rows(self) -> tuple[ListRow, ...]:
        """Every row, as they follow each other on paper."""
        return tuple(row for section in self.sections for row in section.rows)

    @property
    def totals(self) -> dict[str, int]:
        """How many cases each section has, by its name: nothing, where the list is without it."""
        here = {section.name: len(section.rows) for section in self.sections}
        return {str(name): here.get(name, 0) for name in Section}

    @property
    def spreadsheet(self) -> tuple[tuple[object, ...], ...]:
        """The rows, each with the day of the list, under the names of their fields; then its section and its number."""
        rows = (
            (self.made_on, *(getattr(row, name) for name in _FIELDS), section.name, number)
            for section in self.sections
            for number, row in enumerate(section.rows, section.first)
        )
        return (columns(), *rows)


def _facts(occasion: ListOccasion, _reader: Reader) -> CourtListFacts:
    made, hub = occasion.made, occasion.hub
    standing = Counter(row.standing for row in made.rows)
    asked = Counter(row.action for row in made.rows)
    sections = in_sections(made.rows, opening=made.opening)
    return CourtListFacts(
        made_on=made.occurred_on,
        week_of=made.week_of,
        last_list_on=made.last_list_on,
        next_list_by=None if made.hub_closed_on else _next_list_by(occasion),
        closed_on=made.hub_closed_on,
        contact_role=hub.contact.role,
        lead_weeks=hub.allocation_lead_weeks,
        sections=sections,
        new=sum(row.first_listed for row in made.rows),
        new_leaving=sum(row.first_listed and row.is_leaving for row in made.rows),
        held=standing[Standing.HELD],
        ready=standing[Standing.READY],
        passed_back=standing[Standing.PASSED_BACK],
        gone=standing[Standing.GONE],
        held_back=made.held_back,
        changed=sum(bool(row.changed) for row in made.rows),
        to_decide=asked[Action.DECIDE_APPLICATION],
        to_consider=asked[Action.CONSIDER_FILING_DATE],
        without_filing_date=asked[Action.TELL_US_OF_FILING_DATE],
        without_hearing=asked[Action.TELL_US_OF_HEARING],
        hearing_first=sum(row.hearing_first for row in made.rows),
        outlook=_outlook(sections, made, hub),
    )


def _next_list_by(occasion: ListOccasion) -> date:
    """The day the next list is due, from this one's, or from its letter's where that comes as late as the next."""
    sent = (LastList(made_on=day, sent_on=day) for day in (occasion.made.occurred_on, occasion.today))
    days = (list_obligations.WEEKLY_LIST.by(occasion.hub, each).due_on for each in sent)
    return next(day for day in days if day > occasion.today)


def _outlook(sections: tuple[ListSection, ...], made: CourtListMade, hub: Hub) -> Outlook:
    here = [row for section in sections for row in section.rows if row.left is None]
    undated = [row for row in here if row.filing_date is None]
    kept = [row for row in here if row.filing_date is not None and not is_lost(row.filing_date, hub, made.occurred_on)]
    ahead = [row for row in here if row.apply_by is not None and row.apply_by >= made.occurred_on]
    too_late = [row for row in here if row.apply_by is not None and row.apply_by < made.occurred_on]
    told = {row.case_number for row in (*undated, *kept, *ahead, *too_late)}
    return Outlook(
        kept=tuple(kept),
        asked=tuple(row for row in here if row.case_number not in told),
        to_apply=tuple(ahead),
        first_apply_by=min((row.apply_by for row in ahead if row.apply_by), default=None),
        too_late=tuple(too_late),
        undated=tuple(undated),
    )


def _the_court(occasion: ListOccasion) -> tuple[Reader, ...]:
    """The court whose cases they are, by e-mail, and nobody of any case."""
    key = to_court(occasion.made.court)
    route = Envelope(route=Route.EMAIL)
    return (Reader(key=key, ordinal=1, audience=Audience.COURT, name=occasion.court.name, envelope=route),)


def _parts(code: str) -> tuple[Part, ...]:
    """The letter, and the list itself, which the court's own system can read too."""
    listing = (*OFFICE_FORMS, DocumentForm.CSV)
    return (
        Part(name=LETTER_PART, folder=f"letters/{code}", forms=OFFICE_FORMS),
        Part(name=LIST_PART, folder=f"lists/{code}", forms=listing, sheet=Sheet.LANDSCAPE),
    )


def _kind(obligation: ListObligation, document: str, title: str) -> ListKind:
    return list_kind_of(
        obligation,
        documents=(document,),
        title=title,
        to=_the_court,
        recipients="each court the Hub serves",
        facts=_facts,
        facts_type=CourtListFacts,
        signed_by=Post.PRACTICE_SUPERVISOR,
        parts=_parts(obligation.code),
    )


OPENING_LIST = _kind(list_obligations.OPENING_LIST, "C2", "Opening list for the court")
WEEKLY_LIST = _kind(list_obligations.WEEKLY_LIST, "C3", "Weekly list for the court")
