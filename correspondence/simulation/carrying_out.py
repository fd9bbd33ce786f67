"""What is done in a life, done to the real service: each action is taken, or refused under the name of a rule.

Anything else that comes of one is a crash, and is handed up as such.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from traceback import extract_tb
from typing import Any

from correspondence import runs
from correspondence.pack_approval import ApprovalWanted, NoSuchPack
from correspondence.protocol.letters import MOVES, Status
from correspondence.protocol.letters import Move as Way
from correspondence.protocol.refusals import Refused
from correspondence.protocol.subject import EVERY_AREA, Subject, area_of, case_of, lists_of
from correspondence.protocol.words.folding import case_identity
from correspondence.service import Service
from correspondence.storage import (
    CaseOfAnotherHub,
    Mistake,
    NotAcknowledged,
    RunStatus,
    StatusChange,
    StoredLetter,
    StoredRun,
    UnlawfulMove,
)

from .actions import Action, ApprovePack, Move, Post, ReadDirectory, Run
from .seen import Posted

_NAMED = (UnlawfulMove, NotAcknowledged, CaseOfAnotherHub, NoSuchPack)
"""What is refused by the way of a letter, and not by a rule for events."""


class Crashed(Exception):
    """Something broke that no rule refused: what, and where in our code; never a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of an action: the rule that refused it, or ""; the subjects that it changed, or may have.

    `wrote`: of a letter that was refused its way, whether it was written instead.
    """

    rule: str
    touched: tuple[Subject, ...]
    posted: Posted | None = None
    wrote: bool = False


def subject_of(body: dict[str, Any]) -> Subject:
    """The subject of an event that is posted: its case, its area, or every area."""
    if "case" in body:
        return case_of(case_identity(body["case"]["case_number"]))
    return area_of(body["service_area"]) if "service_area" in body else EVERY_AREA


@dataclass(slots=True)
class Hands:
    """Those who do things: what they do is done to a service."""

    service: Service
    read_directory: Callable[[ReadDirectory], Service]
    runs_refused: list[str] = field(default_factory=list)

    def do(self, action: Action) -> Done:
        """Do it. Raises `Crashed`."""
        before = self._written_about(action)
        try:
            return self._done(action)
        except Refused as refused:
            answer = "\n".join(f"{each.field}: {each.detail}" for each in refused.reasons)
            return self._refused(action, refused.reasons[0].rule if refused.reasons else "unnamed", answer)
        except _NAMED as refused:
            done = self._refused(action, type(refused).__name__)
            return replace(done, wrote=self._written_about(action) > before)
        except Crashed:
            raise
        except Exception as error:
            raise Crashed(_place_of(error)) from error

    def _done(self, action: Action) -> Done:
        match action:
            case Post(body=body, on=on):
                outcome = self.service.take(json.dumps(body, ensure_ascii=False).encode(), on)
                posted = None if outcome.replayed else Posted(body=body, on=on, taken=True, rule="")
                return Done(rule="", touched=(outcome.subject,), posted=posted)
            case Move():
                return self._moved(action)
            case ApprovePack(event_id=event_id, kind=kind):
                return self._approved(action, event_id, kind)
            case Run():
                return self._ran(action)
            case ReadDirectory():
                self.service = self.read_directory(action)
                return Done(rule="", touched=())

    def _refused(self, action: Action, rule: str, answer: str = "") -> Done:
        if not isinstance(action, Post):
            return Done(rule=rule, touched=self._about(action))
        posted = Posted(body=action.body, on=action.on, taken=False, rule=rule, answer=answer)
        return Done(rule=rule, touched=(subject_of(dict(action.body)),), posted=posted)

    def _about(self, action: Action) -> tuple[Subject, ...]:
        """What was to be moved on: where that is refused, what waits may have been written instead all the same."""
        match action:
            case Move(given_by=event_id) | ApprovePack(event_id=event_id):
                given = self.service.register.stored_event(event_id)
                return (given.subject,) if given else ()
        return ()

    def _written_about(self, action: Action) -> int:
        """How many letters were ever written in the case of which one is to be moved on."""
        given = self.service.register.stored_event(action.given_by) if isinstance(action, Move) else None
        return len(self.service.register.letters_of_case(given.subject.key)) if given else 0

    def _moved(self, move: Move) -> Done:
        letter = self._letter(move)
        if letter is None:
            return Done(rule="no_such_letter", touched=())
        if move.status == Way.RECORDED_IN_ERROR:
            mistake = Mistake(by=move.by, on=move.on, reason=move.reason or "")
            self.service.take_back(letter.letter_id, mistake)
        else:
            self.service.move_on(letter.letter_id, _change(move, letter))
        return Done(rule="", touched=(letter.subject,))

    def _letter(self, move: Move) -> StoredLetter | None:
        """The newest that can be moved so, as one that came back has another beside it; else the newest."""
        given = self.service.register.stored_event(move.given_by)
        every = self.service.register.letters_of_case(given.subject.key) if given else ()
        named = (move.given_by, move.kind, move.recipient)
        mine = [x for x in every if (x.given_by, x.kind, x.recipient) == named]
        can_be = [x for x in mine if x.status in MOVES[Way(move.status)].of]
        return next(reversed(can_be or mine), None)

    def _approved(self, action: ApprovePack, event_id: str, kind: str) -> Done:
        pack = self.service.packs.find(event_id, kind)
        codes = {f.code for letter in pack.letters for f in letter.findings}
        wanted = ApprovalWanted(
            pack_sha256=pack.manifest.sha256, by=action.by, on=action.on, acknowledges=tuple(sorted(codes))
        )
        self.service.packs.approve(event_id, kind, wanted)
        return Done(rule="", touched=tuple({letter.subject for letter in pack.letters}))

    def _ran(self, run: Run) -> Done:
        asked = _asked(self.service, run)
        ended = runs.carry_out(self.service, asked, run.on)
        broke = [each for each in ended.failed if each.rule == "unexpected"]
        if broke or ended.status is not RunStatus.DONE:
            raise Crashed(f"a run of {run.what} broke")
        self.runs_refused += [each.rule for each in ended.failed]
        return Done(rule="", touched=tuple(self._touched_by(run, ended)))

    def _touched_by(self, run: Run, ended: StoredRun) -> Iterator[Subject]:
        yield lists_of(run.hub)
        letters = self.service.register.runs.letters(ended.run_id)
        yield from dict.fromkeys(x.subject for x in letters if x.subject.is_case)


def _change(move: Move, letter: StoredLetter) -> StatusChange:
    """What they say of the letter, who have it before them: it goes as it was written to go."""
    return StatusChange(
        status=Status(move.status),
        by=move.by,
        on=move.on,
        route=letter.route if move.status == Status.SENT else None,
        acknowledges=tuple(f.code for f in letter.findings) if move.acknowledges else (),
        reason=move.reason,
    )


def _asked(service: Service, run: Run) -> StoredRun:
    match run.what:
        case "court_lists":
            return runs.ask_court_lists(service, run.on, run.on, court=None, hubs=(run.hub,), by=None)
        case "due_updates":
            return runs.ask_due_updates(service, run.on, run.on, hubs=(run.hub,), by=None)
        case "hub_closing":
            return runs.ask_hub_closing(service, run.hub, by=None)


def _place_of(error: Exception) -> str:
    place = extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}"
