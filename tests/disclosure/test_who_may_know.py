"""Who may know what, case by case: each row a family, a reader, and what must be withheld or may be seen."""

from collections.abc import Mapping
from typing import Any

import pytest

from correspondence.protocol.case.people import Address, Detail
from correspondence.protocol.case.places import is_one_place, may_be_one_place, place_values
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.history.case_file import CaseFile, fold
from correspondence.protocol.history.disclosure import explain, household_is_open, kept_back, open_details
from tests import build

P1, P2, C1, C2 = (f"case.people.{i}" for i in range(4))
REFUGE = {"line_1": "Safe House", "line_2": "9 Hidden Row", "post_town": "Braintree", "postcode": "CM7 1AA"}
FATHERS_HOME = build.example("hub_allocation_decided")["case"]["people"][0]["address"]


def case_file(changes: Mapping[str, Any], *later: Mapping[str, Any]) -> CaseFile:
    """The example's family with changes; each later event (a review) with changes of its own from the example's."""
    events: list[AnyEvent] = [build.decision(changes)]
    events += [build.review({"event_id": f"review-{i}", **each}) for i, each in enumerate(later)]
    return fold(events)


def values(file: CaseFile, reader: str) -> set[str]:
    """Every value withheld from that reader."""
    person = file.case.person(reader)
    assert person is not None
    return {value for entry in kept_back(file, [person]).entries for value in entry.values}


def is_open(file: CaseFile, child: str) -> bool:
    person = file.case.person(child)
    assert person is not None
    return household_is_open(file, person)


def test_absence_is_confidentiality() -> None:
    file = case_file({f"{P1}.may_be_known_by_others": []})
    assert {"18 Example Street", "CM1 1QH", "t.sample@example.org", "01632 960114"} <= values(file, "p2")
    assert {"2 Placeholder Close", "CO1 1JN", "07700 900321", "Example High School"} <= values(file, "p1")


def test_a_permission_opens_its_detail_and_no_other() -> None:
    file = case_file({f"{P1}.may_be_known_by_others": ["address"]})
    assert not {"18 Example Street", "CM1 1QH"} & values(file, "p2")
    assert {"01632 960114", "t.sample@example.org"} <= values(file, "p2")


def test_a_refuge_overrides_every_permission_for_all_who_live_there() -> None:
    everything = ["address", "phone", "email", "school", "lives_with"]
    opened = {f"{p}.may_be_known_by_others": everything for p in (P2, C1, C2)}
    assert not {"CO1 1JN", "Example High School"} & values(case_file(opened), "p1")
    file = case_file({**opened, f"{P2}.in_refuge": True})
    assert {"CO1 1JN", "2 Placeholder Close", "07700 900321", "Example High School"} <= values(file, "p1")
    assert not is_open(file, "c1")


def test_a_refuge_is_known_by_its_place_however_the_address_is_laid_out() -> None:
    """A carer opens the address of the refuge, with a county and other lines: it stays withheld."""
    carer = build.example("hub_allocation_decided")["case"]["people"][0] | {
        "person_id": "k1",
        "role": "carer",
        "address": {"line_1": "Safe House, 9 Hidden Row", "post_town": "Braintree", "county": "Essex"}
        | {"postcode": "CM71AA"},
        "may_be_known_by_others": ["address"],
    }
    people = build.example("hub_allocation_decided")["case"]["people"]
    people[1] |= {"in_refuge": True, "address": REFUGE}
    file = case_file({"case.people": [*people, carer]})
    assert {"Safe House", "9 Hidden Row", "CM7 1AA"} <= values(file, "p1")


def test_a_refuge_stays_one_when_its_resident_leaves_the_case() -> None:
    people = build.example("hub_allocation_decided")["case"]["people"]
    grandmother = people[0] | {"person_id": "p3", "address": REFUGE, "may_be_known_by_others": ["address"]}
    refugee = people[1] | {"in_refuge": True, "address": REFUGE}
    before = {"case.people": [people[0], refugee, grandmother, *people[2:]]}
    after = [people[0], grandmother, *({**child, "lives_with": ["p3"]} for child in people[2:])]
    file = case_file(before, {"case.people": after})
    assert {"9 Hidden Row", "CM7 1AA"} <= values(file, "p1")


