"""What the case ever protected stays protected, whoever holds it now, unless an override names it."""

from collections.abc import Mapping
from typing import Any

import pytest

from correspondence.protocol.events import AnyEvent
from correspondence.protocol.history.case_file import fold
from correspondence.protocol.history.disclosure import kept_back
from correspondence.protocol.history.protection_notes import Noted, protection_notes
from tests import build
from tests.build import Body

OPEN = ["address", "email", "phone"]
HOME = {"line_1": "2 Placeholder Close", "post_town": "Colchester", "postcode": "CO1 1JN"}
MOVED = {"line_1": "5 Sample Way", "post_town": "Braintree", "postcode": "CM7 1AA"}
HERS = {"2 Placeholder Close", "CO1 1JN", "07700 900321", "a.sample@example.org"}
THE_FATHER = "p1"


def family() -> tuple[Body, Body, Body, Body]:
    """The father, the mother, and their two children, as the example has them; hers is confidential."""
    father, mother, older, younger = build.example("hub_allocation_decided")["case"]["people"]
    return father, mother, older, younger


def again(people: list[Body], override: Body | None = None, event_id: str = "update-1") -> AnyEvent:
    """A later event that gives these people."""
    return build.update_due({"event_id": event_id, "case.people": people, "override": override})


def loosening(*named: tuple[str, str]) -> Body:
    loosens = [{"person_id": person_id, "what": what} for person_id, what in named]
    return {"reason": "She asked for it.", "approved_by": "A. Sample", "loosens": loosens}


def withheld(*received: AnyEvent, reader: str = THE_FATHER) -> set[str]:
    """Every value withheld from a reader after these events."""
    case_file = fold([build.decision(), *received])
    person = case_file.case.person(reader)
    assert person is not None
    return {value for entry in kept_back(case_file, [person]).entries for value in entry.values}


def under_a_new_id() -> list[Body]:
    father, mother, *children = family()
    opened = mother | {"person_id": "p2b", "may_be_known_by_others": OPEN}
    return [father, opened, *(child | {"lives_with": ["p2b"]} for child in children)]


def a_second_time() -> list[Body]:
    father, mother, *children = family()
    return [father, mother, mother | {"person_id": "p2b", "may_be_known_by_others": OPEN}, *children]


def with_her_number_and_home_at_another() -> list[Body]:
    """She has moved; a grandmother with details that are open has her home and all that she was reached by."""
    father, mother, *children = family()
    grandmother = mother | {
        "person_id": "p3",
        "role": "other_party",
        "name": {"title": "Mrs", "given": "Halina", "family": "Elsewhere"},
        "may_be_known_by_others": OPEN,
        "representative": None,
    }
    return [father, mother | {"address": MOVED, "phone": None, "email": None}, grandmother, *children]


HOLDERS = {
    "the same woman under a new id": (under_a_new_id, "p2b"),
    "a second copy of her": (a_second_time, "p2b"),
    "somebody else": (with_her_number_and_home_at_another, "p3"),
}
EVERY_HOLDER = pytest.mark.parametrize(("people", "holder"), HOLDERS.values(), ids=HOLDERS)


@EVERY_HOLDER
def test_a_value_stays_protected_whoever_holds_it_now(people: Any, holder: str) -> None:
    assert withheld(again(people())) >= HERS
    notes = protection_notes([build.decision(), again(people())])
    assert {note.what for note in notes if note.person_id == holder and note.noted is Noted.KEPT} == {*OPEN}


def test_somebody_new_who_is_a_second_copy_from_the_start_is_as_protected() -> None:
    assert withheld(again(a_second_time())) >= HERS
    first = build.decision({"case.people": a_second_time()})
    case_file = fold([first])
    copy = case_file.case.person("p2b")
    assert copy is not None
    assert not copy.may_be_known_by_others


def test_she_stays_protected_under_a_new_id_when_she_moves() -> None:
    moved = [p | {"address": MOVED} if p["person_id"] == "p2b" else p for p in under_a_new_id()]
    assert {"5 Sample Way", "CM7 1AA"} <= withheld(again(moved))
    assert {"5 Sample Way", "CM7 1AA"} <= withheld(again(under_a_new_id()), again(moved, event_id="update-2"))


def test_a_withheld_name_stays_withheld_under_a_new_id() -> None:
    father, mother, *children = family()
    hidden = again([father, mother | {"identity_withheld": True}, *children])
    assert "Amira Sample-Haddad" in withheld(hidden, again(under_a_new_id(), event_id="update-2"))


