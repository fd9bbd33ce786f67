"""What one party told us changes nothing in anything that another of the family is sent (protocol.md section 8).

Neither that it came, when, how urgent it was, nor its answer, nor its correction: not a word, a date, a count, a
reference, nor how many documents there are. Proved for every kind of the catalogue that anybody in the family reads.
"""

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from correspondence import rendering
from correspondence.catalogue.registry import CASE_KINDS
from correspondence.documents import file_name
from correspondence.protocol.case.annex_a import ANNEX_A
from tests import build
from tests.build import Body

from .secrets import World, families, worlds
from .shown import SHOWN, events_of, everything_said_by, shown_to

INFORMANT = "p2"
EVERY_KIND = pytest.mark.parametrize("kind", SHOWN)


def told(changes: Body | None = None) -> Body:
    """She gives information on Tuesday 24 November 2026."""
    return build.body("information_received", {"occurred_on": "2026-11-24", **(changes or {})})


def answer(changes: Body | None = None) -> Body:
    """A supervisor's review answers it the day after, and holds the case."""
    own = {"event_id": "answer-1", "occurred_on": "2026-11-25", "answers": "information-1", "rationale": "Looked at."}
    return build.body("review_recorded", {**own, **(changes or {})})


def corrected(event: Body, changes: Body) -> Body:
    """What she told us turns out to have been recorded wrongly."""
    envelope = {key: event[key] for key in ("recorded_by", "hub", "case")}
    own = {"event_id": "correction-1", "type": "correction", "occurred_on": "2026-11-26", "reason": "A slip."}
    return {**envelope, **own, "replaces": event["event_id"], "event": build.changed(event, changes)}


ANSWERS = st.sampled_from(
    (
        (),
        (answer(),),
        (answer({"next_review_on": "2026-11-27"}),),
        (answer({"recorded_by.role": "business_services_officer"}),),
        (answer({"recorded_by.role": "family_court_adviser"}), answer({"event_id": "answer-2"})),
    )
)
INFORMATION = st.builds(
    lambda who, urgent, route: told({"from_person": who, "urgent": urgent, "reply_route": route}),
    st.sampled_from((INFORMANT, None)),
    st.booleans(),
    st.sampled_from(("post", "email", "phone", "none")),
)


@st.composite
def acts(draw: st.DrawFn) -> tuple[Body, ...]:
    """She tells us something; it is answered or not, and its record may be put right."""
    information, answers = draw(INFORMATION), draw(ANSWERS)
    slip = corrected(information, {"urgent": not information["urgent"]})
    return (information, *answers, *((slip,) if draw(st.booleans()) else ()))


def others(case: Body) -> list[str]:
    """Everybody of the family who is written to, but for her."""
    people = (p for p in case["people"] if p["role"] != "child" or p.get("letter_version") not in (None, "none"))
    return [p["person_id"] for p in people if p["person_id"] != INFORMANT]


def said_to(reader: str, kind: str, case: Body, act: tuple[Body, ...] = ()) -> list[tuple[Any, ...]]:
    """All that a reader is sent of a kind, where the reader got in touch, too, if the kind answers that."""
    return [everything_said_by(x) for x in shown_to(reader, kind, events_of(kind, case, reader, act))]


@EVERY_KIND
@given(case=families(), act=acts(), data=st.data())
@settings(max_examples=12)
def test_what_she_told_us_changes_nothing_that_another_is_sent(
    kind: str, case: Body, act: tuple[Body, ...], data: st.DataObject
) -> None:
    reader = data.draw(st.sampled_from(others(case)))
    assert said_to(reader, kind, case, act) == said_to(reader, kind, case)


@EVERY_KIND
def test_somebody_is_sent_something_of_every_kind_so_that_the_property_is_no_empty_one(kind: str) -> None:
    case = build.example("hub_allocation_decided")["case"]
    assert said_to("p1", kind, case)


@pytest.mark.parametrize("kind", sorted({*CASE_KINDS} - {*SHOWN}))
def test_no_kind_that_is_not_compared_is_shown_to_anybody_of_the_family(kind: str) -> None:
    case = build.example("hub_allocation_decided")["case"]
    assert not any(said_to(p["person_id"], kind, case) for p in case["people"])


TOLD_TO_THE_COURT = ("category", "linked_case_numbers", "date_of_birth")
"""What a court's document says of the case and the children, so that it is no secret of anybody's there."""


@pytest.mark.parametrize("kind", [code for code in SHOWN if not CASE_KINDS[code].is_for_families])
@given(world=worlds())
@settings(max_examples=12)
def test_the_secrets_of_others_change_nothing_in_what_is_copied_to_every_party(kind: str, world: World) -> None:
    assume(world.reader.startswith("p"))
    secrets = {path: value for path, value in world.secrets.items() if not path.endswith(TOLD_TO_THE_COURT)}
    changed = build.changed(world.case, secrets)
    assert said_to(world.reader, kind, changed) == said_to(world.reader, kind, world.case) != []


CASE_LEAVES = (
    (told(), answer({"outcome": "allocate"})),
    (build.body("risk_increased", {"occurred_on": "2026-11-25", "may_be_told": [INFORMANT]}),),
    (build.body("risk_increased", {"occurred_on": "2026-11-25", "may_be_told": []}),),
)


@EVERY_KIND
@pytest.mark.parametrize("act", CASE_LEAVES, ids=["a review that answers", "a risk she may know of", "a risk"])
def test_what_took_the_case_out_of_the_hub_is_in_no_word_that_another_is_sent(kind: str, act: tuple[Body, ...]) -> None:
    """Others may be sent less: what speaks of waiting stops, and the court alone is told the rest."""
    if CASE_KINDS[kind].sent_on.__name__ == "RiskIncreased":
        return  # it is itself about a risk: whom it may tell is tried with the letter
    case = build.example("hub_allocation_decided")["case"]
    quiet = said_to("p1", kind, case)
    assert all(said in quiet for said in said_to("p1", kind, case, act))


@EVERY_KIND
def test_how_the_case_is_assessed_since_what_she_told_us_is_in_no_word_that_another_is_sent(kind: str) -> None:
    case = build.example("hub_allocation_decided")["case"]
    other, entry = next((key, each) for key, each in ANNEX_A.items() if each.priority_status < case["priority_status"])
    since = {**case, "category": other.value, "priority_status": entry.priority_status}
    received = events_of(kind, case, "p1", (told(), answer()), since)
    assert [everything_said_by(x) for x in shown_to("p1", kind, received)] == said_to("p1", kind, case)


@EVERY_KIND
def test_it_changes_no_byte_in_any_form(kind: str) -> None:
    case = build.example("hub_allocation_decided")["case"]
    documents = []
    for act in ((), (told({"urgent": True}), answer())):
        made = {}
        for letter in shown_to("p1", kind, events_of(kind, case, "p1", act)):
            for part in letter.kind.parts:
                text = rendering.compose(letter, "en", part)
                for form in part.forms:
                    document = rendering.render(text, letter, form)
                    made[file_name(letter, document)] = document.content
        documents.append(made)
    assert documents[0] == documents[1]
    assert documents[0]


def test_the_property_can_fail() -> None:
    """A routine review is known to everybody: it does change what others are sent."""
    case = build.example("hub_allocation_decided")["case"]
    routine = (answer({"answers": None}),)
    assert said_to("p1", "answer_to_court", case, routine) != said_to("p1", "answer_to_court", case)
