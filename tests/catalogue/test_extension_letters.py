"""F6: what each party and child hears when more time is asked for, and when the court has answered."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence import rendering
from correspondence.catalogue import reconcile
from correspondence.catalogue.court.extension_application import ExtensionApplicationFacts
from correspondence.catalogue.families.extension_decided import Answer, ExtensionDecidedFacts
from correspondence.catalogue.families.extension_sought import ExtensionSoughtFacts
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.registry import CASE_KINDS
from correspondence.checks import readiness
from correspondence.protocol.days import clocks
from correspondence.protocol.days.calendar import COUNTABLE_FROM, is_working_day
from correspondence.protocol.events import AnyEvent, HearingEffect, ReasonCode
from correspondence.protocol.letters import LetterRecord, Status
from tests import build
from tests.build import day

SOUGHT, DECIDED = "extension_sought", "extension_decided"
OLD, NEW = day("Fri 19 Mar 2027"), day("Fri 9 Apr 2027")
REQUEST, GRANT = build.extension_needed(), build.extension_decided()
REFUSED: build.Changes = {"granted": False, "filing_date": None, "case.ordered_work.filing_date": "2027-03-19"}
ANOTHER: build.Changes = {"filing_date": "2027-04-02", "case.ordered_work.filing_date": "2027-04-02"}
ENGLISH: build.Changes = {"case.people.0.language": "en", "case.people.1.language": "en"}
HUB_LETTERS = tuple(build.letter(person_id) for person_id in ("p1", "p2", "c1", "c2"))
UPDATED = build.letter(
    "p1", {"letter_id": "update-p1", "kind": "update", "event_id": "update-1", "given_by": "update-1",
           "dated": day("Mon 25 Jan 2027"), "sent_on": day("Tue 26 Jan 2027")}
)  # fmt: skip
AGAIN = build.extension_needed(
    {"event_id": "extension-2", "occurred_on": "2027-02-15", "proposed_filing_date": "2027-04-23",
     "case.ordered_work.filing_date": "2027-04-09"}
)  # fmt: skip
"""After the court granted 9 April, still more time is wanted."""
UPDATE = build.update_due({"occurred_on": "2027-01-25"})


def letters(
    kind: str, *received: AnyEvent, today: date | None = None, sent: tuple[LetterRecord, ...] = HUB_LETTERS
) -> tuple[Letter, ...]:
    """The letters of that kind that the last of *received* gives, after the decision."""
    case_file = build.case_file(build.decision(), *received, letters=sent)
    every = reconcile.letters(received[-1], case_file, build.directory(), today or received[-1].occurred_on)
    return tuple(x for x in every if x.kind.code == kind)


def to(reader: str, kind: str, *received: AnyEvent, **how: Any) -> Letter:
    """That reader's letter; *how* as `letters` takes it."""
    return next(x for x in letters(kind, *received, **how) if x.recipient == reader)


def sought(*received: AnyEvent, reader: str = "p1", **how: Any) -> ExtensionSoughtFacts:
    """What a reader's letter may say of what is asked."""
    found = to(reader, SOUGHT, *received, **how).view.facts
    assert isinstance(found, ExtensionSoughtFacts)
    return found


def decided(*received: AnyEvent, reader: str = "p1", **how: Any) -> ExtensionDecidedFacts:
    """What a reader's letter may say of the court's answer."""
    found = to(reader, DECIDED, *received, **how).view.facts
    assert isinstance(found, ExtensionDecidedFacts)
    return found


def unsent(kind: str, given_by: AnyEvent, reader: str = "p1") -> LetterRecord:
    """That reader's letter of an event, written on its day and not sent yet."""
    own = {"letter_id": "unsent", "kind": kind, "event_id": given_by.event_id, "given_by": given_by.event_id}
    return build.letter(reader, {**own, "status": Status.DRAFT, "dated": given_by.occurred_on, "sent_on": None})


def anew(kind: str, given_by: AnyEvent, *later: AnyEvent) -> Letter | None:
    """What becomes of the father's unsent letter on *later*: the one that takes its place, or None for none."""
    plan = build.plan(build.decision(), given_by, *later, letters=(*HUB_LETTERS, unsent(kind, given_by)))
    found = [x.letter for x in plan.to_write if x.instead_of == "unsent"]
    assert bool(found) != ("unsent" in plan.withdrawn)
    return found[0] if found else None


