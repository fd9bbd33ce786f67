"""What an event may not say in a name or a label: a detail by which somebody of its case is found, or nobody's name.

The shape of a name is checked where it is read (`name_types`); here it is held against the case: its streets, its
schools, its telephone numbers. A fault names the field and never a value (FPR 2010 r.29.1).
"""

import re
from collections.abc import Callable, Iterator

from correspondence.protocol.case import giveaways
from correspondence.protocol.case.people import Name, Person
from correspondence.protocol.events import CaseEvent
from correspondence.protocol.fields import FILLER, FILLERS
from correspondence.protocol.name_types import FIRM, LABEL, NAME, ORGANISATION, marked_in
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken
from correspondence.protocol.words.clues import Clue
from correspondence.protocol.words.common_words import ORDINARY
from correspondence.protocol.words.fillers import is_filler, is_filler_for_a_name
from correspondence.protocol.words.naming import EMAIL, PHONE, STREET, WHAT_IT_HOLDS
from correspondence.protocol.words.run_together import as_it_looks, looks
from correspondence.protocol.words.writing_read import letters_of, read_closely

SCHOOL, REPRESENTATIVE = "school_in_a_name", "representative_in_a_name"
_RULES = {"address": STREET, "phone": PHONE, "email": EMAIL, "school": SCHOOL, "representative": REPRESENTATIVE}
_SAYS = {
    **WHAT_IT_HOLDS,
    STREET: "a name holds no address of the case",
    SCHOOL: "a name holds no school of the case",
    REPRESENTATIVE: "a name holds no solicitor of the case",
}
_ORDINARY = looks(ORDINARY)
_OF_THE_PERSON = ("name.", "relationship")
_ADDED = re.compile(r"[,;:|()\[\]/]|\s[-–—]\s|\b(?:of|in|from|at|near|now)\b", re.IGNORECASE)
_OF_A_FIRM = frozenset({"and", "llp", "solicitors"})


def faults_of_names(event: CaseEvent) -> Iterator[Reason]:
    """Every name and label of *event* that holds a detail of its case, and every person's name that is nobody's."""
    clues = tuple(dict.fromkeys(clue for _, person in event.everybody for clue in _details(person)))
    for mark, may_hold in _MAY_HOLD.items():
        for field, text in marked_in(event, mark):
            writing = read_closely(text)
            strange = (clue for clue in clues if not may_hold(clue, field) and clue.stands_in(writing))
            found = dict.fromkeys(_RULES[clue.detail] for clue in strange)
            yield from (Reason(rule=rule, field=field, detail=_SAYS[rule]) for rule in found)
    yield from _with_a_town(event)
    yield from _nobodys(event)


_MAY_HOLD: dict[str, Callable[[Clue, str], bool]] = {
    NAME: lambda clue, field: clue.detail == "representative" and ".representative." in field,
    LABEL: lambda _clue, _field: False,
    FIRM: lambda clue, _: clue.detail == "representative",
    ORGANISATION: lambda clue, _: clue.detail in ("school", "representative") or clue.what == "street",
}
"""What of the case each kind of short text may say, by its mark: a solicitor is of a firm, a school is in a street."""


def _details(person: Person) -> Iterator[Clue]:
    """What of a person a name must not hold: only what is a part of a detail without doubt, in two words or more."""
    every: list[Clue] = []
    if person.address is not None:
        every += giveaways.of_address(person.address)
    if person.school is not None:
        every += giveaways.of_a_school_by_kind(person.school)
    if person.phone is not None:
        every += giveaways.of_phone(person.phone)
    if person.email is not None:
        every += giveaways.of_email(person.email)
    if person.representative is not None:
        every += filter(_is_no_persons, giveaways.of_representative(person.representative))
    return (clue for clue in every if clue.certain)


def _is_no_persons(clue: Clue) -> bool:
    """Whether what gives a solicitor away is no person's name: a firm may be called after one."""
    return bool(clue.pattern) or not _OF_A_FIRM.isdisjoint(form for forms in clue.words for form in forms)


def _with_a_town(event: CaseEvent) -> Iterator[Reason]:
    """Every name and label of a person that says in which town of the case somebody lives."""
    homes = (person.address for _, person in event.everybody)
    towns = {_looks(home.post_town) for home in homes if home and home.post_town}
    for at, person in event.everybody:
        for field, text in marked_in(person, NAME, LABEL):
            if field.startswith(_OF_THE_PERSON) and _says_a_town(text, field, towns):
                yield Reason(rule=STREET, field=at + field, detail=_SAYS[STREET])


def _looks(text: str) -> tuple[str, ...]:
    """The words of *text* as they look: `C0lchester` is Colchester."""
    return tuple(map(as_it_looks, letters_of(text)))


def _says_a_town(text: str, field: str, towns: set[tuple[str, ...]]) -> bool:
    """Whether a town is added to a name: behind a comma or "of", or as a last word of a family name of several.

    Somebody may be called as a town is, and by two names with a hyphen: `Colchester`, `Haddad-Colchester`.
    """
    if any(_looks(piece) in towns for piece in _ADDED.split(text)[1:]):
        return True
    words, several = _looks(text), text.split()
    is_added = field == "name.family" and len(several) > 1 and "-" not in text
    return is_added and any(
        len(words) > len(town) and words[-len(town) :] == town and not _ORDINARY.issuperset(town) for town in towns
    )


def _nobodys(event: CaseEvent) -> Iterator[Reason]:
    for at, person in event.everybody:
        name = person.name
        yield from broken(
            (is_filler_for_a_name(name.given, name.family), FILLER, at + "name.family", FILLERS[FILLER]),
            (_is_known_as_nobody(name), FILLER, at + "name.known_as", FILLERS[FILLER]),
        )


def _is_known_as_nobody(name: Name) -> bool:
    """Whether somebody is called by a filler that is no part of their name."""
    known_as = name.known_as
    return known_as is not None and is_filler(known_as) and known_as not in (name.given, name.family)
