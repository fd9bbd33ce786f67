"""The decision file for an answer, to be filled in: every case and every person of it, and what must be decided.

It has nobody's name, address or number: a person is told by their role and their place in HMCTS's answer.
"""

import json
from collections import Counter
from typing import Any

from correspondence.protocol.case.people import Role

from .feed import FeedCase, Party
from .feed_reading import read_case
from .importing import cases_of
from .json_text import read_json

FILE = "feed"
_TO_CONFIRM = {"route": "", "confirmed_by": "", "confirmed_on": ""}
_WORK = {"type": "section_7_report", "ordered_on": "", "communicated_on": "", "filing_date": None}
_CALLED = {
    Role.APPLICANT: "applicant",
    Role.RESPONDENT: "respondent",
    Role.OTHER_PARTY: "other person",
    Role.CARER: "carer",
    Role.CHILD: "child",
}


def template_for(raw: bytes) -> str:
    """The decision file, as JSON, for HMCTS's answer *raw*. What is empty must be filled in; what is null may be.

    Raises `Unreadable` where the answer as a whole cannot be read.
    """
    cases, _ = cases_of(read_json(raw, FILE, may_repeat=True))
    decided = {notes.case_id: _case(read_case(notes.case_id, place.part("case_data"))) for notes, place in cases}
    recorded_by = {"name": "", "role": "practice_supervisor"}
    whole = {"occurred_on": "", "recorded_by": recorded_by, "hub": "", "cases": decided}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _case(feed: FeedCase) -> dict[str, Any]:
    return {
        "case_number": None,
        "court": "",
        "category": "",
        "priority_status": None,
        "status_reason": None,
        "unresolved_features": [],
        "spip_advised": False,
        "ordered_work": dict(_WORK),
        "screened": {"by": "", "on": ""},
        "urgent": False,
        "override": None,
        "people": _people(feed),
    }


def _people(feed: FeedCase) -> dict[str, Any]:
    """Each person of a case under the id that HMCTS gives them; whoever has none cannot be decided for."""
    often: Counter[Role] = Counter()
    found: dict[str, Any] = {}
    for party in feed.parties:
        often[party.role] += 1
        if party.party_id is not None:
            found[party.party_id] = _who(party.role, often[party.role]) | _adult(party)
    for number, child in enumerate(feed.children, 1):
        if child.child_id is not None:
            found[child.child_id] = _who(Role.CHILD, number) | {
                "letter_version": None,
                "safe_contact": dict(_TO_CONFIRM),
            }
    return found


def _who(role: Role, number: int) -> dict[str, Any]:
    return {"who": f"{_CALLED[role]} {number}", "language": None, "form": None}


def _adult(party: Party) -> dict[str, Any]:
    own: dict[str, Any] = {"title": None, "safe_contact": dict(_TO_CONFIRM)}
    if party.role is Role.OTHER_PARTY:
        own = {"role": None} | own
    return own | ({"representative": {"email": ""}} if party.solicitor is not None else {})
