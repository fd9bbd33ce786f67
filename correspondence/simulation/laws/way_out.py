"""Law 1: no letter is held without a way out that somebody of the right role can take."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from correspondence.simulation.seen import Broken, Seen, SeenLetter

from .facts import Body, Facts, case_key, cases
from .letters import of_case
from .working_days import a_day

LATER = "later: "
"""How a break begins that is known, and waits for a later version of this service: counted, not failing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A letter that is held, with what bears on it. `facts`: of its case; None for what is of no one case."""

    letter: SeenLetter
    facts: Facts | None
    seen: Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way out: who takes it, what they do, and whether the letter is held in earnest, so that it helps."""

    role: str
    does: str
    in_earnest: Callable[[Held], bool] = lambda _held: True


_ROUTES_THAT_WRITE = frozenset({"post", "email", "representative"})


def _lacks_a_route(held: Held) -> bool:
    """Whether a route is missing, leads nowhere, or is one from which a letter came back."""
    return any(_leads_nowhere(person) or _came_back(person, held) for person in _concerned(held))


def _came_back(person: Body, held: Held) -> bool:
    """Whether a letter came back from where somebody is still written to, and nobody has confirmed that since."""
    number = case_key(held.letter.subject)
    theirs = [x for x in of_case(held.seen.letters, number) if x.recipient == person.get("person_id")]
    days = [on for x in theirs if x.status == "returned" for status, on, _ in x.history if status == "returned"]
    return any(_is_still_there(person, held, on) for on in days)


def _is_still_there(person: Body, held: Held, back_on: date) -> bool:
    before = held.facts.until(back_on).people.get(str(person["person_id"]), {}) if held.facts else {}
    confirmed = a_day((person.get("safe_contact") or {}).get("confirmed_on"))
    return _where(before) == _where(person) and (confirmed is None or confirmed < back_on)


def _where(person: Body) -> tuple[object, ...]:
    """Where somebody's route leads: another home leaves an e-mail that came back where it was."""
    route = (person.get("safe_contact") or {}).get("route")
    return route, person.get(route if route in ("email", "representative") else "address") or {}


def _leads_nowhere(person: Body) -> bool:
    route = (person.get("safe_contact") or {}).get("route")
    if route not in _ROUTES_THAT_WRITE:
        return True
    at_its_end = {"email": "email", "representative": "representative"}.get(route)
    return at_its_end is not None and not person.get(at_its_end)


def _concerned(held: Held) -> Iterator[Body]:
    """The reader and, of a child, the first living adult whom it lives with; nobody's absence is a lack as well."""
    people = held.facts.people if held.facts else {}
    reader = people.get(held.letter.recipient, {})
    yield reader
    if reader.get("role") == "child":
        homes = [each for each in reader.get("lives_with") or () if held.facts and each not in held.facts.dead]
        yield people.get(homes[0], {}) if homes else {}


def _is_not_thanked_as_wished(held: Held) -> bool:
    """Whether a route is lacking; a thank-you goes by the route that its reader chose, which may lead nowhere."""
    return held.letter.kind == "thank_you" or _lacks_a_route(held)


def _is_a_list(held: Held) -> bool:
    """Whether it is a court's list, made anew by whoever asks for it again; any other is written instead at once."""
    return held.letter.kind in ("weekly_list", "opening_list")


def _has_an_open_alert(held: Held) -> bool:
    return held.facts is not None and bool(held.facts.open_alerts())


def _has_the_same_address(held: Held) -> bool:
    """Whether the address is still the one that it was held for."""
    if held.facts is None:
        return True
    then = Held(letter=held.letter, facts=held.facts.until(held.letter.dated), seen=held.seen)
    return [x.get("address") for x in _concerned(held)] == [x.get("address") for x in _concerned(then)]


