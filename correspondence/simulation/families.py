"""Families and their cases, as they come to a Hub, and what happens to them there."""

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

Body = dict[str, Any]

_GIVEN = {
    "father": ("Tomasz", "Owen", "Daniel", "Kwame", "Imran", "Piotr", "Seán", "Li Wei"),
    "mother": ("Amira", "Grace", "Agnieszka", "Siân", "Fatima", "Chloë", "Nneka", "Mary-Ann"),
    "girl": ("Zofia", "Ava", "Noor", "Eilidh", "Rose", "Mia"),
    "boy": ("Adam", "Leo", "Yusuf", "Jack", "Kofi", "Théo"),
    "kin": ("Joan", "Hassan", "Patricia", "Stanisław"),
}
_FAMILY = (
    "Samplewood",
    "Wiśniewski",
    "Haddad",
    "O'Sample",
    "Nwosu-Test",
    "Ap Dafydd",
    "Brown",
    "Żak",
    "King",
    "van Dijk",
)
_STREETS = ("Example Street", "Placeholder Close", "Sample Road", "Test Lane", "Fiction Avenue", "Invented Row")
_TOWNS = {"CM": "Chelmsford", "NR": "Norwich", "CT": "Canterbury", "BS": "Bristol", "NE": "Newcastle"}
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_WORK = ("section_7_report", "section_7_report", "section_7_addendum", "rule_16_4", "other_report")
_CATEGORIES = (
    ("child_arrangements_quantum_of_contact_only", 3),
    ("section_7_not_advised", 3),
    ("section_7_advised", 2),
    ("specific_issue", 4),
    ("addendum_within_12_months", 3),
    ("suitable_for_mediation", 4),
)
_LANGUAGES = ("en",) * 7 + ("pl", "ar", "ur")
_FORMS = ("standard",) * 8 + ("large_print", "html")
FILLERS = ("n/a", "Not known", "TBC", "xxx", "Confidential", "see file", "-")
"""What people type into a field that they cannot fill."""


def of_chance(rng: Random, percent: float) -> bool:
    """True as often in a hundred times."""
    return rng.random() * 100 < percent


@dataclass(slots=True)
class Family:
    """A family whose case is before a court: as it truly is, which is not always what is recorded of it.

    `case` is the whole case as an event has it. `news`: whom of them something changed for that nobody recorded yet.
    """

    rng: Random
    hub: str
    case: Body
    news: list[str] = field(default_factory=list)

    @property
    def number(self) -> str:
        """The number of its case."""
        return str(self.case["case_number"])

    def people(self, *roles: str) -> list[Body]:
        """Its people with one of these roles; all of them where none is named."""
        return [p for p in self.case["people"] if not roles or p["role"] in roles]

    @property
    def parties(self) -> list[Body]:
        """The parties."""
        return self.people("applicant", "respondent", "other_party")

    @property
    def work(self) -> Body:
        """What the court ordered, and its days."""
        found: Body = self.case["ordered_work"]
        return found

    def recorded(self) -> Body:
        """The case as somebody who knows it well would record it today."""
        return deepcopy(self.case)

    # What happens to a family

    def moves(self) -> None:
        """Somebody moves, and may be safe to write to there or not."""
        person = self.rng.choice(self.parties)
        person["address"] = address(self.rng)
        if person.get("safe_contact") and of_chance(self.rng, 60):
            person["safe_contact"] = None
        self.news.append(person["person_id"])

    def hides(self, today: date) -> None:
        """A mother goes into a refuge, or comes out of it; or somebody's name or home is to be kept from the others."""
        person = self.parties[-1]
        match self.rng.randrange(3):
            case 0:
                person["in_refuge"] = not person.get("in_refuge", False)
                person["safe_contact"] = safe_contact(
                    self.rng, "representative" if "representative" in person else "none", today
                )
            case 1:
                person["identity_withheld"] = not person.get("identity_withheld", False)
            case _:
                person["may_be_known_by_others"] = []
        self.news.append(person["person_id"])

    def grows(self, today: date) -> None:
        """A sibling is born, or a grandparent becomes a party."""
        if of_chance(self.rng, 50):
            ids = [p["person_id"] for p in self.people("child")]
            self.case["people"].append(child(self.rng, f"c{len(ids) + 1}", self.parties[-1], today, age_days=20))
            self.news.append(f"c{len(ids) + 1}")
            return
        ids = [p["person_id"] for p in self.case["people"]]
        if "p3" not in ids:
            self.case["people"].append(adult(self.rng, "p3", "other_party", "kin", today))
            self.news.append("p3")

    def is_represented_otherwise(self) -> None:
        """A party takes a solicitor, takes another, or has none any more."""
        person = self.rng.choice(self.parties)
        if person.get("representative") and of_chance(self.rng, 40):
            del person["representative"]
            if (person.get("safe_contact") or {}).get("route") == "representative":
                person["safe_contact"] = None
        else:
            person["representative"] = representative(self.rng)
        self.news.append(person["person_id"])

    def is_found(self, today: date) -> None:
        """Staff learn how somebody may be written to whom nobody could reach, or which letter a child is to have."""
        for person in self.case["people"]:
            if not person.get("safe_contact"):
                person["safe_contact"] = safe_contact(self.rng, "post", today)
                if person["role"] != "child" and person.get("address", {}).get("line_1") in (*FILLERS, None):
                    person["address"] = address(self.rng)
                self.news.append(person["person_id"])
                return
            if person["role"] == "child" and not person.get("letter_version"):
                person["letter_version"] = self.rng.choice(("younger", "older"))
                self.news.append(person["person_id"])

    def is_heard_otherwise(self) -> None:
        """The court moves the hearing, sets one, or takes it out of its list."""
        now = self.work.get("next_hearing_on")
        if now is None or of_chance(self.rng, 80):
            base = date.fromisoformat(now or self.work["filing_date"] or self.work["communicated_on"])
            self.work["next_hearing_on"] = _day(base, self.rng.randrange(7, 60))
        else:
            self.work["next_hearing_on"] = None


