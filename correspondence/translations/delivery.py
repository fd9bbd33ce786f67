"""What comes back from those who translate: XLIFF 2, read strictly. Nothing of it is trusted."""

from collections.abc import Iterator
from enum import IntEnum

from lxml import etree

from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason, Refused

from .inline import NAMESPACE, BadInline, sentence_in, tag
from .xliff import FILES, UNITS

_VERSIONS = frozenset({"2.0", "2.1", "2.2"})
_PARTS = {
    "xliff": frozenset({"file"}),
    "file": frozenset({"skeleton", "notes", "unit", "group"}),
    "group": frozenset({"notes", "unit", "group"}),
    "unit": frozenset({"notes", "originalData", "segment", "ignorable"}),
    "segment": frozenset({"source", "target"}),
    "ignorable": frozenset({"source", "target"}),
}
"""What may stand in an element; what is of another namespace may stand anywhere, and says nothing to us."""


_NEEDS = {"xliff": ("file",), "file": ("unit", "group"), "group": ("unit", "group"), "unit": ("segment",)}
"""What an element has at least one of."""


class Stage(IntEnum):
    """How far a unit has come, by the word that XLIFF has for it."""

    INITIAL = 0
    TRANSLATED = 1
    REVIEWED = 2
    FINAL = 3


@record
class Returned:
    """A unit that came back: its English and its translation, as a catalogue has them, and how far it has come."""

    id: str
    source: str
    target: str
    stage: Stage


@record
class Delivery:
    """A file that came back: its language and its units, each once."""

    language: str
    units: tuple[Returned, ...]


def refusal(field: str, rule: str, detail: str) -> Reason:
    """Why something that came back is not taken."""
    return Reason(rule=rule, field=field, detail=detail, source="ours")


def read_delivery(content: bytes) -> Delivery:
    """A file that came back. Raises `Refused`, naming each unit that is not as it should be, and the rule."""
    root = _root(content)
    faults = list(_misplaced(root))
    if faults:
        raise Refused(faults)
    units: list[Returned] = []
    for unit in root.iter(tag("unit")):
        try:
            units.append(_unit(unit))
        except BadInline as error:
            faults.append(refusal(f"unit {unit.get('id')}", error.rule, error.detail))
    faults += [*_lost(root), *_twice(root)]
    if faults:
        raise Refused(faults)
    return Delivery(language=root.get("trgLang", "").split("-")[0].lower(), units=tuple(units))


def _root(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Refused([refusal("the file", "not_xml", f"line {error.lineno} is not well-formed XML")]) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused([refusal("the file", "not_xliff", "a document type has no place in XLIFF 2")])
    if root.tag != tag("xliff") or root.get("version") not in _VERSIONS:
        raise Refused([refusal("the file", "not_xliff", f"it is no {NAMESPACE} of version 2.0, 2.1 or 2.2")])
    return root


def _misplaced(root: etree._Element) -> Iterator[Reason]:
    """What stands where the schema of XLIFF's core has no place for it, or is not there."""
    if not root.get("trgLang"):
        yield refusal("the file", "schema", "xliff has no trgLang")
    for element in root.iter(*map(tag, _PARTS)):
        name = etree.QName(element).localname
        held = [
            etree.QName(x).localname
            for x in element
            if isinstance(x.tag, str) and etree.QName(x).namespace == NAMESPACE
        ]
        where = _place(element)
        yield from (
            refusal(where, "schema", f"<{each}> stands in <{name}>") for each in held if each not in _PARTS[name]
        )
        if name in ("file", "group", "unit") and not element.get("id"):
            yield refusal(where, "schema", f"<{name}> has no id")
        if name in _NEEDS and not {*_NEEDS[name]} & {*held}:
            yield refusal(where, "schema", f"<{name}> has no <{_NEEDS[name][0]}>")
        if name in ("segment", "ignorable") and (held.count("source") != 1 or held.count("target") > 1):
            yield refusal(where, "schema", f"<{name}> has one <source> and at most one <target>")
        if any(target.get("order") is not None for target in element.iterchildren(tag("target"))):
            yield refusal(where, "schema", "a <target> with an order of its own is not taken")
        if name == "segment" and element.get("state", "initial").upper() not in Stage.__members__:
            yield refusal(where, "schema", "a state is initial, translated, reviewed or final")


def _place(element: etree._Element) -> str:
    """The unit or letter that an element stands in."""
    for each in (element, *element.iterancestors()):
        if each.tag in (tag("unit"), tag("file")) and each.get("id"):
            return f"{etree.QName(each).localname} {each.get('id')}"
    return "the file"


def _unit(unit: etree._Element) -> Returned:
    """A unit, its segments put together: a tool may have parted what was one. Raises `BadInline`."""
    parts = [each for each in unit if each.tag in (tag("segment"), tag("ignorable"))]
    segments = [each for each in parts if each.tag == tag("segment")]
    is_whole = all(each.find(tag("target")) is not None for each in segments)
    return Returned(
        id=unit.get("id", ""),
        source="".join(_said(each, "source") for each in parts),
        target="".join(_said(each, "target") for each in parts).strip() if is_whole else "",
        stage=min(Stage[each.get("state", "initial").upper()] for each in segments),
    )


def _said(part: etree._Element, name: str) -> str:
    found = part.find(tag(name))
    found = part.find(tag("source")) if found is None else found
    return "" if found is None else sentence_in(found)


def _lost(root: etree._Element) -> Iterator[Reason]:
    """The letters and units that the pack says it had, and that are in it no more."""
    there = {each.get("id") for each in root.iter(tag("file"))}
    lost = {name for file in root.iter(tag("file")) for name in _listed(file, FILES)} - there
    yield from (
        refusal(f"file {name}", "lost_letter", "it was in the pack and did not come back") for name in sorted(lost)
    )
    for file in root.iter(tag("file")):
        listed = _listed(file, UNITS)
        if not listed:
            yield refusal(f"file {file.get('id')}", "lost_notes", "its note says no more which units it had")
        came = {each.get("id") for each in file.iter(tag("unit"))}
        for name in (each for each in listed if each not in came):
            yield refusal(f"unit {name}", "lost_sentence", "it was in the pack and did not come back")


def _twice(root: etree._Element) -> Iterator[Reason]:
    seen: set[str] = set()
    for name in (unit.get("id", "") for unit in root.iter(tag("unit"))):
        if name in seen:
            yield refusal(f"unit {name}", "repeated", "it stands in the file twice")
        seen.add(name)


def _listed(file: etree._Element, category: str) -> list[str]:
    notes = file.findall(f"{tag('notes')}/{tag('note')}")
    return [name for note in notes if note.get("category") == category for name in (note.text or "").split()]
