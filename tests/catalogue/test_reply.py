"""F7: who is answered, what the answer says of the court and of us, and what its copy for the court holds."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence import rendering, writing
from correspondence.catalogue import reconcile
from correspondence.catalogue.families.reply import CourtsView, ReplyFacts
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.recipients import COURT, REPRESENTATIVE
from correspondence.checks import readiness
from correspondence.documents import Document, DocumentForm, WrittenLetter
from correspondence.protocol.case.people import Route
from correspondence.protocol.days import clocks
from correspondence.protocol.days.calendar import COUNTABLE_FROM, is_working_day
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.letters import LetterRecord
from tests import build
from tests.api.calls import JSON, house
from tests.build import day
from tests.checks import samples

ASKED_ON = day("Thu 10 Dec 2026")
HUB_LETTERS = tuple(build.letter(person_id) for person_id in ("p1", "p2", "c1", "c2"))


def replies(
    *received: AnyEvent, today: date | None = None, letters: tuple[LetterRecord, ...] = HUB_LETTERS
) -> tuple[Letter, ...]:
    """The replies that the last of *received* gives, after the decision."""
    case_file = build.case_file(build.decision(), *received, letters=letters)
    every = reconcile.letters(received[-1], case_file, build.directory(), today or received[-1].occurred_on)
    return tuple(x for x in every if x.kind.code == "reply")


def reply(*received: AnyEvent, today: date | None = None, letters: tuple[LetterRecord, ...] = HUB_LETTERS) -> Letter:
    """The one reply."""
    (found,) = replies(*received, today=today, letters=letters)
    return found


def facts(*received: AnyEvent, today: date | None = None) -> ReplyFacts:
    """What the one reply may say."""
    found = reply(*received, today=today).view.facts
    assert isinstance(found, ReplyFacts)
    return found


def anew(*later: AnyEvent) -> ReplyFacts:
    """What the father's reply says when it is written anew after *later*, having been written on his request."""
    asked = build.representation()
    unsent = build.letter(
        "p1", {"letter_id": "unsent", "kind": "reply", "event_id": asked.event_id, "given_by": asked.event_id,
               "status": "draft", "dated": ASKED_ON, "sent_on": None}
    )  # fmt: skip
    plan = build.plan(build.decision(), asked, *later, letters=(*HUB_LETTERS, unsent))
    (found,) = (x.letter for x in plan.to_write if x.instead_of == "unsent")
    assert isinstance(found.view.facts, ReplyFacts)
    return found.view.facts


class TestWhoIsAnswered:
    """The party who asked, and nobody else."""

    @pytest.mark.parametrize(("who", "copies"), [("p1", (COURT,)), ("p2", (REPRESENTATIVE, COURT))])
    def test_the_party_who_asked_is_answered_with_a_copy_for_the_court_and_any_solicitor(
        self, who: str, copies: tuple[str, ...]
    ) -> None:
        found = reply(build.representation({"from_person": who}))
        assert (found.recipient, found.copies, found.seen_by) == (who, copies, (who,))

    def test_it_goes_by_their_safe_route_and_by_none_while_nobody_confirmed_one(self) -> None:
        assert reply(build.representation()).envelope.route is Route.POST
        unconfirmed = build.representation({"case.people.0.safe_contact": None})
        held = reply(unconfirmed)
        assert held.envelope.route is None
        found = readiness.examine(held, {"en", "pl"}, build.case_file(build.decision(), unconfirmed))
        assert "no_safe_route" in {f.code for f in found}

    @pytest.mark.parametrize("changes", [{"from_person": "c1"}, {"case.people.0.role": "carer"}])
    def test_neither_a_child_nor_a_carer_is_answered(self, changes: build.Changes) -> None:
        assert replies(build.representation(changes)) == ()

    def test_the_answer_is_due_in_five_working_days(self) -> None:
        due = reply(build.representation()).due
        assert (due.due_on, due.why) == (day("Thu 17 Dec 2026"), "5 working days from Thursday 10 December 2026")


@given(asked_on=st.dates(COUNTABLE_FROM, date(2035, 12, 1)))
def test_a_reply_is_due_on_the_fifth_working_day_after_the_request(asked_on: date) -> None:
    due_on = clocks.reply(asked_on).due_on
    days = [date.fromordinal(n) for n in range(asked_on.toordinal() + 1, due_on.toordinal() + 1)]
    assert sum(map(is_working_day, days)) == 5
    assert is_working_day(due_on)


