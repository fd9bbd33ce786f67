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
from correspondence.protocol.letters import Status
from correspondence.storage.errors import NoSuchLetter, NotAcknowledged, UnlawfulMove
from correspondence.storage.records import StatusChange
from correspondence.storage.register import Register

from .samples import FREE_TEXT, LEAK, TODAY, TRANSLATION, event, keep, letter, open_register

LETTER = "AAAA-AAAA-AAAA"
SENT_ON = date(2026, 11, 24)

LAWFUL = {
    Status.DRAFT: {Status.APPROVED, Status.WITHDRAWN},
    Status.HELD: {Status.WITHDRAWN},
    Status.APPROVED: {Status.SENT, Status.WITHDRAWN},
    Status.SENT: {Status.RETURNED},
    Status.RETURNED: set(),
    Status.WITHDRAWN: set(),
}
"""The moves of the contract, from each status."""

WAYS = {
    Status.DRAFT: [],
    Status.HELD: [],
    Status.APPROVED: [Status.APPROVED],
    Status.SENT: [Status.APPROVED, Status.SENT],
    Status.RETURNED: [Status.APPROVED, Status.SENT, Status.RETURNED],
    Status.WITHDRAWN: [Status.WITHDRAWN],
}


def move(register: Register, status: Status, *codes: str, on: date = TODAY) -> None:
    """One change, by a named person."""
    change = StatusChange(status=status, by="R. Sample", on=on, route=Route.POST, acknowledges=codes)
    register.set_status(LETTER, change, "essex-desk")


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

    @initialize()
    def a_draft(self) -> None:
        keep(self.register, event(), letter())

    @rule(after=st.sampled_from(Status), codes=st.sets(st.sampled_from([TRANSLATION.code, FREE_TEXT.code])))
    def someone_moves_it(self, after: Status, codes: set[str]) -> None:
        seen = {f.code for f in self.findings} <= codes
        if after in LAWFUL[self.way[-1]] and (seen or after is not Status.APPROVED):
            move(self.register, after, *codes)
            self.way.append(after)
            return
        with pytest.raises((UnlawfulMove, NotAcknowledged)):
            move(self.register, after, *codes)

    @rule(found=st.sets(st.sampled_from([LEAK, TRANSLATION, FREE_TEXT]), max_size=2))
    def it_is_examined(self, found: set[Finding]) -> None:
        before = self.way[-1]
        if before not in (Status.DRAFT, Status.HELD, Status.APPROVED):
            with pytest.raises(UnlawfulMove):
                self.register.replace_findings(LETTER, tuple(found), TODAY)
            return
        self.register.replace_findings(LETTER, tuple(found), TODAY)
        after = Status.HELD if LEAK in found else Status.DRAFT
        if found != self.findings and after is not before:
            self.way.append(after)
        self.findings = found

    @invariant()
    def it_is_where_it_should_be(self) -> None:
        stored = self.register.letter(LETTER)
        if stored is None:
            return
        assert stored.status is self.way[-1]
        assert set(stored.findings) == self.findings
        assert (stored.sent_on is not None) == (Status.SENT in self.way)
        assert [step.status for step in self.register.steps(LETTER)] == self.way
        if any(f.severity is Severity.BLOCKING for f in stored.findings):
            assert stored.status in (Status.HELD, Status.WITHDRAWN)

    def teardown(self) -> None:
        self.register.close()
        self.folder.cleanup()


TestALetterStaysLawful = ALetter.TestCase
TestALetterStaysLawful.settings = settings(max_examples=25, stateful_step_count=15)
