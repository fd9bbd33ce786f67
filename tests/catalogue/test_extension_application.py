"""The application for more time: three documents of one set of facts, and nothing in them that a party may not know."""

import re
from io import BytesIO

import docx
import pytest

from correspondence import rendering
from correspondence.catalogue.court.extension_application import EXTENSION_APPLICATION, ExtensionApplicationFacts
from correspondence.catalogue.kind import Sheet
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.reconcile import letters
from correspondence.documents import DocumentForm, Table, Text
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.history.case_file import fold
from correspondence.protocol.history.filing_times import filing_times
from correspondence.rendering.blocks import plain
from correspondence.rendering.master import PLAIN_MASTER, make_plain
from tests import build
from tests.build import Changes

PARTS = ("letter", "form_c2", "draft_order")
EXCEPTIONAL: Changes = {"exceptional_reason": "The adviser fell ill.", "approved_by": "H. Sample, Head of Practice"}


def application(*received: AnyEvent) -> Letter:
    """The application that the last of *received* gives, after the decision, on its own day."""
    every = [build.decision(), *received]
    found = letters(every[-1], fold(every), build.directory(), every[-1].occurred_on)
    return next(x for x in found if x.kind is EXTENSION_APPLICATION)


def facts(*received: AnyEvent) -> ExtensionApplicationFacts:
    found = application(*received).view.facts
    assert isinstance(found, ExtensionApplicationFacts)
    return found


def texts(letter: Letter) -> dict[str, Text]:
    return {part.name: rendering.compose(letter, "en", part) for part in letter.kind.parts}


def words(text: Text) -> str:
    """The words of a text, a line a block, item or row of a table."""
    lines: list[str] = []
    for block in text.blocks:
        if isinstance(block, Table):
            lines += map(" ".join, block.rows)
            continue
        items = getattr(block, "items", None)
        lines += map(plain, items if items is not None else (getattr(block, "runs", ()),))
    return "\n".join(lines)


def said(*received: AnyEvent) -> dict[str, str]:
    """The words of each part."""
    return {name: words(text) for name, text in texts(application(*received)).items()}


def review(on: str, changes: Changes | None = None) -> AnyEvent:
    return build.review({"event_id": f"review-{on}", "occurred_on": on, **(changes or {})})


def test_all_three_documents_name_the_same_dates_case_children_and_parties() -> None:
    for name, text in said(build.extension_needed()).items():
        for value in ("4.00pm on Friday 9 April 2027", "Friday 19 March 2027", "Friday 16 April 2027", "CM26P00417"):
            assert value in text, f"{name} lacks {value}"
        assert "Zofia Sample-Wiśniewska, a girl, born 2 June 2013" in text
        assert "Tomasz Sample-Wiśniewski, the applicant" in text
        assert "Amira Sample-Haddad, the respondent" in text


def test_the_letter_and_the_answers_have_the_reason_and_the_order_has_none() -> None:
    parts = said(build.extension_needed({"reason": "A reason like no other."}))
    assert [name for name in PARTS if "A reason like no other." in parts[name]] == ["letter", "form_c2"]


def test_the_letter_is_on_our_letterhead_and_the_others_on_plain_sheets() -> None:
    assert {p.name: (p.sheet, p.forms) for p in EXTENSION_APPLICATION.parts} == {
        "letter": (Sheet.LETTERHEAD, (DocumentForm.PDF, DocumentForm.DOCX)),
        "form_c2": (Sheet.PLAIN, (DocumentForm.DOCX,)),
        "draft_order": (Sheet.PLAIN, (DocumentForm.PDF, DocumentForm.DOCX)),
    }


def test_the_draft_order_is_one_that_word_can_edit_with_a_numbered_list_and_no_letterhead() -> None:
    letter = application(build.extension_needed())
    made = rendering.render(texts(letter)["draft_order"], letter, DocumentForm.DOCX)
    document = docx.Document(BytesIO(made.content))
    styles = [p.style.name for p in document.paragraphs if p.style is not None]
    assert styles.count("List Number") == 4
    assert styles.count("Form Blank") == 2
    assert "Normal" in styles
    assert "w:numPr" in document.styles["List Number"].element.xml
    body = document.element.xml + document.sections[0].header._element.xml
    assert "framePr" not in body
    assert "txbxContent" not in body
    everything = body + document.sections[0].footer._element.xml
    for ours in ("Allocation Hub", letter.view.reference, build.hub().contact.phone, "Advisory"):
        assert ours not in everything
    assert 'w:instr="NUMPAGES"' in everything


