"""The application for more time is copied to every party: nothing in it tells one of them what they may not know."""

import pytest

from correspondence import rendering
from correspondence.catalogue.court.extension_application import EXTENSION_APPLICATION
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.reconcile import letters
from correspondence.documents import WrittenLetter
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.history.case_file import fold
from correspondence.protocol.letters import Status
from tests import build
from tests.build import Changes
from tests.remembered import remember_what_was_rendered  # noqa: F401  # a fixture of every test here
from tests.written import write_letters


def application(*received: AnyEvent) -> Letter:
    """The application that the last of *received* gives, after the decision, on its own day."""
    every = [build.decision(), *received]
    found = letters(every[-1], fold(every), build.directory(), every[-1].occurred_on)
    return next(x for x in found if x.kind is EXTENSION_APPLICATION)


def written(changes: Changes) -> WrittenLetter:
    """The example's application with these changes, in all its forms, examined."""
    received: list[AnyEvent] = [build.decision(), build.extension_needed(changes)]
    every = write_letters(received, [], build.directory(), received[-1].occurred_on)
    return next(one for one in every if one.letter.kind is EXTENSION_APPLICATION)


def review(on: str, changes: Changes | None = None) -> AnyEvent:
    return build.review({"event_id": f"review-{on}", "occurred_on": on, **(changes or {})})


def test_no_party_learns_from_the_application_that_somebody_gave_information() -> None:
    """Information that a review has answered changes nothing of what the parties are sent a copy of."""
    told = (build.information(), review("2026-12-29", {"answers": "information-1"}))
    quiet = application(review("2026-12-03"), build.extension_needed())
    assert application(review("2026-12-03"), *told, build.extension_needed()).view == quiet.view


def test_an_open_alert_holds_the_application() -> None:
    received: list[AnyEvent] = [build.decision(), build.information(), build.extension_needed()]
    every = write_letters(received, [], build.directory(), received[-1].occurred_on)
    one = next(one for one in every if one.letter.kind is EXTENSION_APPLICATION)
    assert one.status is Status.HELD
    assert "open_alert" in {f.code for f in one.findings}


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("The mother has moved to 2 Placeholder Close and enquiries go on there.", "disclosure.address"),
        ("The mother can be reached on +44 7700 900321 only in the evening.", "disclosure.phone"),
        ("The children's school, Example High School, has been slow to answer.", "disclosure.school"),
        ("We wrote to r.sample@samplelaw.cjsm.net and wait for an answer.", "disclosure.representative"),
    ],
)
@pytest.mark.parametrize("field", ["reason", "exceptional_reason"])
def test_a_reason_that_tells_a_party_what_they_may_not_know_holds_the_application(
    field: str, reason: str, code: str
) -> None:
    one = written({field: reason})
    places = {f.where for f in one.findings if f.code == code}
    assert one.status is Status.HELD
    assert "docx body" in places
    assert any(where.startswith("pdf page") for where in places)
    assert reason not in repr(one.findings)


def test_what_everybody_may_know_holds_nothing() -> None:
    """The mother's town is the court's own, and the father's address is open."""
    one = written({"case.people.1.address.post_town": "Chelmsford", "reason": "18 Example Street was visited."})
    assert {f.code for f in one.findings} == {"free_text", "statement_unsigned"}
    assert one.status is Status.DRAFT


def test_a_name_that_is_withheld_stays_out_of_what_the_court_alone_is_sent() -> None:
    """The order, once made, is for every party."""
    withheld: Changes = {"case.people.1.identity_withheld": True}
    asked = build.extension_needed({**withheld, "occurred_on": "2027-01-15"})
    letter = application(build.risk_increased(withheld), asked)
    assert letter.seen_by == ()
    for part in letter.kind.parts:
        said = rendering.compose(letter, "en", part).html
        assert "Sample-Haddad" not in said
        assert "(name withheld, FPR 2010 rule 29.1), the respondent" in said


def test_a_withheld_name_stands_in_none_of_the_documents() -> None:
    one = written({"case.people.1.identity_withheld": True})
    assert one.status is Status.DRAFT
    for part in one.letter.kind.parts:
        said = rendering.compose(one.letter, "en", part).html
        assert "Sample-Haddad" not in said
        assert "(name withheld, FPR 2010 rule 29.1), the respondent" in said
