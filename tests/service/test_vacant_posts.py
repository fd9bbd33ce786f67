"""A fact is recorded whoever holds which post: the letter that wants the signature waits, and staff are told."""

from dataclasses import replace
from datetime import date

import pytest

from correspondence.protocol.directory import PostHolder
from correspondence.protocol.letters import Status
from correspondence.protocol.owed.duty import DutyName
from correspondence.service import Outcome, Service
from tests import build

from .conftest import letter_of, post, send

LEFT_ON = build.day("Fri 27 Nov 2026")
VACANT = ("practice_supervisor", "service_manager")
FIRST = "hub_allocation_decided"


def without(service: Service, *posts: str, until: date | None = None) -> Service:
    """The service where the holders of *posts* left on 27 November, and another comes on the day after *until*."""
    hub = service.directory.hubs["essex"]
    left = {name: tuple(replace(holder, holds_to=LEFT_ON) for holder in getattr(hub, name)) for name in posts}
    if until is not None:
        left = {name: (*each, PostHolder(name="Nia Newly", holds_from=until)) for name, each in left.items()}
    hubs = service.directory.hubs | {"essex": replace(hub, **left)}  # type: ignore[arg-type]  # fields by name
    return Service(service.register, replace(service.directory, hubs=hubs))


def unsigned(outcome: Outcome) -> set[str]:
    found = {x.kind for x in outcome.letters if "vacant_post" in {f.code for f in x.findings}}
    assert all(x.status is Status.HELD and x.documents == () for x in outcome.letters if x.kind in found)
    return found


@pytest.mark.parametrize("kind", build.EVENTS)
def test_every_event_of_a_case_is_recorded_though_nobody_holds_a_post(service: Service, kind: str) -> None:
    if kind != FIRST:
        post(service, FIRST)
    if kind == "extension_decided":
        post(service, "extension_needed")
    vacant = without(service, *VACANT)
    since = {"occurred_on": "2026-11-30"}
    granted = {"case.ordered_work.filing_date": "2027-04-09"}
    own = {FIRST: since, "details_changed": since, "extension_decided": granted}
    outcome = post(vacant, kind, own.get(kind))
    assert outcome.event_id in [each.event_id for each in service.register.history("CM26P00417")]
    assert unsigned(outcome) == {x.kind for x in outcome.letters if x.audience != "file"}


def test_urgent_information_and_risk_are_recorded_and_the_letters_wait_with_a_duty(service: Service) -> None:
    post(service, FIRST)
    vacant = without(service, "practice_supervisor")
    told = post(vacant, "information_received", {"occurred_on": "2026-12-01", "urgent": True})
    assert DutyName.ALERT_REVIEW in {d.duty for d in told.duties}
    risk = post(vacant, "risk_increased", {"occurred_on": "2026-12-02"})
    assert "risk_notice" in unsigned(risk)
    (duty,) = (d for d in vacant.duties(date(2026, 12, 2)) if d.duty is DutyName.VACANT_POST)
    assert (duty.case_number, duty.for_staff, duty.person_id) == ("CM26P00417", True, None)
    assert duty.due_on == build.day("Thu 3 Dec 2026")
    assert "practice supervisor" in duty.why


def test_a_held_letter_is_written_at_the_next_event_once_the_post_is_filled(service: Service) -> None:
    vacant = without(service, "practice_supervisor")
    post(vacant, FIRST, {"occurred_on": "2026-11-30"})
    assert {f.code for f in letter_of(service, "p1").findings} == {"vacant_post"}
    filled = without(service, "practice_supervisor", until=date(2026, 12, 2))
    post(filled, "review_recorded", {"occurred_on": "2026-12-02"})
    letter = letter_of(service, "p1")
    assert (letter.status, letter.findings) == (Status.DRAFT, ())
    document = service.register.document(letter.letter_id, letter.documents[-1].form, "en")
    assert "Nia Newly" in document.decode()
    assert not [d for d in filled.duties(date(2026, 12, 2)) if d.duty is DutyName.VACANT_POST]


def test_a_letter_that_was_signed_goes_its_way_though_its_signatory_has_left(service: Service) -> None:
    post(service, FIRST)
    assert send(without(service, *VACANT), "p1", date(2026, 11, 30)).status is Status.SENT


def test_the_duty_comes_and_goes_with_the_holder(service: Service) -> None:
    post(service, FIRST)
    vacant = without(service, "practice_supervisor", until=date(2026, 12, 2))
    days = [date(2026, 11, 27), date(2026, 11, 28), date(2026, 12, 1), date(2026, 12, 2)]
    owed = [any(d.duty is DutyName.VACANT_POST for d in vacant.duties(day)) for day in days]
    assert owed == [False, True, True, False]
