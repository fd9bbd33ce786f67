"""Who signs what: the posts that the Protocol names, and whoever holds them on the letter's day."""

from dataclasses import replace
from datetime import timedelta

import pytest

from correspondence.catalogue.kind import AnyKind, Post
from correspondence.catalogue.reconcile import letters
from correspondence.catalogue.registry import CATALOGUE
from tests import build

SIGNERS = {
    "F": {Post.PRACTICE_SUPERVISOR},
    "R": {Post.PRACTICE_SUPERVISOR},
    "C": {Post.PRACTICE_SUPERVISOR, Post.SERVICE_MANAGER},
    "C1": {Post.SERVICE_MANAGER},  # who agrees every application (3.2(iii))
    **{key: {Post.CHIEF_EXECUTIVE} for key in ("A1", "A5", "A8", "index of A5 to A7 and A11")},
    **{key: {Post.ASSISTANT_DIRECTOR} for key in ("A2", "A3", "A4", "A6", "A10", "A14", "A16")},
    **{key: {Post.DIRECTOR_OF_OPERATIONS} for key in ("A9", "A13", "A15", "A17")},
}
"""By document, or its first letter: the register of duties behind every document, sections 3 to 5."""

DECISIONS = {
    "_national": Post.CHIEF_EXECUTIVE,
    "_local": Post.ASSISTANT_DIRECTOR,
    "hub_closing": Post.PRACTICE_SUPERVISOR,
}
"""A7 and A11, each told three ways, by the ending of the kind's code (4.5, its table; 6.2)."""


@pytest.mark.parametrize("kind", CATALOGUE.values(), ids=lambda kind: kind.code)
def test_each_kind_is_signed_by_whom_the_protocol_names(kind: AnyKind) -> None:
    if {*kind.documents} & {"A7", "A11"}:
        expected = {post for ending, post in DECISIONS.items() if kind.code.endswith(ending)}
    else:
        expected = set.intersection(*(SIGNERS.get(one) or SIGNERS[one[0]] for one in kind.documents))
    assert kind.signed_by in expected


def test_a_letter_is_signed_by_whoever_holds_the_post_on_its_day() -> None:
    one, decision = build.directory(), build.decision()
    (ruth,) = (replace(each, known_as=None) for each in one.hubs["essex"].practice_supervisor)
    handed_over = build.DECIDED_ON - timedelta(days=1)
    posts = (
        replace(ruth, holds_to=handed_over),
        replace(ruth, name="Rosa Example", holds_from=build.DECIDED_ON),
    )
    before, after = (replace(one.hubs["essex"], practice_supervisor=held) for held in ((ruth,), posts))
    for hub, name in ((before, "Ruth Example"), (after, "Rosa Example")):
        directory = replace(one, hubs={**one.hubs, "essex": hub})
        given = letters(decision, build.case_file(decision), directory, build.DECIDED_ON)
        signed = {x.view.signed_by for x in given if x.kind.signed_by is Post.PRACTICE_SUPERVISOR}
        assert signed == {name}
