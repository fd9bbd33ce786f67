"""Law 5: no value of one party stands in another's anything, and what is for staff alone in nobody's."""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from correspondence.simulation.seen import Broken, Seen, SeenLetter

from .facts import Body, Facts, case_key, cases
from .holdings import (
    Held,
    bodies,
    homes_of,
    is_sheltered,
    names_of,
    of_person,
    of_representative,
    opened,
    people_in,
    together,
    told_anew,
)
from .letters import FAMILY, eyes, went_on
from .printed_words import plain, sentences

_FILE = "review_record"
STANDS_IN: Mapping[tuple[str, str], frozenset[str]] = MappingProxyType(
    {
        ("review_recorded", "rationale"): frozenset({_FILE}),
        ("risk_increased", "summary"): frozenset({_FILE, "risk_notice"}),
        ("contact_made", "summary"): frozenset({_FILE}),
        ("details_changed", "reason"): frozenset({_FILE}),
        ("correction", "reason"): frozenset({_FILE}),
        ("extension_needed", "reason"): frozenset({_FILE, "extension_application"}),
        ("extension_needed", "exceptional_reason"): frozenset({_FILE, "extension_application"}),
    }
)
"""What practitioners write that is for some eyes alone, and the kinds of letter in which it may stand."""
_WORDS_THAT_TELL = 4
"""A shorter sentence may be anybody's."""
_NAMES_NOBODY = frozenset({"opening_list", "weekly_list"})


class Law5:
    """A scanner of its own over everything that was ever posted. It looks at a letter again when it has moved on.

    It remembers every case that it was shown: a court's list may name nobody of any of them.
    """

    def __init__(self) -> None:
        self._looked: dict[str, str] = {}
        self._answers: set[tuple[str, str]] = set()
        self._known: dict[str, Facts] = {}
        self._directory: Mapping[str, Any] = {}
        self._public = ""

    def __call__(self, seen: Seen) -> Iterator[Broken]:
        """Each letter that tells its reader what is another's, with the sort of value and never the value."""
        known, public = cases(seen), self._public_in(seen.directory)
        self._known |= known
        yield from self._told_in_refusals(seen)
        for letter in seen.letters:
            facts = known.get(case_key(letter.subject))
            if letter.status == "withdrawn" or self._looked.get(letter.letter_id) == letter.status:
                continue
            self._looked[letter.letter_id] = letter.status
            told = _told_to_readers(letter, facts, public) if facts else _told_in_a_list(letter, self._known.values())
            for says in sorted(set(told)):
                yield Broken(law=5, on=seen.today, subject=letter.subject, letter_id=letter.letter_id, says=says)

    def _public_in(self, directory: Mapping[str, Any]) -> str:
        """All that a directory says, which is read once for as long as it is the same."""
        if directory is not self._directory:
            self._directory, self._public = directory, plain(" ".join(_strings(directory)))
        return self._public

    def _told_in_refusals(self, seen: Seen) -> Iterator[Broken]:
        """An event is refused by the name of a field and a rule, and never with a person's value in it."""
        for each in (x for x in seen.posted if x.answer):
            key = (str(each.body["event_id"]), each.answer)
            if key not in self._answers:
                self._answers.add(key)
                answer, people = plain(each.answer), [p for body in bodies([each]) for p in people_in(body)]
                told = {held.what for person in people for held in _everything(person) if held.stands_in(answer)}
                subject = case_key(str((each.body.get("case") or {}).get("case_number")))
                for what in sorted(told):
                    says = f"whoever posted a {each.body['type']} was answered with somebody's {what}"
                    yield Broken(law=5, on=seen.today, subject=subject, letter_id=None, says=says)


def _told_to_readers(letter: SeenLetter, facts: Facts, public: str) -> Iterator[str]:
    facts = _as_known_when_it_went(letter, facts)
    text = " \n ".join({plain(each.text) for each in letter.documents} | {plain(letter.letter_id)})
    found = {code.split(".")[-1] for code, _, _ in letter.findings if "disclosure." in code}
    parties = frozenset(key for key, person in facts.people.items() if person["role"] != "child")
    for reader in eyes(letter, parties & facts.readers()):
        secrets = secrets_from(reader, facts, is_child=letter.audience in FAMILY - {"adult"})
        for held in secrets:
            if held.what not in found and held.words not in public and held.stands_in(text):
                yield f"a {letter.kind} has somebody's {held.what}, which its reader may not know"
    yield from _internal_words(letter, facts, text)


def _as_known_when_it_went(letter: SeenLetter, facts: Facts) -> Facts:
    """What was posted by the time a letter went: on an earlier day, or up to the event that made us write it."""
    went, order = went_on(letter), [each.body["event_id"] for each in facts.posted]
    if went is None or letter.event_id not in order:
        return facts
    last = order.index(letter.event_id)
    by_then = tuple(x for place, x in enumerate(facts.posted) if place <= last or x.on < went)
    return Facts(number=facts.number, posted=by_then)


