"""Ordinary families, made up by the number: their names, streets, towns and schools share words with everything else.

Nothing is wrong with any of them, so nothing that looks for secrets may find one: a letter held or a finding to
acknowledge here is a false alarm, and staff who see many stop looking.
"""

from random import Random
from typing import Any

from tests import build

FAMILIES = 200
_NAMES = (
    *(
        ("Tomasz", "Nowak"),
        ("Agnieszka", "Kowalska"),
        ("Piotr", "Wiśniewski"),
        ("Zofia", "Zielińska"),
        ("Jan", "Wójcik"),
    ),
    *(("أميرة", "حداد"), ("أحمد", "الخطيب"), ("Yusuf", "Al-Amin"), ("Fatima", "Bint Ali"), ("Maryam", "Hussain")),
    *(
        ("May", "March"),
        ("April", "May"),
        ("Grace", "Church"),
        ("Rose", "Hill"),
        ("Will", "Young"),
        ("Mark", "Reading"),
    ),
    *(("Hope", "Street"), ("Joy", "Park"), ("Summer", "Rivers"), ("Dawn", "King"), ("Rob", "Banks"), ("Faith", "Long")),
    *(
        ("Zoë", "O’Brien"),
        ("Anna-Maria", "St John"),
        ("Siân", "ap Rhys"),
        ("Ọláyínká", "Adébáyọ̀"),
        ("Thị Hai", "Nguyễn"),
    ),
    *(("Nil", "Yılmaz"), ("Zack", "Test"), ("Na", "Li"), ("Peter", "Noone"), ("Chelsea", "Essex"), ("Jack", "Court")),
    *(
        ("Mary", "Ann Close"),
        ("Frank", "Letter"),
        ("Ivy", "House"),
        ("Dean", "Judge"),
        ("Carol", "Friend"),
        ("Art", "Case"),
    ),
)
_CHILDREN = (
    "Maya",
    "Leo",
    "Rose",
    "Will",
    "Hope",
    "May",
    "Art",
    "Summer",
    "Zosia",
    "يوسف",
    "Max",
    "Joy",
    "Sky",
    "Noor",
)
_STREETS = (
    *("High Street", "Church Road", "Station Road", "London Road", "Park Lane", "Victoria Avenue", "May Close"),
    *("March Way", "Nowak Street", "Young Crescent", "Reading Road", "Hope Gardens", "School Lane", "Court Road"),
    *(
        "Letter Row",
        "King’s Walk",
        "St John’s Terrace",
        "The Green",
        "Long Acre",
        "Mill Hill",
        "Rose Hill",
        "Essex Road",
    ),
    *("Orchard Grove", "Quillet Drive", "Larkspur Mews", "Windermere Avenue", "Family Court", "Old Hall Lane"),
)
_HOUSES = ("", "", "", "Flat 3", "Rose Cottage", "The Lodge", "Hub House", "Apt 12", "The Old School")
_TOWNS = (
    *(
        ("March", "PE15 8AA"),
        ("Reading", "RG1 4LQ"),
        ("Bath", "BA1 1SU"),
        ("Battle", "TN33 0AA"),
        ("Street", "BA16 0AB"),
    ),
    *(
        ("Colchester", "CO3 3ES"),
        ("Ipswich", "IP1 2AH"),
        ("Norwich", "NR2 1TF"),
        ("Rugby", "CV21 2AA"),
        ("Eye", "IP23 7AA"),
    ),
    *(("Saffron Walden", "CB10 1AA"), ("Southend-on-Sea", "SS1 1AA"), ("Manchester", "M1 1AE"), ("London", "E1 6AN")),
)
_SCHOOLS = (
    *("Reading School", "St Mary’s", "Park Primary School", "Hope Academy", "The Grammar School", "March Academy"),
    *(
        "Church Lane Primary",
        "Normal Green School",
        "The Children’s School",
        "Windsor",
        "None",
        "N/A",
        "Larkspur College",
    ),
    *("Young People’s Academy", "Friends’ School", "Essex High School", "King Edward VI School", "Table Hill Infants"),
)
_FIRMS = ("Young & Co", "Church Court Solicitors LLP", "Family Law Partners", "Quillet Legal", "Hope Street Chambers")
_REASONS = (
    "No Family Court Adviser can take the case in time to file by 19 March 2027.",
    "The school was closed in February and May, and the teacher could not be reached before the hearing.\n\n"
    "We ask for three more weeks. The children should be seen at home and at school.",
    "Reading the papers took longer than planned. A report from the police came late, on 4 March.",
    "The adviser is ill. The next free date is in April; the Hub has no other adviser with room in its list.",
    "• the doctor has not answered\n• the mother and the father work long days\n• the judge asked for more detail",
)
_NOTES = {
    "en": "Thank you for your call in March. We have put your question to the team. May we ring you on Friday?",
    "pl": "Dziękujemy za rozmowę w marcu. Przekazaliśmy Pana pytanie zespołowi. Zadzwonimy w piątek.",
    "ar": "شكراً على اتصالك في مارس. نقلنا سؤالك إلى الفريق وسنتصل بك يوم الجمعة.",
}
_DIRECTIONS = (
    "Cafcass is to say by 8 January 2027 who will write the report.",
    "The court will hear the case in March.",
)
_ROUTE = {"confirmed_by": "R. Sample", "confirmed_on": "2026-11-18"}