def test_whoever_may_live_where_a_refuge_was_is_protected_after_its_resident_left_the_case() -> None:
    people = build.example("hub_allocation_decided")["case"]["people"]
    father, mother, *children = people
    there = {"line_1": "9 Hidden Rw, Braintree", "post_town": "Braintree", "postcode": "CM71AA"}
    carer = father | {"person_id": "k1", "role": "carer", "address": there, "phone": "01632 960555"}
    carer |= {"may_be_known_by_others": ["phone"], "name": {"title": "Mrs", "given": "Halina", "family": "Elsewhere"}}
    before = {"case.people": [father, mother | {"in_refuge": True, "address": REFUGE}, *children]}
    after = {"case.people": [father, carer, *({**child, "lives_with": ["k1"]} for child in children)]}
    assert "01632 960555" in values(case_file(before, after), "p1")
    assert "01632 960555" not in values(case_file({}, after), "p1")


def test_every_value_that_the_case_ever_held_stays_protected() -> None:
    moved = {f"{P2}.address": REFUGE, f"{P2}.phone": "07700 900999"}
    file = case_file({}, moved)
    assert {"2 Placeholder Close", "CO1 1JN", "9 Hidden Row", "07700 900321", "07700 900999"} <= values(file, "p1")


def test_an_address_once_recorded_under_the_wrong_person_is_not_theirs_to_see() -> None:
    wrong = {f"{P1}.address": REFUGE, f"{P2}.address": REFUGE}
    file = case_file(wrong, {f"{P2}.address": REFUGE})
    assert {"9 Hidden Row", "CM7 1AA"} <= values(file, "p1")


def test_a_child_of_two_homes_has_a_cover_page_while_one_of_them_is_closed() -> None:
    file = case_file({f"{C1}.lives_with": ["p1", "p2"], f"{P1}.may_be_known_by_others": []})
    assert not is_open(file, "c1")
    assert "18 Example Street" in values(file, "c1")


def test_a_child_at_a_closed_home_that_every_party_shares_needs_no_cover_page() -> None:
    closed = {f"{P1}.may_be_known_by_others": [], f"{P2}.address": FATHERS_HOME}
    file = case_file(closed)
    assert is_open(file, "c1")
    assert not {"18 Example Street", "CM1 1QH"} & values(file, "c1")


def test_a_childs_address_is_open_only_with_the_childs_permission_and_every_keepers() -> None:
    keeper = {f"{P2}.may_be_known_by_others": ["address"]}
    child = {f"{C1}.may_be_known_by_others": ["lives_with"]}
    assert [is_open(case_file(changes), "c1") for changes in (keeper, child, {**keeper, **child})] == [
        False,
        False,
        True,
    ]


def test_an_address_of_a_child_of_two_homes_is_open_only_with_both_keepers_permission() -> None:
    child = {f"{C1}.lives_with": ["p1", "p2"], f"{C1}.may_be_known_by_others": ["lives_with"]}
    for opened in ((), (P1,), (P2,), (P1, P2)):
        known = {f"{keeper}.may_be_known_by_others": ["address"] if keeper in opened else [] for keeper in (P1, P2)}
        file = case_file({**child, **known})
        person = file.case.person("c1")
        assert person is not None
        assert (Detail.ADDRESS in open_details(file, person)) is (opened == (P1, P2))


def test_what_both_parties_share_is_not_withheld() -> None:
    same_town = {f"{P2}.address": {"line_1": "1 Other Road", "post_town": "Chelmsford", "postcode": "CM1 1QH"}}
    file = case_file(same_town)
    assert "1 Other Road" in values(file, "p1")
    assert not {"Chelmsford", "CM1 1QH"} & values(file, "p1")


def test_a_town_that_every_party_shares_is_not_kept_back_a_child() -> None:
    file = case_file({f"{P2}.address": {"line_1": "1 Other Road", "post_town": "Chelmsford", "postcode": "CM2 0PP"}})
    assert "Chelmsford" not in values(file, "c1")


