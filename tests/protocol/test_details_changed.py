"""Other details that staff learnt: how the case stands after them, and what may not be said of them."""

from typing import Any

import pytest

from correspondence.protocol.events import AnyEvent, StaffRole
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.protection_notes import Noted, protection_notes
from correspondence.protocol.intake.consistency import faults
from correspondence.protocol.intake.decide import decide_alone
from correspondence.protocol.intake.eligibility import warnings
from correspondence.protocol.owed.duties import duties
from correspondence.protocol.owed.duty import DutyName
from correspondence.protocol.owed.obligations import ADVISER_LETTER
from tests import build
from tests.build import (
    MOVED,
    REMOVED,
    Body,
    Changes,
    adviser_allocated,
    case_file,
    closing,
    contact_made,
    correction,
    day,
    decision,
    details_changed,
    directory,
    hub,
    letter,
    review,
    update_due,
)
from tests.protocol.owed import owed
from tests.written import decided

PEOPLE: list[Body] = build.example("hub_allocation_decided")["case"]["people"]
FATHER, MOTHER, OLDER, YOUNGER = PEOPLE
ELSEWHERE = {"line_1": "9 Imaginary Lane", "post_town": "Witham", "postcode": "CM8 2ZZ"}
GRANDMOTHER: Body = {
    "person_id": "p3",
    "role": "other_party",
    "name": {"title": "Mrs", "given": "Halina", "family": "Wiśniewska"},
    "address": {"line_1": "4 Sample Row", "post_town": "Ipswich", "postcode": "IP1 1AA"},
    "safe_contact": FATHER["safe_contact"],
}

ROUTE = "people.0.safe_contact."


def of(person: Body, changes: Changes) -> Body:
    """Somebody with other details."""
    return build.changed(person, changes)


def whole(*people: Body) -> Changes:
    """A case of these people."""
    return {"case.people": list(people)}


def told(event: AnyEvent, *before: AnyEvent) -> set[tuple[str, str]]:
    """The rules and fields by which *event* is refused."""
    return {(r.rule, r.field) for r in faults(event, case_file(*(before or (decision(),))), directory())}


WITHOUT = of(MOTHER, {"representative": None})
"""The mother, without her solicitor: a carer has none."""
WITH_HIM = [of(child, {"lives_with": ["p1"]}) for child in (OLDER, YOUNGER)]


def home(held: CaseFile, person_id: str = "p1") -> str | None:
    person = held.case.person(person_id)
    return person.address.postcode if person and person.address else None


CHANGES: list[tuple[str, Any]] = [
    ("address", MOVED),
    ("safe_contact.route", "email"),
    ("language", "en"),
    ("form", "large_print"),
    ("name.title", "Dr"),
    ("email", "another@example.org"),
    ("phone", "01632 960199"),
    ("may_be_known_by_others", []),
    ("identity_withheld", True),
    ("in_refuge", True),
    ("representative", MOTHER["representative"]),
]


@pytest.mark.parametrize("is_whole", [True, False], ids=["the case as it now stands", "the case as it was"])
@pytest.mark.parametrize(("field", "value"), CHANGES)
def test_whoever_it_is_about_stands_as_it_says_and_all_others_as_they_were(
    field: str, value: Any, is_whole: bool
) -> None:
    now = of(FATHER, {field: value})
    event = details_changed({"people": [now], **(whole(now, *PEOPLE[1:]) if is_whole else {})})
    assert told(event) == set()
    held, before = case_file(decision(), event), case_file()
    assert held.case.person("p1") == event.people[0]
    assert held.case.people[1:] == before.case.people[1:]
    assert {d.due_on for d in duties(held, hub(), day("Thu 26 Nov 2026"))} == {
        d.due_on for d in duties(before, hub(), day("Thu 26 Nov 2026"))
    }


