"""HMCTS's answer and a decision file in; case events, and all that cannot become a letter, out."""

from collections import Counter
from collections.abc import Iterator

from correspondence.protocol.record import record

from .decision import Decision, read_decision
from .feed_reading import read_case
from .in_hand import Json
from .json_text import read_json, refuse
from .mapping import event_of
from .place import Place
from .problems import Notes, Problem, Rule
from .signs import note_signs

FILE = "feed"
_MAX_ID_DIGITS = 19


@record
class Imported:
    """What became of an answer: `hub_allocation_decided` bodies as the contract has them, and what is listed.

    `case_ids`: HMCTS's id of the case of each event. `asked`: those for which the decision file holds a decision.
    """

    events: tuple[Json, ...]
    case_ids: tuple[str, ...]
    asked: tuple[str, ...]
    problems: tuple[Problem, ...]


def read_feed(raw: bytes, decision: bytes) -> Imported:
    """What becomes of each case of HMCTS's answer *raw* under the decision file *decision*.

    Every case gives an event or is listed with all its reasons; what one case lacks stops no other. The same two
    files give the same events, under the same ids.
    Raises `Unreadable` where a file as a whole cannot be read; nothing else.
    """
    decided, undecidable = read_decision(decision)
    cases, found = cases_of(read_json(raw, FILE, may_repeat=True))
    unread = {p.case_id for p in undecidable}
    events: dict[str, Json] = {}
    for notes, place in cases:
        event = _event(notes, place, decided, unread)
        events |= {notes.case_id: event} if event else {}
        found.append(notes)
    found += _absent(decided, {notes.case_id for notes, _ in cases})
    return Imported(
        events=tuple(events.values()),
        case_ids=tuple(events),
        asked=tuple(dict.fromkeys((*decided.cases, *unread))),
        problems=(*undecidable, *(p for notes in found for p in notes.problems)),
    )


def _event(notes: Notes, place: Place, decision: Decision, unread: set[str]) -> Json | None:
    data = place.part("case_data")
    if not data.value:
        notes.add("case_data", Rule.NO_CASE_DATA, stops=True)
    decided = decision.cases.get(notes.case_id)
    if decided is None:
        if notes.case_id not in unread:
            notes.add("", Rule.NO_DECISION, stops=True)
        return None
    note_signs(place, decided)
    if notes.stop_case:
        return None
    return event_of(read_case(notes.case_id, data), decided, decision, notes)


def cases_of(document: object) -> tuple[list[tuple[Notes, Place]], list[Notes]]:
    """The cases that can be told apart by their ids, and what is to be said of the others."""
    given = document.get("cases") if isinstance(document, dict) else None
    if not isinstance(document, dict) or not isinstance(given, list):
        refuse(FILE, "no_cases", "HMCTS's answer is an object with a list of cases")
    answer = Notes("")
    if document.get("total") != len(given):
        answer.add("total", Rule.TOTAL_DIFFERS, f"{len(given)} cases")
    often = Counter(_case_id(each) for each in given)
    found: list[tuple[Notes, Place]] = []
    for place, each in enumerate(given):
        case_id = _case_id(each)
        if case_id is None:
            answer.add(f"cases[{place}].id", Rule.CASE_ID_UNUSABLE, stops=True)
        else:
            notes = Notes(case_id)
            if often[case_id] > 1:
                notes.add("", Rule.CASE_REPEATED, f"{often[case_id]} times", stops=True)
            found.append((notes, Place(value=each, path="", notes=notes)))
    return found, [answer]


def _case_id(case: object) -> str | None:
    """HMCTS's id: a number, or its digits as a text."""
    given = case.get("id") if isinstance(case, dict) else None
    digits = given if isinstance(given, str) else str(given) if type(given) is int else ""
    return digits if digits.isascii() and digits.isdecimal() and len(digits) <= _MAX_ID_DIGITS else None


def _absent(decision: Decision, in_feed: set[str]) -> Iterator[Notes]:
    for case_id in decision.cases:
        if case_id not in in_feed:
            notes = Notes(case_id)
            notes.add("decision", Rule.NOT_IN_FEED, stops=True)
            yield notes