def test_a_telephone_number_is_the_same_with_its_country_code() -> None:
    file = case_file({f"{P1}.may_be_known_by_others": ["phone"], f"{P2}.phone": "+44 1632 960114"})
    assert "+44 1632 960114" not in values(file, "p1")


def test_siblings_who_do_not_live_together_are_not_named_to_each_other() -> None:
    file = case_file({f"{C2}.lives_with": ["p1"]})
    assert "Adam Sample-Wiśniewski" in values(file, "c1")
    assert "Adam Sample-Wiśniewski" not in values(case_file({}), "c1")


def test_a_withheld_identity_is_known_to_those_who_live_there_alone() -> None:
    file = case_file({f"{C1}.identity_withheld": True})
    assert {"Zofia Sample-Wiśniewska", "Zosia Sample-Wiśniewska"} <= values(file, "p1")
    assert "Zofia Sample-Wiśniewska" not in values(file, "p2")


def test_who_is_no_longer_in_the_case_is_not_named_in_it() -> None:
    people = build.example("hub_allocation_decided")["case"]["people"]
    file = case_file({}, {"case.people": [people[0], *({**child, "lives_with": ["p1"]} for child in people[2:])]})
    assert {"Amira Sample-Haddad", "Ms Sample-Haddad", "CO1 1JN"} <= values(file, "p1")


def test_who_is_told_why_is_told_no_value() -> None:
    file = case_file({f"{P2}.in_refuge": True})
    father = file.case.person("p1")
    assert father is not None
    lines = explain(file, father)
    assert any("p2: address" in line and "refuge" in line for line in lines)
    assert not any(value in line for line in lines for value in values(file, "p1"))


HOME = Address(line_1="Flat 3", line_2="18 Example Street", post_town="Chelmsford", postcode="CM1 1QH")


@pytest.mark.parametrize(
    "same",
    [
        Address(line_1="Flat 3, 18 Example Street", post_town="Chelmsford", postcode="cm11qh"),
        Address(line_1="FLAT 3", line_2="18 Example Street,", county="Essex", postcode="CM1 1QH"),
        Address(line_1="flat 3, 18 example st.", postcode="CM1 1QH"),
    ],
)
def test_one_place_is_one_place_however_it_is_written(same: Address) -> None:
    assert is_one_place(HOME, same)


@pytest.mark.parametrize(
    "other",
    [
        Address(line_1="Flat 3", line_2="18 Example Street", post_town="Colchester", postcode="CO1 1JN"),
        Address(line_1="Flat 4", line_2="18 Example Street", post_town="Chelmsford", postcode="CM1 1QH"),
        Address(post_town="Chelmsford", postcode="CM1 1QH"),
    ],
)
def test_another_place_is_another(other: Address) -> None:
    assert not is_one_place(HOME, other)


@pytest.mark.parametrize(
    "filler", ["Confidential", "Not known", "No fixed abode", "TBC", "N/A", "-", "Refuge address", "Withheld (C8)"]
)
@pytest.mark.parametrize("rest", [{}, {"post_town": "Chelmsford"}, {"post_town": "Chelmsford", "postcode": "CM1 1QH"}])
def test_two_people_with_the_same_filler_do_not_live_together(filler: str, rest: dict[str, str]) -> None:
    shared = Address(line_1=filler, **rest)
    assert not is_one_place(shared, shared)


