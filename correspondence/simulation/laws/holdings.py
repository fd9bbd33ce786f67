"""What each person of a case ever held that others may not know, as the laws read it from what was posted."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from correspondence.simulation.seen import Posted

from .facts import Body, Facts
from .printed_words import plain

_LONG_ENOUGH = 9
"""Shorter lines of an address are no needle: "Flat 3" stands in many."""
_SAYS_NOTHING = frozenset(
    {
        *("not", "no", "none", "yet", "known", "unknown", "see", "file", "to", "be", "confirmed", "advised"),
        *("given", "stated", "provided", "applicable", "confidential", "withheld", "at", "the", "moment", "present"),
    }
)
"""Words of which a filler is made: a school that is only these is nobody's, and stands in many a text."""
_DIGITS_OF_A_PHONE = 7
_BREAKS = r"[\s().\-]*"
DETAILS = ("address", "email", "phone", "school")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A value of somebody's: of which sort, and in the words by which a text is searched."""

    what: str
    words: str

    def stands_in(self, text: str) -> bool:
        """Whether a plain text has it, however it is spaced."""
        if self.what != "phone" and not all(word in text for word in self.words.split()):
            return False
        return _needle(self).search(text) is not None


@lru_cache(maxsize=20_000)  # as many as the people of a life hold
def _needle(held: Held) -> re.Pattern[str]:
    if held.what == "phone":
        digits = re.sub(r"^(?:0|44)", "", held.words)
        return re.compile(_BREAKS.join((r"(?<!\d)(?:\+?44|0)", *digits)) + r"(?!\d)")
    words = r"\s*".join(map(re.escape, held.words.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)")


def of_person(person: Body) -> Iterator[Held]:
    """The values that one record of a person has; fillers and what is too short to tell are none."""
    address: Mapping[str, Any] = person.get("address") or {}
    lines = [plain(str(address[key])) for key in ("line_1", "line_2", "line_3") if address.get(key)]
    yield from (Held(what="address", words=x) for x in lines if len(x) >= _LONG_ENOUGH and re.search(r"\d", x))
    postcode = re.sub(r"\s", "", plain(str(address.get("postcode") or "")))
    if re.fullmatch(r"[a-z]{1,2}\d[a-z\d]?\d[a-z]{2}", postcode):
        yield Held(what="address", words=f"{postcode[:-3]} {postcode[-3:]}")
    if email := plain(str(person.get("email") or "")):
        yield Held(what="email", words=email)
    digits = re.sub(r"\D", "", str(person.get("phone") or ""))
    if len(digits) >= _DIGITS_OF_A_PHONE:
        yield Held(what="phone", words=digits)
    school = plain(str(person.get("school") or ""))
    if len(school) >= _LONG_ENOUGH and " " in school and not _SAYS_NOTHING.issuperset(school.split()):
        yield Held(what="school", words=school)


def names_of(person: Body) -> frozenset[Held]:
    """The ways in which a person is named in full."""
    name = person.get("name") or {}
    firsts = [str(name[key]) for key in ("given", "known_as", "title") if name.get(key)]
    return frozenset(Held(what="name", words=plain(f"{first} {name.get('family', '')}")) for first in firsts)


def of_representative(person: Body) -> Iterator[Held]:
    """What is known of a party's solicitor: theirs alone."""
    solicitor = person.get("representative") or {}
    for key in ("firm", "email", "dx"):
        if words := plain(str(solicitor.get(key) or "")):
            yield Held(what="representative", words=words)


def bodies(posted: Iterable[Posted]) -> Iterator[Body]:
    """Everything that was said of a case, in the order in which it came; of a correction what it puts right too."""
    for each in posted:
        yield each.body
        if "event" in each.body:
            yield each.body["event"]


def people_in(body: Body) -> tuple[Body, ...]:
    """The records of people that a body has: those whom it is about stand for what its case says of them."""
    told = tuple((body.get("case") or {}).get("people") or ())
    named = told_anew(body)
    ids = {each["person_id"] for each in named}
    return (*(each for each in told if each["person_id"] not in ids), *named)


def told_anew(body: Body) -> tuple[Body, ...]:
    """The records that tell how somebody now stands: where details changed, of whoever it is about alone."""
    return tuple((body if body["type"] == "details_changed" else body.get("case") or {}).get("people") or ())


def together(one: Body, other: Body) -> bool:
    """Whether two records of people share a home, as far as anybody may tell."""
    homes, theirs = set(one.get("lives_with") or ()), set(other.get("lives_with") or ())
    if one["person_id"] in theirs or other["person_id"] in homes or homes & theirs:
        return True
    mine = {x.words for x in of_person(one) if x.what == "address"}
    return bool(mine & {x.words for x in of_person(other) if x.what == "address"})


def is_sheltered(person: Body, people: Iterable[Body]) -> bool:
    """Whether a record is of somebody in a refuge, or of whoever lives there with them."""
    return any(each.get("in_refuge") and (each is person or together(each, person)) for each in people)


def opened(person: Body, people: Iterable[Body]) -> frozenset[str]:
    """The details that a record lets others know: none in a refuge, nor of whoever lives there; else what it says."""
    known = {each["person_id"]: each for each in people}
    if is_sheltered(person, people):
        return frozenset()
    said = frozenset(person.get("may_be_known_by_others") or ())
    if person.get("role") != "child":
        return said
    keepers = [known[each] for each in person.get("lives_with") or () if each in known]
    home = "lives_with" in said and keepers and all("address" in opened(each, people) for each in keepers)
    return said - {"address"} | (frozenset({"address"}) if home else frozenset())


def homes_of(facts: Facts, reader: str) -> tuple[Body, ...]:
    """The records whose values are a reader's own: theirs, of the children they keep, and a child's adults."""
    people = facts.people
    mine = people.get(reader, {})
    kept = [x for x in people.values() if reader in (x.get("lives_with") or ())]
    return (mine, *kept, *(people[x] for x in mine.get("lives_with") or () if x in people))
