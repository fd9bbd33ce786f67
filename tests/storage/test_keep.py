"""What comes back of an event and its letters, and what an event does to the other letters of its case."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from correspondence.documents import DocumentForm
from correspondence.protocol.letters import LetterRecord, Status, Told
from correspondence.protocol.subject import case_of
from correspondence.storage.errors import (
    CaseMoved,
    DocumentDamaged,
    NoSuchDocument,
    NoSuchLetter,
)
from correspondence.storage.records import StatusChange, body_sha256
from correspondence.storage.register import Register

from .samples import (
    CASE,
    COMPANION,
    FINGERPRINT,
    LEAK,
    NOW,
    PDF,
    TODAY,
    TRANSLATION,
    document,
    event,
    files,
    keep,
    letter,
)

SECOND = "BBBB-BBBB-BBBB"
FIRST = "AAAA-AAAA-AAAA"


# What comes back


def test_a_body_comes_back_exactly_as_it_was_received(register: Register) -> None:
    new = event()
    spaced = replace(new, body=b"  " + new.body + b"\n")
    keep(register, spaced)
    assert register.received(CASE) == (spaced.body,)


def test_bodies_come_back_in_order_of_arrival_and_not_of_their_days(register: Register) -> None:
    later, earlier = event("e-2"), event("e-1", occurred_on=datetime(2026, 11, 2, tzinfo=UTC).date())
    keep(register, later)
    keep(register, earlier, expected_events=1)
    assert register.received(CASE) == (later.body, earlier.body)
    assert [(e.event_id, e.sequence, e.type) for e in register.history(CASE)] == [
        ("e-2", 1, "hub_allocation_decided"),
        ("e-1", 2, "hub_allocation_decided"),
    ]


def test_an_event_keeps_its_warnings_and_its_day_for_a_replay(register: Register) -> None:
    keep(register, event())
    stored = register.stored_event("decision-1")
    assert stored is not None
    assert stored.warnings == event().warnings
    assert stored.taken_on == TODAY
    assert stored.recorded_at == NOW
    assert stored.body_sha256 == body_sha256(event().body)


def test_a_body_that_says_the_same_in_another_order_has_the_same_hash() -> None:
    assert body_sha256(b'{"a": 1, "b": ["\xc5\x9b"]}') == body_sha256(b'{"b":["\\u015b"],\n"a":1}')
    assert body_sha256(b'{"a": 1}') != body_sha256(b'{"a": "1"}')


def test_a_letter_comes_back_with_all_that_the_contract_asks_of_it(register: Register) -> None:
    written = letter(findings=[TRANSLATION])
    keep(register, event(), written)
    stored = register.letter(FIRST)
    assert stored is not None
    assert (stored.kind, stored.recipient, stored.subject) == ("hub_letter", "p1", case_of(CASE))
    assert (stored.hub, stored.ordinal, stored.language) == ("essex", 1, "pl")
    assert (stored.audience, stored.form) == (written.letter.audience, written.letter.form)
    assert (stored.dated, stored.due_on) == (TODAY, written.letter.due.due_on)
    assert (stored.source, stored.route) == ("3.2(iv)", written.letter.envelope.route)
    assert (stored.status, stored.sent_on, stored.made_at) == (Status.DRAFT, None, NOW)
    assert stored.findings == (TRANSLATION,)
    assert stored.fingerprint == FINGERPRINT
    assert [(d.form, d.language, d.sha256, d.size, d.pages) for d in stored.documents] == [
        (d.form, d.language, d.sha256, len(d.content), d.pages) for d in written.documents
    ]


def test_the_protocol_is_told_of_a_letter_what_it_needs(register: Register) -> None:
    written = replace(letter(), told=((Told.NEXT_LETTER, date(2026, 12, 24)),))
    keep(register, event(), written)
    assert register.records(CASE) == (
        LetterRecord(
            letter_id=FIRST,
            kind="hub_letter",
            event_id="decision-1",
            given_by="decision-1",
            recipient="p1",
            status=Status.DRAFT,
            dated=TODAY,
            wording="which-sentences",
            content=written.letter.content,
            status_on=TODAY,
            route="post",
            told=((Told.NEXT_LETTER, date(2026, 12, 24)),),
        ),
    )


def test_letters_come_back_in_the_order_they_were_kept(register: Register) -> None:
    keep(register, event(), letter(SECOND, recipient="p2"), letter(FIRST))
    assert [x.letter_id for x in register.letters_of_event("decision-1")] == [SECOND, FIRST]
    assert [x.letter_id for x in register.letters_of_case(CASE)] == [SECOND, FIRST]


def test_a_letter_written_anew_for_an_earlier_event_belongs_to_the_one_that_made_us_write_it(
    register: Register,
) -> None:
    keep(register, event(), letter())
    again = letter(SECOND, "review-1", given_by="decision-1")
    keep(register, event("review-1"), again, expected_events=1, withdrawn=[FIRST])
    assert [x.letter_id for x in register.letters_of_event("review-1")] == [SECOND]
    assert [(x.given_by, x.status) for x in register.records(CASE)] == [
        ("decision-1", Status.WITHDRAWN),
        ("decision-1", Status.DRAFT),
    ]


def test_a_document_is_asked_for_by_form_language_and_copy(register: Register) -> None:
    copy = document(b"%PDF for the representative", language="en", copy_to="representative")
    keep(register, event(), letter(documents=[document(), document(COMPANION, language="en"), copy]))
    assert register.document(FIRST, DocumentForm.PDF, "pl") == PDF
    assert register.document(FIRST, DocumentForm.PDF, "en") == COMPANION
    assert register.document(FIRST, DocumentForm.PDF, "en", "representative") == copy.content
    with pytest.raises(NoSuchDocument):
        register.document(FIRST, DocumentForm.DOCX, "pl")
    with pytest.raises(NoSuchLetter):
        register.document(SECOND, DocumentForm.PDF, "pl")


def test_all_documents_of_an_event_come_back_with_their_letters(register: Register) -> None:
    keep(register, event(), letter(), letter(SECOND, recipient="p2"))
    kept = [(x.letter_id, d) for x in register.letters_of_event("decision-1") for d in x.documents]
    assert [(i, d.language, register.document(i, d.form, d.language, d.copy_to)) for i, d in kept] == [
        (letter_id, language, content)
        for letter_id in (FIRST, SECOND)
        for language, content in (("pl", PDF), ("en", COMPANION))
    ]


def test_a_damaged_document_is_an_error_and_not_served(register: Register, folder: Path) -> None:
    keep(register, event(), letter())
    for path in files(folder):
        path.write_bytes(b"another letter")
    with pytest.raises(DocumentDamaged):
        register.document(FIRST, DocumentForm.PDF, "pl")


def test_a_case_stands_in_the_hub_of_its_last_event_until_it_is_closed(register: Register) -> None:
    keep(register, event())
    keep(register, event("other-1", subject=case_of("CM26P00999"), hub="kent"))
    assert register.open_cases() == (CASE, "CM26P00999")
    assert register.open_cases("essex") == (CASE,)
    keep(register, event("e-2", hub="kent"), expected_events=1)
    assert register.open_cases("essex") == ()
    keep(register, event("e-3", hub="kent", case_is_open=False), expected_events=2)
    assert register.open_cases("kent") == ("CM26P00999",)
    case = register.case(CASE)
    assert case is not None
    assert (case.hub, case.is_open, register.count(CASE)) == ("kent", False, 3)


# What it does to the case's other letters


def test_a_held_letter_starts_held(register: Register) -> None:
    keep(register, event(), letter(findings=[LEAK]))
    assert [step.status for step in register.steps(FIRST)] == [Status.HELD]


def test_other_letters_are_withdrawn_and_held_with_the_event(register: Register) -> None:
    keep(register, event(), letter(), letter(SECOND, recipient="p2"))
    keep(register, event("e-2"), expected_events=1, withdrawn=[FIRST], examined={SECOND: [LEAK]})
    assert [(x.status, x.findings) for x in register.letters_of_case(CASE)] == [
        (Status.WITHDRAWN, ()),
        (Status.HELD, (LEAK,)),
    ]
    assert [(s.status, s.by, s.on, s.key_name) for s in register.steps(FIRST)] == [
        (Status.DRAFT, None, TODAY, "essex-desk"),
        (Status.WITHDRAWN, None, TODAY, "essex-desk"),
    ]


def test_a_letter_that_is_to_be_withdrawn_twice_or_held_as_well_is_withdrawn_once(register: Register) -> None:
    keep(register, event(), letter())
    keep(register, event("e-2"), expected_events=1, withdrawn=[FIRST, FIRST], examined={FIRST: [LEAK]})
    assert [step.status for step in register.steps(FIRST)] == [Status.DRAFT, Status.WITHDRAWN]


def sent(register: Register, letter_id: str) -> None:
    """Approve and send a letter."""
    for status in (Status.APPROVED, Status.SENT):
        register.set_status(letter_id, StatusChange(status=status, by="R. Sample", on=TODAY))


@pytest.mark.parametrize("change", [{"withdrawn": [FIRST]}, {"examined": {FIRST: [LEAK]}}], ids=["withdrawn", "held"])
def test_a_letter_that_was_sent_meanwhile_means_that_the_case_moved(register: Register, change: dict[str, Any]) -> None:
    keep(register, event(), letter())
    sent(register, FIRST)
    with pytest.raises(CaseMoved):
        keep(register, event("e-2"), expected_events=1, **change)
    assert register.stored_event("e-2") is None
    assert [x.status for x in register.records(CASE)] == [Status.SENT]


def test_a_letter_of_another_case_is_not_touched(register: Register) -> None:
    keep(register, event(), letter())
    with pytest.raises(NoSuchLetter):
        keep(register, event("other-1", subject=case_of("CM26P00999")), withdrawn=[FIRST])
    assert [x.status for x in register.records(CASE)] == [Status.DRAFT]
    assert register.case("CM26P00999") is None
