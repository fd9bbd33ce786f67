"""What the edge itself refuses, by name. None of them ever holds a value that a caller sent."""

from collections.abc import Iterable
from typing import ClassVar


class Refusal(Exception):
    """A call that is not answered as asked. `more` becomes members of the problem, `headers` of the answer."""

    rule: ClassVar[str] = "refused"
    detail: ClassVar[str] = "this is refused"
    field: ClassVar[str] = ""

    def __init__(self, **more: object) -> None:
        self.more = more
        self.headers: dict[str, str] = {}
        super().__init__(self.detail)


class NoKey(Refusal):
    """Nobody's key, or none (401)."""

    rule = "no_key"
    detail = "this call needs the header `Authorization: Bearer KEY` with a key that is in use"

    def __init__(self, *, given: bool) -> None:
        super().__init__()
        error = ', error="invalid_token"' if given else ""
        self.headers = {"WWW-Authenticate": f'Bearer realm="correspondence"{error}'}


class NotAllowed(Refusal):
    """A key whose role may not do this (403)."""

    rule = "role"
    detail = "the role of this key does not allow this call"


class AnotherHub(Refusal):
    """A key that is for another Hub (403)."""

    rule = "another_hub"
    detail = "this key is for another Hub"


class LooseningNeedsSupervisor(Refusal):
    """A protection that is loosened by somebody who is no supervisor (403)."""

    rule = "loosening_needs_supervisor"
    field = "override.loosens"
    detail = "what protects a person is loosened by a supervisor's key alone"


class MistakeNeedsSupervisor(Refusal):
    """What was sent, or came back, is said to have been recorded in error by somebody who is no supervisor (403)."""

    rule = "mistake_needs_supervisor"
    field = "status"
    detail = "what was recorded in error is taken back by a supervisor's key alone"


class AgainNeedsSupervisor(Refusal):
    """What may have left is handed over again by somebody who is no supervisor (403)."""

    rule = "again_needs_supervisor"
    field = "word"
    detail = "that a delivery did not go, so that it is handed over again, is said by a supervisor's key alone"


class ApprovalNeedsSupervisor(Refusal):
    """A letter that its reader cannot read is approved by somebody who is no supervisor (403)."""

    rule = "approval_needs_supervisor"
    field = "status"
    detail = "a letter in English without a panel, to a reader of another language, is approved by a supervisor's key"


class NotLocal(Refusal):
    """A development server answers this machine alone (403)."""

    rule = "not_local"
    detail = "a development server asks for no key and answers calls from this machine alone, to its own address"


class NotAcceptable(Refusal):
    """None of the types that the caller accepts is given (406)."""

    rule = "not_acceptable"
    field = "Accept"
    detail = "this call gives no type that is accepted; /docs says which it gives"


class WrongMediaType(Refusal):
    """A body that does not say it is JSON (415)."""

    rule = "media_type"
    field = "Content-Type"
    detail = "a body is sent as application/json, in UTF-8, not compressed"


class TooSlow(Refusal):
    """A body that was begun and does not come to its end (408)."""

    rule = "body_too_slow"
    detail = "the rest of the body did not come in time"

    def __init__(self) -> None:
        super().__init__()
        self.headers = {"Connection": "close"}


class UnknownHub(Refusal):
    """The directory has no such Hub (422)."""

    rule = "hub_unknown"
    field = "hub"
    detail = "no such Hub in the directory"


class UnknownKind(Refusal):
    """The catalogue has no such kind of letter (422)."""

    rule = "kind_unknown"
    field = "kind"
    detail = "no such kind of letter in the catalogue"


class UnknownCursor(Refusal):
    """No page was ever given with that cursor (422)."""

    rule = "cursor_unknown"
    field = "cursor"
    detail = "this is no `next_cursor` of a page: ask again without one"


class NoRoute(Refusal):
    """A letter is sent by a route (422)."""

    rule = "route_required"
    field = "route"
    detail = "sending a letter names the route it went by: post, email, representative or phone"


class InTheFuture(Refusal):
    """A status cannot be given before its day (422)."""

    rule = "in_the_future"
    field = "on"
    detail = "a status cannot be recorded before the day it is given"


class BeforeItsLastStep(Refusal):
    """A letter moves on no earlier than it last did (422)."""

    rule = "before_its_last_step"
    field = "on"
    detail = "a letter cannot move on before it was written, nor before the day of its last step"


class AnotherRoute(Refusal):
    """A letter goes by the route it was written for, which somebody confirmed to be safe (409)."""

    rule = "another_route"
    field = "route"
    detail = "this letter was written for another route, the one that was confirmed to be safe"


class WhichLetter(Refusal):
    """Several letters fit, or none (409). `choices`: recipient and kind of each letter there is."""

    rule = "which_letter"
    detail = "name one letter by `recipient` and `kind`; the event is recorded, so the same call can be repeated"

    def __init__(self, choices: Iterable[dict[str, str]]) -> None:
        super().__init__(choices=list(choices))


class RunUnfinished(Refusal):
    """The archive of a run is whole once the run has ended (409)."""

    rule = "run_unfinished"
    detail = "this run is not at its end yet; its documents are fetched together then"


class LetterHeld(Refusal):
    """A finding blocks the letter (409). `codes`: of its findings."""

    rule = "letter_held"
    detail = "a finding blocks this letter: it goes nowhere, and its documents are for a supervisor alone"

    def __init__(self, codes: Iterable[str]) -> None:
        super().__init__(codes=sorted(set(codes)))
