"""The way of a letter through its statuses."""

from datetime import date
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from correspondence.documents import Finding, Severity
from correspondence.protocol.case.people import Route
from correspondence.protocol.letters import MOVES, Move, Status
from correspondence.storage.errors import CaseMoved, NoReason, NoSuchLetter, NotAcknowledged, UnlawfulMove
from correspondence.storage.records import Mistake, StatusChange, standing_steps
from correspondence.storage.register import Register

from .samples import FREE_TEXT, LEAK, TODAY, TRANSLATION, event, keep, letter, open_register

LETTER = "AAAA-AAAA-AAAA"
SENT_ON = date(2026, 11, 24)

LAWFUL = {
    Status.DRAFT: {Status.APPROVED, Status.SENT_BACK, Status.WITHDRAWN},
    Status.HELD: {Status.SENT_BACK, Status.WITHDRAWN},
    Status.SENT_BACK: {Status.APPROVED, Status.WITHDRAWN},
    Status.APPROVED: {Status.SENT, Status.SENT_BACK, Status.WITHDRAWN},
    Status.SENT: {Status.RETURNED},
    Status.RETURNED: set(),
    Status.WITHDRAWN: set(),
}
"""The moves of the contract, from each status."""

WAYS = {
    Status.DRAFT: [],
    Status.HELD: [],
    Status.SENT_BACK: [Status.SENT_BACK],
    Status.APPROVED: [Status.APPROVED],
    Status.SENT: [Status.APPROVED, Status.SENT],
    Status.RETURNED: [Status.APPROVED, Status.SENT, Status.RETURNED],
    Status.WITHDRAWN: [Status.WITHDRAWN],
}


def move(register: Register, status: Status, *codes: str, on: date = TODAY) -> None:
    """One change, by a named person."""
    change = StatusChange(
        status=status, by="R. Sample", on=on, route=Route.POST, acknowledges=codes, reason="The street is not hers"
    )
    register.set_status(LETTER, change, "essex-desk")


def take_back(register: Register, on: date = TODAY, *withdrawn: str) -> None:
    """What was said last was said in error."""
    mistake = Mistake(by="S. Visor", on=on, reason="It lay in the tray")
    register.take_back(LETTER, mistake, "essex-supervisor", withdrawn=withdrawn)


def status_of(register: Register) -> Status:
    """Where the letter is now."""
    stored = register.letter(LETTER)
    assert stored is not None
    return stored.status


@pytest.mark.parametrize(("before", "after"), list(product(Status, Status)))
def test_a_letter_moves_as_the_contract_says_and_in_no_other_way(
    register: Register, before: Status, after: Status
) -> None:
    keep(register, event(), letter(findings=[LEAK] if before is Status.HELD else []))
    for step in WAYS[before]:
        move(register, step)
    if after in LAWFUL[before]:
        move(register, after)
        assert status_of(register) is after
        return
    with pytest.raises(UnlawfulMove, match=f"{before} cannot become {after}") as raised:
        move(register, after)
    assert (raised.value.before, raised.value.after) == (before, after)
    assert status_of(register) is before


def test_the_table_of_moves_says_the_same_and_names_every_move() -> None:
    said = {(before, Status(move)) for move in MOVES if move is not Move.RECORDED_IN_ERROR for before in MOVES[move].of}
    assert said == {(before, after) for before, every in LAWFUL.items() for after in every}
    assert set(MOVES) == set(Move)


@pytest.mark.parametrize("before", list(Status))
def test_what_was_sent_or_came_back_in_error_is_again_what_it_was_and_nothing_else_is_taken_back(
    register: Register, before: Status
) -> None:
    keep(register, event(), letter(findings=[LEAK] if before is Status.HELD else []))
    for step in WAYS[before]:
        move(register, step)
    was = {Status.SENT: Status.APPROVED, Status.RETURNED: Status.SENT}.get(before)
    if was is None:
        with pytest.raises(UnlawfulMove, match=f"{before} cannot become recorded_in_error"):
            take_back(register)
        assert status_of(register) is before
        return
    take_back(register)
    assert status_of(register) is was
    assert [x.sent_on for x in register.records("CM26P00417")] == [TODAY if was is Status.SENT else None]
    assert register.broken_rows() == ()


def test_a_step_that_was_taken_back_stays_in_the_history_with_who_took_it_back_and_why(register: Register) -> None:
    keep(register, event(), letter())
    move(register, Status.APPROVED)
    move(register, Status.SENT)
    take_back(register)
    wrong, last = register.steps(LETTER)[-2:]
    assert (wrong.status, wrong.by) == (Status.SENT, "R. Sample")
    assert (last.status, last.by, last.reason, last.takes_back) == (
        *(Status.APPROVED, "S. Visor", "It lay in the tray"),
        wrong.number,
    )
    assert [step.status for step in standing_steps(register.steps(LETTER))] == [Status.DRAFT, Status.APPROVED]
    assert [access.action for access in register.dealings_with(LETTER)][-2:] == ["sent", "recorded_in_error"]


