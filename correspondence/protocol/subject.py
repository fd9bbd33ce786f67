"""What an event happens to, and what a letter is about."""

from enum import StrEnum

from .record import record


class About(StrEnum):
    """Which of the four it is. A Hub's own are its courts' lists."""

    CASE = "case"
    AREA = "area"
    HUB = "hub"
    NATIONAL = "national"


@record
class Subject:
    """A case, a service area, a Hub's lists for its courts, or every area at once.

    `name`: the number of the case in its one form, the key of the area or of the Hub; empty of every area.
    """

    about: About
    name: str

    @property
    def key(self) -> str:
        """By what it is looked up; a case by its number. It is never read: what it is about stands beside it."""
        return self.name if self.about is About.CASE else f"{self.about}:{self.name}"

    @property
    def is_case(self) -> bool:
        """Whether it is one case."""
        return self.about is About.CASE

    @property
    def is_of_areas(self) -> bool:
        """Whether it is a service area, or all of them."""
        return self.about in (About.AREA, About.NATIONAL)

    @property
    def case_number(self) -> str | None:
        """The number of the case; None for what is of no one case."""
        return self.name if self.is_case else None


def case_of(number: str) -> Subject:
    """The case of that number, which is in its one form (`case.case_identity`)."""
    return Subject(about=About.CASE, name=number)


def area_of(key: str) -> Subject:
    """The service area of that key."""
    return Subject(about=About.AREA, name=key)


def lists_of(hub: str) -> Subject:
    """The lists of the Hub of that key."""
    return Subject(about=About.HUB, name=hub)


EVERY_AREA = Subject(about=About.NATIONAL, name="")
"""All service areas, or the Protocol itself."""
