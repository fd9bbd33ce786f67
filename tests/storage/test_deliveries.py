"""What is approved waits to leave, leaves once, and is told truly, whatever comes between."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import text

from correspondence.documents import Document
from correspondence.protocol.case.people import Route
from correspondence.protocol.letters import UNSENT, Status
from correspondence.storage.database import writing
from correspondence.storage.deliveries import CLAIMED, LEFT_OVER, SENDING
from correspondence.storage.delivery_records import (
    WORDS,
    DeliveryKey,
    DeliveryState,
    NewPostRun,
    Postage,
    PostRunState,
    StoredDelivery,
    Told,
    Way,
    Word,
)
from correspondence.storage.delivery_rows import BY_HAND, LETTER_MOVED
from correspondence.storage.errors import (
    CaseErased,
    NoSuchDelivery,
    NothingToPost,
    NoWordWithoutReason,
    UnderWay,
    UnlawfulWord,
)
from correspondence.storage.records import Mistake, StatusChange
from correspondence.storage.register import Register
from correspondence.storage.statuses import Hand

from .samples import CASE, COMPANION, NOW, TODAY, document, event, keep, letter

LETTER = "AAAA-AAAA-AAAA"
OWN = DeliveryKey(letter_id=LETTER, position=0)
COPY = DeliveryKey(letter_id=LETTER, position=2)
COPIED = (
    document(),
    document(COMPANION, language="en"),
    document(b"%PDF a copy", language="en", copy_to="representative"),
)
ACCEPTED = Told(state=DeliveryState.ACCEPTED, code="250")
HAND = Hand(by="R. Sample", on=TODAY, at=NOW, key_name="desk")
LATER = NOW + timedelta(hours=1)


def approved(register: Register, documents: Sequence[Document] = COPIED) -> Register:
    """With the example's letter, approved."""
    keep(register, event(), letter(LETTER, documents=documents))
    move(register, Status.APPROVED)
    return register


def move(register: Register, status: Status) -> None:
    """A person moves the letter."""
    register.set_status(LETTER, StatusChange(status=status, by="R. Sample", on=TODAY, reason="because"))


def states(register: Register) -> dict[int, tuple[DeliveryState, str]]:
    """Where the letter's deliveries are, and why, by the places of their documents."""
    return {each.key.position: (each.state, each.code) for each in register.deliveries.of_letter(LETTER)}


def status(register: Register) -> Status:
    found = register.letter(LETTER)
    assert found is not None
    return found.status


def claimed(register: Register, key: DeliveryKey = OWN) -> StoredDelivery:
    found = register.deliveries.claim(key, "mail")
    assert found is not None
    return found


def test_a_draft_has_no_delivery(register: Register) -> None:
    keep(register, event(), letter(LETTER))
    assert register.deliveries.of_letter(LETTER) == ()


def test_an_approved_letter_waits_to_leave_in_its_readers_language_and_its_copy_by_secure_mail(
    register: Register,
) -> None:
    own, copy = approved(register).deliveries.of_letter(LETTER)
    assert (own.key, own.way, own.decides, own.state) == (OWN, Way.POST, True, DeliveryState.WAITING)
    assert (copy.key, copy.way, copy.decides, copy.state) == (COPY, Way.CJSM, False, DeliveryState.WAITING)
    assert own.sha256 == document().sha256
    assert register.deliveries.waiting(Way.POST, ["essex"]) == (own,)
    assert register.deliveries.waiting(Way.POST, ["kent"]) == ()


def test_of_two_who_would_hand_a_document_over_one_does(register: Register) -> None:
    approved(register)
    assert claimed(register).tries == 1
    assert register.deliveries.claim(OWN, "mail") is None


@pytest.mark.parametrize("to", [Status.SENT, Status.WITHDRAWN, Status.SENT_BACK])
def test_what_a_person_moves_by_hand_is_not_handed_over(register: Register, to: Status) -> None:
    move(approved(register), to)
    code = BY_HAND if to is Status.SENT else LETTER_MOVED
    assert set(states(register).values()) == {(DeliveryState.CANCELLED, code)}
    assert register.deliveries.claim(OWN, "mail") is None


def test_what_is_approved_again_waits_again(register: Register) -> None:
    move(approved(register), Status.SENT_BACK)
    move(register, Status.APPROVED)
    assert {state for state, _ in states(register).values()} == {DeliveryState.WAITING}


