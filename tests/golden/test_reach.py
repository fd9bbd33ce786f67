"""A family's letter is never held for a sentence that a shared macro can print and that no golden file of it shows.

Readers at work are spared that by `golden_files/frame.json`; what a family reads is accepted kind by kind.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from correspondence.catalogue.kinds import CASE_KINDS
from correspondence.protocol.letters import Audience
from tests.golden.scenarios import TEMPLATES, sentences_seen

SHARED = ("parts.html", "extension_parts.html")
_ENVIRONMENT = Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True)  # it only reads templates

_ADVISER_BEFORE = ("Until now, your", "Before, your helper")
_FILING_DATE_BEFORE = ("The court has changed the day by which we must finish.", "The judge has given us a new day")
CANNOT_BE = {
    "brought_forward": _ADVISER_BEFORE,  # nobody has a case that is passed back
    "hub_closing": _ADVISER_BEFORE,  # nor one that waits
    "extension_sought": _FILING_DATE_BEFORE[1:],  # a child is told of both days by the letter itself
    "extension_decided": _FILING_DATE_BEFORE,  # as everybody is by this one
}
"""How sentences begin that a kind cannot say though its macros could: its facts leave out what they are about."""


def _parsed(path: Path) -> nodes.Template:
    return _ENVIRONMENT.parse(path.read_text("utf-8"))


@cache
def _macros() -> dict[str, nodes.Macro]:
    """The shared macros by name."""
    return {
        macro.name: macro for name in SHARED for macro in _parsed(TEMPLATES / "shared" / name).find_all(nodes.Macro)
    }


def _called(part: nodes.Node) -> Iterator[str]:
    """The shared macros that a part of a template calls, of its own file or of an imported one."""
    for call in part.find_all(nodes.Call):
        match call.node:
            case nodes.Getattr(attr=name) | nodes.Name(name=name) if name in _macros():
                yield name


def _reached(part: nodes.Node) -> set[str]:
    """The shared macros that a part of a template can come to call."""
    found: set[str] = set()
    ahead = set(_called(part))
    while ahead:
        name = ahead.pop()
        found.add(name)
        ahead |= {*_called(_macros()[name])} - found
    return found


def _sentences(part: nodes.Node) -> Iterator[str]:
    """The sentences in a part of a template, as they are accepted; of a plural the form for one."""
    for call in part.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in ("gettext", "ngettext"):
            first = call.args[0]
            assert isinstance(first, nodes.Const)
            yield first.value


@pytest.mark.parametrize("code", [code for code, kind in CASE_KINDS.items() if kind.is_for_families])
def test_every_sentence_that_a_familys_letter_can_reach_is_accepted(code: str) -> None:
    kind = CASE_KINDS[code]
    cannot_be = CANNOT_BE.get(code, ())
    for audience in (each for each in kind.versions if each is not Audience.FILE):
        template = _parsed(TEMPLATES / kind.parts[0].folder / f"{audience}.html")
        reached = _reached(template)
        assert reached
        said = {sentence for name in reached for sentence in _sentences(_macros()[name])}
        unseen = said - {*sentences_seen(code)[audience]}
        assert {each for each in unseen if not each.startswith(cannot_be)} == set(), audience


def test_the_macros_are_found_with_their_sentences() -> None:
    finish = _macros()["finish_by"]
    assert "finish_otherwise" in _reached(finish)
    assert any("If we need longer, we will ask the court by" in each for each in _sentences(finish))
