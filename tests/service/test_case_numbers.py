"""One case has one number, however it is written; the way in which it was written is what is printed."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence.protocol.history.case_file import fold
from correspondence.protocol.lists.court_lists import make_list
from correspondence.protocol.subject import case_of
from correspondence.protocol.words.folding import case_identity
from correspondence.service import Service
from tests import build

from .conftest import event, post

WRITTEN = ("CM26P00417", "cm26p00417", "CM26P-00417", "cm-26-p-00417")
HIDDEN = {"case.people.1.identity_withheld": True}


@given(
    st.from_regex(r"[A-Z0-9]{5,12}", fullmatch=True),
    st.lists(st.tuples(st.integers(0, 12), st.sampled_from("- ")), max_size=5),
)
def test_hyphens_blanks_and_small_letters_make_no_other_case(number: str, put_in: list[tuple[int, str]]) -> None:
    written = number.lower()
    for place, mark in put_in:
        written = written[:place] + mark + written[place:]
    assert case_identity(written) == number


@pytest.mark.parametrize("written", WRITTEN)
def test_a_case_written_otherwise_keeps_its_history_and_its_protections(service: Service, written: str) -> None:
    post(service, "hub_allocation_decided", HIDDEN)
    outcome = post(service, "update_due", {"case.case_number": written})
    assert outcome.subject == case_of("CM26P00417")
    assert [e.event_id for e in service.register.history("CM26P00417")] == ["decision-1", "update-1"]
    assert "p2: identity_withheld stays protected" in " ".join(outcome.warnings)


def test_a_correction_may_write_the_number_otherwise(service: Service) -> None:
    post(service, "hub_allocation_decided")
    right = json.loads(event("hub_allocation_decided", {"case.case_number": "cm26p-00417"}))
    own: dict[str, Any] = {"event_id": "correction-1", "type": "correction", "occurred_on": "2026-11-23"}
    envelope = {key: right[key] for key in ("recorded_by", "hub", "case")}
    body = {**envelope, **own, "replaces": "decision-1", "reason": "As it was.", "event": right}
    assert service.take(json.dumps(body).encode()).subject == case_of("CM26P00417")


def test_what_is_printed_is_the_form_in_which_the_number_came(service: Service) -> None:
    post(service, "hub_allocation_decided", {"case.case_number": "CM26P-00417"})
    (letter,) = (x for x in service.register.letters_of_case("CM26P00417") if x.kind == "filing_time")
    assert letter.subject == case_of("CM26P00417")
    case = fold(service.events_of("CM26P00417")).case
    assert case.numbers == ("CM26P-00417",)


def test_a_number_it_is_linked_with_is_printed_once_and_never_its_own() -> None:
    linked = ["cm26p00417", "AB26P00001", "ab26p-00001"]
    assert build.decision({"case.linked_case_numbers": linked}).case.numbers == ("CM26P00417", "AB26P00001")


def test_a_list_knows_a_case_again_however_its_number_was_written() -> None:
    first, then = build.decision({"case.case_number": "cm26p-00417"}), build.update_due()
    directory, court = build.directory(), "chelmsford"
    last = make_list("essex", court, date(2026, 11, 23), date(2026, 11, 23), [fold([first])], directory, None)
    assert [row.case_number for row in last.rows] == ["cm26p-00417"]
    made = make_list("essex", court, date(2026, 12, 28), date(2026, 12, 28), [fold([first, then])], directory, last)
    assert [(row.case_number, row.first_listed, row.left) for row in made.rows] == [("CM26P00417", False, None)]
