"""Case events, case files and letters for tests: the contract's own examples with single fields changed.

An event is read from JSON as a caller would send it, so that no test works with an event the service would not
take. A change names a field by its dotted path, `{"case.people.0.safe_contact": None}`; `REMOVED` leaves it out.
"""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

from correspondence.catalogue.reconcile import Plan, reconcile
from correspondence.directory_file import read_directory
from correspondence.protocol.directory import Directory, Hub
from correspondence.protocol.events import (
    AdviserAllocated,
    AnyEvent,
    CaseClosed,
    ContactMade,
    CorrectableEvent,
    Correction,
    CourtChallenged,
    DetailsChanged,
    ExtensionDecided,
    ExtensionNeeded,
    GuardianAppointed,
    HubAllocationDecided,
    HubClosing,
    InformationReceived,
    ReportFiled,
    RepresentationReceived,
    ReviewRecorded,
    RiskIncreased,
    UpdateDue,
)
from correspondence.protocol.history.case_file import CaseFile, fold
from correspondence.protocol.letters import LetterRecord, Status
from correspondence.reading import event_adapter, read_event

EXAMPLES = Path(__file__).parent.parent / "examples"
GOLDEN_FILES = Path(__file__).parents[1] / "golden_files"
DECIDED_ON = date(2026, 11, 19)
"""The Thursday on which the example case is placed in the Hub."""

REMOVED = object()
Changes = Mapping[str, object]
Body = dict[str, Any]

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_E = TypeVar("_E", bound=AnyEvent)

MOVED = {"line_1": "7 Specimen Road", "post_town": "Braintree", "postcode": "CM7 1QX"}
"""Where the example's father lives from Thursday 26 November 2026 on."""

_OWN: dict[str, Body] = {
    "hub_allocation_decided": {
        "event_id": "decision-1",
        "occurred_on": "2026-11-19",
        "screened": {"by": "R. Sample", "on": "2026-11-18"},
        "urgent": False,
    },
    "review_recorded": {
        "event_id": "review-1",
        "occurred_on": "2026-12-03",
        "outcome": "hold",
        "rationale": "Nothing new since the last review.",
    },
    "update_due": {"event_id": "update-1", "occurred_on": "2026-12-22", "progress": ["still_waiting"]},
    "information_received": {
        "event_id": "information-1",
        "occurred_on": "2026-12-24",
        "from_person": "p2",
        "urgent": False,
        "reply_route": "phone",
    },
    "details_changed": {
        "event_id": "details-1",
        "occurred_on": "2026-11-26",
        "told_by": "person",
        "confirmed_by": "R. Sample",
        "reason": "The father telephoned: he has moved.",
    },
    "contact_made": {
        "event_id": "contact-1",
        "occurred_on": "2026-11-27",
        "with_person": "p2",
        "how": "interpreter",
        "spoken_language": "ar",
        "summary": "Told what the letter says; no questions.",
    },
    "extension_needed": {
        "event_id": "extension-1",
        "occurred_on": "2027-02-01",
        "proposed_filing_date": "2027-04-09",
        "reason": "No Family Court Adviser can take the case in time to file by 19 March 2027.",
        "reason_code": "no_adviser_available",
        "hearing_effect": "relist",
        "hearing_wanted": False,
        "agreed_by": "S. Sample, Service Manager",
    },
    "extension_decided": {
        "event_id": "extension-decided-1",
        "occurred_on": "2027-02-12",
        "granted": True,
        "filing_date": "2027-04-09",
        "decided_on": "2027-02-11",
    },
    "adviser_allocated": {
        "event_id": "allocation-1",
        "occurred_on": "2027-01-28",
        "adviser": {"name": "Nadia Example", "phone": "01632 960220", "email": "nadia.example@example.org"},
    },
    "report_filed": {
        "event_id": "filed-1",
        "occurred_on": "2027-03-15",
        "filed_on": "2027-03-12",
        "work_type": "section_7_report",
    },
    "risk_increased": {
        "event_id": "risk-1",
        "occurred_on": "2026-12-08",
        "summary": "A health visitor has reported new injuries to the younger child.",
        "referral_made": True,
        "may_be_told": ["p2"],
    },
    "representation_received": {
        "event_id": "representation-1",
        "occurred_on": "2026-12-10",
        "from_person": "p1",
        "accepted_by_court": None,
    },
    "guardian_appointed": {
        "event_id": "guardian-1",
        "occurred_on": "2026-12-11",
        "appointed_on": "2026-12-10",
        "expected_allocation_on": "2027-02-05",
    },
    "court_challenged": {
        "event_id": "challenge-1",
        "occurred_on": "2026-12-14",
        "made_by": "judge",
        "kind": "challenge",
        "direction": "Cafcass is to allocate the case and to file by the date already set.",
        "allocate_by": "2027-01-08",
    },
    "hub_closing": {"event_id": "hub-closing-1", "occurred_on": "2027-01-11", "closes_on": "2027-02-05"},
    "case_closed": {"event_id": "closing-1", "occurred_on": "2027-01-11", "reason": "withdrawn"},
}
"""The fields that are each type's own, and one valid value for each. The case is that of the example."""


