"""HMCTS's answers and decision files for tests: the published one, two made-up families, and one small family."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from correspondence.hmcts.importing import Imported, read_feed
from tests.build import Body, Changes, changed

HERE = Path(__file__).parent.parent / "data" / "hmcts"
PUBLISHED = HERE / "cafcass-search-response.json"
PUBLISHED_DECISION = HERE / "published_decision.json"
TWO_FAMILIES = HERE / "two_families.json"
TWO_FAMILIES_DECISION = HERE / "two_families_decision.json"

CASE_ID = "1763112345678005"
ANNA, BERT, GRAN, CAT = "anna-id", "bert-id", "gran-id", "cat-id"
CONFIRMED = {"route": "post", "confirmed_by": "R. Sample", "confirmed_on": "2026-11-18"}

_SMALL: Body = {
    "total": 1,
    "cases": [
        {
            "id": int(CASE_ID),
            "case_data": {
                "familymanCaseNumber": "CM26P00521",
                "applicants": [
                    {
                        "id": ANNA,
                        "value": {
                            "firstName": "Annabel",
                            "lastName": "Quillfeather",
                            "isAddressConfidential": "No",
                            "isEmailAddressConfidential": "No",
                            "isPhoneNumberConfidential": "No",
                            "email": "quillfeather@example.org",
                            "phoneNumber": "07700 900111",
                            "address": {"AddressLine1": "1 Wren Yard", "PostTown": "Chelmsford", "PostCode": "CM1 1QH"},
                        },
                    }
                ],
                "respondents": [
                    {
                        "id": BERT,
                        "value": {
                            "firstName": "Bertrand",
                            "lastName": "Oxenholme",
                            "isAddressConfidential": "No",
                            "address": {"AddressLine1": "2 Owl Lane", "PostTown": "Colchester", "PostCode": "CO1 1JN"},
                        },
                    }
                ],
                "newChildDetails": [
                    {
                        "id": CAT,
                        "value": {
                            "firstName": "Catriona",
                            "lastName": "Quillfeather",
                            "dateOfBirth": "2014-03-02",
                            "gender": "female",
                        },
                    }
                ],
                "childAndApplicantRelations": [
                    {
                        "id": "r1",
                        "value": {
                            "partyId": ANNA,
                            "childId": CAT,
                            "relationType": "mother",
                            "childLivesWith": "Yes",
                            "isChildLivesWithPersonConfidential": "No",
                        },
                    }
                ],
            },
        }
    ],
}

_SMALL_DECISION: Body = {
    "occurred_on": "2026-11-19",
    "recorded_by": {"name": "R. Sample", "role": "practice_supervisor"},
    "hub": "essex",
    "cases": {
        CASE_ID: {
            "court": "chelmsford",
            "category": "child_arrangements_quantum_of_contact_only",
            "priority_status": 3,
            "spip_advised": False,
            "ordered_work": {"type": "section_7_report", "ordered_on": "2026-11-05", "communicated_on": "2026-11-09"},
            "screened": {"by": "R. Sample", "on": "2026-11-18"},
            "urgent": False,
            "people": {
                ANNA: {"safe_contact": {**CONFIRMED}},
                BERT: {"safe_contact": {**CONFIRMED}},
                CAT: {"safe_contact": {**CONFIRMED}, "letter_version": "older"},
            },
        }
    },
}

GRANDMOTHER: Body = {
    "id": GRAN,
    "value": {
        "firstName": "Georgiana",
        "lastName": "Featherstone",
        "isAddressConfidential": "No",
        "address": {"AddressLine1": "3 Heron Court", "PostTown": "Witham", "PostCode": "CM8 2AB"},
    },
}
"""Somebody of `otherPartyInTheCaseRevised`."""


# where the small family stands: to change it, and as problems name it
A, B, C, R = "applicants.0.value.", "respondents.0.value.", "newChildDetails.0.value.", "childAndApplicantRelations.0."
AT_A, AT_B, AT_C = "applicants[0].value", "respondents[0].value", "newChildDetails[0].value"
AT_R = "childAndApplicantRelations[0].value"
NO_RELATIONS: Changes = {"childAndApplicantRelations": None}
WITH_GRAN: Changes = {"otherPartyInTheCaseRevised": [GRANDMOTHER]}


def small_feed(changes: Changes | None = None) -> Body:
    """An answer with one family that lacks nothing; paths of *changes* begin in `case_data`."""
    return changed(_SMALL, {f"cases.0.case_data.{path}": value for path, value in (changes or {}).items()})


def small_decision(changes: Changes | None = None) -> Body:
    """The decision file for the small family; paths of *changes* begin in its one case."""
    case = changed(_SMALL_DECISION["cases"][CASE_ID], changes or {})
    return changed(_SMALL_DECISION, {"cases": {CASE_ID: case}})


def lives_with_gran(**flag: str) -> Changes:
    """The child lives with its grandmother, by a relation with that flag or none."""
    row = {"partyId": GRAN, "childId": CAT, "childLivesWith": "Yes", **flag}
    return {**WITH_GRAN, **NO_RELATIONS, "childAndOtherPeopleRelations": [{"id": "r2", "value": row}]}


def order(day: object, created: object = None, reports: object = None) -> Body:
    """An entry of `orderCollection`."""
    return {"id": None, "value": {"originalFilingDate": day, "dateCreated": created, "courtReportType": reports}}


def importing(feed: Body, decision: Body) -> Imported:
    """What becomes of an answer under a decision file, both read as files are."""
    return read_feed(json.dumps(feed).encode(), json.dumps(decision).encode())


def small(feed: Changes | None = None, decision: Changes | None = None) -> Imported:
    """What becomes of the small family with these changes."""
    return importing(small_feed(feed), small_decision(decision))


def listed(imported: Imported) -> list[tuple[str, str, str]]:
    """Case, field and rule of every problem, in order."""
    return [(p.case_id, p.field, str(p.rule)) for p in imported.problems]


def rules(imported: Imported) -> set[tuple[str, str]]:
    """Field, without its `case_data.`, and rule of every problem."""
    return {(p.field.removeprefix("case_data."), str(p.rule)) for p in imported.problems}


def person(event: Body, person_id: str) -> Body:
    """One person of an event."""
    found: Body = next(p for p in event["case"]["people"] if p["person_id"] == person_id)
    return found


@cache
def text_of(path: Path) -> bytes:
    """A file's bytes."""
    return path.read_bytes()


def from_files(feed: Path, decision: Path) -> Imported:
    """What becomes of an answer in a file under a decision file."""
    return read_feed(text_of(feed), text_of(decision))


_PERSONAL = frozenset(
    {"firstName", "lastName", "previousName", "name", "email", "phoneNumber", "dateOfBirth", "placeOfBirth"}
    | {"AddressLine1", "AddressLine2", "AddressLine3", "PostTown", "PostCode", "County", "OrganisationName"}
    | {"representativeFirstName", "representativeLastName", "solicitorEmail", "dxNumber", "language"}
    | {"partyFullName", "childFullName", "relationshipToChildDetails", "label"}
)


def personal_values(value: Any, name: str = "") -> Iterator[str]:
    """Every value in an answer that is somebody's: names, days of birth, addresses, numbers, solicitors."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from personal_values(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from personal_values(inner, name)
    elif isinstance(value, str) and value.strip() and name in _PERSONAL:
        yield value
