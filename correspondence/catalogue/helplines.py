"""The numbers that family letters give, which change with time, resolved by the letter's date.

Sources stand in `tests/data/helplines.csv`. The Cafcass feedback line (0808 175 3333) is not here on
purpose: it is no help in a crisis and no family letter offers it.
"""

from datetime import date

from correspondence.protocol.record import record


@record
class Helplines:
    """The numbers that family letters give."""

    emergency: str
    childline: str
    domestic_abuse: str
    mens_advice: str
    nspcc: str


_HELPLINES = (
    (
        date.min,
        Helplines(
            emergency="999",
            childline="0800 1111",
            domestic_abuse="0808 2000 247",
            mens_advice="0808 801 0327",
            nspcc="0808 800 5000",
        ),
    ),
)


def helplines_on(day: date) -> Helplines:
    """The numbers that hold on *day*."""
    return [numbers for since, numbers in _HELPLINES if since <= day][-1]
