"""What a letter may hold by right, so that a secret that happens to read the same is not cried wolf over.

A town may be called Reading, a house The Children, and a party may live in the Hub's own town. Three things account
for such a value where it stands, and nothing else does:

- it is **public**: it *is* the Hub's telephone number, e-mail address or name, who signs, the name of the case's
  adviser, the court's name, a helpline, a name that every possible reader may see, or what a grown-up reader told us of
  themselves. Nobody learns it from the letter, however often it stands there. A name accounts for a name alone: for
  itself, each of its words and a shorter name within it, never for a number or an address.
- it stands **within** a longer text that is ours: a fixed sentence of this letter, a day of this letter, the Hub's
  address, the reader's own name and address. Every such place is accounted for, as the words around it show whose it
  is.
- it **equals** one of those texts (a heading "The children", the Hub's post town on a line of its own). Each of these
  accounts for one occurrence in a text that is read in one go; one occurrence more is a find.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import astuple, dataclass, fields, is_dataclass
from datetime import date
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from correspondence.catalogue.helplines import helplines_on
from correspondence.catalogue.letter import WEBSITE, Letter
from correspondence.documents import Document, DocumentForm, Text
from correspondence.protocol.case.people import Address, Name, Person
from correspondence.protocol.case.places import place_values
from correspondence.protocol.directory import Contact, Directory, Hub, PostHolder
from correspondence.protocol.events import AdviserAllocated
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.disclosure import as_their_own, may_be_named_to

from .searching import Needle, Searchable, needle, squeezed
from .sentences import parts

NOT_POSTED = frozenset({DocumentForm.HTML, DocumentForm.TXT})
"""The forms that go by e-mail: no postal address stands in them."""

SHEET = (
    "Cafcass",
    "Children and Family Court Advisory and Support Service",
    "Page %(page)s of %(pages)s",
    "Cafcass is a non-departmental public body sponsored by the Ministry of Justice.",
    "Signature of %(name)s",
    WEBSITE,
)
"""What stands around the words of a letter: the letterhead, the foot of a page, what is read out for a signature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowances:
    """Texts that account for a value, folded to letters. `own` has a text once for each time it may stand alone.

    `names` account for words of their own alone; `said`, in somebody's own words, for words that anybody may write:
    those are read closely by themselves (`own_words`).
    """

    public: frozenset[Needle]
    own: tuple[str, ...]
    names: tuple[str, ...] = ()
    said: tuple[str, ...] = ()

    def unaccounted(self, sought: Needle, text: Searchable, places: Collection[str] | None = None) -> list[int]:
        """Where *sought* stands in *text* (in one of *places*, if given) and no text of ours accounts for it."""
        if sought in self.public:
            return []
        spans = sorted(span for span in sought.spans(text) if places is None or text.place(span[0]) in places)
        if not spans:
            return []
        named = self.names if sought.is_word or sought.is_name else ()
        within = (*self.own, *named, *(self.said if sought.is_ordinary else ()))
        around = [own for own in dict.fromkeys(within) if sought.letters in own and own != sought.letters]
        ours = [span for own in around for span in text.spans(own)]
        left = [start for start, end in spans if not any(a <= start and end <= b for a, b in ours)]
        alone = sum(own == sought.letters for own in self.own)
        units = [text.unit(start) for start in left]
        return [start for start in left if units.count(text.unit(start)) > alone]


def allowances(
    letter: Letter, document: Document, text: Text | None, case_file: CaseFile, directory: Directory
) -> Allowances:
    """What may stand in *document*, one of *letter*'s, whose words are *text*.

    A reader who is no longer in the case is allowed no name but the Hub's. What a reader told us of themselves may
    stand where they alone read it.
    """
    readers = tuple(as_their_own(case_file, p) for key in letter.seen_by if (p := case_file.case.person(key)))
    court = directory.courts[case_file.case.court].name
    public = {*_hubs(directory.hubs[case_file.hub], letter), needle(court), needle(letter.letter_id)}
    public |= _advisers(case_file)
    own = [court, *_lines_of_the_hub(directory.hubs[case_file.hub]), *_days(letter.view, document.language)]
    names = tuple(_names(case_file, readers)) if readers else ()
    public.update(name for name in map(needle, names) if not any(c.isdigit() for c in name.letters))
    if len(readers) == 1 and not readers[0].is_child and document.form not in NOT_POSTED:
        public.update(_readers(readers[0]))
        own += _address_lines(readers[0].address)
    titles = () if text is None else (text.title,)
    fixed, beside = ((), ()) if text is None else (text.sentences, text.beside)
    ours = (part for sentence in (*fixed, *SHEET) for part in _squeezed_parts(sentence, document.language))
    return Allowances(
        public=frozenset(public),
        own=(*filter(None, map(squeezed, (*own, *beside))), *ours),
        names=_squeezed(names, titles),
        said=_squeezed(letter.view.facts.own_words),
    )