def test_what_is_owed_no_more_is_withdrawn_in_the_same_breath_or_nothing_is_taken_back(register: Register) -> None:
    other = "BBBB-BBBB-BBBB"
    keep(register, event(), letter(), letter(other, recipient="p2"))
    for step in WAYS[Status.RETURNED]:
        move(register, step)
    with pytest.raises(CaseMoved):
        take_back(register, TODAY, LETTER)  # that it did not come back makes it no letter that was never sent
    assert status_of(register) is Status.RETURNED
    take_back(register, TODAY, other)
    assert status_of(register) is Status.SENT
    assert [step.status for step in register.steps(other)] == [Status.DRAFT, Status.WITHDRAWN]
    take_back(register, TODAY, LETTER)
    assert status_of(register) is Status.WITHDRAWN
    assert register.broken_rows() == ()


@pytest.mark.parametrize("reason", [None, ""])
def test_whoever_sends_back_or_takes_back_says_why(register: Register, reason: str | None) -> None:
    keep(register, event(), letter())
    with pytest.raises(NoReason):
        register.set_status(LETTER, StatusChange(status=Status.SENT_BACK, by="R. Sample", on=TODAY, reason=reason))
    for step in WAYS[Status.SENT]:
        move(register, step)
    with pytest.raises(NoReason):
        register.take_back(LETTER, Mistake(by="R. Sample", on=TODAY, reason=reason or ""))
    assert status_of(register) is Status.SENT


def test_a_letter_that_was_sent_back_stays_so_whatever_is_found_and_is_approved_only_once_nothing_blocks_it(
    register: Register,
) -> None:
    keep(register, event(), letter())
    move(register, Status.SENT_BACK)
    register.replace_findings(LETTER, [LEAK], TODAY)
    assert status_of(register) is Status.SENT_BACK
    with pytest.raises(UnlawfulMove, match="held cannot become approved"):
        move(register, Status.APPROVED, LEAK.code)
    register.replace_findings(LETTER, [], TODAY)
    assert status_of(register) is Status.SENT_BACK
    move(register, Status.APPROVED)
    assert status_of(register) is Status.APPROVED


def test_a_letters_record_says_since_when_it_is_where_it_is(register: Register) -> None:
    keep(register, event(), letter())
    move(register, Status.SENT_BACK, on=SENT_ON)
    assert [x.status_on for x in register.records("CM26P00417")] == [SENT_ON]
    assert [x.as_record.status_on for x in register.letters_of_case("CM26P00417")] == [SENT_ON]


def test_a_reason_goes_with_the_case_it_is_about(register: Register) -> None:
    keep(register, event(), letter())
    move(register, Status.WITHDRAWN)
    assert [step.reason for step in register.steps(LETTER)] == [None, "The street is not hers"]
    register.erase_case("CM26P00417")
    assert [step.reason for step in register.steps(LETTER)] == [None, None]
    assert register.broken_rows() == ()


def test_only_sending_says_when_a_letter_was_sent_and_its_return_does_not_change_that(register: Register) -> None:
    keep(register, event(), letter())
    move(register, Status.APPROVED)
    assert [x.sent_on for x in register.records("CM26P00417")] == [None]
    move(register, Status.SENT, on=SENT_ON)
    move(register, Status.RETURNED, on=date(2026, 12, 1))
    assert [x.sent_on for x in register.records("CM26P00417")] == [SENT_ON]


def test_every_step_says_who_took_it_when_and_by_which_route(register: Register) -> None:
    keep(register, event(), letter())
    move(register, Status.APPROVED)
    steps = register.steps(LETTER)
    assert [(s.status, s.by, s.route) for s in steps] == [
        (Status.DRAFT, None, None),
        (Status.APPROVED, "R. Sample", Route.POST),
    ]
    assert [s.key_name for s in steps] == ["essex-desk", "essex-desk"]


def test_an_approval_acknowledges_every_finding_by_its_code(register: Register) -> None:
    keep(register, event(), letter(findings=[TRANSLATION, FREE_TEXT]))
    with pytest.raises(NotAcknowledged, match=FREE_TEXT.code) as raised:
        move(register, Status.APPROVED, TRANSLATION.code)
    assert raised.value.codes == (FREE_TEXT.code,)
    assert status_of(register) is Status.DRAFT
    move(register, Status.APPROVED, TRANSLATION.code, FREE_TEXT.code)
    assert status_of(register) is Status.APPROVED


def test_a_letter_that_nobody_kept_cannot_be_moved(register: Register) -> None:
    with pytest.raises(NoSuchLetter):
        move(register, Status.WITHDRAWN)
    with pytest.raises(NoSuchLetter):
        register.replace_findings(LETTER, [], TODAY)


