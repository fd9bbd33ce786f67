"""Whoever approves a letter is told where its reader was sent the same words before."""

from dataclasses import replace

from correspondence.catalogue.letter import Letter
from correspondence.catalogue.reconcile import letters
from correspondence.checks import repeats
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.letters import LetterRecord, Status
from tests import build
from tests.build import day

ASKED: AnyEvent = build.extension_needed()
AGAIN: AnyEvent = replace(ASKED, event_id="asked-again", occurred_on=day("Tue 2 Feb 2027"))


def sent(letter: Letter, status: Status = Status.SENT) -> LetterRecord:
    own = {"letter_id": letter.letter_id, "kind": letter.kind.code, "event_id": letter.event_id}
    later = {"given_by": letter.given_by, "status": status, "dated": letter.dated, "sent_on": letter.dated}
    return build.letter(letter.recipient, {**own, **later, "content": letter.content})


def codes(case_file: CaseFile, event: AnyEvent) -> dict[str, list[str]]:
    """What is found in each letter to the family that an event gives."""
    given = letters(event, case_file, build.directory(), event.occurred_on)
    to_family = (x for x in given if x.is_for_family)
    return {x.recipient: [f.code for f in repeats.examine(x, case_file, build.directory())] for x in to_family}


def told(status: Status = Status.SENT) -> tuple[LetterRecord, ...]:
    first = build.case_file(build.decision(), ASKED)
    return tuple(sent(x, status) for x in letters(ASKED, first, build.directory(), ASKED.occurred_on))


def test_the_same_words_under_another_day_are_a_finding_to_acknowledge() -> None:
    found = codes(build.case_file(build.decision(), ASKED, AGAIN, letters=told()), AGAIN)
    assert set(found) == {"p1", "p2", "c1", "c2"}
    assert {*map(tuple, found.values())} == {("already_told",)}


def test_who_is_told_another_aim_is_told_something_new() -> None:
    later = replace(AGAIN, occurred_on=day("Mon 8 Feb 2027"))  # the day that adults were told for an adviser has passed
    found = codes(build.case_file(build.decision(), ASKED, later, letters=told()), later)
    assert {reader for reader, said in found.items() if not said} == {"p1", "p2"}


def test_words_that_nobody_received_are_told_already_to_nobody() -> None:
    for letters_then in ((), told(Status.RETURNED), told(Status.DRAFT)):
        found = codes(build.case_file(build.decision(), ASKED, AGAIN, letters=letters_then), AGAIN)
        assert {*map(tuple, found.values())} == {()}


def test_a_younger_child_who_is_told_no_day_is_thanked_in_the_same_words_a_second_time() -> None:
    found = {}
    for child, version in (("c1", "older"), ("c2", "younger")):
        events: list[AnyEvent] = [build.decision({f"case.people.{2 if child == 'c1' else 3}.letter_version": version})]
        records: tuple[LetterRecord, ...] = ()
        for number, on in ((1, "2026-11-23"), (2, "2026-11-25")):
            events.append(build.information({"event_id": f"told-{number}", "from_person": child, "occurred_on": on}))
            review = build.review({"event_id": f"read-{number}", "answers": f"told-{number}", "occurred_on": on})
            events.append(review)
            found[child] = codes(build.case_file(*events, letters=records), review)[child]
            given = letters(review, build.case_file(*events, letters=records), build.directory(), review.occurred_on)
            records += tuple(sent(x) for x in given if x.is_for_family)
    assert found == {"c1": [], "c2": ["already_told"]}


def test_another_date_makes_other_words() -> None:
    longer: AnyEvent = build.extension_needed(
        {"event_id": "asked-again", "occurred_on": "2027-02-08", "proposed_filing_date": "2027-06-25"}
    )
    found = codes(build.case_file(build.decision(), ASKED, longer, letters=told()), longer)
    assert {*map(tuple, found.values())} == {()}
