"""By when those outside a Hub hear what the Covid-19 Board decided about it."""

from datetime import date, timedelta

from correspondence.protocol.days.calendar import in_words, is_provisional, working_day_on_or_before
from correspondence.protocol.days.clocks import Deadline, in_working_days

NOTICE_WORKING_DAYS = 5
COURT_NOTICE = timedelta(weeks=2)


def board_decision(decided_on: date, source: str) -> Deadline:
    """Who is told of a decision of the Board hears within 5 working days of it; *source* is the letter's paragraph.

    (The letters: Protocol 4.5, 4.6. The five days: ours, those of the family letter.)
    """
    return in_working_days(decided_on, NOTICE_WORKING_DAYS, source)


def opening_notice(decided_on: date, opening_on: date) -> Deadline:
    """Courts have at least 2 weeks' notice of an opening, and nobody hears of it later than 5 working days.

    The earlier of the two is everybody's: no office hears after the courts. (Two weeks: Protocol 4.6, Annex B 3. The
    five days, and that all keep the courts' limit: ours.)
    """
    soon = board_decision(decided_on, "4.6 (letters)")
    limit = opening_on - COURT_NOTICE
    due_on = working_day_on_or_before(limit)
    if soon.due_on <= due_on:
        return soon
    moved = "" if due_on == limit else ", moved back to the last working day before"
    return Deadline(
        due_on=due_on,
        why=f"2 weeks before the opening, {in_words(opening_on)}{moved}",
        source="Annex B 3 courts (notice)",
        provisional=is_provisional(limit),
    )