def _has_nobody_in_post(held: Held) -> bool:
    """Whether a post that signs letters had nobody on some day since the letter's own: it is looked at many times."""
    hub = (held.seen.directory.get("hubs") or {}).get(held.letter.hub) or {}
    areas = held.seen.directory.get("service_areas") or {}
    area, national = areas.get(hub.get("service_area")) or {}, held.seen.directory.get("national") or {}
    posts = [*(hub.get(p) for p in ("practice_supervisor", "service_manager")), area.get("assistant_director")]
    posts += [national.get(post) for post in ("chief_executive", "director_of_operations")]
    days = [held.letter.dated + timedelta(days=n) for n in range((held.seen.today - held.letter.dated).days + 1)]
    return any(not any(_holds(each, day) for each in post or ()) for post in posts for day in days)


def _holds(holder: Mapping[str, Any], day: object) -> bool:
    since, until = a_day(holder.get("from")), a_day(holder.get("to"))
    return str(since or "") <= str(day) and (until is None or str(day) <= str(until))


def _details(code: str) -> tuple[str, Way]:
    return code, Way(role="hub", does="record the right address", in_earnest=_has_the_same_address)


def _look(code: str) -> tuple[str, Way]:
    return f"disclosure.{code}", Way(role="supervisor", does="put right what was recorded, or send it back")


_ADDRESSES = (
    *("address-is-empty", "no-fixed-abode-address", "filler-in-address", "not-enough-address-lines"),
    *("too-many-address-lines", "has-country-for-bfpo-address", "cant-send-international-letters", "no-postcode"),
    *("not-a-real-uk-postcode", "invalid-address-line-1-or-2", "invalid-char-in-address", "address-line-too-long"),
    "address-cannot-be-printed",
)
_SECRETS = ("address", "email", "phone", "school", "name", "part_of_a_name", "representative")
WAYS: Mapping[str, Way] = MappingProxyType(
    {
        "out_of_date": Way(role="hub", does="ask for the list again", in_earnest=_is_a_list),
        "open_alert": Way(role="supervisor", does="record a review", in_earnest=_has_an_open_alert),
        "no_safe_route": Way(role="hub", does="record a safe route", in_earnest=_is_not_thanked_as_wished),
        "reviewer_not_qualified": Way(role="supervisor", does="record a review"),
        "vacant_post": Way(role="admin", does="name who holds the post", in_earnest=_has_nobody_in_post),
        "wording.same_as_last": Way(role="hub", does="record what has happened, or a note to this person"),
        "rendering.character_not_drawable": Way(role="hub", does="record the text again without the sign"),
        "accessibility.page_count": Way(role="hub", does="shorten what was typed for it"),
        **dict(map(_details, _ADDRESSES)),
        **dict(map(_look, _SECRETS)),
    }
)
"""The way out of each finding that may hold a letter. What is not here has none: it is a fault of this service."""
_FOR_LATER = frozenset({"form_not_available"})
"""What no user can help until letters go in the forms that are made by hand today."""


def law_1(seen: Seen) -> Iterator[Broken]:
    """Each finding that holds a letter has a way out, and its cause is still there (C1 to C6 of what users found)."""
    known = cases(seen)
    for letter in seen.letters:
        if letter.status == "held":
            held = Held(letter=letter, facts=known.get(case_key(letter.subject)), seen=seen)
            yield from (
                Broken(law=1, on=seen.today, subject=letter.subject, letter_id=letter.letter_id, says=says)
                for says in _faults(held)
            )


def _faults(held: Held) -> Iterator[str]:
    codes = sorted({code for code, severity, _ in held.letter.findings if severity == "blocking"})
    if not codes:
        yield f"{held.letter.kind} is held, and nothing holds it"
    for code in codes:
        way = WAYS.get(code)
        if code in _FOR_LATER:
            yield f"{LATER}{held.letter.kind} is held by {code}, which nobody can help yet"
        elif way is None:
            yield f"{held.letter.kind} is held by {code}, and nobody has a way out"
        elif not way.in_earnest(held):
            yield f"{held.letter.kind} is held by {code}, whose cause is gone: the {way.role} can do no more"
