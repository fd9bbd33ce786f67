"""Whatever comes in: one named error or an answer, events of the contract, and nobody's value in a problem."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from correspondence.hmcts.importing import Imported, read_feed
from correspondence.hmcts.json_text import Unreadable
from correspondence.hmcts.languages import tag_of
from correspondence.hmcts.mapping import in_contract
from correspondence.hmcts.problems import WHY, Notes, Rule
from correspondence.protocol.events import HubAllocationDecided
from tests.build import Body
from tests.hmcts.feeds import (
    PUBLISHED,
    PUBLISHED_DECISION,
    TWO_FAMILIES,
    TWO_FAMILIES_DECISION,
    from_files,
    importing,
    personal_values,
    text_of,
)

SECRET = "Zyxomma"
EVENT = TypeAdapter(HubAllocationDecided)
DECISION = text_of(TWO_FAMILIES_DECISION)
FEED: Body = json.loads(text_of(TWO_FAMILIES))

texts = st.one_of(
    st.text(max_size=8), st.sampled_from(["Yes", "No", "no", "", " ", SECRET, "2012-02-29", "\u0000", "\ud800"])
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "value", "cases", "case_data", "children", "x"]), inner, max_size=3)
    ),
    max_leaves=12,
)


def events_are_of_the_contract(imported: Imported) -> None:
    for event in imported.events:
        EVENT.validate_json(json.dumps(event), strict=True)


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to everything inside an answer."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        yield (*path, key)
        yield from places(inner, (*path, key))


def put(holder: Any, path: tuple[str | int, ...], value: Any) -> None:
    """Put *value* at *path*, unless an earlier change took that place away."""
    step, *rest = path
    known = range(len(holder)) if isinstance(holder, list) else holder if isinstance(holder, dict) else ()
    if step in known and rest:
        put(holder[step], tuple(rest), value)
    elif step in known:
        holder[step] = value


PLACES = sorted(places(FEED), key=str)


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_by_name(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        read_feed(text_of(TWO_FAMILIES), raw)


@given(anything, anything)
def test_any_json_gives_an_answer_or_the_one_named_error(feed: Any, decision: Any) -> None:
    raw = json.dumps(decision).encode()
    for cases in (feed, {"total": 1, "cases": feed}, {"cases": [{"id": 1763112345678005, "case_data": feed}]}):
        for decided in (raw, DECISION):
            try:
                imported = read_feed(json.dumps(cases).encode(), decided)
            except Unreadable:
                continue
            events_are_of_the_contract(imported)


@given(st.lists(st.tuples(st.sampled_from(PLACES), anything), min_size=1, max_size=4))
def test_an_answer_spoilt_anywhere_stops_no_other_case_and_tells_nobodys_value(
    changes: list[tuple[tuple[str | int, ...], Any]],
) -> None:
    feed = deepcopy(FEED)
    for path, value in changes:
        put(feed, path, value)
    try:
        imported = importing(feed, json.loads(DECISION))
    except Unreadable:
        assert any(path in {("cases",)} for path, _ in changes)
        return
    events_are_of_the_contract(imported)
    tells_nobodys_value(imported, FEED)
    assert SECRET not in repr(imported.problems)
    untouched = {0, 1} - {path[1] for path, _ in changes if len(path) > 1}
    if all(path[0] == "cases" and len(path) > 2 and path[2] != "id" for path, _ in changes):
        numbers = {event["case"]["ccd_reference"] for event in imported.events}
        assert {str(FEED["cases"][place]["id"]) for place in untouched if isinstance(place, int)} <= numbers


def tells_nobodys_value(imported: Imported, feed: Any) -> None:
    said = [f"{p.field} {p.rule} {p.detail}".casefold() for p in imported.problems]
    words = " ".join(sorted({text for why in WHY.values() for text in why.casefold().split()}))
    for value in set(personal_values(feed)):
        if value.casefold() not in words:
            assert not [problem for problem in said if value.casefold() in problem], "somebody's value is told"


@pytest.mark.parametrize(("feed", "decision"), [(PUBLISHED, PUBLISHED_DECISION), (TWO_FAMILIES, TWO_FAMILIES_DECISION)])
def test_no_problem_holds_a_persons_value(feed: Any, decision: Any) -> None:
    imported = from_files(feed, decision)
    assert imported.problems
    tells_nobodys_value(imported, json.loads(text_of(feed)))


def test_an_event_the_contract_does_not_take_is_listed_by_field_and_kind_of_fault() -> None:
    notes = Notes("7")
    assert in_contract({"type": "hub_allocation_decided", "hub": SECRET}, notes) is None
    assert notes.stop_case
    assert "missing at occurred_on" in {p.detail.partition("(")[2].rstrip(")") for p in notes.problems}
    assert SECRET not in repr(notes.problems)


def test_every_rule_says_why() -> None:
    assert set(WHY) == set(Rule)


@pytest.mark.parametrize(
    ("said", "tag"),
    [
        ("Polish", "pl"),
        (" FARSI. ", "fa"),
        ("Punjabi", "pa"),
        ("Polish or Russian", None),
        ("British Sign Language", None),
    ],
)
def test_a_language_named_alone_has_a_tag_and_nothing_is_guessed(said: str, tag: str | None) -> None:
    assert tag_of(said) == tag
