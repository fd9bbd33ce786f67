"""One case of the feed and its decision as the contract's `hub_allocation_decided`."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from hashlib import sha256

from pydantic import TypeAdapter, ValidationError

from correspondence.protocol.case.case import WorkType
from correspondence.protocol.case.people import Role
from correspondence.protocol.events import HubAllocationDecided
from correspondence.protocol.fields import is_luhn_valid
from correspondence.protocol.words.folding import case_identity

from .adults import adult_json
from .children import child_json
from .confidentiality import note_confidential_details
from .decision import CaseDecision, Decision
from .feed import FeedCase, Order
from .in_hand import InHand, Json, as_json, given, in_hand
from .languages import tag_of
from .place import Flag
from .problems import Notes, Rule

_EVENT: TypeAdapter[HubAllocationDecided] = TypeAdapter(HubAllocationDecided)
_CASE_NUMBER = re.compile(r"[A-Za-z0-9-]{5,20}")
_CCD_DIGITS = 16
_MARK = 12
"""How many hexadecimal digits tell two events of one case and day apart."""
_LISTED = "LISTED"
_REPORTS = {
    "section7report": WorkType.SECTION_7_REPORT,
    "s7addendumreport": WorkType.SECTION_7_ADDENDUM,
    "report164": WorkType.RULE_16_4,
    "164report": WorkType.RULE_16_4,
}
"""`courtReportType`: HMCTS sends its label or its code, here without case, spaces and stops."""

_INTERPRETED = {"applicant": Role.APPLICANT, "respondent": Role.RESPONDENT, "other": Role.OTHER_PARTY}
_LAWYERS = frozenset({"applicant_solicitor", "respondent_solicitor"})


def event_of(feed: FeedCase, decided: CaseDecision, decision: Decision, notes: Notes) -> Json | None:
    """The event, or None where the case cannot become one; *notes* then hold every reason."""
    hand = in_hand(feed, decided, decision.occurred_on, notes)
    _note_what_does_not_join(hand)
    note_confidential_details(hand)
    people = _people(hand)
    _note_interpreters(hand)
    event: Json = {
        "event_id": f"hmcts-{feed.case_id}-{decision.occurred_on}",
        "type": "hub_allocation_decided",
        "occurred_on": decision.occurred_on.isoformat(),
        "recorded_by": as_json(decision.recorded_by),
        "hub": decision.hub,
        "case": _case(hand, people),
        "screened": as_json(decided.screened),
        "urgent": decided.urgent,
        **given(override=as_json(decided.override) if decided.override else None),
    }
    return None if notes.stop_case else in_contract(_identified(event), notes)


def _identified(event: Json) -> Json:
    """The event under an id of its own content, so that a decision put right is another event, and none twice."""
    mark = sha256(json.dumps(event, sort_keys=True).encode()).hexdigest()[:_MARK]
    return event | {"event_id": f"{event['event_id']}-{mark}"}


def _case(hand: InHand, people: list[Json]) -> Json:
    decided = hand.decided
    _note_court_and_issue(hand)
    return {
        "case_number": _case_number(hand),
        **given(ccd_reference=_ccd_reference(hand)),
        "court": decided.court,
        "category": decided.category.value,
        "priority_status": decided.priority_status,
        **given(status_reason=decided.status_reason, unresolved_features=list(decided.unresolved_features)),
        "spip_advised": decided.spip_advised,
        "people": people,
        "ordered_work": _ordered_work(hand),
    }


def _people(hand: InHand) -> list[Json]:
    """The people that the contract can hold: adults in the order of the feed, then the children."""
    adults = [person for party in hand.feed.parties if (person := adult_json(party, hand))]
    by_id = {person["person_id"]: person for person in adults if "person_id" in person}
    children = [person for child in hand.feed.children if (person := child_json(child, hand, by_id))]
    if not children:
        hand.notes.add("case_data.children", Rule.NO_CHILD, stops=True)
    if not hand.feed.of_role(Role.APPLICANT):
        hand.notes.add("case_data.applicants", Rule.NO_APPLICANT, stops=True)
    return adults + children


def _ids(feed: FeedCase) -> Iterator[tuple[str, str]]:
    yield from ((p.party_id, p.at) for p in feed.parties if p.party_id)
    yield from ((c.child_id, c.at) for c in feed.children if c.child_id)


def _note_what_does_not_join(hand: InHand) -> None:
    """Note ids that two people share, relations of nobody, and decisions on nobody of this case.

    A relation that asks for protection and cannot be joined stops the case: somebody would go unprotected.
    """
    parties, children = {p.party_id for p in hand.feed.parties}, {c.child_id for c in hand.feed.children}
    often = Counter(each for each, _ in _ids(hand.feed))
    for each, at in _ids(hand.feed):
        if often[each] > 1:
            hand.notes.add(at, Rule.ID_REPEATED, stops=True)
    for r in hand.feed.relations:
        if (r.party_id, r.child_id) != (None, None) and not (r.party_id in parties and r.child_id in children):
            lost = r.is_child_lives_with_person_confidential is Flag.YES
            hand.notes.add(r.at, Rule.RELATION_NOT_JOINED, stops=lost)
    for place, each in enumerate(hand.decided.people):
        if each not in often:
            hand.notes.add(f"decision.people[{place}]", Rule.PERSON_NOT_IN_FEED)


def _case_number(hand: InHand) -> str:
    """The number the decision file gives, else FamilyMan's, else HMCTS's own id."""
    at, familyman = "case_data.familymanCaseNumber", "".join((hand.feed.familyman_case_number or "").split())
    is_usable = bool(_CASE_NUMBER.fullmatch(familyman))
    if familyman and not is_usable:
        hand.notes.add(at, Rule.CASE_NUMBER_UNUSABLE)
    chosen = hand.decided.case_number
    if chosen is not None:
        if is_usable and case_identity(chosen) != case_identity(familyman):
            hand.notes.add(at, Rule.CASE_NUMBER_DIFFERS)
        return chosen
    if is_usable:
        return familyman
    hand.notes.add(at, Rule.NO_FAMILYMAN_NUMBER, stops=not _CASE_NUMBER.fullmatch(hand.feed.case_id))
    return hand.feed.case_id


def _ccd_reference(hand: InHand) -> str | None:
    case_id = hand.feed.case_id
    if len(case_id) == _CCD_DIGITS and is_luhn_valid(case_id):
        return case_id
    hand.notes.add("id", Rule.CCD_REFERENCE_INVALID)
    return None


def _note_court_and_issue(hand: InHand) -> None:
    """Note what makes it doubtful that this decision is of this case."""
    name, words = (hand.feed.court_name or "").casefold(), hand.decided.court.split("_")
    if name and not any(word in name for word in words if word):
        hand.notes.add("case_data.courtName", Rule.COURT_DIFFERS)
    if hand.feed.issue_date is not None and hand.feed.issue_date > hand.day:
        hand.notes.add("case_data.issueDate", Rule.DECIDED_BEFORE_ISSUE, f"issued on {hand.feed.issue_date}")


def _ordered_work(hand: InHand) -> Json:
    """The decided work, with the filing date and the next hearing of the feed where the decision has none."""
    work = hand.decided.ordered_work
    filing, hearing = _filing_date(hand), _next_hearing(hand)
    if work.filing_date and filing and work.filing_date != filing:
        hand.notes.add("case_data.orderCollection", Rule.FILING_DATE_DIFFERS, f"{filing}")
    if work.next_hearing_on and hearing and work.next_hearing_on != hearing:
        hand.notes.add("case_data.hearingData", Rule.NEXT_HEARING_DIFFERS, f"{hearing}")
    from_feed = given(
        filing_date=filing.isoformat() if filing else None, next_hearing_on=hearing.isoformat() if hearing else None
    )
    return from_feed | as_json(work)


def _next_hearing(hand: InHand) -> date | None:
    """The first day to come of a hearing that is listed; every other that has one is noted."""
    ahead = [(h, [day for day in h.days if day > hand.day]) for h in hand.feed.hearings]
    for hearing, days in ahead:
        if days and hearing.status != _LISTED:
            hand.notes.add(hearing.at, Rule.HEARING_NOT_LISTED)
    return min((day for hearing, days in ahead for day in days if hearing.status == _LISTED), default=None)


def _filing_date(hand: InHand) -> date | None:
    """When the ordered reports must be filed, by the latest order that asks for this work."""
    work = hand.decided.ordered_work
    orders = [o for o in hand.feed.orders if o.original_filing_date and _asks_for(o, work.type)]
    days = {
        o.original_filing_date for o in orders if o.original_filing_date and o.original_filing_date > work.ordered_on
    }
    if len(days) <= 1:
        return next(iter(days), None)
    dated = [o for o in orders if o.date_created]
    last = max((o.date_created for o in dated if o.date_created), default=None)
    latest = {o.original_filing_date for o in dated if o.date_created == last} & days
    if len(dated) == len(orders) and len(latest) == 1:
        return next(iter(latest))
    hand.notes.add("case_data.orderCollection", Rule.FILING_DATE_UNCLEAR, f"{len(days)} dates")
    return None


def _asks_for(order: Order, work: WorkType) -> bool:
    """Whether an order asks for this kind of report; one that names no report may."""
    named = {
        _REPORTS.get("".join(c for c in t.casefold() if c.isalnum()), WorkType.OTHER_REPORT)
        for t in order.court_report_type
    }
    return not named or work in named


def _note_interpreters(hand: InHand) -> None:
    """Note every interpreter asked for until the decision file gives the language of all in that role.

    The feed names roles and never ids, so it cannot tell whose language it is.
    """
    feed = hand.feed
    if feed.is_interpreter_needed and not feed.interpreter_needs:
        hand.notes.add("case_data.isInterpreterNeeded", Rule.LANGUAGE_TO_BE_DECIDED)
    for need in feed.interpreter_needs:
        roles = {_INTERPRETED.get(word) for word in need.party if word not in _LAWYERS}
        people = [p for p in feed.parties if p.role in roles]
        decided = people and None not in roles and all(hand.decided_for(p.party_id).what.language for p in people)
        only_lawyers = need.party and not roles
        if not decided and not only_lawyers:
            tag = tag_of(need.language) if need.language else None
            hand.notes.add(f"{need.at}.language", Rule.LANGUAGE_TO_BE_DECIDED, tag or "a language we have no tag for")


def in_contract(event: Json, notes: Notes) -> Json | None:
    """The event as plain JSON, if the contract takes it. Everything was checked before: this proves it."""
    body = json.dumps(event)
    try:
        _EVENT.validate_json(body, strict=True)
    except ValidationError as error:
        for fault in error.errors(include_input=False, include_url=False, include_context=False):
            said = f"{fault['type']} at {'.'.join(map(str, fault['loc']))}"
            notes.add("", Rule.NOT_IN_CONTRACT, said, stops=True)
        return None
    plain: Json = json.loads(body)
    return plain
