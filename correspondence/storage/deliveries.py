"""Deliveries: claimed before anything leaves, and noted once it has, so that nothing leaves twice or is lost.

Whoever hands a document over claims it first, in a transaction of its own, and notes afterwards what became of it.
Whoever is killed between the two leaves a claim; where nobody can ask whether the document left, a person is to say.
"""

from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, or_

from correspondence.protocol.case.people import Route
from correspondence.protocol.letters import Status

from . import chain, delivery_rows, letters, statuses, work_list
from .chain import Kept
from .database import writing
from .delivery_records import (
    FOR_A_PERSON,
    GONE,
    WORDS,
    DeliveryKey,
    DeliveryState,
    DeliveryStep,
    StoredDelivery,
    Told,
    Way,
    Word,
)
from .errors import NoSuchDelivery, NoWordWithoutReason, UnlawfulWord
from .folded import Folded
from .standings import Derivation, refresh
from .tables import deliveries as table

CLAIMED, SENDING, LEFT_OVER = "claimed", "sending", "left_over"
"""How far a claim is: nothing has left; something may have, from now on. What became of one that nobody ended."""

_ITS = table.c
_ROUTES = {Way.POST: Route.POST, Way.EMAIL: Route.EMAIL, Way.CJSM: Route.REPRESENTATIVE}
_REALLY_WENT = "it had been handed over when it was taken back"