def secrets_from(reader: str, facts: Facts, *, is_child: bool = False) -> frozenset[Held]:
    """The values that *reader* may not be shown: what the case ever protected, but for what is theirs.

    A child's letter may be read by either adult: what an adult of the case may not know is kept out of it too.
    """
    others = [key for key, person in facts.people.items() if person["role"] != "child"] if is_child else []
    own = {held for record in homes_of(facts, reader) for held in _everything(record)}
    forbidden = set[Held]()
    for each in (reader, *others):
        theirs = {held for record in homes_of(facts, each) for held in _everything(record)}
        protected = _protected(each, facts)
        forbidden |= protected.keys() - theirs - _shown(protected, facts)
    return frozenset(forbidden - own)


def _everything(record: Body) -> Iterator[Held]:
    if record:
        yield from (*of_person(record), *names_of(record), *of_representative(record))


def _protected(reader: str, facts: Facts) -> Mapping[Held, set[str]]:
    """What anybody else ever held while it was closed, and no override has opened by name since; and who held it so."""
    closed: dict[Held, set[str]] = {}
    for body in bodies(facts.posted):
        people = people_in(body)
        for person in told_anew(body):
            if person["person_id"] != reader:
                for held in _closed_in(person, people, reader):
                    closed.setdefault(held, set()).add(person["person_id"])
        for loosened in (body.get("override") or {}).get("loosens") or ():
            _open(closed, loosened, people)
    return {held: holders for held, holders in closed.items() if holders}


def _closed_in(person: Body, people: tuple[Body, ...], reader: str) -> Iterator[Held]:
    seen = opened(person, people)
    yield from (held for held in of_person(person) if held.what not in seen)
    yield from of_representative(person)
    knows = [each for each in people if each["person_id"] == reader and together(each, person)]
    if person.get("identity_withheld") and not knows:
        yield from names_of(person)


def _open(closed: dict[Held, set[str]], loosened: Mapping[str, Any], people: tuple[Body, ...]) -> None:
    """Take from what is closed what an override opens: of one person, or, of a refuge, of all who live there."""
    whose, what = loosened["person_id"], loosened["what"]
    named = [each for each in people if each["person_id"] == whose]
    if what == "in_refuge":
        named = [each for each in people if any(each is x or together(each, x) for x in named)]
    opens = {"identity_withheld": {"name"}, "lives_with": {"address"}}.get(what, {what})
    for held, holders in closed.items():
        if held.what in opens or what == "in_refuge":
            holders -= {each["person_id"] for each in named}


def _shown(protected: Mapping[Held, set[str]], facts: Facts) -> frozenset[Held]:
    """What is protected of one, and told to all by another who never kept it back: outside a refuge, an open detail."""
    people = tuple(facts.people.values())
    hidden = {held for person in people if is_sheltered(person, people) for held in of_person(person)}
    shown = set[Held]()
    for person in people:
        details = opened(person, people)
        told = {held for held in of_person(person) if held.what in details} - hidden
        told |= set() if person.get("identity_withheld") else names_of(person)
        shown |= {held for held in told if person["person_id"] not in protected.get(held, ())}
    return frozenset(shown)


def _internal_words(letter: SeenLetter, facts: Facts, text: str) -> Iterator[str]:
    """What staff wrote for some eyes alone, where it may not stand; a note stands in its own reader's update."""
    allowed: dict[str, set[str]] = {}
    source: dict[str, str] = {}
    for body in bodies(facts.posted):
        for (kind, field), stands in STANDS_IN.items():
            if body["type"] == kind:
                for words in sentences(str(body.get(field) or "")):
                    allowed.setdefault(words, set()).update(stands)
                    source[words] = f"the {field} of {kind}"
        for note in body.get("notes") or ():
            for words in sentences(str(note["text"])):
                allowed.setdefault(words, set()).add(f"update {note['person_id']}")
                source[words] = "a note to somebody else"
    for words, may_stand in allowed.items():
        tells = len(words.split()) >= _WORDS_THAT_TELL and words in text
        if tells and not may_stand & {letter.kind, f"{letter.kind} {letter.recipient}"}:
            yield f"a {letter.kind} has {source[words]}"


def _told_in_a_list(letter: SeenLetter, every: Iterable[Facts]) -> Iterator[str]:
    """A list of many cases names nobody and holds nobody's details (FPR 2010 r.29.1; initials alone)."""
    if letter.kind in _NAMES_NOBODY:
        text = plain(" ".join(each.text for each in letter.documents))
        for facts in (x for x in every if letter.recipient.endswith(f":{x.case.get('court')}")):
            people = facts.people.values()
            held = {x for person in people for x in (*of_person(person), *names_of(person)) if " " in x.words}
            yield from (f"a {letter.kind} has somebody's {x.what}" for x in held if x.stands_in(text))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, str):
        yield re.sub(r"\s+", " ", value)