def type_of(kind: type) -> str:
    """The name by which JSON knows that class of event."""
    (name,) = get_args(get_type_hints(kind)["type"])
    return str(name)


def types_in(registry: object) -> tuple[str, ...]:
    """The names by which JSON knows the events of one of the product's registries, in its order."""
    return tuple(map(type_of, get_args(registry)))


EVENTS = types_in(CorrectableEvent)
"""Every type of event of a case, but for the correction of one."""


def represented(*people: int) -> Body:
    """Changes by which those of the case's people, by their places, have each a solicitor of their own."""
    return {
        f"case.people.{place}.representative": {
            "name": f"Solicitor {'ABCD'[place]}. Sample",
            "firm": f"{'ABCD'[place]} Sample and Partners",
            "email": f"solicitor.{place}@samplelaw.cjsm.net",
            "dx": None,
        }
        for place in people
    }


def apart() -> Body:
    """Changes by which the case's family lives apart: a solicitor on both sides, and a child at each home."""
    homes = {"case.people.2.lives_with": ["p1"], "case.people.3.lives_with": ["p2"]}
    return {**represented(0, 1), **homes}


def day(words: str) -> date:
    """The day of "Thu 23 Dec 2021"; the weekday must be the right one."""
    weekday, number, month, year = words.split()
    found = date(int(year), _MONTHS.index(month) + 1, int(number))
    assert _WEEKDAYS[found.weekday()] == weekday, f"{words} is a {_WEEKDAYS[found.weekday()]}"
    return found


def example(name: str) -> Body:
    """A fresh copy of one of the contract's examples."""
    body: Body = json.loads(_example(name))
    return body


@cache
def _example(name: str) -> str:
    return (EXAMPLES / f"{name}.json").read_text("utf-8")


def copied(value: Any) -> Any:
    """A copy of what JSON has, in which nothing is shared: `deepcopy` looks up whatever else there might be."""
    if isinstance(value, dict):
        return {name: copied(each) for name, each in value.items()}
    return type(value)(map(copied, value)) if isinstance(value, list | tuple) else value


def changed(body: Body, changes: Changes) -> Body:
    """*body*, copied, with the field at each dotted path set to its new value or, for `REMOVED`, left out."""
    new: Body = copied(body)
    for path, value in changes.items():
        *parents, last = (int(step) if step.isdigit() else step for step in path.split("."))
        holder: Any = new
        for step in parents:
            holder = holder[step]
        if value is REMOVED:
            del holder[last]
        else:
            holder[last] = copied(value)
    return new


def body(kind: str, changes: Changes | None = None) -> Body:
    """The JSON of an event of that type about the example case."""
    case = example("hub_allocation_decided")
    envelope = {field: case[field] for field in ("recorded_by", "hub", "case")}
    own = _OWN[kind] if kind in _OWN else _of_scenario(kind)  # `changed` copies it
    if kind == "details_changed":
        own = {**own, "people": [changed(envelope["case"]["people"][0], {"address": MOVED})]}
    return changed({"type": kind, **envelope, **own}, changes or {})


@cache
def _of_scenario(kind: str) -> Body:
    """The own fields of an event of that type, as the first golden scenario has it that such an event gives."""
    for path in sorted(GOLDEN_FILES.glob("*/*/event.json")):
        event: Body = json.loads(path.read_text("utf-8"))
        if event["type"] == kind:
            return {
                field: value for field, value in event.items() if field not in ("type", "recorded_by", "hub", "case")
            }
    raise AssertionError(f"write a golden scenario of {kind} or, where it gives no letter, its _OWN in tests/build.py")


def read(event: Body) -> AnyEvent:
    """The event that this JSON is."""
    return read_event(json.dumps(event).encode())


def written(event: AnyEvent) -> Body:
    """The JSON of an event, as a caller would send it."""
    sent: Body = json.loads(event_adapter().dump_json(event))
    return sent


def _read_as(kind: type[_E], event: Body) -> _E:
    read_back = read(event)
    assert isinstance(read_back, kind)
    return read_back


def decision(changes: Changes | None = None) -> HubAllocationDecided:
    """The example case is placed in the Hub on Thursday 19 November 2026."""
    return _read_as(HubAllocationDecided, body("hub_allocation_decided", changes))


def review(changes: Changes | None = None) -> ReviewRecorded:
    """Its first review holds it, on Thursday 3 December 2026."""
    return _read_as(ReviewRecorded, body("review_recorded", changes))


def update_due(changes: Changes | None = None) -> UpdateDue:
    """An update is wanted on Tuesday 22 December 2026."""
    return _read_as(UpdateDue, body("update_due", changes))


def information(changes: Changes | None = None) -> InformationReceived:
    """The respondent gives information on Thursday 24 December 2026."""
    return _read_as(InformationReceived, body("information_received", changes))