def test_a_refuge_stays_one_under_a_new_id_and_in_another_layout() -> None:
    father, mother, *children = family()
    in_refuge = again([father, mother | {"in_refuge": True}, *children])
    laid_out = {"line_1": "2, Placeholder Cl.", "county": "Essex", "postcode": "co11jn"}
    later = [p | {"address": laid_out} if p["person_id"] == "p2b" else p for p in under_a_new_id()]
    assert "07700 900321" in withheld(in_refuge, again(later, event_id="update-2"))
    assert "Example High School" in withheld(in_refuge, again(later, event_id="update-2"))


def test_an_override_that_names_the_new_holder_opens_what_it_names_and_nothing_else() -> None:
    opened = withheld(again(under_a_new_id(), loosening(("p2b", "phone"))))
    assert "07700 900321" not in opened
    assert opened >= HERS - {"07700 900321"}


def test_an_override_opens_nothing_while_somebody_present_still_keeps_it_closed() -> None:
    assert "07700 900321" in withheld(again(a_second_time(), loosening(("p2b", "phone"))))


def test_leaving_a_refuge_by_name_gives_back_what_the_refuge_alone_had_hidden() -> None:
    father, mother, *children = family()
    mother |= {"may_be_known_by_others": ["phone"]}
    first = build.decision({"case.people": [father, mother | {"in_refuge": True}, *children]})
    left = again([father, mother | {"address": MOVED}, *children], loosening(("p2", "in_refuge")))
    case_file = fold([first, left])
    person = case_file.case.person(THE_FATHER)
    assert person is not None
    hidden = {value for entry in kept_back(case_file, [person]).entries for value in entry.values}
    assert "07700 900321" not in hidden
    assert {"2 Placeholder Close", "5 Sample Way"} <= hidden


def test_what_was_protected_for_somebody_else_is_nobodys_own_until_an_override_says_so() -> None:
    """Addresses swapped by mistake: his letter is not to show her home as if it were his."""
    father, mother, *children = family()
    swapped = [father | {"address": HOME}, mother | {"address": father["address"]}, *children]
    assert {"2 Placeholder Close", "CO1 1JN"} <= withheld(again(swapped))
    assert not {"2 Placeholder Close", "CO1 1JN"} & withheld(again(swapped, loosening((THE_FATHER, "address"))))
    notes = protection_notes([build.decision(), again(swapped)])
    assert [(n.person_id, n.what) for n in notes if n.noted is Noted.ANOTHERS] == [(THE_FATHER, "address")]


def test_who_shared_a_home_from_the_start_may_go_on_seeing_it_as_their_own() -> None:
    father, mother, *children = family()
    together = {"case.people": [father | {"address": HOME}, mother, *children]}
    moved_out = [father | {"address": HOME}, mother | {"address": MOVED}, *children]
    case_file = fold([build.decision(together), again(moved_out)])
    person = case_file.case.person(THE_FATHER)
    assert person is not None
    hidden = {value for entry in kept_back(case_file, [person]).entries for value in entry.values}
    assert "5 Sample Way" in hidden
    assert not {"2 Placeholder Close", "CO1 1JN"} & hidden


def test_two_generations_of_one_name_are_told_apart() -> None:
    """A son who is called like his father protects himself alone."""
    father, mother, older, younger = family()
    son = younger | {"name": father["name"] | {"title": None}}
    case_file = fold([build.decision({"case.people": [father, mother, older, son]})])
    same = case_file.case.person(THE_FATHER)
    assert same is not None
    assert same.may_be_known_by_others == {"address", "phone"}


@pytest.mark.parametrize("wrong", [{"person_id": "p9", "what": "phone"}, {"person_id": "p2", "what": "name"}])
def test_an_override_that_names_nobody_or_nothing_is_refused(wrong: Mapping[str, str]) -> None:
    from correspondence.protocol.intake import consistency
    from correspondence.reading import Malformed

    override = {"reason": "She asked for it.", "approved_by": "A. Sample", "loosens": [wrong]}
    try:
        event = build.update_due({"override": override})
    except Malformed as malformed:
        assert [reason.field for reason in malformed.reasons] == ["override.loosens.0.what"]
    else:
        (fault,) = consistency.faults(event, build.case_file(), build.directory())
        assert (fault.rule, fault.field) == ("person_unknown", "override.loosens.0.person_id")