class TestWhoHears:
    """Each party and each child whose version is decided."""

    @pytest.mark.parametrize(
        ("kind", "event", "due"),
        [(SOUGHT, REQUEST, "Tue 2 Feb 2027"), (DECIDED, GRANT, "Fri 19 Feb 2027")],
        ids=[SOUGHT, DECIDED],
    )
    def test_each_reader_hears_in_their_own_version_and_in_time(self, kind: str, event: AnyEvent, due: str) -> None:
        found = letters(kind, event)
        assert [(x.recipient, str(x.audience)) for x in found] == [
            ("p1", "adult"), ("p2", "adult"), ("c1", "older"), ("c2", "younger")
        ]  # fmt: skip
        assert {x.due.due_on for x in found} == {day(due)}

    @pytest.mark.parametrize(
        ("kind", "event"), [(SOUGHT, build.extension_needed(ENGLISH)), (DECIDED, build.extension_decided(ENGLISH))]
    )
    def test_it_waits_while_nobody_has_looked_at_something_new(self, kind: str, event: AnyEvent) -> None:
        case_file = build.case_file(build.decision(), build.information(), event)
        assert readiness.examine(to("p1", kind, event), {"en"}, case_file) == (readiness.OPEN_ALERT,)

    @pytest.mark.parametrize(("kind", "event"), [(SOUGHT, REQUEST), (DECIDED, GRANT)])
    def test_it_outlives_the_stay_in_the_hub(self, kind: str, event: AnyEvent) -> None:
        allocated = build.adviser_allocated({"occurred_on": "2027-02-15"})
        plan = build.plan(build.decision(), event, allocated, letters=(unsent(kind, event),))
        assert "unsent" not in plan.withdrawn


@given(st.dates(COUNTABLE_FROM, date(2035, 12, 1)))
def test_the_letters_are_due_on_the_first_and_the_fifth_working_day(start: date) -> None:
    for clock, working_days in ((clocks.extension_sought, 1), (clocks.extension_decided, 5)):
        due_on = clock(start).due_on
        days = [date.fromordinal(n) for n in range(start.toordinal() + 1, due_on.toordinal() + 1)]
        assert sum(map(is_working_day, days)) == working_days
        assert is_working_day(due_on)


class TestWhatIsAsked:
    """Both days, the reason in one of four ways, and the hearing; never the court's own words."""

    def test_the_old_day_and_the_day_asked_for_are_told(self) -> None:
        found = sought(REQUEST)
        assert (found.filing_date, found.proposed_on) == (OLD, NEW)
        assert (found.hearing_effect, found.hearing_on) == (HearingEffect.RELIST, day("Fri 16 Apr 2027"))

    @pytest.mark.parametrize("reader", ["p1", "c1", "c2"])
    def test_each_reason_has_its_own_words_in_each_version(self, reader: str) -> None:
        said = {rendering.compose(to(reader, SOUGHT, build.extension_needed({"reason_code": code})), "en").sentences
                for code in ReasonCode}  # fmt: skip
        assert len(said) == len(ReasonCode)

    @pytest.mark.parametrize("reader", ["p1", "p2", "c1", "c2"])
    @pytest.mark.parametrize(
        "changes",
        [
            {"reason": "The mother's new partner has been arrested."},
            {"exceptional_reason": "He had a stroke.", "approved_by": "H. Practice"},
            {"agreed_by": "Somebody else"},
            {"hearing_wanted": True},
            {"override": {"reason": "Agreed on the phone.", "approved_by": "A. Director"}},
            {"recorded_by.name": "A. Nother"},
            {"case.status_reason": "He is known to us."},
        ],
        ids=lambda changes: next(iter(changes)),
    )
    def test_what_is_for_the_court_or_the_file_changes_nothing(self, reader: str, changes: build.Changes) -> None:
        before = to(reader, SOUGHT, REQUEST)
        after = to(reader, SOUGHT, build.extension_needed(changes))
        assert (before.view, before.content) == (after.view, after.content)

    def test_what_a_family_may_know_does_change_it(self) -> None:
        later = build.extension_needed({"proposed_filing_date": "2027-04-16"})
        assert to("p1", SOUGHT, REQUEST).view != to("p1", SOUGHT, later).view

    @pytest.mark.parametrize(("today", "told"), [("Thu 15 Apr 2027", True), ("Fri 16 Apr 2027", False)])
    def test_a_hearing_that_is_not_ahead_is_left_out(self, today: str, told: bool) -> None:
        assert (sought(REQUEST, today=day(today)).hearing_on is not None) is told

    @pytest.mark.parametrize(("reader", "before"), [("p1", OLD), ("c1", None), ("c2", None)])
    def test_a_child_is_not_told_a_third_day(self, reader: str, before: date | None) -> None:
        moved = build.extension_needed({"case.ordered_work.filing_date": "2027-03-26"})
        assert sought(moved, reader=reader).changes.filing_date_before == before


