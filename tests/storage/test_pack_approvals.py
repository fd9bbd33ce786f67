"""Approvals of packs: together with every letter of the pack, or not at all; none is ever lost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from correspondence.protocol.case.people import Route
from correspondence.protocol.letters import Status
from correspondence.storage import NoSuchLetter, NotAcknowledged, PackApproval, Register, StatusChange, UnlawfulMove

from .samples import FREE_TEXT, LEAK, TODAY, TRANSLATION, event, keep, letter

ONE, TWO, THREE = "AAAA-AAAA-AAAA", "BBBB-BBBB-BBBB", "CCCC-CCCC-CCCC"


def approval(*letters: str) -> PackApproval:
    """An approval of these letters, one file of each."""
    rows = tuple((each, "letter", "pdf", "en", "0" * 64) for each in letters)
    return PackApproval(
        event_id="decision-1", kind="a_kind", pack_sha256="1" * 64, manifest=rows, by="C. Sample", on=TODAY
    )


@pytest.fixture
def three(register: Register) -> Register:
    """A register with three letters of one event: two have something to acknowledge."""
    keep(
        register,
        event(),
        letter(ONE, recipient="p1", findings=[FREE_TEXT]),
        letter(TWO, recipient="p2", findings=[TRANSLATION]),
        letter(THREE, recipient="c1"),
    )
    return register


def statuses(register: Register) -> list[Status]:
    return [x.status for x in register.letters_of_event("decision-1")]


BOTH = (FREE_TEXT.code, TRANSLATION.code)


def test_every_letter_of_the_manifest_is_approved_with_the_pack_and_no_other(three: Register) -> None:
    three.pack_approvals.add(approval(ONE, TWO), BOTH, "essex-supervisor")
    assert statuses(three) == [Status.APPROVED, Status.APPROVED, Status.DRAFT]
    assert three.pack_approvals.last("decision-1", "a_kind") == approval(ONE, TWO)
    step = three.steps(ONE)[-1]
    assert (step.by, step.on, step.key_name) == ("C. Sample", TODAY, "essex-supervisor")


def test_a_code_that_is_left_out_of_any_letter_approves_none_and_is_named(three: Register) -> None:
    with pytest.raises(NotAcknowledged) as caught:
        three.pack_approvals.add(approval(ONE, TWO, THREE), [FREE_TEXT.code])
    assert caught.value.codes == (TRANSLATION.code,)
    assert statuses(three) == [Status.DRAFT] * 3
    assert three.pack_approvals.last("decision-1", "a_kind") is None


def test_a_letter_that_is_withdrawn_or_held_or_unknown_approves_none(three: Register) -> None:
    three.set_status(TWO, StatusChange(status=Status.WITHDRAWN, by="R. Sample", on=TODAY))
    with pytest.raises(UnlawfulMove):
        three.pack_approvals.add(approval(THREE, ONE, TWO), BOTH)
    three.replace_findings(ONE, [LEAK], TODAY)
    with pytest.raises(UnlawfulMove):
        three.pack_approvals.add(approval(THREE, ONE), BOTH)
    with pytest.raises(NoSuchLetter):
        three.pack_approvals.add(approval(THREE, "DDDD-DDDD-DDDD"), BOTH)
    assert statuses(three) == [Status.HELD, Status.WITHDRAWN, Status.DRAFT]


def test_approved_again_what_was_sent_stays_sent_and_the_last_approval_counts(three: Register) -> None:
    three.pack_approvals.add(approval(ONE), BOTH)
    three.set_status(ONE, StatusChange(status=Status.SENT, by="R. Sample", on=TODAY, route=Route.POST))
    again = replace(approval(ONE, THREE), pack_sha256="2" * 64, on=TODAY + timedelta(days=1))
    three.pack_approvals.add(again)
    assert statuses(three) == [Status.SENT, Status.DRAFT, Status.APPROVED]
    assert three.pack_approvals.last("decision-1", "a_kind") == again
    assert three.pack_approvals.last("decision-1", "another_kind") is None
