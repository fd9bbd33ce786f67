"""Many cases of one Hub for tests of courts' lists: the example case under other numbers, names and days."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import cycle, islice

from correspondence.protocol.case.annex_a import ANNEX_A, Category
from correspondence.protocol.history.case_file import CaseFile, fold
from correspondence.protocol.letters import LetterRecord
from correspondence.protocol.lists.court_lists import CourtListMade, ListRow, make_list
from correspondence.protocol.subject import case_of
from correspondence.service import Service
from correspondence.storage import NewEvent
from tests import build

HUB, COURT = "essex", "chelmsford"
WEEK_OF = build.day("Mon 30 Nov 2026")
MADE_ON = build.day("Tue 1 Dec 2026")

FILING, HEARING = "case.ordered_work.filing_date", "case.ordered_work.next_hearing_on"
FAR: build.Body = {FILING: "2027-06-14", HEARING: "2027-06-28"}
"""A filing date that no clock is near to on that day."""

_GIVEN = ("Maya", "Leo", "Ava", "Noah", "Zofia", "Omar", "Isla", "Kofi", "Ruth", "Tomasz", "Łucja", "Sara")
_FAMILY = ("Akintola", "Brännström", "Castellanos", "Dąbrowska", "Featherstone", "Grzegorczyk", "Haddad", "Ivanova")
_WORK: Mapping[Category, int] = {
    category: entry.priority_status
    for category, entry in ANNEX_A.items()
    if entry.priority_status > 1 and not entry.public_law
}


def number(i: int) -> str:
    """The case number of the *i*-th case."""
    return f"CM26P{i:05}"


def decision(i: int, changes: build.Changes | None = None) -> build.Body:
    """The decision that places the *i*-th case in the Hub: its own number, people, places, work and days."""
    category = list(_WORK)[i % len(_WORK)]
    entered = date(2026, 11, 2) + timedelta(days=i % 26)
    filing = date(2027, 1, 4) + timedelta(days=(i * 7) % 120)
    own: dict[str, object] = {
        "event_id": f"decision-{i}",
        "occurred_on": entered.isoformat(),
        "screened.on": entered.isoformat(),
        "case.case_number": number(i),
        "case.ccd_reference": build.REMOVED,
        "case.linked_case_numbers": [],
        "case.category": category.value,
        "case.priority_status": _WORK[category],
        "case.ordered_work.ordered_on": "2026-10-12",
        "case.ordered_work.communicated_on": "2026-10-14",
        "case.ordered_work.filing_date": filing.isoformat(),
        "case.ordered_work.next_hearing_on": (filing + timedelta(days=14 + i % 3)).isoformat(),
    }
    body = build.body("hub_allocation_decided", {})
    for place, person in enumerate(body["case"]["people"]):
        own |= _person(i, place, person)
    return build.changed(body, {**own, **(changes or {})})


def _person(i: int, place: int, person: build.Body) -> dict[str, object]:
    """Names and places of this case's own: letters count the case, so that none repeats."""
    at, unique = f"case.people.{place}.", "".join(chr(ord("a") + int(d)) for d in f"{i:03}")
    own: dict[str, object] = {
        f"{at}name.given": _GIVEN[(i + place * 5) % len(_GIVEN)] + unique,
        f"{at}name.family": _FAMILY[(i + place // 2) % len(_FAMILY)] + unique,
    }
    if "known_as" in person["name"]:
        own[f"{at}name.known_as"] = build.REMOVED
    if person.get("address"):
        own[f"{at}address"] = {
            "line_1": f"{place + 1} Row{unique} Street",
            "post_town": f"Town{unique}",
            "postcode": f"CO{i % 90 + 1} {place + 1}QH",
        }
    for field, value in (("email", f"p{place}.{unique}@example.org"), ("phone", f"01632 {i:03}{place}77")):
        if person.get(field):
            own[at + field] = value
    if person.get("school"):
        own[f"{at}school"] = f"Old{unique} Lane Primary School"
    return own


Later = tuple[str, build.Body]
"""Something that happened to a case later: the type of the event, and what of it is changed."""


def keep(service: Service, i: int, changes: build.Changes | None = None, *, reviewed: bool = False) -> None:
    """Record the *i*-th case, and perhaps a review of it, without the letters that it gives."""
    events = [decision(i, changes)]
    if reviewed:
        events.append({**build.body("review_recorded"), "event_id": f"review-{i}", "case": events[0]["case"]})
    for place, body in enumerate(events):
        new = NewEvent(
            event_id=body["event_id"],
            subject=case_of(number(i)),
            type=body["type"],
            occurred_on=date.fromisoformat(body["occurred_on"]),
            taken_on=date.fromisoformat(body["occurred_on"]),
            hub=HUB,
            body=json.dumps(body).encode(),
        )
        service.register.keep(new, [], expected_events=place, derive=service.derive)


def case(i: int, *later: Later, changes: build.Changes | None = None, sent: Sequence[LetterRecord] = ()) -> CaseFile:
    """The *i*-th case and what happened to it since; what an event changes of the case stays so."""
    events = [decision(i, changes)]
    for place, (kind, of_event) in enumerate(later):
        now = {**build.body(kind), "event_id": f"{kind}-{i}-{place}", "case": events[-1]["case"]}
        events.append(build.changed(now, of_event))
    return fold([build.read(event) for event in events], sent)


@cache
def many(count: int) -> tuple[CaseFile, ...]:
    """That many cases, each of four people, all waiting in the Hub; every third reviewed."""
    review: Later = ("review_recorded", {"occurred_on": "2026-11-30"})
    later: Iterable[tuple[Later, ...]] = islice(cycle([(review,), (), ()]), count)
    return tuple(case(i, *events) for i, events in enumerate(later, 1))


def lodged(i: int, place: int, on: date) -> LetterRecord:
    """The application that the *place*-th later event of the *i*-th case gave, sent to the court on that day."""
    return build.letter(
        f"court:{COURT}",
        {"kind": "extension_application", "given_by": f"extension_needed-{i}-{place}", "dated": on, "sent_on": on},
    )


def make(*case_files: CaseFile, last: CourtListMade | None = None, on: date = MADE_ON) -> CourtListMade:
    """The list of the example's Hub and court for the week of that day."""
    week_of = on - timedelta(days=on.weekday())
    return make_list(HUB, COURT, week_of, on, case_files, build.directory(), last)


def days(filing: str | None, hearing: str | None = "2027-06-28") -> build.Body:
    """The days of a case, as a change of its decision."""
    return {FILING: filing, HEARING: hearing}


def row(case_file: CaseFile, last: CourtListMade | None = None, on: date = MADE_ON) -> ListRow:
    """The one row of a list of that case alone."""
    (found,) = make(case_file, last=last, on=on).rows
    return found
