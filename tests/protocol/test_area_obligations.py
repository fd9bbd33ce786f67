"""A paper that came back goes again while it is true, and no newer one says how things stand."""

from datetime import timedelta

import pytest

from correspondence.protocol.areas.events import AreaEvent
from correspondence.protocol.areas.obligations import AREA_OBLIGATIONS, AreaObligation
from tests import area

TELLS_WHAT_WAS = frozenset({"liaison_note", "protocol_review", "protocol_learning"})
"""The notes of what was said or found at one time: each is to be read whatever is said or found at the next."""


def comes_twice(obligation: AreaObligation) -> bool:
    """Whether another event of its type may come next."""
    kind = obligation.arises_on
    return not issubclass(kind, AreaEvent) or kind.leads_to is None or kind.leads_to in kind.follows


def type_of(obligation: AreaObligation) -> str:
    return next(each for each in area.TYPES if isinstance(area.read(area.body(each)), obligation.arises_on))


@pytest.mark.parametrize(
    "code", [code for code, each in AREA_OBLIGATIONS.items() if each.serves_until is None and comes_twice(each)]
)
def test_what_came_back_goes_again_after_the_next_of_its_sort_only_where_it_tells_what_was(code: str) -> None:
    obligation = AREA_OBLIGATIONS[code]
    event = area.read(area.body(type_of(obligation)))
    assert obligation.still_serves(event, [], event.occurred_on)
    assert obligation.still_serves(event, [event], event.occurred_on + timedelta(days=28)) is (code in TELLS_WHAT_WAS)


@pytest.mark.parametrize(
    ("code", "later"),
    [
        ("pending_risk_notice", "activation_decided"),  # it says that no Hub has been decided on
        ("pending_risk_notice", "activation_declined"),
        ("local_response_plan", "response_plan_recorded"),  # it says how the measures stand on its day
        ("final_confirmation_national", "opening_confirmed"),  # it says on which day the Hub opens
        ("final_confirmation_local", "opening_confirmed"),
        ("not_activated_national", "activation_decided"),  # it says that no Hub opens
        ("not_activated_local", "activation_decided"),
        ("review_request", "review_challenge_meeting_held"),  # it asks for that meeting
        ("review_request", "deactivation_decided"),
        ("deactivation_national", "deactivation_decided"),  # it says whether the Hub closes
        ("deactivation_local", "activation_decided"),
    ],
)
def test_a_later_event_that_makes_a_paper_untrue_overtakes_it(code: str, later: str) -> None:
    obligation = AREA_OBLIGATIONS[code]
    event = area.read(area.body(type_of(obligation)))
    assert not obligation.is_overtaken(event, [area.read(area.body("liaison_meeting_held"))])
    assert obligation.is_overtaken(event, [area.read(area.body(later))])