def extension_needed(changes: Changes | None = None) -> ExtensionNeeded:
    """On Monday 1 February 2027 more time is wanted, until Friday 9 April."""
    return _read_as(ExtensionNeeded, body("extension_needed", changes))


def extension_decided(changes: Changes | None = None) -> ExtensionDecided:
    """On Friday 12 February 2027 the court's answer is recorded: it granted Friday 9 April, now the filing date."""
    decided = {"case.ordered_work.filing_date": "2027-04-09"}
    return _read_as(ExtensionDecided, body("extension_decided", {**decided, **(changes or {})}))


def adviser_allocated(changes: Changes | None = None) -> AdviserAllocated:
    """A named adviser takes the example case on Thursday 28 January 2027."""
    return _read_as(AdviserAllocated, body("adviser_allocated", changes))


def details_changed(changes: Changes | None = None) -> DetailsChanged:
    """Staff learn on Thursday 26 November 2026 that the father has moved; the case is given as it was."""
    return _read_as(DetailsChanged, body("details_changed", changes))


def contact_made(changes: Changes | None = None) -> ContactMade:
    """The mother is called with an interpreter on Friday 27 November 2026."""
    return _read_as(ContactMade, body("contact_made", changes))


def report_filed(changes: Changes | None = None) -> ReportFiled:
    """The report is filed on Friday 12 March 2027, recorded on the Monday after."""
    return _read_as(ReportFiled, body("report_filed", changes))


def risk_increased(changes: Changes | None = None) -> RiskIncreased:
    """The risk has increased on Tuesday 8 December 2026; only the mother may be told."""
    return _read_as(RiskIncreased, body("risk_increased", changes))


def representation(changes: Changes | None = None) -> RepresentationReceived:
    """The father asks on Thursday 10 December 2026 for the case to be allocated; the court has not said."""
    return _read_as(RepresentationReceived, body("representation_received", changes))


def guardian_appointed(changes: Changes | None = None) -> GuardianAppointed:
    """The court's appointment of a guardian is recorded on Friday 11 December 2026."""
    return _read_as(GuardianAppointed, body("guardian_appointed", changes))


def court_challenged(changes: Changes | None = None) -> CourtChallenged:
    """A judge disputes on Monday 14 December 2026 that the case can wait, and sets a day to allocate it by."""
    return _read_as(CourtChallenged, body("court_challenged", changes))


def hub_closing(changes: Changes | None = None) -> HubClosing:
    """On Monday 11 January 2027 the family is to hear that from Friday 5 February there is no Hub."""
    return _read_as(HubClosing, body("hub_closing", changes))


def closing(changes: Changes | None = None) -> CaseClosed:
    """The application is withdrawn on Monday 11 January 2027."""
    return _read_as(CaseClosed, body("case_closed", changes))


def correction(corrected: CorrectableEvent, changes: Changes | None = None) -> Correction:
    """On Monday 23 November 2026 something recorded turns out wrong: *corrected* is what it should have been."""
    envelope = {key: value for key, value in body("update_due").items() if key not in _OWN["update_due"]}
    own: Body = {
        "event_id": "correction-1",
        "type": "correction",
        "occurred_on": "2026-11-23",
        "replaces": corrected.event_id,
        "reason": "It was recorded wrongly.",
        "event": written(corrected),
    }
    return _read_as(Correction, changed({**envelope, **own}, changes or {}))


def letter(person_id: str, changes: Mapping[str, Any] | None = None) -> LetterRecord:
    """The example case's hub letter to that person, sent on Friday 20 November 2026."""
    own: dict[str, Any] = {
        "letter_id": f"hub_letter-{person_id}",
        "kind": "hub_letter",
        "event_id": "decision-1",
        "given_by": "decision-1",
        "recipient": person_id,
        "status": Status.SENT,
        "dated": DECIDED_ON,
        "sent_on": date(2026, 11, 20),
    }
    return LetterRecord(**(own | dict(changes or {})))


def case_file(*received: AnyEvent, letters: tuple[LetterRecord, ...] = ()) -> CaseFile:
    """The case file of these events, in the order of their arrival; of the decision alone where none is given."""
    return fold(received or (decision(),), letters)


def plan(*received: AnyEvent, letters: tuple[LetterRecord, ...] = ()) -> Plan:
    """What the last of these events makes of the letters of their case, on its own day."""
    return reconcile(received[-1], case_file(*received, letters=letters), directory(), received[-1].occurred_on)


@cache
def directory() -> Directory:
    """The world of the tests: the contract's example directory with a second of everything in it."""
    return read_directory(Path(__file__).parent / "data" / "directory.yaml")


@cache
def sample() -> Directory:
    """The contract's example directory, as it is given to whoever tries the service out."""
    return read_directory(EXAMPLES / "directory.yaml")


def hub() -> Hub:
    """The Hub of the example case."""
    return directory().hubs["essex"]
