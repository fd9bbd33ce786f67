"""A pack for those who translate: the sentences of letters as numbered units, each once, in the order of reading."""

from collections.abc import Collection, Sequence
from gettext import c2py
from hashlib import sha256

from babel.messages import Catalog, Message

from correspondence.ledger import catalogue_file
from correspondence.ledger.catalogue import Key, english_of
from correspondence.protocol.record import record

from .catalogues import key_of, opened
from .letters import LetterWords, letters_in
from .templates import Place

COUNTS = (0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 20, 21, 22, 23, 24, 25, 100, 101, 102, 103, 111, 1000)
"""Numbers that between them need each form of a plural in every language that has a rule for it."""


@record
class Form:
    """A form of a sentence: its English, what a catalogue says for it, and the numbers that it serves, if any."""

    id: str
    english: str
    said: str
    counts: tuple[int, ...] = ()


@record
class Unit:
    """A sentence that is translated as a whole: its number in the pack, its forms, and the letters that say it.

    `previous`: the English that the translation is of, where it is a draft that stayed behind.
    """

    id: str
    number: int
    place: Place
    forms: tuple[Form, ...]
    letters: tuple[str, ...]
    previous: str = ""
    is_draft: bool = False


@record
class Section:
    """A letter of a pack, with the units that no letter before it has, and all of its units in order."""

    letter: LetterWords
    own: tuple[Unit, ...]
    every: tuple[Unit, ...]


@record
class Pack:
    """What one language is sent: letters, and how its catalogue says that it speaks to people."""

    language: str
    manner: str
    sections: tuple[Section, ...]

    @property
    def units(self) -> tuple[Unit, ...]:
        """Every unit, once, by its number."""
        return tuple(unit for section in self.sections for unit in section.own)


class NoSuchLetter(Exception):
    """No letter of a language has this name. The message is the name."""


def pack_of(language: str, letters: Collection[str] = ()) -> Pack:
    """The pack of a language that has a catalogue: of every letter, or of those named by kind, or kind and version.

    Raises `NoSuchLetter` where a letter is named that is not written in it.
    """
    every = letters_in(language)
    unknown = {*letters} - {name for each in every for name in (each.kind, each.name)}
    if unknown:
        raise NoSuchLetter(", ".join(sorted(unknown)))
    chosen = [each for each in every if not letters or {each.kind, each.name} & {*letters}]
    catalogue = opened(catalogue_file(language).read_text("utf-8"))
    manner = "\n".join(line.lstrip("# ") for line in catalogue.header_comment.splitlines()).strip()
    return Pack(language=language, manner=manner, sections=_sections(chosen, catalogue))


def _sections(letters: Sequence[LetterWords], catalogue: Catalog) -> tuple[Section, ...]:
    messages = {key_of(message): message for message in catalogue if message.id}
    said_in: dict[Key, list[str]] = {}
    for letter in letters:
        for place in letter.places:
            said_in.setdefault(place.key, []).append(letter.name)
    known: dict[Key, Unit] = {}
    sections = []
    for letter in letters:
        new = [place for place in letter.places if place.key not in known]
        for place in new:
            number, names = len(known) + 1, tuple(said_in[place.key])
            known[place.key] = _unit(place, number, names, messages.get(place.key), catalogue)
        own, every = (tuple(known[place.key] for place in some) for some in (new, letter.places))
        sections.append(Section(letter=letter, own=own, every=every))
    return tuple(sections)


def id_of(place: Place) -> str:
    """What a sentence is called in every pack: it is another once its context or English is another."""
    return "s-" + sha256("\x1f".join((place.context, *place.english)).encode()).hexdigest()[:12]


def _unit(place: Place, number: int, letters: tuple[str, ...], message: Message | None, catalogue: Catalog) -> Unit:
    is_current = message is not None and english_of(message) == place.english
    return Unit(
        id=id_of(place),
        number=number,
        place=place,
        forms=forms_of(place, message.string if message is not None and is_current else "", catalogue),
        letters=letters,
        previous=" / ".join(message.previous_id) if message is not None else "",
        is_draft=message is not None and message.fuzzy,
    )


def forms_of(place: Place, said: object, catalogue: Catalog) -> tuple[Form, ...]:
    """A sentence's forms: one, or as many as its language has for numbers, each with what *said* gives for it."""
    given = [str(each) for each in said] if isinstance(said, list | tuple) else [str(said or "")]
    if len(place.english) == 1:
        return (Form(id=id_of(place), english=place.english[0], said=given[0]),)
    served = counts_served(catalogue)
    given += [""] * (len(served) - len(given))
    return tuple(
        Form(
            id=f"{id_of(place)}.{index}",
            english=place.english[0] if counts == (1,) else place.english[1],
            said=given[index],
            counts=counts,
        )
        for index, counts in enumerate(served)
    )


def counts_served(catalogue: Catalog) -> tuple[tuple[int, ...], ...]:
    """The numbers that each plural form of a catalogue serves, among `COUNTS`."""
    rule = c2py(catalogue.plural_expr)
    return tuple(tuple(n for n in COUNTS if rule(n) == index) for index in range(catalogue.num_plurals))
