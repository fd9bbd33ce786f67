"""A7: the Board has decided that no Hub opens. Everybody outside whom a letter of the round reached hears so."""

from datetime import date

from correspondence.catalogue.board_decision import Decision
from correspondence.catalogue.kind import Facts
from correspondence.catalogue.occasions.area import AreaOccasion
from correspondence.catalogue.reader import Reader
from correspondence.catalogue.told import to_those, told_of_the_round_locally, told_of_the_round_nationally
from correspondence.protocol.areas import obligations
from correspondence.protocol.areas.events import ActivationDeclined
from correspondence.protocol.record import record
from correspondence.protocol.words.prose import Said, paragraphs


@record
class NotActivatedFacts(Facts):
    """A7: no Hub opens. `reasons`, in their paragraphs, are the Board's own."""

    decided_on: date
    reasons: tuple[Said, ...]


def _facts(occasion: AreaOccasion, _reader: Reader) -> NotActivatedFacts:
    event = occasion.event_as(ActivationDeclined)
    return NotActivatedFacts(decided_on=event.occurred_on, reasons=paragraphs(event.reasons))


_NOT_ACTIVATED = Decision(
    title="No Hub after all",
    documents=("A7",),
    recipients="exactly those who were told before (ours)",
    facts=_facts,
    facts_type=NotActivatedFacts,
)
NOT_ACTIVATED_NATIONAL = _NOT_ACTIVATED.nationally(
    obligations.NOT_ACTIVATED_NATIONAL, to_those(told_of_the_round_nationally)
)
NOT_ACTIVATED_LOCAL = _NOT_ACTIVATED.locally(obligations.NOT_ACTIVATED_LOCAL, to_those(told_of_the_round_locally))
