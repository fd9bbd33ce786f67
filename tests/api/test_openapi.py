"""The OpenAPI document: the event as the core has it, real examples, every problem; and calls that conform to it."""

import json
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import BaseSchema, Case, CheckFunction, GenerationMode
from schemathesis.openapi import from_asgi
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from api.meta import NOT_READY
from correspondence.protocol.owed.duty import DutyName
from correspondence.protocol.owed.obligations import DUTY_NAMES, OBLIGATIONS
from correspondence.reading import incoming_adapter
from tests import build

from .calls import JSON, House, house, small
from .test_policy import POLICY

NOT_DESCRIBED = {"/", "/docs", "/openapi.json"}
CALLS = sorted((method.lower(), path) for method, path in POLICY if path not in NOT_DESCRIBED)
NOTHING_TO_GET_WRONG = {"/health", "/metrics", "/ready"}
NOT_ASKED: list[CheckFunction] = [positive_data_acceptance]
"""No schema can say which events are true of a case, so a body that has the right shape may well be refused."""


@pytest.fixture(scope="module")
def document(here: House) -> build.Body:
    """What `/openapi.json` answers."""
    answer: build.Body = here.client(None).get("/openapi.json").json()
    return answer


def test_every_call_of_the_contract_is_there(document: build.Body) -> None:
    assert sorted((method, path) for path, methods in document["paths"].items() for method in methods) == CALLS


def test_every_reference_leads_to_a_shape(document: build.Body) -> None:
    shapes = document["components"]["schemas"]
    references = {ref.rsplit("/", 1)[-1] for ref in _references(document)}
    assert references <= set(shapes)
    assert set(shapes) - references <= {"Event"}
    assert "HTTPValidationError" not in shapes


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from (value for key, value in part.items() if key == "$ref")
        yield from (ref for value in part.values() for ref in _references(value))
    elif isinstance(part, list):
        yield from (ref for value in part for ref in _references(value))


def test_the_event_is_told_apart_by_its_type_like_the_cores_own(document: build.Body) -> None:
    shape = document["components"]["schemas"]["Event"]
    own = incoming_adapter().json_schema(ref_template="#/components/schemas/{model}")
    assert shape["discriminator"] == own["discriminator"]
    assert shape["oneOf"] == own["oneOf"]


def test_every_name_of_a_duty_is_told_that_of_each_obligation_too(document: build.Body) -> None:
    names = document["components"]["schemas"]["DutyAnswer"]["properties"]["duty"]["enum"]
    assert names == [*DUTY_NAMES]
    assert {*DutyName} | {each.duty for each in OBLIGATIONS.values()} == {*names}


def test_every_problem_has_the_one_shape(document: build.Body) -> None:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for methods in document["paths"].values():
        for call in methods.values():
            refused = {s: answer for s, answer in call["responses"].items() if int(s) >= 400}
            assert all(
                answer["content"] == problem
                for answer in refused.values()
                if answer["description"] != NOT_READY["description"]
            )


def test_the_examples_in_it_are_the_projects_own_and_are_taken(document: build.Body, tmp_path: Path) -> None:
    examples = document["paths"]["/events"]["post"]["requestBody"]["content"]["application/json"]["examples"]
    for name in ("hub_allocation_decided", "information_received"):
        assert examples[name]["value"] == build.example(name)
    in_order = sorted((example["value"] for example in examples.values()), key=lambda event: str(event["occurred_on"]))
    with house(tmp_path, today=date.fromisoformat(in_order[-1]["occurred_on"])) as fresh:
        answers = [fresh.client().post("/events", json=event) for event in in_order]
    assert [answer.status_code for answer in answers] == [201] * len(in_order)


@pytest.fixture(scope="module")
def described(here: House) -> BaseSchema:
    """The document as Schemathesis reads it."""
    return from_asgi("/openapi.json", here.app)


def _not_asked_of(case: Case[Any]) -> list[CheckFunction]:
    """What is not asked of a call. One whose every wrong part is left out again before it is sent is right.

    We always send a key, an empty list in the query is never sent, and an empty parameter counts as none.
    """
    says_nothing = case.method == "GET" and not case.path_parameters and not any(case.query.values())
    return [*NOT_ASKED, *([negative_data_rejection] if says_nothing else [])]


@pytest.mark.parametrize(
    ("method", "path", "mode"),
    [
        (method, path, mode)
        for method, path in CALLS
        for mode in GenerationMode
        if mode is GenerationMode.POSITIVE or path not in NOTHING_TO_GET_WRONG
    ],
)
def test_whatever_is_sent_the_answer_conforms_and_nothing_breaks(
    here: House, described: BaseSchema, posted: build.Body, method: str, path: str, mode: GenerationMode
) -> None:
    real = {"letter_id": posted["letters"][0]["letter_id"]} if "{form}" in path or "status" in path else None
    called = described[path][method.upper()]

    @settings(max_examples=15, suppress_health_check=list(HealthCheck))
    @given(case=called.as_strategy(generation_mode=mode, path_parameters=real))
    def conforms(case: Case[Any]) -> None:
        headers = {"Authorization": f"Bearer {here.keys['supervisor']}"}
        case.call_and_validate(headers=headers, excluded_checks=_not_asked_of(case))

    conforms()


LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.just([]), st.just({}), st.just("p1")
)


def _places(part: Any, path: str = "") -> Iterator[str]:
    """The dotted path of every value."""
    inner = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, value in inner:
        yield f"{path}{key}"
        yield from _places(value, f"{path}{key}.")


NUMBERS = count(90_000)


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(place=st.sampled_from(sorted(_places(small("any", "CM26P00900")))), value=LEAVES)
def test_an_event_with_any_value_changed_is_taken_or_refused_but_breaks_nothing(
    here: House, place: str, value: Any
) -> None:
    number = next(NUMBERS)
    body = json.dumps(build.changed(small(f"any-{number}", f"CM26P{number}"), {place: value}))
    answer = here.client().post("/events", content=body, headers=JSON)
    assert answer.status_code in (201, 403, 422)
