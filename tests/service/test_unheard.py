"""What one of the family tells us is theirs: it sets no new day on what lies unsent for another, who may not know it.

The mother is she who tells us; the father's first letter has lain since November, and promises a day in December.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from correspondence.protocol.events import AnyEvent
from correspondence.protocol.events.event import CaseEvent
from correspondence.protocol.letters import Status
from correspondence.service import Service
from correspondence.storage import Register, StoredLetter, UnlawfulMove
from tests import build
from tests.build import Body, day

from .conftest import Clock, letter_of, move, post, send, small_family
from .sequences import Step, every_step, written_at_no_cost

CASE = "CM26P00417"
HIS, HERS = "p1", "p2"
_, MOTHER, _ = small_family()
FRIDAY, JANUARY, NEXT_DAY = day("Fri 20 Nov 2026"), day("Mon 18 Jan 2027"), day("Tue 19 Jan 2027")
CALL = Step("contact_made", {"with_person": HERS})
BY_HER: dict[str, Body] = {
    "details_changed": {"people": [build.changed(MOTHER, {"email": "elsewhere@example.org"})]},
    "review_recorded": {"answers": "information-1"},
}
"""How an event of a type is one that she alone may know of, where the one of `build` is not already."""


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A service whose letters cost nothing to write, in which his letter was written and has not gone."""
    with Register.open(None, tmp_path, Clock()) as register, written_at_no_cost():
        its = Service(register, build.directory())
        post(its, "hub_allocation_decided")
        yield its


OF_ONE_ALONE = tuple(
    step
    for step in every_step()
    for kind in get_args(AnyEvent)
    if step.type == build.type_of(kind) != "correction" and kind.is_known_to is not CaseEvent.is_known_to
    if "case.people" not in step.changes
)
"""Every way in which an event may be that not everybody may know of.

Not where somebody leaves the case, which his letter speaks of; to correct one is tried by itself.
"""


def tells(service: Service, step: Step) -> None:
    """She tells us on that day in January, or a supervisor answers what she told us."""
    if step.type == "review_recorded":
        post(service, "information_received", {"occurred_on": FRIDAY.isoformat()})
    own = {} if "people" in step.changes else BY_HER.get(step.type, {})
    post(service, step.type, {"occurred_on": JANUARY.isoformat(), **own, **step.changes})


def knows(service: Service) -> bool:
    """Whether the father may know of the last event."""
    case_file = service.case_file(CASE)
    assert case_file is not None
    return case_file.received[-1].is_known_to(HIS, case_file)


def out_of_date(service: Service, person_id: str) -> StoredLetter:
    """Somebody would approve what lies unsent for that person: it is refused, and written instead."""
    with pytest.raises(UnlawfulMove):
        move(service, letter_of(service, person_id), Status.APPROVED, NEXT_DAY)
    return letter_of(service, person_id)


def test_there_is_something_that_only_one_may_know() -> None:
    assert {"contact_made", "details_changed", "information_received", "representation_received"} <= {
        step.type for step in OF_ONE_ALONE
    }


@pytest.mark.parametrize("step", OF_ONE_ALONE, ids=str)
def test_what_she_alone_knows_of_writes_nothing_of_his_again(service: Service, step: Step) -> None:
    before = letter_of(service, HIS)
    tells(service, step)
    assert letter_of(service, HIS).letter_id == before.letter_id or knows(service)


def test_what_everybody_may_know_of_does(service: Service) -> None:
    before = letter_of(service, HIS)
    post(service, "update_due", {"occurred_on": JANUARY.isoformat()})
    now = letter_of(service, HIS)
    assert (now.dated, now.event_id) == (JANUARY, "update-1")
    assert now.letter_id != before.letter_id


def test_it_writes_her_own_again(service: Service) -> None:
    tells(service, CALL)
    assert letter_of(service, HERS).dated == JANUARY


def test_nor_does_its_correction(service: Service) -> None:
    tells(service, CALL)
    before = letter_of(service, HIS)
    called = json.loads(service.register.body("contact-1") or b"{}")
    corrected = {"replaces": "contact-1", "event": {**called, "summary": "She rang about the summer."}}
    post(service, "correction", {"occurred_on": NEXT_DAY.isoformat(), **corrected})
    assert letter_of(service, HIS).letter_id == before.letter_id


def test_what_was_withdrawn_by_hand_is_not_written_again_under_it(service: Service) -> None:
    move(service, letter_of(service, HIS), Status.WITHDRAWN, FRIDAY)
    tells(service, CALL)
    assert letter_of(service, HIS).status is Status.WITHDRAWN
    post(service, "update_due", {"occurred_on": NEXT_DAY.isoformat()})
    assert letter_of(service, HIS).status is Status.DRAFT


def test_his_letter_that_is_written_instead_bears_no_reference_of_what_she_told_us(service: Service) -> None:
    """It is made by the last event that he may know of."""
    tells(service, CALL)
    now = out_of_date(service, HIS)
    assert (now.dated, now.event_id) == (NEXT_DAY, "decision-1")


def test_an_answer_to_her_that_goes_writes_nothing_of_his_again(service: Service) -> None:
    post(service, "information_received", {"occurred_on": FRIDAY.isoformat()})
    post(service, "review_recorded", {"occurred_on": FRIDAY.isoformat(), "answers": "information-1"})
    before = letter_of(service, HIS)
    send(service, HERS, JANUARY, "thank_you")
    assert letter_of(service, HIS).letter_id == before.letter_id
