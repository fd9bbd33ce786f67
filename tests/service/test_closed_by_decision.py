"""A Hub closes on the day that the Board decided, whether or not the directory's file has been brought up to it."""

import json
from dataclasses import replace

import pytest

from correspondence.protocol.refusals import Inconsistent, Refused
from correspondence.service import Service
from tests import build
from tests.area import body as area_body
from tests.build import Changes, day
from tests.service.conftest import event

CLOSES_ON = day("Fri 16 Jul 2027")


def record(service: Service, kind: str, changes: Changes | None = None) -> None:
    service.take(json.dumps(area_body(kind, changes)).encode())


@pytest.fixture
def decided(service: Service) -> Service:
    """A service in which the Board has decided, on Friday 18 June 2027, that the Hub closes four weeks later."""
    record(service, "deactivation_decided")
    return service


def reasons_against_placing(service: Service, on: str) -> set[str]:
    """Why no case can be placed in the Hub on a day, by the rules; it is placed where there is no reason."""
    try:
        service.take(event("hub_allocation_decided", {"occurred_on": on, "screened.on": on}))
    except Refused as refused:
        return {reason.rule for reason in refused.reasons}
    return set()


def test_from_the_closing_day_on_no_case_is_placed_in_the_hub(decided: Service) -> None:
    assert "hub_not_open" in reasons_against_placing(decided, "2027-07-16")
    assert "hub_not_open" not in reasons_against_placing(decided, "2027-07-15")


def test_the_courts_lists_end_with_one_list_more(decided: Service) -> None:
    assert decided.lists.directory.hubs["essex"].closed_on == CLOSES_ON
    assert decided.lists.is_owed("essex", "chelmsford", day("Thu 15 Jul 2027"))
    assert not decided.lists.is_owed("essex", "chelmsford", CLOSES_ON)  # there was no list to follow


def test_a_hub_that_stays_open_or_opens_again_is_not_closed(service: Service) -> None:
    record(service, "deactivation_decided", {"is_deactivated": False, "closes_on": None})
    assert service.lists.directory.hubs["essex"].closed_on is None


def test_a_closing_day_that_the_directory_names_stands(decided: Service) -> None:
    hub = replace(decided.directory.hubs["essex"], closed_on=day("Fri 9 Jul 2027"))
    named = Service(decided.register, replace(decided.directory, hubs={"essex": hub}))
    assert named.lists.directory.hubs["essex"].closed_on == day("Fri 9 Jul 2027")


def test_a_decision_for_another_day_than_the_directorys_is_refused(service: Service) -> None:
    hub = replace(build.directory().hubs["essex"], closed_on=day("Fri 9 Jul 2027"))
    named = Service(service.register, replace(build.directory(), hubs={"essex": hub}))
    with pytest.raises(Inconsistent) as caught:
        record(named, "deactivation_decided")
    assert [(x.rule, x.field) for x in caught.value.reasons] == [("other_closing_day", "closes_on")]
