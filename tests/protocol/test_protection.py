from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence.protocol.case.people import Detail, Guarded, Person
from correspondence.protocol.history.case_file import CaseFile, fold
from correspondence.protocol.history.protection_notes import Noted, protection_notes
from correspondence.protocol.history.protections import Protection
from tests.build import (
    REMOVED,
    Changes,
    case_file,
    correction,
    decision,
    review,
    update_due,
)

OVERRIDE = {"reason": "The court opened the address.", "approved_by": "A. Sample"}
LOOSENS = [{"person_id": "p1", "what": what} for what in ("in_refuge", "identity_withheld", "address", "phone")]
LOOSENING = OVERRIDE | {"loosens": LOOSENS}
ALLOWED = ["address", "phone"]
FATHER = "case.people.0."
STRONG: Changes = {
    FATHER + "may_be_known_by_others": [],
    FATHER + "identity_withheld": True,
    FATHER + "in_refuge": True,
}
LOOSE: Changes = {
    FATHER + "may_be_known_by_others": ALLOWED,
    FATHER + "identity_withheld": False,
    FATHER + "in_refuge": False,
}
OMITTED: dict[str, object] = {FATHER + "may_be_known_by_others": REMOVED}

details = st.frozensets(st.sampled_from(Detail))
protections = st.builds(Protection, may_be_known=details, identity_withheld=st.booleans(), in_refuge=st.booleans())


def father(held: CaseFile) -> Person:
    found = held.case.person("p1")
    assert found is not None
    return found


def guard(held: CaseFile) -> tuple[frozenset[str], bool, bool]:
    person = father(held)
    return person.may_be_known_by_others, person.identity_withheld, person.in_refuge


def test_an_event_that_tightens_protection_is_followed() -> None:
    assert guard(case_file(decision(LOOSE), update_due(STRONG))) == (frozenset(), True, True)


@pytest.mark.parametrize("later", [LOOSE, OMITTED | {FATHER + "in_refuge": False}])
def test_an_event_that_loosens_protection_by_words_or_by_omission_keeps_the_stronger_state(later: Changes) -> None:
    assert guard(case_file(decision(STRONG), update_due(later))) == (frozenset(), True, True)


def test_a_permission_that_is_left_out_is_withdrawn_for_good() -> None:
    held = case_file(decision(LOOSE), update_due(OMITTED), review({**LOOSE, "occurred_on": "2026-12-30"}))
    assert father(held).may_be_known_by_others == frozenset()


def test_what_was_kept_is_told_by_person_and_detail() -> None:
    notes = protection_notes([decision(STRONG), update_due(LOOSE)])
    assert [(note.person_id, note.what, note.noted) for note in notes] == [
        ("p1", what, Noted.KEPT) for what in ("address", "phone", "identity_withheld", "in_refuge")
    ]


def test_an_override_loosens_what_it_names_and_says_so() -> None:
    received = (decision(STRONG), update_due({**LOOSE, "override": LOOSENING}))
    assert guard(case_file(*received)) == (frozenset(ALLOWED), False, False)
    assert {(note.what, note.noted) for note in protection_notes(received)} == {
        (Guarded(each["what"]), Noted.LOOSENED) for each in LOOSENS
    }


@pytest.mark.parametrize("named", [*LOOSENS, None], ids=lambda each: each["what"] if each else "nothing")
def test_an_override_loosens_nothing_that_it_does_not_name(named: dict[str, str] | None) -> None:
    loosens = [named] if named else []
    received = (decision(STRONG), update_due({**LOOSE, "override": OVERRIDE | {"loosens": loosens}}))
    notes = protection_notes(received)
    kept = {note.what for note in notes if note.noted is Noted.KEPT}
    loosened = {note.what for note in notes if note.noted is Noted.LOOSENED}
    every = {each["what"] for each in LOOSENS}
    assert loosened == {each["what"] for each in loosens}
    assert kept == every - loosened
    known, withheld, refuge = guard(case_file(*received))
    assert {*known, *("identity_withheld",) * (not withheld), *("in_refuge",) * (not refuge)} == loosened