@pytest.mark.parametrize("to", sorted(UNSENT - {Status.DRAFT, Status.HELD, Status.APPROVED} | {Status.SENT}))
@pytest.mark.parametrize("is_unknown", [False, True])
def test_while_a_letter_may_have_left_nobody_moves_it_by_hand(register: Register, to: Status, is_unknown: bool) -> None:
    mine = claimed(approved(register))
    if is_unknown:
        register.deliveries.note(mine, Told(state=DeliveryState.UNKNOWN, code="lost"), TODAY)
    with pytest.raises(UnderWay):
        move(register, to)
    assert status(register) is Status.APPROVED


def test_a_letter_is_sent_once_its_readers_own_document_has_gone_and_its_copy_goes_on(register: Register) -> None:
    approved(register)
    register.deliveries.note(claimed(register, COPY), ACCEPTED, TODAY)
    assert status(register) is Status.APPROVED
    register.deliveries.note(claimed(register), ACCEPTED, TODAY)
    found = register.letter(LETTER)
    assert found is not None
    assert (found.status, found.sent_on) == (Status.SENT, TODAY)
    assert register.steps(LETTER)[-1].route is Route.POST
    assert register.broken_rows() == ()


def test_a_copy_goes_after_its_letter_was_sent(register: Register) -> None:
    approved(register)
    register.deliveries.note(claimed(register), ACCEPTED, TODAY)
    assert states(register)[COPY.position][0] is DeliveryState.WAITING
    register.deliveries.note(claimed(register, COPY), ACCEPTED, TODAY)
    assert states(register)[COPY.position][0] is DeliveryState.ACCEPTED


def test_a_letter_of_several_parts_is_sent_once_all_of_them_have_gone(register: Register) -> None:
    approved(register, [document(), document(b"%PDF an order", part="draft_order")])
    second = DeliveryKey(letter_id=LETTER, position=1)
    register.deliveries.note(claimed(register), ACCEPTED, TODAY)
    assert status(register) is Status.APPROVED
    register.deliveries.note(claimed(register, second), ACCEPTED, TODAY)
    assert status(register) is Status.SENT


def test_an_event_takes_back_what_is_being_handed_over_and_what_went_is_told_as_sent(register: Register) -> None:
    mine = claimed(approved(register))
    keep(register, event("e-2"), expected_events=1, withdrawn=[LETTER])
    assert status(register) is Status.WITHDRAWN
    assert states(register)[0][0] is DeliveryState.CLAIMED
    register.deliveries.note(mine, ACCEPTED, TODAY)
    assert status(register) is Status.SENT
    assert register.steps(LETTER)[-1].reason


def test_what_was_taken_back_and_did_not_go_waits_no_more(register: Register) -> None:
    mine = claimed(approved(register))
    keep(register, event("e-2"), expected_events=1, withdrawn=[LETTER])
    register.deliveries.note(mine, Told(state=DeliveryState.WAITING, code="451"), TODAY)
    assert states(register)[0] == (DeliveryState.CANCELLED, LETTER_MOVED)


def test_what_waits_until_later_is_not_tried_before(register: Register) -> None:
    mine = claimed(approved(register))
    register.deliveries.note(mine, Told(state=DeliveryState.WAITING, code="451", not_before=LATER), TODAY)
    assert register.deliveries.waiting(Way.POST) == ()
    assert states(register)[0] == (DeliveryState.WAITING, "451")


def test_a_claim_that_nobody_ended_waits_again_where_nothing_can_have_left(register: Register) -> None:
    claimed(approved(register))
    assert register.deliveries.left_over(NOW) == ()
    (left,) = register.deliveries.left_over(LATER)
    assert left.code == CLAIMED
    register.deliveries.take_over(left)
    assert states(register)[0] == (DeliveryState.WAITING, LEFT_OVER)


def test_a_claim_that_nobody_ended_is_unknown_once_something_may_have_left(register: Register) -> None:
    mine = claimed(approved(register))
    assert register.deliveries.sending(mine)
    (left,) = register.deliveries.left_over(LATER)
    assert left.code == SENDING
    register.deliveries.take_over(left)
    assert states(register)[0] == (DeliveryState.UNKNOWN, LEFT_OVER)
    assert register.deliveries.claim(OWN, "mail") is None


