"""A sentence within XLIFF: its places and its strong words as codes that no translator can break by typing."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from correspondence.ledger import PLACEHOLDERS

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_TOKEN = re.compile(r"%\((\w+)\)s|(</?strong>)")
_CODE = re.compile(r"([a-z_]+?)(?:\.[0-9]+)?")
_STRONG, _OPEN, _CLOSE = "strong", "<strong>", "</strong>"
_MARKUP = re.compile(r"[<>&]")


class BadInline(Exception):
    """A target holds what no sentence of ours can. Has the rule that it breaks, and a detail."""

    def __init__(self, rule: str, detail: str) -> None:
        super().__init__(detail)
        self.rule, self.detail = rule, detail


def tag(name: str) -> str:
    """The name of an element of XLIFF."""
    return f"{{{NAMESPACE}}}{name}"


def codes_in(sentences: tuple[str, ...]) -> dict[str, str]:
    """What stands behind each code of *sentences*, by its reference."""
    found: dict[str, str] = {}
    for name, strong in (match.groups() for each in sentences for match in _TOKEN.finditer(each)):
        found |= {"d-open": _OPEN, "d-close": _CLOSE} if strong else {f"d-{name}": f"%({name})s"}
    return dict(sorted(found.items()))


def fill(element: etree._Element, sentence: str) -> None:
    """Put a sentence of ours into a `source` or `target`."""
    within, seen, last = element, Counter[str](), 0
    for match in _TOKEN.finditer(sentence):
        _say(within, sentence[last : match.start()])
        last = match.end()
        name, strong = match.groups()
        if strong == _CLOSE:
            parent = within.getparent()
            within = parent if parent is not None and within is not element else within
            continue
        seen[name or _STRONG] += 1
        code = f"{name or _STRONG}.{seen[name or _STRONG]}"
        if strong:
            ends = {"dataRefStart": "d-open", "dataRefEnd": "d-close"}
            within = etree.SubElement(within, tag("pc"), {"id": code, **ends, "type": "fmt"})
        else:
            shown = PLACEHOLDERS[name].example if name in PLACEHOLDERS else name
            etree.SubElement(within, tag("ph"), id=code, dataRef=f"d-{name}", equiv=f"%({name})s", disp=shown)
    _say(within, sentence[last:])


def _say(element: etree._Element, text: str) -> None:
    """Append text after what the element holds."""
    text = text.replace("%%", "%")
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def sentence_in(element: etree._Element) -> str:
    """The sentence that a `source` or `target` holds, as a catalogue has it. Raises `BadInline`."""
    return "".join(_parts(element)).replace("\n", " ")


def _parts(element: etree._Element) -> Iterator[str]:
    yield _typed(element.text)
    for child in element:
        yield from _code(child)
        yield _typed(child.tail)


def _code(child: etree._Element) -> Iterator[str]:
    if not isinstance(child.tag, str):
        return
    name = etree.QName(child)
    kind = name.localname if name.namespace == NAMESPACE else f"{name.localname} of {name.namespace}"
    code = _CODE.fullmatch(child.get("id", ""))
    match kind:
        case "ph" if code and code[1] in PLACEHOLDERS:
            yield f"%({code[1]})s"
        case "pc" if code and code[1] == _STRONG:
            yield from (_OPEN, *_parts(child), _CLOSE)
        case "sc" if code and code[1] == _STRONG:
            yield _OPEN
        case "ec":
            yield _CLOSE
        case "mrk":
            yield from _parts(child)
        case "sm" | "em":
            pass
        case _:
            raise BadInline("unknown_code", f"<{kind}> is none of the codes of its English")


def _typed(text: str | None) -> str:
    typed = text or ""
    if _MARKUP.search(typed):
        raise BadInline("markup_in_text", "it has <, > or & in its words: what is strong is a code")
    return typed.replace("%", "%%")