class Deliveries:
    """The deliveries of a register. Every method is one transaction; any number of processes may use it."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime], folded: Folded) -> None:
        self._engine = engine
        self._clock = clock
        self._folded = folded

    # What there is

    def find(self, key: DeliveryKey) -> StoredDelivery | None:
        """That delivery; None where there is none, or its case was erased."""
        with self._engine.connect() as connection:
            return delivery_rows.find(connection, key)

    def of_letter(self, letter_id: str) -> tuple[StoredDelivery, ...]:
        """A letter's deliveries, in the order of its documents."""
        with self._engine.connect() as connection:
            return delivery_rows.of_letter(connection, letter_id)

    def steps(self, key: DeliveryKey) -> tuple[DeliveryStep, ...]:
        """Every step of a delivery's way, oldest first."""
        with self._engine.connect() as connection:
            return delivery_rows.steps(connection, key)

    def at(
        self, states: Collection[DeliveryState] = FOR_A_PERSON, hubs: Collection[str] | None = None
    ) -> tuple[StoredDelivery, ...]:
        """The deliveries in one of these states, of these Hubs (None: of all), soonest due first."""
        with self._engine.connect() as connection:
            found = delivery_rows.read(connection, delivery_rows.those(_ITS.state.in_(states)))
        return tuple(each for each in found if hubs is None or each.hub in hubs)

    def waiting(self, way: Way, hubs: Collection[str] | None = None) -> tuple[StoredDelivery, ...]:
        """What waits to leave that way and may be tried now, of these Hubs (None: of all), soonest due first."""
        is_time = or_(_ITS.not_before.is_(None), _ITS.not_before <= self._clock())
        wanted = delivery_rows.those(_ITS.state == DeliveryState.WAITING, _ITS.way == way, is_time)
        with self._engine.connect() as connection:
            found = delivery_rows.read(connection, wanted)
        return tuple(each for each in found if hubs is None or each.hub in hubs)

    def left_over(self, before: datetime) -> tuple[StoredDelivery, ...]:
        """What was claimed before that instant by somebody who never said what became of it; no post run's."""
        wanted = delivery_rows.those(
            _ITS.state == DeliveryState.CLAIMED, _ITS.run_id.is_(None), _ITS.claimed_at < before
        )
        with self._engine.connect() as connection:
            return delivery_rows.read(connection, wanted)

    # What becomes of it

    def make_missing(self) -> int:
        """Have what an older version approved wait too. Gives how many letters it was."""
        with self._engine.connect() as connection:
            if not (found := delivery_rows.lacking(connection)):
                return 0
        with writing(self._engine) as connection:
            at = self._clock()
            for letter_id in found:
                if statuses.lock(connection, letter_id) is Status.APPROVED:
                    delivery_rows.follow(connection, letter_id, Status.APPROVED, at, by=None, key_name=None)
            chain.note(connection, Kept.LETTER, found)
        return len(found)

    def claim(self, key: DeliveryKey, channel: str) -> StoredDelivery | None:
        """That delivery, which nobody else hands over from now on; None where it is not to leave, or not by us.

        Of two who try at once, one has it. Raises `NoSuchLetter`, `CaseErased`.
        """
        with writing(self._engine) as connection:
            if not may_leave(connection, key):
                return None
            mine = claim(connection, key, channel, self._clock())
            chain.note(connection, Kept.LETTER, [key.letter_id])
            return mine

    def sending(self, claimed: StoredDelivery) -> bool:
        """Say that the document may leave from now on; False where it may not: nothing leaves then.

        So it is where the claim was taken from whoever had it, and where an event took the letter back since. Raises
        `NoSuchDelivery`, `CaseErased`.
        """
        with writing(self._engine) as connection:
            now = self._its(connection, claimed.key)
            if (now.state, now.tries, now.code) != (DeliveryState.CLAIMED, claimed.tries, CLAIMED):
                return False
            if not now.may_still_leave:
                return False
            delivery_rows.move(connection, claimed.key, DeliveryState.CLAIMED, SENDING, self._clock())
            chain.note(connection, Kept.LETTER, [claimed.key.letter_id])
            return True

    def note(
        self,
        claimed: StoredDelivery,
        told: Told,
        on: date,
        derive: Derivation | None = None,
        *,
        by: str | None = None,
        key_name: str | None = None,
    ) -> StoredDelivery | None:
        """Note what became of a claimed delivery; None where the claim was taken away and answered otherwise.

        Who was thought dead may still say that it went, or did not, while that is unknown. The letter is sent *on* that
        day once each document that decides it has gone. *by*: who says so, of what a person posts. Raises
        `NoSuchDelivery`, `CaseErased`.
        """
        with writing(self._engine) as connection:
            now = self._its(connection, claimed.key)
            if now.state not in (DeliveryState.CLAIMED, DeliveryState.UNKNOWN) or now.tries != claimed.tries:
                return None
            hand = statuses.Hand(by=by, on=on, at=self._clock(), key_name=key_name)
            return self._settle(connection, now, told, hand, derive, reason=None)

    def take_over(self, left: StoredDelivery) -> StoredDelivery | None:
        """Settle a claim that nobody ended: it waits again where nothing can have left, else nobody knows.

        None where somebody ended it meanwhile.
        """
        with writing(self._engine) as connection:
            now = self._its(connection, left.key)
            if (now.state, now.tries, now.code) != (left.state, left.tries, left.code):
                return None
            told = Told(state=DeliveryState.UNKNOWN, code=LEFT_OVER)
            if now.code == CLAIMED:
                told = Told(state=DeliveryState.WAITING, code=LEFT_OVER)
            hand = statuses.Hand(by=None, on=date.max, at=self._clock(), key_name=None)
            return self._settle(connection, now, told, hand, None, reason=None)

    def hand(self, by: str, on: date, key_name: str | None = None) -> statuses.Hand:
        """Who says something of a delivery, as of which day, now."""
        return statuses.Hand(by=by, on=on, at=self._clock(), key_name=key_name)

    def say(
        self,
        key: DeliveryKey,
        word: Word,
        hand: statuses.Hand,
        reason: str | None = None,
        derive: Derivation | None = None,
    ) -> StoredDelivery:
        """A person says what became of a delivery, or that it is to leave again, or not at all (`WORDS`).

        Raises `NoSuchDelivery`, `CaseErased`, `UnlawfulWord`, `NoWordWithoutReason`.
        """
        with writing(self._engine) as connection:
            now = self._its(connection, key)
            if now.state not in WORDS[word].of:
                raise UnlawfulWord(now.state, word)
            if WORDS[word].wants_reason and not reason:
                raise NoWordWithoutReason(word)
            if word is Word.AGAIN and not now.may_still_leave:
                raise UnlawfulWord(now.state, word)
            if word is Word.CAME_BACK:
                return self._comes_back(connection, now, word, hand, derive, reason)
            state = {Word.WENT: DeliveryState.ACCEPTED, Word.CANCELLED: DeliveryState.CANCELLED}.get(
                word, DeliveryState.WAITING
            )
            return self._settle(connection, now, Told(state=state, code=word), hand, derive, reason=reason)

    def came_back(self, key: DeliveryKey, code: str, on: date, derive: Derivation | None = None) -> bool:
        """Whoever carried a document says that it did not arrive: its letter is returned, where it is its reader's own.

        Gives whether that is new. It is safe to repeat. What may have left and was not noted yet has left, by that.
        Raises `NoSuchDelivery`, `CaseErased`.
        """
        with writing(self._engine) as connection:
            now = self._its(connection, key)
            may_have_left = (now.state, now.code) == (DeliveryState.CLAIMED, SENDING)
            if now.state not in (DeliveryState.ACCEPTED, DeliveryState.UNKNOWN) and not may_have_left:
                return False
            hand = statuses.Hand(by=None, on=on, at=self._clock(), key_name=None)
            self._comes_back(connection, now, code, hand, derive, reason=None)
            return True

    def _comes_back(
        self,
        connection: Connection,
        now: StoredDelivery,
        code: str,
        hand: statuses.Hand,
        derive: Derivation | None,
        reason: str | None,
    ) -> StoredDelivery:
        self._settle(connection, now, Told(state=DeliveryState.ACCEPTED, code=code), hand, derive, reason)
        who = {"by": hand.by, "key_name": hand.key_name, "reason": reason}
        delivery_rows.move(connection, now.key, DeliveryState.CAME_BACK, code, hand.at, **who)
        if now.decides:
            statuses.record_returned(connection, now.key.letter_id, hand)
        self._bring_up(connection, now.key.letter_id, derive)
        return self._its(connection, now.key)

    def _settle(
        self,
        connection: Connection,
        now: StoredDelivery,
        told: Told,
        hand: statuses.Hand,
        derive: Derivation | None,
        reason: str | None,
    ) -> StoredDelivery:
        settle(connection, now, told, hand, reason)
        self._bring_up(connection, now.key.letter_id, derive)
        return self._its(connection, now.key)

    def _bring_up(self, connection: Connection, letter_id: str, derive: Derivation | None) -> None:
        """Bring what is derived from a letter up to it, and note it in the chain."""
        if derive is not None:
            refresh(connection, letters.subject_of(connection, letter_id), derive, self._folded)
        work_list.refresh(connection, [letter_id])
        chain.note(connection, Kept.LETTER, [letter_id])

    def _its(self, connection: Connection, key: DeliveryKey) -> StoredDelivery:
        """A delivery, which nobody else changes until the transaction ends."""
        if delivery_rows.find(connection, key) is None:
            raise NoSuchDelivery
        statuses.lock(connection, key.letter_id)
        found = delivery_rows.find(connection, key)
        assert found is not None  # none is ever removed
        return found


