"""A court's list is searched for everybody of every case in it: it has numbers and initials, and no person in it.

What it says is made of our own words, days and numbers, the directory, and the names of Annex A. Whatever else could
tell who somebody is, or where, is a find: every name (whole, and each part of it among the words), address, telephone
number, e-mail, school and representative that any of the cases ever held. A find names the detail and the place,
never the value (Protocol Annex B; FPR 2010 r.29.1).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from enum import StrEnum
from functools import cache

from babel.dates import format_date

from correspondence.catalogue.court.lists import CourtListFacts
from correspondence.catalogue.letter import Letter, RecipientView
from correspondence.documents import Document, Finding, Text
from correspondence.protocol.case.people import Detail
from correspondence.protocol.case.places import place_values
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.disclosure import name_forms
from correspondence.protocol.history.held_values import HeldValues
from correspondence.shipped import TEMPLATES

from .allowances import SHEET, Allowances
from .codes import CODES, Code, finding
from .contents import read
from .searching import Needle, Searchable, needle, squeezed
from .sentences import parts
from .wording import CATEGORIES

NOT_POSTED = finding(Code.TOO_MANY_PAGES, "pdf")
"""What is no fault of a list: it goes by e-mail, and no printer counts its pages."""

PART_OF_A_NAME = "part_of_a_name"
"""Looked for among the words alone, as a file's own inner names are words as well ("Light Grid", "Microsoft Word")."""

_PROPERTIES = "docx properties"
_WORD = re.compile(r"[^\W\d_]+")

_GRAM = 6
_LONGEST = 2
"""How many letters somebody's initials have at most."""

_DAYS = ("d MMMM", "d MMMM y", "EEEE d MMMM y", "d MMM y", "y-MM-dd")
Secrets = tuple[tuple[str, Needle], ...]


def secrets_of(case_files: Iterable[CaseFile]) -> Secrets:
    """What must not be found of anybody in these cases: the detail it is, and what to look for, each once."""
    every = (held for case_file in case_files for held in case_file.held_values.values())
    found = dict.fromkeys(pair for held in every for pair in _of_person(held))
    return tuple(pair for pair in found if pair[1].letters)


def _of_person(held: HeldValues) -> Iterator[tuple[str, Needle]]:
    for name in held.names:
        whole = (*name_forms(name), name.on_envelope)
        yield from (("name", needle(form)) for form in whole)
        yield from ((PART_OF_A_NAME, needle(part)) for part in (name.given, name.family, name.first))
    yield from ((str(Detail.ADDRESS), needle(x)) for address in held.addresses for x in place_values(address))
    yield from ((str(Detail.PHONE), needle(phone, is_phone=True)) for phone in held.phones)
    yield from ((str(Detail.EMAIL), needle(email)) for email in held.emails)
    yield from ((str(Detail.SCHOOL), needle(school)) for school in held.schools)
    for one in held.representatives:
        values = (one.name, one.firm, one.email, one.dx)
        yield from (("representative", needle(value)) for value in values if value)


def examine(
    letter: Letter, texts: Sequence[Text], documents: Iterable[Document], case_files: Iterable[CaseFile]
) -> tuple[Finding, ...]:
    """What of anybody in *case_files* stands in *documents*, each as `disclosure.<detail>` and its place.

    `disclosure.unreadable` says that a place could not be searched. *texts* are the words of every part of the list.
    """
    secrets, ours = secrets_of(case_files), _allowances(letter, texts)
    found = {pair for document in documents for pair in _found(letter, document, secrets, ours)}
    return tuple(finding(CODES[f"disclosure.{detail}"], where) for detail, where in sorted(found))


def _found(letter: Letter, document: Document, secrets: Secrets, ours: Allowances) -> set[tuple[str, str]]:
    contents = read(letter, document)
    words = tuple(Searchable(group) for group in contents.running if group[0].where != _PROPERTIES)
    read_out = (Searchable(contents.apart, apart=True), *map(Searchable, contents.running))
    everything = (*read_out, Searchable(contents.markup, apart=True))
    said = {text.letters[i : i + _GRAM] for text in everything for i in range(len(text.letters) - _GRAM + 1)}
    found = {("unreadable", where) for where in contents.unreadable}
    for detail, sought in secrets:
        if len(sought.letters) >= _GRAM and sought.letters[:_GRAM] not in said:
            continue  # as a rule nothing is there: one look-up in place of a search through every page
        for text in words if detail == PART_OF_A_NAME else read_out if sought.is_word else everything:
            found |= {(detail, text.place(start)) for start in ours.unaccounted(sought, text)}
    return found


def _allowances(letter: Letter, texts: Sequence[Text]) -> Allowances:
    """Whatever we say in every list, whoever is in it: a name that reads the same tells nothing of anybody."""
    view = letter.view
    if not isinstance(view, RecipientView) or not isinstance(view.facts, CourtListFacts):
        raise TypeError("this is no court's list")
    facts, hub = view.facts, view.hub
    said = [hub.name, hub.contact_name, hub.phone, hub.email, hub.hours, hub.cover, facts.contact_role]
    said += [view.name, view.signed_by, letter.letter_id, *CATEGORIES, *hub.address]
    said += [part for sentence in SHEET for part in parts(sentence, "en")]
    said += [" ".join(row.initials) for row in facts.rows if max(map(len, row.initials), default=0) <= _LONGEST]
    said += ["yes", *(str(name) for name in facts.spreadsheet[0])]
    said += [value for row in facts.spreadsheet for value in row if isinstance(value, StrEnum)]
    said += [str(format_date(day, form, locale="en")) for day in _days(letter, facts) for form in _DAYS]
    for text in texts:
        said += [text.title, *(part for sentence in set(text.sentences) for part in parts(sentence, text.language))]
    own = tuple(dict.fromkeys(filter(None, map(squeezed, said))))
    public = {needle(hub.phone, is_phone=True), *map(needle, said), *map(needle, _words_of(letter.kind.code))}
    return Allowances(public=frozenset(public), own=own)


@cache
def _words_of(kind: str) -> frozenset[str]:
    """Every word of a kind's templates: a sentence of a letter is known by its singular alone."""
    own = (TEMPLATES / folder / kind / "court.html" for folder in ("letters", "lists"))
    sources = (path.read_text("utf-8") for path in (*own, *(TEMPLATES / "shared").glob("list_*.html")))
    return frozenset(word for source in sources for word in _WORD.findall(source))


def _days(letter: Letter, facts: CourtListFacts) -> frozenset[date]:
    sums = (getattr(facts, each.name) for each in fields(facts))
    rows = (value for row in facts.spreadsheet for value in row)
    every = (letter.dated, facts.outlook.first_apply_by, *sums, *rows)
    return frozenset(value for value in every if isinstance(value, date))
