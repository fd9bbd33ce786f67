"""Law 2: who was written to in a language that they do not read is called, or staff are told to."""

from datetime import date
from typing import Any

import pytest

from correspondence.simulation.laws.owing import law_2
from correspondence.simulation.seen import Posted, SeenLetter
from tests import build

from .made import document, duty, letter, posted, says, seen, steps
from .test_owing import DUTIES, LETTERS, without

SENT_ON = date(2026, 11, 20)
FARSI: build.Changes = {"case.people.0.language": "fa"}
DECISION = posted("hub_allocation_decided", FARSI)
CALL = duty("call_with_interpreter", "2026-11-24", person_id="p1")
SAYS = "went in English to a reader of another language, and nobody is told to call"


def sent(**changes: Any) -> SeenLetter:
    """The father's letter, sent to him, who reads Farsi, in English."""
    return letter(**{"language": "fa", "status": "sent", "history": steps("sent", SENT_ON)} | changes)


def said(theirs: SeenLetter, *duties: Any, events: tuple[Posted, ...] = (DECISION,)) -> str:
    every = (theirs, *without(LETTERS, "p1"))
    return says(law_2(seen(*every, events=events, duties=(*DUTIES, *duties), today=date(2026, 11, 23))))


def test_a_letter_that_its_reader_cannot_read_wants_a_duty_to_call() -> None:
    assert SAYS in said(sent())
    assert SAYS not in said(sent(), CALL)
    assert SAYS in said(sent(), duty("call_with_interpreter", "2026-11-24", person_id="p2"))


@pytest.mark.parametrize(
    "theirs",
    [
        sent(status="draft", history=steps("draft", SENT_ON)),
        sent(status="returned", history=steps("returned", SENT_ON)),
        sent(documents=(document("نامه", language="fa"), document("Dear Mr Sample"))),
        sent(language="en"),
    ],
    ids=["not sent", "came back", "written in it", "reads English"],
)
def test_what_nobody_holds_or_anybody_can_read_wants_none(theirs: SeenLetter) -> None:
    events = (posted("hub_allocation_decided", {"case.people.0.language": theirs.language}),)
    assert SAYS not in said(theirs, events=events)


@pytest.mark.parametrize(
    ("call", "is_enough"),
    [
        ({"spoken_language": "fa-IR"}, True),
        ({"spoken_language": "en", "how": "interpreter"}, True),
        ({"spoken_language": "en", "how": "phone"}, False),
        ({"spoken_language": "fa", "occurred_on": "2026-11-19"}, False),
        ({"spoken_language": "fa", "with_person": "p2"}, False),
    ],
)
def test_a_talk_that_they_understood_since_it_went_is_enough(call: build.Changes, is_enough: bool) -> None:
    own = {"with_person": "p1", "how": "phone", "occurred_on": "2026-11-23", **FARSI}
    assert (SAYS not in said(sent(), events=(DECISION, posted("contact_made", {**own, **call})))) is is_enough