def test_the_plain_word_master_is_what_its_maker_makes() -> None:
    assert make_plain() == PLAIN_MASTER.read_bytes()


def test_nobody_has_signed_a_statement_of_truth_or_dated_the_order() -> None:
    parts = said(build.extension_needed())
    assert re.search(r"\nI believe.*\nSigned, with name, post and date:$", parts["form_c2"])
    assert "I believe" not in parts["letter"]
    assert "\nDated:\n" in parts["draft_order"]
    assert "\nBefore (name of the judge), on the papers:\n" in parts["draft_order"]


@pytest.mark.parametrize(
    ("changes", "letter", "order"),
    [
        ({}, "We ask the court to list it again", "is vacated. It is to be listed again"),
        (
            {"hearing_effect": "vacate"},
            "We ask the court to vacate it.",
            "The hearing listed for Friday 16 April 2027 is vacated.\n",
        ),
        (
            {"hearing_effect": "stand"},
            "We ask that it stands.",
            "The hearing listed for Friday 16 April 2027 stands.\n",
        ),
    ],
)
def test_the_order_does_with_the_hearing_what_the_letter_asks(changes: Changes, letter: str, order: str) -> None:
    parts = said(build.extension_needed(changes))
    assert letter in parts["letter"]
    assert letter in parts["form_c2"]
    assert order in parts["draft_order"]


def test_where_no_hearing_is_known_nothing_is_asked_for_one() -> None:
    none: Changes = {"case.ordered_work.next_hearing_on": None, "hearing_effect": None}
    parts = said(build.extension_needed(none))
    assert "We know of no hearing ahead." in parts["letter"]
    assert "hearing listed" not in parts["draft_order"]


def test_a_report_due_on_the_day_of_the_hearing_comes_too_late_for_it() -> None:
    hearing = facts(build.extension_needed({"proposed_filing_date": "2027-04-16"})).hearing
    assert hearing is not None
    assert (hearing.is_touched, hearing.is_missed) == (True, True)


def test_every_ground_is_said_openly_with_its_reason_and_who_approved_it() -> None:
    made: Changes = {"event_id": "extension-2", "occurred_on": "2027-02-22", "proposed_filing_date": "2027-05-14"}
    asked = build.extension_needed(
        {**made, **EXCEPTIONAL, "case.ordered_work.next_hearing_on": None, "hearing_effect": None}
    )
    letter = said(build.extension_needed(), build.adviser_allocated({"occurred_on": "2027-02-05"}), asked)["letter"]
    for words_of_ground in (
        "It is not the first",
        "It is late: it was to be made at least four weeks before the filing date, so by Friday 19 February 2027.",
        "a Family Court Adviser took the case on Friday 5 February 2027",
        "after the 26 weeks for a report under section 7, which end on Monday 10 May 2027",
        "The adviser fell ill.",
        "It was approved as exceptional by H. Sample, Head of Practice.",
        "Asked for on Monday 1 February 2027. No answer is recorded.",
    ):
        assert words_of_ground in letter


def test_an_ordinary_request_says_that_it_is_in_time_and_within_the_limits_and_nothing_of_exceptions() -> None:
    letter = said(build.extension_needed())["letter"]
    assert "\nTo apply: four weeks before filing Friday 19 February 2027 in time\n" in letter
    assert "Thursday 8 April 2027 kept with an adviser by Friday 26 February 2027\n" in letter
    assert "\nTo file: 26 weeks for a report under section 7 Monday 10 May 2027 kept\n" in letter
    assert "exceptional" not in letter


def test_earlier_requests_stand_with_their_answers() -> None:
    later: Changes = {"case.ordered_work.filing_date": "2027-04-09"}
    asked = build.extension_needed(
        {
            "event_id": "extension-2",
            "occurred_on": "2027-03-01",
            "proposed_filing_date": "2027-04-30",
            **later,
            **EXCEPTIONAL,
        }
    )
    for name in ("letter", "form_c2"):
        text = said(build.extension_needed(), build.extension_decided(), asked)[name]
        assert (
            "Asked for on Monday 1 February 2027. Granted on Thursday 11 February 2027, until Friday 9 April 2027."
            in text
        )


