"""By when the papers of the Covid-19 Board reach it: every day is ours."""

from datetime import date

from correspondence.protocol.days.calendar import in_words, is_provisional, subtract_working_days
from correspondence.protocol.days.clocks import Deadline

BOARD_PAPERS_WORKING_DAYS = 3


def board_papers(held_on: date, board_on: date, source: str) -> Deadline:
    """A paper reaches the Board 3 working days before it meets, or on the day of its event where that is later.

    *held_on*: the day of the meeting, or of the review, that the paper reports; no later than *board_on*. *source* is
    the paper's paragraph. (The papers: Protocol 4.4, 4.6, 6.2. The three days: ours, as a Board may meet within the
    week.)
    """
    limit = subtract_working_days(board_on, BOARD_PAPERS_WORKING_DAYS)
    if limit < held_on:
        why = f"the day that it reports, {in_words(held_on)}"
        return Deadline(due_on=held_on, why=why, source=source, provisional=is_provisional(held_on))
    why = f"{BOARD_PAPERS_WORKING_DAYS} working days before the Board of {in_words(board_on)}"
    return Deadline(due_on=limit, why=why, source=source, provisional=is_provisional(board_on))
