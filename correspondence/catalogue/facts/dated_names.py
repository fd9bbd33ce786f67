"""Names that change with time, resolved by the letter's date."""

from datetime import date

from correspondence.protocol.record import record


@record
class Since:
    """A name, and the first day on which it is the right one."""

    day: date
    name: str


SEPARATED_PARENTS_PROGRAMME = (
    Since(day=date.min, name="Separated Parents Information Programme"),
    Since(day=date(2023, 5, 17), name="Planning Together for Children"),
)

COURTS_SERVICE = (
    Since(day=date.min, name="Her Majesty’s Courts and Tribunals Service"),
    Since(day=date(2022, 9, 8), name="His Majesty’s Courts and Tribunals Service"),
)


def name_on(names: tuple[Since, ...], day: date) -> str:
    """The name that holds on *day*; *names* are in order of their first day."""
    return [n.name for n in names if n.day <= day][-1]