def test_routine_reviews_are_counted_and_only_those_a_supervisor_recorded() -> None:
    officer = {"recorded_by.role": "business_services_officer"}
    waiting = facts(
        review("2026-12-03"), review("2026-12-17"), review("2026-12-31", officer), build.extension_needed()
    ).waiting
    assert waiting is not None
    assert (waiting.reviews, waiting.last_review_on) == (2, build.day("Thu 17 Dec 2026"))


def test_one_routine_review_is_said_as_one() -> None:
    letter = said(review("2026-12-03"), build.extension_needed())["letter"]
    assert "We have held one routine review of the case since then, on Thursday 3 December 2026." in letter


def test_before_the_first_review_it_says_that_there_was_none() -> None:
    letter = said(build.extension_needed({"occurred_on": "2026-11-30"}))["letter"]
    assert "No routine review of the case is recorded yet." in letter


@pytest.mark.parametrize(
    "told",
    [
        (),
        (build.information({"occurred_on": "2026-12-08"}),),
        (
            build.information({"occurred_on": "2026-12-08"}),
            review("2026-12-09", {"answers": "information-1", "recorded_by.role": "family_court_adviser"}),
        ),
        (build.information({"occurred_on": "2026-12-08"}), review("2026-12-09", {"answers": "information-1"})),
        (build.information({"occurred_on": "2026-12-08", "from_person": None, "urgent": True}),),
    ],
    ids=["nothing came", "it waits", "an officer answered", "a supervisor answered", "it came from outside"],
)
def test_whether_information_came_is_in_no_word_of_the_application(told: tuple[AnyEvent, ...]) -> None:
    """What it says of information is the same and true, come what may: neither words nor silence tell a party."""
    parts = said(review("2026-12-03"), *told, build.extension_needed())
    assert parts == said(review("2026-12-03"), build.extension_needed())
    assert "An application never says whether new safeguarding information has come" in parts["letter"]


def test_the_copied_to_line_names_every_party_by_capacity() -> None:
    letter = said(build.extension_needed())["letter"]
    assert letter.endswith(
        "This document is copied to each party (FPR 2010 rule 5.7):\n"
        "Tomasz Sample-Wiśniewski, the applicant\nAmira Sample-Haddad, the respondent"
    )


NEVER_COPIED = ("copied to each party", "was sent a copy", "send a copy", "On notice")
COMPELLING = "The compelling reason (FPR 2010 rule 5.7): this application shows how the case now stands"


def test_while_a_party_may_not_know_that_the_case_moved_the_court_alone_is_asked_and_told_why() -> None:
    """The mother alone may know. The order speaks of no copy: it is for the court to say who is sent it."""
    received = (build.risk_increased(), build.extension_needed({"occurred_on": "2027-01-15"}))
    letter = application(*received)
    assert (letter.recipient, letter.seen_by, letter.copies) == ("court:chelmsford", (), ())
    parts = said(*received)
    for text in parts.values():
        assert [each for each in NEVER_COPIED if each in text] == []
    for name in ("letter", "form_c2"):
        assert "Not copied to the parties." in parts[name]
        assert COMPELLING in parts[name]
    assert "For the court alone: not copied to the parties" in rendering.compose(letter, "en").html
    assert "\nThe court considered an application by Cafcass dated Friday 15 January 2027.\n" in parts["draft_order"]
    assert "Not copied" not in parts["draft_order"]


def test_no_document_of_the_application_says_of_itself_that_there_is_a_risk() -> None:
    for text in said(build.risk_increased(), build.extension_needed({"occurred_on": "2027-01-15"})).values():
        assert "risk" not in text.lower()


@pytest.mark.parametrize(
    "received",
    [
        (),
        (build.risk_increased({"may_be_told": ["p1", "p2"]}),),
        (build.risk_increased(), build.adviser_allocated({"occurred_on": "2027-01-14"})),
    ],
    ids=["it waits", "both may be told", "an adviser has it"],
)
def test_where_every_party_may_know_how_the_case_stands_each_is_sent_a_copy(received: tuple[AnyEvent, ...]) -> None:
    asked = build.extension_needed({"occurred_on": "2027-01-15", **EXCEPTIONAL})
    assert application(*received, asked).seen_by == ("p1", "p2")
    parts = said(*received, asked)
    assert "This document is copied to each party (FPR 2010 rule 5.7):" in parts["letter"]
    assert "On notice: it is copied to each party." in parts["form_c2"]
    assert "of which each party was sent a copy." in parts["draft_order"]
    assert "Cafcass is to send a copy of this order to each party." in parts["draft_order"]
    assert not any("Not copied" in text for text in parts.values())


