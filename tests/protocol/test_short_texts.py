"""A label, a school, a reason, who approved: each field of an event is found by its type and says what it asks for."""

from collections.abc import Iterator
from dataclasses import is_dataclass
from enum import Enum
from typing import Any, get_args, get_type_hints

import pytest
from pydantic import TypeAdapter, ValidationError

from correspondence.protocol.areas.events import AnyOfAreas
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.fields import ReasonIfAny
from correspondence.protocol.name_types import LABEL, ORGANISATION, marked_in
from tests import build
from tests.protocol.test_names import refused

SOLICITOR = {"name": "S. Quillet", "firm": "Sample & Sons LLP", "email": "law@sample.cjsm.net", "dx": "DX 1 Leeds 2"}
LABELLED = build.body("hub_allocation_decided", {"case.people.1.representative": SOLICITOR})


def fields_of(hint: Any) -> Iterator[tuple[str, str, Any]]:
    """Every field of a record or of the records in a type: of which record, its name and its type."""
    if isinstance(hint, type) and is_dataclass(hint):
        for name, inside in get_type_hints(hint, include_extras=True).items():
            yield hint.__name__, name, inside
            yield from fields_of(inside)
    else:
        for inside in get_args(hint):
            yield from fields_of(inside)


def is_text(hint: Any) -> bool:
    """Whether a type is a text, or one that may be left out: no choice from a list, no day."""
    if isinstance(hint, type):
        return issubclass(hint, str) and not issubclass(hint, Enum)
    return any(map(is_text, get_args(hint)))


EVERY = {(record, name): hint for record, name, hint in fields_of(AnyEvent | AnyOfAreas) if is_text(hint)}
REASONS = sorted(each for each in EVERY if each[1].rstrip("s").endswith("reason") or each[1] == "rationale")
APPROVERS = sorted(each for each in EVERY if each[1] == "by" or each[1].endswith("_by"))


def rules(field: tuple[str, str], value: str) -> set[str]:
    """The rules by which a field refuses a value."""
    try:
        TypeAdapter(EVERY[field]).validate_python(value)
    except ValidationError as refusal:
        return {error["type"] for error in refusal.errors(include_input=False)}
    return set()


def test_reasons_and_approvers_are_found_in_every_registry() -> None:
    assert {("Override", "reason"), ("Case", "status_reason"), ("ReviewRecorded", "rationale")} <= {*REASONS}
    assert {("Correction", "reason"), ("AreaCorrection", "reason"), ("ActivationDeclined", "reasons")} <= {*REASONS}
    assert {("Case", "status_reason"), ("ExtensionNeeded", "exceptional_reason")} == {*IF_ANY}
    assert {("Override", "approved_by"), ("Screened", "by"), ("LiaisonMeetingHeld", "note_by")} <= {*APPROVERS}


IF_ANY = [each for each in REASONS if type(None) in get_args(EVERY[each]) or EVERY[each] == ReasonIfAny]
NO_REASONS = ("n/a", "TBC", "-", "none", "see file", "Test.", "ok", "not known", "…", "n/a\n", "xxx")


@pytest.mark.parametrize("field", [each for each in REASONS if each not in IF_ANY])
def test_a_reason_that_stands_for_nothing_is_refused(field: tuple[str, str]) -> None:
    for value in NO_REASONS:
        assert rules(field, value) == {"filler"}, value


@pytest.mark.parametrize("field", IF_ANY)
def test_a_reason_that_need_not_be_given_is_none_where_it_stands_for_nothing(field: tuple[str, str]) -> None:
    for value in NO_REASONS:
        assert TypeAdapter(EVERY[field]).validate_python(value) is None, value


@pytest.mark.parametrize("field", REASONS)
def test_a_short_reason_is_taken(field: tuple[str, str]) -> None:
    for value in ("Illness", "Homeless", "In a refuge", "No school", "Not confidential any more", "Unknown risk"):
        assert rules(field, value) == set(), value


@pytest.mark.parametrize("field", APPROVERS)
def test_an_approver_who_is_nobody_is_refused(field: tuple[str, str]) -> None:
    for value in ("n/a", "TBC", "-", "none", "Nobody", "Mr Jo N/A", "Jo TBC", "Jo (TBC)", "to be confirmed"):
        assert rules(field, value) == {"filler"}, value
    assert rules(field, "Jo Sample") == set()


def test_every_short_text_of_a_person_is_marked_or_a_part_of_the_address() -> None:
    case = build.read(LABELLED).case
    marked = {field.rpartition(".")[2] for field, _ in marked_in(case, LABEL, ORGANISATION)}
    assert marked == {"relationship", "school", "dx"}
    lines = {name for (_, name), hint in EVERY.items() if "max_length=120" in repr(hint)}
    people = {
        name for record, name, _ in fields_of(type(case)) if record in ("Person", "Representative", "SafeContact")
    }
    assert (lines & people) - {"title", "given", "family", "known_as", "name", "firm", "confirmed_by"} == marked


@pytest.mark.parametrize("words", ["2 Placeholder Close", "CO1 1JN", "www.x.example", "c/o Sample", "a@x.example"])
def test_a_detail_by_which_somebody_is_found_is_refused_in_a_label(words: str) -> None:
    for field, _ in marked_in(build.read(LABELLED), LABEL, ORGANISATION):
        assert refused(build.changed(LABELLED, {field: f"mother of {words}"})).keys() == {field}


@pytest.mark.parametrize("school", ["Placeholder Close Primary School", "Example High School", "42 Sample Row School"])
def test_a_school_is_taken_that_is_called_after_its_street(school: str) -> None:
    assert refused(build.changed(LABELLED, {"case.people.2.school": school})) == {}


def test_a_solicitor_may_have_the_name_of_the_firm() -> None:
    alone = SOLICITOR | {"name": "Mary Kowalska", "firm": "Mary Kowalska Solicitors LLP"}
    body = build.changed(LABELLED, {"case.people.1.representative": alone, "recorded_by.name": "Mary Kowalska"})
    assert refused(body) == {}
