"""What a member of the family is shown of each kind: their own letters, and the court's documents that are copied.

The kinds come from the catalogue and the events from the event that gives each: a new kind is tried by itself, and
fails by its name where what comes before its event has still to be said here.
"""

from datetime import date
from typing import Any

from correspondence.catalogue import reconcile
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.registry import CASE_KINDS
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.history.case_file import fold
from correspondence.protocol.letters import Audience
from tests import build
from tests.build import Body

STAYS_WITH_THE_COURT = frozenset({"risk_notice"})
"""The kinds of which nobody in the family is ever sent a copy."""
SHOWN = tuple(
    code for code, kind in CASE_KINDS.items() if kind.versions != (Audience.FILE,) and code not in STAYS_WITH_THE_COURT
)
"""Every kind of which a party or a child is sent something."""

AFTER_WHAT_WAS_TOLD = date(2026, 11, 27)
"""A Friday by which all was told and answered that any test here tells: no letter is dated earlier."""

_REFUSED: Body = {"occurred_on": "2027-02-17", "decided_on": "2027-02-16", "granted": False, "filing_date": None}


def _given_by(kind: str) -> str:
    """The type of the event that gives a kind, as JSON names it."""
    return build.type_of(CASE_KINDS[kind].sent_on)


def _own(kind: str, informant: str) -> Body:
    """What is changed of that kind's event, so that it gives *informant* a letter too."""
    own: dict[str, Body] = {
        "extension_decided": _REFUSED,
        "review_recorded": {"answers": "information-own"},
        "risk_increased": {"may_be_told": [informant]},
        "representation_received": {"from_person": informant},
        "court_challenged": {"kind": "clarification", "allocate_by": None},
    }
    return own.get(_given_by(kind), {})


def _before(kind: str, informant: str) -> tuple[tuple[str, Body], ...]:
    told: Body = {"event_id": "information-own", "from_person": informant, "reply_route": "post"}
    before: dict[str, tuple[tuple[str, Body], ...]] = {
        "extension_decided": (("extension_needed", {}),),
        "review_recorded": (("information_received", {**told, "occurred_on": "2026-12-01"}),),
    }
    return before.get(_given_by(kind), ())


def events_of(
    kind: str, case: Body, informant: str, told: tuple[Body, ...] = (), since: Body | None = None
) -> list[AnyEvent]:
    """The decision, what somebody else *told* us since, and the events up to the one that gives a letter of that kind.

    *informant* is who got in touch with us, where the kind answers somebody. *since*: the case as it is from the last
    of what was told on, where that changed it.
    """
    now = since or case
    last = (_given_by(kind), _own(kind, informant)) if _given_by(kind) != "hub_allocation_decided" else None
    later = [*_before(kind, informant), *([last] if last else [])]
    bodies = [
        build.body("hub_allocation_decided", {"case": case}),
        *(_of_case(each, case) for each in told[:-1]),
        *(_of_case(each, now) for each in told[-1:]),
        *(build.body(name, {"case": now, **own}) for name, own in later),
    ]
    return [build.read(each) for each in bodies]


def _of_case(event: Body, case: Body) -> Body:
    """The event, and what it corrects, about that case."""
    corrected = {"event": _of_case(event["event"], case)} if "event" in event else {}
    return {**event, "case": case, **corrected}


def shown_to(reader: str, kind: str, received: list[AnyEvent]) -> list[Letter]:
    """The letters of that kind that *reader* is sent, or is sent a copy of, once the last of *received* came.

    The decision's letter had reached everybody: what has been since then is what an update tells. Where that is the
    letter itself, it had reached nobody.
    """
    told = (build.letter(p.person_id) for p in received[0].case.people)
    reached = tuple(x for x in told if x.kind != kind)
    event = next((e for e in reversed(received) if isinstance(e, CASE_KINDS[kind].sent_on)), received[-1])
    found = reconcile.letters(
        event, fold(received, reached), build.directory(), max(event.occurred_on, AFTER_WHAT_WAS_TOLD)
    )
    return [x for x in found if x.kind.code == kind and reader in x.seen_by]


def everything_said_by(letter: Letter) -> tuple[Any, ...]:
    """All of a letter that can reach paper, a file name or metadata."""
    return (
        *(letter.view, letter.envelope, letter.audience, letter.language, letter.form),
        *(letter.dated, letter.letter_id, letter.copies, letter.ordinal),
    )