def test_an_override_that_names_the_address_opens_no_new_number() -> None:
    """The number is new to the case, so nothing but the person's own protection closes it."""
    opened = {FATHER + "may_be_known_by_others": ALLOWED, FATHER + "phone": "01632 960999"}
    named = OVERRIDE | {"loosens": [{"person_id": "p1", "what": "address"}]}
    closed = decision({FATHER + "may_be_known_by_others": []})
    assert father(case_file(closed, update_due({**opened, "override": named}))).may_be_known_by_others == {"address"}


def test_an_override_for_another_purpose_loosens_nothing() -> None:
    held = case_file(decision(STRONG), update_due({**LOOSE, "override": OVERRIDE}))
    assert guard(held) == (frozenset(), True, True)


def test_an_override_that_names_what_nothing_protects_says_so() -> None:
    event = update_due({"override": OVERRIDE | {"loosens": [{"person_id": "p1", "what": "in_refuge"}]}})
    notes = protection_notes([decision(), event])
    assert [note.in_words for note in notes if note.noted is Noted.IN_VAIN] == [
        "p1: in_refuge is named by the override, which loosens nothing by it"
    ]


def test_protection_tightens_again_after_an_override() -> None:
    loosened = update_due({**LOOSE, "override": LOOSENING})
    held = case_file(decision(STRONG), loosened, review({**STRONG, "occurred_on": "2026-12-30"}))
    assert guard(held) == (frozenset(), True, True)


def test_protection_outlives_an_event_that_arrived_late() -> None:
    assert guard(case_file(decision(), update_due(LOOSE), review(STRONG))) == (frozenset(), True, True)


def test_protection_outlives_the_correction_of_the_event_that_gave_it() -> None:
    held = case_file(decision(STRONG), correction(decision(LOOSE), LOOSE))
    assert guard(held) == (frozenset(), True, True)


def test_a_correction_with_an_override_loosens_protection() -> None:
    held = case_file(decision(STRONG), correction(decision(LOOSE), {**LOOSE, "override": LOOSENING}))
    assert guard(held) == (frozenset(ALLOWED), False, False)


def test_an_override_that_a_corrected_event_repeats_loosens_nothing_that_was_tightened_since() -> None:
    first = decision({**LOOSE, "override": LOOSENING})
    held = case_file(first, review(STRONG), correction(first, {**LOOSE, "occurred_on": "2026-12-04"}))
    assert guard(held) == (frozenset(), True, True)


def test_a_correction_that_tightens_is_followed() -> None:
    assert guard(case_file(decision(LOOSE), correction(decision(STRONG), LOOSE))) == (frozenset(), True, True)


@given(protections, protections)
def test_tightening_is_never_weaker_than_either(one: Protection, other: Protection) -> None:
    both = one.tightened_by(other)
    assert both == other.tightened_by(one)
    for each in (one, other):
        assert both.may_be_known <= each.may_be_known
        assert both.identity_withheld >= each.identity_withheld
        assert both.in_refuge >= each.in_refuge


@given(st.lists(st.tuples(details, st.booleans(), st.booleans()), min_size=1, max_size=4))
def test_without_an_override_the_order_of_events_does_not_matter_to_protection(
    states: list[tuple[frozenset[Detail], bool, bool]],
) -> None:
    events = [
        update_due(
            {
                "event_id": f"update-{place}",
                FATHER + "may_be_known_by_others": sorted(allowed),
                FATHER + "identity_withheld": withheld,
                FATHER + "in_refuge": refuge,
            }
        )
        for place, (allowed, withheld, refuge) in enumerate(states)
    ]
    assert len({guard(fold(order)) for order in permutations(events)}) == 1