def address(rng: Random) -> Body:
    """A home."""
    area = rng.choice(tuple(_TOWNS))
    postcode = f"{area}{rng.randrange(1, 9)} {rng.randrange(1, 9)}{rng.choice(_LETTERS)}{rng.choice(_LETTERS)}"
    line = f"{rng.randrange(1, 200)} {rng.choice(_STREETS)}"
    flat = {"line_1": f"Flat {rng.randrange(1, 30)}", "line_2": line} if of_chance(rng, 25) else {"line_1": line}
    return {**flat, "post_town": _TOWNS[area], "postcode": postcode}


def safe_contact(rng: Random, route: str, today: date) -> Body:
    """Somebody confirmed some days ago how a person may safely be reached."""
    return {"route": route, "confirmed_by": "R. Sample", "confirmed_on": _day(today, -rng.randrange(0, 5))}


def representative(rng: Random) -> Body:
    """A solicitor."""
    number = rng.randrange(1, 60)
    return {
        "name": f"Solicitor {rng.choice(_LETTERS)}. Sample",
        "firm": f"{rng.choice(_FAMILY)} and Partners",
        "email": f"solicitor.{number}@samplelaw.cjsm.net",
    }


def adult(rng: Random, person_id: str, role: str, who: str, today: date) -> Body:
    """A party, whom most Hubs know how to write to."""
    email = f"{person_id}.{rng.randrange(10_000)}@example.org"
    person: Body = {
        "person_id": person_id,
        "role": role,
        "relationship": "grandparent" if who == "kin" else who,
        "name": {
            "title": rng.choice(("Mr", "Dr")) if who == "father" else "Ms",
            "given": rng.choice(_GIVEN[who]),
            "family": rng.choice(_FAMILY),
        },
        "address": address(rng),
        "email": email,
        "phone": f"07700 900{rng.randrange(100, 999)}",
        "language": rng.choice(_LANGUAGES),
        "form": rng.choice(_FORMS),
        "may_be_known_by_others": [each for each in ("address", "phone", "email") if of_chance(rng, 30)],
        "safe_contact": safe_contact(rng, rng.choice(("post", "post", "post", "email")), today)
        if of_chance(rng, 88)
        else None,
    }
    if of_chance(rng, 30):
        person["representative"] = representative(rng)
        if of_chance(rng, 50):
            person["safe_contact"] = safe_contact(rng, "representative", today)
    return person


def child(rng: Random, person_id: str, keeper: Body, today: date, age_days: int | None = None) -> Body:
    """A child who lives with one of the adults, with a letter of its own or none, as was decided."""
    days = rng.randrange(400, 6300) if age_days is None else age_days
    gender = rng.choice(("girl", "boy"))
    version = "none" if days < 1500 else "younger" if days < 4000 else "older"
    return {
        "person_id": person_id,
        "role": "child",
        "name": {"given": rng.choice(_GIVEN[gender]), "family": keeper["name"]["family"]},
        "gender": gender,
        "date_of_birth": _day(today, -days),
        "school": rng.choice((None, "Example Primary School", "Sample Academy")),
        "lives_with": [keeper["person_id"]],
        "letter_version": version if of_chance(rng, 85) else rng.choice((None, "none")),
        "safe_contact": safe_contact(rng, "post", today) if of_chance(rng, 85) else None,
    }


def family(rng: Random, number: int, hub: str, courts: list[str], today: date) -> Family:
    """A family whose case is about to be placed in that Hub."""
    people = [adult(rng, "p1", "applicant", "father", today), adult(rng, "p2", "respondent", "mother", today)]
    if of_chance(rng, 10):
        people.append(adult(rng, "p3", "other_party", "kin", today))
    keepers = people[:2]
    for place in range(rng.choice((1, 1, 2, 2, 3))):
        keeper = keepers[1] if of_chance(rng, 75) else keepers[0]
        people.append(child(rng, f"c{place + 1}", keeper, today))
    ordered = -rng.randrange(4, 25)
    came = ordered + rng.randrange(0, 4)
    filing = rng.randrange(40, 200) if of_chance(rng, 85) else None
    hearing = (filing or 100) + rng.randrange(7, 40) if of_chance(rng, 75) else None
    category, status = rng.choice(_CATEGORIES)
    case: Body = {
        "case_number": f"CM26P{number:05d}",
        "court": rng.choice(courts),
        "category": category,
        "priority_status": status,
        "spip_advised": of_chance(rng, 40),
        "people": people,
        "ordered_work": {
            "type": rng.choice(_WORK),
            "ordered_on": _day(today, ordered),
            "communicated_on": _day(today, came),
            "filing_date": None if filing is None else _day(today, filing),
            "next_hearing_on": None if hearing is None else _day(today, hearing),
        },
    }
    return Family(rng, hub, case)


def _day(today: date, days: int) -> str:
    return (today + timedelta(days=days)).isoformat()