def test_who_was_thought_dead_sends_nothing_after_the_claim_was_taken(register: Register) -> None:
    zombie = claimed(approved(register))
    register.deliveries.take_over(register.deliveries.left_over(LATER)[0])
    assert not register.deliveries.sending(zombie)
    claimed(register)
    assert not register.deliveries.sending(zombie)
    assert register.deliveries.note(zombie, ACCEPTED, TODAY) is None
    assert status(register) is Status.APPROVED


def test_who_was_thought_dead_may_still_say_that_it_went(register: Register) -> None:
    zombie = claimed(approved(register))
    register.deliveries.sending(zombie)
    register.deliveries.take_over(register.deliveries.left_over(LATER)[0])
    register.deliveries.note(zombie, ACCEPTED, TODAY)
    assert status(register) is Status.SENT


def brought_to(register: Register, state: DeliveryState) -> None:
    """Have the reader's own delivery in that state."""
    if state is DeliveryState.WAITING:
        return
    if state is DeliveryState.CANCELLED:
        register.deliveries.say(OWN, Word.CANCELLED, HAND, "because")
        return
    mine = claimed(register)
    if state is DeliveryState.CAME_BACK:
        register.deliveries.note(mine, ACCEPTED, TODAY)
        register.deliveries.came_back(OWN, "5.1.1", TODAY)
    elif state is not DeliveryState.CLAIMED:
        register.deliveries.note(mine, Told(state=state, code="said"), TODAY)


@pytest.mark.parametrize("state", DeliveryState)
@pytest.mark.parametrize("word", Word)
def test_what_a_person_can_say_of_a_delivery(register: Register, state: DeliveryState, word: Word) -> None:
    brought_to(approved(register), state)
    assert states(register)[0][0] is state
    if state not in WORDS[word].of:
        with pytest.raises(UnlawfulWord):
            register.deliveries.say(OWN, word, HAND, "because")
        assert states(register)[0][0] is state
        return
    if WORDS[word].wants_reason:
        with pytest.raises(NoWordWithoutReason):
            register.deliveries.say(OWN, word, HAND)
    said = register.deliveries.say(OWN, word, HAND, "because")
    assert said.state not in {state, DeliveryState.CLAIMED}
    assert (status(register) is Status.SENT) is (word is Word.WENT)
    last = register.deliveries.steps(OWN)[-1]
    assert (last.by, last.key_name, last.reason) == ("R. Sample", "desk", "because")
    assert register.broken_rows() == ()


def test_nothing_is_handed_over_again_of_a_letter_that_is_no_longer_to_leave(register: Register) -> None:
    move(approved(register), Status.WITHDRAWN)
    with pytest.raises(UnlawfulWord):
        register.deliveries.say(OWN, Word.AGAIN, HAND)


def test_what_came_back_has_its_letter_returned_once(register: Register) -> None:
    register.deliveries.note(claimed(approved(register)), ACCEPTED, TODAY)
    assert register.deliveries.came_back(OWN, "5.1.1", TODAY)
    assert status(register) is Status.RETURNED
    assert not register.deliveries.came_back(OWN, "5.1.1", TODAY)
    assert len(register.steps(LETTER)) == 4


def test_what_came_back_before_it_was_noted_had_left(register: Register) -> None:
    """A report may be faster than whoever hands over, or come while nobody knows yet that they were killed."""
    mine = claimed(approved(register))
    assert not register.deliveries.came_back(OWN, "5.1.1", TODAY), "nothing of it can have left yet"
    assert register.deliveries.sending(mine)
    assert register.deliveries.came_back(OWN, "5.1.1", TODAY)
    assert register.deliveries.note(mine, ACCEPTED, TODAY) is None
    assert status(register) is Status.RETURNED


def test_a_copy_that_came_back_leaves_its_letter_as_it_is(register: Register) -> None:
    approved(register)
    register.deliveries.note(claimed(register), ACCEPTED, TODAY)
    register.deliveries.note(claimed(register, COPY), ACCEPTED, TODAY)
    assert register.deliveries.came_back(COPY, "5.1.1", TODAY)
    assert status(register) is Status.SENT
    assert states(register)[COPY.position] == (DeliveryState.CAME_BACK, "5.1.1")


