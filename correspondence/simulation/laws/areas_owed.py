"""What the laws ask of the areas' papers and packs: who is owed which, by which day, and what is owed no longer.

Counted again from `protocol.md` section 5 and the Protocol's own paragraphs, by what was posted and the directory.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from correspondence.simulation.seen import Posted, Seen, SeenLetter

from .area_papers import (
    FROM_TIME_TO_TIME,
    NATIONAL,
    NO_HUB,
    OR_ELSE_TO_ALL,
    PAPERS,
    TELLS_OF_A_HUB,
    TO_WHOEVER_WAS_TOLD,
    UNTRUE_AFTER,
    Paper,
)
from .facts import Body, happened_on
from .letters import ON_FILE, is_on_its_way, sent_on, went_on
from .working_days import WorkingDays, a_day

ALL_AREAS = "national:"
AN_AREA = "area:"
_THE_BOARD = "office:national.covid_19_board"
_REPORT_DAYS = 28
_OF_ALL_ITS_PAPERS = frozenset({"vacant_post", "unreadable_record"})
Duties = list[Mapping[str, Any]]
Fault = tuple[str | None, str]
"""The letter that it is about, if any, and what is wrong."""


def area_faults(seen: Seen, calendar: WorkingDays) -> Iterator[tuple[str, Fault]]:
    """Of each area that is shown, and of all areas at once, what is owed and not there, or there and not owed."""
    for subject in sorted({_subject_of(each.body) for each in seen.posted} - {""}):
        letters = [x for x in seen.letters if x.subject == subject]
        events = _as_they_should_have_been(x for x in seen.posted if x.taken and _subject_of(x.body) == subject)
        area = subject.removeprefix(AN_AREA) if subject != ALL_AREAS else ""
        duties = [x for x in seen.duties if (x.get("service_area") or "") == area and not x.get("done_on")]
        for event in events:
            for fault in _of_event(event, events, letters, seen, area, duties):
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
    event: Body, events: list[Body], letters: list[SeenLetter], seen: Seen, area: str, duties: Duties
) -> Iterator[Fault]:
    """What one event owes and nobody has, or is about to have."""
    for kind, paper in PAPERS.items():
        if paper.event == event["type"] and not _is_overtaken(kind, event, events):
            theirs = _by_reader(kind, event, letters)
            owed = 0 if _was_past_when_told(paper, event, seen) else paper.readers(seen.directory, area, event)
            if len(theirs) != owed:
                yield None, f"a {kind} is owed to {owed} offices, and was written to {len(theirs)}"
            if not _is_past(paper, event, events, seen.today):
                yield from _gone(kind, theirs, duties)
    for kind, type_ in TO_WHOEVER_WAS_TOLD.items():
        if type_ == event["type"] and not _is_overtaken(kind, event, events):
            all_of_them = OR_ELSE_TO_ALL[kind](seen.directory, area, event) if kind in OR_ELSE_TO_ALL else 0
            yield from _not_told_again(kind, event, letters, all_of_them)
            yield from _gone(kind, _by_reader(kind, event, letters), duties)


def _is_past(paper: Paper, event: Body, events: list[Body], today: date) -> bool:
    """Whether nobody needs a paper that came back: its day is over, or another says how things stand since then."""
    later, day = events[events.index(event) + 1 :], a_day(event.get(paper.before)) or date.max
    newer = any(e["type"] == event["type"] for e in later)
    was_held = any(e["type"] in paper.is_over_with and happened_on(e) == day for e in later)
    return day < today or was_held or (paper.event in FROM_TIME_TO_TIME and newer)


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


def _gone(kind: str, theirs: dict[str, list[SeenLetter]], duties: Duties) -> Iterator[Fault]:
    for every in theirs.values():
        if not any(is_on_its_way(x) or x.status == "sent" or _is_named(x, duties) for x in every):
            ends = ", ".join(sorted({x.status for x in every}))
            says = f"a {kind} is owed, none is on its way or sent ({ends}), and no duty names what is missing"
            yield every[-1].letter_id, says


def _is_named(letter: SeenLetter, duties: Duties) -> bool:
    """Whether staff are told of it: of its kind and day, of its kind to be mended, or that all of its subject waits."""
    day = letter.due_on.isoformat() if letter.due_on else ""
    return any(
        x["duty"] in (letter.kind, *_OF_ALL_ITS_PAPERS)
        or (x["duty"] == "area_letters" and x["due_on"] == day and f": {letter.kind}, " in x["why"])
        or (x["duty"] == "mend_letter" and f"the letter {letter.kind} of " in x["why"])
        for x in duties
    )


def _is_overtaken(kind: str, event: Body, events: list[Body]) -> bool:
    """Whether something came later that makes the paper untrue."""
    return any(e["type"] in UNTRUE_AFTER.get(kind, ()) for e in events[events.index(event) + 1 :])


def _not_told_again(kind: str, event: Body, letters: list[SeenLetter], all_of_them: int) -> Iterator[Fault]:
    """Whom a letter reached that told of it hears what becomes of it, and nobody else does to whom none went (A7).

    *all_of_them*: how many offices hear it where no letter told any (A11); 0 where none does.
    """
    is_national = kind.endswith("_national")
    tells = [x for x in letters if _tells_of_what_ends(kind, x) and x.recipient.startswith(NATIONAL) is is_national]
    told = {x.recipient for x in tells if went_on(x)}
    theirs = _by_reader(kind, event, letters)
    if not told and all_of_them:
        if len(theirs) != all_of_them:
            yield None, f"a {kind} is owed to {all_of_them} offices, and was written to {len(theirs)}"
        return
    for reader in sorted({x.recipient for x in tells if (day := sent_on(x)) and day < happened_on(event)}):
        if reader not in theirs:
            yield None, f"a {kind} is owed to an office that was told of the Hub before, and was not written to it"
    for reader, every in theirs.items():
        if reader not in told:
            yield every[-1].letter_id, f"a {kind} was written to an office that nobody had told of the Hub"


def _tells_of_what_ends(kind: str, letter: SeenLetter) -> bool:
    """Whether a letter told its reader of a Hub; where none is decided on, of any step of the way to one."""
    if letter.recipient == _THE_BOARD or letter.audience == ON_FILE:
        return False  # it decided itself
    return letter.kind in TELLS_OF_A_HUB or (kind in NO_HUB and letter.kind != kind)


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
    """What is untrue since, but for whoever had it already: a correction tells them what was wrong."""
    known = {e["event_id"]: e for e in events}
    had = {(x.kind, x.given_by, x.recipient) for x in letters if x.status == "sent"}
    for letter in (x for x in letters if is_on_its_way(x) and (x.kind, x.given_by, x.recipient) not in had):
        event = known.get(letter.given_by)
        if event is not None and _is_overtaken(letter.kind, event, events):
            yield letter.letter_id, f"a {letter.kind} is on its way, and what came later has made it untrue"


def _reports(
    seen: Seen,
    area: str,
    events: list[Body],
    letters: list[SeenLetter],
    duties: Duties,
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