def family(number: int) -> list[dict[str, Any]]:
    """The people of the family of that number: two parties and one to three children, always the same."""
    chance = Random(number)
    mother, father = chance.sample(_NAMES, 2)
    parties = [_adult(chance, "p1", "applicant", father), _adult(chance, "p2", "respondent", mother)]
    firsts = chance.sample(_CHILDREN, chance.randint(1, 3))
    return [*parties, *(_child(chance, f"c{n}", first, father[1]) for n, first in enumerate(firsts, 1))]


def events(number: int) -> list[build.Body]:
    """An event of every type that a family's letters come of, of that family, with ordinary words in its free texts."""
    chance, people = Random(number), family(number)
    note = {"person_id": "p1", "language": people[0]["language"], "text": _NOTES[people[0]["language"]]}
    own: dict[str, build.Changes] = {
        "hub_allocation_decided": {},
        "update_due": {"notes": [note]},
        "extension_needed": {"reason": chance.choice(_REASONS)},
        "extension_decided": {"case.ordered_work.filing_date": "2027-04-09"},
        "adviser_allocated": {},
        "risk_increased": {"may_be_told": [one["person_id"] for one in people]},
        "representation_received": {},
        "guardian_appointed": {},
        "court_challenged": {"direction": chance.choice(_DIRECTIONS)},
        "hub_closing": {},
    }
    numbered = {"case.people": people, "case.case_number": f"CM26P{number:05d}"}
    return [
        build.body(kind, {**numbered, "event_id": f"family-{number}-{kind}".replace("_", "-"), **changes})
        for kind, changes in own.items()
    ]


def _adult(chance: Random, person_id: str, role: str, name: tuple[str, str]) -> dict[str, Any]:
    town, postcode = chance.choice(_TOWNS)
    house, street = chance.choice(_HOUSES), f"{chance.randint(1, 240)} {chance.choice(_STREETS)}"
    lines = (house, street) if house else (street,)
    open_ones = [what for what in ("address", "phone", "email") if chance.random() < 0.3]
    firm = chance.choice(_FIRMS)
    lawyer = {"name": " ".join(chance.choice(_NAMES)), "firm": firm, "email": f"{person_id}@firm{len(firm)}.cjsm.net"}
    return {
        "person_id": person_id,
        "role": role,
        "name": {"title": chance.choice(("Mr", "Ms", "Mrs", "Dr", None)), "given": name[0], "family": name[1]},
        "address": {f"line_{n}": line for n, line in enumerate(lines, 1)} | {"post_town": town, "postcode": postcode},
        "phone": f"07700 900{chance.randint(100, 999)}",
        "email": f"{person_id}.{chance.randint(10, 99)}@example.org",
        "may_be_known_by_others": open_ones,
        "identity_withheld": chance.random() < 0.1,
        "in_refuge": chance.random() < 0.05,
        "language": chance.choice(("en", "en", "pl", "ar")),
        "form": chance.choice(("standard", "large_print", "html")),
        "safe_contact": {"route": chance.choice(("post", "email")), **_ROUTE},
        **({"representative": lawyer} if chance.random() < 0.4 else {}),
    }


def _child(chance: Random, person_id: str, first: str, family_name: str) -> dict[str, Any]:
    older = chance.random() < 0.5
    return {
        "person_id": person_id,
        "role": "child",
        "gender": chance.choice(("girl", "boy")),
        "name": {"given": first, "family": family_name, "known_as": None},
        "date_of_birth": f"{2012 if older else 2019}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
        "school": chance.choice(_SCHOOLS),
        "lives_with": ["p2"],
        "language": chance.choice(("en", "pl", "ar")),
        "form": "standard",
        "safe_contact": {"route": "post", **_ROUTE},
        "letter_version": "older" if older else "younger",
    }
