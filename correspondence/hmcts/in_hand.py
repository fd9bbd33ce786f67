"""One case while it is being mapped: what HMCTS gives, what was decided, on which day, and what was noted."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from correspondence.protocol.case.case import OrderedWork
from correspondence.protocol.case.people import SafeContact
from correspondence.protocol.events import Override, RecordedBy, Screened
from correspondence.protocol.record import record

from .decision import CaseDecision, Decided, decided_for
from .feed import FeedCase, Relation
from .problems import Notes

Json = dict[str, Any]
"""A part of an event as the contract's JSON has it."""


@record
class InHand:
    """All that the mapping of one person may look at. `by_child` and `by_party`: the relations of an id."""

    feed: FeedCase
    decided: CaseDecision
    day: date
    notes: Notes
    by_child: dict[str | None, list[Relation]]
    by_party: dict[str | None, list[Relation]]

    def decided_for(self, person_id: str | None) -> Decided:
        """What was decided for one person."""
        return decided_for(self.decided, person_id)


def in_hand(feed: FeedCase, decided: CaseDecision, day: date, notes: Notes) -> InHand:
    """The case, with its relations sorted by whom they are about."""
    return InHand(
        feed=feed,
        decided=decided,
        day=day,
        notes=notes,
        by_child=_sorted_by((r.child_id, r) for r in feed.relations),
        by_party=_sorted_by((r.party_id, r) for r in feed.relations),
    )


def _sorted_by(rows: Iterable[tuple[str | None, Relation]]) -> dict[str | None, list[Relation]]:
    found: dict[str | None, list[Relation]] = defaultdict(list)
    for key, relation in rows:
        found[key].append(relation)
    return dict(found)


_KINDS: tuple[type[Any], ...] = (RecordedBy, Screened, Override, OrderedWork, SafeContact)
_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {kind: TypeAdapter(kind) for kind in _KINDS}


def as_json(value: RecordedBy | Screened | Override | OrderedWork | SafeContact) -> Json:
    """A record as the contract's JSON, without what was not given."""
    found: Json = _ADAPTERS[type(value)].dump_python(value, mode="json", exclude_none=True)
    return found


def given(**parts: Any) -> Json:
    """The parts that hold something: None, False and what is empty say the same as a field that is not there."""
    return {name: value for name, value in parts.items() if value}