def test_recitals_stand_in_a_schedule_since_17_may_2023_and_before_that_in_the_body() -> None:
    def order(year_of: str, asked: str, until: str) -> str:
        work = {"ordered_on": year_of, "communicated_on": year_of, "filing_date": asked, "next_hearing_on": None}
        changes = {f"case.ordered_work.{k}": v for k, v in work.items()} | {"hearing_effect": None}
        made: Changes = {**changes, "occurred_on": year_of, "proposed_filing_date": until}
        asking = build.extension_needed(made)
        found = letters(asking, fold([asking]), build.directory(), asking.occurred_on)
        return words(texts(next(x for x in found if x.kind is EXTENSION_APPLICATION))["draft_order"])

    before, since = order("2023-05-16", "2023-08-04", "2023-08-25"), order("2023-05-17", "2023-08-04", "2023-08-25")
    assert before.index("Recitals") < before.index("It is ordered that")
    assert "Schedule" not in before
    assert since.index("It is ordered that") < since.index("Schedule") < since.index("Recitals")


def test_a_case_without_its_history_has_its_application_too() -> None:
    asking = build.extension_needed()
    found = letters(asking, fold([asking]), build.directory(), asking.occurred_on)
    letter = next(x for x in found if x.kind is EXTENSION_APPLICATION)
    assert "Its time in the Hub" not in words(texts(letter)["letter"])


def test_an_application_that_is_answered_is_written_no_more() -> None:
    received: list[AnyEvent] = [build.decision(), build.extension_needed(), build.extension_decided()]
    found = letters(received[1], fold(received), build.directory(), received[-1].occurred_on)
    assert EXTENSION_APPLICATION not in [x.kind for x in found]


def test_the_family_is_told_the_allocation_that_the_granted_date_leaves() -> None:
    today = build.day("Fri 12 Feb 2027")
    asked = build.case_file(build.decision(), build.extension_needed())
    granted = build.case_file(build.decision(), build.extension_needed(), build.extension_decided())
    lead_weeks = build.hub().allocation_lead_weeks
    days = [times.allocate_by for each in (asked, granted) if (times := filing_times(each, lead_weeks, today))]
    assert days == [build.day("Thu 25 Mar 2027"), build.day("Fri 26 Feb 2027")]


def test_each_date_of_the_court_stands_as_it_is_beside_what_is_asked_for_it() -> None:
    letter = said(build.extension_needed())["letter"]
    assert "Filing of the report under section 7 Friday 19 March 2027 4.00pm on Friday 9 April 2027\n" in letter
    assert "Next hearing Friday 16 April 2027 a day after the report is filed\n" in letter


def one_child_left() -> tuple[AnyEvent, ...]:
    """Of two children one has died, and the case is placed in the Hub again. The dead are left out of documents."""
    death = build.closing({"reason": "death", "person_id": "c1", "occurred_on": "2026-11-24"})
    return death, build.decision({"event_id": "decision-2", "occurred_on": "2026-12-01"})


def test_one_child_is_one_in_each_document_and_two_are_two() -> None:
    for parts, children in (
        (said(*one_child_left(), build.extension_needed()), "child"),
        (said(build.extension_needed()), "children"),
    ):
        assert f"What it means for the {children}" in parts["letter"].splitlines()
        assert f"The {children}" in parts["form_c2"].splitlines()
        assert f"The {children}" in parts["draft_order"].splitlines()
        assert f"The names of the {children} and of the parties" in parts["draft_order"]


def test_whether_a_child_has_letters_is_in_no_word_of_the_application() -> None:
    """Every party is sent a copy, and a letter may be kept from a child for what one of them told us."""
    none: Changes = {"case.people.2.letter_version": "none", "case.people.3.letter_version": build.REMOVED}
    for before in ((), one_child_left()):
        assert said(*before, build.extension_needed()) == said(*before, build.extension_needed(none))
    assert "each child to whom we write" in said(build.extension_needed())["letter"]
    assert "the child too where the child has letters" in said(*one_child_left(), build.extension_needed())["letter"]
