"""After every event of a service area, or of all of them: what is owed, what is on its way, and what was sent?

What the event gives is written. What an earlier one gave is written again where it came back or was withdrawn and its
reader still needs it, and where it waits and would be otherwise now; what a later decision has overtaken is withdrawn
(Protocol 4.6). A correction answers what was sent and is untrue.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from correspondence.protocol.areas.area_file import AreaFile, NationalFile
from correspondence.protocol.areas.events import AnyAreaOrNationalEvent, AnyOfAreas, AreaCorrection
from correspondence.protocol.areas.obligations import AREA_OBLIGATIONS
from correspondence.protocol.directory import Directory
from correspondence.protocol.letters import LetterRecord, Status
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Inconsistent

from .composing import NEW, References, compose_each
from .letter import Letter
from .occasions.area import AreaOccasion
from .occasions.pack import Pack
from .packs import PACK_KINDS, packs_of
from .registry import AREA_KINDS

_GONE = frozenset({Status.RETURNED, Status.WITHDRAWN})
_Key: TypeAlias = tuple[str, str]
"""The code of a letter's kind, and its recipient."""
_Written: TypeAlias = tuple[str, date]
"""The event that made us write, and the day."""


@record
class AreaPlan:
    """The letters to write, composed; the packs of them; the ids of the unsent ones that are taken back."""

    letters: tuple[Letter, ...] = ()
    packs: tuple[Pack, ...] = ()
    withdrawn: tuple[str, ...] = ()


@record
class AreasNow:
    """How things stand, the event taken in: `own` is the file that it is in, `files` are those of all areas by key."""

    own: AreaFile | NationalFile
    files: Mapping[str, AreaFile]
    directory: Directory
    today: date

    def occasion(self, source: AnyAreaOrNationalEvent, made_by: str, *, is_anew: bool = False) -> AreaOccasion:
        """To write what *source* gives, because of the event *made_by*."""
        return AreaOccasion(
            event=source,
            made_by=made_by,
            files=self.files,
            directory=self.directory,
            today=self.today,
            is_anew=is_anew,
            references=frozenset(x.letter_id for x in self.own.letters),
        )


def reconcile_area(event: AnyOfAreas, now: AreasNow, stale: Collection[str] = ()) -> AreaPlan:
    """What *event* makes of the letters of its file. *stale*: the ids of those that wait and would be otherwise now.

    Raises `Inconsistent` where a post is vacant that what it gives is signed by or written to. What an earlier event
    gave waits for that post: its duty stands.
    """
    told = event.replaces if isinstance(event, AreaCorrection) else event.event_id
    source = now.own.event(told)
    plans = [_given(event, source, now)] if source is not None else []
    for each in (x for x in now.own.events if x.event_id != told):
        plans.append(_again(each, event.event_id, now, _lost(each, now) | _waiting(each, now, stale)))
    return _as_one((*plans, AreaPlan(withdrawn=tuple(_over(now)))))


def restated_area(made_by: str, now: AreasNow, which: Collection[str]) -> AreaPlan:
    """What is written again of letters, by their ids, without an event; what is over is taken back.

    *made_by*: the id of the last event that came.
    """
    plans = [_again(each, made_by, now, _waiting(each, now, which)) for each in now.own.events]
    return _as_one((*plans, AreaPlan(withdrawn=tuple(_over(now)))))


def _as_one(plans: Sequence[AreaPlan]) -> AreaPlan:
    return AreaPlan(
        letters=tuple(x for plan in plans for x in plan.letters),
        packs=tuple(x for plan in plans for x in plan.packs),
        withdrawn=tuple(dict.fromkeys(x for plan in plans for x in plan.withdrawn)),
    )


def area_letters(occasion: AreaOccasion, kept: References = NEW) -> tuple[Letter, ...]:
    """Every document that an event gives, in the order of the catalogue and of the directory.

    *kept*: the references of those that are composed again. Raises `Inconsistent` where a post is vacant.
    """
    kinds = (kind for kind in AREA_KINDS.values() if isinstance(occasion.event, kind.sent_on))
    return tuple(letter for kind in kinds for letter in compose_each(kind, occasion, kept))


def is_overtaken(kind: str, source: AnyAreaOrNationalEvent, own: AreaFile | NationalFile) -> bool:
    """Whether what came later than *source* has overtaken its letters of that kind."""
    return AREA_OBLIGATIONS[kind].is_overtaken(source, own.after(source))


def is_over(letter: LetterRecord, own: AreaFile | NationalFile, today: date) -> bool:
    """Whether nobody who was not told is owed a letter any more: it is overtaken, or it would come too late."""
    source = own.event(letter.given_by) if letter.kind in AREA_OBLIGATIONS else None
    return source is not None and (is_overtaken(letter.kind, source, own) or comes_too_late(letter, own, today))


def comes_too_late(letter: LetterRecord, own: AreaFile | NationalFile, today: date) -> bool:
    """Whether the day of the meeting that a letter is for passed before its reader was told of it.

    Whoever was is told what was wrong, whenever that comes out.
    """
    source = own.event(letter.given_by)
    if source is None or letter.kind not in AREA_OBLIGATIONS:
        return False
    theirs = (x for x in own.letters if (_key(x), x.given_by) == (_key(letter), letter.given_by))
    is_told = any(x.status is Status.SENT and x.letter_id != letter.letter_id for x in theirs)
    return AREA_OBLIGATIONS[letter.kind].is_past(source, today) and not is_told


