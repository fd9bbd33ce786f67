"""Whose detail a few words in somebody's free text give away, and which: for one reader, by what they may not know."""

from collections.abc import Callable, Iterable, Iterator

from correspondence.protocol.case import giveaways
from correspondence.protocol.case.people import Detail, Person, Role
from correspondence.protocol.record import record
from correspondence.protocol.words.clues import Clue, known_forms, without_known
from correspondence.protocol.words.writing_read import read_closely

from .case_file import CaseFile
from .disclosure import NAME_WITHHELD, KeptBack, Withheld, known_to
from .held_values import HeldValues

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ROLES = {
    Role.APPLICANT: "applicant",
    Role.RESPONDENT: "respondent",
    Role.OTHER_PARTY: "other party",
    Role.CARER: "carer",
    Role.CHILD: "child",
}


@record
class Giveaway:
    """A clue and whose detail it is, in words: `the second child's school`."""

    whose: str
    clue: Clue

    @property
    def where(self) -> str:
        """What is given away, without a value."""
        return f"own words: {self.whose}'s {self.clue.what}"


def clues_to(kept: KeptBack, case_file: CaseFile, public: Iterable[str]) -> tuple[Giveaway, ...]:
    """What to look for in words, by what is *kept* back from each who may read them.

    *public*: what everybody may know, as the Hub and the court.
    """
    public = tuple(public)
    every = (found for one, entries in kept.from_each for found in _for_one(case_file, one, entries, public))
    return tuple(dict.fromkeys(every))


def _for_one(
    case_file: CaseFile, reader: Person, withheld: Iterable[Withheld], public: tuple[str, ...]
) -> Iterator[Giveaway]:
    values, names = known_to(case_file, reader)
    known = known_forms((*values, *names, *public))
    texts, named = tuple(map(read_closely, (*values, *public))), tuple(map(read_closely, names))
    for entry in withheld:
        clues = _clues(entry, case_file.held_values[entry.person_id])
        said = (*texts, *named) if entry.detail == "name" else texts
        whose = in_words(case_file, entry.person_id)
        yield from (Giveaway(whose=whose, clue=clue) for clue in without_known(clues, known, said))


def _clues(entry: Withheld, held: HeldValues) -> Iterator[Clue]:
    return PARTS_OF[entry.detail](entry, held)


def _parts_of_names(entry: Withheld, held: HeldValues) -> Iterator[Clue]:
    """Only a name that is withheld is protected: the dead and those who left are not named, out of care."""
    certain = entry.because == NAME_WITHHELD
    return (clue for name in held.names for clue in giveaways.of_name(name, certain=certain))


PARTS_OF: dict[str, Callable[[Withheld, HeldValues], Iterator[Clue]]] = {
    Detail.ADDRESS: lambda _, held: (clue for each in held.addresses for clue in giveaways.of_address(each)),
    Detail.SCHOOL: lambda entry, _: (clue for value in entry.values for clue in giveaways.of_school(value)),
    Detail.EMAIL: lambda entry, _: (clue for value in entry.values for clue in giveaways.of_email(value)),
    Detail.PHONE: lambda entry, _: (clue for value in entry.values for clue in giveaways.of_phone(value)),
    "representative": lambda _, held: (
        clue for each in held.representatives for clue in giveaways.of_representative(each)
    ),
    "name": _parts_of_names,
}
"""What gives each detail away, by the detail's name."""


def in_words(case_file: CaseFile, person_id: str) -> str:
    """A person by their part in the case: `the respondent`, `the second child`, `somebody who has left the case`."""
    people = case_file.case.people
    person = case_file.case.person(person_id)
    if person is None:
        return "somebody who has left the case"
    same = [each.person_id for each in people if each.role is person.role]
    ordinal = f"{_ORDINALS[same.index(person_id)]} " if 1 < len(same) <= len(_ORDINALS) else ""
    return f"the {ordinal}{_ROLES[person.role]}"