def test_what_left_leaves_no_second_time_though_its_sending_was_recorded_in_error(register: Register) -> None:
    register.deliveries.note(claimed(approved(register)), ACCEPTED, TODAY)
    register.take_back(LETTER, Mistake(by="R. Sample", on=TODAY, reason="a slip"))
    assert status(register) is Status.APPROVED
    assert states(register)[0][0] is DeliveryState.ACCEPTED
    assert register.deliveries.claim(OWN, "mail") is None


def test_what_was_said_to_be_sent_by_hand_in_error_waits_again(register: Register) -> None:
    move(approved(register), Status.SENT)
    register.take_back(LETTER, Mistake(by="R. Sample", on=TODAY, reason="a slip"))
    assert states(register)[0][0] is DeliveryState.WAITING


def test_a_return_that_is_recorded_by_hand_or_in_error_is_the_deliverys_too(register: Register) -> None:
    register.deliveries.note(claimed(approved(register)), ACCEPTED, TODAY)
    move(register, Status.RETURNED)
    assert states(register)[0][0] is DeliveryState.CAME_BACK
    register.take_back(LETTER, Mistake(by="R. Sample", on=TODAY, reason="a slip"))
    assert states(register)[0][0] is DeliveryState.ACCEPTED


def test_what_an_older_version_approved_waits_once_it_is_asked_for(register: Register) -> None:
    approved(register)
    with writing(register.standings._engine) as connection:
        connection.execute(text("DELETE FROM deliveries"))
        connection.execute(text("DELETE FROM delivery_steps"))
    assert register.deliveries.make_missing() == 1
    assert register.deliveries.make_missing() == 0
    assert {state for state, _ in states(register).values()} == {DeliveryState.WAITING}
    assert register.broken_rows() == ()


def run(run_id: str = "run-1") -> NewPostRun:
    return NewPostRun(run_id=run_id, hub="essex", duplex=True, postage=Postage.FIRST, key_name="desk")


def test_a_post_run_claims_what_it_holds_and_no_second_run_has_it(register: Register) -> None:
    approved(register)
    made = register.post_runs.add(run(), "own", [OWN])
    assert [(each.key, each.envelope, each.state) for each in made.deliveries] == [(OWN, 1, DeliveryState.CLAIMED)]
    assert register.post_runs.of("essex") == (made,)
    assert register.post_runs.of("kent") == ()
    with pytest.raises(NothingToPost):
        register.post_runs.add(run("run-2"), "own", [OWN])
    assert register.post_runs.find("run-2") is None
    assert register.deliveries.left_over(LATER) == (), "only a person knows what became of an envelope"


def test_a_letters_documents_are_the_inserts_of_one_envelope(register: Register) -> None:
    approved(register, [document(), document(b"%PDF an order", part="draft_order")])
    keys = [each.key for each in register.deliveries.waiting(Way.POST)]
    made = register.post_runs.add(run(), "own", keys)
    assert [(each.key.position, each.envelope) for each in made.deliveries] == [(0, 1), (1, 1)]


def test_a_closed_run_keeps_what_was_posted_and_lets_go_of_the_rest(register: Register) -> None:
    approved(register)
    made = register.post_runs.add(run(), "own", [OWN])
    register.deliveries.note(made.deliveries[0], Told(state=DeliveryState.WAITING, code="not_posted"), TODAY)
    closed = register.post_runs.close("run-1", "R. Sample", TODAY, "desk")
    assert (closed.state, closed.closed_by, closed.deliveries) == (PostRunState.CLOSED, "R. Sample", ())
    assert register.post_runs.add(run("run-2"), "own", [OWN]).deliveries


def test_an_erased_case_has_no_delivery_that_could_leave_or_tells_anything(register: Register) -> None:
    approved(register)
    mine = claimed(register, COPY)
    register.erase_case(CASE)
    assert register.deliveries.of_letter(LETTER) == ()
    with pytest.raises(CaseErased):
        register.deliveries.claim(OWN, "mail")
    with pytest.raises(NoSuchDelivery):
        register.deliveries.note(mine, ACCEPTED, TODAY)
    with register.standings._engine.connect() as connection:
        kept = connection.execute(text("SELECT way, channel, decides FROM deliveries")).all()
    assert set(kept) == {(None, None, 0)}
    assert register.broken_rows() == ()