def test_a_case_that_was_built_before_an_earlier_change_changes_nobody_back() -> None:
    event = details_changed({"event_id": "later", "people": [of(MOTHER, {"address": ELSEWHERE})]})
    assert told(event, decision(), details_changed()) == set()
    held = case_file(decision(), details_changed(), event)
    assert (home(held), home(held, "p2")) == (MOVED["postcode"], ELSEWHERE["postcode"])
    assert list(warnings(event, case_file(decision(), details_changed()), hub())) == [
        "case.people.0: this person is left as they now stand, since people does not name them"
    ]


def test_the_next_event_that_tells_the_case_prevails_and_staff_hear_that_it_goes_back() -> None:
    changed = case_file(decision(), details_changed())
    assert home(case_file(decision(), details_changed(), review())) == FATHER["address"]["postcode"]
    assert list(warnings(review(), changed, hub())) == [
        "case.people.0: not as details_changed of Thursday 26 November 2026 has this person: what this event says is "
        "taken"
    ]
    up_to_date = review({"case.people.0.address": MOVED})
    assert (home(case_file(decision(), details_changed(), up_to_date)), [*warnings(up_to_date, changed, hub())]) == (
        MOVED["postcode"],
        [],
    )


def test_what_was_learnt_on_an_earlier_day_and_is_told_late_is_known_by_now() -> None:
    held = case_file(decision(), review(), details_changed())
    assert home(held) == MOVED["postcode"]
    assert held.case.ordered_work == review().case.ordered_work
    assert home(case_file(decision(), review(), details_changed(), update_due())) == FATHER["address"]["postcode"]


def test_one_of_an_earlier_day_is_taken_also_after_letters_of_a_later_day_were_sent() -> None:
    sent = (letter("p1", {"dated": day("Thu 3 Dec 2026"), "sent_on": day("Thu 3 Dec 2026")}),)
    for event in (details_changed(), contact_made()):
        assert decided([decision(), review(), event], sent, directory()).arrivals[-1] == event.event_id


def test_whoever_joins_is_owed_what_the_family_is_owed_from_the_day_on_which_that_was_learnt() -> None:
    held = case_file(decision(), details_changed({"people": [GRANDMOTHER]}), letters=(letter("p1"), letter("p2")))
    assert [p.person_id for p in held.case.people] == ["p1", "p2", "c1", "c2", "p3"]
    due = {d.person_id: d.due_on for d in owed(held, DutyName.FAMILY_LETTER)}
    assert due["p3"] == day("Thu 3 Dec 2026")
    assert {due[each] for each in ("p1", "p2", "c1", "c2")} == {day("Thu 26 Nov 2026")}
    late = case_file(
        decision(), adviser_allocated(), details_changed({"people": [GRANDMOTHER], "occurred_on": "2027-02-02"})
    )
    assert {(d.person_id, d.due_on) for d in owed(late, ADVISER_LETTER.duty)} >= {
        ("p1", day("Thu 4 Feb 2027")),
        ("p3", day("Tue 9 Feb 2027")),
    }