class TestARequestThatIsOver:
    """What the court has answered is no longer asked for."""

    @pytest.mark.parametrize(
        "later",
        [
            GRANT,
            build.extension_needed({"event_id": "extension-2", "occurred_on": "2027-02-03"}),
            build.update_due({"occurred_on": "2027-02-03", "case.ordered_work.filing_date": "2027-04-02"}),
        ],
        ids=["answered", "asked again", "another date was set"],
    )
    def test_its_unsent_letters_are_withdrawn(self, later: AnyEvent) -> None:
        assert anew(SOUGHT, REQUEST, later) is None

    def test_until_then_it_is_written_anew_when_something_changes(self) -> None:
        moved = build.update_due({"occurred_on": "2027-02-03", "case.ordered_work.next_hearing_on": "2027-04-23"})
        found = anew(SOUGHT, REQUEST, moved)
        assert found is not None
        assert isinstance(found.view.facts, ExtensionSoughtFacts)
        assert found.view.facts.hearing_on == day("Fri 23 Apr 2027")

    def test_an_answer_that_another_has_overtaken_is_withdrawn(self) -> None:
        second = build.extension_decided({"event_id": "extension-decided-2", "occurred_on": "2027-02-22"})
        assert anew(DECIDED, GRANT, AGAIN, second) is None


class TestWhatTheCourtAnswered:
    """The day that holds now, and the day that it was."""

    @pytest.mark.parametrize(
        ("changes", "answer", "holds", "before"),
        [
            ({}, Answer.GRANTED, NEW, OLD),
            (ANOTHER, Answer.ANOTHER_DAY, day("Fri 2 Apr 2027"), OLD),
            (REFUSED, Answer.REFUSED, OLD, None),
        ],
        ids=["granted", "another day", "refused"],
    )
    def test_the_answer_is_told_with_its_days(
        self, changes: build.Changes, answer: Answer, holds: date, before: date | None
    ) -> None:
        found = decided(REQUEST, build.extension_decided(changes))
        assert (found.answer, found.filing_date, found.filing_date_before) == (answer, holds, before)
        assert (found.decided_on, found.changes.filing_date_before) == (day("Thu 11 Feb 2027"), None)

    def test_the_old_day_is_the_one_that_stood_when_more_time_was_asked_for(self) -> None:
        asked = build.extension_needed({"case.ordered_work.filing_date": "2027-03-26"})
        assert decided(asked, GRANT).filing_date_before == day("Fri 26 Mar 2027")

    def test_where_nobody_asked_the_old_day_is_the_one_that_the_reader_was_told(self) -> None:
        found = decided(GRANT)
        assert (found.answer, found.filing_date_before) == (Answer.GRANTED, OLD)
        assert decided(GRANT, sent=()).filing_date_before is None

    def test_after_a_refusal_a_reader_who_was_told_another_day_is_told_so(self) -> None:
        kept = {"case.ordered_work.filing_date": "2027-03-26"}
        found = decided(build.extension_needed(kept), build.extension_decided({**REFUSED, **kept}))
        assert (found.filing_date, found.filing_date_before) == (day("Fri 26 Mar 2027"), OLD)

    @pytest.mark.parametrize(("today", "over"), [("Fri 19 Mar 2027", False), ("Sat 20 Mar 2027", True)])
    def test_a_refusal_says_where_the_day_has_passed(self, today: str, over: bool) -> None:
        letter = to("p1", DECIDED, REQUEST, build.extension_decided(REFUSED), today=day(today))
        said = rendering.compose(letter, "en").html
        assert [words in said for words in ("We will finish by then", "it has passed")] == [not over, over]

    def test_a_decision_is_that_of_the_request_before_it(self) -> None:
        last = build.extension_decided(
            {"event_id": "extension-decided-2", "occurred_on": "2027-02-22", "decided_on": "2027-02-19",
             "filing_date": "2027-04-23", "case.ordered_work.filing_date": "2027-04-23"}
        )  # fmt: skip
        found = decided(REQUEST, GRANT, AGAIN, last)
        assert (found.answer, found.filing_date_before) == (Answer.GRANTED, NEW)

    @pytest.mark.parametrize("reader", ["p1", "p2", "c1", "c2"])
    def test_the_reason_that_was_given_to_the_court_changes_nothing(self, reader: str) -> None:
        secret = {"reason": "He had a stroke.", "exceptional_reason": "It came suddenly.", "agreed_by": "Somebody"}
        plain = to(reader, DECIDED, REQUEST, GRANT)
        assert plain.content == to(reader, DECIDED, build.extension_needed(secret), GRANT).content

    @pytest.mark.parametrize("reader", ["c1", "c2"])
    def test_a_child_hears_shortly_that_there_is_more_time(self, reader: str) -> None:
        text = rendering.compose(to(reader, DECIDED, GRANT), "en")
        said = {"c1": "The judge has given us more time", "c2": "The judge said yes. We have more time, until"}
        assert said[reader] in text.html


