"""The courts' lists as they are kept: events of the Hub itself, each made once for its court and week.

What stands in a list is decided in `protocol.lists` (Protocol Annex B).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from pydantic import TypeAdapter

from correspondence.cases import CaseFiles, documents_of
from correspondence.catalogue.composing import compose_list
from correspondence.catalogue.court.lists import CourtListFacts
from correspondence.catalogue.letter import Letter
from correspondence.checks import OUT_OF_DATE, Code, finding
from correspondence.documents import Document, Finding, in_order
from correspondence.protocol.addressees import to_court
from correspondence.protocol.days.calendar import in_words
from correspondence.protocol.directory import Directory
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.disclosure import is_in_refuge
from correspondence.protocol.letters import UNSENT, LetterRecord, Status
from correspondence.protocol.lists.court_lists import CourtListMade, ListRow, list_id, make_list
from correspondence.protocol.owed.duty import Duty
from correspondence.protocol.owed.list_duties import is_owed, last_sent, list_duties
from correspondence.protocol.refusals import Conflict, NotInProtocol, Reason
from correspondence.protocol.subject import lists_of
from correspondence.storage import CaseMoved, Derivation, EventExists, Mistake, NewEvent, Register, StoredLetter
from correspondence.writing import as_new, examine_list_again, write_court_list

_ATTEMPTS = 12
_SIX_DAYS = timedelta(days=6)
_GONE = frozenset({Status.WITHDRAWN, Status.RETURNED})


@cache
def _adapter() -> TypeAdapter[CourtListMade]:
    return TypeAdapter(CourtListMade)


def monday_of(day: date) -> date:
    """The Monday of the week of *day*, which names that week."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True)
