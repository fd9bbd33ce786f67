"""Staff learnt other details of somebody of the case, or that somebody joined or left it (ours)."""

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from correspondence.protocol.case.case import Case
from correspondence.protocol.case.people import Person, is_told_as
from correspondence.protocol.fields import MOST_PEOPLE, People, StatedReason
from correspondence.protocol.name_types import NamePart
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken

from .event import CaseEvent

if TYPE_CHECKING:
    from correspondence.protocol.directory import Hub
    from correspondence.protocol.history.case_file import CaseFile
    from correspondence.protocol.history.found import Found


class ToldBy(StrEnum):
    """From whom staff learnt it. `returned_post`: from a letter that came back."""

    PERSON = "person"
    REPRESENTATIVE = "representative"
    COURT = "court"
    LOCAL_AUTHORITY = "local_authority"
    RETURNED_POST = "returned_post"
    STAFF = "staff"


@record
class DetailsChanged(CaseEvent):
    """Staff learnt other details of somebody of the case, or that somebody joined or left it (ours).

    `people`: those concerned, each whole as they now stand; all others stay as they were. Who joins is among them; who
    leaves is too, or is simply no longer in `case`. `case` may have those concerned as they were before, too. `reason`
    is for the file.
    """

    changes_no_letter = True

    type: Literal["details_changed"]
    people: People[Person]
    told_by: ToldBy
    confirmed_by: NamePart
    reason: StatedReason

    @property
    def everybody(self) -> Iterator[tuple[str, Person]]:
        """Those of `case`, and those concerned as they now stand."""
        yield from ((f"case.people.{place}.", person) for place, person in enumerate(self.case.people))
        yield from ((f"people.{place}.", person) for place, person in enumerate(self.people))

    def case_after(self, before: tuple[Person, ...]) -> Case:
        """The case as it tells it, whole, of the people whom the case had *before*."""
        named, known = {p.person_id: p for p in self.people}, {p.person_id for p in before}
        stayed = [named.get(p.person_id, p) for p in before if self.case.person(p.person_id) is not None]
        return replace(self.case, people=(*stayed, *(p for p in self.people if p.person_id not in known)))

    def is_known_to(self, person_id: str, case_file: "CaseFile") -> bool:
        """Those concerned know."""
        return any(person_id == each.person_id for each in self.people)

    def faults(self, hub: "Hub | None") -> Iterator[Reason]:
        """Everybody concerned is named once."""
        ids = [p.person_id for p in self.people]
        return broken(
            *(
                (ids.index(each) < place, "person_id_repeated", f"people.{place}.person_id", "used for another person")
                for place, each in enumerate(ids)
            )
        )

    def faults_in(self, found: "Found") -> Iterator[Reason]:
        """`case` tells nothing new of anybody whom `people` does not name, and no child loses the home it is given."""
        named, now = ({p.person_id: p for p in each} for each in (self.people, found.people))
        is_older = False
        for place, told in enumerate(self.case.people):
            stands = named.get(told.person_id, now.get(told.person_id))
            is_now = stands is not None and is_told_as(told, stands)
            is_known = is_now or any(is_told_as(told, one) for one in found.forms_of(told.person_id))
            is_older = is_older or not is_now
            rule, detail = ("unlike_people", _UNLIKE) if told.person_id in named else ("not_among_people", _UNNAMED)
            yield from broken((not is_known, rule, f"case.people.{place}", detail))
        gone = {each for each in now if self.case.person(each) is None}
        yield from broken(
            (is_older and not gone <= named.keys(), "not_among_people", "case.people", _MISSING),
            (not named and not gone, "nobody_concerned", "people", "name whoever it is about"),
        )
        after = self.case_after(found.people)
        homeless = any(gone.intersection(child.lives_with) for child in after.children)
        yield from broken(
            (bool(self.case.parties) and not after.parties, "no_party", "people", "a case has at least one party"),
            (homeless, "lives_with_unknown", "case.people", _HOMELESS),
            (len(after.people) > MOST_PEOPLE, "too_many_people", "people", f"a case has at most {MOST_PEOPLE} people"),
        )


_UNNAMED = "the case never had this person so: name in people whoever it is about, or leave them as they were"
_UNLIKE = "neither as people has this person, nor as the case ever had them"
_MISSING = "somebody is missing: who leaves is named in people, or left out of a case that is else as it now stands"
_HOMELESS = "a child is said to live with somebody who leaves: name the child in people too"