def _squeezed(*texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, (squeezed(one) for some in texts for one in some)))


@lru_cache(maxsize=10_000)
def _squeezed_parts(sentence: str, language: str) -> tuple[str, ...]:
    """The parts of a fixed sentence as they are searched: the same in every letter."""
    return tuple(filter(None, map(squeezed, parts(sentence, language))))


def readers_of(letter: Letter, case_file: CaseFile) -> tuple[Person, ...]:
    """The people of the case who may read a letter. Raises `LookupError` for one who is not in it."""
    found = [case_file.case.person(key) for key in letter.seen_by]
    if None in found:
        raise LookupError("a reader of this letter is not in the case")
    return tuple(person for person in found if person is not None)


def _hubs(hub: Hub, letter: Letter) -> Iterator[Needle]:
    """What every reader of every letter may be told of the Hub, and the helplines of the day."""
    staff: tuple[Contact | PostHolder, ...] = (hub.contact, *hub.practice_supervisor, *hub.service_manager)
    called = (name for one in staff for name in (one.name, one.known_as) if name)
    yield from map(needle, (hub.name, hub.contact.email, *called))
    yield from (needle(phone, is_phone=True) for phone in (hub.contact.phone, *astuple(helplines_on(letter.dated))))


def _advisers(case_file: CaseFile) -> frozenset[Needle]:
    """The names of those who took the case: an adviser may be called like somebody's solicitor.

    Their telephone and e-mail are not here on purpose. A number that is also a party's own can only have been recorded
    in the wrong place, and that letter is held.
    """
    return frozenset(needle(event.adviser.name) for event in case_file.of_type(AdviserAllocated))


def _lines_of_the_hub(hub: Hub) -> tuple[str, ...]:
    contact = hub.contact
    return (hub.name, contact.name, contact.role, contact.hours, contact.cover, *_address_lines(hub.address))


def _address_lines(address: Address | None) -> tuple[str, ...]:
    """The parts of an address one by one, and all of them together."""
    return () if address is None else (*address.parts, ", ".join(address.parts))


def _readers(reader: Person) -> Iterator[Needle]:
    """What a grown-up reader told us of themselves, however it is written.

    Only as it stands now: what was once recorded under their name may have been another's, put there by mistake.
    """
    if reader.phone is not None:
        yield needle(reader.phone, is_phone=True)
    if reader.email is not None:
        yield needle(reader.email)
    if reader.address is not None:
        yield from map(needle, (*place_values(reader.address), *reader.address.parts))


def cover(lines: Iterable[str]) -> Allowances:
    """What the page that is taken off may hold: the name and address for the window, once.

    They are one run; the address is one without the name too, which on the page as it is drawn may run right to left.
    """
    given = tuple(filter(None, map(squeezed, lines)))
    return Allowances(public=frozenset(), own=tuple(dict.fromkeys((*given, "".join(given), "".join(given[1:])))))


def postal_parts(letter: Letter) -> tuple[Needle, ...]:
    """The lines of the envelope that say where somebody lives, without the name above and the town below them."""
    *places, _town, postcode = ("", "", *letter.envelope.lines[1:])
    return tuple(map(needle, (*places, postcode)))


def _names(case_file: CaseFile, given: tuple[Person, ...]) -> Iterator[str]:
    """Every way to say a name that everybody who may read the letter may see."""
    readers = (*given, *case_file.case.parties) if any(reader.is_child for reader in given) else given
    for person in case_file.case.people:
        if all(may_be_named_to(case_file, person, one) for one in readers):
            yield from _forms(person.name)


def _forms(name: Name) -> tuple[str, ...]:
    return (name.full, name.first, name.given, name.in_salutation, name.on_envelope)


def _days(value: object, language: str) -> Iterator[str]:
    """Every day that a letter may print, as it is written in its language and in English."""
    if isinstance(value, date):
        yield from _written(value, language)
    elif isinstance(value, tuple):
        for each in value:
            yield from _days(each, language)
    elif is_dataclass(value) and not isinstance(value, type):
        for entry in fields(value):
            yield from _days(getattr(value, entry.name), language)


@lru_cache(maxsize=2000)
def _written(day: date, language: str) -> tuple[str, ...]:
    """A day, in its language and in English, without its year and in full."""
    locales = dict.fromkeys((_locale(language), _locale("en")))
    return tuple(format_date(day, way, locale=locale) for locale in locales for way in ("d MMMM", "EEEE d MMMM y"))


def _locale(language: str) -> Locale:
    """The locale of a language; English where nothing is known of it, as no letter can be in it either."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")
