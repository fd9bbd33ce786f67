"""The court disputes that a case can wait, or asks about it (Protocol 2.5, 2.7, 5.2)."""

from datetime import date
from enum import StrEnum
from typing import Literal

from correspondence.protocol.fields import FreeText, record

from .event import CaseEvent


class Challenger(StrEnum):
    """Who disputes the decision to hold a case, or asks about it. Only the court's word is taken here."""

    COURT = "court"
    JUDGE = "judge"
    MAGISTRATES = "magistrates"
    LEGAL_ADVISER = "legal_adviser"
    PARTY = "party"
    REPRESENTATIVE = "representative"


THE_COURT = frozenset({Challenger.COURT, Challenger.JUDGE, Challenger.MAGISTRATES, Challenger.LEGAL_ADVISER})


class ChallengeKind(StrEnum):
    """Whether the court disputes the decision, or asks for it to be made clear."""

    CHALLENGE = "challenge"
    CLARIFICATION = "clarification"


@record
class CourtChallenged(CaseEvent):
    """The court disputes that the case can wait, or asks about it (Protocol 2.5, 2.7, 5.2).

    A challenge prevails: the case leaves the Hub. `allocate_by`: the day the court set, if it set one.
    """

    type: Literal["court_challenged"]
    made_by: Challenger
    kind: ChallengeKind
    direction: FreeText | None = None
    allocate_by: date | None = None