class TestWhatTheCourtThinks:
    """What we have been told, at the latest."""

    @pytest.mark.parametrize(
        ("accepted", "view"), [(True, CourtsView.AGREES), (False, CourtsView.CAN_WAIT), (None, CourtsView.NOT_TOLD)]
    )
    def test_it_is_said_as_it_was_recorded(self, accepted: bool | None, view: CourtsView) -> None:
        assert facts(build.representation({"accepted_by_court": accepted})).courts_view is view

    @pytest.mark.parametrize(
        ("who", "accepted", "view"),
        [("p1", True, CourtsView.AGREES), ("p1", False, CourtsView.CAN_WAIT), ("p2", True, None)],
    )
    def test_what_the_court_says_since_of_their_own_request_is_told_before_the_reply_goes(
        self, who: str, accepted: bool, view: CourtsView | None
    ) -> None:
        later = build.representation(
            {"event_id": "representation-2", "occurred_on": "2026-12-14", "from_person": who,
             "accepted_by_court": accepted, "case.people.0.name.family": "Sample"}
        )  # fmt: skip
        assert anew(later).courts_view is (view or CourtsView.NOT_TOLD)

    def test_no_update_is_promised_once_the_court_agrees(self) -> None:
        assert facts(build.representation({"accepted_by_court": False})).next_update_on == day("Thu 24 Dec 2026")
        assert facts(build.representation({"accepted_by_court": True})).next_update_on is None


class TestHowWeLookedAtIt:
    """A review is spoken of only where a supervisor recorded it, and where its day tells nothing of anybody."""

    def test_the_day_of_the_last_routine_review_is_told(self) -> None:
        second = build.review({"event_id": "review-2", "occurred_on": "2026-12-09"})
        assert facts(build.review(), second, build.representation()).last_review_on == day("Wed 9 Dec 2026")

    @pytest.mark.parametrize(
        "changes",
        [{"recorded_by.role": "business_services_officer"}, {"answers": "information-1"}, {"outcome": "allocate"}],
        ids=["not by a supervisor", "it answers information", "it did not hold the case"],
    )
    def test_no_other_review_is_told(self, changes: build.Changes) -> None:
        told = build.information({"occurred_on": "2026-12-02"})
        assert facts(told, build.review(changes), build.representation()).last_review_on is None

    def test_a_review_of_an_earlier_stay_is_not_told(self) -> None:
        again = build.decision({"event_id": "decision-2", "occurred_on": "2026-12-09"})
        closed = build.closing({"occurred_on": "2026-12-07"})
        assert facts(build.review(), closed, again, build.representation()).last_review_on is None

    @pytest.mark.parametrize(
        ("role", "codes"),
        [("practice_supervisor", set()), ("business_services_officer", {"reviewer_not_qualified"})],
    )
    def test_it_is_held_where_no_supervisor_recorded_the_request(self, role: str, codes: set[str]) -> None:
        asked = build.representation({"recorded_by.role": role, "case.people.0.language": "en"})
        found = readiness.examine(reply(asked), {"en"}, build.case_file(build.decision(), asked))
        assert {f.code for f in found} == codes

    def test_it_waits_while_nobody_has_looked_at_something_new(self) -> None:
        asked, told = build.representation({"case.people.0.language": "en"}), build.information()
        found = readiness.examine(reply(asked), {"en"}, build.case_file(build.decision(), asked, told))
        assert found == (readiness.OPEN_ALERT,)


class TestHowItStands:
    """An adviser ends the waiting; what was promised and lies ahead stands."""

    def test_an_adviser_who_has_the_case_by_now_is_named_and_ends_the_promise_of_an_update(self) -> None:
        found = anew(build.adviser_allocated({"occurred_on": "2026-12-15"}))
        assert found.adviser is not None
        assert (found.adviser.name, found.next_update_on) == ("Nadia Example", None)

    @pytest.mark.parametrize(
        ("today", "promised"),
        [("Wed 23 Dec 2026", "Thu 24 Dec 2026"), ("Thu 24 Dec 2026", None), ("Mon 4 Jan 2027", None)],
    )
    def test_a_promised_day_that_is_no_longer_ahead_is_left_out(self, today: str, promised: str | None) -> None:
        found = facts(build.representation(), today=day(today)).next_update_on
        assert found == (day(promised) if promised else None)

    def test_nothing_is_promised_to_whom_no_letter_reached(self) -> None:
        returned = (build.letter("p1", {"status": "returned"}),)
        found = reply(build.representation(), letters=returned).view.facts
        assert isinstance(found, ReplyFacts)
        assert found.next_update_on is None

    def test_a_risk_that_they_are_not_told_of_changes_nothing(self) -> None:
        secret = build.risk_increased({"may_be_told": ["p2"]})
        asked = build.representation()
        assert reply(secret, asked).view == reply(asked).view


