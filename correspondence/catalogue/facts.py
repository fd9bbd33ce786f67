"""What a template may say beyond who its reader is: one record a kind of letter.

Every date a family will hold us to comes from a clock of the Protocol, never from a template. A date that has
passed before the letter is written is left out (None): a letter promises nothing that can no longer be kept.
"""

from datetime import date

from correspondence.protocol.case import WorkType
from correspondence.protocol.events import ReviewOutcome
from correspondence.protocol.fields import record


@record
class HubLetterFacts:
    """F1 and F2: the case was placed in the Hub."""

    work: WorkType
    next_update_on: date
    allocation_by: date | None
    filing_date: date | None
    extension_by: date | None
    child_letters: bool
    programme: str | None


@record
class UpdateFacts:
    """F3: how it stands. `number` counts the updates to this reader, this one included; `told`: a letter came before.

    `filing_date_before` and `hearing_on_before` are what the reader was last told, where it is another day now.
    """

    number: int
    told: bool
    weeks_waited: int
    reviews: int
    last_review_on: date | None
    adviser_expected_soon: bool
    filing_date: date | None
    filing_date_before: date | None
    hearing_on: date | None
    hearing_on_before: date | None
    allocation_by: date | None
    extension_by: date | None
    next_update_on: date
    note: str | None
    note_language: str | None


@record
class ThankYouFacts:
    """F8: what came of what somebody told us."""

    received_on: date
    reviewed_on: date
    outcome: ReviewOutcome
    next_update_on: date | None