def test_a_blocking_finding_holds_even_an_approved_letter(register: Register) -> None:
    keep(register, event(), letter())
    move(register, Status.APPROVED)
    register.replace_findings(LETTER, [LEAK], TODAY)
    with pytest.raises(UnlawfulMove):
        move(register, Status.SENT)


def test_a_held_letter_is_a_draft_again_once_nothing_blocks_it(register: Register) -> None:
    keep(register, event(), letter(findings=[LEAK, TRANSLATION]))
    assert register.replace_findings(LETTER, [TRANSLATION], TODAY, by="R. Sample").status is Status.DRAFT
    assert [(s.status, s.by) for s in register.steps(LETTER)] == [(Status.HELD, None), (Status.DRAFT, "R. Sample")]


def test_an_approval_stands_only_while_the_findings_are_those_the_approver_saw(register: Register) -> None:
    keep(register, event(), letter(findings=[TRANSLATION, FREE_TEXT]))
    move(register, Status.APPROVED, TRANSLATION.code, FREE_TEXT.code)
    assert register.replace_findings(LETTER, [FREE_TEXT, TRANSLATION], TODAY).status is Status.APPROVED
    assert register.replace_findings(LETTER, [TRANSLATION], TODAY).status is Status.DRAFT


@pytest.mark.parametrize("way", [Status.SENT, Status.WITHDRAWN])
def test_a_letter_that_is_out_of_our_hands_is_not_examined_again(register: Register, way: Status) -> None:
    keep(register, event(), letter())
    for step in WAYS[way]:
        move(register, step)
    with pytest.raises(UnlawfulMove):
        register.replace_findings(LETTER, [LEAK], TODAY)


def test_a_finding_given_twice_is_kept_once(register: Register) -> None:
    keep(register, event(), letter(findings=[LEAK, LEAK]))
    assert register.letters_of_case("CM26P00417")[0].findings == (LEAK,)


class ALetter(RuleBasedStateMachine):
    """A letter to which anything is tried: it is always where the contract says it is."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.register = open_register(Path(self.folder.name))
        self.findings: set[Finding] = set()
        self.way = [Status.DRAFT]
        self.standing = [Status.DRAFT]

    @initialize()
    def a_draft(self) -> None:
        keep(self.register, event(), letter())

    @rule(after=st.sampled_from(Status), codes=st.sets(st.sampled_from([TRANSLATION.code, FREE_TEXT.code])))
    def someone_moves_it(self, after: Status, codes: set[str]) -> None:
        seen = {f.code for f in self.findings} <= codes and LEAK not in self.findings
        if after in LAWFUL[self.way[-1]] and (seen or after is not Status.APPROVED):
            move(self.register, after, *codes)
            self._is_now(after)
            return
        with pytest.raises((UnlawfulMove, NotAcknowledged)):
            move(self.register, after, *codes)

    def _is_now(self, status: Status) -> None:
        self.way.append(status)
        self.standing.append(status)

    @rule()
    def someone_says_that_it_was_said_in_error(self) -> None:
        if self.way[-1] not in (Status.SENT, Status.RETURNED):
            with pytest.raises(UnlawfulMove):
                take_back(self.register)
            return
        take_back(self.register)
        self.standing.pop()
        self.way.append(self.standing[-1])

    @rule(found=st.sets(st.sampled_from([LEAK, TRANSLATION, FREE_TEXT]), max_size=2))
    def it_is_examined(self, found: set[Finding]) -> None:
        before = self.way[-1]
        if before not in (Status.DRAFT, Status.HELD, Status.SENT_BACK, Status.APPROVED):
            with pytest.raises(UnlawfulMove):
                self.register.replace_findings(LETTER, tuple(found), TODAY)
            return
        self.register.replace_findings(LETTER, tuple(found), TODAY)
        after = Status.HELD if LEAK in found else Status.DRAFT
        if found != self.findings and after is not before and before is not Status.SENT_BACK:
            self._is_now(after)
        self.findings = found

    @invariant()
    def it_is_where_it_should_be(self) -> None:
        stored = self.register.letter(LETTER)
        if stored is None:
            return
        assert stored.status is self.way[-1]
        assert set(stored.findings) == self.findings
        assert (stored.sent_on is not None) == (Status.SENT in self.standing)
        assert [step.status for step in self.register.steps(LETTER)] == self.way
        assert [step.status for step in standing_steps(self.register.steps(LETTER))] == self.standing
        if any(f.severity is Severity.BLOCKING for f in stored.findings):
            assert stored.status in (Status.HELD, Status.SENT_BACK, Status.WITHDRAWN)

    def teardown(self) -> None:
        self.register.close()
        self.folder.cleanup()


TestALetterStaysLawful = ALetter.TestCase
TestALetterStaysLawful.settings = settings(max_examples=25, stateful_step_count=15)
