"""What was folded last is known, for as long as it is true."""

from correspondence.protocol.history.case_file import CaseFile
from correspondence.storage.folded import Folded
from tests import build

CASE = "CM26P00417"


def of(number: str, *event_ids: str) -> CaseFile:
    """A case that has events of these ids."""
    changes = ({"event_id": each, "case.case_number": number} for each in event_ids)
    return build.case_file(*(build.decision(each) for each in changes))


def test_a_case_file_is_known_while_its_case_has_those_events_and_no_others() -> None:
    folded = Folded()
    folded.keep(of(CASE, "e1", "e2"))
    assert folded.of(CASE, ("e1", "e2"), ()) == of(CASE, "e1", "e2")
    for others in ((), ("e1",), ("e1", "e2", "e3"), ("e2", "e1"), ("e1", "e9")):
        assert folded.of(CASE, others, ()) is None
    assert folded.of("CM26P00418", ("e1", "e2"), ()) is None


def test_its_letters_are_those_that_are_given_and_not_those_it_had() -> None:
    folded = Folded()
    folded.keep(of(CASE, "e1"))
    letters = (build.letter("p1"),)
    found = folded.of(CASE, ("e1",), letters)
    assert found is not None
    assert found.letters == letters


def test_no_more_are_known_than_may_be_and_the_first_to_go_was_asked_for_longest_ago() -> None:
    folded = Folded(most=2)
    numbers = ["CM26P00001", "CM26P00002", "CM26P00003"]
    for number in numbers[:2]:
        folded.keep(of(number, "e1"))
    assert folded.of(numbers[0], ("e1",), ())
    folded.keep(of(numbers[2], "e1"))
    assert [folded.of(number, ("e1",), ()) is not None for number in numbers] == [True, False, True]


def test_what_is_forgotten_is_not_known() -> None:
    folded = Folded()
    folded.keep(of(CASE, "e1"))
    folded.forget(CASE)
    folded.forget(CASE)
    assert folded.of(CASE, ("e1",), ()) is None