def may_leave(connection: Connection, key: DeliveryKey) -> bool:
    """Whether a delivery waits and its letter lets it leave; nobody else changes either until the transaction ends."""
    statuses.lock(connection, key.letter_id)
    now = delivery_rows.find(connection, key)
    return now is not None and now.state is DeliveryState.WAITING and now.may_still_leave


def claim(
    connection: Connection, key: DeliveryKey, channel: str, at: datetime, key_name: str | None = None, **more: Any
) -> StoredDelivery:
    """Claim a delivery that may leave. *more*: its place in a post run."""
    now = delivery_rows.find(connection, key)
    assert now is not None  # it was looked at a moment ago
    delivery_rows.move(
        connection,
        key,
        DeliveryState.CLAIMED,
        CLAIMED,
        at,
        key_name=key_name,
        channel=channel,
        tries=now.tries + 1,
        claimed_at=at,
        **more,
    )
    claimed = delivery_rows.find(connection, key)
    assert claimed is not None
    return claimed


def settle(connection: Connection, now: StoredDelivery, told: Told, hand: statuses.Hand, reason: str | None) -> None:
    """Bring a delivery where it was told to be, and its letter with it.

    One that would wait again does not, where its letter is no longer to leave: it is cancelled. The letter is sent once
    each document that decides it has gone, even where it was taken back while the last of them was handed over.
    """
    state, code = told.state, told.code
    if state is DeliveryState.WAITING and not now.may_still_leave:
        state, code = DeliveryState.CANCELLED, delivery_rows.LETTER_MOVED
    place: dict[str, Any] = {} if state in GONE else {"run_id": None, "envelope": None}
    delivery_rows.move(
        connection,
        now.key,
        state,
        code,
        hand.at,
        by=hand.by,
        key_name=hand.key_name,
        reason=reason,
        not_before=told.not_before,
        claimed_at=None,
        **place,
    )
    if state is not DeliveryState.ACCEPTED or not now.decides or now.way is None:
        return
    its = [each for each in delivery_rows.of_letter(connection, now.key.letter_id) if each.decides]
    if all(each.state in GONE for each in its):
        was_taken_back = now.letter_status is not Status.APPROVED
        said = _REALLY_WENT if was_taken_back else None
        statuses.record_gone(connection, now.key.letter_id, _ROUTES[now.way], hand, said)
