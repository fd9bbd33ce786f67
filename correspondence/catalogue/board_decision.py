"""How the letters about one decision of the Board are declared: the Chief Executive's national ones, the local ones."""

from collections.abc import Callable

from correspondence.catalogue.occasions.area import AreaKind, AreaOccasion, area_kind_of
from correspondence.protocol.areas.obligations import AreaObligation
from correspondence.protocol.record import record

from .kind import OFFICE_FORMS, Facts, Post, letter_part
from .offices import Readers
from .reader import Reader


@record
class Decision:
    """A sort of decision of the Board, as its letters are declared.

    `recipients`: who reads them, in words, for the table of letters.
    """

    title: str
    documents: tuple[str, ...]
    recipients: str
    facts: Callable[[AreaOccasion, Reader], Facts]
    facts_type: type[Facts]

    def nationally(self, obligation: AreaObligation, to: Readers, recipients: str = "") -> AreaKind:
        """Its letters to the national offices, signed by the Chief Executive. *recipients*: if others than of both."""
        return self._kind(obligation, "national", to, recipients, Post.CHIEF_EXECUTIVE)

    def locally(self, obligation: AreaObligation, to: Readers, recipients: str = "") -> AreaKind:
        """Its letters to the offices of the area, signed by the Assistant Director."""
        return self._kind(obligation, "local", to, recipients, Post.ASSISTANT_DIRECTOR)

    def _kind(self, obligation: AreaObligation, scope: str, to: Readers, recipients: str, post: Post) -> AreaKind:
        return area_kind_of(
            obligation,
            documents=self.documents,
            title=f"{self.title}, {scope}",
            to=to,
            recipients=recipients or self.recipients,
            facts=self.facts,
            facts_type=self.facts_type,
            signed_by=post,
            parts=(letter_part(obligation.code, OFFICE_FORMS),),
        )
