"""Small lives made by hand: what was posted of the example case, and letters with the words that a test gives them."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any

import yaml

from correspondence.simulation.seen import Broken, Posted, Seen, SeenDocument, SeenLetter
from tests import build

CASE = "CM26P00417"
TODAY = date(2026, 12, 1)
DECIDED = date(2026, 11, 19)


@cache
def directory() -> Mapping[str, Any]:
    """The sample directory as it is read."""
    read: Mapping[str, Any] = yaml.safe_load((build.EXAMPLES / "directory.yaml").read_text("utf-8"))
    return read


def posted(kind: str, changes: build.Changes | None = None, *, on: date | None = None, taken: bool = True) -> Posted:
    """An event of that type about the example case, posted on its own day unless said."""
    body = build.body(kind, changes)
    return Posted(body=body, on=on or date.fromisoformat(body["occurred_on"]), taken=taken, rule="")


def corrected(kind: str, changes: build.Changes, on: date) -> Posted:
    """A correction of the event of that type, posted on *on*: what is changed is what should have been."""
    right = build.body(kind, changes)
    body = {**right, "event_id": f"correction-of-{kind}", "type": "correction", "occurred_on": str(on)}
    body |= {"replaces": right["event_id"], "reason": "It was recorded wrongly by one of us.", "event": right}
    return Posted(body=body, on=on, taken=True, rule="")


def document(text: str, *, language: str = "en", copy_to: str | None = None) -> SeenDocument:
    """A document with those words."""
    digest = sha256(text.encode()).hexdigest()
    return SeenDocument(form="html", language=language, copy_to=copy_to, text=text, sha256=digest)


def steps(status: str, on: date) -> tuple[tuple[str, date, str], ...]:
    """The history of a letter that came to that status, all on one day."""
    ways = {
        "approved": ("draft", "approved"),
        "sent": ("draft", "approved", "sent"),
        "returned": ("draft", "approved", "sent", "returned"),
        "withdrawn": ("draft", "withdrawn"),
    }
    return tuple((step, on, "") for step in ways.get(status, (status,)))


def letter(text: str = "Dear Mr Sample", **changes: Any) -> SeenLetter:
    """The hub letter to the father, a draft of the decision's day, unless said."""
    values: dict[str, Any] = {
        "kind": "hub_letter",
        "event_id": "decision-1",
        "given_by": "decision-1",
        "subject": CASE,
        "hub": "essex",
        "recipient": "p1",
        "audience": "adult",
        "language": "en",
        "form": "standard",
        "status": "draft",
        "dated": DECIDED,
        "due_on": date(2026, 11, 26),
        "findings": (),
        "documents": (document(text),),
    }
    values |= changes
    values.setdefault("letter_id", f"{values['kind']}-{values['recipient']}-{values['dated']}")
    values.setdefault("history", steps(values["status"], values["dated"]))
    return SeenLetter(**values)


def seen(
    *letters: SeenLetter,
    events: Iterable[Posted] | None = None,
    duties: Iterable[Mapping[str, Any]] = (),
    today: date = TODAY,
    world: Mapping[str, Any] | None = None,
) -> Seen:
    """A life in which the example case was placed in its Hub, unless other events are given."""
    return Seen(
        today=today,
        directory=world or directory(),
        posted=tuple(events) if events is not None else (posted("hub_allocation_decided"),),
        letters=letters,
        duties=tuple(duties),
    )


def duty(name: str, due_on: str, *, person_id: str | None = None, why: str = "", done_on: str | None = None) -> Any:
    """A duty as the API shows it."""
    shown = {"duty": name, "case_number": CASE, "person_id": person_id, "due_on": due_on, "why": why}
    return {**shown, "done_on": done_on}


def says(broken: Iterable[Broken]) -> str:
    """What a law says, in lines; nothing where it holds."""
    return "\n".join(each.says for each in broken)
