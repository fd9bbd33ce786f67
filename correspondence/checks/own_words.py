"""Somebody's own words are read closely for what gives a protected value away: a part of it, another spelling of it.

The whole values are looked for in every finished document (`disclosure`); their parts only here, since in our own
sentences they would be chance. What is a part without doubt blocks; what may be chance, or is only a word such as
"refuge", is a finding of its own to acknowledge, naming the detail and never the value.
"""

from collections.abc import Iterator, Mapping

from correspondence.catalogue.letter import Letter
from correspondence.documents import Finding
from correspondence.protocol.case.people import Detail, Person
from correspondence.protocol.directory import Directory, Hub, PostHolder
from correspondence.protocol.events import AdviserAllocated
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.disclosure import KeptBack, is_in_refuge
from correspondence.protocol.history.parts_withheld import clues_to
from correspondence.protocol.words.clues import Clue
from correspondence.protocol.words.safe_places import PERHAPS_SAFE_PLACES, SAFE_PLACES
from correspondence.protocol.words.writing_read import Writing, letters_of, read_closely

from .allowances import readers_of
from .codes import CODES, Code, finding


def _phrases(table: Mapping[str, str]) -> tuple[Clue, ...]:
    every = (letters_of(phrase) for of_a_language in table.values() for phrase in of_a_language.split(";"))
    return tuple(
        Clue(
            detail="address",
            what="safe place",
            certain=True,
            words=tuple(frozenset({word}) for word in phrase),
            slips=True,
        )
        for phrase in every
    )


_REFUGE_WORDS = _phrases(SAFE_PLACES)
_PERHAPS_REFUGE_WORDS = _phrases(PERHAPS_SAFE_PLACES)


def examine(letter: Letter, case_file: CaseFile, directory: Directory, kept: KeptBack) -> tuple[Finding, ...]:
    """What the words that somebody typed for *letter* give away of what is *kept* back from any of its readers.

    `disclosure.<detail>` blocks; `possible_disclosure.<detail>` and `refuge_word` want to be acknowledged. Raises
    `LookupError` when a reader is not in the case.
    """
    said, readers = letter.view.facts.own_words, readers_of(letter, case_file)
    if not said or not readers:
        return ()
    writing = read_closely("\n".join(said))
    found = {*_given_away(writing, case_file, kept, directory)}
    if _speaks_of_refuge(writing, kept) and not _is_of_their_own(case_file, readers):
        found.add((Code.REFUGE_WORD, "own words"))
    return tuple(finding(code, where) for code, where in sorted(found))


def _given_away(
    writing: Writing, case_file: CaseFile, kept: KeptBack, directory: Directory
) -> Iterator[tuple[Code, str]]:
    """What of whom is given away; what may be chance is not said beside what is a part of the same detail."""
    every = clues_to(kept, case_file, _public(case_file, directory))
    found = [each for each in every if each.clue.stands_in(writing)]
    certain = {(each.whose, each.clue.detail) for each in found if each.clue.certain}
    for each in found:
        if each.clue.certain:
            yield CODES[f"disclosure.{each.clue.detail}"], each.where
        elif (each.whose, each.clue.detail) not in certain:
            yield CODES[f"possible_disclosure.{each.clue.detail}"], each.where


def _public(case_file: CaseFile, directory: Directory) -> Iterator[str]:
    """What everybody who gets a letter may know: the Hub, the court, who signs, who took the case."""
    hub = directory.hubs[case_file.hub]
    yield from (directory.courts[case_file.case.court].name, hub.name, directory.service_areas[hub.service_area].name)
    yield from (hub.contact.name, hub.contact.role, hub.contact.phone, hub.contact.email, *hub.address.parts)
    yield from (holder.name for holder in _holders(hub))
    for event in case_file.of_type(AdviserAllocated):
        yield from (event.adviser.name, event.adviser.phone, event.adviser.email)


def _holders(hub: Hub) -> tuple[PostHolder, ...]:
    return (*hub.practice_supervisor, *hub.service_manager, *hub.head_of_practice)


def _speaks_of_refuge(writing: Writing, kept: KeptBack) -> bool:
    """Whether the words tell of a safe place, or of a place that may be one while somebody's home is kept back."""
    if any(word.stands_in(writing) for word in _REFUGE_WORDS):
        return True
    is_kept_back = any(entry.detail == Detail.ADDRESS for entry in kept.entries)
    return is_kept_back and any(word.stands_in(writing) for word in _PERHAPS_REFUGE_WORDS)


def _is_of_their_own(case_file: CaseFile, readers: tuple[Person, ...]) -> bool:
    """Whether the words go to one grown-up alone, who is in a refuge and knows it."""
    return len(readers) == 1 and not readers[0].is_child and is_in_refuge(case_file, readers[0])
