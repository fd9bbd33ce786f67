"""Law 5: no value of one party stands in another's anything, and what is for staff alone in nobody's."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from correspondence.simulation.laws.secrets import Law5
from correspondence.simulation.seen import Posted
from tests import build

from .made import corrected, document, letter, posted, says, seen

DECISION = posted("hub_allocation_decided")
MOTHERS = {"recipient": "p2"}
CHILDS = {"recipient": "c1", "audience": "older"}


def leaks(words: str, *events: Posted, **changes: Any) -> str:
    return says(Law5()(seen(letter(words, **changes), events=events or (DECISION,))))


def shared(*details: str) -> build.Changes:
    return {"case.people.1.may_be_known_by_others": list(details)}


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("She lives at 2 Placeholder Close.", "address"),
        ("Somewhere near CO11JN", "address"),
        ("Call 07700 900321", "phone"),
        ("Call +44 (7700) 900-321", "phone"),
        ("Write to A.Sample@example.org.", "email"),
        ("A child at Example High School", "school"),
        ("The solicitors Sample & Sons LLP", "representative"),
    ],
)
def test_what_is_the_mothers_stands_in_nothing_of_the_fathers(words: str, what: str) -> None:
    assert leaks(words) == f"a hub_letter has somebody's {what}, which its reader may not know"
    assert leaks(words, **MOTHERS) == ""


def test_a_child_may_read_of_its_own_home_and_not_of_the_other_parents() -> None:
    assert leaks("Your home is 2 Placeholder Close, your school Example High School.", **CHILDS) == ""
    assert "address" in leaks("2 Placeholder Close", **{**CHILDS, "recipient": "p1", "audience": "adult"})


def test_what_its_owner_opened_may_be_shown() -> None:
    assert leaks("18 Example Street, CM1 1QH", **MOTHERS) == ""
    assert "email" in leaks("t.sample@example.org", **MOTHERS)


@pytest.mark.parametrize("school", ["Not known", "To be confirmed", "Not yet stated"])
def test_a_school_that_is_a_filler_is_nobodys(school: str) -> None:
    unknown = posted("hub_allocation_decided", {"case.people.3.school": school})
    assert leaks(f"Filing date: {school}", unknown) == ""
    known = posted("hub_allocation_decided", {"case.people.3.school": f"{school} High School"})
    assert "school" in leaks(f"A child at {school} High School", known)


def test_a_school_that_a_sibling_tells_is_known_though_another_keeps_it_back() -> None:
    siblings = {"case.people.3.school": "Example High School", "case.people.3.may_be_known_by_others": ["school"]}
    assert leaks("Example High School", posted("hub_allocation_decided", siblings)) == ""
    apart = {**siblings, "case.people.3.lives_with": [], "case.people.1.in_refuge": True}
    assert "school" in leaks("Example High School", posted("hub_allocation_decided", apart))


def test_a_refuge_hides_what_was_opened() -> None:
    refuge = posted("hub_allocation_decided", {**shared("address", "phone"), "case.people.1.in_refuge": True})
    opened = posted("hub_allocation_decided", shared("address", "phone"))
    assert leaks("2 Placeholder Close, 07700 900321", opened) == ""
    assert "address" in leaks("2 Placeholder Close", refuge)
    assert "phone" in leaks("07700 900321", refuge)


def test_what_was_once_protected_stays_so_until_an_override_names_it() -> None:
    opened = {**shared("address"), "occurred_on": "2026-11-24"}
    named: build.Changes = {
        **opened,
        "override": {
            "reason": "She asked for it.",
            "approved_by": "S. Sample",
            "loosens": [{"person_id": "p2", "what": "address"}],
        },
    }
    assert "address" in leaks("2 Placeholder Close", DECISION, posted("review_recorded", opened))
    assert leaks("2 Placeholder Close", DECISION, posted("review_recorded", named)) == ""


def test_a_value_that_was_corrected_away_is_still_somebodys() -> None:
    right = corrected("hub_allocation_decided", {"case.people.1.address.line_1": "9 Sample Row"}, date(2026, 11, 23))
    assert "address" in leaks("2 Placeholder Close", DECISION, right)
    assert "address" in leaks("9 Sample Row, CO1 1JN", DECISION, right)


def test_what_changed_of_somebody_is_theirs_too() -> None:
    moved = build.example("hub_allocation_decided")["case"]["people"][1] | {"phone": "01632 960999"}
    assert "phone" in leaks("Call 01632 960999", DECISION, posted("details_changed", {"people": [moved]}))


def test_a_name_that_is_withheld_is_told_to_nobody_who_lives_elsewhere() -> None:
    withheld = posted("hub_allocation_decided", {"case.people.1.identity_withheld": True})
    assert "name" in leaks("Ms Sample-Haddad", withheld)
    assert leaks("Amira Sample-Haddad", withheld, **MOTHERS) == ""
    assert leaks("Amira Sample-Haddad") == ""


def test_a_court_document_that_is_copied_to_each_party_is_read_as_each_of_them() -> None:
    court = {"kind": "filing_time", "recipient": "court:chelmsford", "audience": "court"}
    assert "address" in leaks("Copied to each party. 2 Placeholder Close", **court)
    assert leaks("For the court alone: not copied. 2 Placeholder Close", **court) == ""


def test_what_was_held_for_it_was_found_already() -> None:
    found = (("disclosure.address", "blocking", "page 1"),)
    assert leaks("2 Placeholder Close", status="held", findings=found) == ""


def test_a_letter_that_went_before_a_protection_told_nothing_that_was_hidden() -> None:
    opened = posted("hub_allocation_decided", shared("address"))
    hidden = posted("review_recorded", {"case.people.1.may_be_known_by_others": []})
    assert leaks("2 Placeholder Close", opened, hidden, status="sent") == ""
    assert "address" in leaks("2 Placeholder Close", opened, hidden)


def test_our_own_address_is_nobodys_secret() -> None:
    assert leaks("Write to 1 Example House, Chelmsford, CM2 0PP, essex.hub@example.org") == ""


INTERNAL = [
    ("review_recorded", "rationale", "The school has been asked about the child twice.", "hub_letter"),
    ("risk_increased", "summary", "A neighbour has reported shouting every night.", "brought_forward"),
    ("extension_needed", "reason", "The adviser is on long leave until the spring.", "extension_sought"),
]


@pytest.mark.parametrize(("kind", "field", "words", "in_kind"), INTERNAL)
def test_what_staff_wrote_for_some_eyes_stands_nowhere_else(kind: str, field: str, words: str, in_kind: str) -> None:
    assert leaks(f"We say. {words}", DECISION, posted(kind, {field: words}), kind=in_kind) == (
        f"a {in_kind} has the {field} of {kind}"
    )
    assert leaks(f"We say. {words}", DECISION, posted(kind, {field: words}), kind="review_record") == ""


def test_a_note_stands_in_its_own_readers_update() -> None:
    note = {"person_id": "p2", "language": "en", "text": "Thank you for calling about the summer holidays."}
    update = posted("update_due", {"notes": [note]})
    assert leaks(note["text"], DECISION, update, kind="update", **MOTHERS) == ""
    assert "a note to somebody else" in leaks(note["text"], DECISION, update, kind="update")


def test_a_list_of_cases_names_nobody() -> None:
    weekly = {"kind": "weekly_list", "recipient": "court:chelmsford", "audience": "court", "subject": "list:essex"}
    assert leaks("CM26P00417, ZS and AS", **weekly) == ""
    assert "a weekly_list has somebody's name" in leaks("CM26P00417, Zofia Sample-Wiśniewska", **weekly)


def test_a_letter_is_looked_at_again_when_it_has_moved_on() -> None:
    law, draft = Law5(), letter("2 Placeholder Close")
    assert says(law(seen(draft))) != ""
    assert says(law(seen(draft))) == ""
    assert says(law(seen(replace(draft, status="approved", documents=(document("2 Placeholder Close"),))))) != ""


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        ("case.people.1.address: 2 Placeholder Close is no line of an address", "address"),
        ("case.people.1.phone: 07700 900321 is not a telephone number", "phone"),
        ("case.people.0.name: this is not the Tomasz Sample-Wiśniewski of the event before", "name"),
    ],
)
def test_a_refusal_names_the_field_and_the_rule_and_no_persons_value(answer: str, what: str) -> None:
    refused = replace(DECISION, taken=False, rule="some_rule")
    told = says(Law5()(seen(events=[replace(refused, answer=answer)])))
    assert told == f"whoever posted a hub_allocation_decided was answered with somebody's {what}"
    assert says(Law5()(seen(events=[replace(refused, answer="case.people.1.phone: no telephone number")]))) == ""
