"""What the laws ask of the areas' papers and packs: who is owed which, by which day, and what is owed no longer.

Counted again from `protocol.md` section 5 and the Protocol's own paragraphs, by what was posted and the directory.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from correspondence.simulation.seen import Posted, Seen, SeenLetter

from .facts import Body, happened_on
from .letters import is_on_its_way, sent_on, went_on
from .working_days import WorkingDays, a_day

ALL_AREAS = "national:"
AN_AREA = "area:"
_NATIONAL = "office:national."
_REPORT_DAYS, _NOTICE_DAYS = 28, 14
_NAMES_WHAT_IS_MISSING = frozenset({"mend_letter", "area_letters", "vacant_post", "unreadable_record"})
_DECIDES = ("opening_confirmed", "opening_deferred", "activation_declined", "deactivation_decided")
"""What the Board decides once a Hub was announced: each takes the place of what was to be told before (4.6, 6.2)."""
_FROM_TIME_TO_TIME = frozenset({"monthly_pressure_reviewed", "status_reviewed"})
"""What gives papers that tell how things stand, every month or every four weeks (4.2, 5.4, 5.5, 6.1)."""
_TO_COME = frozenset({"national_notification", "local_notification", "deferral_national", "deferral_local"})
_OF_AN_OPENING = frozenset({"final_confirmation_national", "final_confirmation_local", "judicial_briefing"})
_TELLS_OF_A_HUB = _TO_COME - {"deferral_national", "deferral_local"} | _OF_AN_OPENING - {"judicial_briefing"}

Readers = Callable[[Mapping[str, Any], str, Body], int]


def _one(_directory: Mapping[str, Any], _area: str, _event: Body) -> int:
    return 1


def _judges(directory: Mapping[str, Any], area: str, _event: Body) -> int:
    """Each Designated Family Judge."""
    return len(_of(directory, area).get("designated_family_judges") or ())


def _all_judges(directory: Mapping[str, Any], area: str, event: Body) -> int:
    """With the Family Division Liaison Judge."""
    return _judges(directory, area, event) + 1


def _courts(directory: Mapping[str, Any], area: str, _event: Body) -> int:
    hubs = (directory.get("hubs") or {}).values()
    return len({court for hub in hubs if hub.get("service_area") == area for court in hub.get("courts") or ()})


def _invited(directory: Mapping[str, Any], area: str, event: Body) -> int:
    """The judges and HMCTS; the Directors of Children's Services where they attend (4.2, 4.3)."""
    attend = event.get("invites_local_authorities")
    return _all_judges(directory, area, event) + 1 + (_authorities(directory, area) if attend else 0)


def _authorities(directory: Mapping[str, Any], area: str) -> int:
    return len(_of(directory, area).get("local_authorities") or ())


def _nationally(directory: Mapping[str, Any], _area: str, _event: Body) -> int:
    return len((directory.get("national") or {}).get("recipients") or ())


def _locally(directory: Mapping[str, Any], area: str, event: Body) -> int:
    """The judges, each Director of Children's Services, regional ADCS, each court, and whom else the judges agreed."""
    wider = len(_of(directory, area).get("wider_communication") or ())
    known = _all_judges(directory, area, event) + _authorities(directory, area) + _courts(directory, area, event)
    return known + 1 + wider


