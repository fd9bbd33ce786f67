"""The thank-you goes to whoever told us something, and to nobody else; every other letter to their solicitor too."""

from itertools import product

import pytest

from correspondence.catalogue.reconcile import letters
from correspondence.protocol.events import ReplyRoute
from tests import build

SOLICITORS = ((), (0,), (1,), (0, 1))
"""Nobody has a solicitor; the father alone; the mother alone; both sides."""


@pytest.mark.parametrize(
    ("informant", "represented", "route"),
    [(one, each, route) for one, each, route in product(("p1", "p2"), SOLICITORS, ReplyRoute) if route != "none"],
)
def test_nobody_but_the_informant_hears_of_it_their_solicitor_neither(
    informant: str, represented: tuple[int, ...], route: str
) -> None:
    people = {"case.people.1.representative": build.REMOVED} | build.represented(*represented)
    told = build.information({**people, "from_person": informant, "reply_route": str(route)})
    review = build.review({**people, "occurred_on": "2026-12-28", "answers": told.event_id})
    file = build.case_file(build.decision(people), told, review)
    thanks = [x for x in letters(review, file, build.directory(), review.occurred_on) if x.kind.code == "thank_you"]
    assert [(x.recipient, x.copies, x.seen_by) for x in thanks] == [(informant, (), (informant,))]


@pytest.mark.parametrize("represented", SOLICITORS)
def test_every_other_letter_is_copied_to_the_solicitor_of_whoever_has_one(represented: tuple[int, ...]) -> None:
    decision = build.decision({"case.people.1.representative": build.REMOVED} | build.represented(*represented))
    given = letters(decision, build.case_file(decision), build.directory(), build.DECIDED_ON)
    copied = {x.recipient for x in given if "representative" in x.copies}
    assert copied == {decision.case.people[place].person_id for place in represented}