def _over(now: AreasNow) -> Iterator[str]:
    """The unsent letters that are over. What was sent is answered by the letters of the decision that overtook it."""
    return (x.letter_id for x in now.own.letters if x.is_unsent and is_over(x, now.own, now.today))


def _given(event: AnyOfAreas, source: AnyAreaOrNationalEvent, now: AreasNow) -> AreaPlan:
    """What the event itself gives, or a correction makes of what it corrects.

    A letter that would say the same is left as it is, sent or not. What is over, as a meeting that we hear of late, is
    told to nobody, and put right for those who had been told.
    """
    occasion = now.occasion(source, event.event_id)
    composed = {_key(x): x for x in area_letters(occasion)}
    later = now.own.after(source)
    over = {key for key in composed if AREA_OBLIGATIONS[key[0]].is_over(source, later, now.today)}
    if source is event:
        letters = tuple(letter for key, letter in composed.items() if key not in over)
        return AreaPlan(letters=letters, packs=packs_of(letters, occasion))
    last = _last(source, now.own)
    told = {_key(x) for x in now.own.letters if x.given_by == source.event_id and x.status is Status.SENT}
    same = _unchanged(last, source, now)
    came_back = {key for key, x in last.items() if x.status is Status.RETURNED and _still_serves(key[0], source, now)}
    return _written(occasion, composed, last, composed.keys() - (same - came_back) - (over - told), gone=last.keys())


def _again(source: AnyAreaOrNationalEvent, made_by: str, now: AreasNow, which: Set[_Key]) -> AreaPlan:
    """What is written again of that which an earlier event gave; nothing while a post is vacant."""
    if not which:
        return AreaPlan()
    occasion = now.occasion(source, made_by, is_anew=True)
    try:
        composed = {_key(x): x for x in area_letters(occasion)}
        return _written(occasion, composed, _last(source, now.own), composed.keys() & which, gone=which)
    except Inconsistent:
        return AreaPlan()


def _lost(source: AnyAreaOrNationalEvent, now: AreasNow) -> set[_Key]:
    """What did not get there, and its reader still needs."""
    gone = (key for key, x in _last(source, now.own).items() if x.status in _GONE)
    return {key for key in gone if _still_serves(key[0], source, now)}


def _waiting(source: AnyAreaOrNationalEvent, now: AreasNow, which: Collection[str]) -> set[_Key]:
    """Those of *which*, by their ids, that are not over."""
    mine = ((key, x) for key, x in _last(source, now.own).items() if x.letter_id in which)
    return {key for key, x in mine if not is_over(x, now.own, now.today)}


def _written(
    occasion: AreaOccasion,
    composed: Mapping[_Key, Letter],
    last: Mapping[_Key, LetterRecord],
    again: Set[_Key],
    gone: Set[_Key],
) -> AreaPlan:
    """Those *again*, and the packs of them; *gone*: of which what waits is taken back where it has no reader now.

    A pack goes out whole, under one day: where one of its letters is written again, so are all that were not sent, and
    the first to an office that the directory has had since.
    """
    packs = {code for code, _ in again if code in PACK_KINDS}
    unsent = {key for key, x in last.items() if x.is_unsent}
    again = again | {key for key in composed if key[0] in packs and (key in unsent or key not in last)}
    letters = tuple(letter for key, letter in composed.items() if key in again)
    return AreaPlan(
        letters=letters,
        packs=packs_of(letters, occasion, spared=frozenset(composed.keys() - again)) if letters else (),
        withdrawn=tuple(last[key].letter_id for key in last if key in unsent & (again | (gone - composed.keys()))),
    )


def _last(source: AnyAreaOrNationalEvent, own: AreaFile | NationalFile) -> dict[_Key, LetterRecord]:
    """The last letter of each kind to each reader that *source* gave."""
    return {_key(x): x for x in own.letters if x.kind in AREA_KINDS and x.given_by == source.event_id}


def _still_serves(kind: str, source: AnyAreaOrNationalEvent, now: AreasNow) -> bool:
    return AREA_OBLIGATIONS[kind].still_serves(source, now.own.after(source), now.today)


def _key(letter: Letter | LetterRecord) -> _Key:
    return (letter.kind.code if isinstance(letter, Letter) else letter.kind, letter.recipient)


def _unchanged(last: Mapping[_Key, LetterRecord], source: AnyAreaOrNationalEvent, now: AreasNow) -> set[_Key]:
    """Those that would be the same were they written on their own day of the event as it should have been."""
    stand = {key: x for key, x in last.items() if x.status not in (Status.HELD, Status.WITHDRAWN)}
    written: defaultdict[_Written, dict[_Key, LetterRecord]] = defaultdict(dict)
    for key, x in stand.items():
        written[x.event_id, x.dated][key] = x
    return {key for at, mine in written.items() for key in _as_composed(mine, source, at, now)}


def _as_composed(
    mine: Mapping[_Key, LetterRecord], source: AnyAreaOrNationalEvent, at: _Written, now: AreasNow
) -> Iterator[_Key]:
    """Those of some letters, which one event made us write on one day, that would be the same today."""
    made_by, dated = at
    occasion = replace(now, today=dated).occasion(source, made_by)
    for letter in area_letters(occasion, {key: x.letter_id for key, x in mine.items()}):
        if _key(letter) in mine and mine[_key(letter)].content == letter.content:
            yield _key(letter)
