"""Deletion: what a case held goes, its ids, hashes and days stay."""

from hashlib import sha256
from pathlib import Path

import pytest

from correspondence.documents import DocumentForm
from correspondence.protocol.letters import Status
from correspondence.protocol.subject import case_of
from correspondence.storage.errors import CaseErased, EventExists, NoSuchCase
from correspondence.storage.records import Erased, StatusChange
from correspondence.storage.register import Register
from tests import build

from .samples import CASE, LEAK, PDF, TODAY, document, event, files, keep, letter, open_register

FIRST = "AAAA-AAAA-AAAA"
SECOND = "BBBB-BBBB-BBBB"
OTHER_CASE = "CM26P00999"


def test_an_erased_case_leaves_ids_hashes_and_days_alone(register: Register, folder: Path) -> None:
    keep(register, event(), letter(findings=[LEAK]))
    assert register.erase_case(CASE) == Erased(events=1, letters=1, files=2)
    assert files(folder) == set()
    assert register.received(CASE) == ()
    assert register.records(CASE) == ()
    assert register.open_cases() == ()
    (left,) = register.history(CASE)
    assert (left.event_id, left.occurred_on, left.erased) == ("decision-1", event().occurred_on, True)
    assert len(left.body_sha256) == 64
    assert left.warnings == ()
    assert [step.on for step in register.steps(FIRST)] == [TODAY]


def test_not_a_byte_of_what_was_erased_is_left_on_the_disk(register: Register, folder: Path) -> None:
    keep(register, event(), letter(findings=[LEAK]))
    told = ["Wiśniewski".encode(), b"which-sentences", letter().letter.content.encode(), LEAK.where.encode()]

    def on_disk() -> bytes:
        return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())

    assert all(words in on_disk() for words in told)
    register.erase_case(CASE)
    assert not any(words in on_disk() for words in told)
    assert sha256(PDF).hexdigest().encode() in on_disk()


def test_what_was_erased_is_known_to_this_process_no_more(register: Register) -> None:
    known = build.case_file()
    keep(register, event(), letter())
    register.folded.keep(known)
    register.erase_case(known.case_number)
    assert register.folded.of(known.case_number, known.arrivals, ()) is None


def test_what_was_erased_is_named_as_such_and_cannot_be_moved(register: Register) -> None:
    keep(register, event(), letter())
    register.erase_case(CASE)
    with pytest.raises(CaseErased):
        register.letter(FIRST)
    with pytest.raises(CaseErased):
        register.document(FIRST, DocumentForm.PDF, "pl")
    with pytest.raises(CaseErased):
        register.set_status(FIRST, StatusChange(status=Status.WITHDRAWN, by="R. Sample", on=TODAY))


def test_a_file_that_another_case_names_stays(register: Register) -> None:
    keep(register, event(), letter())
    keep(
        register,
        event("other-1", subject=case_of(OTHER_CASE)),
        letter(SECOND, "other-1", subject=case_of(OTHER_CASE), documents=[document()]),
    )
    assert register.erase_case(CASE).files == 1
    assert register.document(SECOND, DocumentForm.PDF, "pl") == PDF
    assert register.erase_case(OTHER_CASE).files == 1


def test_erasing_twice_is_erasing_once(register: Register) -> None:
    keep(register, event(), letter())
    register.erase_case(CASE)
    assert register.erase_case(CASE) == Erased(events=0, letters=0, files=0)


def test_files_that_a_crash_left_behind_go_with_the_next_erasure_or_sweep(register: Register, folder: Path) -> None:
    keep(register, event(), letter())
    before = {path: path.read_bytes() for path in files(folder)}
    register.erase_case(CASE)
    for path, content in before.items():
        path.write_bytes(content)
    assert register.erase_case(CASE).files == 2
    for path, content in before.items():
        path.write_bytes(content)
    assert register.sweep_orphans() == 2


def test_a_case_nobody_knows_cannot_be_erased(register: Register) -> None:
    with pytest.raises(NoSuchCase):
        register.erase_case(CASE)


def test_an_erased_event_still_keeps_its_id(register: Register) -> None:
    keep(register, event())
    register.erase_case(CASE)
    with pytest.raises(EventExists):
        keep(register, event())


def test_a_case_that_comes_back_starts_afresh_after_what_was_erased(register: Register) -> None:
    keep(register, event(), letter())
    register.erase_case(CASE)
    keep(register, event("e-2"), letter(SECOND, "e-2"), expected_events=0)
    assert register.received(CASE) == (event("e-2").body,)
    assert [e.sequence for e in register.history(CASE)] == [1, 2]
    assert [x.letter_id for x in register.records(CASE)] == [SECOND]
    assert register.open_cases() == (CASE,)


def test_an_erased_case_is_no_damage(folder: Path) -> None:
    with open_register(folder) as register:
        keep(register, event(), letter())
        register.erase_case(CASE)
        assert register.verify_count() == 0
        assert list(register.verify()) == []
