"""The days that a letter still promises: none that has passed."""

from datetime import date


def still_ahead(day: date | None, today: date) -> date | None:
    """*day* where it is later than *today*, else None: a letter promises no day that has passed."""
    return day if day is not None and day > today else None
