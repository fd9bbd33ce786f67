"""A round: all that waits is handed over to the channels that carry it, each document once.

Of every document: it is examined again, claimed, handed over, and what became of it is noted. A round may be killed
anywhere and begun anew by any process: what it left claimed is settled by the next, once nobody can be at it any more.
"""

import logging
import smtplib
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from correspondence.service import Service
from correspondence.storage import (
    CaseErased,
    DeliveryState,
    DocumentDamaged,
    NoSuchDelivery,
    StoredDelivery,
    StoredLetter,
    Told,
    Way,
)

from . import bounces
from .addresses import mail_address
from .channels import Channels, Smtp
from .mail import Mail
from .smtp import Shut, connected, hand_over

LOG = logging.getLogger(__name__)
LEASE = timedelta(minutes=15)
"""How long a claim stands: longer than any mail server is waited for, so that nobody is at it any more after that."""

NO_ADDRESS, DOMAIN, DAMAGED = "no_address", "domain_not_allowed", "document_damaged"
"""Why a document cannot be handed over at all, so that a person is to look."""

_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=5), timedelta(hours=4)
_GOES_WRONG = (CaseErased, NoSuchDelivery)
"""What may happen to a delivery while it is handed over: then nothing is noted of it."""


@dataclass(slots=True)
class Round:
    """What a round did: how many documents came to which state; which channels were shut, and why."""

    states: dict[DeliveryState, int] = field(default_factory=dict)
    shut: dict[str, str] = field(default_factory=dict)
    taken_over: int = 0
    came_back: int = 0

    def count(self, state: DeliveryState) -> None:
        """One more document came to that state."""
        self.states[state] = self.states.get(state, 0) + 1


def hand_over_all(
    service: Service, channels: Channels, today: date, now: Callable[[], datetime], lease: timedelta = LEASE
) -> Round:
    """Settle what others left, take in what came back, and hand over all that waits to leave by mail."""
    deliveries = service.register.deliveries
    deliveries.make_missing()
    done = Round()
    for left in deliveries.left_over(now() - lease):
        try:
            settled = deliveries.take_over(left)
        except _GOES_WRONG:
            continue
        done.taken_over += settled is not None
    for name, channel in channels.mail.items():
        folder = channels.bounces_of(name)
        if folder is not None:
            done.came_back += take_bounces(service, folder, channel.sender, today)
        _Mailing(service, channels, name, channel, today, now, done).go()
    return done


def take_bounces(service: Service, folder: Path, sender: str, today: date) -> int:
    """Take in the reports of what did not arrive. Gives how many documents came back by them.

    A report is set aside once all that it gives is recorded; one that is read twice changes nothing twice.
    """
    found = 0
    for report in [*bounces.unread(folder, sender)]:
        if report.came_back is not None:
            found += _take(service, report.came_back, today)
        bounces.set_aside(folder, report.name)
    return found


def _take(service: Service, back: bounces.CameBack, today: date) -> bool:
    try:
        is_new = service.register.deliveries.came_back(back.key, back.status, today, service.derive)
        service.moving.has_gone(back.key.letter_id, today)
    except _GOES_WRONG:
        return False
    return is_new


@dataclass(slots=True)
class _Mailing:
    """A round's work with one mail server, which is called once there is something for it."""

    service: Service
    channels: Channels
    name: str
    channel: Smtp
    today: date
    now: Callable[[], datetime]
    done: Round

    def go(self) -> None:
        """Hand over all that it carries, until it takes no more."""
        with ExitStack() as stack:
            server: smtplib.SMTP | None = None
            for way in self.channel.carries:
                for waiting in self.service.register.deliveries.waiting(Way(way)):
                    letter = self._to_leave(waiting)
                    if letter is None:
                        continue
                    try:
                        if server is None:
                            trust = self.channels.trust_of(self.name)
                            server = stack.enter_context(
                                connected(self.channel, self.channels.password_of(self.name), trust)
                            )
                        self._hand_over(server, waiting, letter)
                    except Shut as shut:
                        self.done.shut[self.name] = shut.code
                        LOG.warning("channel %s is shut: %s", self.name, shut.code)
                        return

    def _to_leave(self, waiting: StoredDelivery) -> StoredLetter | None:
        """The letter of what waits, examined again; None where nothing of it is to leave, or a person is to look."""
        try:
            return self.service.moving.to_hand_over(waiting.key.letter_id, self.today)
        except CaseErased:
            return None
        except DocumentDamaged:
            self._give_up(waiting, DAMAGED)
            return None

    def _hand_over(self, server: smtplib.SMTP, waiting: StoredDelivery, letter: StoredLetter) -> None:
        address = mail_address(self.service, letter, waiting)
        if address is None or not self.channel.allows(address):
            self._give_up(waiting, DOMAIN if address else NO_ADDRESS)
            return
        try:
            content = self.service.register.content(letter.documents[waiting.key.position])
        except DocumentDamaged:
            self._give_up(waiting, DAMAGED)
            return
        mail = Mail(
            key=waiting.key,
            sender=self.channel.sender,
            to=address,
            form=waiting.form,
            content=content,
            at=self.now(),
        )
        deliveries = self.service.register.deliveries
        self._claimed(waiting, lambda claimed: hand_over(server, mail, lambda: deliveries.sending(claimed)))

    def _give_up(self, waiting: StoredDelivery, code: str) -> None:
        """Nothing of it can leave, for a reason that a person is to look at."""
        self._claimed(waiting, lambda _: Told(state=DeliveryState.FAILED, code=code))

    def _claimed(self, waiting: StoredDelivery, hand: Callable[[StoredDelivery], Told]) -> None:
        """Claim what waits, hand it over and note what became of it."""
        deliveries = self.service.register.deliveries
        try:
            claimed = deliveries.claim(waiting.key, self.name)
            if claimed is None:
                return
            try:
                told = hand(claimed)
            except Shut as shut:
                deliveries.note(claimed, Told(state=DeliveryState.WAITING, code=shut.code), self.today)
                raise
            noted = deliveries.note(claimed, self._until(claimed, told), self.today, self.service.derive)
        except _GOES_WRONG:
            return
        if noted is not None:
            self.done.count(noted.state)
            if noted.decides and noted.state is DeliveryState.ACCEPTED:
                self.service.moving.has_gone(noted.key.letter_id, self.today)

    def _until(self, claimed: StoredDelivery, told: Told) -> Told:
        """When what waits again is tried again: later each time, until the day that its letter is due."""
        if told.state is not DeliveryState.WAITING:
            return told
        if self.today > claimed.due_on:
            return replace(told, state=DeliveryState.FAILED)
        wait = min(_FIRST_WAIT * 2 ** min(claimed.tries - 1, 10), _LONGEST_WAIT)
        return replace(told, not_before=self.now() + wait)