@pytest.mark.parametrize(
    ("people", "case"),
    [([MOTHER, *WITH_HIM], [FATHER, OLDER, YOUNGER]), (WITH_HIM, [FATHER, *WITH_HIM])],
    ids=["named", "left out of a case as it now stands"],
)
def test_whoever_leaves_is_owed_nothing(people: list[Body], case: list[Body]) -> None:
    event = details_changed({"people": people, **whole(*case)})
    assert told(event) == set()
    held = case_file(decision(), event)
    assert {p.person_id for p in held.case.people} == {"p1", "c1", "c2"}
    assert not [d for d in duties(held, hub(), day("Thu 26 Nov 2026")) if d.person_id == "p2"]
    assert "p2: is no longer in the case: what waits for them is taken back" in warnings(event, case_file(), hub())


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({"people": []}, {("nobody_concerned", "people")}),
        ({"people": [FATHER, FATHER]}, {("person_id_repeated", "people.1.person_id")}),
        (whole(FATHER, of(MOTHER, {"address": ELSEWHERE}), OLDER, YOUNGER), {("not_among_people", "case.people.1")}),
        (whole(FATHER, of(MOTHER, {"in_refuge": True}), OLDER, YOUNGER), {("not_among_people", "case.people.1")}),
        (whole(*PEOPLE, GRANDMOTHER), {("not_among_people", "case.people.4")}),
        (whole(of(FATHER, {"address": ELSEWHERE}), *PEOPLE[1:]), {("unlike_people", "case.people.0")}),
        (whole(FATHER, MOTHER, OLDER), {("not_among_people", "case.people")}),
        ({"people": [MOTHER], **whole(FATHER, OLDER, YOUNGER)}, {("lives_with_unknown", "case.people")}),
        ({"people": [of(each, {"role": "carer"}) for each in (FATHER, WITHOUT)]}, {("no_party", "people")}),
        ({ROUTE + "route": "representative"}, {("route_without_representative", ROUTE + "route")}),
        ({ROUTE + "confirmed_on": "2026-11-27"}, {("confirmed_after_event", ROUTE + "confirmed_on")}),
        ({"people.0.name.given": "Not", "people.0.name.family": "Known"}, {("filler", "people.0.name.family")}),
        ({"people.0.name.family": MOVED["line_1"][2:]}, {("street_in_a_name", "people.0.name.family")}),
        ({"people.0.lives_with": ["p2"]}, {("lives_with_of_adult", "people.0.lives_with")}),
    ],
)
def test_what_may_not_be_said_of_details_is_refused_by_its_rule_and_field(
    changes: Changes, rules: set[tuple[str, str]]
) -> None:
    assert told(details_changed(changes)) == rules


def test_whoever_joins_makes_a_case_no_larger_than_any_may_be() -> None:
    cousins = [
        of(GRANDMOTHER, {"person_id": f"x{n}", "name.given": f"Cousin {'ABCDEFGHIJ'[n % 10]}"}) for n in range(36)
    ]
    full = decision(whole(*PEOPLE, *cousins))
    assert told(details_changed({"people": [GRANDMOTHER], **whole(*PEOPLE, *cousins)}), full) == {
        ("too_many_people", "people")
    }


def test_only_of_a_case_that_was_placed_in_a_hub_and_is_open_details_are_learnt() -> None:
    assert [r.rule for r in faults(details_changed(), None, directory())] == ["not_in_hub"]
    assert ("case_closed", "case.case_number") in told(details_changed(), decision(), closing())
    assert told(details_changed({"occurred_on": "2027-02-02"}), decision(), adviser_allocated()) == set()


def test_protection_only_tightens_by_details_too() -> None:
    closed = decision({"case.people.0.may_be_known_by_others": [], "case.people.0.identity_withheld": True})
    held = case_file(closed, details_changed())
    father = held.case.person("p1")
    assert father is not None
    assert (father.may_be_known_by_others, father.identity_withheld) == (frozenset(), True)
    kept = {note.what for note in protection_notes([closed, details_changed()]) if note.noted is Noted.KEPT}
    assert kept == {"address", "phone", "identity_withheld"}


def test_an_override_loosens_by_name_of_those_concerned() -> None:
    closed = decision({"case.people.0.may_be_known_by_others": []})
    loosens = [{"person_id": "p1", "what": "address"}]
    override = {"reason": "The father asks for it.", "approved_by": "A. Sample", "loosens": loosens}
    event = details_changed({"override": override, "recorded_by.role": StaffRole.PRACTICE_SUPERVISOR})
    assert told(event, closed) == set()
    father = case_file(closed, event).case.person("p1")
    assert father is not None
    assert father.may_be_known_by_others == {"address"}


