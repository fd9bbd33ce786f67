"""C4 to C7: what the court is told, who else may read it, and what stands in none of it."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from correspondence import rendering
from correspondence.catalogue.court.answer_to_court import ANSWER_TO_COURT
from correspondence.catalogue.court.filing_time import FILING_TIME
from correspondence.catalogue.court.guardian_timeframe import GUARDIAN_TIMEFRAME
from correspondence.catalogue.court.risk_notice import RISK_NOTICE, RiskNoticeFacts
from correspondence.catalogue.letter import Letter
from correspondence.checks import wording
from correspondence.protocol.case.annex_a import ANNEX_A, Category
from correspondence.protocol.events import AnyEvent
from tests import build
from tests.build import Changes, day

from .court_letters import answer, filing, guardian, of_answer, one, risk, words

PARTIES = ("p1", "p2")
ASKED: dict[str, Any] = {"kind": "clarification", "allocate_by": None, "direction": None}
WITHHELD = {"case.people.1.identity_withheld": True}
MOTHER = "Amira Sample-Haddad"
NO_NAME = "(name withheld, FPR 2010 rule 29.1)"


COPIED = [guardian, answer, filing]


@pytest.mark.parametrize(
    ("letter", "due_on"),
    [
        (risk, "Wed 9 Dec 2026"),
        (guardian, "Fri 18 Dec 2026"),
        (answer, "Wed 16 Dec 2026"),
        (filing, "Thu 26 Nov 2026"),
    ],
)
def test_each_is_due_when_its_clock_says(letter: Any, due_on: str) -> None:
    assert letter().due.due_on == day(due_on)


@pytest.mark.parametrize("letter", COPIED)
def test_what_is_copied_to_the_parties_holds_no_name_that_is_withheld_from_one_of_them(letter: Any) -> None:
    open_to_all = letter()
    assert open_to_all.seen_by == PARTIES
    assert words(open_to_all).count(MOTHER) == 2  # in the heading, and among those who are sent a copy
    hidden = letter(WITHHELD)
    assert hidden.seen_by == PARTIES
    assert MOTHER not in words(hidden)
    assert words(hidden).count(NO_NAME) == 2
    assert "This document is copied to each party (FPR 2010 rule 5.7)" in words(hidden)


def test_what_the_court_alone_sees_holds_every_name_and_says_why_it_is_not_copied() -> None:
    notice = risk(WITHHELD)
    assert (notice.seen_by, notice.copies) == ((), ())
    assert MOTHER in words(notice)
    assert NO_NAME not in words(notice)
    assert "Not copied to the parties. The compelling reason (FPR 2010 rule 5.7)" in words(notice)


def test_the_risk_notice_prints_its_summary_and_wants_it_read() -> None:
    summary = "The school called.\n\n  The child is not back.  "
    notice = one(RISK_NOTICE, build.decision(), build.risk_increased({"summary": summary}))
    assert notice.free_text
    facts = notice.view.facts
    assert isinstance(facts, RiskNoticeFacts)
    assert facts.summary == ("The school called.", "The child is not back.")


@pytest.mark.parametrize(("made", "sentence"), [(True, "We have made a child protection"), (False, "We have made no")])
def test_the_risk_notice_says_whether_a_referral_was_made(made: bool, sentence: str) -> None:
    notice = one(RISK_NOTICE, build.decision(), build.risk_increased({"referral_made": made}))
    assert sentence in words(notice)


def test_the_risk_notice_does_not_say_that_anybody_has_been_told() -> None:
    assert "been told" not in words(risk())
    assert "are being told" not in words(risk())


@pytest.mark.parametrize(
    ("told", "said", "unsaid"),
    [
        (["p2"], ["Amira Sample-Haddad, the respondent"], ["a child in the case", "to tell no party or child"]),
        (
            ["p1", "c1"],
            ["the applicant", "Zofia Sample-Wiśniewska, a child in the case"],
            ["to tell no party or child"],
        ),
        ([], ["We judge it safe to tell no party or child"], ["Each is to have a letter", "a child in the case"]),
    ],
)
def test_the_risk_notice_says_whom_we_write_to_that_the_case_moves(
    told: list[str], said: list[str], unsaid: list[str]
) -> None:
    """They are those who have the letter of the case brought forward, and nobody else (Protocol 5.1, Annex B)."""
    notice = one(RISK_NOTICE, build.decision(), build.risk_increased({"may_be_told": told}))
    text = words(notice).partition("Who is told")[2].partition("What the court may wish")[0]
    assert [each for each in said if each not in text] == []
    assert [each for each in unsaid if each in text] == []


def test_a_name_that_is_withheld_from_another_party_is_told_to_the_court_alone() -> None:
    notice = one(RISK_NOTICE, build.decision(WITHHELD), build.risk_increased({**WITHHELD, "may_be_told": ["p2"]}))
    text = words(notice).partition("Who is told")[2]
    assert f"{MOTHER}, the respondent" in text


HIDDEN = {
    "case.people.0.email": st.just("t.secret@secret.example.org"),
    "case.people.1.address.line_1": st.text("abcdefgh", min_size=4, max_size=9).map(lambda w: f"9 {w} Road"),
    "case.people.1.address.postcode": st.sampled_from(("ZE1 9XY", "ZE2 9XY")),
    "case.people.1.phone": st.integers(0, 999).map(lambda n: f"07700 901{n:03}"),
    "case.people.1.language": st.sampled_from(("en", "pl", "so")),
    "case.people.1.form": st.sampled_from(("standard", "braille")),
    "case.people.1.representative": st.none(),
    "case.people.2.school": st.text("abcdefgh", min_size=4, max_size=9).map(lambda w: f"{w} School"),
    "case.people.2.lives_with": st.sampled_from((["p1"], ["p2"])),
    "case.status_reason": st.text("abcdefgh", min_size=4, max_size=40),
    "recorded_by.name": st.text("abcdefgh", min_size=4, max_size=20),
}


@pytest.mark.parametrize("letter", COPIED)
@given(changes=st.fixed_dictionaries(HIDDEN))
@settings(max_examples=40)
def test_what_a_party_may_not_know_changes_nothing_in_what_is_copied(letter: Any, changes: Changes) -> None:
    assert letter(changes).view == letter().view


def test_no_word_of_a_reason_for_a_status_or_of_a_review_reaches_the_court() -> None:
    said = {"case.status_reason": "Only between colleagues.", "recorded_by.name": "Quentin Quill"}
    decided = build.decision({**said, "screened": {"by": "Quentin Quill", "on": "2026-11-18"}})
    reviewed = build.review({**said, "rationale": "For the file and nobody else."})
    text = words(answer({**ASKED, **said}, decided, reviewed))
    for secret in ("colleagues", "Quill", "nobody else"):
        assert secret not in text
    assert "On Wednesday 18 November 2026 our practice supervisor screened it" in text


def test_who_screened_is_named_by_post_only_where_the_record_tells_the_post() -> None:
    other = build.decision({"recorded_by": {"name": "S. Sample", "role": "service_manager"}})
    text = words(answer(ASKED, other))
    assert "a named member of our staff screened it" in text
    assert "recorded on Thursday 19 November 2026 by our service manager" in text


@pytest.mark.parametrize(
    ("changes", "last"),
    [
        ({}, "Thu 3 Dec 2026"),
        ({"recorded_by": {"name": "B. Sample", "role": "business_services_officer"}}, None),
        ({"answers": "information-1"}, None),
    ],
    ids=["routine", "no supervisor recorded it", "it answers information"],
)
def test_the_last_review_is_a_supervisors_routine_one(changes: Changes, last: str | None) -> None:
    """The day of one that answers information would tell the parties that somebody had been in touch."""
    told = build.information({"occurred_on": "2026-12-02"})
    facts = of_answer(answer(ASKED, build.decision(), told, build.review(changes)))
    assert facts.deferral is not None
    assert facts.deferral.last_review_on == (day(last) if last else None)


def test_a_challenge_prevails_and_our_reasons_are_given_without_an_argument() -> None:
    """What we now do stands first; the reasons are those of the day of the decision (Protocol 2.5, 5.2)."""
    text = words(answer())
    assert "passed back to the local team, to be allocated to a Family Court Adviser" in text
    order = (
        "The court’s assessment prevails over ours",
        "Why we decided that the case could wait",
        "They no longer decide anything",
    )
    assert sorted(order, key=text.index) == [*order]
    assert "On Wednesday 18 November 2026 our practice supervisor screened it" in text
    assert "The decision that it can wait was recorded on Thursday 19 November 2026 by our practice supervisor" in text
    assert of_answer(answer()).deferral is None


def test_an_answer_to_a_challenge_tells_the_parties_nothing_that_became_known_since_the_decision() -> None:
    """The status may have changed for a risk that no party may know of."""
    raised = {"case.priority_status": 1, "case.status_reason": "What one party told us."}
    plain, since = (
        answer(changes, build.decision(), build.risk_increased(risen))
        for changes, risen in ((None, None), (raised, raised))
    )
    assert words(plain) == words(since)
    assert "Priority Status 3" in words(since)
    assert since.seen_by == plain.seen_by == ("p1", "p2")


def test_an_answer_to_a_challenge_without_a_decision_on_file_gives_no_reasons() -> None:
    assert "Why we decided that the case could wait" not in words(one(ANSWER_TO_COURT, build.court_challenged()))


@pytest.mark.parametrize(
    ("allocate_by", "today", "sentence"),
    [
        ("2027-01-08", None, "As the court has set, the case is to be allocated by Friday 8 January 2027"),
        (None, None, "By our own limit, the case is to be allocated by Friday 5 February 2027"),
        (
            None,
            "Mon 8 Feb 2027",
            "By our own limit, the case is to be allocated by Thursday 25 March 2027",
        ),  # what the others leave
        (None, "Mon 12 Apr 2027", "the limit that we keep has passed"),
    ],
)
def test_an_answer_to_a_challenge_gives_the_courts_day_or_else_our_own(
    allocate_by: str | None, today: str | None, sentence: str
) -> None:
    letter = answer({"allocate_by": allocate_by}, today=day(today) if today else None)
    assert sentence in words(letter)


def test_the_courts_words_are_given_back_and_have_to_be_read_by_whoever_approves() -> None:
    quoted = answer({"direction": "Allocate it.\nFile in time."})
    assert quoted.free_text
    assert of_answer(quoted).direction == ("Allocate it.", "File in time.")
    assert not answer({"direction": None}).free_text


def test_an_answer_names_the_adviser_once_there_is_one() -> None:
    text = words(answer({**ASKED, "occurred_on": "2027-02-01"}, build.decision(), build.adviser_allocated()))
    assert "Nadia Example, a Family Court Adviser, has had the case since Thursday 28 January 2027." in text


NOBODY_TOLD = {"may_be_told": [], **WITHHELD}


def timed(*before: AnyEvent) -> Letter:
    return one(GUARDIAN_TIMEFRAME, *before, build.guardian_appointed(WITHHELD))


def asked_why(*before: AnyEvent) -> Letter:
    return one(ANSWER_TO_COURT, *before, build.court_challenged({**ASKED, **WITHHELD}))


@pytest.mark.parametrize("asked", [timed, asked_why])
def test_what_is_kept_from_a_party_is_told_to_the_court_alone(asked: Any) -> None:
    """A party who may not know that the case was brought forward would learn it from a copy."""
    decided = build.decision(WITHHELD)
    for risky in (build.risk_increased(NOBODY_TOLD), build.risk_increased({"may_be_told": ["p2"], **WITHHELD})):
        alone = asked(decided, risky)
        assert alone.seen_by == ()
        assert "because the risk to a child has increased" in words(alone)
        assert MOTHER in words(alone)
        assert "For the court alone: not copied to the parties" in words(alone)
    told = asked(decided, build.risk_increased({"may_be_told": ["p1", "p2"], **WITHHELD}))
    assert told.seen_by == PARTIES
    assert "risk to a child has increased" not in words(told)
    assert MOTHER not in words(told)


def answered(by: dict[str, Any] | None = None, *, told_by: str | None = "p2") -> tuple[AnyEvent, ...]:
    """The mother told us something on 8 December, and a review that answers it passed the case back the day after."""
    told = build.information({"occurred_on": "2026-12-08", "from_person": told_by})
    review = {"occurred_on": "2026-12-09", "outcome": "allocate", "answers": "information-1", **WITHHELD, **(by or {})}
    return told, build.review(review)


@pytest.mark.parametrize("asked", [timed, asked_why])
@pytest.mark.parametrize("told_by", ["p2", None])
def test_a_review_that_answers_what_somebody_told_us_is_told_to_the_court_alone(asked: Any, told_by: str) -> None:
    """Its day, and that the case left on it, would tell the other parties that somebody had been in touch."""
    alone = asked(build.decision(WITHHELD), *answered(told_by=told_by))
    assert alone.seen_by == ()
    text = words(alone)
    assert "after a review of new information" in text
    assert "risk to a child" not in text
    assert "at present that cannot safely be told to every party" in text


@pytest.mark.parametrize("asked", [timed, asked_why])
def test_a_routine_review_that_passed_the_case_back_is_told_to_all_by_its_day(asked: Any) -> None:
    told = asked(build.decision(WITHHELD), *answered({"answers": None}))
    assert told.seen_by == PARTIES
    assert "Wednesday 9 December 2026" in words(told)


@pytest.mark.parametrize("asked", [timed, asked_why])
def test_the_day_on_which_a_party_asked_for_allocation_is_in_no_copy_for_the_others(asked: Any) -> None:
    agreed = build.representation({"occurred_on": "2026-12-09", "accepted_by_court": True, **WITHHELD})
    told = asked(build.decision(WITHHELD), agreed)
    assert told.seen_by == PARTIES
    assert "left the Allocation Hub" in words(told)
    assert "9 December" not in words(told)


WAITING = [category for category, entry in ANNEX_A.items() if entry.priority_status > 1]


@pytest.mark.parametrize("category", WAITING)
def test_no_category_that_may_wait_is_called_by_a_word_that_cafcass_does_not_use(category: Category) -> None:
    status = ANNEX_A[category].priority_status
    letter = filing({"case.category": str(category), "case.priority_status": status})
    text = rendering.compose(letter, "en")
    found = wording.examine(letter, [text], build.case_file(build.decision()), build.hub())
    assert {f.code for f in found} == set()


def test_the_dead_are_named_in_no_document_for_the_court() -> None:
    death = build.closing({"reason": "death", "person_id": "c1", "occurred_on": "2026-11-24"})
    again = build.decision({"event_id": "decision-2", "occurred_on": "2026-12-01"})
    text = words(one(FILING_TIME, build.decision(), death, again))
    assert "Zofia" not in text
    assert "Adam Sample-Wiśniewski" in text