class Lists:
    """The courts' lists in a register, as a directory has the Hubs and their courts.

    `derive`: what derives that which the register keeps beside each case.
    """

    register: Register
    directory: Directory
    derive: Derivation

    def places(self, hubs: Iterable[str], court: str | None = None) -> tuple[tuple[str, str], ...]:
        """Each of *hubs* with each court it serves, in the directory's order; with *court* alone where it is named."""
        every = ((hub, key) for hub in hubs for key in self.directory.hubs[hub].courts)
        return tuple((hub, key) for hub, key in every if court in (None, key))

    def is_owed(self, hub: str, court: str, today: date) -> bool:
        """Whether a court is to be told *today*: while the Hub is open, and once more after it has closed (ours)."""
        return is_owed(self.directory.hubs[hub], self._records(hub), court, today)

    def last(self, hub: str, court: str) -> CourtListMade | None:
        """The last list that reached a court, as it was made, or None."""
        sent = last_sent(self._records(hub), court)
        return self._made(sent.event_id) if sent else None

    def _records(self, hub: str) -> tuple[LetterRecord, ...]:
        return self.register.records(lists_of(hub).key)

    def _letters(self, hub: str, court: str) -> tuple[StoredLetter, ...]:
        return self.register.letters_to(lists_of(hub).key, to_court(court))

    def _made(self, event_id: str) -> CourtListMade | None:
        body = self.register.body(event_id)
        return None if body is None else _adapter().validate_json(body)

    def keep(
        self, hub: str, court: str, week_of: date, today: date, read: CaseFiles, by: str | None
    ) -> tuple[tuple[StoredLetter, ...], bool]:
        """The list of a Hub for a court and the week of *week_of*, and whether it was made now: a week has one list.

        Asked for again it is the list that was made, whatever has changed since, unless that was withdrawn, came back
        or was sent back. One that is held is examined again, and made anew where it is out of date. A new one is
        compared with the last that was sent, and takes the place of those that were not. *read*: so that whoever makes
        several lists has each case read once.

        Raises `NotInProtocol` where the Hub is not open, `Conflict` where a later week's list was made already, and
        `TooManyWait`.
        """
        with self.register.turns.at(lists_of(hub).key):
            return self._in_turn(hub, court, monday_of(week_of), today, read, by)

    def _in_turn(
        self, hub: str, court: str, week: date, today: date, read: CaseFiles, by: str | None
    ) -> tuple[tuple[StoredLetter, ...], bool]:
        for _ in range(_ATTEMPTS):
            kept = self.register.count(lists_of(hub).key)
            of_week = self._of_week(hub, court, week)
            if of_week and of_week[-1].status not in _GONE | {Status.SENT_BACK}:
                stands = self._tried_again(of_week[-1], today, by)
                if OUT_OF_DATE not in stands.findings:
                    return (stands,), False
            last, sent = self.last(hub, court), last_sent(self._records(hub), court)
            self._check(hub, court, week, today)
            told = [row for row in (*last.rows, *last.carried) if row.left is None] if last else ()
            case_files = self._case_files(hub, court, today, told, read)
            made = make_list(hub, court, week, today, case_files, self.directory, last, read.unreadable)
            made = replace(made, last_sent_on=sent.sent_on if sent else None)
            if of_week:
                made = replace(made, event_id=f"{made.event_id}-{1 + len(of_week)}")
            unsent = [x.letter_id for x in self._letters(hub, court) if x.status in UNSENT]
            try:
                self._keep(made, case_files, kept, unsent, by)
            except (CaseMoved, EventExists):
                continue
            return self.register.letters_of_event(made.event_id), True
        raise _conflict("list_is_busy", "other lists of this Hub keep being made; ask again")

    def _of_week(self, hub: str, court: str, week: date) -> tuple[StoredLetter, ...]:
        """The lists of a week in the order they were made; all but the last were withdrawn or came back."""
        first = list_id(hub, court, week)
        return tuple(x for x in self._letters(hub, court) if f"{x.event_id}-".startswith(f"{first}-"))

    def _tried_again(self, kept: StoredLetter, today: date, by: str | None) -> StoredLetter:
        """A list as it is kept; one that is held, with what is found in it now."""
        if kept.status is not Status.HELD:
            return kept
        found = self.examine_again(kept, documents_of(self.register, kept), today)
        return self.register.replace_findings(kept.letter_id, found, today, key_name=by)

    def _check(self, hub: str, court: str, week: date, today: date) -> None:
        if week + _SIX_DAYS < self.directory.hubs[hub].open_from or not self.is_owed(hub, court, today):
            detail = "the Hub is not open then, and its courts are owed no list"
            raise NotInProtocol([Reason(rule="hub_not_open", field="week_of", detail=detail, source="4.6")])
        standing = [x.event_id for x in self._letters(hub, court) if x.status not in _GONE]
        latest = self._made(standing[-1]) if standing else None
        if latest is not None and latest.week_of > week:
            detail = f"the list of a later week was made already, that of {in_words(latest.week_of)}"
            raise _conflict("later_list_made", detail)

    def _case_files(
        self, hub: str, court: str, today: date, told: Iterable[ListRow], read: CaseFiles
    ) -> tuple[CaseFile, ...]:
        """The cases that a list can speak of: those that can come into it, and those that the court was *told* of.

        No other case is even read: neither another court's, nor one that has left and that the court knows to be gone.
        """
        can = self.register.standings.listable(self.derive, hub, court, today)
        wanted = {row.identity for row in told}.union(can)
        return read.of(number for number in self.register.cases_of(hub) if number in wanted)

    def _keep(
        self, made: CourtListMade, case_files: Sequence[CaseFile], expected: int, unsent: Sequence[str], by: str | None
    ) -> None:
        whole = write_court_list(made, self.directory, made.occurred_on, case_files)
        written = replace(whole, findings=in_order({*whole.findings, *_left_out(made)}))
        event = NewEvent(
            event_id=made.event_id,
            subject=made.subject,
            type=made.type,
            occurred_on=made.occurred_on,
            taken_on=made.occurred_on,
            hub=made.hub,
            body=_adapter().dump_json(made),
            case_is_open=False,
            key_name=by,
        )
        self.register.keep(event, [as_new(written, made.hub)], expected_events=expected, withdrawn=unsent)

    def examine_again(self, stored: StoredLetter, documents: Sequence[Document], on: date) -> tuple[Finding, ...]:
        """What is found in a list's letter as the cases stand now that it may speak of; out of date where it lay long.

        It would promise the next by a day which has passed *on* the day that it goes.
        """
        letter, made = self.as_it_was(stored), self._made(stored.event_id)
        if letter is None or made is None or letter.content != stored.content or _lay_too_long(letter, on):
            return (OUT_OF_DATE,)
        read = CaseFiles(self.register)
        case_files = self._case_files(made.hub, made.court, made.occurred_on, made.rows, read)
        has_changed = self._was_compared_with_another(made) or set(made.left_out) != read.unreadable
        if has_changed or _tells_too_much(made, case_files):
            return (OUT_OF_DATE,)
        return in_order({*examine_list_again(letter, documents, case_files), *_left_out(made)})

    def owed_no_more(self, stored: StoredLetter, _mistake: Mistake) -> tuple[str, ...]:
        """The id of a list that was sent in error, where a later one has taken its place since."""
        return (stored.letter_id,) if stored.status is Status.SENT and self._is_overtaken(stored) else ()

    def _is_overtaken(self, stored: StoredLetter) -> bool:
        """Whether a later list to the same court has taken the place of this one."""
        same = self.register.letters_to(stored.subject.key, stored.recipient)
        later = same[1 + [x.letter_id for x in same].index(stored.letter_id) :]
        return any(x.status not in _GONE for x in later)

    def _was_compared_with_another(self, made: CourtListMade) -> bool:
        """Whether the list that a list goes on from came back since, or another has been sent."""
        last = self.last(made.hub, made.court)
        return made.last_list_on != (last.occurred_on if last else None)

    def as_it_was(self, stored: StoredLetter) -> Letter | None:
        """The letter of a list, composed again from the list as it was made; None where its Hub or court is no more."""
        made = self._made(stored.event_id)
        if made is None or made.hub not in self.directory.hubs or made.court not in self.directory.courts:
            return None
        return compose_list(made, self.directory, stored.dated)

    def duties(self, today: date, hub: str | None = None) -> Iterator[Duty]:
        """What *hub* (None: every Hub) owes its courts: to each the next list, and the mending of one sent back."""
        hubs = (hub,) if hub is not None else self.directory.hubs
        return (duty for each in hubs for duty in list_duties(self.directory.hubs[each], self._records(each), today))


def _lay_too_long(letter: Letter, on: date) -> bool:
    facts = letter.view.facts
    return isinstance(facts, CourtListFacts) and facts.next_list_by is not None and facts.next_list_by < on


def _tells_too_much(made: CourtListMade, case_files: Iterable[CaseFile]) -> bool:
    """Whether a list has initials of a case in which somebody was hidden since: nobody's initials are told then."""
    told = {row.identity for row in made.rows if row.initials}
    people = ((case_file, p) for case_file in case_files for p in case_file.case.people)
    return any(
        case_file.case_number in told and (p.identity_withheld or is_in_refuge(case_file, p)) for case_file, p in people
    )


def _left_out(made: CourtListMade) -> tuple[Finding, ...]:
    """What whoever approves a list should know: cases that could not be read may be missing in it."""
    return tuple(finding(Code.CASE_LEFT_OUT, number) for number in made.left_out)


def _conflict(rule: str, detail: str) -> Conflict:
    return Conflict([Reason(rule=rule, field="week_of", detail=detail, source="ours")])
