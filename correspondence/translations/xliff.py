"""A pack as XLIFF 2.1 (OASIS): a file a letter, a unit a sentence, with context, examples and what was said before."""

from typing import TypeAlias

from lxml import etree

from correspondence.ledger import PLACEHOLDERS, Sentence, matters_of, placeholders_in, reviewers_wanted
from correspondence.protocol.letters import CHILDREN

from .inline import NAMESPACE, codes_in, fill, tag
from .packs import Form, Pack, Section, Unit

_ATTRIBUTES = {"version": "2.1", "srcLang": "en-GB"}
FILES, UNITS = "files", "units"
"""The categories of the notes that say which letters a pack has, and which units a letter of it has."""

READERS = {"adult": "an adult", "older": "an older child, from about 11", "younger": "a younger child"}
"""Whom a version of a letter is to."""

_ADDRESSING = (
    "Each letter is to one person. Where words depend on whether that is a man or a woman, give both in braces: {for a "
    "man|for a woman}, or {for a man|for a woman|for somebody whose title tells neither}. In them stand words alone."
)

_Filled: TypeAlias = list[tuple[etree._Element, str]]
"""The sources and targets with the sentences that come into them."""


def as_xliff(pack: Pack) -> bytes:
    """The pack. A letter of which every sentence stands in one before it has no file of its own."""
    root = etree.Element(tag("xliff"), _ATTRIBUTES | {"trgLang": pack.language}, {None: NAMESPACE})  # type: ignore[dict-item]  # it has no prefix
    filled: _Filled = []
    sections = [section for section in pack.sections if section.own]
    names = " ".join(section.letter.name for section in sections)
    for section in sections:
        _file(root, pack, section, names, filled)
    etree.indent(root, "  ")  # before the sentences are in it, in which each blank counts
    for element, sentence in filled:
        fill(element, sentence)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _file(root: etree._Element, pack: Pack, section: Section, names: str, filled: _Filled) -> None:
    letter = section.letter
    made = etree.SubElement(root, tag("file"), id=letter.name, original=f"locales/{pack.language}")
    notes = etree.SubElement(made, tag("notes"))
    _note(notes, "letter", f"{letter.title}, to {READERS[letter.audience]}")
    if pack.manner:
        _note(notes, "manner", pack.manner)
    if letter.audience not in CHILDREN:
        _note(notes, "addressing", _ADDRESSING)
    _note(notes, FILES, names)
    _note(notes, UNITS, " ".join(form.id for unit in section.own for form in unit.forms))
    for unit in section.own:
        many = len(unit.forms) > 1
        parent = etree.SubElement(made, tag("group"), id=f"{unit.id}.group") if many else made
        for form in unit.forms:
            _unit(parent, unit, form, filled)


def _unit(parent: etree._Element, unit: Unit, form: Form, filled: _Filled) -> None:
    made = etree.SubElement(parent, tag("unit"), id=form.id, name=str(unit.number))
    notes = etree.SubElement(made, tag("notes"))
    for category, words in _said_of(unit, form):
        _note(notes, category, words)
    codes = codes_in((*unit.place.english, form.said))
    if codes:
        data = etree.SubElement(made, tag("originalData"))
        for reference, original in codes.items():
            etree.SubElement(data, tag("data"), id=reference).text = original
    is_said = form.said and not unit.is_draft
    segment = etree.SubElement(made, tag("segment"), state="translated" if is_said else "initial")
    filled.append((etree.SubElement(segment, tag("source")), form.english))
    if form.said:
        filled.append((etree.SubElement(segment, tag("target")), form.said))


def _said_of(unit: Unit, form: Form) -> list[tuple[str, str]]:
    """What whoever translates a sentence has to know of it, by category."""
    place = unit.place
    said = [("number", str(unit.number)), ("context", f"said in {', '.join(unit.letters)}")]
    if place.context:
        said.append(("context", f"said {place.context}"))
    for name in placeholders_in(place.english):
        said.append(("placeholder", f"{name}: {PLACEHOLDERS[name].what}, such as {PLACEHOLDERS[name].example}"))
    if form.counts:
        said.append(("plural", f"for these numbers and others like them: {', '.join(map(str, form.counts[:8]))}"))
    sentence = Sentence(context=place.context, english=place.english, translation=())
    if matters := sorted(matters_of(sentence)):
        said.append(("review", f"about {' and '.join(matters)}: {reviewers_wanted(sentence)} people review it"))
    if unit.is_draft and unit.previous:
        said.append(("previous", f"the translation given is of another English: {unit.previous}"))
    return said


def _note(notes: etree._Element, category: str, words: str) -> None:
    etree.SubElement(notes, tag("note"), category=category).text = words
