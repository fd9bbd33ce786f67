"""What a family is told of more time from the court: what is true that day, and no more than they were told (F6)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence import rendering
from correspondence.catalogue import reconcile
from correspondence.catalogue.facts.more_time import Asked, MoreTime, more_time
from correspondence.catalogue.letter import Letter
from correspondence.checks.wording import lines_of
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.letters import Audience
from tests import build
from tests.build import Changes, day

EXCEPTIONAL: Changes = {"exceptional_reason": "The adviser fell ill.", "approved_by": "H. Sample, Head of Practice"}
LATER: Changes = {"case.ordered_work.filing_date": "2027-04-09"}
UNTIL = day("Fri 9 Apr 2027")
ASKED = (build.decision(), build.extension_needed())
KEPT: Changes = {"granted": False, "filing_date": None, "case.ordered_work.filing_date": "2027-03-19"}
REFUSED = build.extension_decided(KEPT)
GRANTED = build.extension_decided()
AGAIN = build.extension_needed(
    {"event_id": "extension-2", "occurred_on": "2027-02-15", "proposed_filing_date": "2027-04-16", **EXCEPTIONAL}
)
MOVED = build.review({"occurred_on": "2027-02-15", "case.ordered_work.filing_date": "2027-04-02"})
OTHER_WORK: Changes = {"case.ordered_work.ordered_on": "2026-11-06", "case.ordered_work.filing_date": "2027-06-04"}
WRITERS: list[Callable[[Changes], AnyEvent]] = [
    build.update_due,
    build.adviser_allocated,
    lambda changes: build.risk_increased({**changes, "may_be_told": ["p1", "p2", "c1", "c2"]}),
    lambda changes: build.decision({**changes, "event_id": "decision-2"}),
]
"""What makes us write each of the four letters that say by when we finish."""


@pytest.mark.parametrize(
    ("received", "asked", "until"),
    [
        ((build.decision(),), Asked.NOT_YET, None),
        (ASKED, Asked.PENDING, UNTIL),
        ((*ASKED, REFUSED), Asked.REFUSED, None),
        ((*ASKED, GRANTED), Asked.NOT_NOW, None),
        ((*ASKED, REFUSED, AGAIN), Asked.PENDING, day("Fri 16 Apr 2027")),
        ((*ASKED, MOVED), Asked.NOT_NOW, None),
        ((*ASKED, REFUSED, MOVED), Asked.NOT_NOW, None),
    ],
    ids=[
        "nothing asked",
        "asked",
        "refused",
        "granted",
        "asked again",
        "another date meanwhile",
        "and after a refusal",
    ],
)
def test_it_is_told_as_it_stands(received: tuple[AnyEvent, ...], asked: Asked, until: date | None) -> None:
    today = day("Mon 22 Feb 2027")
    assert more_time(build.case_file(*received), today) == MoreTime(asked=asked, until=until)


def test_a_granted_date_that_was_refused_to_be_moved_again_stays_by_the_courts_decision() -> None:
    asked = build.extension_needed(
        {"event_id": "extension-2", "occurred_on": "2027-02-22", "proposed_filing_date": "2027-04-30"}
        | {**LATER, **EXCEPTIONAL}
    )
    later = {"event_id": "extension-decided-2", "occurred_on": "2027-03-01", "decided_on": "2027-03-01"}
    refused = build.extension_decided({**KEPT, **later, **LATER})
    file = build.case_file(*ASKED, GRANTED, asked, refused)
    assert more_time(file, day("Mon 1 Mar 2027")).asked is Asked.REFUSED


def test_other_work_in_another_stay_has_its_own_first_request() -> None:
    closed = build.closing({"occurred_on": "2027-02-15"})
    again = build.decision({"event_id": "decision-2", "occurred_on": "2027-02-22", **OTHER_WORK})
    assert more_time(build.case_file(*ASKED, closed, again), day("Mon 22 Feb 2027")).asked is Asked.NOT_YET
    same, today = build.decision({"event_id": "decision-2", "occurred_on": "2027-02-16"}), day("Tue 16 Feb 2027")
    of_it = {"kind": "extension_application", "event_id": "extension-1", "given_by": "extension-1"}
    went = build.letter("court:chelmsford", {**of_it, "sent_on": day("Wed 3 Feb 2027")})
    assert more_time(build.case_file(*ASKED, closed, same, letters=(went,)), today).asked is Asked.PENDING
    never_went = build.case_file(*ASKED, closed, same)  # so that nothing was asked in that stay
    assert more_time(never_went, today).asked is Asked.NOT_YET


@given(st.integers(-40, 90))
def test_no_day_that_has_passed_is_said_to_be_asked_for(days: int) -> None:
    today = UNTIL - timedelta(days=days)
    assert more_time(build.case_file(*ASKED), today).until == (UNTIL if days > 0 else None)


def letters(make: Callable[[Changes], AnyEvent], on: str, *before: AnyEvent) -> list[Letter]:
    """What the family is sent on that day."""
    changes: Changes = {"occurred_on": on}
    last = make({**changes, **LATER} if GRANTED in before else changes)
    file = build.case_file(*before, last)
    found = reconcile.letters(last, file, build.directory(), date.fromisoformat(on))
    return [x for x in found if x.is_for_family]


def words(letter: Letter) -> str:
    return " ".join(" ".join(lines_of(rendering.compose(letter, "en"))).split())


WILL_ASK = "If we need longer, we will ask the court by Friday 19 February 2027 and tell you."
MAY_ASK = "We may need longer. If so, we will ask the court and tell you."
EXPECT = {
    "We expect to ask the court for more time by Friday 19 February 2027, and will tell you when we do.": WILL_ASK,
    "We expect to ask the court for more time, and will tell you when we do.": MAY_ASK,
}
"""How the letters say the same that know already that the day cannot be kept."""
ASKING = "We are asking the court for more time, until Friday 9 April 2027. It has not answered us yet."
STILL = "Until the court answers, the day is still Friday 19 March 2027."
DECIDED = "The court has decided that we must finish by Friday 19 March 2027. We will finish by then with what we have."
GRANTED_BY = "The court has decided that we must finish by Friday 9 April 2027."
LATE = "The court asked us to finish by Friday 19 March 2027. We have not been able to."
SOON = "We will finish as soon as we can."
SAID = (WILL_ASK, MAY_ASK, ASKING, STILL, DECIDED, GRANTED_BY, LATE, SOON)


@pytest.mark.parametrize("make", WRITERS, ids=["update", "adviser", "brought forward", "first letter"])
@pytest.mark.parametrize(
    ("before", "on", "said"),
    [
        ((build.decision(),), "2027-02-08", {WILL_ASK}),
        ((build.decision(),), "2027-02-22", {MAY_ASK}),
        ((build.decision(),), "2027-03-22", {LATE, SOON}),  # it is too late to ask (Protocol 3.2(iii))
        (ASKED, "2027-02-08", {ASKING, STILL}),
        (ASKED, "2027-03-19", {ASKING, STILL}),
        (ASKED, "2027-03-22", {LATE, ASKING}),
        (ASKED, "2027-04-09", {LATE, SOON}),
        ((*ASKED, REFUSED), "2027-02-15", {DECIDED}),
        ((*ASKED, REFUSED), "2027-03-22", {LATE, SOON}),
        ((*ASKED, GRANTED), "2027-02-15", {GRANTED_BY}),
    ],
)
def test_every_adult_is_told_what_is_true_that_day(
    make: Callable[[Changes], AnyEvent], before: tuple[AnyEvent, ...], on: str, said: set[str]
) -> None:
    adults = [x for x in letters(make, on, *before) if x.audience is Audience.ADULT]
    assert len(adults) == 2
    for letter in adults:
        text = words(letter)
        assert {EXPECT.get(each, each) for each in (*SAID, *EXPECT) if each in text} == said


@pytest.mark.parametrize("make", WRITERS, ids=["update", "adviser", "brought forward", "first letter"])
def test_the_children_hear_nothing_of_it_here(make: Callable[[Changes], AnyEvent]) -> None:
    """The letters about the request and its answer tell them (F6); none of these four speaks of asking the court."""
    children = [x for x in letters(make, "2027-02-08", *ASKED) if x.audience is not Audience.ADULT]
    assert [str(x.audience) for x in children] == ["older", "younger"]
    for letter in children:
        assert "more time" not in words(letter)


def test_the_courts_own_reason_stands_in_none_of_their_letters() -> None:
    secret = build.extension_needed({"reason": "A reason like no other.", "exceptional_reason": "One like no other."})
    for make in WRITERS:
        for letter in letters(make, "2027-02-08", build.decision(), secret):
            assert "like no other" not in repr(letter)
