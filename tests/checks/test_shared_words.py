"""What court documents share is accepted once: a case unlike every golden one is not held for the title it has."""

import json
from functools import cache
from typing import Any

import pytest

from correspondence.catalogue import reconcile
from correspondence.checks import wording
from correspondence.protocol.events import AnyEvent
from correspondence.rendering import compose
from tests import build
from tests.build import Changes


@cache
def people() -> str:
    """The example's family with a second respondent, a party of another sort, and a child of whom no gender is told."""
    father, mother, older, younger = build.example("hub_allocation_decided")["case"]["people"]
    second = mother | {"person_id": "p3", "name": {"title": "Ms", "given": "Dana", "family": "Sample-Third"}}
    another = father | {
        "person_id": "p4",
        "role": "other_party",
        "name": {"title": "Mr", "given": "Ed", "family": "Fourth"},
    }
    return json.dumps([father, mother, second, another, older | {"gender": None}, younger])


def unlike_any(changes: Changes | None = None) -> dict[str, Any]:
    return {
        "case.people": json.loads(people()),
        "case.linked_case_numbers": ["CM26P00418", "CM26P00419"],
        **(changes or {}),
    }


GIVEN: list[AnyEvent] = [
    build.guardian_appointed(unlike_any()),
    build.court_challenged(unlike_any()),
    build.risk_increased(unlike_any()),
    build.extension_needed(unlike_any()),
]


@pytest.mark.parametrize("event", GIVEN, ids=lambda event: event.type)
def test_a_court_document_about_any_family_says_nothing_that_nobody_accepted(event: AnyEvent) -> None:
    file = build.case_file(build.decision(unlike_any()), event)
    letters = reconcile.letters(event, file, build.directory(), event.occurred_on)
    to_court = [letter for letter in letters if letter.recipient.startswith("court:")]
    assert to_court
    for letter in to_court:
        for part in letter.kind.parts:
            accepted = wording.accepted_sentences(letter.kind.code, letter.audience)
            assert set(compose(letter, "en", part).sentences) <= accepted