def _of(directory: Mapping[str, Any], area: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = (directory.get("service_areas") or {}).get(area) or {}
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper that an event owes: to how many offices, and the day in the event before which it is of use."""

    event: str
    readers: Readers
    before: str = ""
    days_before: int = 0


PAPERS: Mapping[str, Paper] = MappingProxyType(
    {
        "pending_risk_notice": Paper(
            event="challenge_meeting_agreed",
            readers=lambda _directory, _area, e: 3 if e.get("is_between_monthly_summaries") else 1,
        ),
        "liaison_agenda": Paper(event="liaison_meeting_called", readers=_invited, before="meeting_on"),
        "saturation_pack": Paper(event="liaison_meeting_called", readers=_all_judges, before="meeting_on"),
        "liaison_note": Paper(event="liaison_meeting_held", readers=_judges),
        "local_response_plan": Paper(
            event="response_plan_recorded", readers=lambda directory, area, e: _judges(directory, area, e) + 1
        ),
        "challenge_meeting_report": Paper(event="challenge_meeting_held", readers=_one, before="board_on"),
        "checkpoint_advice": Paper(event="checkpoint_held", readers=_one, before="board_on"),
        "judicial_briefing": Paper(
            event="briefing_arranged",
            readers=lambda directory, area, e: _all_judges(directory, area, e) + _courts(directory, area, e),
            before="briefing_on",
        ),
        "national_notification": Paper(event="activation_decided", readers=_nationally),
        "local_notification": Paper(event="activation_decided", readers=_locally),
        "final_confirmation_national": Paper(
            event="opening_confirmed", readers=_nationally, before="opening_on", days_before=_NOTICE_DAYS
        ),
        "final_confirmation_local": Paper(
            event="opening_confirmed", readers=_locally, before="opening_on", days_before=_NOTICE_DAYS
        ),
        "operation_report": Paper(event="status_reviewed", readers=_one),
        "review_request": Paper(event="review_challenge_meeting_requested", readers=_one),
        "review_recommendation": Paper(event="review_challenge_meeting_held", readers=_one, before="board_on"),
        "monthly_pressure_update": Paper(event="monthly_pressure_reviewed", readers=_one),
        "monthly_status_summary": Paper(event="monthly_pressure_reviewed", readers=lambda _directory, _area, _event: 2),
    }
)
"""The papers about an area, or all, whose readers the directory has. The others go to whoever was told before."""
_TO_WHOEVER_WAS_TOLD: Mapping[str, str] = MappingProxyType(
    {
        "deferral_national": "opening_deferred",
        "deferral_local": "opening_deferred",
        "not_activated_national": "activation_declined",
        "not_activated_local": "activation_declined",
    }
)
Fault = tuple[str | None, str]
"""The letter that it is about, if any, and what is wrong."""


def area_faults(seen: Seen, calendar: WorkingDays) -> Iterator[tuple[str, Fault]]:
    """Of each area that is shown, and of all areas at once, what is owed and not there, or there and not owed."""
    for subject in sorted({_subject_of(each.body) for each in seen.posted} - {""}):
        letters = [x for x in seen.letters if x.subject == subject]
        events = _as_they_should_have_been(x for x in seen.posted if x.taken and _subject_of(x.body) == subject)
        area = subject.removeprefix(AN_AREA) if subject != ALL_AREAS else ""
        duties = [x for x in seen.duties if (x.get("service_area") or "") == area and not x.get("done_on")]
        staff_know = any(x["duty"] in _NAMES_WHAT_IS_MISSING for x in duties)
        for event in events:
            for fault in _of_event(event, events, letters, seen, area, staff_know=staff_know):
                yield subject, fault
        for fault in (*_too_late(events, letters, calendar), *_overtaken_on_their_way(events, letters)):
            yield subject, fault
        for says in _reports(seen, area, events, letters, duties, calendar) if area else ():
            yield subject, (None, says)


def _subject_of(body: Body) -> str:
    if "case" in body or ("hub" in body and "service_area" not in body):
        return ""
    return f"{AN_AREA}{body['service_area']}" if "service_area" in body else ALL_AREAS


def _as_they_should_have_been(posted: Iterator[Posted]) -> list[Body]:
    """The events of an area in order of their days, each as it was put right last."""
    right: dict[str, Body] = {}
    for each in posted:
        if each.body["type"] == "area_correction":
            right[each.body["replaces"]] = {**each.body["event"], "event_id": each.body["replaces"]}
        else:
            right.setdefault(each.body["event_id"], each.body)
    return sorted(right.values(), key=happened_on)


def _of_event(
    event: Body, events: list[Body], letters: list[SeenLetter], seen: Seen, area: str, *, staff_know: bool
) -> Iterator[Fault]:
    """What one event owes and nobody has, or is about to have."""
    for kind, paper in PAPERS.items():
        if paper.event == event["type"] and not _is_overtaken(kind, event, events):
            theirs = _by_reader(kind, event, letters)
            owed = 0 if _was_past_when_told(paper, event, seen) else paper.readers(seen.directory, area, event)
            if len(theirs) != owed:
                yield None, f"a {kind} is owed to {owed} offices, and was written to {len(theirs)}"
            if not staff_know and not _is_past(paper, event, events, seen.today):
                yield from _gone(kind, theirs)
    for kind, type_ in _TO_WHOEVER_WAS_TOLD.items():
        if type_ == event["type"] and not _is_overtaken(kind, event, events):
            yield from _not_told_again(kind, event, letters)


def _is_past(paper: Paper, event: Body, events: list[Body], today: date) -> bool:
    """Whether nobody needs a paper that came back: its day is over, or another says how things stand since then."""
    newer = any(e["type"] == event["type"] for e in events[events.index(event) + 1 :])
    return (a_day(event.get(paper.before)) or date.max) < today or (paper.event in _FROM_TIME_TO_TIME and newer)


def _was_past_when_told(paper: Paper, event: Body, seen: Seen) -> bool:
    """Whether we heard of a meeting once its day was over: nobody is asked to it then."""
    told = min(x.on for x in seen.posted if x.taken and x.body["event_id"] == event["event_id"])
    return (a_day(event.get(paper.before)) or date.max) < told


def _by_reader(kind: str, event: Body, letters: list[SeenLetter]) -> dict[str, list[SeenLetter]]:
    found: dict[str, list[SeenLetter]] = {}
    for letter in letters:
        if letter.kind == kind and letter.given_by == event["event_id"]:
            found.setdefault(letter.recipient, []).append(letter)
    return found


def _gone(kind: str, theirs: dict[str, list[SeenLetter]]) -> Iterator[Fault]:
    for every in theirs.values():
        if not any(is_on_its_way(x) or x.status == "sent" for x in every):
            ends = ", ".join(sorted({x.status for x in every}))
            says = f"a {kind} is owed, none is on its way or sent ({ends}), and no duty names what is missing"
            yield every[-1].letter_id, says


def _is_overtaken(kind: str, event: Body, events: list[Body]) -> bool:
    """Whether the Board has decided since what the paper speaks of as still to come, or otherwise (4.6, 6.2)."""
    later = [e["type"] for e in events[events.index(event) + 1 :]]
    if kind in _TO_COME:
        return any(each in later for each in _DECIDES)
    is_otherwise = any(each in later for each in _DECIDES[1:])
    return is_otherwise and kind in (*_OF_AN_OPENING, "pending_risk_notice")


def _not_told_again(kind: str, event: Body, letters: list[SeenLetter]) -> Iterator[Fault]:
    """Whoever a letter told of the Hub before hears what becomes of it, and nobody else does (A7)."""
    is_national = kind.endswith("_national")
    told = {
        x.recipient: day
        for x in letters
        if x.kind in _TELLS_OF_A_HUB and x.recipient.startswith(_NATIONAL) is is_national and (day := went_on(x))
    }
    theirs = _by_reader(kind, event, letters)
    for reader, day in told.items():
        if day < happened_on(event) and reader not in theirs:
            yield None, f"a {kind} is owed to an office that was told of the Hub before, and was not written to it"
    for reader, every in theirs.items():
        if reader not in told:
            yield every[-1].letter_id, f"a {kind} was written to an office that nobody had told of the Hub"


def _too_late(events: list[Body], letters: list[SeenLetter], calendar: WorkingDays) -> Iterator[Fault]:
    """A paper whose day comes after that before which it is owed, though there was time for it."""
    known = {e["event_id"]: e for e in events}
    for letter in letters:
        paper, event = PAPERS.get(letter.kind), known.get(letter.given_by)
        last = a_day(event.get(paper.before)) if paper and event and paper.before else None
        if paper is None or event is None or last is None or letter.due_on is None:
            continue
        by = calendar.until(last - timedelta(days=paper.days_before))
        if letter.due_on > max(by, letter.dated):
            yield letter.letter_id, f"a {letter.kind} is due by {letter.due_on}, and is of use until {by} alone"


def _overtaken_on_their_way(events: list[Body], letters: list[SeenLetter]) -> Iterator[Fault]:
    known = {e["event_id"]: e for e in events}
    for letter in letters:
        event, may_be = known.get(letter.given_by), letter.kind in _TO_COME | _OF_AN_OPENING
        if event is not None and may_be and is_on_its_way(letter) and _is_overtaken(letter.kind, event, events):
            yield letter.letter_id, f"a {letter.kind} is on its way, and the Board has decided otherwise since"


def _reports(
    seen: Seen,
    area: str,
    events: list[Body],
    letters: list[SeenLetter],
    duties: list[Mapping[str, Any]],
    calendar: WorkingDays,
) -> Iterator[str]:
    """The Board has a report on each open Hub every four weeks (6.1), from its opening and from the last that went."""
    opened = [day for hub in _open_hubs(seen, area, events) if (day := a_day(hub.get("open_from")))]
    if not opened:
        return
    began = max((happened_on(e) for e in events if e["type"] == "hub_opened"), default=min(opened))
    sent = {x.given_by for x in letters if x.kind == "operation_report" and sent_on(x)}
    last = max([began, *(happened_on(e) for e in events if e["event_id"] in sent and happened_on(e) >= began)])
    due = calendar.until(last + timedelta(days=_REPORT_DAYS))
    days = {a_day(x["due_on"]) for x in duties if x["duty"] == "operation_report"}
    if due not in days:
        found = ", ".join(map(str, sorted(filter(None, days)))) or "no day"
        yield f"a report is due by {due} as the laws count, and on {found} among the duties"


def _open_hubs(seen: Seen, area: str, events: list[Body]) -> Iterator[Mapping[str, Any]]:
    """The Hubs of an area that are open today: until the day that its Board decided, where the directory has none."""
    decided = [e for e in events if e["type"] == "deactivation_decided" and e.get("is_deactivated")]
    closes = a_day(decided[-1].get("closes_on")) if decided else None
    for hub in (seen.directory.get("hubs") or {}).values():
        last = a_day(hub.get("closed_on")) or closes or date.max
        if hub.get("service_area") == area and (a_day(hub.get("open_from")) or date.max) <= seen.today < last:
            yield hub
