"""How the letters about one decision of the Board are declared: the Chief Executive's national ones, the local ones."""

from collections.abc import Callable

from correspondence.catalogue.occasions.area import AreaKind, AreaOccasion
from correspondence.protocol.areas.events import AreaEvent
from correspondence.protocol.areas.notice_clocks import board_decision
from correspondence.protocol.days.clocks import Deadline
from correspondence.protocol.letters import Audience
from correspondence.protocol.record import record

from .kind import OFFICE_FORMS, Facts, LetterKind, Post, letter_part
from .offices import Readers
from .reader import Reader


@record
class Decision:
    """A sort of decision of the Board, as its letters are declared: `code` is theirs, before who signs them.

    `recipients`: who reads them, in words, for the table of letters.
    """

    code: str
    title: str
    documents: tuple[str, ...]
    source: str
    sent_on: type[AreaEvent]
    recipients: str
    facts: Callable[[AreaOccasion, Reader], Facts]
    facts_type: type[Facts]

    def nationally(self, to: Readers) -> AreaKind:
        """Its letters to the national offices, signed by the Chief Executive."""
        return self._kind("national", to, Post.CHIEF_EXECUTIVE)

    def locally(self, to: Readers) -> AreaKind:
        """Its letters to the offices of the area, signed by the Assistant Director."""
        return self._kind("local", to, Post.ASSISTANT_DIRECTOR)

    def _kind(self, scope: str, to: Readers, post: Post) -> AreaKind:
        code = f"{self.code}_{scope}"
        return LetterKind(
            code=code,
            documents=self.documents,
            title=f"{self.title}, {scope}",
            source=self.source,
            sent_on=self.sent_on,
            to=to,
            recipients=self.recipients,
            facts=self.facts,
            facts_type=self.facts_type,
            due=self._due,
            deadline="5 working days from the decision (ours)",
            signed_by=post,
            versions=(Audience.OFFICE,),
            parts=(letter_part(code, OFFICE_FORMS),),
            waits_for_alerts=False,
        )

    def _due(self, occasion: AreaOccasion, _reader: Reader) -> Deadline:
        return board_decision(occasion.event.occurred_on, self.source)
