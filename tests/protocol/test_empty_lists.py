"""A list that is empty is refused by its name, or the event gives what it gives else: none does nothing in silence."""

from collections.abc import Iterator
from typing import Any

import pytest

from correspondence.catalogue.reconcile import letters
from correspondence.catalogue.registry import CATALOGUE
from correspondence.protocol.areas import rules
from correspondence.protocol.areas.area_file import fold
from correspondence.protocol.areas.events import AnyAreaEvent, AnyNationalEvent, NationalEvent
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.history.case_file import fold as fold_case
from correspondence.protocol.intake import consistency
from correspondence.protocol.refusals import Reason
from correspondence.reading import incoming_adapter
from tests import area, build

SCHEMA: build.Body = incoming_adapter().json_schema(ref_template="{model}")
OF_AREAS = (*build.types_in(AnyAreaEvent), *build.types_in(AnyNationalEvent))
OVERRIDE: build.Body = {"reason": "The court asked for it.", "approved_by": "S. Visor"}
GIVE_LETTERS = {build.type_of(each.sent_on) for each in CATALOGUE.values()}
SAYS_NOBODY = {("risk_increased", "may_be_told")}
"""Lists of which the contract says what an empty one means: then nobody is told."""


def body_of(kind: str) -> build.Body:
    if kind in OF_AREAS:
        return area.body(kind)
    granted = {"case.ordered_work.filing_date": "2027-04-09"} if kind == "extension_decided" else {}
    return build.body(kind, {**granted, "override": OVERRIDE})


def lists_in(shape: build.Body, value: Any, path: str = "") -> Iterator[str]:
    """The dotted paths of every list in what the schema says of *value*; of each list, in its first entry too."""
    if "$ref" in shape:
        shape = SCHEMA["$defs"][shape["$ref"]]
    for each in (*shape.get("anyOf", ()), *shape.get("oneOf", ())):
        yield from lists_in(each, value, path)
    if shape.get("type") == "array":
        yield path
        if isinstance(value, list) and value:
            yield from lists_in(shape["items"], value[0], f"{path}.0")
    for name, each in shape.get("properties", {}).items():
        inner = value.get(name) if isinstance(value, dict) else None
        if isinstance(value, dict):
            yield from lists_in(each, inner, f"{path}.{name}" if path else name)


def every_list() -> list[tuple[str, str]]:
    shapes = {kind: {"$ref": SCHEMA["discriminator"]["mapping"][kind]} for kind in (*build.EVENTS, *OF_AREAS)}
    return [(kind, path) for kind, shape in shapes.items() for path in dict.fromkeys(lists_in(shape, body_of(kind)))]


def becomes_of(body: build.Body) -> tuple[tuple[Reason, ...], set[tuple[str, str]]]:
    """Why an event is refused, and the kinds and readers of the letters that it gives."""
    directory = build.directory()
    if body["type"] not in OF_AREAS:
        event: AnyEvent = build.read(body)
        case_file = fold_case([event] if event.type == "hub_allocation_decided" else [build.decision(), event])
        given = letters(event, case_file, directory, event.occurred_on)
        return consistency.faults_in_itself(event, directory), {(x.kind.code, x.recipient) for x in given}
    told = area.read(body)
    before = None if isinstance(told, NationalEvent) else area.earlier(body["type"])
    reasons = (*rules.faults(told, before, directory), *rules.gate(told, before, directory))
    files = {"essex": fold((*(before.events if before else ()), told))} if not isinstance(told, NationalEvent) else {}
    offices = area.given(told, files, directory, told.occurred_on) if not reasons else ()
    return reasons, {(x.kind.code, x.recipient) for x in offices}


@pytest.mark.parametrize(("kind", "path"), every_list())
def test_an_event_with_an_empty_list_is_refused_by_its_name_or_gives_what_it_gives_else(kind: str, path: str) -> None:
    body = body_of(kind)
    reasons, given = becomes_of(body)
    assert reasons == ()
    assert given or kind not in GIVE_LETTERS
    emptied, still_given = becomes_of(build.changed(body, {path: []}))
    assert emptied or still_given == given or (kind, path) in SAYS_NOBODY
    assert not emptied or path in {x.field for x in emptied}


def test_lists_are_found_in_every_part_of_a_body() -> None:
    found = set(every_list())
    assert {("update_due", "only"), ("update_due", "override.loosens"), ("review_recorded", "case.people")} <= found
    assert {("hub_closing", "case.people.0.may_be_known_by_others"), ("protocol_reviewed", "changes")} <= found
    assert len(found) > 100