def test_a_refuge_that_is_entered_stays_one_when_it_is_left() -> None:
    refuge = of(MOTHER, {"in_refuge": True, "address": ELSEWHERE})
    after = of(MOTHER, {"in_refuge": False})
    entered = details_changed({"people": [refuge]})
    left = details_changed({"event_id": "left", "people": [after]})
    held = case_file(decision(), entered, left)
    mother = held.case.person("p2")
    assert mother is not None
    assert mother.in_refuge
    assert [a.postcode for a in held.refuges if a.postcode == ELSEWHERE["postcode"]] == [ELSEWHERE["postcode"]]
    loosens = [{"person_id": "p2", "what": "in_refuge"}]
    override = {"reason": "She has left it.", "approved_by": "A. Sample", "loosens": loosens}
    allowed = details_changed({"event_id": "left", "people": [after], "override": override})
    mother = case_file(decision(), entered, allowed).case.person("p2")
    assert mother is not None
    assert not mother.in_refuge


def test_the_same_person_under_a_new_id_keeps_what_was_protected() -> None:
    again = of(MOTHER, {"person_id": "p9", "may_be_known_by_others": ["address"]})
    children = [of(child, {"lives_with": ["p9"]}) for child in WITH_HIM]
    event = details_changed({"people": [again, *children], **whole(FATHER, again, *children)})
    assert told(event) == set()
    mother = case_file(decision(), event).case.person("p9")
    assert mother is not None
    assert mother.may_be_known_by_others == frozenset()


WRONG = details_changed()
RIGHT = details_changed({"people": [of(FATHER, {"address": ELSEWHERE})]})


@pytest.mark.parametrize(
    "outer",
    [{}, {"case.people.0.address": MOVED}, {"case.people.0.address": ELSEWHERE}],
    ids=["as it was before", "as it was told wrongly", "as it now stands"],
)
def test_a_correction_of_details_puts_them_right_however_old_the_case_is_that_it_gives(outer: Changes) -> None:
    held = case_file(decision(), WRONG, correction(RIGHT, {"occurred_on": "2026-11-27", **outer}))
    assert home(held) == ELSEWHERE["postcode"]
    assert MOVED["postcode"] in {a.postcode for a in held.held_values["p1"].addresses}


def test_a_correction_of_details_undoes_none_that_were_learnt_since() -> None:
    since = details_changed({"event_id": "since", "people": [of(FATHER, {"address": None})]})
    put_right = correction(RIGHT, {"occurred_on": "2026-11-30", "case.people.0.address": None})
    assert home(case_file(decision(), WRONG, since, put_right)) is None


def test_details_that_were_recorded_of_the_wrong_person_are_put_right_for_both() -> None:
    right = details_changed({"people": [of(MOTHER, {"address": ELSEWHERE})]})
    put_right = correction(right, {"occurred_on": "2026-11-27", "case.people.0.address": MOVED})
    held = case_file(decision(), WRONG, put_right)
    assert (home(held), home(held, "p2")) == (FATHER["address"]["postcode"], ELSEWHERE["postcode"])


def test_a_correction_may_say_who_joined_otherwise() -> None:
    wrong = details_changed({"people": [GRANDMOTHER]})
    right = details_changed({"people": [of(GRANDMOTHER, {"name.given": "Helena"})]})
    held = case_file(decision(), wrong, correction(right, {"occurred_on": "2026-11-27"}))
    joined = held.case.person("p3")
    assert joined is not None
    assert joined.name.given == "Helena"
    assert held.joined_on("p3") == day("Thu 26 Nov 2026")
    assert held.joined_on("p1") is None


def test_a_correction_of_details_whose_case_is_not_at_hand_is_tried_out_alone() -> None:
    assert home(decide_alone(correction(RIGHT, {"occurred_on": "2026-11-27"}), directory())) is not None
    assert home(decide_alone(details_changed(), directory())) == MOVED["postcode"]


def test_a_field_that_is_left_out_is_refused() -> None:
    for field in ("people", "told_by", "confirmed_by", "reason"):
        with pytest.raises(Exception, match=field):
            details_changed({field: REMOVED})