UNTIL = {type(REQUEST): (REQUEST,), type(GRANT): (REQUEST, GRANT)}
"""What happens to a request for more time, up to the event of each class."""
EVENTS = {
    code: UNTIL[kind.sent_on] for code, kind in CASE_KINDS.items() if kind.is_for_families and kind.sent_on in UNTIL
}
"""What gives each letter that a family has about such a request."""


@pytest.mark.parametrize("kind", EVENTS)
class TestHowItStands:
    """Whether somebody has the case, and what was promised and lies ahead."""

    def facts(
        self,
        kind: str,
        *before: AnyEvent,
        reader: str = "p1",
        today: date | None = None,
        update: LetterRecord = UPDATED,
    ) -> ExtensionSoughtFacts | ExtensionDecidedFacts:
        """What a reader's letter of that kind may say after other events."""
        found = to(reader, kind, UPDATE, *before, *EVENTS[kind], today=today, sent=(*HUB_LETTERS, update)).view.facts
        assert isinstance(found, ExtensionSoughtFacts | ExtensionDecidedFacts)
        return found

    def test_what_the_last_update_promised_is_said_again(self, kind: str) -> None:
        assert self.facts(kind).next_update_on == day("Mon 1 Mar 2027")

    def test_each_reader_is_told_their_own_promise(self, kind: str) -> None:
        assert self.facts(kind, reader="p2").next_update_on is None

    @pytest.mark.parametrize(("today", "ahead"), [("Sun 28 Feb 2027", True), ("Mon 1 Mar 2027", False)])
    def test_a_promise_that_is_not_ahead_is_left_out(self, kind: str, today: str, ahead: bool) -> None:
        assert (self.facts(kind, today=day(today)).next_update_on is not None) is ahead

    def test_a_letter_that_came_back_promised_nothing(self, kind: str) -> None:
        returned = build.letter("p1", {"kind": "update", "event_id": "update-1", "given_by": "update-1",
                                       "dated": UPDATED.dated, "sent_on": UPDATED.sent_on,
                                       "status": Status.RETURNED})  # fmt: skip
        assert self.facts(kind, update=returned).next_update_on is None

    def test_an_adviser_who_has_the_case_is_named_and_takes_the_place_of_the_promise(self, kind: str) -> None:
        found = self.facts(kind, build.adviser_allocated())
        assert found.adviser is not None
        assert (found.adviser.name, found.next_update_on) == ("Nadia Example", None)

    @pytest.mark.parametrize("reader", ["p1", "p2", "c1", "c2"])
    def test_a_risk_that_is_not_for_all_to_know_changes_nothing(self, kind: str, reader: str) -> None:
        risk = build.risk_increased({"occurred_on": "2027-01-27", "may_be_told": []})
        assert self.facts(kind, risk, reader=reader) == self.facts(kind, reader=reader)


@pytest.mark.parametrize("reader", ["p1", "p2"])
def test_an_adult_is_told_by_when_an_adviser_is_needed_as_the_court_is(reader: str) -> None:
    (application,) = letters("extension_application", REQUEST)
    assert isinstance(application.view.facts, ExtensionApplicationFacts)
    waiting = application.view.facts.waiting
    assert waiting is not None
    assert waiting.allocate_by == day("Fri 26 Feb 2027")
    assert sought(REQUEST, reader=reader).needed_by == waiting.allocate_by
    said = rendering.compose(to(reader, SOUGHT, REQUEST), "en").html
    assert "we need to name an adviser by" in said


def test_an_adult_is_told_of_the_aim_that_the_courts_answer_gives() -> None:
    aims = decided(REQUEST, GRANT).aims
    assert aims is not None
    assert aims.allocation_by == day("Fri 26 Feb 2027")
    assert "We aim to name an adviser by" in rendering.compose(to("p2", DECIDED, REQUEST, GRANT), "en").html


@pytest.mark.parametrize("child", ["c1", "c2"])
def test_a_child_is_told_no_day_for_an_adviser(child: str) -> None:
    asked, answered = sought(REQUEST, reader=child), decided(REQUEST, GRANT, reader=child)
    assert (asked.aims, asked.needed_by, answered.aims) == (None, None, None)


def test_once_an_adviser_has_the_case_nobody_is_told_by_when_one_comes() -> None:
    named = build.adviser_allocated()
    asked, answered = sought(named, REQUEST), decided(named, REQUEST, GRANT)
    assert (asked.aims, asked.needed_by, answered.aims) == (None, None, None)