def test_nothing_that_staff_or_others_wrote_changes_the_reply() -> None:
    """Neither why the case was held, nor who recorded what, nor how the other parent can be reached."""
    theirs = {"case.people.1.phone": "07700 900999", "case.people.1.address.line_1": "9 Elsewhere Road"}
    before = reply(build.review(), build.representation())
    after = reply(
        build.review({"rationale": "The father rang again and again."}),
        build.representation({"case.status_reason": "He is known to us.", "recorded_by.name": "A. Nother", **theirs}),
    )
    assert (before.view, before.envelope) == (after.view, after.envelope)


def words_of(document: Document) -> str:
    """All that is printed on a PDF's pages."""
    with pdfplumber.open(BytesIO(document.content)) as opened:
        return "\n".join(page.extract_text() for page in opened.pages)


class TestTheCopyForTheCourt:
    """The English PDF, without the address."""

    def written(self) -> WrittenLetter:
        """The mother's reply, in large print, with everything that is made of it."""
        asked = build.representation({"from_person": "p2", "case.people.1.language": "en"})
        case_file = build.case_file(build.decision(), asked, letters=HUB_LETTERS)
        (letter,) = (
            x for x in reconcile.letters(asked, case_file, build.directory(), ASKED_ON) if x.kind.code == "reply"
        )
        return writing.write(letter, case_file, build.directory())

    def test_there_is_one_for_each_of_the_court_and_the_solicitor_and_both_are_english_pdfs(self) -> None:
        copies = [d for d in self.written().documents if d.copy_to]
        made = [(d.copy_to, d.form, d.language, d.large_print) for d in copies]
        assert made == [(to, DocumentForm.PDF, "en", False) for to in (REPRESENTATIVE, COURT)]

    def test_it_shows_no_address_and_the_letter_itself_does(self) -> None:
        written = self.written()
        lines = written.letter.envelope.lines[1:]
        for document in (d for d in written.documents if d.form is DocumentForm.PDF):
            shown = words_of(document)
            assert [line in shown for line in lines] == [document.copy_to is None] * len(lines)
        assert written.findings == ()

    def test_it_is_searched_for_what_the_reader_may_not_know(self) -> None:
        asked = build.representation()
        leaking = replace(samples.pdf("<h1>A letter</h1><p>She is at CO1 1JN.</p>"), copy_to=COURT)
        case_file = build.case_file(build.decision(), asked)
        found = samples.found(replace(reply(asked), language="en"), leaking, case_file)
        assert {f.code for f in found} == {"disclosure.address"}

    def test_the_api_serves_it_as_a_pdf_and_in_no_other_form(self, tmp_path: Path) -> None:
        english = {"case.people.0.language": "en"}
        with house(tmp_path, today=ASKED_ON) as here:
            client = here.client("supervisor")
            client.post("/events", json=build.body("hub_allocation_decided", english)).raise_for_status()
            asked = client.post("/events", json=build.body("representation_received", english), headers=JSON)
            (letter,) = (x for x in asked.json()["letters"] if x["kind"] == "reply")
            address = f"/letters/{letter['letter_id']}/document"
            served = client.get(f"{address}.pdf?copy_to=court")
            own = client.get(f"{address}.pdf")
            assert (served.status_code, served.headers["content-type"]) == (200, "application/pdf")
            assert served.content != own.content
            assert client.get(f"{address}.html?copy_to=court").status_code == 404
            assert client.get(f"{address}.pdf?copy_to=representative").status_code == 404


@pytest.mark.parametrize(("who", "said"), [("p1", False), ("p2", True)])
def test_it_says_who_gets_it(who: str, said: bool) -> None:
    text = rendering.compose(reply(build.representation({"from_person": who})), "en").html
    assert ("copies to your solicitor and to the court" in text) is said
    assert ("and a copy to the court" in text) is not said
