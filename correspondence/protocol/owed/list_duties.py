"""What a Hub owes its courts: to each the next list, and the mending of each list that was sent back."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from correspondence.protocol.addressees import court_of, to_court
from correspondence.protocol.directory import Hub
from correspondence.protocol.letters import LetterRecord, Status

from .duty import Duty, DutyName, owed_outside_a_case
from .list_obligations import LastList, next_list
from .mending_duties import mending


def last_sent(lists: Iterable[LetterRecord], court: str) -> LetterRecord | None:
    """The last of a Hub's *lists* that reached a court; None: what was made and never sent told it nothing."""
    sent = (x for x in lists if x.recipient == to_court(court) and x.status is Status.SENT)
    return max(reversed([*sent]), key=_went_on, default=None)


def list_duties(hub: Hub, lists: Sequence[LetterRecord], today: date) -> Iterator[Duty]:
    """The next list that each court is owed, and the mending of each that was sent back. *lists*: every one, in order.

    Only one that was sent, and did not come back, ends a duty and starts the next clock (Protocol Annex B).
    """
    yield from (mending(x, today, court=court_of(x.recipient)) for x in lists if x.status is Status.SENT_BACK)
    for court in hub.courts:
        last = _last(lists, court)
        obligation = next_list(last)
        if obligation.until(hub, last, today):
            clock = obligation.by(hub, last)
            yield owed_outside_a_case(DutyName.COURT_LIST, clock, today, court=court, for_staff=False)


def lists_due(hub: Hub, lists: Sequence[LetterRecord]) -> dict[str, date]:
    """The day by which each list on its way is owed, by the id of its letter: that of its court's duty.

    One that was sent, or came back, may have started the clock anew since it was made.
    """
    due: dict[str, date] = {}
    for court in hub.courts:
        last = _last(lists, court)
        waiting = (x for x in lists if x.recipient == to_court(court) and x.is_unsent)
        due |= {x.letter_id: next_list(last).by(hub, last).due_on for x in waiting}
    return due


def is_owed(hub: Hub, lists: Iterable[LetterRecord], court: str, today: date) -> bool:
    """Whether a Hub that has opened owes a court a list *today*."""
    last = _last(lists, court)
    return hub.open_from <= today and next_list(last).until(hub, last, today)


def _last(lists: Iterable[LetterRecord], court: str) -> LastList | None:
    last = last_sent(lists, court)
    return LastList(made_on=last.dated, sent_on=_went_on(last)) if last else None


def _went_on(sent: LetterRecord) -> date:
    return sent.sent_on or sent.dated
