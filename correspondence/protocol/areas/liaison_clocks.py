"""By when the papers of liaison meetings, response plans and briefings reach their readers: every day is ours."""

from datetime import date

from correspondence.protocol.days.calendar import add_working_days, in_words, is_provisional, subtract_working_days
from correspondence.protocol.days.clocks import Deadline, in_working_days

PAPERS_WORKING_DAYS = 5
NOTE_WORKING_DAYS = 5
AGREEMENT_WORKING_DAYS = 10
RESPONSE_PLAN_WORKING_DAYS = 5


def papers_before(called_on: date, meeting_on: date, source: str) -> Deadline:
    """A meeting's papers go 5 working days before it, or on the day on which it is called where that is later.

    *meeting_on* is no earlier than *called_on*; *source* is the paper's paragraph. (The papers: Protocol 4.1, 4.6,
    Annex B 2. The five days: ours.)
    """
    limit = subtract_working_days(meeting_on, PAPERS_WORKING_DAYS)
    if limit < called_on:
        why = f"the day on which it is called, {in_words(called_on)}"
        return Deadline(due_on=called_on, why=why, source=source, provisional=is_provisional(called_on))
    why = f"{PAPERS_WORKING_DAYS} working days before {in_words(meeting_on)}"
    return Deadline(due_on=limit, why=why, source=source, provisional=is_provisional(meeting_on))


def liaison_note(held_on: date) -> Deadline:
    """The judge has the note of a meeting within 5 working days. (The note: Protocol Annex B 2. The days: ours.)"""
    return in_working_days(held_on, NOTE_WORKING_DAYS, "Annex B 2 item 9")


def agreement_of_note(dated: date) -> date:
    """The day by which the judge is asked to agree a note of that day: 10 working days on (ours)."""
    return add_working_days(dated, AGREEMENT_WORKING_DAYS)


def response_plan(recorded_on: date) -> Deadline:
    """The judges and the Board have the plan within 5 working days. (The plan: Protocol 4.3. The days: ours.)"""
    return in_working_days(recorded_on, RESPONSE_PLAN_WORKING_DAYS, "4.3")
