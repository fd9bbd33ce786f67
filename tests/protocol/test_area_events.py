import json
from typing import get_args

import pytest
from pydantic import ValidationError

from correspondence.protocol.areas.events import ActivationDecided, AnyAreaOrNationalEvent, StatusReviewed
from correspondence.protocol.areas.measures import Capacity
from tests.area import TYPES, adapter, area_event, body, measures, read, read_as
from tests.build import EXAMPLES, REMOVED, Changes, day

DEMAND = "measures.demand_average_last_4_weeks."
CAPACITY = "measures.service_manager_capacity."
FORECAST = "measures.budget_forecast."

NOT_OF_THE_CONTRACT: list[tuple[str, Changes, str]] = [
    ("activation_decided", {DEMAND + "value": "214"}, "int_type"),
    ("activation_decided", {DEMAND + "value": True}, "int_type"),
    ("activation_decided", {DEMAND + "value": None}, "int_type"),
    ("activation_decided", {DEMAND + "previous": "198"}, "int_type"),
    ("activation_decided", {DEMAND + "as_at": 20261120}, "date_type"),
    ("activation_decided", {DEMAND + "source": REMOVED}, "missing"),
    ("activation_decided", {DEMAND + "unit": "cases"}, "unexpected_keyword_argument"),
    ("activation_decided", {CAPACITY + "value": "busy"}, "enum"),
    ("activation_decided", {CAPACITY + "value": 2}, "enum"),
    ("activation_decided", {FORECAST + "value": 0}, "string_type"),
    ("activation_decided", {FORECAST + "value": "  "}, "string_pattern_mismatch"),
    ("activation_decided", {"measures.leavers": REMOVED}, "missing"),
    ("activation_decided", {"measures": REMOVED}, "missing"),
    ("activation_decided", {"measures.morale": measures("2026-11-20")["leavers"]}, "unexpected_keyword_argument"),
    ("activation_decided", {"service_area": "Essex & Co"}, "string_pattern_mismatch"),
    ("activation_decided", {"service_area": REMOVED}, "missing"),
    ("activation_decided", {"hub": "essex"}, "unexpected_keyword_argument"),
    ("activation_decided", {"checkpoint_on": None}, "date_type"),
    ("activation_decided", {"type": "activation_imagined"}, "union_tag_invalid"),
    ("checkpoint_held", {"advises_opening": "yes"}, "bool_type"),
    ("status_reviewed", {"assurance.updates_every_6_weeks": 1}, "bool_type"),
    ("status_reviewed", {"assurance.updates_every_6_weeks": REMOVED}, "missing"),
    ("monthly_pressure_reviewed", {"service_area": "essex"}, "unexpected_keyword_argument"),
]


def test_the_example_is_read_as_it_stands() -> None:
    event = read_as(ActivationDecided, read(json.loads((EXAMPLES / "activation_decided.json").read_text("utf-8"))))
    assert event.occurred_on == day("Fri 27 Nov 2026")
    assert (event.checkpoint_on, event.board_on) == (day("Tue 5 Jan 2027"), day("Fri 8 Jan 2027"))
    assert event.opening_on == day("Tue 26 Jan 2027")
    assert event.measures.demand_average_last_4_weeks.value == 214
    assert event.measures.practice_supervisor_capacity.value is Capacity.EXCEEDED
    assert event.measures.budget_forecast.previous == "on budget"


@pytest.mark.parametrize("kind", TYPES)
def test_an_event_is_written_as_it_was_read(kind: str) -> None:
    event = read(body(kind))
    assert event.type == kind
    assert adapter().validate_json(adapter().dump_json(event), strict=True) == event


def test_every_type_of_event_has_a_body_here() -> None:
    """A type that is added without a body would be tested by nothing."""
    discriminated = adapter().json_schema()["discriminator"]["mapping"]
    assert set(discriminated) == set(TYPES)


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_says_in_its_docstring_which_document_it_gives_and_by_which_paragraph(kind: str) -> None:
    (one,) = (x for x in every_class() if x.__annotations__["type"].__args__ == (kind,))
    assert one.__doc__ is not None
    assert "(Protocol " in one.__doc__
    assert any(f" {letter}{n}" in one.__doc__ for letter in "AC" for n in range(1, 18))


def every_class() -> list[type]:
    return list(get_args(AnyAreaOrNationalEvent))


@pytest.mark.parametrize(("kind", "changes", "error"), NOT_OF_THE_CONTRACT)
def test_what_is_not_of_the_contract_is_refused(kind: str, changes: Changes, error: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read(body(kind, changes))
    assert error in {each["type"] for each in refused.value.errors()}


@pytest.mark.parametrize("value", [0, 41, 41.5, 1e3])
def test_a_measure_that_is_a_number_may_be_whole_or_not(value: float) -> None:
    event = read_as(ActivationDecided, area_event("activation_decided", {DEMAND + "value": value}))
    assert event.measures.demand_average_last_4_weeks.value == value


def test_a_first_measure_has_none_before_it() -> None:
    event = read_as(ActivationDecided, area_event("activation_decided", {DEMAND + "previous": REMOVED}))
    assert event.measures.demand_average_last_4_weeks.previous is None


def test_the_measures_are_the_eleven_parts_of_the_eight_in_the_order_of_the_protocol() -> None:
    event = read_as(ActivationDecided, area_event("activation_decided"))
    assert [name for name, _ in event.measures.each()] == list(body("activation_decided")["measures"])
    assert [measure.as_at for _, measure in event.measures.each()] == [day("Fri 20 Nov 2026")] * 11


@pytest.mark.parametrize(
    ("changes", "not_kept"),
    [
        ({}, 0),
        ({"assurance.exceptions": ["One list was a day late."]}, 0),
        ({"assurance.lists_sent_to_courts": False}, 1),
        ({"assurance.takes_only_lower_priority": False, "assurance.updates_every_6_weeks": False}, 2),
    ],
)
def test_it_is_counted_which_standards_were_not_kept(changes: Changes, not_kept: int) -> None:
    assert read_as(StatusReviewed, area_event("status_reviewed", changes)).assurance.not_kept == not_kept
