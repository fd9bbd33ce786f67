"""Cases with secrets in them: a family, one of its readers, and a change to something that reader may not know."""

from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import strategies as st

from correspondence.protocol.words.fillers import is_filler, is_filler_for_an_email, names_nobody
from tests import build
from tests.build import Body

DETAILS = ("address", "email", "phone", "school", "lives_with")
_ANY = st.text("abcdefghijklmnopqrstuvwxyzŁżó’-", min_size=3, max_size=14).map(lambda w: f"X{w.strip(' ’-')}x")
WORDS = _ANY.filter(lambda word: not is_filler(word) and not names_nobody(word))
ADDRESSES = st.builds(
    lambda line, town, number: {"line_1": f"{number} {line} Road", "post_town": town, "postcode": f"ZE{number} 9XY"},
    WORDS,
    WORDS,
    st.integers(1, 9),
)
PHONES = st.integers(0, 999).map(lambda n: f"07700 901{n:03}")
EMAILS = WORDS.map(lambda w: f"{w.encode('ascii', 'ignore').decode()}@secret.example.org").filter(
    lambda email: not is_filler_for_an_email(email)
)
ROUTES = st.sampled_from(("post", "email", "phone"))
LANGUAGES = st.sampled_from(("en", "pl", "ar", "so"))
BIRTHDAYS = st.dates(date(2010, 1, 1), date(2020, 1, 1)).map(str)
FORMS = st.sampled_from(("standard", "large_print", "braille", "html"))
REPRESENTATIVES = st.builds(
    lambda name, firm: {"name": name, "firm": firm, "email": "someone@secret.cjsm.net", "dx": None}, WORDS, WORDS
)


@dataclass(frozen=True, slots=True)
class World:
    """A family as one event's `case` gives it, one reader of it, and secrets: paths inside the case, and new values."""

    case: Body
    reader: str
    secrets: dict[str, Any]

    @property
    def changed_case(self) -> Body:
        """The same case with every secret changed."""
        return build.changed(self.case, self.secrets)


@st.composite
def families(draw: st.DrawFn) -> Body:
    """The example's family and a grandmother with a child of her own, each with permissions of their own."""
    case: Body = build.example("hub_allocation_decided")["case"]
    grandmother = deepcopy(case["people"][0]) | {
        "person_id": "p3",
        "role": "other_party",
        "name": {"title": "Mrs", "given": "Halina", "family": "Wiśniewska", "known_as": None},
        "address": {"line_1": "4 Sample Row", "post_town": "Ipswich", "postcode": "IP1 1AA"},
        "email": "h.sample@example.org",
        "phone": "01632 960777",
    }
    cousin = deepcopy(case["people"][2]) | {
        "person_id": "c3",
        "name": {"given": "Jan", "family": "Wiśniewski", "known_as": None},
        "lives_with": ["p3"],
        "school": "Other High School",
    }
    case["people"] = [*case["people"], grandmother, cousin]
    for person in case["people"]:
        person["may_be_known_by_others"] = sorted(draw(st.sets(st.sampled_from(DETAILS))))
        person["in_refuge"] = draw(st.booleans()) if person["person_id"] == "p2" else False
        person["identity_withheld"] = draw(st.booleans()) if person["role"] == "child" else False
        person["language"], person["form"] = draw(LANGUAGES), draw(st.sampled_from(("standard", "large_print")))
    return case


Hidden = tuple[int, str, st.SearchStrategy[Any]]


def hidden_from(case: Body, reader: Body) -> list[Hidden]:
    """What this reader may not know, said again from the contract and on purpose without the project's own code.

    Each is the index of a person, a path inside that person, and how the value may vary.
    """
    found: list[Hidden] = []
    for i, person in enumerate(case["people"]):
        if person["person_id"] != reader["person_id"]:
            found += [(i, "language", LANGUAGES), (i, "form", FORMS), (i, "safe_contact.route", ROUTES)]
            found += [(i, "safe_contact.confirmed_by", WORDS), (i, "relationship", WORDS)]
            of_role = _hidden_of_child if person["role"] == "child" else _hidden_of_adult
            found += of_role(case, i, person, reader)
    return found


def _opened(case: Body, person: Body) -> set[str]:
    return set() if _in_refuge(case, person) else set(person["may_be_known_by_others"])


def _hidden_of_adult(case: Body, i: int, person: Body, reader: Body) -> list[Hidden]:
    opened = _opened(case, person)
    keeps_reader = person["person_id"] in reader.get("lives_with", [])
    found: list[Hidden] = [(i, "representative", REPRESENTATIVES)]
    if not keeps_reader:
        found.append((i, "in_refuge", st.booleans()))
    if "address" not in opened and not keeps_reader:
        found.append((i, "address", ADDRESSES))
    found += [(i, "email", EMAILS)] if "email" not in opened else []
    found += [(i, "phone", PHONES)] if "phone" not in opened else []
    return found


def _hidden_of_child(case: Body, i: int, person: Body, reader: Body) -> list[Hidden]:
    together = reader["person_id"] in person["lives_with"] or _siblings(person, reader)
    found: list[Hidden] = [(i, "date_of_birth", BIRTHDAYS)]
    if "school" not in _opened(case, person) and reader["person_id"] not in person["lives_with"]:
        found.append((i, "school", WORDS))
    if person["identity_withheld"] and not together:
        found += [(i, "name.given", WORDS), (i, "name.family", WORDS)]
    return found


def _siblings(one: Body, other: Body) -> bool:
    return bool(set(one.get("lives_with", [])) & set(other.get("lives_with", [])))


def _in_refuge(case: Body, person: Body) -> bool:
    at_risk = {p["person_id"] for p in case["people"] if p["in_refuge"]}
    return person["person_id"] in at_risk or bool(at_risk & set(person.get("lives_with", [])))


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A family, a reader of it, and a change to everything that reader may not know, or to one thing alone."""
    case = draw(families())
    reader = draw(st.sampled_from([p for p in case["people"] if p.get("letter_version") != "none"]))
    hidden: dict[str, st.SearchStrategy[Any]] = {
        "status_reason": WORDS,
        "linked_case_numbers": st.just(["AB26P00001"]),
        "category": st.sampled_from(("section_7_not_advised", "suitable_for_dispute_resolution")),
    }
    hidden |= {f"people.{i}.{path}": values for i, path, values in hidden_from(case, reader)}
    alone = draw(st.sampled_from(sorted(hidden))) if draw(st.booleans()) else None
    return World(case, reader["person_id"], {p: draw(v) for p, v in hidden.items() if alone in (None, p)})