@pytest.mark.parametrize(
    "incomplete",
    [
        Address(line_1="18 Example Street", post_town="Chelmsford"),
        Address(line_1="18 Example Street", post_town="Chelmsford", postcode="TBC"),
        Address(line_1="18 Example Street", postcode="ZZ99 3VZ"),
        Address(line_1="Example Street", post_town="Chelmsford", postcode="CM1 1QH"),
        Address(line_1="Chelmsford", post_town="Chelmsford", postcode="CM1 1QH"),
        Address(postcode="CM1 1QH"),
        Address(line_1="Refuge", line_2="9 Hidden Row", postcode="CM7 1AA"),  # several families live there
        Address(line_1="As applicant", line_2="9 Hidden Row", postcode="CM7 1AA"),
        Address(line_1="18 Example Street (moved out)", post_town="Chelmsford", postcode="CM1 1QH"),
        Address(line_1="PO Box 5", post_town="Chelmsford", postcode="CM1 1QH"),
        Address(line_1="P.O. Box 5", post_town="Chelmsford", postcode="CM1 1QH"),
        Address(line_1="c/o Sample Solicitors", line_2="1 High Street", post_town="Leeds", postcode="LS1 4AP"),
        Address(line_1="1 High Street", line_2="care of the caretaker", post_town="Leeds", postcode="LS1 4AP"),
        Address(line_1="HMP Chelmsford", line_2="200 Springfield Road", postcode="CM2 6LQ"),
        Address(line_1="BFPO 61", postcode="BF1 2AA"),
        Address(line_1="Room 7, Sample Hostel", line_2="9 Example Road", postcode="CM1 1QH"),
        Address(line_1="Example Guest House", line_2="9 Example Road", postcode="CM1 1QH"),
    ],
)
def test_an_address_that_does_not_say_which_house_is_one_place_with_none(incomplete: Address) -> None:
    assert not is_one_place(incomplete, incomplete)


@pytest.mark.parametrize(
    "maybe",
    [
        Address(line_1="18 Example Street", postcode="CM1 1QH"),
        Address(line_1="18 Example St", post_town="Chelmsford"),
        Address(line_1="Example Street", post_town="Chelmsford"),
        Address(line_1="Flat 3, 18 Example Street", post_town="Chelmsford", postcode="CM1 1QJ"),
        Address(line_1="18a Exampel Street", postcode="CM1 1QH"),
        Address(line_1="Confidential", postcode="CM1 1QH"),
        Address(postcode="CM1 1QH"),
    ],
)
def test_what_could_be_the_same_place_may_be(maybe: Address) -> None:
    assert may_be_one_place(HOME, maybe)
    assert may_be_one_place(maybe, HOME)


@pytest.mark.parametrize(
    "other",
    [
        Address(line_1="7 Sample Road", postcode="CM1 1QH"),
        Address(line_1="Flat 3", line_2="9 Other Row", post_town="Chelmsford", postcode="CM2 0PP"),
        Address(line_1="7 Example Street", post_town="Chelmsford"),
        Address(line_1="18 Example Street", post_town="Leeds", postcode="LS1 4AP"),
        Address(line_1="Confidential"),
        Address(post_town="Chelmsford"),
    ],
)
def test_what_is_surely_another_place_is_not(other: Address) -> None:
    assert not may_be_one_place(HOME, other)


def test_a_shared_filler_makes_nobody_known() -> None:
    """Parties who share "Confidential" are no household: a withheld name stays withheld from them."""
    filler = {"line_1": "Confidential"}
    withheld = {f"{P2}.identity_withheld": True, f"{P1}.address": filler, f"{P2}.address": filler}
    assert "Amira Sample-Haddad" in values(case_file(withheld), "p1")


def test_somebody_whose_address_may_be_the_refuge_is_as_protected() -> None:
    opened = {f"{P1}.may_be_known_by_others": ["phone"], f"{P2}.in_refuge": True, f"{P2}.address": REFUGE}
    shared = {f"{P1}.address": {"line_1": "9 Hidden Row", "post_town": "Braintree"}}
    assert "01632 960114" not in values(case_file(opened), "p2")
    assert "01632 960114" in values(case_file({**opened, **shared}), "p2")


def test_a_postcode_and_a_comma_inside_a_line_hide_nothing() -> None:
    address = Address(line_1="2 Placeholder Close, Highwoods, CO1 1JN", post_town="Colchester")
    assert place_values(address) == ("2 Placeholder Close", "Highwoods", "Colchester", "CO1 1JN")


def test_a_line_that_says_little_is_sought_with_the_next() -> None:
    assert place_values(HOME) == ("Flat 3 18 Example Street", "18 Example Street", "Chelmsford", "CM1 1QH")
